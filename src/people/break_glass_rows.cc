#include "people/break_glass_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement insert_statement{"people.insert_break_glass",
                                            "INSERT INTO people_break_glass (id, account_id, reason, from_at, "
                                            "until_at, acknowledged_at, acknowledged_by, note) "
                                            "VALUES ($1, $2, $3, $4, $5, NULL, NULL, '')"};
constexpr store::Statement update_statement{
    "people.acknowledge_break_glass",
    "UPDATE people_break_glass SET acknowledged_at = $2, acknowledged_by = $3, note = $4 WHERE id = $1"};
constexpr store::Statement all_statement{
    "people.break_glasses",
    "SELECT b.id, b.account_id, a.name, b.reason, b.from_at, b.until_at, b.acknowledged_at, k.display_name, b.note "
    "FROM people_break_glass b JOIN people_accounts a ON a.id = b.account_id "
    "LEFT JOIN people_accounts k ON k.id = b.acknowledged_by ORDER BY b.id DESC LIMIT 200"};
constexpr store::Statement unacknowledged_statement{
    "people.unacknowledged_break_glasses",
    "SELECT b.id, b.account_id, a.name, b.reason, b.from_at, b.until_at, b.acknowledged_at, k.display_name, b.note "
    "FROM people_break_glass b JOIN people_accounts a ON a.id = b.account_id "
    "LEFT JOIN people_accounts k ON k.id = b.acknowledged_by WHERE b.acknowledged_at IS NULL ORDER BY b.id DESC"};
constexpr store::Statement by_id_statement{
    "people.break_glass",
    "SELECT b.id, b.account_id, a.name, b.reason, b.from_at, b.until_at, b.acknowledged_at, k.display_name, b.note "
    "FROM people_break_glass b JOIN people_accounts a ON a.id = b.account_id "
    "LEFT JOIN people_accounts k ON k.id = b.acknowledged_by WHERE b.id = $1"};
constexpr std::array break_glass_table{insert_statement, update_statement, all_statement, unacknowledged_statement,
                                       by_id_statement};

BreakGlassRow decode(const store::Row& row) {
    return {.id = BreakGlassId{row.integer(0)},
            .account = AccountId{row.integer(1)},
            .account_name = std::string{row.text(2)},
            .reason = std::string{row.text(3)},
            .from = row.instant(4),
            .until = row.instant(5),
            .acknowledged_at = row.maybe_instant(6),
            .acknowledged_by = row.maybe_text(7).value_or(""),
            .note = std::string{row.text(8)}};
}

}  // namespace

base::Result<void> insert_break_glass(store::WriteTx& tx, const BreakGlassRow& row) {
    TRY(tx.run(insert_statement, row.id, row.account, row.reason, row.from, row.until));
    return {};
}

base::Result<void> update_break_glass(store::WriteTx& tx, BreakGlassId id, AccountId by, std::string_view note,
                                      base::Instant now) {
    TRY(tx.run(update_statement, id, now, by, note));
    return {};
}

base::Result<std::vector<BreakGlassRow>> break_glasses(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::vector<BreakGlassRow>> unacknowledged(store::ReadTx& tx) {
    return tx.all(unacknowledged_statement, decode);
}

base::Result<std::optional<BreakGlassRow>> break_glass(store::ReadTx& tx, BreakGlassId id) {
    return tx.one(by_id_statement, decode, id);
}

std::span<const store::Statement> break_glass_statements() { return break_glass_table; }

}  // namespace menhu::people::rows
