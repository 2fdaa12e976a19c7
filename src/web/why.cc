// Why an access was answered or refused: for whoever made it, the head of its unit, and those who check. What of
// another is read is entered before it is shown, like the trail.
#include "grants/explain.h"
#include "ledger/trail.h"
#include "web/handlers_decision.h"
#include "web/log_path.h"
#include "web/names.h"
#include "web/trail_views.h"
#include "web/views_why.h"

namespace menhu::web {

namespace {

constexpr people::Roles readers_of_all{people::Role::checker, people::Role::auditor, people::Role::ethics_officer};

enum class Whose : std::uint8_t { own, of_another };

// Error: web.why_of_another.
base::Result<Whose> may_read(const people::Actor& actor, const ledger::EntryView& entry) {
    if (entry.account == actor.account().number()) return Whose::own;
    if (people::require_any(actor, readers_of_all)) return Whose::of_another;
    const bool is_head = actor.has(people::Role::unit_head) && entry.unit == actor.unit().number();
    if (is_head) return Whose::of_another;
    return base::Error{base::Fault::refused, "web.why_of_another"};
}

WhyView view_of(const AccessView& access, const grants::Explanation& explained) {
    WhyView view;
    view.log = access.log;
    view.index = access.index;
    view.at = access.at;
    view.kind = access.kind;
    view.outcome = access.outcome;
    view.refusal_zh = access.refusal_zh;
    view.refusal_en = access.refusal_en;
    view.purpose_zh = access.purpose_zh;
    view.purpose_en = access.purpose_en;
    view.case_number = access.case_number;
    view.agrees = explained.rebuilt == grants::Explanation::Rebuilt::agrees;
    for (const auto& rule : explained.rules) {
        auto& shown = view.rules.emplace_back();
        shown.name = rule.name;
        shown.clause = rule.clause;
        shown.title_zh = rule.zh;
        shown.title_en = rule.en;
        shown.outcome = grants::outcome_code(rule.outcome);
        shown.by = rule.by == grants::ExplainedRule::By::history ? "history" : "entry";
        for (const auto& fact : rule.facts) {
            shown.facts.push_back(
                {std::string{fact.label_zh}, std::string{fact.label_en}, fact.value.zh, fact.value.en});
        }
    }
    for (const auto& change : explained.changes) {
        view.changes.push_back({.label_zh = std::string{change.label_zh},
                                .label_en = std::string{change.label_en},
                                .then = change.then.zh,
                                .then_en = change.then.en,
                                .now = change.now.zh,
                                .now_en = change.now.en,
                                .at = change.at ? std::optional{instant_text(*change.at)} : std::nullopt});
    }
    return view;
}

}  // namespace

Answer get_access_why(const Rooms& rooms, const Call& call) {
    const auto log = read_log(call.parts.at(0));
    const auto index = read_index(call.parts.at(1));
    if (!log || !index) return answer_problem(problem_of("web.no_such_entry"));
    const auto entered = rooms.database.write([&rooms, call, log, index](store::WriteTx& tx) -> base::Result<Whose> {
        const auto actor = TRY(enter(tx, rooms, call));
        const auto entry = TRY(ledger::entry_at(tx, *log, *index));
        const auto whose = TRY(may_read(actor, entry));
        if (whose == Whose::own) return whose;
        ledger::Entry reading;
        reading.kind = "trail.explained";
        reading.account = actor.account().number();
        reading.unit = actor.unit().number();
        reading.person = entry.person;
        reading.case_commitment = entry.case_commitment;
        reading.facts = {{"entry", fmt::format("{}/{}", *log, *index)}};
        if (entry.account) reading.facts.emplace_back("about_account", base::id_text(*entry.account));
        TRY(ledger::append(tx, rooms.ledger(), reading, call.now));
        return whose;
    });
    if (!entered) return answer_error(entered.error());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto entry = TRY(ledger::entry_at(tx, *log, *index));
        TRY(may_read(actor, entry));
        const auto explained = TRY(grants::explain(tx, rooms.desk, entry, call.now));
        PurposeNames purposes;
        const auto access = TRY(access_view(tx, rooms, purposes, entry));
        auto view = view_of(access, explained);
        Names names{tx, call.now};
        if (entry.account) view.account = TRY(names.account(people::AccountId{*entry.account}));
        if (entry.unit) {
            const auto unit = TRY(names.unit(people::UnitId{*entry.unit}));
            view.unit = unit.name;
        }
        return answer_json(view);
    });
}

}  // namespace menhu::web
