#pragma once
// What hangs on an account that somebody gives up: open sessions, and applications that come from it or are about it.
// Thread rule: as the transaction.
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/application.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

base::Result<std::int64_t> count_open_sessions(store::ReadTx& tx, AccountId account, base::Instant now);

// Those under way whose applicant or person concerned is the account.
base::Result<std::vector<Application>> open_applications_of(store::ReadTx& tx, AccountId account, base::Instant now);
// Withdraws them all, because their reason is gone; by an account administrator. One entry each; answers how many.
base::Result<std::int64_t> withdraw_applications_of(store::WriteTx& tx, const Office& office, const Actor& by,
                                                    AccountId account, std::string_view reason, base::Instant now);

std::span<const store::Statement> leaving_statements();  // for tables.cc

}  // namespace menhu::people
