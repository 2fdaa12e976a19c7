#include "oversight/propose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oversight/review_period.h"

namespace menhu::oversight {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Yes = ReviewedAccount::Yes;

base::Instant at(std::string_view text) { return base::from_rfc3339(text).value(); }

const ReviewFrame frame{.looks_from = at("2026-07-01T00:00:00.000Z"),
                        .opened_at = at("2027-01-01T00:00:00.000Z"),
                        .next_review = at("2027-06-30T16:00:00.000Z"),
                        .never_used_by = at("2026-12-01T00:00:00.000Z")};

ReviewedAccount account(std::int64_t id, std::string name) {
    ReviewedAccount one;
    one.entry.account = people::AccountId{id};
    one.entry.name = "a" + std::to_string(id);
    one.entry.display_name = std::move(name);
    one.entry.roles = {people::Role::case_worker};
    one.entry.standing = people::Standing::active;
    one.entry.opened_at = at("2026-01-01T00:00:00.000Z");
    one.entry.last_signed_in = at("2026-12-20T00:00:00.000Z");
    one.used = Yes::yes;
    return one;
}

TEST(Propose, NothingSpeaksAgainstWhoUsesWhatTheyHave) {
    EXPECT_THAT(propose(std::vector{account(1, "甲"), account(2, "乙")}, frame), ElementsAre(IsEmpty(), IsEmpty()));
}

TEST(Propose, OnePersonTwice) {
    std::vector all{account(1, "王 小明"), account(2, "王小明"), account(3, "李四"), account(4, "張三")};
    all[2].employee_number = all[3].employee_number = "E100";
    all.push_back(account(5, "李四"));
    all.back().entry.standing = people::Standing::closed;  // a closed account is nobody's second one
    EXPECT_THAT(
        propose(all, frame),
        ElementsAre(ElementsAre(Proposal::duplicate_name), ElementsAre(Proposal::duplicate_name),
                    ElementsAre(Proposal::duplicate_number), ElementsAre(Proposal::duplicate_number), IsEmpty()));
}

TEST(Propose, EachSignByItself) {
    const auto one = [](auto change) {
        auto it = account(1, "甲");
        change(it);
        return propose(std::vector{it}, frame).front();
    };
    EXPECT_THAT(one([](auto& a) { a.idle = Yes::yes; }), ElementsAre(Proposal::idle));
    EXPECT_THAT(one([](auto& a) { a.entry.last_signed_in.reset(); }), ElementsAre(Proposal::never_used));
    EXPECT_THAT(one([](auto& a) {
                    a.entry.last_signed_in.reset();
                    a.entry.opened_at = frame.never_used_by;  // opened only just now
                }),
                IsEmpty());
    EXPECT_THAT(one([](auto& a) { a.moved = Yes::yes; }), ElementsAre(Proposal::moved));
    EXPECT_THAT(one([](auto& a) { a.leaving = Yes::yes; }), ElementsAre(Proposal::left));
    EXPECT_THAT(one([](auto& a) { a.used = Yes::no; }), ElementsAre(Proposal::role_unused));
    EXPECT_THAT(one([](auto& a) {
                    a.used = Yes::no;
                    a.entry.opened_at = frame.looks_from + 1ms;  // not a whole period
                }),
                IsEmpty());
    EXPECT_THAT(one([](auto& a) {
                    a.used = Yes::no;
                    a.entry.roles = {people::Role::checker};  // shows no acts of this kind
                }),
                IsEmpty());
    EXPECT_THAT(one([](auto& a) { a.entry.until = frame.opened_at; }), ElementsAre(Proposal::past_end));
    EXPECT_THAT(one([](auto& a) { a.entry.until = frame.opened_at + 1ms; }), IsEmpty());
    const auto contractor = [&](base::Instant until) {
        return one([&](auto& a) {
            a.entry.unit_kind = people::UnitKind::contractor;
            a.entry.until = until;
        });
    };
    EXPECT_THAT(contractor(frame.opened_at), ElementsAre(Proposal::contract_ended));
    EXPECT_THAT(contractor(frame.next_review - 1ms), ElementsAre(Proposal::contract_ending));
    EXPECT_THAT(contractor(frame.next_review), IsEmpty());
    EXPECT_THAT(one([](auto& a) { a.trained = Yes::no; }), ElementsAre(Proposal::untrained));
    EXPECT_THAT(one([](auto& a) { a.pledge_current = Yes::no; }), ElementsAre(Proposal::pledge_outdated));
}

TEST(Propose, CodesAreThereAndBack) {
    std::vector<Proposal> all;
    for (const auto& name : proposal_names()) {
        EXPECT_EQ(&name_of(name.proposal), &name);
        EXPECT_EQ(proposal_from_code(name.code), name.proposal);
        all.push_back(name.proposal);
    }
    EXPECT_EQ(proposals_of(words_of(all)), all);
    EXPECT_EQ(proposal_from_code("none"), std::nullopt);
    EXPECT_THAT(proposals_of(""), IsEmpty());
}

constexpr std::string_view head = "employee_number,name,unit_code,status\n";

TEST(Personnel, ReadsBothLanguagesAndNamesTheLineThatIsWrong) {
    const auto rows = read_personnel(std::string{head} + "E1,王小明,childcare,在職\r\nE2,李四,women,retired\n\n");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[1].status, PersonnelRow::Status::retired);
    const auto detail = [](const std::string& text) { return read_personnel(text).error().detail(); };
    EXPECT_EQ(detail(std::string{head} + "E1,a,b,在職\nE2,a,b,走了\n"), "line 3");
    EXPECT_EQ(detail(std::string{head} + "E1,a,b\n"), "line 2");
    EXPECT_EQ(detail(std::string{head} + ",a,b,left\n"), "line 2");
    EXPECT_EQ(detail("name,status\n"), "line 1");
    EXPECT_EQ(detail(""), "line 1");
    EXPECT_EQ(detail(std::string{head}), "line 1");
    EXPECT_EQ(read_personnel(std::string{head} + "\"E1").error().code(), "oversight.personnel_ill_formed");
}

TEST(Personnel, SaysWhatItKnowsOfAnAccount) {
    const PersonnelList list{read_personnel(std::string{head} +
                                            "E1,王小明,childcare,在職\nE2,李四,women,退休\nE3,張三,women,離職\n"
                                            "E4,趙六,health,調動\nE5,陳七,health,留職停薪\nE6,同名,health,在職\n"
                                            "E7,同名,health,離職\n")
                                 .value()};
    const auto found = [&](std::string_view number, std::string_view name, std::string_view unit) {
        return list.match(number, name, unit).proposals;
    };
    EXPECT_THAT(found("E1", "王小明", "childcare"), IsEmpty());
    EXPECT_THAT(found("E1", "王小明", "women"), ElementsAre(Proposal::moved));
    EXPECT_THAT(found("E2", "李四", "women"), ElementsAre(Proposal::retired));
    EXPECT_THAT(found("E3", "張三", "women"), ElementsAre(Proposal::left));
    EXPECT_THAT(found("E4", "趙六", "health"), ElementsAre(Proposal::moved));
    EXPECT_THAT(found("E5", "陳七", "health"), IsEmpty());
    EXPECT_THAT(found("E9", "王小明", "childcare"), ElementsAre(Proposal::unlisted));
    EXPECT_THAT(found("", "李 四", "women"), ElementsAre(Proposal::retired)) << "by name where there is no number";
    EXPECT_THAT(found("", "同名", "health"), IsEmpty()) << "a name of two people says nothing";
    EXPECT_THAT(found("", "無名", "health"), ElementsAre(Proposal::unlisted));
}

TEST(Periods, HalfYearsOfTheCalendar) {
    const law::Term half{law::Term::In::months, 6};
    const auto period = [&](std::string_view now) { return review_period(at(now), half); };
    EXPECT_EQ(period("2026-11-23T01:00:00.000Z").code, "2026-07-01");
    EXPECT_EQ(period("2026-06-30T15:59:59.999Z").code, "2026-01-01");
    EXPECT_EQ(period("2026-06-30T16:00:00.000Z").code, "2026-07-01") << "midnight in Taipei";
    EXPECT_EQ(period("2026-12-31T16:00:00.000Z").code, "2027-01-01");
    const auto one = period("2026-11-23T01:00:00.000Z");
    EXPECT_EQ(one.from, at("2026-06-30T16:00:00.000Z"));
    EXPECT_EQ(one.until, at("2026-12-31T16:00:00.000Z"));
    EXPECT_EQ(name_of_period(one.from, one.until).zh, "115年下半年");
    EXPECT_EQ(name_of_period(one.from, one.until).code, "2026-H2");
    EXPECT_EQ(review_period(at("2026-11-23T01:00:00.000Z"), {law::Term::In::years, 1}).code, "2026-01-01");
    const auto days = review_period(at("2026-11-23T01:00:00.000Z"), {law::Term::In::days, 30});
    EXPECT_LE(days.from, at("2026-11-23T01:00:00.000Z"));
    EXPECT_EQ(days.until - days.from, std::chrono::days{30});
    EXPECT_EQ(name_of_period(days.from, days.until).code, days.code);
}

}  // namespace
}  // namespace menhu::oversight
