#pragma once
// A situation rebuilt from history, for explain.h: what the entry says of the ask, and what stood at an instant. Inside
// the room. Thread rule: as the transaction; values.
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "grants/desk.h"
#include "grants/history_rows.h"
#include "grants/refusal.h"
#include "grants/situation.h"
#include "ledger/entry.h"
#include "people/account_term.h"
#include "store/database.h"

namespace menhu::grants {

// Everything with a history that a decision reads, as it stood at an instant.
struct Snapshot {
    base::Instant at{};
    std::optional<people::AccountTerm> term;
    std::optional<people::Standing> standing;
    std::optional<rows::StateAt> state;
    std::int64_t holds = 0;
    std::optional<rows::PurposeAt> purpose;
    std::vector<rows::BasisAt> bases;
    std::optional<rows::LinkAt> link;
};

// What the entry's sealed part says, as far as it could be opened.
struct SealedAsk {
    std::string case_number;
    std::string reason;
    std::optional<std::vector<std::string>> fields;  // entries of before do not say
    std::optional<std::string> source;
};

struct Rebuilt {
    people::AccountId account{0};
    Operation operation = Operation::lookup;
    const Refused* recorded = nullptr;
    std::optional<rows::GrantTerms> terms;  // none: no such grant
    Snapshot then;
    std::optional<SealedAsk> ask;  // none: the month's key is destroyed
    std::optional<std::int64_t> used_today;
    std::optional<std::int64_t> used_month;
    std::optional<std::int64_t> used_total;
    std::optional<std::int64_t> searched_today;
    std::string search_district;
    std::int64_t searches_a_day = 0;  // of today's profile
    std::optional<ListedCase> listed_case;
    std::int64_t conflicts = 0;
    std::int64_t reason_length_min = 0;   // of today's profile
    std::set<std::string_view> by_entry;  // names of rules that cannot be rebuilt
};

// Errors: grants.not_a_decision, those of ledger::open_secret but a destroyed key.
base::Result<Rebuilt> rebuild(store::ReadTx& tx, const Desk& desk, const ledger::EntryView& entry);
base::Result<Snapshot> snapshot(store::ReadTx& tx, const Rebuilt& of, GrantId grant, base::Instant at);
// Its views point into `rebuilt`.
Situation situation_of(const Rebuilt& rebuilt);

}  // namespace menhu::grants
