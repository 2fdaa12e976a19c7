#include "grants/link_rows.h"

#include <array>

#include "grants/words.h"

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{
    "grants.insert_link",
    "INSERT INTO grants_links (id, code, version, name_zh, name_en, provider, data_class, unit_id, purpose, "
    "approval_letter, approved_on, fields, valid_from, valid_until, state, ended_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
constexpr store::Statement update_statement{
    "grants.update_link",
    "UPDATE grants_links SET version = $2, name_zh = $3, name_en = $4, provider = $5, unit_id = $6, purpose = $7, "
    "approval_letter = $8, approved_on = $9, fields = $10, valid_from = $11, valid_until = $12, state = $13, "
    "ended_at = $14 WHERE id = $1"};
constexpr store::Statement version_statement{
    "grants.insert_link_version",
    "INSERT INTO grants_link_versions (link_id, number, act, recorded_at, recorded_by, name_zh, name_en, provider, "
    "data_class, unit_id, purpose, approval_letter, approved_on, fields, valid_from, valid_until, state, ended_at, "
    "note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)"};
constexpr store::Statement insert_table_statement{
    "grants.insert_link_table",
    "INSERT INTO grants_link_tables (link_id, version, place, number, name, fields) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr store::Statement tables_statement{
    "grants.link_tables",
    "SELECT number, name, fields FROM grants_link_tables WHERE link_id = $1 AND version = $2 ORDER BY place"};
constexpr store::Statement all_statement{
    "grants.links",
    "SELECT id, code, version, name_zh, name_en, provider, data_class, unit_id, purpose, approval_letter, "
    "approved_on, fields, valid_from, valid_until, state, ended_at FROM grants_links ORDER BY code"};
constexpr store::Statement by_code_statement{
    "grants.link_by_code",
    "SELECT id, code, version, name_zh, name_en, provider, data_class, unit_id, purpose, approval_letter, "
    "approved_on, fields, valid_from, valid_until, state, ended_at FROM grants_links WHERE code = $1"};
constexpr store::Statement at_statement{
    "grants.link_at",
    "SELECT v.link_id, l.code, v.number, v.name_zh, v.name_en, v.provider, v.data_class, v.unit_id, v.purpose, "
    "v.approval_letter, v.approved_on, v.fields, v.valid_from, v.valid_until, v.state, v.ended_at "
    "FROM grants_links l JOIN grants_link_versions v ON v.link_id = l.id AND v.number = (SELECT MAX(n.number) "
    "FROM grants_link_versions n WHERE n.link_id = l.id AND n.recorded_at <= $2) WHERE l.code = $1"};
constexpr store::Statement versions_statement{
    "grants.link_versions",
    "SELECT v.link_id, l.code, v.number, v.name_zh, v.name_en, v.provider, v.data_class, v.unit_id, v.purpose, "
    "v.approval_letter, v.approved_on, v.fields, v.valid_from, v.valid_until, v.state, v.ended_at, v.act, "
    "v.recorded_at, v.recorded_by, v.note FROM grants_link_versions v JOIN grants_links l ON l.id = v.link_id "
    "WHERE v.link_id = $1 ORDER BY v.number DESC"};
constexpr std::array link_table{insert_statement,       update_statement, version_statement,
                                insert_table_statement, tables_statement, all_statement,
                                by_code_statement,      at_statement,     versions_statement};

Link decode(const store::Row& row) {
    const auto data_class = data_class_from_code(row.text(6));
    CHECK(data_class);
    return {.id = LinkId{row.integer(0)},
            .code = std::string{row.text(1)},
            .version = row.integer(2),
            .data_class = *data_class,
            .terms = {.name_zh = std::string{row.text(3)},
                      .name_en = std::string{row.text(4)},
                      .provider = std::string{row.text(5)},
                      .unit = people::UnitId{row.integer(7)},
                      .purpose = std::string{row.text(8)},
                      .letter = std::string{row.text(9)},
                      .letter_on = base::from_iso(row.text(10)),
                      .tables = {},
                      .from = row.instant(12),
                      .until = row.instant(13)},
            .fields = split(row.text(11)),
            .stored = stored_link_state_from_code(row.text(14)),
            .ended_at = row.maybe_instant(15)};
}

base::Result<void> add_tables(store::ReadTx& tx, Link& link) {
    auto tables = TRY(tx.all(
        tables_statement,
        [](const store::Row& row) {
            return LinkTable{
                .number = std::string{row.text(0)}, .name = std::string{row.text(1)}, .fields = split(row.text(2))};
        },
        link.id, link.version));
    link.terms.tables = std::move(tables);
    return {};
}

}  // namespace

base::Result<void> put_link(store::WriteTx& tx, const Link& link, LinkRow row, std::string_view act,
                            people::AccountId by, std::string_view note, base::Instant now) {
    const LinkTerms& terms = link.terms;
    const std::string letter_on = terms.letter_on ? base::to_iso(*terms.letter_on) : std::string{};
    const std::string fields = joined(link.fields);
    if (row == LinkRow::first) {
        TRY(tx.run(insert_statement, link.id, link.code, link.version, terms.name_zh, terms.name_en, terms.provider,
                   data_class_code(link.data_class), terms.unit, terms.purpose, terms.letter, letter_on, fields,
                   terms.from, terms.until, stored_link_state_code(link.stored), link.ended_at));
    } else {
        TRY(tx.run(update_statement, link.id, link.version, terms.name_zh, terms.name_en, terms.provider, terms.unit,
                   terms.purpose, terms.letter, letter_on, fields, terms.from, terms.until,
                   stored_link_state_code(link.stored), link.ended_at));
    }
    TRY(tx.run(version_statement, link.id, link.version, act, now, by, terms.name_zh, terms.name_en, terms.provider,
               data_class_code(link.data_class), terms.unit, terms.purpose, terms.letter, letter_on, fields, terms.from,
               terms.until, stored_link_state_code(link.stored), link.ended_at, note));
    std::int64_t place = 0;
    for (const LinkTable& table : terms.tables) {
        TRY(tx.run(insert_table_statement, link.id, link.version, ++place, table.number, table.name,
                   joined(table.fields)));
    }
    return {};
}

base::Result<std::vector<Link>> links(store::ReadTx& tx) {
    auto all = TRY(tx.all(all_statement, decode));
    for (Link& link : all) TRY(add_tables(tx, link));
    return all;
}

base::Result<std::optional<Link>> link(store::ReadTx& tx, std::string_view code) {
    auto found = TRY(tx.one(by_code_statement, decode, code));
    if (found) TRY(add_tables(tx, *found));
    return found;
}

base::Result<std::optional<Link>> link_then(store::ReadTx& tx, std::string_view code, base::Instant at) {
    auto found = TRY(tx.one(at_statement, decode, code, at));
    if (found) TRY(add_tables(tx, *found));
    return found;
}

base::Result<std::vector<LinkVersion>> link_versions(store::ReadTx& tx, LinkId id) {
    return tx.all(
        versions_statement,
        [](const store::Row& row) {
            return LinkVersion{.number = row.integer(2),
                               .act = std::string{row.text(16)},
                               .recorded_at = row.instant(17),
                               .by = people::AccountId{row.integer(18)},
                               .note = std::string{row.text(19)},
                               .link = decode(row)};
        },
        id);
}

std::span<const store::Statement> link_statements() { return link_table; }

}  // namespace menhu::grants::rows
