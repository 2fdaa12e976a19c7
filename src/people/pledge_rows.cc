#include "people/pledge_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement text_statement{"people.pledge_text",
                                          "SELECT text_zh, text_en FROM people_pledge_texts WHERE version = $1"};
constexpr store::Statement insert_text_statement{
    "people.insert_pledge_text",
    "INSERT INTO people_pledge_texts (version, text_zh, text_en, recorded_at) VALUES ($1, $2, $3, $4)"};
constexpr store::Statement pledges_statement{
    "people.pledges",
    "SELECT version, accepted_at FROM people_pledges WHERE account_id = $1 ORDER BY accepted_at, version"};
constexpr store::Statement insert_statement{
    "people.insert_pledge",
    "INSERT INTO people_pledges (account_id, version, accepted_at, application_id) VALUES ($1, $2, $3, $4)"};
constexpr std::array pledge_table{text_statement, insert_text_statement, pledges_statement, insert_statement};

}  // namespace

base::Result<std::optional<PledgeText>> pledge_text(store::ReadTx& tx, std::string_view version) {
    return tx.one(
        text_statement,
        [](const store::Row& row) {
            return PledgeText{.zh = std::string{row.text(0)}, .en = std::string{row.text(1)}};
        },
        version);
}

base::Result<void> insert_pledge_text(store::WriteTx& tx, std::string_view version, const PledgeText& text,
                                      base::Instant now) {
    TRY(tx.run(insert_text_statement, version, text.zh, text.en, now));
    return {};
}

base::Result<std::vector<Acknowledged>> pledges(store::ReadTx& tx, AccountId account) {
    return tx.all(
        pledges_statement,
        [](const store::Row& row) { return Acknowledged{.version = std::string{row.text(0)}, .at = row.instant(1)}; },
        account);
}

base::Result<void> insert_pledge(store::WriteTx& tx, AccountId account, std::string_view version, base::Instant at,
                                 std::optional<std::int64_t> application) {
    TRY(tx.run(insert_statement, account, version, at, application));
    return {};
}

std::span<const store::Statement> pledge_statements() { return pledge_table; }

}  // namespace menhu::people::rows
