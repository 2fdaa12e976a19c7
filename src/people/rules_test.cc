// The pure rules: separations, standing, terms, passwords.
#include <gtest/gtest.h>

#include <set>

#include "people/password.h"
#include "people/role.h"
#include "people/standing.h"
#include "people/term.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

base::Instant at(std::string_view text) { return base::from_rfc3339(text).value(); }

const law::Profile& taoyuan() {
    static const law::Profile profile = law::Profile::load(law::taoyuan_profile()).value();
    return profile;
}

// Written out here a second time, from the regulation and not from the profile: A1, F2.6 (who uses or administers does
// not check), the ministry's rules 10 (two persons for kinship), S1.1 (operators see nothing), A5.
TEST(Roles, EveryPairIsSeparatedOrNotAsTheRegulationSays) {
    using enum Role;
    const std::set<std::pair<Role, Role>> separated{
        {case_worker, checker},    {account_administrator, checker}, {designated_person, checker},
        {case_worker, auditor},    {account_administrator, auditor}, {designated_person, auditor},
        {case_worker, controller}, {ethics_officer, it_staff},       {case_worker, ethics_officer},
    };
    const Roles of_operator{case_worker, unit_head, designated_person, controller, checker, auditor, ethics_officer};
    for (const Role one : law::all_roles) {
        for (const Role other : law::all_roles) {
            if (one >= other) continue;
            const bool alone = other == civil_affairs || one == civil_affairs;
            const bool expected =
                separated.contains({one, other}) || alone || (other == operator_ && of_operator.has(one));
            EXPECT_EQ(broken_separation(taoyuan(), Roles{one, other}) != nullptr, expected)
                << law::role_name(one) << " and " << law::role_name(other);
            // A third role beside a separated pair does not mend it.
            if (expected) {
                EXPECT_NE(broken_separation(taoyuan(), Roles{one, other, unit_head}), nullptr);
            }
        }
        EXPECT_EQ(broken_separation(taoyuan(), Roles{one}), nullptr);
    }
    EXPECT_EQ(broken_separation(taoyuan(), Roles{}), nullptr);
}

TEST(Roles, TextAndBitsGoThereAndBack) {
    for (std::int64_t bits = 0; bits < 1 << law::all_roles.size(); ++bits) {
        const Roles roles = Roles::from_bits(bits);
        EXPECT_EQ(roles_from_text(roles.text()), roles);
        EXPECT_EQ(static_cast<int>(roles.list().size()), std::popcount(static_cast<std::uint64_t>(bits)));
    }
    EXPECT_EQ(roles_from_text("case_worker nobody"), std::nullopt);
    EXPECT_EQ(roles_from_text("operator case_worker")->text(), "case_worker operator");
}

TEST(Standing, TurnsOnTheMillisecond) {
    const base::Instant from = at("2026-11-01T00:00:00.000Z");
    const base::Instant until = at("2026-12-01T00:00:00.000Z");
    const Validity validity{
        .state = State::open, .from = from, .until = until, .unit_from = from - 1h, .unit_until = until + 1h};
    EXPECT_EQ(standing_of(validity, from - 1ms), Standing::not_yet_valid);
    EXPECT_EQ(standing_of(validity, from), Standing::active);
    EXPECT_EQ(standing_of(validity, until - 1ms), Standing::active);
    EXPECT_EQ(standing_of(validity, until), Standing::expired);
}

TEST(Standing, IsBoundedByTheUnitsContract) {
    const base::Instant from = at("2026-11-01T00:00:00.000Z");
    const base::Instant until = at("2026-12-01T00:00:00.000Z");
    Validity validity{
        .state = State::open, .from = from - 24h, .until = std::nullopt, .unit_from = from, .unit_until = until};
    EXPECT_EQ(standing_of(validity, from - 1ms), Standing::not_yet_valid);
    EXPECT_EQ(standing_of(validity, from), Standing::active);
    EXPECT_EQ(standing_of(validity, until - 1ms), Standing::active);
    EXPECT_EQ(standing_of(validity, until), Standing::expired);
    validity.state = State::suspended;
    EXPECT_EQ(standing_of(validity, from), Standing::suspended);
    EXPECT_EQ(standing_of(validity, until), Standing::suspended);
    validity.state = State::closed;
    EXPECT_EQ(standing_of(validity, from), Standing::closed);
}

TEST(Term, CountsDaysMonthsAndYearsOfTaipei) {
    using In = law::Term::In;
    EXPECT_EQ(after(at("2026-11-23T05:00:00.000Z"), {In::days, 90}), at("2027-02-21T05:00:00.000Z"));
    // In Taipei it is the last of January already: a month on is the last of February (民法 121).
    EXPECT_EQ(after(at("2027-01-30T16:30:00.000Z"), {In::months, 1}), at("2027-02-27T16:30:00.000Z"));
    EXPECT_EQ(after(at("2028-02-29T01:00:00.000Z"), {In::years, 1}), at("2029-02-28T01:00:00.000Z"));
    EXPECT_EQ(after(at("2026-10-31T01:00:00.000Z"), {In::months, 4}), at("2027-02-28T01:00:00.000Z"));
}

std::set<std::string_view> problems(std::string_view password) {
    std::set<std::string_view> codes;
    for (const PasswordProblem& problem : check_password(taoyuan().numbers(), "lin.meihua", "林美華", password)) {
        EXPECT_FALSE(problem.zh.empty());
        EXPECT_FALSE(problem.en.empty());
        codes.insert(problem.code);
    }
    return codes;
}

TEST(PasswordRules, SayEverythingThatIsWrong) {
    using Codes = std::set<std::string_view>;
    EXPECT_EQ(problems("Blue-Kettle-47-Rain"), Codes{});
    EXPECT_EQ(problems("雨天的藍色茶壺 Forty7 seven"), Codes{});
    EXPECT_EQ(problems("Aa1-Bb2-Cc3"), (Codes{"people.password_too_short"}));
    EXPECT_EQ(problems("茶壺茶壺茶壺茶壺茶A1"), (Codes{"people.password_too_short"}));  // 11 code points, 29 bytes
    EXPECT_EQ(problems("bluekettlerain"), (Codes{"people.password_too_plain"}));
    EXPECT_EQ(problems("Lin.MeiHua-2026"), (Codes{"people.password_has_name"}));
    EXPECT_EQ(problems("Ab1-林美華-2026-x"), (Codes{"people.password_has_name"}));
    EXPECT_EQ(problems("Password123!"), (Codes{"people.password_common"}));
    EXPECT_EQ(problems("P@ssw0rd12345"), (Codes{"people.password_common"}));
    EXPECT_EQ(problems("Taoyuan@20261123"), (Codes{"people.password_common"}));
    EXPECT_EQ(problems("Blue-Kettle\t47-Rain"), (Codes{"people.password_control"}));
    EXPECT_EQ(problems(std::string(1000, 'a') + "B1-" + std::string(100, 'c')), (Codes{"people.password_too_long"}));
    EXPECT_EQ(problems("aaaaaaaaaaaaaaaa"), (Codes{"people.password_too_plain", "people.password_common"}));
    EXPECT_EQ(problems(""),
              (Codes{"people.password_too_short", "people.password_too_plain", "people.password_common"}));
}

}  // namespace
}  // namespace menhu::people
