#include "grants/cases_rows.h"

#include <algorithm>
#include <array>

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_load_statement{
    "grants.insert_case_load",
    "INSERT INTO grants_case_loads (id, purpose_id, loaded_at, loaded_by, cases, closed, replaced_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, NULL)"};
constexpr store::Statement insert_case_statement{
    "grants.insert_case", "INSERT INTO grants_cases (load_id, case_tag, opened_at, closed_at) VALUES ($1, $2, $3, $4)"};
constexpr store::Statement delete_cases_statement{
    "grants.delete_cases",
    "DELETE FROM grants_cases WHERE load_id IN (SELECT case_load FROM grants_purposes WHERE id = $1)"};
constexpr store::Statement replaced_statement{"grants.case_load_replaced",
                                              "UPDATE grants_case_loads SET replaced_at = $2 WHERE id IN "
                                              "(SELECT case_load FROM grants_purposes WHERE id = $1)"};
constexpr store::Statement set_load_statement{"grants.set_case_load",
                                              "UPDATE grants_purposes SET case_load = $2 WHERE id = $1"};
constexpr store::Statement present_statement{
    "grants.present_case_load",
    "SELECT l.id, l.purpose_id, l.cases, l.closed, l.loaded_at, l.replaced_at FROM grants_purposes p "
    "JOIN grants_case_loads l ON l.id = p.case_load WHERE p.id = $1"};
constexpr store::Statement load_statement{
    "grants.case_load",
    "SELECT id, purpose_id, cases, closed, loaded_at, replaced_at FROM grants_case_loads WHERE id = $1"};
constexpr store::Statement case_statement{
    "grants.listed_case",
    "SELECT case_tag, opened_at, closed_at FROM grants_cases WHERE load_id = $1 AND case_tag = $2"};
constexpr std::array cases_table{insert_load_statement, insert_case_statement, delete_cases_statement,
                                 replaced_statement,    set_load_statement,    present_statement,
                                 load_statement,        case_statement};

LoadRow decode(const store::Row& row) {
    return {.id = row.integer(0),
            .purpose = PurposeId{row.integer(1)},
            .count = row.integer(2),
            .closed = row.integer(3),
            .loaded_at = row.instant(4),
            .replaced_at = row.maybe_instant(5)};
}

}  // namespace

base::Result<void> insert_load(store::WriteTx& tx, const LoadRow& load, people::AccountId by) {
    TRY(tx.run(insert_load_statement, load.id, load.purpose, load.loaded_at, by, load.count, load.closed));
    return {};
}

base::Result<void> insert_case(store::WriteTx& tx, std::int64_t load, const CaseRow& row) {
    TRY(tx.run(insert_case_statement, load, row.case_tag, row.opened_at, row.closed_at));
    return {};
}

base::Result<void> replace_load(store::WriteTx& tx, PurposeId purpose, std::optional<std::int64_t> load,
                                base::Instant now) {
    TRY(tx.run(delete_cases_statement, purpose));
    TRY(tx.run(replaced_statement, purpose, now));
    TRY(tx.run(set_load_statement, purpose, load));
    return {};
}

base::Result<std::optional<LoadRow>> present_load(store::ReadTx& tx, PurposeId purpose) {
    return tx.one(present_statement, decode, purpose);
}

base::Result<std::optional<LoadRow>> load(store::ReadTx& tx, std::int64_t id) {
    return tx.one(load_statement, decode, id);
}

base::Result<std::optional<CaseRow>> listed_case(store::ReadTx& tx, std::int64_t load, const crypto::Digest& case_tag) {
    return tx.one(
        case_statement,
        [](const store::Row& row) {
            CaseRow found{.case_tag = {}, .opened_at = row.maybe_instant(1), .closed_at = row.maybe_instant(2)};
            std::ranges::copy(row.bytes(0), found.case_tag.begin());
            return found;
        },
        load, case_tag);
}

std::span<const store::Statement> cases_statements() { return cases_table; }

}  // namespace menhu::grants::rows
