#include "people/notices_waiting.h"

#include <algorithm>
#include <array>

#include "people/account_rows.h"
#include "people/notice_rows.h"
#include "people/record.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

constexpr std::array<base::Duration, 7> pauses{2min, 10min, 1h, 4h, 12h, 24h, 24h};
constexpr std::int64_t most_attempts = 8;
constexpr std::chrono::days longest_wait{14};

base::Duration pause_after(std::int64_t attempts) {
    const auto place = std::clamp<std::int64_t>(attempts - 1, 0, std::ssize(pauses) - 1);
    return pauses[static_cast<std::size_t>(place)];
}

base::Result<void> record_notice(store::WriteTx& tx, const Office& office, const Notice& notice, std::string_view kind,
                                 std::string_view why, base::Instant now) {
    Facts facts{{"about_account", notice.account.text()}, {"notice", std::string{notice_code(notice.kind)}}};
    if (!notice.about.empty()) facts.emplace_back("about", notice.about);
    if (!why.empty()) facts.emplace_back("why", why);
    return record(
        tx, office,
        {.kind = kind, .by = operator_account, .unit = operator_unit, .facts = std::move(facts), .sealed = {}}, now);
}

base::Result<void> give_up(store::WriteTx& tx, const Office& office, const Notice& notice, std::string_view why,
                           base::Instant now) {
    TRY(rows::update_notice_failed(tx, notice.id, why));
    return record_notice(tx, office, notice, "people.notice_failed", why, now);
}

}  // namespace

base::Result<std::vector<Notice>> take_notices(store::WriteTx& tx, const Office& office, std::int64_t limit,
                                               base::Instant now) {
    auto waiting = TRY(rows::waiting_notices(tx, limit, now));
    std::vector<Notice> taken;
    for (auto& row : waiting) {
        Notice& notice = row.notice;
        const auto account = TRY(rows::account(tx, notice.account, now));
        CHECK(account);
        if (row.made_at + longest_wait <= now) {
            TRY(give_up(tx, office, notice, "stale", now));
        } else if (account->validity.state == State::closed) {
            TRY(give_up(tx, office, notice, "closed", now));
        } else if (account->details.email.empty()) {
            TRY(give_up(tx, office, notice, "no_address", now));
        } else {
            ++notice.attempts;
            notice.address = account->details.email;
            TRY(rows::update_notice_taken(tx, notice.id, notice.attempts, now + pause_after(notice.attempts)));
            taken.push_back(std::move(notice));
        }
    }
    return taken;
}

base::Result<void> notice_sent(store::WriteTx& tx, const Office& office, const Notice& notice, base::Instant now) {
    TRY(rows::update_notice_sent(tx, notice.id, now));
    return record_notice(tx, office, notice, "people.notice_sent", {}, now);
}

base::Result<void> notice_failed(store::WriteTx& tx, const Office& office, const Notice& notice, NoticeFailure failure,
                                 std::string_view why, base::Instant now) {
    if (failure == NoticeFailure::passing && notice.attempts < most_attempts) return {};  // its pause is set
    return give_up(tx, office, notice, why, now);
}

}  // namespace menhu::people
