#pragma once
// grants_grants and grants_holders. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "grants/grant.h"
#include "grants/use_terms.h"
#include "grants/verdict.h"
#include "store/database.h"

namespace menhu::grants::rows {

// What is issued.
struct NewGrant {
    PurposeId purpose{0};
    people::UnitId unit{0};
    std::string holding;
    UseTerms terms;
    base::Instant lapses_at{};
    std::optional<law::Hours> hours;
    std::uint8_t weekdays = 0;
    std::vector<format::Network> networks;
    std::string application;  // its number
    UseApplicationId application_id{0};
    std::optional<GrantId> renews;
};

struct GrantRow {
    GrantView view;  // without bases, holders, unit name, state and days left
    StoredState state = StoredState::ended;
    std::optional<base::Instant> ended_at;
};

base::Result<void> insert_grant(store::WriteTx& tx, GrantId id, const NewGrant& grant);
base::Result<void> update_state(store::WriteTx& tx, GrantId id, StoredState state,
                                std::optional<base::Instant> ended_at);
// The state it is in from now on; its number is given here.
base::Result<void> insert_step(store::WriteTx& tx, GrantId id, std::string_view act, people::AccountId by,
                               StoredState state, std::optional<base::Instant> ended_at, std::string_view reason,
                               base::Instant now);
base::Result<std::vector<GrantStep>> steps(store::ReadTx& tx, GrantId id);

base::Result<std::optional<GrantRow>> grant(store::ReadTx& tx, GrantId id, base::Instant now);
base::Result<std::vector<GrantRow>> grants(store::ReadTx& tx, base::Instant now);
base::Result<std::vector<GrantRow>> grants_held(store::ReadTx& tx, people::AccountId account, base::Instant now);
base::Result<std::vector<GrantRow>> grants_of_unit(store::ReadTx& tx, people::UnitId unit, base::Instant now);
base::Result<std::vector<people::AccountId>> holders(store::ReadTx& tx, GrantId id, base::Instant at);
// Of every grant, by grant and then by account.
struct HolderOf {
    GrantId grant{0};
    people::AccountId account{0};
};
base::Result<std::vector<HolderOf>> all_holders(store::ReadTx& tx, base::Instant at);
base::Result<std::vector<GrantView::BasisName>> basis_names(store::ReadTx& tx, PurposeId purpose);

std::span<const store::Statement> grant_statements();

}  // namespace menhu::grants::rows
