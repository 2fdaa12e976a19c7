#include "grants/explain.h"

#include <algorithm>

#include "grants/explain_facts.h"
#include "grants/rebuild.h"
#include "grants/rules.h"

namespace menhu::grants {
namespace {

using Outcome = ExplainedRule::Outcome;
using By = ExplainedRule::By;

// What a rule that cannot be rebuilt found, as the entry has it.
std::optional<Why> as_recorded(const Rule& rule, const Refused* recorded) {
    if (recorded == nullptr || std::ranges::find(rule.whys, recorded->why) == rule.whys.end()) return std::nullopt;
    return recorded->why;
}

}  // namespace

std::string_view outcome_code(Outcome outcome) {
    switch (outcome) {
        case Outcome::passed:
            return "passed";
        case Outcome::failed:
            return "failed";
        case Outcome::not_reached:
            return "not_reached";
    }
    base::throw_bug("outcome_code: no such outcome");
}

base::Result<Explanation> explain(store::ReadTx& tx, const Desk& desk, const ledger::EntryView& entry,
                                  base::Instant now) {
    const Rebuilt rebuilt = TRY(rebuild(tx, desk, entry));
    const Situation situation = situation_of(rebuilt);
    Explanation out;
    out.recorded = rebuilt.recorded;
    std::optional<Why> finding;
    const FactWriter facts{tx, desk, rebuilt, situation};
    for (const Rule& rule : rules()) {
        ExplainedRule& line = out.rules.emplace_back();
        line.name = rule.name;
        line.clause = rule.clause;
        line.zh = rule.zh;
        line.en = rule.en;
        if (finding) continue;
        if (rebuilt.by_entry.contains(rule.name)) line.by = By::entry;
        finding = line.by == By::entry ? as_recorded(rule, rebuilt.recorded) : rule.against(situation);
        line.outcome = finding ? Outcome::failed : Outcome::passed;
        if (finding) {
            const Refused& row = refused(*finding);
            line.clause = row.clause;
            line.facts.push_back({"理由", "Reason", {std::string{row.reason_zh}, std::string{row.reason_en}}});
        }
        TRY(facts.add(rule.name, line.facts));
    }
    const auto recorded = rebuilt.recorded == nullptr ? std::nullopt : std::optional{rebuilt.recorded->why};
    if (finding != recorded) out.rebuilt = Explanation::Rebuilt::differs;
    const auto today = TRY(snapshot(tx, rebuilt, GrantId{*entry.grant}, now));
    out.changes = TRY(changes_between(tx, desk, rebuilt, today));
    return out;
}

}  // namespace menhu::grants
