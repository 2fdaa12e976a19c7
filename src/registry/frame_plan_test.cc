// Drawing by a seed: sizes that add up, nobody over a stratum's size, no dependence on order, and a fair chance; plans
// and the numbers of public draws in one form only.
#include "registry/frame_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include "registry/frame_draw.h"
#include "registry/person.h"

namespace menhu::registry {
namespace {

using format::PersonField;

crypto::Secret key_of(std::uint8_t byte) {
    const base::Bytes bytes(32, byte);
    return crypto::Secret::copy_of(bytes);
}

std::vector<Candidate> people(const FrameKey& key, std::int64_t count, StratumKey stratum, std::int64_t household = 1,
                              std::int64_t from = 0) {
    std::vector<Candidate> out;
    for (auto at = from; at < from + count; ++at) {
        out.push_back({.person = key.person("P" + std::to_string(at)),
                       .household = key.household("H" + std::to_string(at / household), ""),
                       .stratum = stratum});
    }
    return out;
}

Strata strata_of(const std::vector<Candidate>& all, const FramePlan& plan, std::int64_t smallest = 1) {
    std::map<StratumKey, std::int64_t> counts;
    for (const auto& one : all) ++counts[one.stratum];
    return plan_strata(counts, plan, smallest);
}

crypto::Digest seed_of(int number) { return frame_seed("0123456789ABC", crypto::Digest{}, std::to_string(number)); }

FramePlan total(std::int64_t count) {
    FramePlan plan;
    plan.size = {.how = FrameSize::How::total, .count = count};
    return plan;
}

TEST(FrameDraw, DividesATotalInProportionAndToTheLastPerson) {
    std::mt19937 chance{20261124};
    for (int round = 0; round < 2000; ++round) {
        std::vector<Stratum> strata;
        std::int64_t all = 0;
        for (auto at = 1 + chance() % 30; at > 0; --at) {
            const auto in = static_cast<std::int64_t>(chance() % 5000 + 1);
            strata.push_back({.key = at, .people = in, .size = 0});
            all += in;
        }
        const auto wanted = static_cast<std::int64_t>(chance() % 6000 + 1);
        divide_total(strata, wanted);
        std::int64_t sum = 0;
        for (const auto& stratum : strata) {
            sum += stratum.size;
            ASSERT_LE(stratum.size, stratum.people);
            const auto share = static_cast<double>(std::min(wanted, all)) * static_cast<double>(stratum.people) /
                               static_cast<double>(all);
            ASSERT_LT(std::abs(static_cast<double>(stratum.size) - share), 1.0) << "quota rule";
        }
        ASSERT_EQ(sum, std::min(wanted, all));
    }
}

TEST(FrameDraw, GivesATieToTheLowerKey) {
    std::vector<Stratum> strata{{.key = 1, .people = 5, .size = 0}, {.key = 2, .people = 5, .size = 0}};
    divide_total(strata, 3);
    EXPECT_EQ(strata[0].size, 2);
    EXPECT_EQ(strata[1].size, 1);
}

TEST(FrameDraw, MergesSmallStrataOrLeavesThemOut) {
    const std::map<StratumKey, std::int64_t> counts{{1, 100}, {2, 4}, {3, 7}, {4, 9}};
    auto plan = total(20);
    const auto merged = plan_strata(counts, plan, 10);
    ASSERT_EQ(merged.kept.size(), 2u);
    EXPECT_EQ(merged.kept[1].key, merged_stratum);
    EXPECT_EQ(merged.kept[1].people, 20);
    EXPECT_EQ(merged.of(2), &merged.kept[1]);
    EXPECT_EQ(merged.of(1), &merged.kept[0]);
    EXPECT_EQ(merged.of(5), nullptr);
    EXPECT_EQ(merged.merged, (std::vector<StratumKey>{2, 3, 4}));

    plan.small = FramePlan::Small::leave_out;
    const auto without = plan_strata(counts, plan, 10);
    EXPECT_EQ(without.kept.size(), 1u);
    EXPECT_EQ(without.left_out.size(), 3u);
    EXPECT_EQ(without.of(2), nullptr);
    EXPECT_EQ(without.people(), 100);

    plan.small = FramePlan::Small::merge;
    const auto too_few = plan_strata({{1, 100}, {2, 4}}, plan, 10);
    EXPECT_EQ(too_few.kept.size(), 1u) << "what is merged is still too small";
    EXPECT_EQ(too_few.left_out, (std::vector<StratumKey>{2}));
    EXPECT_EQ(too_few.of(2), nullptr);
}

TEST(FrameDraw, DrawsTheSameWhateverTheOrderAndOthersByAnotherSeed) {
    const FrameKey key{key_of(1)};
    auto all = people(key, 400, 1);
    const auto more = people(key, 200, 2, 1, 400);
    all.insert(all.end(), more.begin(), more.end());
    const auto plan = total(90);
    const auto strata = strata_of(all, plan);
    const auto first = draw(all, strata, seed_of(1), FramePlan::PerHousehold::everybody);
    std::mt19937 chance{7};
    for (int round = 0; round < 20; ++round) {
        std::ranges::shuffle(all, chance);
        EXPECT_EQ(draw(all, strata, seed_of(1), FramePlan::PerHousehold::everybody), first);
    }
    EXPECT_EQ(first.size(), 90u);
    EXPECT_EQ(std::ranges::count(first, StratumKey{1}, &Candidate::stratum), 60);
    EXPECT_TRUE(std::ranges::is_sorted(first, {}, &Candidate::stratum));
    EXPECT_NE(draw(all, strata, seed_of(2), FramePlan::PerHousehold::everybody), first);
    const FrameKey other{key_of(2)};
    const auto under_another = people(other, 400, 1);
    EXPECT_NE(under_another.front().person, key.person("P0")) << "nobody is recognised between frames";
}

TEST(FrameDraw, NeverTakesMoreThanAStratumHoldsNorTwoOfAHousehold) {
    std::mt19937 chance{99};
    const FrameKey key{key_of(3)};
    for (int round = 0; round < 100; ++round) {
        std::vector<Candidate> all;
        for (StratumKey stratum = 0; stratum < 5; ++stratum) {
            const auto more = people(key, chance() % 80, stratum, 3, static_cast<std::int64_t>(stratum) * 50);
            all.insert(all.end(), more.begin(), more.end());
        }
        FramePlan plan;
        plan.size = {.how = FrameSize::How::each, .count = static_cast<std::int64_t>(chance() % 40 + 1)};
        const auto strata = strata_of(all, plan);
        for (const auto per : {FramePlan::PerHousehold::everybody, FramePlan::PerHousehold::one}) {
            const auto drawn = draw(all, strata, seed_of(round), per);
            std::map<StratumKey, std::int64_t> counts;
            std::set<crypto::Tag> households;
            std::set<std::pair<crypto::Tag, StratumKey>> once;
            for (const auto& one : drawn) {
                ++counts[one.stratum];
                households.insert(one.household);
                EXPECT_TRUE(once.emplace(one.person, one.stratum).second);
            }
            for (const auto& stratum : strata.kept) {
                EXPECT_LE(counts[stratum.key], stratum.size);
                if (per == FramePlan::PerHousehold::everybody) EXPECT_EQ(counts[stratum.key], stratum.size);
            }
            if (per == FramePlan::PerHousehold::one) EXPECT_EQ(households.size(), drawn.size());
        }
    }
}

// Everybody of a stratum has the same chance: over 4,000 seeds, how often each of 60 is among 20 drawn. Chi-square with
// 59 degrees of freedom; 110 is beyond one in ten thousand.
TEST(FrameDraw, GivesEverybodyTheSameChance) {
    const FrameKey key{key_of(4)};
    const auto all = people(key, 60, 7);
    const auto strata = strata_of(all, total(20));
    std::map<crypto::Tag, int> times;
    constexpr int rounds = 4000;
    for (int round = 0; round < rounds; ++round) {
        for (const auto& one : draw(all, strata, seed_of(round), FramePlan::PerHousehold::everybody)) {
            ++times[one.person];
        }
    }
    const double expected = rounds * 20.0 / 60.0;
    double chi_square = 0;
    for (const auto& one : all) {
        const double difference = times[one.person] - expected;
        chi_square += difference * difference / expected;
    }
    // Drawn without replacement the sum is less than that of independent draws, by 40/59.
    EXPECT_LT(chi_square, 110.0);
    EXPECT_GT(chi_square, 15.0) << "too even to be chance";
}

TEST(FrameDraw, BindsWhatItIsDrawnFrom) {
    const FrameKey key{key_of(5)};
    auto all = people(key, 50, 1);
    const auto root = population_root(all);
    std::ranges::reverse(all);
    EXPECT_EQ(population_root(all), root);
    auto other = all;
    other[3].stratum = 2;
    EXPECT_NE(population_root(other), root);
    other = all;
    other.pop_back();
    EXPECT_NE(population_root(other), root);
    EXPECT_NE(seed_of(1), frame_seed("0123456789ABD", crypto::Digest{}, "1")) << "of this frame alone";
    crypto::Digest checkpoint{};
    checkpoint[0] = 1;
    EXPECT_NE(seed_of(1), frame_seed("0123456789ABC", checkpoint, "1"));
    EXPECT_NE(FrameKey{key_of(5)}.commitment(), FrameKey{key_of(6)}.commitment());
}

// The vectors of docs/formats/frame.md, made with Python's hashlib and hmac.
TEST(FrameDraw, AgreesWithTheVectorsOfItsFormat) {
    const FrameKey key{key_of(0)};
    const auto hex = [](auto bytes) { return base::to_hex(bytes); };
    EXPECT_EQ(hex(key.person("A123456789")), "9fced5c9c2feb46436be663a0ea4915a");
    EXPECT_EQ(hex(key.household("H0001", "A123456789")), "73d6f4627fa0c6c4aeb7c189f439b737");
    EXPECT_EQ(key.household("", "A123456789"), key.person("A123456789"));
    EXPECT_EQ(hex(key.commitment()), "a8fe22ddbc187c23f3a9b31f747c328e0c090a0283a2737269046a5db581d874");
    const auto seed = frame_seed("0123456789ABC", crypto::Digest{}, "03 11 17 22 38");
    EXPECT_EQ(hex(seed), "97650a1cc087e8f7f7a5da92c95571169e057e7c56d5bf31151413748a7188b2");
    std::vector<Candidate> one{
        {.person = key.person("A123456789"), .household = key.household("H0001", ""), .stratum = 7}};
    EXPECT_EQ(hex(population_root(one)), "3fb1255e7aa86d557c864bd80d8895bf1986d102440bbb45fa0a04773b54a4a1");
    EXPECT_EQ(hex(sample_root(one)), "934103c35bab24dfe6942c9ab92eb31e76656c0da9ad31a57cdd22f7c18c7608");
    std::vector<crypto::Tag> out{key.person("A123456789")};
    EXPECT_EQ(hex(excluded_root(out)), "1cf36b1332df7eaf6e5763fd6414e287f76731a855ae2e9ea4dd1fddd7f817e4");
    EXPECT_EQ(hex(crypto::TagKey{base::ByteView{seed}}.tag(one.front().person)), "5430c8d2774b0a8e376e191cc1c86127");
}

// ---- plans ----

FramePlan good_plan() {
    FramePlan plan = total(100);
    plan.age_from = 20;
    plan.age_to = 64;
    plan.age_cuts = {35, 50};
    plan.by = {FrameBy::district, FrameBy::age, FrameBy::sex};
    plan.fields = {"PersonName", "StreetDoorplate"};
    plan.source = "daily_cash";
    plan.draw_on = "2026-12-01";
    return plan;
}

std::string why(const FramePlan& plan) {
    const auto checked = check_plan(plan, *base::from_iso("2026-11-24"), *base::from_iso("2026-12-24"));
    return checked ? "" : std::string{checked.error().code()};
}

TEST(FramePlan, IsCheckedWordByWord) {
    EXPECT_EQ(why(good_plan()), "");
    const auto with = [](auto change) {
        auto plan = good_plan();
        change(plan);
        return why(plan);
    };
    EXPECT_EQ(with([](FramePlan& plan) { plan.age_cuts = {50, 35}; }), "registry.frame_ages");
    EXPECT_EQ(with([](FramePlan& plan) { plan.age_cuts = {20, 35}; }), "registry.frame_ages") << "nobody below it";
    EXPECT_EQ(with([](FramePlan& plan) { plan.age_cuts = {65}; }), "registry.frame_ages");
    EXPECT_EQ(with([](FramePlan& plan) { plan.age_cuts.clear(); }), "registry.frame_ages");
    EXPECT_EQ(with([](FramePlan& plan) { plan.by = {FrameBy::sex}; }), "registry.frame_ages") << "cuts for nothing";
    EXPECT_EQ(with([](FramePlan& plan) { plan.age_to = 10; }), "registry.frame_ages");
    EXPECT_EQ(with([](FramePlan& plan) { plan.age_from = -1; }), "registry.frame_ages");
    EXPECT_EQ(with([](FramePlan& plan) { plan.by.push_back(FrameBy::sex); }), "registry.frame_divide");
    EXPECT_EQ(with([](FramePlan& plan) { plan.size.count = 0; }), "registry.frame_size");
    EXPECT_EQ(with([](FramePlan& plan) { plan.size.count = 300'001; }), "registry.frame_size");
    EXPECT_EQ(with([](FramePlan& plan) { plan.size.how = FrameSize::How::all; }), "registry.frame_size");
    EXPECT_EQ(with([](FramePlan& plan) { plan.fields.clear(); }), "registry.frame_fields");
    EXPECT_EQ(with([](FramePlan& plan) { plan.fields = {"MoveHistory"}; }), "registry.frame_fields");
    EXPECT_EQ(with([](FramePlan& plan) { plan.sex = "other"; }), "registry.frame_sex");
    EXPECT_EQ(with([](FramePlan& plan) { plan.source = "coin"; }), "registry.frame_source_unknown");
    EXPECT_EQ(with([](FramePlan& plan) { plan.draw_on = "2026-11-23"; }), "registry.frame_draw_day");
    EXPECT_EQ(with([](FramePlan& plan) { plan.draw_on = "2026-12-25"; }), "registry.frame_draw_day");
    EXPECT_EQ(with([](FramePlan& plan) { plan.draw_on = "soon"; }), "registry.frame_draw_day");
}

TEST(FramePlan, NeedsAFieldForWhatItChoosesBy) {
    EXPECT_EQ(fields_of(good_plan()),
              (std::vector<std::string>{"AreaCode", "BirthDate", "PersonName", "Sex", "StreetDoorplate"}));
    auto plan = total(5);
    plan.fields = {"PersonName"};
    EXPECT_EQ(fields_of(plan), (std::vector<std::string>{"PersonName"}));
    plan.by = {FrameBy::indigenous};
    plan.sex = "female";
    EXPECT_EQ(fields_of(plan), (std::vector<std::string>{"IndigenousStatus", "PersonName", "Sex"}));
}

TEST(FramePlan, ComesBackFromItsForm) {
    auto plan = good_plan();
    plan.districts = {"68000010"};
    plan.sex = "female";
    plan.small = FramePlan::Small::leave_out;
    plan.per_household = FramePlan::PerHousehold::one;
    const auto text = format::canonical_json(plan_json(plan));
    const auto back = plan_of(format::parse_json(text).value());
    ASSERT_TRUE(back);
    EXPECT_EQ(format::canonical_json(plan_json(*back)), text);
    EXPECT_FALSE(plan_of(format::Json{"x"}));
    EXPECT_FALSE(plan_of(format::parse_json(R"({"size":"some"})").value()));
}

struct Someone {
    explicit Someone(std::map<PersonField, std::string> values) : values_{std::move(values)} {
        PersonBuilder builder;
        for (const auto& [field, value] : values_) builder.set(field, value);
        builder.finish(bytes_);
    }
    PersonView view() const { return PersonView::read(bytes_).value(); }

private:
    std::map<PersonField, std::string> values_;
    base::Bytes bytes_;
};

TEST(FramePlan, FitsPeopleAndNamesTheirStratum) {
    const auto day = *base::from_iso("2026-11-01");
    const auto plan = good_plan();
    std::map<PersonField, std::string> values{{PersonField::status, "resident"},
                                              {PersonField::area_code, "68000020"},
                                              {PersonField::birth_date, "1990-11-01"},
                                              {PersonField::sex, "female"}};
    const auto fit = [&](PersonField field, std::string value) {
        auto changed = values;
        changed[field] = std::move(value);
        return fit_of(plan, Someone{changed}.view(), day);
    };
    const auto usual = fit_of(plan, Someone{values}.view(), day);
    ASSERT_TRUE(usual.is_eligible);
    EXPECT_EQ(stratum_name(plan, usual.stratum, nullptr).zh, "68000020・35–49 歲・女") << "36 on that day";
    EXPECT_EQ(stratum_name(plan, usual.stratum, nullptr).en, "68000020, aged 35–49, female");
    EXPECT_EQ(stratum_name(plan, fit(PersonField::birth_date, "1991-11-02").stratum, nullptr).zh,
              "68000020・20–34 歲・女");
    EXPECT_FALSE(fit(PersonField::status, "dead").is_eligible);
    EXPECT_FALSE(fit(PersonField::status, "moved_away").is_eligible);
    EXPECT_FALSE(fit(PersonField::birth_date, "2006-11-02").is_eligible) << "19";
    EXPECT_TRUE(fit(PersonField::birth_date, "2006-11-01").is_eligible) << "20 that day";
    EXPECT_FALSE(fit(PersonField::birth_date, "1961-10-31").is_eligible) << "65";
    EXPECT_FALSE(fit(PersonField::birth_date, "1990").is_eligible) << "the age is not known";
    EXPECT_EQ(stratum_name(plan, fit(PersonField::sex, "").stratum, nullptr).zh, "68000020・35–49 歲・性別不詳");

    FramePlan by_people = total(5);
    by_people.by = {FrameBy::indigenous};
    const auto lowland = Someone{{{PersonField::status, "resident"}, {PersonField::indigenous_status, "lowland"}}};
    EXPECT_EQ(stratum_name(by_people, fit_of(by_people, lowland.view(), day).stratum, nullptr).zh, "平地原住民");
    const auto other = Someone{{{PersonField::status, "resident"}}};
    EXPECT_EQ(stratum_name(by_people, fit_of(by_people, other.view(), day).stratum, nullptr).zh, "非原住民");
    EXPECT_EQ(stratum_name(plan, merged_stratum, nullptr).zh, "其他（合併）");
    EXPECT_EQ(stratum_name(total(5), 0, nullptr).zh, "全體");
}

// A number has one form, so that nobody can choose between two.
TEST(FrameNumber, HasOneForm) {
    const auto is = [](std::string_view source, std::string_view typed) {
        return canonical_number(source, typed).value_or("-");
    };
    for (const auto& source : frame_sources()) EXPECT_EQ(is(source.code, source.example), source.example);
    EXPECT_EQ(is("daily_cash", "38, 3 22-17 11"), "03 11 17 22 38");
    EXPECT_EQ(is("daily_cash", "０３、１１、１７、２２、３８"), "03 11 17 22 38");
    EXPECT_EQ(is("daily_cash", "3 11 17 22"), "-");
    EXPECT_EQ(is("daily_cash", "3 3 17 22 38"), "-");
    EXPECT_EQ(is("daily_cash", "3 11 17 22 40"), "-");
    EXPECT_EQ(is("daily_cash", "3 11 17 22 x"), "-");
    EXPECT_EQ(is("super_lotto", "36 2 8 15 21 30 5"), "02 08 15 21 30 36 05") << "the second field stays last";
    EXPECT_EQ(is("super_lotto", "36 2 8 15 21 30 9"), "-");
    EXPECT_EQ(is("lotto", "4 9 18 27 33 45 12"), "04 09 18 27 33 45 12");
    EXPECT_EQ(is("taiex", "27,431.08"), "27431.08");
    EXPECT_EQ(is("taiex", "27431.8"), "-");
    EXPECT_EQ(is("taiex", "27431"), "-");
    EXPECT_EQ(is("taiex", "027431.08"), "-");
    EXPECT_EQ(is("ceremony", " 314159 "), "314159");
    EXPECT_EQ(is("ceremony", "31415"), "-");
    EXPECT_EQ(is("ceremony", "3141 59"), "-");
    EXPECT_EQ(is("nothing", "314159"), "-");
}

}  // namespace
}  // namespace menhu::registry
