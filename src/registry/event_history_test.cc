// What a record's events feed: history, household, parents, spouses and kin, each with the article that asks for it.
#include <gtest/gtest.h>

#include <set>

#include "registry/events.h"
#include "registry/kin_records.h"
#include "registry/question.h"
#include "registry/questions.h"
#include "registry/residence.h"

namespace menhu::registry {
namespace {

using format::PersonField;

base::Date day(std::string_view iso) { return base::from_iso(iso).value(); }
DayRange on(std::string_view text) { return day_range(text).value(); }

const law::ResidenceRules& taoyuan() {
    static const auto rules = law::ResidenceRules::load(law::taoyuan_residence()).value();
    return rules;
}

class Record {
public:
    explicit Record(std::string born = "1990-05-05", std::string status = "resident") {
        with(PersonField::person_id, "A100000001").with(PersonField::birth_date, std::move(born));
        with(PersonField::status, std::move(status));
    }
    Record& with(PersonField field, std::string value) {
        values_.emplace_back(field, std::move(value));
        return *this;
    }
    Record& event(LegalEvent kind, std::string when, std::string from = {}, std::string to = {},
                  std::string other = {}) {
        events_.push_back({.kind = kind,
                           .on = std::move(when),
                           .registered = {},
                           .from = std::move(from),
                           .to = std::move(to),
                           .other_id = std::move(other),
                           .act = std::to_string(events_.size())});
        return *this;
    }
    Record& undo_last() {
        events_.back().undone = true;
        return *this;
    }
    PersonView view() {
        PersonBuilder builder;
        for (const auto& [field, value] : values_) builder.set(field, value);
        sort_events(events_);
        stored_.clear();
        append_events(events_, stored_);
        builder.set_events(stored_);
        bytes_.clear();
        builder.finish(bytes_);
        return PersonView::read(bytes_).value();
    }
    History history() { return history_of(view(), day("2026-10-31"), taoyuan()); }
    KinPerson kin(const crypto::TagKey& key) { return kin_person(view(), key, day("2026-10-31")); }

private:
    std::vector<std::pair<PersonField, std::string>> values_;
    std::vector<PersonEvent> events_;
    base::Bytes stored_;
    base::Bytes bytes_;
};

const law::ResidenceRule& allowance() { return *taoyuan().find("childbirth_allowance", day("2025-06-01")); }

// 戶籍法 6, 48: the birth and its registration are known, so that nothing is missing before.
TEST(EventHistory, ABirthHereLeavesNothingOpen) {
    auto record = Record{}.event(LegalEvent::birth, "1990-05-05");
    const auto history = record.history();
    EXPECT_TRUE(history.is_whole_life);
    EXPECT_EQ(resident_for(history, allowance(), day("2025-06-01")).truth, Truth::yes);
    EXPECT_EQ(resident_on(history, day("1989-01-01")).rule, "residence.not_yet_born");
}

// 戶籍法 16, 17: what happened between is known, not the last move alone.
TEST(EventHistory, EveryMoveCounts) {
    auto record = Record{}
                      .event(LegalEvent::birth, "1990-05-05")
                      .event(LegalEvent::move_out, "2010-09-01", "桃園市中壢區", "新竹市東區")
                      .event(LegalEvent::move_in, "2014-07-01", "新竹市東區", "桃園市龜山區")
                      .event(LegalEvent::move_within, "2020-01-01", "桃園市龜山區", "桃園市八德區")
                      .with(PersonField::moved_in_date, "2014-07-01")
                      .with(PersonField::moved_in_from, "新竹市東區");
    const auto history = record.history();
    EXPECT_FALSE(history.is_whole_life);
    EXPECT_EQ(history.events.size(), 4u) << "the field tells the same move as the event";
    EXPECT_EQ(resident_on(history, day("2000-01-01")).truth, Truth::yes);
    EXPECT_EQ(resident_on(history, day("2012-01-01")).rule, "residence.moved_away");
    const auto answer = resident_for(history, allowance(), day("2025-06-01"));
    EXPECT_EQ(answer.truth, Truth::yes);
    EXPECT_EQ(answer.days[1].day, on("2014-07-01")) << "自最後遷入本市之日起";
}

// A file without events, then changes: the field tells the move in, the events what came after.
TEST(EventHistory, FieldsTellWhatEventsDoNot) {
    auto record = Record{}
                      .event(LegalEvent::move_within, "2026-05-01", "桃園市龜山區", "桃園市八德區")
                      .with(PersonField::moved_in_date, "2012-03-04")
                      .with(PersonField::moved_in_from, "臺南市");
    const auto history = record.history();
    ASSERT_EQ(history.events.size(), 2u);
    EXPECT_EQ(history.events[0].on, on("2012-03-04"));
    EXPECT_EQ(resident_for(history, allowance(), day("2025-06-01")).days[1].day, on("2012-03-04"));
    EXPECT_EQ(resident_on(history, day("2011-01-01")).missing, std::vector{MissingFact::before_move_in});
}

// 戶籍法 23: an entry that was struck out never was.
TEST(EventHistory, AMoveThatWasStruckOutNeverWas) {
    auto record = Record{}
                      .event(LegalEvent::birth, "1990-05-05")
                      .event(LegalEvent::move_out, "2024-02-01", "桃園市", "臺北市大安區")
                      .undo_last()
                      .event(LegalEvent::revocation, "2024-04-01");
    const auto history = record.history();
    EXPECT_EQ(resident_on(history, day("2024-03-01")).truth, Truth::yes);
    EXPECT_TRUE(history.is_whole_life);
    auto never = Record{"1990-05-05", "revoked"}
                     .event(LegalEvent::first_registration, "2020-01-01")
                     .undo_last()
                     .with(PersonField::status_date, "2022-01-01");
    EXPECT_EQ(resident_on(never.history(), day("2021-01-01")).rule, "residence.struck_out");
    auto ended = Record{"1990-05-05", "revoked"}
                     .event(LegalEvent::first_registration, "2020-01-01")
                     .event(LegalEvent::annulment, "2022-01-01")
                     .with(PersonField::status_date, "2022-01-01");
    EXPECT_EQ(resident_on(ended.history(), day("2021-01-01")).truth, Truth::yes) << "廢止 (24): from then on";
    EXPECT_EQ(resident_on(ended.history(), day("2022-01-01")).rule, "residence.ended");
}

// Away and back on one day: the record keeps no hour; who was here leaves first.
TEST(EventHistory, TwoOfOneDayAreInTheOrderThatCanBe) {
    auto record = Record{}
                      .event(LegalEvent::birth, "1990-05-05")
                      .event(LegalEvent::move_in, "2025-02-03", "高雄市", "桃園市")
                      .event(LegalEvent::move_out, "2025-02-03", "桃園市", "高雄市")
                      .with(PersonField::moved_in_date, "2025-02-03")
                      .with(PersonField::moved_in_from, "高雄市");
    EXPECT_EQ(resident_on(record.history(), day("2025-02-03")).truth, Truth::yes);
    EXPECT_EQ(resident_for(record.history(), allowance(), day("2025-06-01")).truth, Truth::no) << "it begins anew";
    auto passing = Record{"1990-05-05", "moved_away"}
                       .event(LegalEvent::move_in, "2025-02-03", "高雄市", "桃園市")
                       .event(LegalEvent::move_out, "2025-02-03", "桃園市", "高雄市")
                       .with(PersonField::moved_out_date, "2025-02-03");
    EXPECT_EQ(resident_on(passing.history(), day("2025-02-03")).truth, Truth::no);
    EXPECT_FALSE(passing.history().contradicts_itself);
}

// 戶籍法 16 III, 42: moved abroad ends it, the registration after that begins anew.
TEST(EventHistory, BackFromAbroad) {
    auto record = Record{}
                      .event(LegalEvent::birth, "1990-05-05")
                      .event(LegalEvent::move_abroad, "2021-03-01", "桃園市", "國外")
                      .event(LegalEvent::restoration, "2024-08-15", "國外", "桃園市");
    const auto history = record.history();
    EXPECT_EQ(resident_on(history, day("2022-01-01")).rule, "residence.moved_abroad");
    EXPECT_EQ(resident_for(history, allowance(), day("2025-08-13")).truth, Truth::no);
    EXPECT_EQ(resident_for(history, allowance(), day("2025-08-14")).truth, Truth::yes);
}

TEST(EventHistory, ARecordAndItsEventsThatDisagreeCannotTell) {
    auto record =
        Record{}.event(LegalEvent::birth, "1990-05-05").event(LegalEvent::move_out, "2024-01-01", "桃園市", "臺南市");
    EXPECT_TRUE(record.history().contradicts_itself) << "resident, and gone by the last event";
    EXPECT_EQ(resident_on(record.history(), day("2026-01-01")).missing, std::vector{MissingFact::records_disagree});
    auto later = Record{}.event(LegalEvent::birth, "1990-05-05").event(LegalEvent::move_within, "2027-01-01");
    EXPECT_TRUE(later.history().contradicts_itself) << "after the base date";
}

// 戶籍法 3, 5: since the last event that can have changed it, and before, where a split names both households.
TEST(EventHistory, Households) {
    auto split = Record{}
                     .event(LegalEvent::birth, "1990-05-05")
                     .event(LegalEvent::household_split, "2018-06-01", "H1111111", "H2222222")
                     .with(PersonField::household_number, "H2222222");
    const auto one = split.history();
    ASSERT_EQ(one.households.size(), 2u);
    EXPECT_EQ(one.households[0].number, "H1111111");
    auto stayed = Record{}.event(LegalEvent::birth, "1992-05-05").with(PersonField::household_number, "H1111111");
    EXPECT_EQ(same_household_on(one, stayed.history(), day("2026-10-31")).truth, Truth::no);
    EXPECT_EQ(same_household_on(one, stayed.history(), day("2018-06-01")).truth, Truth::no) << "from that day on";
    EXPECT_EQ(same_household_on(one, one, day("2020-01-01")).truth, Truth::yes);
    auto moved = Record{}
                     .event(LegalEvent::birth, "1990-05-05")
                     .event(LegalEvent::move_within, "2022-01-01", "桃園市", "桃園市")
                     .with(PersonField::household_number, "H2222222");
    EXPECT_EQ(same_household_on(one, moved.history(), day("2023-01-01")).truth, Truth::yes);
    EXPECT_EQ(same_household_on(one, moved.history(), day("2021-01-01")).missing,
              std::vector{MissingFact::household_history});
}

// 民法 1072, 1079, 1083: a parent by adoption from its beginning until its end.
TEST(EventParents, AdoptionsHaveTheirDays) {
    auto record = Record{"2010-06-01"}
                      .with(PersonField::father_id, "A100000010")
                      .with(PersonField::mother_id, "A200000003")
                      .with(PersonField::foster_father_id, "H120000004")
                      .with(PersonField::foster_mother_name, "＝")
                      .event(LegalEvent::birth, "2010-06-01")
                      .event(LegalEvent::adoption, "2012-03-01", {}, {}, "H170000036")
                      .event(LegalEvent::adoption_end, "2014-09-01", {}, {}, "H170000036")
                      .event(LegalEvent::adoption, "2016-01-10", {}, {}, "H120000004");
    const auto named = named_parents(record.view());
    const auto child = record.history();
    const KnownIds now{.id = "H120000004", .earlier = {}};
    const KnownIds before{.id = "H170000036", .earlier = {}};
    EXPECT_EQ(parent_of(named, child, now, day("2026-10-31")).truth, Truth::yes);
    EXPECT_EQ(parent_of(named, child, now, day("2016-01-10")).truth, Truth::yes);
    EXPECT_EQ(parent_of(named, child, now, day("2016-01-09")).truth, Truth::no);
    EXPECT_EQ(parent_of(named, child, before, day("2013-01-01")).truth, Truth::yes);
    EXPECT_EQ(parent_of(named, child, before, day("2014-09-01")).truth, Truth::no) << "1083";
    EXPECT_EQ(parent_of(named, child, before, day("2026-10-31")).truth, Truth::no);
    EXPECT_EQ(parent_of(named, child, {.id = "I100000012", .earlier = {}}, day("2013-01-01")).truth, Truth::no)
        << "all of this life happened here";
    // The same without the birth: an adoption of before may be missing.
    auto moved = Record{"2010-06-01"}
                     .with(PersonField::father_id, "A100000010")
                     .with(PersonField::mother_id, "A200000003")
                     .event(LegalEvent::move_in, "2015-01-01", "臺南市", "桃園市");
    EXPECT_EQ(parent_of(named_parents(moved.view()), moved.history(), now, day("2013-01-01")).missing,
              std::vector{MissingFact::adoption_dates});
}

// 民法 982, 985, 1050: married from the registration to the divorce; never to two at once.
TEST(EventSpouses, MarriagesHaveTheirDays) {
    auto record = Record{}
                      .with(PersonField::marriage_code, "2")
                      .with(PersonField::spouse_id, "H220000015")
                      .event(LegalEvent::birth, "1990-05-05")
                      .event(LegalEvent::marriage, "2012-02-02", {}, {}, "A200000003")
                      .event(LegalEvent::divorce, "2015-05-05", {}, {}, "A200000003")
                      .event(LegalEvent::marriage, "2018-08-08", {}, {}, "H220000015");
    const auto named = named_spouses(record.view());
    const auto history = record.history();
    const auto is = [&](std::string_view id, std::string_view when) {
        return spouse_of(named, "2", "H220000015", history, {.id = std::string{id}, .earlier = {}}, day(when)).truth;
    };
    EXPECT_EQ(is("H220000015", "2026-10-31"), Truth::yes);
    EXPECT_EQ(is("H220000015", "2018-08-08"), Truth::yes);
    EXPECT_EQ(is("H220000015", "2018-08-07"), Truth::no);
    EXPECT_EQ(is("A200000003", "2014-01-01"), Truth::yes);
    EXPECT_EQ(is("A200000003", "2015-05-05"), Truth::no) << "1050";
    EXPECT_EQ(is("A200000003", "2020-01-01"), Truth::no) << "985: married to another";
    EXPECT_EQ(is("Z200000013", "2016-01-01"), Truth::no) << "unmarried then, and all of this life happened here";
    // Widowed: until when, no event of this record tells.
    auto widow = Record{}
                     .with(PersonField::marriage_code, "4")
                     .event(LegalEvent::birth, "1990-05-05")
                     .event(LegalEvent::marriage, "2012-02-02", {}, {}, "A200000003");
    const auto told = spouse_of(named_spouses(widow.view()), "4", "", widow.history(),
                                {.id = "A200000003", .earlier = {}}, day("2020-01-01"));
    EXPECT_EQ(told.missing, std::vector{MissingFact::marriage_dates});
    EXPECT_EQ(spouse_of(named_spouses(widow.view()), "4", "", widow.history(), {.id = "A200000003", .earlier = {}},
                        day("2011-01-01"))
                  .truth,
              Truth::no);
}

// 民法 971, 1077, 1083: kin gets days, earlier marriages and adoptions that have ended.
TEST(EventKin, DaysOfMarriagesAndAdoptions) {
    auto random = base::SeededRandom{7};
    const crypto::TagKey key{crypto::Secret::random(32, random)};
    auto record = Record{}
                      .with(PersonField::marriage_code, "2")
                      .with(PersonField::spouse_id, "H220000015")
                      .with(PersonField::foster_father_id, "H120000004")
                      .event(LegalEvent::birth, "1990-05-05")
                      .event(LegalEvent::adoption, "1995-01-01", {}, {}, "H170000036")
                      .event(LegalEvent::adoption_end, "1999-01-01", {}, {}, "H170000036")
                      .event(LegalEvent::adoption, "2000-01-01", {}, {}, "H120000004")
                      .event(LegalEvent::marriage, "2012-02-02", {}, {}, "A200000003")
                      .event(LegalEvent::divorce, "2015-05-05", {}, {}, "A200000003")
                      .event(LegalEvent::marriage, "2018-08-08", {}, {}, "H220000015");
    const auto person = record.kin(key);
    ASSERT_EQ(person.adoptions.size(), 2u);
    EXPECT_EQ(person.adoptions[0].parent, person_tag(key, "H120000004"));
    EXPECT_EQ(person.adoptions[0].began, on("2000-01-01"));
    EXPECT_FALSE(person.adoptions[0].ended);
    EXPECT_EQ(person.adoptions[1].ended, on("1999-01-01"));
    ASSERT_EQ(person.marriages.size(), 2u);
    EXPECT_EQ(person.marriages[0].spouse, person_tag(key, "A200000003"));
    EXPECT_EQ(person.marriages[0].end, MarriageEnd::divorce);
    EXPECT_EQ(person.marriages[0].ended, on("2015-05-05"));
    EXPECT_EQ(person.marriages[1].end, MarriageEnd::lasts);
    EXPECT_EQ(person.marriages[1].began, on("2018-08-08"));
    EXPECT_EQ(person.marriages_held, Holds::all);
    auto elsewhere = Record{}
                         .with(PersonField::marriage_code, "2")
                         .with(PersonField::spouse_id, "H220000015")
                         .event(LegalEvent::move_in, "2012-01-01", "臺南市", "桃園市")
                         .event(LegalEvent::marriage, "2018-08-08", {}, {}, "H220000015");
    EXPECT_EQ(elsewhere.kin(key).marriages_held, Holds::some) << "one of before may be registered elsewhere";
    ASSERT_EQ(elsewhere.kin(key).marriages.size(), 1u);
    EXPECT_EQ(elsewhere.kin(key).marriages[0].began, on("2018-08-08"));
}

TEST(AnswerRules, EachHasItsWordsOnceAndTheLawItsArticle) {
    std::set<std::string_view> names;
    for (const auto& rule : answer_rules()) {
        EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
        EXPECT_FALSE(rule.zh.empty() || rule.en.empty()) << rule.name;
        EXPECT_EQ(&rule_named(rule.name), &rule);
    }
    for (const std::string_view name : {"residence.period", "residence.registered", "alive.died", "age.at_least",
                                        "parent.by_birth", "parent.by_adoption", "spouse.named", "spouse.dated"}) {
        EXPECT_FALSE(rule_named(name).article.empty()) << name;
    }
}

}  // namespace
}  // namespace menhu::registry
