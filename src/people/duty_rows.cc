#include "people/duty_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement insert_statement{
    "people.insert_duty",
    "INSERT INTO people_duties (id, unit_id, kind, account_id, from_at, until_at, note, recorded_at, recorded_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr store::Statement end_statement{"people.update_duty_end",
                                         "UPDATE people_duties SET until_at = $2 WHERE id = $1"};
constexpr store::Statement by_id_statement{
    "people.duty",
    "SELECT d.id, d.unit_id, u.name_zh, d.kind, d.account_id, a.name, a.display_name, d.from_at, d.until_at, d.note, "
    "d.recorded_at FROM people_duties d JOIN people_accounts a ON a.id = d.account_id "
    "LEFT JOIN people_units u ON u.id = d.unit_id WHERE d.id = $1"};
constexpr store::Statement of_unit_statement{
    "people.duties_of_unit",
    "SELECT d.id, d.unit_id, u.name_zh, d.kind, d.account_id, a.name, a.display_name, d.from_at, d.until_at, d.note, "
    "d.recorded_at FROM people_duties d JOIN people_accounts a ON a.id = d.account_id "
    "JOIN people_units u ON u.id = d.unit_id WHERE d.unit_id = $1 ORDER BY d.from_at, d.id"};
constexpr store::Statement of_agency_statement{
    "people.duties_of_agency",
    "SELECT d.id, d.unit_id, NULL, d.kind, d.account_id, a.name, a.display_name, d.from_at, d.until_at, d.note, "
    "d.recorded_at FROM people_duties d JOIN people_accounts a ON a.id = d.account_id WHERE d.unit_id IS NULL "
    "ORDER BY d.from_at, d.id"};
constexpr store::Statement of_account_statement{
    "people.duties_of_account",
    "SELECT d.id, d.unit_id, u.name_zh, d.kind, d.account_id, a.name, a.display_name, d.from_at, d.until_at, d.note, "
    "d.recorded_at FROM people_duties d JOIN people_accounts a ON a.id = d.account_id "
    "LEFT JOIN people_units u ON u.id = d.unit_id WHERE d.account_id = $1 ORDER BY d.from_at, d.id"};
constexpr store::Statement at_statement{
    "people.duties_at",
    "SELECT d.id, d.unit_id, u.name_zh, d.kind, d.account_id, a.name, a.display_name, d.from_at, d.until_at, d.note, "
    "d.recorded_at FROM people_duties d JOIN people_accounts a ON a.id = d.account_id "
    "LEFT JOIN people_units u ON u.id = d.unit_id "
    "WHERE d.from_at <= $1 AND (d.until_at IS NULL OR d.until_at > $1) ORDER BY d.from_at, d.id"};
constexpr store::Statement count_statement{
    "people.count_duties",
    "SELECT COUNT(*) FROM people_duties WHERE account_id = $1 AND kind = $2 AND (unit_id IS NULL OR unit_id = $3) "
    "AND from_at <= $4 AND (until_at IS NULL OR until_at > $4)"};

constexpr store::Statement insert_absence_statement{
    "people.insert_absence",
    "INSERT INTO people_absences (id, account_id, from_at, until_at, recorded_at, recorded_by, ended_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, NULL)"};
constexpr store::Statement end_absence_statement{"people.update_absence_end",
                                                 "UPDATE people_absences SET ended_at = $2 WHERE id = $1"};
constexpr store::Statement absence_statement{
    "people.absence",
    "SELECT b.id, b.account_id, a.name, a.display_name, t.unit_id, b.from_at, b.until_at, b.ended_at, b.recorded_at "
    "FROM people_absences b JOIN people_accounts a ON a.id = b.account_id "
    "JOIN people_account_terms t ON t.account_id = b.account_id AND t.number = (SELECT MAX(n.number) "
    "FROM people_account_terms n WHERE n.account_id = b.account_id AND n.from_at <= $2) WHERE b.id = $1"};
constexpr store::Statement absences_statement{
    "people.absences",
    "SELECT b.id, b.account_id, a.name, a.display_name, t.unit_id, b.from_at, b.until_at, b.ended_at, b.recorded_at "
    "FROM people_absences b JOIN people_accounts a ON a.id = b.account_id "
    "JOIN people_account_terms t ON t.account_id = b.account_id AND t.number = (SELECT MAX(n.number) "
    "FROM people_account_terms n WHERE n.account_id = b.account_id AND n.from_at <= $1) "
    "WHERE b.until_at > $1 AND (b.ended_at IS NULL OR b.ended_at > $1) ORDER BY b.from_at, b.id"};
constexpr store::Statement absences_of_statement{
    "people.absences_of",
    "SELECT b.id, b.account_id, a.name, a.display_name, t.unit_id, b.from_at, b.until_at, b.ended_at, b.recorded_at "
    "FROM people_absences b JOIN people_accounts a ON a.id = b.account_id "
    "JOIN people_account_terms t ON t.account_id = b.account_id AND t.number = (SELECT MAX(n.number) "
    "FROM people_account_terms n WHERE n.account_id = b.account_id AND n.from_at <= $2) "
    "WHERE b.account_id = $1 ORDER BY b.from_at, b.id"};
constexpr store::Statement count_absences_statement{
    "people.count_absences",
    "SELECT COUNT(*) FROM people_absences WHERE account_id = $1 AND from_at <= $2 AND until_at > $2 "
    "AND (ended_at IS NULL OR ended_at > $2)"};

constexpr std::array duty_table{
    insert_statement,     end_statement,      by_id_statement,       of_unit_statement,        of_agency_statement,
    of_account_statement, at_statement,       count_statement,       insert_absence_statement, end_absence_statement,
    absence_statement,    absences_statement, absences_of_statement, count_absences_statement};

Absence decode_absence(const store::Row& row) {
    return {.id = AbsenceId{row.integer(0)},
            .account = AccountId{row.integer(1)},
            .account_name = std::string{row.text(2)},
            .display_name = std::string{row.text(3)},
            .unit = UnitId{row.integer(4)},
            .from = row.instant(5),
            .until = row.instant(6),
            .ended_at = row.maybe_instant(7),
            .recorded_at = row.instant(8)};
}

std::int64_t first_integer(const store::Row& row) { return row.integer(0); }

}  // namespace

OfficeDuty decode_duty(const store::Row& row) {
    const auto kind = duty_kind_from_code(row.text(3));
    CHECK(kind);
    OfficeDuty duty{.id = DutyId{row.integer(0)},
                    .unit = std::nullopt,
                    .unit_name = row.maybe_text(2).value_or(""),
                    .kind = *kind,
                    .account = AccountId{row.integer(4)},
                    .account_name = std::string{row.text(5)},
                    .display_name = std::string{row.text(6)},
                    .from = row.instant(7),
                    .until = row.maybe_instant(8),
                    .note = std::string{row.text(9)},
                    .recorded_at = row.instant(10)};
    if (const auto unit = row.maybe_integer(1)) duty.unit = UnitId{*unit};
    return duty;
}

base::Result<void> insert_duty(store::WriteTx& tx, DutyId id, const NewDuty& duty, AccountId by, base::Instant now) {
    TRY(tx.run(insert_statement, id, duty.unit, duty_kind_code(duty.kind), duty.account, duty.from, duty.until,
               duty.note, now, by));
    return {};
}

base::Result<void> update_duty_end(store::WriteTx& tx, DutyId id, base::Instant until) {
    TRY(tx.run(end_statement, id, until));
    return {};
}

base::Result<std::optional<OfficeDuty>> duty(store::ReadTx& tx, DutyId id) {
    return tx.one(by_id_statement, decode_duty, id);
}

base::Result<std::vector<OfficeDuty>> duties_of_unit(store::ReadTx& tx, UnitId unit) {
    return tx.all(of_unit_statement, decode_duty, unit);
}

base::Result<std::vector<OfficeDuty>> duties_of_agency(store::ReadTx& tx) {
    return tx.all(of_agency_statement, decode_duty);
}

base::Result<std::vector<OfficeDuty>> duties_of_account(store::ReadTx& tx, AccountId account) {
    return tx.all(of_account_statement, decode_duty, account);
}

base::Result<std::vector<OfficeDuty>> duties_at(store::ReadTx& tx, base::Instant at) {
    return tx.all(at_statement, decode_duty, at);
}

base::Result<std::int64_t> count_duties(store::ReadTx& tx, AccountId account, DutyKind kind, std::optional<UnitId> unit,
                                        base::Instant at) {
    // A unit of nothing: no unit has the number 0.
    const auto count =
        TRY(tx.one(count_statement, first_integer, account, duty_kind_code(kind), unit.value_or(operator_unit), at));
    return count.value_or(0);
}

base::Result<void> insert_absence(store::WriteTx& tx, const Absence& absence, AccountId by) {
    TRY(tx.run(insert_absence_statement, absence.id, absence.account, absence.from, absence.until, absence.recorded_at,
               by));
    return {};
}

base::Result<void> update_absence_end(store::WriteTx& tx, AbsenceId id, base::Instant at) {
    TRY(tx.run(end_absence_statement, id, at));
    return {};
}

base::Result<std::optional<Absence>> absence(store::ReadTx& tx, AbsenceId id, base::Instant now) {
    return tx.one(absence_statement, decode_absence, id, now);
}

base::Result<std::vector<Absence>> absences(store::ReadTx& tx, base::Instant now) {
    return tx.all(absences_statement, decode_absence, now);
}

base::Result<std::vector<Absence>> absences_of(store::ReadTx& tx, AccountId account, base::Instant now) {
    return tx.all(absences_of_statement, decode_absence, account, now);
}

base::Result<std::int64_t> count_absences(store::ReadTx& tx, AccountId account, base::Instant at) {
    const auto count = TRY(tx.one(count_absences_statement, first_integer, account, at));
    return count.value_or(0);
}

std::span<const store::Statement> duty_statements() { return duty_table; }

}  // namespace menhu::people::rows
