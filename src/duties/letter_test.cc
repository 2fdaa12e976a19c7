#include "duties/letter.h"

#include "duties/duties_test.h"

namespace menhu::duties {
namespace {

using namespace std::chrono_literals;
using kit::instant;
using people::DutyKind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Letters : public DutiesTest {
protected:
    void SetUp() override {
        DutiesTest::SetUp();
        for (const auto account : {*lin_, *wu_}) {
            const auto by = actor("chief");
            write([&](store::WriteTx& tx) {
                return people::set_roles(tx, *office_, by, account, {Role::designated_person}, now_);
            });
        }
    }
    std::int64_t draft() {
        const auto made =
            write([&](store::WriteTx& tx) { return draft_missing_letters(tx, *office_, std::nullopt, random_, now_); });
        return static_cast<std::int64_t>(made.size());
    }
    void end(people::DutyId duty, base::Instant at) {
        const auto by = actor("chief");
        write([&](store::WriteTx& tx) { return people::end_duty(tx, *office_, by, duty, at, "", now_); });
    }
    std::string change(LetterId id, std::string_view by = "chief") {
        const auto who = actor(by);
        return attempt([&](store::WriteTx& tx) {
            return change_letter(tx, *office_, who, id, "主旨文字", "第一段\n第二段", now_);
        });
    }
    std::string sent(LetterId id, std::string_view on) {
        const auto who = actor("chief");
        return attempt([&](store::WriteTx& tx) {
            return mark_letter_sent(tx, *office_, who, id, "桃婦秘字第1150000001號", base::from_iso(on).value(), now_);
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Letters, kit::both_engines(), kit::engine_name);

TEST_P(Letters, AChangeOfADesignatedPersonIsToldOnceWithinSevenDays) {
    const auto first = assign(*childcare_, DutyKind::designated_person, *lin_);
    EXPECT_EQ(draft(), 0) << "the first holder is told with the application for the link";
    end(first, now_ + 24h);
    EXPECT_EQ(draft(), 1);
    EXPECT_EQ(draft(), 0);
    const Letter letter = all_letters().front();
    EXPECT_EQ(letter.addressee, "桃園市政府民政局");
    EXPECT_EQ(letter.event, "ended");
    EXPECT_EQ(base::to_iso(letter.event_on), "2026-11-24");
    EXPECT_EQ(base::to_iso(letter.due_on), "2026-12-01");
    EXPECT_THAT(letter.subject, HasSubstr("專責人員"));
    EXPECT_THAT(letter.body, HasSubstr("測試 lin"));
    EXPECT_THAT(letter.body, HasSubstr("尚未指派"));
    EXPECT_THAT(letter.body, Not(HasSubstr("{")));
    EXPECT_EQ(entries("duties.letter_drafted"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM people_notices WHERE kind = 'letter_due'"), 1);
    // The successor comes while the letter is still a draft: it is named there, and needs no second letter.
    now_ += 48h;
    assign(*childcare_, DutyKind::designated_person, *wu_);
    EXPECT_EQ(draft(), 0);
    EXPECT_THAT(all_letters().front().body, HasSubstr("測試 wu"));
    EXPECT_EQ(sent(letter.id, "2026-11-25"), "none");
    EXPECT_EQ(draft(), 0);
}

TEST_P(Letters, ASuccessorAfterTheLetterGetsOneOfTheirOwn) {
    const auto first = assign(*childcare_, DutyKind::designated_person, *lin_);
    now_ += 1h;
    end(first, now_);
    EXPECT_EQ(draft(), 1);
    EXPECT_EQ(sent(all_letters().front().id, "2026-11-23"), "none");
    now_ += 48h;
    assign(*childcare_, DutyKind::designated_person, *wu_);
    EXPECT_EQ(draft(), 1);
    EXPECT_EQ(all_letters().front().event, "began") << "drafts come first";
    EXPECT_THAT(all_letters().front().body, HasSubstr("由測試 wu擔任"));
}

TEST_P(Letters, HeadsAreToldOfOnlyWhereDataAreUsed) {
    const auto head = add("head", *women_, {Role::unit_head});
    const auto duty = assign(*women_, DutyKind::head, head);
    now_ += 1h;
    end(duty, now_);
    EXPECT_EQ(draft(), 0) << "the unit holds no grant";
}

TEST_P(Letters, ADayOfRestMovesTheDeadlineWhereTheCalendarIsKnown) {
    const auto due = [&](std::string_view event) {
        return base::to_iso(letter_due(profile_, base::from_iso(event).value()));
    };
    EXPECT_EQ(due("2026-11-23"), "2026-11-30");
    EXPECT_EQ(due("2026-11-21"), "2026-11-30") << "the 28th is a Saturday";
    EXPECT_EQ(due("2026-12-18"), "2026-12-28") << "the 25th is a holiday before a week-end";
    EXPECT_EQ(due("2026-12-26"), "2027-01-02") << "nobody has published that year's calendar: not moved";
}

TEST_P(Letters, AreWordedAndSentByWhoAnswersAndStayAsTheyWere) {
    const auto first = assign(*childcare_, DutyKind::designated_person, *lin_);
    now_ += 1h;
    end(first, now_);
    draft();
    const LetterId id = all_letters().front().id;
    EXPECT_THAT(todos("chief"), Contains("letter_due"));
    add("other", *women_, {Role::unit_head});
    EXPECT_EQ(change(id, "he"), "people.role_missing");
    EXPECT_EQ(change(id, "other"), "people.not_your_unit");
    EXPECT_EQ(change(LetterId{5}), "duties.letter_not_found");
    EXPECT_EQ(change(id), "none");
    EXPECT_EQ(all_letters().front().body, "第一段\n第二段");
    now_ += std::chrono::days{8};
    EXPECT_TRUE(all_letters().front().overdue(now_));
    EXPECT_THAT(todos("chief"), Contains("letter_overdue"));
    EXPECT_EQ(sent(id, "2026-12-02"), "duties.sent_day_wrong");
    EXPECT_EQ(sent(id, "2026-12-01"), "none");
    EXPECT_EQ(sent(id, "2026-12-01"), "duties.letter_over");
    EXPECT_EQ(change(id), "duties.letter_over");
    EXPECT_EQ(all_letters().front().state, LetterState::sent);
    EXPECT_EQ(all_letters().front().document_number, "桃婦秘字第1150000001號");
    EXPECT_FALSE(all_letters().front().overdue(now_));
    EXPECT_THAT(todos("chief"), Not(Contains("letter_overdue")));
    EXPECT_EQ(run("UPDATE duties_letter_texts SET body = 'x'"), "store.append_only");
    EXPECT_EQ(run("DELETE FROM duties_letters_sent"), "store.append_only");
}

TEST_P(Letters, AsADocument) {
    const auto first = assign(*childcare_, DutyKind::designated_person, *lin_);
    now_ += 1h;
    end(first, now_);
    draft();
    const auto document = letter_document(all_letters().front(), profile_);
    EXPECT_EQ(document.title, "函（稿）");
    EXPECT_EQ(document.agency, "桃園市政府婦幼發展局");
    EXPECT_EQ(document.lines.front().value, "桃園市政府民政局");
    const auto bytes = kit::good(paper::to_odt(document, now_));
    EXPECT_EQ(bytes, kit::good(paper::to_odt(document, now_)));
}

}  // namespace
}  // namespace menhu::duties
