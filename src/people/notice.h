#pragma once
// Notices: what somebody is to be told outside the pages, by mail. A notice says that something waits and by when,
// never what it says or about whom: the reader signs in to see.
//
// Promises: one notice for one account, kind, thing and deadline, however often it is added; it is in the store with
// the act that made it, or not at all. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::people {

enum class NoticeKind : std::uint8_t {
    application_waiting,    // an application waits for me to endorse or to carry it out
    application_sent_back,  // mine was sent back to me
    application_decided,    // mine was carried out or refused
    account_idle_soon,      // an account (mine, or one that I answer for) will be suspended for not being used
    account_suspended,
    account_ends_soon,
    contract_ends_soon,
    duties_handed_over,
    review_opened,
    review_waiting,  // for my decision or signature
    letter_due,
    training_short,
};
std::string_view notice_code(NoticeKind kind);  // "application_waiting", …
std::optional<NoticeKind> notice_from_code(std::string_view code);

struct NewNotice {
    AccountId account{0};  // who is told
    NoticeKind kind{};
    std::string about;  // the 13 characters of the thing's id; empty: none
    std::optional<base::Instant> due;
};

// In the transaction of the act that it follows from. Nothing happens if the same was added before.
base::Result<void> add_notice(store::WriteTx& tx, const NewNotice& notice, base::Random& random, base::Instant now);

}  // namespace menhu::people
