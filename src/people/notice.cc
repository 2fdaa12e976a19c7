#include "people/notice.h"

#include <algorithm>
#include <array>
#include <utility>

#include "people/notice_rows.h"

namespace menhu::people {

namespace {

constexpr std::array codes{
    std::pair{NoticeKind::application_waiting, std::string_view{"application_waiting"}},
    std::pair{NoticeKind::application_sent_back, std::string_view{"application_sent_back"}},
    std::pair{NoticeKind::application_decided, std::string_view{"application_decided"}},
    std::pair{NoticeKind::account_idle_soon, std::string_view{"account_idle_soon"}},
    std::pair{NoticeKind::account_suspended, std::string_view{"account_suspended"}},
    std::pair{NoticeKind::account_ends_soon, std::string_view{"account_ends_soon"}},
    std::pair{NoticeKind::contract_ends_soon, std::string_view{"contract_ends_soon"}},
    std::pair{NoticeKind::duties_handed_over, std::string_view{"duties_handed_over"}},
    std::pair{NoticeKind::review_opened, std::string_view{"review_opened"}},
    std::pair{NoticeKind::review_waiting, std::string_view{"review_waiting"}},
    std::pair{NoticeKind::letter_due, std::string_view{"letter_due"}},
    std::pair{NoticeKind::training_short, std::string_view{"training_short"}},
};

}  // namespace

std::string_view notice_code(NoticeKind kind) {
    const auto* found = std::ranges::find(codes, kind, &std::pair<NoticeKind, std::string_view>::first);
    CHECK(found != codes.end());
    return found->second;
}

std::optional<NoticeKind> notice_from_code(std::string_view code) {
    const auto* found = std::ranges::find(codes, code, &std::pair<NoticeKind, std::string_view>::second);
    if (found == codes.end()) return std::nullopt;
    return found->first;
}

base::Result<void> add_notice(store::WriteTx& tx, const NewNotice& notice, base::Random& random, base::Instant now) {
    return rows::insert_notice(tx, base::make_id_number(now, random), notice, now);
}

}  // namespace menhu::people
