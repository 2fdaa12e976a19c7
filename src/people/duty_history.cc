#include "people/duty_history.h"

#include <array>

#include "people/duty_rows.h"

namespace menhu::people {
namespace {

constexpr store::Statement answering_statement{
    "people.answering_duties",
    "SELECT d.id, d.unit_id, COALESCE(u.name_zh, ''), d.kind, d.account_id, a.name, a.display_name, d.from_at, "
    "d.until_at, d.note, d.recorded_at FROM people_duties d JOIN people_accounts a ON a.id = d.account_id "
    "LEFT JOIN people_units u ON u.id = d.unit_id WHERE d.kind IN ('designated_person', 'handler', 'head') "
    "ORDER BY d.from_at, d.id"};
constexpr std::array table{answering_statement};

}  // namespace

base::Result<std::vector<OfficeDuty>> answering_duties(store::ReadTx& tx) {
    return tx.all(answering_statement, rows::decode_duty);
}

std::span<const store::Statement> duty_history_statements() { return table; }

}  // namespace menhu::people
