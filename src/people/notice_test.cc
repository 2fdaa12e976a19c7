// Notices: once for each thing, with the act or not at all, tried with growing pauses, given up in the end.
#include "people/notice.h"

#include <algorithm>

#include "people/notices_waiting.h"
#include "people/office_test.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Notices : public OfficeTest {
protected:
    AccountId make_account_at(const std::string& name, std::string email) {
        auto account = new_account(name, {Role::case_worker});
        account.email = std::move(email);
        return good(create_account(*store_, *office_, random_, chief(), account, secret(strong), now_)).value();
    }
    void add(AccountId account, NoticeKind kind = NoticeKind::application_waiting, std::string about = "0000000000001",
             std::optional<base::Instant> due = std::nullopt) {
        write([&](store::WriteTx& tx) {
            return add_notice(tx, {.account = account, .kind = kind, .about = about, .due = due}, random_, now_);
        });
    }
    std::vector<Notice> take(std::int64_t limit = 100) {
        return write([&](store::WriteTx& tx) { return take_notices(tx, *office_, limit, now_); });
    }
    void fail(const Notice& notice, NoticeFailure failure) {
        write([&](store::WriteTx& tx) { return notice_failed(tx, *office_, notice, failure, "unreachable", now_); });
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Notices, kit::both_engines(), kit::engine_name);

TEST_P(Notices, OnceForEachThing) {
    const auto lin = make_account_at("lin", "lin@example.gov.tw");
    for (int i = 0; i < 3; ++i) add(lin);
    add(lin, NoticeKind::application_waiting, "0000000000002");
    add(lin, NoticeKind::letter_due);
    add(lin, NoticeKind::letter_due, "0000000000001", now_ + 24h);
    const auto taken = take();
    ASSERT_EQ(taken.size(), 4U);
    EXPECT_EQ(taken[0].address, "lin@example.gov.tw");
    EXPECT_EQ(taken[0].attempts, 1);
    EXPECT_TRUE(take().empty());  // nobody else gets them now
    for (const auto& notice : taken) {
        write([&](store::WriteTx& tx) { return notice_sent(tx, *office_, notice, now_); });
    }
    now_ += 24h * 3;
    EXPECT_TRUE(take().empty());
    add(lin);  // the same again
    EXPECT_TRUE(take().empty());
    const auto sent = trail_of("people.notice_sent");
    ASSERT_EQ(sent.size(), 4U);
    for (const auto& entry : sent) {
        EXPECT_EQ(fact(entry, "about_account"), lin.text());
        for (const auto& [name, value] : entry.facts) EXPECT_EQ(value.find('@'), std::string::npos) << name;
    }
}

TEST_P(Notices, EveryKindComesBack) {
    const auto lin = make_account_at("lin", "lin@example.gov.tw");
    for (int i = 0; i <= static_cast<int>(NoticeKind::training_short); ++i) {
        const auto kind = static_cast<NoticeKind>(i);
        EXPECT_EQ(notice_from_code(notice_code(kind)), kind);
        add(lin, kind);
    }
    EXPECT_EQ(take().size(), 12U);
    EXPECT_FALSE(notice_from_code("another"));
}

TEST_P(Notices, WithTheActOrNotAtAll) {
    const auto lin = make_account_at("lin", "lin@example.gov.tw");
    const auto undone = try_write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(add_notice(tx, {.account = lin, .kind = NoticeKind::letter_due, .about = {}, .due = {}}, random_, now_));
        return base::Error{base::Fault::conflict, "people.not_found"};
    });
    EXPECT_FALSE(undone);
    EXPECT_TRUE(take().empty());
}

TEST_P(Notices, PausesGrowAndTheEighthTryIsTheLast) {
    const auto lin = make_account_at("lin", "lin@example.gov.tw");
    add(lin);
    const base::Duration pauses[] = {2min, 10min, 1h, 4h, 12h, 24h, 24h};
    for (std::int64_t attempt = 1; attempt <= 8; ++attempt) {
        const auto taken = take();
        ASSERT_EQ(taken.size(), 1U) << attempt;
        EXPECT_EQ(taken[0].attempts, attempt);
        EXPECT_TRUE(trail_of("people.notice_failed").empty());
        fail(taken[0], NoticeFailure::passing);
        if (attempt == 8) break;
        now_ += pauses[attempt - 1] - 1ms;
        EXPECT_TRUE(take().empty());
        now_ += 1ms;
    }
    const auto failed = trail_of("people.notice_failed");
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(fact(failed[0], "why"), "unreachable");
    now_ += 24h * 2;
    EXPECT_TRUE(take().empty());
}

TEST_P(Notices, WhatCannotArriveIsGivenUpAtOnce) {
    const auto lin = make_account_at("lin", "lin@example.gov.tw");
    add(lin);
    fail(take().at(0), NoticeFailure::permanent);
    const auto wu = make_account_at("wu", "");
    add(wu);
    const auto hsu = make_account_at("hsu", "hsu@example.gov.tw");
    write([&](store::WriteTx& tx) { return close(tx, *office_, chief(), hsu, "test", now_); });
    add(hsu);
    EXPECT_TRUE(take().empty());
    const auto chen = make_account_at("chen", "chen@example.gov.tw");
    add(chen);
    now_ += 24h * 14;
    EXPECT_TRUE(take().empty());
    std::vector<std::string> reasons;
    for (const auto& entry : trail_of("people.notice_failed")) reasons.push_back(fact(entry, "why"));
    std::ranges::sort(reasons);
    EXPECT_EQ(reasons, (std::vector<std::string>{"closed", "no_address", "stale", "unreachable"}));
}

TEST_P(Notices, AsManyAsAreAskedForTheOldestFirst) {
    const auto lin = make_account_at("lin", "lin@example.gov.tw");
    for (int i = 0; i < 5; ++i) {
        add(lin, NoticeKind::letter_due, "000000000000" + std::to_string(i));
        now_ += 1s;
    }
    const auto two = take(2);
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(two[0].about, "0000000000000");
    EXPECT_EQ(take(10).size(), 3U);
}

}  // namespace
}  // namespace menhu::people
