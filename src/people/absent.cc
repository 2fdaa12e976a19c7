#include "people/absent.h"

#include "people/account_rows.h"
#include "people/session_rows.h"
#include "people/whole_session.h"

namespace menhu::people {

base::Result<std::optional<Actor>> absent_actor(store::ReadTx& tx, const Office& office, AccountId account,
                                                base::Instant now) {
    using Answer = std::optional<Actor>;
    auto row = TRY(rows::account(tx, account, now));
    if (!row) return Answer{};
    const auto standing = standing_of_account(office, *row, now);
    return Answer{ActorMaker::make({.account = row->id,
                                    .unit = row->unit,
                                    .roles = row->roles,
                                    .standing = standing,
                                    .duty = Duty::none,
                                    .account_name = std::move(row->name),
                                    .display_name = std::move(row->display_name),
                                    .unit_name = std::move(row->unit_name),
                                    .district = {},
                                    .session = std::nullopt})};
}

}  // namespace menhu::people
