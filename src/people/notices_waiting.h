#pragma once
// The notices that wait to be sent, for who sends them (app). What adds them is notice.h.
//
// Promises: a notice that is taken is nobody else's until the pause that follows the attempt is over, so that two
// processes do not send it twice and one that dies loses nothing; the pauses grow; what was sent and what was given up
// is entered in the ledger, without address. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/notice.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

struct Notice {
    std::int64_t id = 0;
    AccountId account{0};
    NoticeKind kind{};
    std::string about;
    std::optional<base::Instant> due;
    std::int64_t attempts = 0;  // this one counted
    std::string address;        // about a person
};

// Those whose turn it is, at most `limit`. One whose account has no address or is closed, and one older than two weeks,
// is given up instead.
base::Result<std::vector<Notice>> take_notices(store::WriteTx& tx, const Office& office, std::int64_t limit,
                                               base::Instant now);

base::Result<void> notice_sent(store::WriteTx& tx, const Office& office, const Notice& notice, base::Instant now);

// permanent: trying again would not help, such as an address that is refused. After the eighth attempt it is given up
// in either case. `why` is a literal: "refused", "unreachable".
enum class NoticeFailure : std::uint8_t { passing, permanent };
base::Result<void> notice_failed(store::WriteTx& tx, const Office& office, const Notice& notice, NoticeFailure failure,
                                 std::string_view why, base::Instant now);

}  // namespace menhu::people
