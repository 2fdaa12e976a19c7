#pragma once
// What contractors destroy (U1.3), as the interface reads and answers it. Days are "2026-11-23". Values; any thread.
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct DestructionDone {
    std::string destroyed_on;
    std::string method;
    std::string scope;
    std::string backups;
    std::string witness;
    std::string evidence;
    std::string letter_number;
    std::string letter_on;
    std::string recorded_at;
    AccountRef by;
};
BOOST_DESCRIBE_STRUCT(DestructionDone, (),
                      (destroyed_on, method, scope, backups, witness, evidence, letter_number, letter_on, recorded_at,
                       by))

struct DestructionRow {
    std::string id;
    UnitView unit;                          // the contractor
    std::optional<UnitView> managing_unit;  // that commissions it
    std::string cause;                      // "contract_ended", "grants_ended"
    std::string contract_number;
    std::string what_zh;  // "契約 115-C-001 屆滿"
    std::string what_en;
    std::string ended_on;  // the last day of use
    std::string due;       // the last day of the destruction
    std::string state;     // "due", "overdue", "done"
    bool overdue = false;
    std::int64_t days_left = 0;  // 0 when overdue or done
    std::optional<DestructionDone> done;
    std::vector<std::string> may;  // "done"
};
BOOST_DESCRIBE_STRUCT(DestructionRow, (),
                      (id, unit, managing_unit, cause, contract_number, what_zh, what_en, ended_on, due, state, overdue,
                       days_left, done, may))

struct DestructionList {
    std::vector<DestructionRow> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DestructionList, (), (items, total, next))

struct DestructionRequest {
    Text<10, 10> destroyed_on;
    Text<1, 4000> method;
    Text<1, 4000> scope;
    Text<1, 4000> backups;
    Text<1, 4000> witness;
    Text<1, 4000> evidence;
    Text<1, 4000> letter_number;
    Text<10, 10> letter_on;
};
BOOST_DESCRIBE_STRUCT(DestructionRequest, (),
                      (destroyed_on, method, scope, backups, witness, evidence, letter_number, letter_on))

}  // namespace menhu::web
