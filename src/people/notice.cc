#include "people/notice.h"

#include "people/notice_rows.h"

namespace menhu::people {

std::string_view notice_code(NoticeKind kind) {
    switch (kind) {
        case NoticeKind::application_waiting:
            return "application_waiting";
        case NoticeKind::application_sent_back:
            return "application_sent_back";
        case NoticeKind::application_decided:
            return "application_decided";
        case NoticeKind::account_idle_soon:
            return "account_idle_soon";
        case NoticeKind::account_suspended:
            return "account_suspended";
        case NoticeKind::account_ends_soon:
            return "account_ends_soon";
        case NoticeKind::contract_ends_soon:
            return "contract_ends_soon";
        case NoticeKind::duties_handed_over:
            return "duties_handed_over";
        case NoticeKind::review_opened:
            return "review_opened";
        case NoticeKind::review_waiting:
            return "review_waiting";
        case NoticeKind::letter_due:
            return "letter_due";
        case NoticeKind::training_short:
            return "training_short";
    }
    return "";
}

base::Result<void> add_notice(store::WriteTx& tx, const NewNotice& notice, base::Random& random, base::Instant now) {
    return rows::insert_notice(tx, base::make_id_number(now, random), notice, now);
}

}  // namespace menhu::people
