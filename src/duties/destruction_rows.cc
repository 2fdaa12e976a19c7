#include "duties/destruction_rows.h"

#include <array>

namespace menhu::duties::rows {
namespace {

constexpr store::Statement insert_statement{
    "duties.insert_destruction",
    "INSERT INTO duties_destructions (id, unit_id, unit_name, cause, contract_number, event_at, due_on, destroyed_on, "
    "method, scope, backups, witness, evidence, letter_number, letter_on, recorded_at, recorded_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"};
constexpr store::Statement all_statement{
    "duties.destructions",
    "SELECT id, unit_id, unit_name, cause, contract_number, event_at, due_on, destroyed_on, method, scope, backups, "
    "witness, evidence, letter_number, letter_on, recorded_at, recorded_by FROM duties_destructions "
    "ORDER BY recorded_at DESC, id"};
constexpr std::array destruction_table{insert_statement, all_statement};

base::Date day(std::string_view text) {
    const auto date = base::from_iso(text);
    CHECK(date);
    return *date;
}

Destruction decode(const store::Row& row) {
    Destruction found{.id = DestructionId{row.integer(0)},
                      .unit = people::UnitId{row.integer(1)},
                      .unit_name = std::string{row.text(2)},
                      .managing_unit = std::nullopt,
                      .cause = row.text(3) == destruction_cause_code(DestructionCause::contract_ended)
                                   ? DestructionCause::contract_ended
                                   : DestructionCause::grants_ended,
                      .contract_number = std::string{row.text(4)},
                      .event_at = row.instant(5),
                      .due = day(row.text(6)),
                      .state = DestructionState::done,
                      .grants = 0,
                      .done = std::nullopt,
                      .recorded_at = row.instant(15),
                      .recorded_by = people::AccountId{row.integer(16)},
                      .record = Destruction::Record::may_not};
    found.done = DestructionDone{.destroyed_on = day(row.text(7)),
                                 .method = std::string{row.text(8)},
                                 .scope = std::string{row.text(9)},
                                 .backups = std::string{row.text(10)},
                                 .witness = std::string{row.text(11)},
                                 .evidence = std::string{row.text(12)},
                                 .letter_number = std::string{row.text(13)},
                                 .letter_on = day(row.text(14))};
    return found;
}

}  // namespace

base::Result<void> insert_destruction(store::WriteTx& tx, const Destruction& destruction, const DestructionDone& done,
                                      people::AccountId by, base::Instant now) {
    TRY(tx.run(insert_statement, destruction.id, destruction.unit, destruction.unit_name,
               destruction_cause_code(destruction.cause), destruction.contract_number, destruction.event_at,
               base::to_iso(destruction.due), base::to_iso(done.destroyed_on), done.method, done.scope, done.backups,
               done.witness, done.evidence, done.letter_number, base::to_iso(done.letter_on), now, by));
    return {};
}

base::Result<std::vector<Destruction>> destructions_done(store::ReadTx& tx) { return tx.all(all_statement, decode); }

std::span<const store::Statement> destruction_statements() { return destruction_table; }

}  // namespace menhu::duties::rows
