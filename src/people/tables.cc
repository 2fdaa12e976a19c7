#include "people/tables.h"

#include "people/account_marks.h"
#include "people/account_rows.h"
#include "people/application_rows.h"
#include "people/break_glass_rows.h"
#include "people/contract_rows.h"
#include "people/credential_rows.h"
#include "people/duty_history.h"
#include "people/duty_rows.h"
#include "people/identity_rows.h"
#include "people/leaving.h"
#include "people/movements.h"
#include "people/notice_rows.h"
#include "people/pledge_rows.h"
#include "people/roll_rows.h"
#include "people/session_rows.h"
#include "people/term_rows.h"
#include "people/training_rows.h"
#include "people/unit_rows.h"

namespace menhu::people {

std::span<const store::Statement> statements() {
    static const std::vector<store::Statement> all = [] {
        std::vector<store::Statement> list;
        for (const auto part : {rows::unit_statements(), rows::account_statements(), rows::term_statements(),
                                rows::duty_statements(), rows::contract_statements(), rows::application_statements(),
                                rows::pledge_statements(), rows::break_glass_statements(), rows::session_statements(),
                                rows::credential_statements(), rows::training_statements(), rows::roll_statements(),
                                movement_statements(), account_mark_statements(), duty_history_statements(),
                                leaving_statements(), rows::notice_statements(), rows::identity_statements()}) {
            list.insert(list.end(), part.begin(), part.end());
        }
        return list;
    }();
    return all;
}

}  // namespace menhu::people
