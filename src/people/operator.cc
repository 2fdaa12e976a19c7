#include "people/operator.h"

#include "people/record.h"
#include "people/session_rows.h"

namespace menhu::people {

base::Result<Actor> operator_actor(store::WriteTx& tx, const Office& office, std::string_view command,
                                   base::Instant now) {
    TRY(record(tx, office,
               {.kind = "people.operator_acted",
                .by = operator_account,
                .unit = operator_unit,
                .facts = {{"command", std::string{command}}},
                .sealed = {}},
               now));
    return ActorMaker::make({.account = operator_account,
                             .unit = operator_unit,
                             .roles = Roles{Role::operator_},
                             .standing = Standing::active,
                             .duty = Duty::none,
                             .account_name = "operator",
                             .display_name = "系統維運人員",
                             .unit_name = "",
                             .district = "",
                             .session = std::nullopt});
}

}  // namespace menhu::people
