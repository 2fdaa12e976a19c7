#include "oversight/roster.h"

#include <algorithm>
#include <unordered_map>

#include "base/bytes.h"
#include "ledger/ledger.h"
#include "people/training.h"

namespace menhu::oversight {
namespace {

using people::Role;

constexpr people::Roles readers{Role::account_administrator, Role::auditor, Role::civil_affairs, Role::unit_head};

std::string_view whom_code(Whom whom) {
    switch (whom) {
        case Whom::everybody:
            return "everybody";
        case Whom::own_people:
            return "own_people";
        case Whom::contractors:
            return "contractors";
    }
    return "";
}

bool is_asked(const RosterQuestion& question, const people::RollEntry& entry) {
    if (!covers(question.within, entry.unit)) return false;
    const bool is_contractor = entry.unit_kind == people::UnitKind::contractor;
    return question.whom == Whom::everybody || is_contractor == (question.whom == Whom::contractors);
}

base::Result<void> append(store::WriteTx& tx, const grants::Desk& desk, const people::Actor& by, std::string_view kind,
                          const RosterQuestion& question, std::vector<std::pair<std::string, std::string>> more,
                          base::Instant now) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.facts = {{"on", base::to_iso(question.on)}, {"whom", std::string{whom_code(question.whom)}}};
    if (question.unit) entry.facts.emplace_back("about_unit", question.unit->text());
    std::ranges::move(more, std::back_inserter(entry.facts));
    TRY(ledger::append(tx, desk.ledger, entry, now));
    return {};
}

}  // namespace

base::Result<RosterQuestion> admit_to_roster(store::ReadTx& tx, const people::Actor& by, RosterQuestion question,
                                             base::Instant now) {
    TRY(people::require_any(by, readers));
    if (!question.on.ok() || question.on > base::taipei_date(now)) {
        return base::Error{base::Fault::bad_input, "oversight.roster_day_ahead"};
    }
    auto within = TRY(reading_scope(tx, by, now));
    question.within = TRY(narrowed(std::move(within), question.unit));
    return question;
}

base::Result<void> record_roster_read(store::WriteTx& tx, const grants::Desk& desk, const people::Actor& by,
                                      const RosterQuestion& question, base::Instant now) {
    return append(tx, desk, by, "roster.read", question, {}, now);
}

base::Result<void> record_roster_printed(store::WriteTx& tx, const grants::Desk& desk, const people::Actor& by,
                                         const RosterQuestion& question, paper::Form form, std::int64_t lines,
                                         const crypto::Digest& digest, base::Instant now) {
    return append(tx, desk, by, "roster.printed", question,
                  {{"form", std::string{paper::form_name(form)}},
                   {"lines", std::to_string(lines)},
                   {"digest", base::to_hex(digest)}},
                  now);
}

base::Result<Roster> roster(store::ReadTx& tx, const law::Profile& profile, const RosterQuestion& question,
                            base::Instant now) {
    const auto start = base::taipei_start(question.on);
    const auto end = base::taipei_end(question.on);
    CHECK(start <= now);
    Roster roster{.question = question, .at = std::min(now, end - base::Duration{1}), .lines = {}};
    auto entries = TRY(people::roll(tx, profile, {.at = roster.at, .closed_since = start, .now = now}));
    std::unordered_map<std::int64_t, std::size_t> place;  // of an account among the lines
    for (auto& entry : entries) {
        if (!is_asked(question, entry)) continue;
        place.emplace(entry.account.number(), roster.lines.size());
        RosterLine line{.account = std::move(entry), .grants = {}, .training_hours = 0, .training_required = 0};
        line.training_required = people::training_hours_required(profile, line.account.roles);
        roster.lines.push_back(std::move(line));
    }
    auto held = TRY(grants::held_between(tx, start, roster.at + base::Duration{1}));
    for (auto& grant : held) {
        const auto found = place.find(grant.account.number());
        if (found != place.end()) roster.lines[found->second].grants.push_back(std::move(grant));
    }
    const auto first_day = base::make_date(static_cast<int>(question.on.year()), 1, 1);
    CHECK(first_day);
    const auto hours = TRY(people::trained_hours(tx, *first_day, question.on));
    for (const auto& trained : hours) {
        const auto found = place.find(trained.account.number());
        if (found != place.end()) roster.lines[found->second].training_hours = trained.hours;
    }
    return roster;
}

}  // namespace menhu::oversight
