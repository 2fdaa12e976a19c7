#include "grants/holder_rows.h"

#include <array>

namespace menhu::grants::rows {
namespace {

// $1 account, $2 at.
constexpr store::Statement held_statement{
    "grants.held_at",
    "SELECT g.id, g.unit_id, p.code, p.name_zh, p.name_en, g.valid_until, (SELECT COUNT(*) FROM grants_holders o "
    "WHERE o.grant_id = g.id AND o.account_id <> $1 AND (o.from_at IS NULL OR o.from_at <= $2) "
    "AND (o.until_at IS NULL OR $2 < o.until_at)) FROM grants_holders h JOIN grants_grants g ON g.id = h.grant_id "
    "JOIN grants_purposes p ON p.id = g.purpose_id WHERE h.account_id = $1 AND g.state <> 'ended' "
    "AND $2 < g.valid_until AND (h.until_at IS NULL OR $2 < h.until_at) ORDER BY g.valid_until, g.id"};
constexpr store::Statement end_statement{
    "grants.end_holder",
    "UPDATE grants_holders SET until_at = $3 WHERE grant_id = $1 AND account_id = $2 "
    "AND (until_at IS NULL OR $3 < until_at)"};
constexpr store::Statement put_statement{
    "grants.put_holder",
    "INSERT INTO grants_holders (grant_id, account_id, from_at, until_at) VALUES ($1, $2, $3, NULL) "
    "ON CONFLICT (grant_id, account_id) DO UPDATE SET from_at = CASE WHEN grants_holders.until_at IS NOT NULL "
    "AND grants_holders.until_at <= $3 THEN $3 ELSE grants_holders.from_at END, until_at = NULL"};
constexpr store::Statement ended_statement{
    "grants.holder_ended_at",
    "SELECT grant_id FROM grants_holders WHERE account_id = $1 AND until_at = $2 ORDER BY grant_id"};
constexpr store::Statement open_statement{
    "grants.open_holder", "UPDATE grants_holders SET until_at = NULL WHERE grant_id = $1 AND account_id = $2"};
constexpr store::Statement beginners_statement{
    "grants.end_beginners", "UPDATE grants_holders SET until_at = $2 WHERE grant_id = $1 AND from_at = $2"};
constexpr std::array holder_table{held_statement,  end_statement,  put_statement,
                                  ended_statement, open_statement, beginners_statement};

}  // namespace

base::Result<std::vector<HolderGrant>> held_at(store::ReadTx& tx, people::AccountId account, base::Instant at) {
    return tx.all(
        held_statement,
        [](const store::Row& row) {
            return HolderGrant{.grant = GrantId{row.integer(0)},
                               .unit = people::UnitId{row.integer(1)},
                               .purpose_code = std::string{row.text(2)},
                               .purpose_zh = std::string{row.text(3)},
                               .purpose_en = std::string{row.text(4)},
                               .until = row.instant(5),
                               .other_holders = row.integer(6)};
        },
        account, at);
}

base::Result<std::int64_t> end_holder(store::WriteTx& tx, GrantId grant, people::AccountId account, base::Instant at) {
    return tx.run(end_statement, grant, account, at);
}

base::Result<void> put_holder(store::WriteTx& tx, GrantId grant, people::AccountId account, base::Instant at) {
    TRY(tx.run(put_statement, grant, account, at));
    return {};
}

base::Result<std::vector<GrantId>> ended_at(store::ReadTx& tx, people::AccountId account, base::Instant at) {
    return tx.all(ended_statement, [](const store::Row& row) { return GrantId{row.integer(0)}; }, account, at);
}

base::Result<void> open_holder(store::WriteTx& tx, GrantId grant, people::AccountId account) {
    TRY(tx.run(open_statement, grant, account));
    return {};
}

base::Result<void> end_beginners(store::WriteTx& tx, GrantId grant, base::Instant at) {
    TRY(tx.run(beginners_statement, grant, at));
    return {};
}

std::span<const store::Statement> holder_statements() { return holder_table; }

}  // namespace menhu::grants::rows
