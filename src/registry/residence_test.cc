// The edge cases of periods of registration, each with the article or the text that decides it.
#include "registry/residence.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/result.h"
#include "format/name.h"
#include "registry/questions.h"

namespace menhu::registry {
namespace {

using format::PersonField;
using law::DayCounts;
using law::ResidenceRule;

base::Date day(std::string_view iso) { return base::from_iso(iso).value(); }
DayRange on(std::string_view text) { return day_range(text).value(); }

const law::ResidenceRules& taoyuan() {
    static const auto rules = law::ResidenceRules::load(law::taoyuan_residence()).value();
    return rules;
}
const ResidenceRule& allowance(std::string_view birth) { return *taoyuan().find("childbirth_allowance", day(birth)); }

ResidenceRule rule_of(int count, law::Term::In in) {
    ResidenceRule rule;
    rule.period = {.in = in, .count = count};
    return rule;
}

History history(std::vector<HistoryEvent> events, std::string_view born = "1990-05-05") {
    return {.base_date = day("2026-10-31"),
            .born = on(born),
            .events = std::move(events),
            .households = {},
            .contradicts_itself = false};
}
HistoryEvent event(EventKind kind, std::string_view when, std::string_view place = {}) {
    return {.kind = kind, .on = on(when), .place = std::string{place}};
}

class Record {
public:
    Record& with(PersonField field, std::string value) {
        values_.emplace_back(field, std::move(value));
        return *this;
    }
    History history(const law::ResidenceRules& rules = taoyuan(), std::string_view base = "2026-10-31") {
        return history_of(view(), day(base), rules);
    }
    PersonView view() {
        PersonBuilder builder;
        for (const auto& [field, value] : values_) builder.set(field, value);
        bytes_.clear();
        builder.finish(bytes_);
        return PersonView::read(bytes_).value();
    }

private:
    std::vector<std::pair<PersonField, std::string>> values_;
    base::Bytes bytes_;
};
Record resident(std::string_view born = "1990-05-05") {
    Record record;
    record.with(PersonField::status, "resident").with(PersonField::birth_date, std::string{born});
    return record;
}

// 1: 戶籍法 17, 18; 生育津貼要點 自最後遷入本市之日起: the stay begins with the last move in from outside (遷入); a
// change of address inside the city (住址變更) does not break it.
TEST(ResidenceCases, Case01MovesInsideTheCityDoNotBreakAStay) {
    const auto rule = allowance("2025-06-01");
    const auto moved = history({event(EventKind::moved_in, "2024-03-10", "臺南市"),
                                event(EventKind::moved_within, "2025-04-01", "桃園市中壢區")});
    const auto answer = resident_for(moved, rule, day("2025-06-01"));
    EXPECT_EQ(answer.truth, Truth::yes);
    EXPECT_EQ(answer.days[1], (DecidingDay{DayOf::registered_since, on("2024-03-10")}));
    const auto twice = history({event(EventKind::moved_in, "2010-01-01"), event(EventKind::moved_away, "2024-05-01"),
                                event(EventKind::moved_in, "2024-09-01", "高雄市")});
    EXPECT_EQ(resident_for(twice, rule, day("2025-06-01")).truth, Truth::no)
        << "自最後遷入本市之日起: the last one counts";
}

// 2: 戶籍法 16 I, 17: away and back on one day: by the allowance's words the stay begins anew; a rule may say
// otherwise.
TEST(ResidenceCases, Case02AwayAndBackOnOneDay) {
    const auto there_and_back =
        history({event(EventKind::moved_in, "2010-01-01", "臺南市"), event(EventKind::moved_away, "2025-02-03"),
                 event(EventKind::moved_in, "2025-02-03", "高雄市")});
    auto rule = allowance("2025-06-01");
    EXPECT_EQ(resident_on(there_and_back, day("2025-02-03")).truth, Truth::yes);
    EXPECT_EQ(resident_for(there_and_back, rule, day("2025-06-01")).truth, Truth::no);
    rule.same_day_return = ResidenceRule::SameDayReturn::goes_on;
    const auto answer = resident_for(there_and_back, rule, day("2025-06-01"));
    EXPECT_EQ(answer.truth, Truth::yes);
    EXPECT_EQ(answer.days[1].day, on("2010-01-01"));
    auto next_day = there_and_back;
    next_day.events[2].on = on("2025-02-04");
    EXPECT_EQ(resident_for(next_day, rule, day("2025-06-01")).truth, Truth::no) << "a night elsewhere is a break";
    // In and away on one day.
    const auto passing =
        history({event(EventKind::moved_in, "2025-02-03"), event(EventKind::moved_away, "2025-02-03")});
    EXPECT_EQ(resident_on(passing, day("2025-02-03")).truth, Truth::no) << "at the end of the day";
}

// 3: 戶籍法 16, 42: who was moved out as being abroad and is registered again begins anew.
TEST(ResidenceCases, Case03BackFromAbroadBeginsAnew) {
    const auto returned =
        history({event(EventKind::born_here, "1990-05-05"), event(EventKind::moved_abroad, "2021-03-01"),
                 event(EventKind::moved_in, "2024-08-15", "國外")});
    EXPECT_EQ(resident_on(returned, day("2022-01-01")).truth, Truth::no);
    EXPECT_EQ(resident_on(returned, day("2022-01-01")).rule, "residence.moved_abroad");
    EXPECT_EQ(resident_for(returned, allowance("2025-06-01"), day("2025-06-01")).truth, Truth::no);
    EXPECT_EQ(resident_for(returned, allowance("2025-06-01"), day("2025-08-14")).truth, Truth::yes);
}

// 4: 桃園縣 became 桃園市 on 2014-12-25 (地方制度法 4, 7); registration went on.
TEST(ResidenceCases, Case04TheCountyThatBecameTheCityIsOnePlace) {
    auto record =
        resident().with(PersonField::moved_in_date, "2015-01-20").with(PersonField::moved_in_from, "桃園縣中壢市");
    const auto from_county = record.history();
    EXPECT_EQ(from_county.events.at(0).kind, EventKind::moved_within);
    EXPECT_EQ(resident_for(from_county, allowance("2015-06-01"), day("2016-01-20")).truth, Truth::yes);
    EXPECT_EQ(resident_for(from_county, allowance("2015-06-01"), day("2015-06-01")).truth, Truth::cannot_tell)
        << "here since 2015-01-20 at least; when the stay began, the record does not say";
    const auto over = history({event(EventKind::moved_in, "2014-06-01", "臺北縣")});
    EXPECT_EQ(resident_for(over, allowance("2015-06-01"), day("2015-05-31")).truth, Truth::yes) << "across 2014-12-25";
}

// 5: registered by birth (戶籍法 6, 48): from the birth, or from the registration, as the rule says.
TEST(ResidenceCases, Case05RegisteredByBirth) {
    auto born = event(EventKind::born_here, "2024-01-10");
    born.registered = on("2024-03-01");
    const auto child = history({born}, "2024-01-10");
    auto rule = rule_of(1, law::Term::In::years);
    EXPECT_EQ(resident_for(child, rule, day("2025-01-09")).truth, Truth::yes);
    EXPECT_EQ(resident_for(child, rule, day("2025-01-08")).truth, Truth::no);
    rule.born_here = ResidenceRule::BornHere::from_registration;
    EXPECT_EQ(resident_for(child, rule, day("2025-01-09")).truth, Truth::no);
    EXPECT_EQ(resident_for(child, rule, day("2025-02-28")).truth, Truth::yes);
    const auto without_day = history({event(EventKind::born_here, "2024-01-10")}, "2024-01-10");
    const auto answer = resident_for(without_day, rule, day("2025-01-20"));
    EXPECT_EQ(answer.truth, Truth::cannot_tell);
    EXPECT_EQ(answer.missing, std::vector{MissingFact::begin_of_stay});
    EXPECT_EQ(resident_on(child, day("2024-01-09")).rule, "residence.not_yet_born");
}

// 6: 初設戶籍 (戶籍法 15): from that day.
TEST(ResidenceCases, Case06TheFirstRegistrationOfAnAdult) {
    const auto first = history({event(EventKind::first_registered, "2023-07-01")});
    EXPECT_EQ(resident_for(first, rule_of(1, law::Term::In::years), day("2024-06-30")).truth, Truth::yes);
    EXPECT_EQ(resident_for(first, rule_of(1, law::Term::In::years), day("2024-06-29")).truth, Truth::no);
    EXPECT_EQ(resident_on(first, day("2023-06-30")).truth, Truth::no) << "registered nowhere before";
}

// 7: 生育津貼要點 自…起至…止: both ends counted; 民法 120 II does not count the first day.
TEST(ResidenceCases, Case07WhichDaysCount) {
    const auto moved = history({event(EventKind::moved_in, "2024-05-10", "花蓮縣")});
    auto rule = allowance("2025-05-09");
    const auto answer = resident_for(moved, rule, day("2025-05-09"));
    EXPECT_EQ(answer.truth, Truth::yes) << "自最後遷入之日起…至出生之日止: both counted";
    EXPECT_EQ(answer.days[2], (DecidingDay{DayOf::period_complete, on("2025-05-09")})) << "the reckoning is shown";
    EXPECT_EQ(resident_for(moved, rule, day("2025-05-08")).truth, Truth::no);
    rule.first_day = DayCounts::not_counted;
    EXPECT_EQ(resident_for(moved, rule, day("2025-05-09")).truth, Truth::no)
        << "120 II, 121 II: complete on 2025-05-10";
    EXPECT_EQ(resident_for(moved, rule, day("2025-05-10")).truth, Truth::yes);
    rule.last_day = DayCounts::not_counted;
    EXPECT_EQ(resident_for(moved, rule, day("2025-05-10")).truth, Truth::no);
    EXPECT_EQ(resident_for(moved, rule, day("2025-05-11")).truth, Truth::yes);
    const auto days = *taoyuan().find("postpartum_care", day("2026-09-01"));
    const auto recent = history({event(EventKind::moved_in, "2026-01-01", "花蓮縣")});
    EXPECT_EQ(resident_for(recent, days, day("2026-06-29")).truth, Truth::yes) << "the 180th day, the first counted";
    EXPECT_EQ(resident_for(recent, days, day("2026-06-28")).truth, Truth::no);
}

// 8: 民法 121 II: without a corresponding day, the last of the month.
TEST(ResidenceCases, Case08LeapDays) {
    const auto rule = rule_of(1, law::Term::In::years);
    EXPECT_EQ(period_complete(rule, day("2024-02-29")), day("2025-02-28"));
    EXPECT_EQ(period_complete(rule, day("2023-03-01")), day("2024-02-29"));
    EXPECT_EQ(period_complete(rule, day("2023-02-28")), day("2024-02-27"));
    auto exclusive = rule;
    exclusive.first_day = DayCounts::not_counted;
    EXPECT_EQ(period_complete(exclusive, day("2024-02-28")), day("2025-02-28")) << "counting begins on 29 February";
    EXPECT_EQ(period_complete(exclusive, day("2024-02-29")), day("2025-02-28")) << "counting begins on 1 March";
    EXPECT_EQ(period_complete(rule_of(10, law::Term::In::months), day("2023-04-30")), day("2024-02-29"))
        << "corresponds to 30 February: the end of the month is its last day, the 29th";
}

// 9: 戶籍法 23: an entry that is struck out never was.
TEST(ResidenceCases, Case09AMoveThatWasStruckOutNeverWas) {
    auto left = event(EventKind::moved_away, "2025-01-15");
    left.undone = true;
    const auto stayed = history({event(EventKind::moved_in, "2020-01-01", "臺南市"), left});
    EXPECT_EQ(resident_for(stayed, allowance("2025-06-01"), day("2025-06-01")).truth, Truth::yes);
    auto came = event(EventKind::moved_in, "2020-01-01", "臺南市");
    came.undone = true;
    const auto never =
        history({event(EventKind::born_here, "1990-05-05"), event(EventKind::moved_away, "2015-01-01"), came});
    EXPECT_EQ(resident_on(never, day("2021-01-01")).truth, Truth::no);
    const auto struck = history({event(EventKind::moved_in, "2020-01-01"), event(EventKind::struck_out, "2024-01-01")});
    EXPECT_EQ(resident_on(struck, day("2021-01-01")).truth, Truth::no) << "撤銷: from the beginning";
    const auto revoked = history({event(EventKind::moved_in, "2020-01-01"), event(EventKind::revoked, "2024-01-01")});
    EXPECT_EQ(resident_on(revoked, day("2021-01-01")).truth, Truth::yes) << "廢止: from then on (戶籍法 24)";
    auto record = Record{}
                      .with(PersonField::status, "revoked")
                      .with(PersonField::status_date, "2024-01-01")
                      .with(PersonField::moved_in_date, "2020-01-01")
                      .with(PersonField::moved_in_from, "臺南市");
    const auto unclear = resident_on(record.history(), day("2021-01-01"));
    EXPECT_EQ(unclear.truth, Truth::cannot_tell) << "a stored record does not say which of the two";
    EXPECT_EQ(unclear.missing, std::vector{MissingFact::end_kind});
    EXPECT_EQ(resident_on(record.history(), day("2025-01-01")).truth, Truth::no);
}

// 10: 生育津貼要點 父或母 (民法 1061, 1074; 748 施行法 20): either suffices; one who is dead, foreign, or of an
// adopting couple of one sex.
TEST(ResidenceCases, Case10EitherParent) {
    const auto rule = allowance("2025-06-01");
    const auto long_here = history({event(EventKind::moved_in, "2010-01-01", "臺南市")});
    const auto dead = history({event(EventKind::moved_in, "2010-01-01"), event(EventKind::died, "2025-05-30")});
    const auto birth = day("2025-06-01");
    EXPECT_EQ(resident_for(dead, rule, birth).truth, Truth::no) << "民法 6: no longer registered on the day";
    EXPECT_EQ(any_of({resident_for(dead, rule, birth), resident_for(long_here, rule, birth)}).truth, Truth::yes);
    EXPECT_EQ(resident_foreigner(birth).truth, Truth::no) << "戶籍法 1: registration is for nationals";
    EXPECT_EQ(any_of({resident_foreigner(birth), resident_for(long_here, rule, birth)}).truth, Truth::yes);
    const auto not_held = Verdict::cannot_tell("residence.not_held", {}, {MissingFact::person_not_held});
    const auto open = any_of({resident_for(dead, rule, birth), not_held});
    EXPECT_EQ(open.truth, Truth::cannot_tell)
        << "the other parent may be registered elsewhere, or here under another number";
    EXPECT_EQ(open.missing, std::vector{MissingFact::person_not_held});
    // Two mothers: 748 施行法 20. Neither place of the record is a sex.
    const std::vector<NamedParent> two{{NamedParent::Bond::birth, "A200000003", false},
                                       {NamedParent::Bond::birth, "", false},
                                       {NamedParent::Bond::adoption, "B200000004", false},
                                       {NamedParent::Bond::adoption, "", true}};
    const auto child = history({}, "2024-06-01");
    EXPECT_EQ(parent_of(two, child, {.id = "A200000003", .earlier = {}}, day("2026-10-31")).rule, "parent.by_birth");
    EXPECT_EQ(parent_of(two, child, {.id = "B200000004", .earlier = {}}, day("2026-10-31")).rule, "parent.by_adoption");
}

// 11: 生育津貼要點 胎次: twins are one birth; which is first no day tells.
TEST(ResidenceCases, Case11Twins) {
    EXPECT_EQ(birth_rank(on("2025-06-01"), {on("2020-01-01"), on("2025-06-01")}, Holds::all), (BirthRank{2, 2}));
    EXPECT_EQ(birth_rank(on("2025-06-01"), {on("2025-06-02")}, Holds::all), (BirthRank{1, 1})) << "born over midnight";
}

// 12: 生育津貼要點 子女排序＝同一母親所生: half siblings by the mother count, those by the father do not; others may be
// elsewhere.
TEST(ResidenceCases, Case12BirthsOfOneMother) {
    EXPECT_EQ(birth_rank(on("2025-06-01"), {on("2015-01-01"), on("2020")}, Holds::some), (BirthRank{3, std::nullopt}));
    EXPECT_EQ(birth_rank(on("2025-06-01"), {on("2015-01-01"), on("2025")}, Holds::all), (BirthRank{2, 3}));
}

// 13: one person before and after a correction of the number (戶籍法施行細則: 統號更正、變更).
TEST(ResidenceCases, Case13OnePersonUnderTwoNumbers) {
    const KnownIds mother{.id = "A200000012", .earlier = {"A200000003"}};
    EXPECT_EQ(is_number_of(mother, "A200000003"), Truth::yes);
    EXPECT_EQ(is_number_of(mother, "A200000012"), Truth::yes);
    EXPECT_EQ(is_number_of(mother, "H220000015"), Truth::no);
    EXPECT_EQ(is_number_of(mother, "HD12345678"), Truth::cannot_tell) << "before she was naturalised?";
    EXPECT_EQ(is_number_of({.id = "HD12345678", .earlier = {}}, "A200000003"), Truth::cannot_tell);
    EXPECT_EQ(is_number_of({.id = "A123456789", .earlier = {}}, "A12345678"), Truth::cannot_tell)
        << "nine characters, from before the check digit";
    auto child =
        resident("2024-06-01").with(PersonField::mother_id, "A200000003").with(PersonField::father_id, "A100000001");
    const auto answer = parent_of(named_parents(child.view()), child.history(), mother, day("2026-10-31"));
    EXPECT_EQ(answer.truth, Truth::yes) << "the child's record still names the old number";
}

// 14: 國民身分證及戶口名簿格式內容製發相片影像檔建置管理辦法 9 (long names, romanised beside): however a name is
// written, numbers decide; names never do.
TEST(ResidenceCases, Case14NamesNeverDecide) {
    std::string one;
    std::string other;
    format::normalise_name("瓦旦．達拉", one);
    format::normalise_name("瓦旦・達拉", other);
    EXPECT_EQ(one, other) << "one name, by its normal form";
    auto child =
        resident("2024-06-01").with(PersonField::father_name, "瓦旦．達拉").with(PersonField::mother_id, "A200000003");
    const auto answer =
        parent_of(named_parents(child.view()), child.history(), {.id = "A100000001", .earlier = {}}, day("2026-10-31"));
    EXPECT_EQ(answer.truth, Truth::cannot_tell) << "the father's number is not in the record, and a name is no proof";
    EXPECT_EQ(answer.missing, std::vector{MissingFact::parent_id});
}

// 15: 戶籍法 1, 3; 統一證號 old and new (from 2021-01-02): neither follows from the other.
TEST(ResidenceCases, Case15ForeignNumbersOldAndNew) {
    const auto base = history({});
    const KnownIds husband{.id = "H800000011", .earlier = {}};
    EXPECT_EQ(spouse_of("2", "H800000011", base, husband, day("2026-10-31")).truth, Truth::yes);
    const auto open = spouse_of("2", "HC00000037", base, husband, day("2026-10-31"));
    EXPECT_EQ(open.truth, Truth::cannot_tell);
    EXPECT_EQ(open.missing, std::vector{MissingFact::number_table});
    EXPECT_EQ(
        spouse_of("2", "HC00000037", base, {.id = "H800000011", .earlier = {"HC00000037"}}, day("2026-10-31")).truth,
        Truth::yes);
    EXPECT_EQ(spouse_of("2", "H990000047", base, husband, day("2026-10-31")).truth, Truth::no)
        << "two numbers of one kind";
    EXPECT_EQ(spouse_of("2", "", base, husband, day("2026-10-31")).truth, Truth::cannot_tell);
    EXPECT_EQ(spouse_of("3", "", base, husband, day("2026-10-31")).truth, Truth::no) << "divorced";
    EXPECT_EQ(spouse_of("6", "H800000011", base, husband, day("2026-10-31")).truth, Truth::yes) << "748 施行法 2";
    EXPECT_EQ(spouse_of("2", "H800000011", base, husband, day("2025-10-31")).truth, Truth::cannot_tell)
        << "no day of the wedding";
}

// 生育津貼 from 2024: ten months here and before that 臺北市, 新北市 or 基隆市 join to a year.
TEST(ResidenceTest, TimeElsewhereMayJoinOn) {
    const auto from = [](std::string_view place, std::string_view when) {
        return history({event(EventKind::moved_in, when, place)});
    };
    const auto rule = allowance("2025-06-01");
    const auto birth = day("2025-06-01");
    const auto open = resident_for(from("新北市板橋區", "2024-07-20"), rule, birth);
    EXPECT_EQ(open.truth, Truth::cannot_tell);
    EXPECT_EQ(open.rule, "residence.joined");
    EXPECT_EQ(open.missing, std::vector{MissingFact::former_residence});
    EXPECT_EQ(resident_for(from("台北市", "2024-08-02"), rule, birth).truth, Truth::cannot_tell)
        << "ten months to the day";
    EXPECT_EQ(resident_for(from("台北市", "2024-08-03"), rule, birth).truth, Truth::no)
        << "one day short of ten months";
    EXPECT_EQ(resident_for(from("臺中市", "2024-07-20"), rule, birth).truth, Truth::no) << "no such place";
    EXPECT_EQ(resident_for(history({event(EventKind::moved_in, "2023-02-01", "臺北市")}), allowance("2023-12-31"),
                           day("2023-12-31"))
                  .truth,
              Truth::no)
        << "births before 2024 have no such rule";
}

TEST(ResidenceTest, WhatAStoredRecordTells) {
    const auto rule = allowance("2025-06-01");
    auto from_outside =
        resident().with(PersonField::moved_in_date, "2020-03-04").with(PersonField::moved_in_from, "臺南市");
    EXPECT_EQ(resident_for(from_outside.history(), rule, day("2025-06-01")).truth, Truth::yes);
    EXPECT_EQ(resident_on(from_outside.history(), day("2019-01-01")).truth, Truth::cannot_tell);
    EXPECT_EQ(resident_on(from_outside.history(), day("2019-01-01")).missing, std::vector{MissingFact::before_move_in});
    EXPECT_EQ(resident_on(from_outside.history(), day("2026-11-01")).missing,
              std::vector{MissingFact::after_base_date});

    auto no_origin = resident().with(PersonField::moved_in_date, "2025-03-04");
    EXPECT_EQ(resident_on(no_origin.history(), day("2025-03-04")).truth, Truth::yes);
    EXPECT_EQ(resident_on(no_origin.history(), day("2025-03-03")).missing,
              (std::vector{MissingFact::before_move_in, MissingFact::origin_of_move}));
    const auto open = resident_for(no_origin.history(), rule, day("2025-06-01"));
    EXPECT_EQ(open.missing, (std::vector{MissingFact::origin_of_move, MissingFact::before_move_in}));
    EXPECT_EQ(resident_for(no_origin.history(), rule, day("2026-03-03")).truth, Truth::yes)
        << "a year since then anyhow";

    auto no_move = resident();
    EXPECT_EQ(resident_on(no_move.history(), day("2026-10-31")).truth, Truth::yes) << "the base date itself";
    EXPECT_EQ(resident_for(no_move.history(), rule, day("2026-10-31")).missing,
              std::vector{MissingFact::begin_of_stay});
    const std::string text{law::taoyuan_residence().bytes};
    auto since_birth = text;
    since_birth.replace(since_birth.find("no_moved_in = \"unknown\""), 23, "no_moved_in = \"since_birth\"");
    const auto rules = law::ResidenceRules::load({.name = "x.toml", .bytes = since_birth}).value();
    EXPECT_EQ(resident_for(no_move.history(rules), rule, day("2020-01-01")).truth, Truth::yes)
        << "once the provider has said so";

    auto left = Record{}
                    .with(PersonField::status, "moved_away")
                    .with(PersonField::moved_out_date, "2024-05-06")
                    .with(PersonField::birth_date, "1990-05-05");
    EXPECT_EQ(resident_on(left.history(), day("2024-05-06")).truth, Truth::no);
    EXPECT_EQ(resident_on(left.history(), day("2024-05-05")).truth, Truth::cannot_tell) << "since when, nobody says";
    EXPECT_EQ(resident_on(left.history(), day("2025-01-01")).rule, "residence.moved_away");

    auto back = resident()
                    .with(PersonField::moved_out_date, "2019-01-01")
                    .with(PersonField::moved_in_date, "2020-01-01")
                    .with(PersonField::moved_in_from, "臺南市");
    EXPECT_EQ(resident_on(back.history(), day("2019-06-01")).truth, Truth::no);
    auto absurd =
        resident().with(PersonField::moved_out_date, "2021-01-01").with(PersonField::moved_in_date, "2020-01-01");
    EXPECT_EQ(resident_on(absurd.history(), day("2022-01-01")).missing, std::vector{MissingFact::records_disagree});
    auto ghost = Record{}
                     .with(PersonField::status, "dead")
                     .with(PersonField::status_date, "2019-01-01")
                     .with(PersonField::moved_in_date, "2020-01-01");
    EXPECT_EQ(resident_on(ghost.history(), day("2022-01-01")).missing, std::vector{MissingFact::records_disagree});
}

TEST(ResidenceTest, DaysThatAreKnownInPartDecideWhereTheyCan) {
    const auto rule = rule_of(1, law::Term::In::years);
    const auto in_may = history({event(EventKind::moved_in, "2024-05", "臺南市")});
    EXPECT_EQ(resident_on(in_may, day("2024-05-15")).missing, std::vector{MissingFact::day_of_event});
    const auto inside = history({event(EventKind::moved_in, "2019-01-01"), event(EventKind::moved_within, "2020")});
    EXPECT_EQ(resident_on(inside, day("2020-06-01")).truth, Truth::yes) << "here before and after it";
    EXPECT_EQ(resident_for(in_may, rule, day("2025-04-29")).truth, Truth::no);
    EXPECT_EQ(resident_for(in_may, rule, day("2025-04-30")).truth, Truth::cannot_tell);
    EXPECT_EQ(resident_for(in_may, rule, day("2025-05-30")).truth, Truth::yes);
    const auto muddled = history({event(EventKind::moved_in, "2024"), event(EventKind::moved_away, "2024-05"),
                                  event(EventKind::moved_in, "2024-05-20")});
    EXPECT_EQ(resident_on(muddled, day("2025-01-01")).missing, std::vector{MissingFact::order_of_events});
}

TEST(QuestionsTest, Alive) {
    const auto died = history({event(EventKind::moved_in, "2000-01-01"), event(EventKind::died, "2024-02-03")});
    EXPECT_EQ(alive_on(died, taoyuan(), day("2024-02-02")).truth, Truth::yes);
    EXPECT_EQ(alive_on(died, taoyuan(), day("2024-02-03")).truth, Truth::yes) << "the setting counts the day itself";
    EXPECT_EQ(alive_on(died, taoyuan(), day("2024-02-04")).truth, Truth::no);
    EXPECT_EQ(alive_on(died, taoyuan(), day("2030-01-01")).truth, Truth::no) << "also after the base date";
    EXPECT_EQ(alive_on(died, taoyuan(), day("1990-05-04")).rule, "alive.not_yet_born");
    const auto in_month = history({event(EventKind::died, "2024-02")});
    EXPECT_EQ(alive_on(in_month, taoyuan(), day("2024-02-15")).truth, Truth::cannot_tell);
    EXPECT_EQ(alive_on(in_month, taoyuan(), day("2024-02-29")).truth, Truth::cannot_tell) << "perhaps that very day";
    EXPECT_EQ(alive_on(in_month, taoyuan(), day("2024-03-01")).truth, Truth::no);
    const auto declared = history({event(EventKind::declared_dead, "2015-01-01")});
    EXPECT_EQ(alive_on(declared, taoyuan(), day("2016-01-01")).rule, "alive.declared_dead") << "民法 8, 9";
    EXPECT_EQ(alive_on(declared, taoyuan(), day("2016-01-01")).truth, Truth::no);
    const auto left = history({event(EventKind::moved_away, "2020-01-01")});
    EXPECT_EQ(alive_on(left, taoyuan(), day("2020-01-01")).truth, Truth::yes);
    EXPECT_EQ(alive_on(left, taoyuan(), day("2020-01-02")).missing, std::vector{MissingFact::after_leaving});
    const auto left_in_may = history({event(EventKind::moved_away, "2020-05")});
    EXPECT_EQ(alive_on(left_in_may, taoyuan(), day("2020-05-01")).truth, Truth::yes);
    EXPECT_EQ(alive_on(left_in_may, taoyuan(), day("2020-05-15")).truth, Truth::cannot_tell);
    EXPECT_EQ(alive_on(history({}, "1990"), taoyuan(), day("1990-06-01")).rule, "alive.birth");
    EXPECT_EQ(alive_on(history({}), taoyuan(), day("2026-10-31")).truth, Truth::yes);
    EXPECT_EQ(alive_on(history({}), taoyuan(), day("2026-11-01")).missing, std::vector{MissingFact::after_base_date});
    EXPECT_EQ(alive_on(history({event(EventKind::ended_unclear, "2020-01-01")}), taoyuan(), day("2019-01-01")).missing,
              std::vector{MissingFact::end_kind});
}

// 民法 124: from the day of birth; the unknown month is presumed July, the unknown day the 15th.
TEST(QuestionsTest, Ages) {
    EXPECT_EQ(age_on(on("2000-05-05"), day("2018-05-04")), (Age{17, 17, {}}));
    EXPECT_EQ(age_on(on("2000-05-05"), day("2018-05-05")), (Age{18, 18, {}}))
        << "121 II: complete at the end of the day before";
    EXPECT_EQ(age_on(on("2004-02-29"), day("2022-02-28")), (Age{17, 17, {}}));
    EXPECT_EQ(age_on(on("2004-02-29"), day("2022-03-01")), (Age{18, 18, {}}));
    EXPECT_EQ(age_on(on("2004-02-29"), day("2024-02-29")), (Age{20, 20, {}}));
    EXPECT_EQ(age_on(on("1940"), day("2026-03-01")), (Age{85, 86, 85})) << "124 II: 1 July";
    EXPECT_EQ(age_on(on("1940"), day("2026-07-01")), (Age{85, 86, 86}));
    EXPECT_EQ(age_on(on("1940-07"), day("2026-07-14")), (Age{85, 86, 85})) << "124 II: the 15th";
    EXPECT_EQ(age_on(on("1940-07"), day("2026-07-15")), (Age{85, 86, 86}));
    EXPECT_EQ(age_on(on("2026-10-31"), day("2026-10-31")), (Age{0, 0, {}}));
    EXPECT_EQ(age_on(on("2026-10-31"), day("2026-10-30")), std::nullopt);
    EXPECT_EQ(at_least_years_old(on("1940"), 86, day("2026-12-31")).truth, Truth::yes);
    EXPECT_EQ(at_least_years_old(on("1940"), 86, day("2025-12-31")).truth, Truth::no);
    const auto open = at_least_years_old(on("1940"), 86, day("2026-08-01"));
    EXPECT_EQ(open.truth, Truth::cannot_tell) << "the presumption is shown, not applied: the day may stand elsewhere";
    EXPECT_EQ(open.days.back(), (DecidingDay{DayOf::presumed_birth, on("1940-07-01")}));
}

TEST(QuestionsTest, SameHousehold) {
    const auto member = [](std::string_view number) {
        return resident().with(PersonField::household_number, std::string{number}).history();
    };
    const auto base = day("2026-10-31");
    EXPECT_EQ(same_household_on(member("H1234567"), member("H1234567"), base).truth, Truth::yes);
    EXPECT_EQ(same_household_on(member("H1234567"), member("H7654321"), base).truth, Truth::no);
    // 戶籍法 5-1: the dead and those abroad stay on the page and are no members.
    auto dead = Record{}
                    .with(PersonField::status, "dead")
                    .with(PersonField::status_date, "2025-01-01")
                    .with(PersonField::household_number, "H1234567");
    EXPECT_EQ(same_household_on(member("H1234567"), dead.history(), base).rule, "household.not_registered");
    EXPECT_TRUE(dead.history().households.empty());
    auto since = [](std::string_view number) {
        return resident()
            .with(PersonField::household_number, std::string{number})
            .with(PersonField::moved_in_date, "2015-01-01")
            .with(PersonField::moved_in_from, "臺南市")
            .history();
    };
    EXPECT_EQ(same_household_on(since("H1234567"), since("H1234567"), day("2020-01-01")).missing,
              std::vector{MissingFact::household_history})
        << "that both are there today says nothing of then";
    auto spells = since("H1234567");
    spells.households = {{"H1111111", on("2015-01-01"), on("2021-01-01")},
                         {"H1234567", on("2021-01-01"), std::nullopt}};
    auto others = since("H1234567");
    others.households = {{"H1111111", on("2018-01-01"), std::nullopt}};
    EXPECT_EQ(same_household_on(spells, others, day("2020-01-01")).truth, Truth::yes);
    EXPECT_EQ(same_household_on(spells, others, day("2021-01-01")).truth, Truth::no);
}

TEST(QuestionsTest, ParentOf) {
    auto record =
        resident("2010-06-01").with(PersonField::father_id, "A100000001").with(PersonField::mother_id, "A200000003");
    const auto named = named_parents(record.view());
    const auto child = record.history();
    const KnownIds stranger{.id = "H120000004", .earlier = {}};
    EXPECT_EQ(parent_of(named, child, {.id = "A100000001", .earlier = {}}, day("2015-01-01")).truth, Truth::yes)
        << "by birth, at all times";
    EXPECT_EQ(parent_of(named, child, {.id = "A100000001", .earlier = {}}, day("2009-01-01")).rule,
              "parent.not_yet_born");
    EXPECT_EQ(parent_of(named, child, stranger, day("2026-10-31")).truth, Truth::no);
    EXPECT_EQ(parent_of(named, child, stranger, day("2015-01-01")).missing, std::vector{MissingFact::adoption_dates})
        << "an adoption that has ended leaves no mark";
    EXPECT_EQ(parent_of(named, child, stranger, day("2026-11-01")).missing, std::vector{MissingFact::after_base_date});
    auto adopted = resident("2010-06-01")
                       .with(PersonField::father_id, "A100000001")
                       .with(PersonField::mother_name, "－")
                       .with(PersonField::foster_father_id, "H120000004")
                       .with(PersonField::foster_mother_name, "＝");
    const auto places = named_parents(adopted.view());
    EXPECT_TRUE(places.at(3).is_nobody);
    EXPECT_EQ(parent_of(places, adopted.history(), stranger, day("2026-10-31")).rule, "parent.by_adoption");
    EXPECT_EQ(parent_of(places, adopted.history(), stranger, day("2020-01-01")).missing,
              std::vector{MissingFact::adoption_dates});
    EXPECT_EQ(parent_of(places, adopted.history(), {.id = "H220000015", .earlier = {}}, day("2026-10-31")).missing,
              std::vector{MissingFact::parent_id});
}

TEST(AnswerTest, SeveralAnswersTogether) {
    const auto yes = Verdict::yes("a", {});
    const auto no = Verdict::no("b", {});
    const auto open = Verdict::cannot_tell("c", {}, {MissingFact::parent_id});
    const auto other = Verdict::cannot_tell("d", {}, {MissingFact::order_of_events, MissingFact::parent_id});
    EXPECT_EQ(any_of({no, open, yes}).rule, "a");
    EXPECT_EQ(any_of({no, open, other}).missing, (std::vector{MissingFact::parent_id, MissingFact::order_of_events}));
    EXPECT_EQ(any_of({no, no}).truth, Truth::no);
    EXPECT_EQ(all_of({yes, open, no}).rule, "b");
    EXPECT_EQ(all_of({yes, open}).truth, Truth::cannot_tell);
    EXPECT_EQ(any_of({}).truth, Truth::no);
    EXPECT_EQ(all_of({}).truth, Truth::yes);
    for (int fact = 0; fact <= static_cast<int>(MissingFact::records_disagree); ++fact) {
        EXPECT_FALSE(missing_fact_name(static_cast<MissingFact>(fact)).empty());
        EXPECT_FALSE(missing_fact_zh(static_cast<MissingFact>(fact)).empty());
        EXPECT_FALSE(missing_fact_en(static_cast<MissingFact>(fact)).empty());
    }
    EXPECT_EQ(missing_fact_name(MissingFact::records_disagree), "records_disagree");
    EXPECT_EQ(missing_fact_name(MissingFact::household_history), "household_history");
    EXPECT_EQ(day_of_zh(DayOf::period_complete), "期間屆滿日");
    EXPECT_EQ(day_of_en(DayOf::died), "death");
}

// More of a history never turns a yes into a no or a no into a yes: taking facts away leads to cannot_tell at most.
TEST(ResidenceTest, FewerFactsNeverTurnAnAnswer) {
    base::SeededRandom random{11};
    const auto below = [&](int bound) { return static_cast<int>(random.below(static_cast<std::uint64_t>(bound))); };
    const auto rule = allowance("2025-06-01");
    std::size_t told = 0;
    std::size_t open = 0;
    for (int round = 0; round < 20'000; ++round) {
        auto when = day("2015-01-01");
        std::vector<HistoryEvent> events;
        bool here = below(2) == 0;
        if (here)
            events.push_back(
                {.kind = below(2) == 0 ? EventKind::born_here : EventKind::first_registered, .on = DayRange::at(when)});
        for (int n = below(6); n > 0; --n) {
            when = base::add_days(when, 1 + below(700));
            auto kind = EventKind::moved_within;
            if (!here) kind = EventKind::moved_in;
            if (here && below(2) == 0) kind = EventKind::moved_away;
            events.push_back({.kind = kind, .on = DayRange::at(when), .place = below(2) == 0 ? "臺中市" : "新北市"});
            here = kind != EventKind::moved_away;
        }
        auto whole = history(events, "2015-01-01");
        if (events.empty()) continue;
        // What the copy would hold: the last few, some without origin or day.
        auto held = whole;
        const int lost = below(static_cast<int>(events.size()) + 1);
        held.events.erase(held.events.begin(), held.events.begin() + lost);
        if (held.events.empty() && !here) continue;  // a record always tells that somebody has left
        for (auto& one : held.events) {
            if (one.kind == EventKind::moved_in && below(3) == 0) one.kind = EventKind::moved_in_unclear;
            if (below(4) == 0) {
                one.on.earliest = base::add_days(one.on.earliest, -below(60));
                one.on.latest = base::add_days(one.on.latest, below(60));
            }
        }
        const auto asked = base::add_days(day("2015-01-01"), below(4000));
        for (const bool period : {false, true}) {
            const auto truth = period ? resident_for(whole, rule, asked).truth : resident_on(whole, asked).truth;
            const auto answer = period ? resident_for(held, rule, asked).truth : resident_on(held, asked).truth;
            (answer == Truth::cannot_tell ? open : told) += 1;
            if (answer == Truth::cannot_tell || truth == Truth::cannot_tell) continue;
            ASSERT_EQ(answer, truth) << "round " << round << " on " << base::to_iso(asked)
                                     << (period ? " for a period" : "");
        }
    }
    EXPECT_GT(told, 5'000U);
    EXPECT_GT(open, 5'000U);
}

}  // namespace
}  // namespace menhu::registry
