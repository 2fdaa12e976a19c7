#pragma once
// The steps that every way of signing in shares. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <string_view>

#include "people/account_rows.h"
#include "people/start_session.h"

namespace menhu::people {

// Whether the account may be used at all, wherever from: its state and dates, then separations, then idleness.
Standing standing_of_account(const Office& office, const rows::AccountRow& account, base::Instant now);

// Why the account may not be used now and from here, or not beside its other session; recorded. Nothing: it may.
base::Result<std::optional<SignInRefused>> refusal_here(store::WriteTx& tx, const Office& office,
                                                        const rows::AccountRow& account, std::string_view from,
                                                        base::Instant now);

// Makes the session, with its entries.
base::Result<SignInAnswer> begin_session(store::WriteTx& tx, const Office& office, base::Random& random,
                                         const rows::AccountRow& account, const Start& start, base::Instant now);

// The account is signed in whole with `session`: the entry, and one more if it lives elsewhere too.
base::Result<void> record_signed_in(store::WriteTx& tx, const Office& office, const rows::AccountRow& account,
                                    std::string_view method, std::string_view from, std::int64_t session,
                                    base::Instant now);

// The limits of a session that is signed in whole from `now`.
SessionLimits whole_limits(const law::Numbers& numbers, base::Instant now);

}  // namespace menhu::people
