#include "grants/link_people_rows.h"

#include <array>

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{
    "grants.insert_link_person",
    "INSERT INTO grants_link_people (id, link_id, kind, account_id, from_at, until_at, recorded_at, recorded_by, note) "
    "VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, $8)"};
constexpr store::Statement end_statement{"grants.update_link_person_end",
                                         "UPDATE grants_link_people SET until_at = $2 WHERE id = $1"};
#define PERSON_COLUMNS                                                                                     \
    "p.id, p.link_id, l.code, l.name_zh, l.unit_id, p.kind, p.account_id, p.from_at, p.until_at, p.note, " \
    "l.provider "                                                                                          \
    "FROM grants_link_people p JOIN grants_links l ON l.id = p.link_id "
constexpr store::Statement of_link_statement{"grants.people_of_link",
                                             "SELECT " PERSON_COLUMNS "WHERE p.link_id = $1 ORDER BY p.from_at, p.id"};
constexpr store::Statement all_statement{"grants.people_of_links", "SELECT " PERSON_COLUMNS "ORDER BY p.from_at, p.id"};
constexpr store::Statement of_account_statement{
    "grants.link_people_of", "SELECT " PERSON_COLUMNS "WHERE p.account_id = $1 ORDER BY p.from_at, p.id"};
constexpr store::Statement one_statement{"grants.link_person", "SELECT " PERSON_COLUMNS "WHERE p.id = $1"};
#undef PERSON_COLUMNS
constexpr std::array people_table{insert_statement, end_statement,        of_link_statement,
                                  all_statement,    of_account_statement, one_statement};

LinkPerson decode(const store::Row& row) {
    const auto duty = link_duty_from_code(row.text(5));
    CHECK(duty);
    return {.id = LinkPersonId{row.integer(0)},
            .link = LinkId{row.integer(1)},
            .link_code = std::string{row.text(2)},
            .link_zh = std::string{row.text(3)},
            .provider = std::string{row.text(10)},
            .link_unit = people::UnitId{row.integer(4)},
            .duty = *duty,
            .account = people::AccountId{row.integer(6)},
            .from = row.instant(7),
            .until = row.maybe_instant(8),
            .note = std::string{row.text(9)}};
}

}  // namespace

base::Result<void> insert_link_person(store::WriteTx& tx, const LinkPerson& person, people::AccountId by,
                                      base::Instant now) {
    TRY(tx.run(insert_statement, person.id, person.link, link_duty_code(person.duty), person.account, person.from, now,
               by, person.note));
    return {};
}

base::Result<void> update_link_person_end(store::WriteTx& tx, LinkPersonId id, base::Instant until) {
    TRY(tx.run(end_statement, id, until));
    return {};
}

base::Result<std::vector<LinkPerson>> people_of_link(store::ReadTx& tx, LinkId link) {
    return tx.all(of_link_statement, decode, link);
}

base::Result<std::vector<LinkPerson>> people_of_links(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::vector<LinkPerson>> link_people_of(store::ReadTx& tx, people::AccountId account) {
    return tx.all(of_account_statement, decode, account);
}

base::Result<std::optional<LinkPerson>> link_person(store::ReadTx& tx, LinkPersonId id) {
    return tx.one(one_statement, decode, id);
}

std::span<const store::Statement> link_people_statements() { return people_table; }

}  // namespace menhu::grants::rows
