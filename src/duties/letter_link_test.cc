// Letters about links: who comes and goes, what is told once, what ends.
#include <gmock/gmock.h>

#include <algorithm>

#include "duties/letter.h"
#include "duties/link_record.h"
#include "duties/tables.h"
#include "duties/todo.h"
#include "grants/basis.h"
#include "grants/link_people.h"
#include "grants/link_review.h"
#include "grants/tables.h"
#include "kit/bureau.h"
#include "oversight/tables.h"

namespace menhu::duties {
namespace {

using namespace std::chrono_literals;
using grants::LinkDuty;
using people::DutyKind;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class LinkLetters : public kit::BureauTest {
protected:
    LinkLetters() : BureauTest{{grants::migrations(), oversight::migrations(), duties::migrations()}} {}

    void SetUp() override {
        BureauTest::SetUp();
        it_ = unit("it");
        keeper_ = add("keeper", *secretariat_, {Role::designated_person});
        first_ = add("first", *it_, {Role::case_worker});
        next_ = add("next", *it_, {Role::case_worker});
        const auto by = actor("keeper");
        const grants::NewLink link{.code = "household",
                                   .data_class = grants::DataClass::household,
                                   .terms = {.name_zh = "戶籍資料連結作業",
                                             .name_en = "Household records",
                                             .provider = "桃園市政府民政局",
                                             .unit = *it_,
                                             .purpose = "審查各項津貼",
                                             .letter = "府民戶字第1150000001號",
                                             .letter_on = base::taipei_date(now_),
                                             .tables = {{.number = "T1", .name = "資料", .fields = {"PersonName"}}},
                                             .from = now_,
                                             .until = now_ + std::chrono::days{1000}}};
        link_ = write([&](store::WriteTx& tx) { return grants::register_link(tx, desk_, by, link, random_, now_); });
    }
    // Everybody signs in now and then, so that no account is idle at the end; that passwords age is left out.
    void live_on(std::chrono::days days) {
        ASSERT_EQ(run("UPDATE people_accounts SET password_due_at = 4102444800000"), "none");
        for (const base::Instant end = now_ + days; now_ < end;) {
            now_ = std::min(end, now_ + std::chrono::days{60});
            for (const std::string_view name : {"chief", "keeper", "first", "next"}) token_of(name);
        }
    }
    std::vector<Letter> all() {
        return read([&](store::ReadTx& tx) { return letters(tx); });
    }
    std::size_t draft() {
        return write(
                   [&](store::WriteTx& tx) { return draft_missing_letters(tx, *office_, std::nullopt, random_, now_); })
            .size();
    }
    grants::LinkPersonId name(LinkDuty duty, people::AccountId account) {
        const auto by = actor("keeper");
        return write([&](store::WriteTx& tx) {
            return grants::name_link_person(tx, desk_, by, "household",
                                            {.duty = duty, .account = account, .from = now_, .note = ""}, random_,
                                            now_);
        });
    }
    void end(grants::LinkPersonId person, base::Instant at) {
        const auto by = actor("keeper");
        write([&](store::WriteTx& tx) { return grants::end_link_person(tx, desk_, by, person, at, "", now_); });
    }
    void end(people::DutyId duty, base::Instant at) {
        const auto by = actor("chief");
        write([&](store::WriteTx& tx) { return people::end_duty(tx, *office_, by, duty, at, "", now_); });
    }
    void plan_ending(base::Instant at) {
        const auto by = actor("keeper");
        write([&](store::WriteTx& tx) {
            return grants::plan_link_ending(tx, desk_, by, "household", at, "業務移出", now_);
        });
    }
    std::vector<std::string> todos(std::string_view who) {
        const auto by = actor(who);
        const auto list = read([&](store::ReadTx& tx) { return todos_of(tx, *office_, by, now_); });
        std::vector<std::string> codes;
        for (const Todo& todo : list) codes.push_back(todo.code);
        return codes;
    }

    grants::Desk desk_{*ledger_, profile_};
    std::optional<people::UnitId> it_;
    std::optional<people::AccountId> keeper_;
    std::optional<people::AccountId> first_;
    std::optional<people::AccountId> next_;
    std::optional<grants::LinkId> link_;
};
INSTANTIATE_TEST_SUITE_P(Both, LinkLetters, kit::both_engines(), kit::engine_name);

TEST_P(LinkLetters, AHandlerWhoChangesIsToldOnceWithinSevenDays) {
    const auto handler = name(LinkDuty::handler, *first_);
    EXPECT_EQ(draft(), 0U) << "the first is told with the application for the link";
    end(handler, now_ + 24h);
    EXPECT_EQ(draft(), 1U);
    EXPECT_EQ(draft(), 0U);
    const Letter letter = all().front();
    EXPECT_EQ(letter.link, *link_);
    EXPECT_EQ(letter.kind, DutyKind::handler);
    EXPECT_EQ(letter.addressee, "桃園市政府民政局");
    EXPECT_EQ(base::to_iso(letter.event_on), "2026-11-24");
    EXPECT_EQ(base::to_iso(letter.due_on), "2026-12-01");
    EXPECT_THAT(letter.body, HasSubstr("測試 first"));
    EXPECT_THAT(letter.body, HasSubstr("戶籍資料連結作業"));
    EXPECT_THAT(letter.body, HasSubstr("尚未指派"));
    EXPECT_THAT(letter.body, Not(HasSubstr("{")));
    EXPECT_THAT(todos("keeper"), Contains("letter_due")) << "designated persons write the letters of links";
    now_ += 48h;
    name(LinkDuty::handler, *next_);
    EXPECT_EQ(draft(), 0U) << "the successor is named in the draft";
    EXPECT_THAT(all().front().body, HasSubstr("測試 next"));
    // Who joins others is told as well.
    now_ += 1h;
    name(LinkDuty::handler, *lin_);
    EXPECT_EQ(draft(), 1U);
    EXPECT_EQ(read([&](store::ReadTx& tx) { return letters_of_link(tx, *link_); }).size(), 2U);
}

TEST_P(LinkLetters, WhoIsNamedForTheLinkIsNotToldForTheUnitToo) {
    const auto of_unit = assign(*it_, DutyKind::handler, *first_);
    const auto of_link = name(LinkDuty::handler, *first_);
    now_ += 1h;
    end(of_unit, now_ + 1h);
    EXPECT_EQ(draft(), 0U) << "goes on for the link";
    end(of_link, now_ + 2h);
    EXPECT_EQ(draft(), 1U);
    EXPECT_EQ(all().front().link, *link_);
}

TEST_P(LinkLetters, TheHeadOfAManagingUnitIsToldOf) {
    const auto head = add("head", *it_, {Role::unit_head});
    const auto duty = assign(*it_, DutyKind::head, head);
    now_ += 1h;
    end(duty, now_ + 1h);
    EXPECT_EQ(draft(), 1U) << "though the unit holds no grant";
    EXPECT_EQ(all().front().link, std::nullopt);
    EXPECT_EQ(all().front().kind, DutyKind::head);
}

TEST_P(LinkLetters, AnEndingHasItsLetterAMonthBefore) {
    plan_ending(base::taipei_start(base::from_iso("2027-02-01").value()));
    EXPECT_EQ(draft(), 1U);
    EXPECT_EQ(draft(), 0U);
    const Letter letter = all().front();
    EXPECT_EQ(letter_kind_code(letter), "link_end");
    EXPECT_EQ(letter.event, "ending");
    EXPECT_EQ(base::to_iso(letter.event_on), "2027-01-31") << "its last day";
    EXPECT_EQ(base::to_iso(letter.due_on), "2027-01-01") << "no calendar of that year: not moved";
    EXPECT_EQ(letter.account, *keeper_);
    EXPECT_THAT(letter.body, HasSubstr("府民戶字第1150000001號"));
    EXPECT_THAT(letter.body, Not(HasSubstr("{")));
    EXPECT_EQ(fact(trail_of("duties.letter_drafted").front(), "duty"), "link_end");
    // Moved to the worked day before: the 25th is a holiday, a Friday.
    EXPECT_EQ(base::to_iso(ending_letter_due(profile_, base::taipei_start(base::from_iso("2027-01-25").value()))),
              "2026-12-24");
    const auto by = actor("he");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return change_letter(tx, *office_, by, letter.id, "x", "y", now_); }),
              "people.role_missing");
    const auto keeper = actor("keeper");
    EXPECT_EQ(
        attempt([&](store::WriteTx& tx) { return change_letter(tx, *office_, keeper, letter.id, "x", "y", now_); }),
        "none");
}

TEST_P(LinkLetters, PutOffOrTakenBackItsDraftIsVoid) {
    plan_ending(base::taipei_start(base::from_iso("2027-02-01").value()));
    draft();
    plan_ending(base::taipei_start(base::from_iso("2027-03-01").value()));
    EXPECT_EQ(draft(), 1U);
    const auto states = [&] {
        std::vector<LetterState> list;
        for (const Letter& letter : read([&](store::ReadTx& tx) { return letters_of_link(tx, *link_); })) {
            list.push_back(letter.state);
        }
        std::ranges::sort(list);
        return list;
    };
    EXPECT_EQ(states(), (std::vector{LetterState::draft, LetterState::void_}));
    const auto by = actor("keeper");
    write([&](store::WriteTx& tx) { return grants::keep_link(tx, desk_, by, "household", "仍需使用", now_); });
    EXPECT_EQ(draft(), 0U);
    EXPECT_EQ(states(), (std::vector{LetterState::void_, LetterState::void_}));
    // Planned for a day that a void letter told, it is told again.
    plan_ending(base::taipei_start(base::from_iso("2027-02-01").value()));
    EXPECT_EQ(draft(), 1U);
}

TEST_P(LinkLetters, LinksAskThoseInCharge) {
    name(LinkDuty::handler, *first_);
    EXPECT_THAT(todos("keeper"), Contains("link_no_designated_person"));
    EXPECT_THAT(todos("first"), Contains("link_no_designated_person"));
    EXPECT_THAT(todos("next"), Not(Contains("link_no_designated_person")));
    live_on(std::chrono::days{340});
    EXPECT_THAT(todos("first"), Contains("link_review_due"));
    EXPECT_THAT(todos("chief"), Contains("link_review_due"));
}

TEST_P(LinkLetters, AReviewAsADocument) {
    name(LinkDuty::handler, *first_);
    live_on(std::chrono::days{360});
    const auto by = actor("keeper");
    const auto id = write([&](store::WriteTx& tx) {
        return grants::review_link(tx, desk_, by, "household", grants::Need::needed, "各科仍需使用", random_, now_);
    });
    const auto review = read([&](store::ReadTx& tx) { return grants::find_link_review(tx, id); }).value();
    const auto facts = review_facts(review);
    EXPECT_EQ(facts.queries, 0);
    EXPECT_EQ(facts.last_used_on, std::nullopt);
    const auto link = read([](store::ReadTx& tx) { return grants::find_link(tx, "household"); }).value();
    const auto document = read([&](store::ReadTx& tx) { return link_review_document(tx, profile_, link, review); });
    EXPECT_EQ(document.title, "連結作業年度檢討紀錄");
    EXPECT_EQ(document.blocks.size(), 7U);
    const auto bytes = kit::good(paper::to_odt(document, now_));
    EXPECT_EQ(bytes, kit::good(paper::to_odt(document, now_)));
}

}  // namespace
}  // namespace menhu::duties
