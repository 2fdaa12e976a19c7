#pragma once
// Why an access was answered or refused (F2.4, A1): the rules of a decision, asked again by the same table over what
// stood at that instant, and what has changed since.
//
// Promises: there is no second set of rules. What no history keeps (where a person lived, how the session had proved
// itself, the hours of roles in an earlier profile) is not guessed: such a rule is answered by the entry itself and
// says so. If what was rebuilt gives another answer than the entry, that is said too. Nobody is named. Thread rule: as
// the transaction; an Explanation is a value.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "grants/desk.h"
#include "grants/refusal.h"
#include "ledger/entry.h"
#include "store/database.h"

namespace menhu::grants {

// In both languages; the same where there are no words in it.
struct TwoTexts {
    std::string zh;
    std::string en;
};

struct ExplainedFact {
    std::string_view label_zh;
    std::string_view label_en;
    TwoTexts value;
};

struct ExplainedRule {
    enum class Outcome : std::uint8_t { passed, failed, not_reached };
    enum class By : std::uint8_t { history, entry };
    std::string_view name;
    std::string_view clause;  // of the refusal, if it failed
    std::string_view zh;
    std::string_view en;
    Outcome outcome = Outcome::not_reached;
    By by = By::history;  // entry: cannot be rebuilt, and is answered as the entry says
    std::vector<ExplainedFact> facts;
};
std::string_view outcome_code(ExplainedRule::Outcome outcome);  // "passed", …

struct ExplainedChange {
    std::string_view label_zh;
    std::string_view label_en;
    TwoTexts then;
    TwoTexts now;
    std::optional<base::Instant> at;  // when it changed, if that is known
};

struct Explanation {
    std::vector<ExplainedRule> rules;      // all, in the order of a decision
    std::vector<ExplainedChange> changes;  // between the access and now
    const Refused* recorded = nullptr;     // the refusal that the entry says; nullptr: it was answered
    enum class Rebuilt : std::uint8_t { agrees, differs } rebuilt = Rebuilt::agrees;
};

// Of an entry of a decision: query.lookup, query.household, query.reveal, query.kinship … and query.refused. Opens its
// sealed part, so the caller has made sure that its reader may see it. Errors: grants.not_a_decision, those of
// ledger::open_secret but a destroyed key.
base::Result<Explanation> explain(store::ReadTx& tx, const Desk& desk, const ledger::EntryView& entry,
                                  base::Instant now);

}  // namespace menhu::grants
