#include "people/duty_history.h"

#include <array>

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
    return tx.all(answering_statement, [](const store::Row& row) {
        const auto kind = duty_kind_from_code(row.text(3));
        CHECK(kind);
        OfficeDuty duty{.id = DutyId{row.integer(0)},
                        .unit = std::nullopt,
                        .unit_name = std::string{row.text(2)},
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
    });
}

std::span<const store::Statement> duty_history_statements() { return table; }

}  // namespace menhu::people
