#include "oversight/review_notices.h"

#include "people/absence.h"
#include "people/notice.h"

namespace menhu::oversight {
namespace {

base::Result<void> tell_administrators(store::WriteTx& tx, const Review& review, people::NoticeKind kind,
                                       base::Random& random, base::Instant now) {
    const auto duties = TRY(people::duties_at(tx, now));
    for (const people::OfficeDuty& duty : duties) {
        if (duty.kind != people::DutyKind::account_administrator) continue;
        TRY(people::add_notice(
            tx, {.account = duty.account, .kind = kind, .about = review.id.text(), .due = base::taipei_end(review.due)},
            random, now));
    }
    return {};
}

}  // namespace

base::Result<std::optional<people::OfficeDuty>> agency_head(store::ReadTx& tx, base::Instant now) {
    const auto duties = TRY(people::duties_at(tx, now));
    std::optional<people::OfficeDuty> head;
    std::optional<people::OfficeDuty> deputy;
    for (const people::OfficeDuty& duty : duties) {
        if (duty.unit) continue;
        if (duty.kind == people::DutyKind::head) head = duty;
        if (duty.kind == people::DutyKind::deputy) deputy = duty;
    }
    if (head) {
        const bool away = TRY(people::is_absent(tx, head->account, now));
        if (!away) return head;
    }
    return deputy;
}

base::Result<void> notify_opened(store::WriteTx& tx, const Review& review, base::Random& random, base::Instant now) {
    return tell_administrators(tx, review, people::NoticeKind::review_opened, random, now);
}

base::Result<void> notify_submitted(store::WriteTx& tx, const Review& review, base::Random& random, base::Instant now) {
    const auto head = TRY(agency_head(tx, now));
    if (!head) return {};
    return people::add_notice(tx,
                              {.account = head->account,
                               .kind = people::NoticeKind::review_waiting,
                               .about = review.id.text(),
                               .due = base::taipei_end(review.due)},
                              random, now);
}

base::Result<void> notify_sent_back(store::WriteTx& tx, const Review& review, base::Random& random, base::Instant now) {
    return tell_administrators(tx, review, people::NoticeKind::review_waiting, random, now);
}

}  // namespace menhu::oversight
