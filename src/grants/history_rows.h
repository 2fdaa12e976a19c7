#pragma once
// What a decision would have read at a past instant: grants with their states and holders, purposes, bases and links by
// their versions, declarations of conflict. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "crypto/tag.h"
#include "grants/ids.h"
#include "grants/situation.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants::rows {

// Of a grant what never changes. `grant` has no state, holders, counts, purpose, link or case, and its fields and
// operations are its own alone.
struct GrantTerms {
    PurposeId purpose{0};
    std::string purpose_code;
    std::string fields;  // as stored
    base::Instant lapses_at{};
    StoredGrant grant;
};
base::Result<std::optional<GrantTerms>> grant_terms(store::ReadTx& tx, GrantId grant);

struct StateAt {
    std::int64_t number = 0;
    StoredState state = StoredState::ended;
    base::Instant recorded_at{};
};
// Nothing: it had not been issued.
base::Result<std::optional<StateAt>> grant_state_at(store::ReadTx& tx, GrantId grant, base::Instant at);
base::Result<std::int64_t> holds_at(store::ReadTx& tx, GrantId grant, people::AccountId account, base::Instant at);

struct PurposeAt {
    std::int64_t number = 0;
    base::Instant recorded_at{};  // the epoch: before versions were kept
    std::string fields;
    Operations operations;
    std::string case_pattern;
    std::optional<base::Instant> ended_at;
};
// Nothing: no version was approved yet.
base::Result<std::optional<PurposeAt>> purpose_at(store::ReadTx& tx, PurposeId purpose, base::Instant at);

struct BasisAt {
    std::string id;
    std::string title;
    std::string title_en;
    std::optional<base::Instant> from;
    std::optional<base::Instant> until;
    bool in_force(base::Instant at) const { return (!from || *from <= at) && (!until || at < *until); }
};
// Those of the purpose's version `number`, as they stood; by id.
base::Result<std::vector<BasisAt>> bases_at(store::ReadTx& tx, PurposeId purpose, std::int64_t number,
                                            base::Instant at);

struct LinkAt {
    std::int64_t number = 0;
    base::Instant recorded_at{};
    StoredLink link;
    std::string fields;
    std::string letter;
};
base::Result<std::optional<LinkAt>> link_stood_at(store::ReadTx& tx, std::string_view holding, base::Instant at);

base::Result<std::int64_t> conflicts_at(store::ReadTx& tx, people::AccountId account, const crypto::Tag& person,
                                        base::Instant at);

std::span<const store::Statement> history_statements();

}  // namespace menhu::grants::rows
