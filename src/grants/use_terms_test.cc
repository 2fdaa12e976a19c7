#include "grants/use_terms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "grants/operation.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t rounds = 200'000;

base::Instant at(std::int64_t minutes) { return base::Instant{std::chrono::minutes{minutes}}; }

// Random terms, and narrowings that are sometimes parts of them and sometimes not.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_{seed} {}
    bool coin() { return random_.below(2) == 0; }
    std::int64_t upto(std::int64_t most) {
        return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(most)));
    }

    std::vector<std::string> words(std::string_view prefix, std::int64_t most) {
        std::vector<std::string> list;
        for (std::int64_t i = 0; i < most; ++i) {
            if (coin()) list.push_back(std::string{prefix} + std::to_string(i));
        }
        return list;
    }
    std::vector<std::string> districts() {
        std::vector<std::string> list;
        for (int i = 1; i < 5; ++i) {
            if (coin()) list.push_back("6800" + std::to_string(i) + "000");
        }
        return list;
    }
    std::vector<people::AccountId> holders() {
        std::vector<people::AccountId> list;
        for (std::int64_t i = 1; i < 5; ++i) {
            if (coin()) list.emplace_back(i);
        }
        return list;
    }
    // Revealing is granted with looking up, attaching with whatever answers; neither by itself.
    Operations operations() {
        Operations some;
        for (const OperationName& name : operation_names()) {
            const bool comes_with_others = name.operation == Operation::reveal || name.operation == Operation::attach;
            if (!comes_with_others && coin()) some.add(name.operation);
        }
        return some;
    }
    UseTerms terms() {
        UseTerms terms{.holders = holders(),
                       .fields = words("F", 6),
                       .operations = operations(),
                       .population = {},
                       .from = at(upto(100)),
                       .until = {},
                       .quota_day = 1 + upto(10),
                       .quota_month = 1 + upto(20),
                       .quota_total = 1 + upto(30)};
        terms.until = terms.from + std::chrono::minutes{1 + upto(100)};
        if (coin()) {
            terms.population = {.kind = Population::Kind::districts, .districts = districts()};
        } else if (coin()) {
            terms.population.kind = Population::Kind::case_list;
        }
        return terms;
    }
    Narrowing narrowing() {
        Narrowing narrowing;
        if (coin()) narrowing.holders = holders();
        if (coin()) narrowing.fields = words("F", 7);
        if (coin()) narrowing.operations = operations();
        if (coin()) narrowing.districts = districts();
        if (coin()) narrowing.until = at(upto(220));
        if (coin()) narrowing.quota_day = upto(12);
        if (coin()) narrowing.quota_month = upto(24);
        if (coin()) narrowing.quota_total = upto(36);
        return narrowing;
    }
    UseBounds bounds() {
        return {.fields = words("F", 7), .operations = operations(), .from = at(upto(150)), .until = at(upto(220))};
    }

private:
    base::SeededRandom random_;
};

// Is whoever, whatever, whenever `one` allows also allowed by `other`? Written without the code that it tests.
bool is_within(const UseTerms& one, const UseTerms& other) {
    const auto all_of = [](const auto& few, const auto& many) {
        return std::ranges::all_of(few, [&](const auto& item) { return std::ranges::find(many, item) != many.end(); });
    };
    bool population = true;
    switch (other.population.kind) {
        case Population::Kind::all:
            population = one.population.kind != Population::Kind::case_list;
            break;
        case Population::Kind::districts:
            population = one.population.kind == Population::Kind::districts &&
                         all_of(one.population.districts, other.population.districts);
            break;
        case Population::Kind::case_list:
            population = one.population.kind == Population::Kind::case_list;
            break;
    }
    bool operations = true;
    for (const Operation operation : one.operations.list()) operations &= other.operations.has(operation);
    return population && operations && all_of(one.holders, other.holders) && all_of(one.fields, other.fields) &&
           one.from >= other.from && one.until <= other.until && one.quota_day <= other.quota_day &&
           one.quota_month <= other.quota_month && one.quota_total <= other.quota_total;
}

TEST(UseTerms, NoNarrowingAndNoBoundEverWidensAnything) {
    Chance chance{42};
    std::int64_t taken = 0;
    std::int64_t refused = 0;
    for (std::int64_t round = 0; round < rounds; ++round) {
        const UseTerms asked = chance.terms();
        UseTerms left = asked;
        for (int stage = 0; stage < 3; ++stage) {
            const auto narrower = narrowed(left, chance.narrowing());
            if (!narrower) {
                ++refused;
                continue;
            }
            ++taken;
            ASSERT_TRUE(is_within(*narrower, left)) << round;
            left = *narrower;
        }
        const UseBounds bounds = chance.bounds();
        const UseTerms granted = bounded(left, bounds);
        ASSERT_TRUE(is_within(granted, left)) << round;
        ASSERT_TRUE(is_within(granted, asked)) << round;
        for (const std::string& field : granted.fields) {
            ASSERT_NE(std::ranges::find(bounds.fields, field), bounds.fields.end()) << round;
        }
        for (const Operation operation : granted.operations.list()) {
            ASSERT_TRUE(bounds.operations.has(operation)) << round << ' ' << name_of(operation).code;
        }
        ASSERT_LE(granted.until, bounds.until) << round;
        ASSERT_GE(granted.from, bounds.from) << round;
    }
    // The property would say little if hardly anything were taken, or hardly anything refused.
    EXPECT_GT(taken, rounds / 20);
    EXPECT_GT(refused, rounds / 20);
}

TEST(UseTerms, ANarrowingIsKeptAsItWas) {
    Chance chance{7};
    for (int round = 0; round < 2'000; ++round) {
        const Narrowing narrowing = chance.narrowing();
        const auto back = narrowing_from_text(narrowing_text(narrowing));
        ASSERT_TRUE(back);
        ASSERT_EQ(*back, narrowing) << narrowing_text(narrowing);
    }
    EXPECT_TRUE(Narrowing{}.empty());
    EXPECT_EQ(narrowing_text({}), "{}");
    const auto broken = narrowing_from_text(R"({"holders":[1]})");
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code(), "grants.narrowing_unreadable");
}

TEST(UseTerms, TheStagesOfTheProfileNameOperationsThatThereAre) {
    // law lists them too, since it lies below this room.
    for (const OperationName& name : operation_names()) {
        if (name.operation == Operation::reveal || name.operation == Operation::attach) continue;
        EXPECT_TRUE(operation_from_code(name.code)) << name.code;
    }
    for (const auto* code : {"lookup", "household", "kinship", "match", "extract", "export", "name_search"}) {
        EXPECT_TRUE(operation_from_code(code)) << code;
    }
}

}  // namespace
}  // namespace menhu::grants
