// The table of rules and the list of refusals; effective fields, states and days; case patterns. The rules themselves
// are held against a second implementation in property_test.cc.
#include "grants/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "grants/case_pattern.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;

const base::Instant noon = base::from_rfc3339("2026-11-23T04:00:00.000Z").value();

TEST(Rules, AreOneListAndEveryRefusalIsOfOneOfThem) {
    std::set<std::string_view> names;
    std::map<Why, int> of_rules;
    for (const Rule& rule : rules()) {
        EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
        for (const auto text : {rule.clause, rule.zh, rule.en}) EXPECT_FALSE(text.empty()) << rule.name;
        for (const Why why : rule.whys) ++of_rules[why];
    }
    for (const Refused& row : refusals()) EXPECT_EQ(of_rules[row.why], 1) << row.code;
    // What is of the person comes last: it is asked again once the person is found.
    EXPECT_TRUE(std::ranges::is_partitioned(rules(), [](const Rule& rule) { return rule.of == Rule::Of::ask; }));
}

TEST(Rules, AnAccountStateThatNobodyKnowsIsNoLicence) {
    Situation situation;
    situation.asker.standing = static_cast<people::Standing>(99);
    EXPECT_EQ(verdict(situation), Why::account_closed);
}

TEST(Rules, ASearchInNoDistrictIsNoLicence) {
    const auto rule = std::ranges::find(rules(), std::string_view{"search"}, &Rule::name);
    ASSERT_NE(rule, rules().end());
    Situation situation;
    EXPECT_EQ(rule->against(situation), std::nullopt);
    situation.wish.operation = Operation::name_search;
    EXPECT_EQ(rule->against(situation), Why::search_outside_district);
}

TEST(Fields, AreWhatGrantLinkAndPurposeHaveInCommon) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(effective_fields("a b c", "a b c", "a b c"), (Words{"a", "b", "c"}));
    EXPECT_EQ(effective_fields("a b c", "b", "a b"), Words{"b"});
    EXPECT_EQ(effective_fields("a b c", "", "a b c"), Words{});
    EXPECT_EQ(effective_fields("", "a", "a"), Words{});
    EXPECT_EQ(effective_fields("ab", "a abc", "ab"), Words{});
    EXPECT_EQ(effective_fields("b d", "a b c d", "b c d e"), (Words{"b", "d"}));
}

TEST(GrantState, IsComputedToTheMillisecond) {
    const auto state = [](StoredState stored, base::Duration from, base::Duration until,
                          std::optional<base::Duration> lapses) {
        std::optional<base::Instant> lapses_at;
        if (lapses) lapses_at = noon + *lapses;
        return state_of(stored, noon + from, noon + until, lapses_at, noon);
    };
    EXPECT_EQ(state(StoredState::open, 0ms, 1ms, {}), GrantState::in_force);
    EXPECT_EQ(state(StoredState::open, 0ms, 1ms, 1ms), GrantState::in_force);
    EXPECT_EQ(state(StoredState::open, 0ms, 1ms, 0ms), GrantState::lapsed);
    EXPECT_EQ(state(StoredState::open, 1ms, 2ms, 0ms), GrantState::not_yet_valid);
    EXPECT_EQ(state(StoredState::open, -1ms, 0ms, 0ms), GrantState::expired);
    EXPECT_EQ(state(StoredState::suspended, -1ms, 1ms, 0ms), GrantState::suspended);
    EXPECT_EQ(state(StoredState::suspended, -1ms, 0ms, {}), GrantState::expired);
    EXPECT_EQ(state(StoredState::ended, -1ms, 0ms, {}), GrantState::ended);
    for (const StoredState stored : {StoredState::open, StoredState::suspended, StoredState::ended}) {
        EXPECT_EQ(stored_state_from_code(stored_state_code(stored)), stored);
    }
    EXPECT_THROW(stored_state_from_code("lost"), base::Bug);
    EXPECT_THROW(stored_state_code(static_cast<StoredState>(9)), base::Bug);
}

TEST(Refusals, AreOneListWholeAndInOrder) {
    std::set<std::string_view> codes;
    std::size_t place = 0;
    for (const Refused& row : refusals()) {
        EXPECT_EQ(static_cast<std::size_t>(row.why), place++);
        EXPECT_TRUE(codes.insert(row.code).second) << row.code;
        EXPECT_TRUE(row.code.starts_with("grants.")) << row.code;
        for (const auto text : {row.clause, row.reason_zh, row.reason_en, row.next_zh, row.next_en}) {
            EXPECT_FALSE(text.empty()) << row.code;
        }
        EXPECT_EQ(find_refused(row.code), &row);
    }
    EXPECT_EQ(place, static_cast<std::size_t>(Why::search_too_many) + 1);
    EXPECT_EQ(find_refused("grants.nothing"), nullptr);
}

TEST(Refusals, AreTheRowsOfTheDocumentation) {
    std::ifstream file{"docs/errors/grants.tsv"};
    ASSERT_TRUE(file);
    std::set<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.insert(line);
    for (const Refused& row : refusals()) {
        const std::string wanted = std::string{row.code} + "\trefused\t" + std::string{row.reason_zh} + "。" +
                                   std::string{row.next_zh} + "。\t" + std::string{row.reason_en} + ". " +
                                   std::string{row.next_en} + ".";
        EXPECT_TRUE(lines.contains(wanted)) << wanted;
    }
}

TEST(Operations, NamesAndBitsGoThereAndBack) {
    for (const OperationName& name : operation_names()) {
        EXPECT_EQ(operation_from_code(name.code), name.operation);
        EXPECT_EQ(&name_of(name.operation), &name);
    }
    EXPECT_EQ(operation_from_code("delete"), std::nullopt);
    EXPECT_TRUE(Operations{Operation::lookup}.has(Operation::reveal));
    EXPECT_TRUE(Operations{Operation::household}.has(Operation::reveal));
    EXPECT_FALSE(Operations{Operation::match}.has(Operation::reveal));
    for (const auto answers : {Operation::lookup, Operation::household, Operation::kinship, Operation::match,
                               Operation::extract, Operation::answer}) {
        EXPECT_TRUE(Operations{answers}.has(Operation::attach));
    }
    EXPECT_FALSE((Operations{Operation::name_search, Operation::export_, Operation::watch}.has(Operation::attach)))
        << "a list to choose from is nothing for a case file";
    EXPECT_EQ((Operations{Operation::household, Operation::lookup}.text()), "lookup household");
}

TEST(CasePattern, MatchesTheWholeNumber) {
    const auto matches = [](std::string_view pattern, std::string_view number) {
        EXPECT_TRUE(is_case_pattern(pattern)) << pattern;
        return case_number_matches(pattern, number);
    };
    EXPECT_TRUE(matches("C-####-######", "C-2026-000001"));
    EXPECT_FALSE(matches("C-####-######", "C-2026-0000012"));
    EXPECT_FALSE(matches("C-####-######", "C-2026-00000"));
    EXPECT_FALSE(matches("C-####-######", "XC-2026-000001"));
    EXPECT_TRUE(matches("桃婦字第*號", "桃婦字第1150000001號"));
    EXPECT_FALSE(matches("桃婦字第*號", "桃婦字第號"));
    EXPECT_FALSE(matches("桃婦字第*號", "桃婦字第115 1號"));
    EXPECT_TRUE(matches("桃婦*字第##########號", "桃婦秘字第1130003418號"));
    EXPECT_TRUE(matches("@@-##[-#]", "ab-12"));
    EXPECT_TRUE(matches("@@-##[-#]", "ab-12-3"));
    EXPECT_FALSE(matches("@@-##[-#]", "ab-12-"));
    EXPECT_TRUE(matches("[a][b]c", "c"));
    EXPECT_TRUE(matches("[a][b]c", "bc"));
    EXPECT_FALSE(matches("[a][b]c", "ba"));
    EXPECT_TRUE(matches("**", "ab"));
    EXPECT_FALSE(matches("**", "a"));
    EXPECT_TRUE(matches("", "anything at all"));
    EXPECT_EQ(trimmed_case_number(" \tC-1 2\n"), "C-1 2");
    EXPECT_EQ(trimmed_case_number(" \t "), "");
    EXPECT_FALSE(matches("", "   "));
    EXPECT_FALSE(matches("", ""));
    EXPECT_FALSE(matches("", "a\nb"));
    EXPECT_FALSE(matches("", std::string(101, 'x')));
    for (const std::string_view bad : {"[", "]", "[[a]]", "[]", "a]b["}) {
        EXPECT_FALSE(is_case_pattern(bad)) << bad;
        EXPECT_FALSE(case_number_matches(bad, "a")) << bad;
    }
    EXPECT_FALSE(is_case_pattern(std::string(101, '#')));
    // No blow-up: a hundred stars against a hundred characters.
    EXPECT_FALSE(case_number_matches(std::string(99, '*') + "#", std::string(100, 'a')));
}

TEST(Days, TurnAtMidnightInTaipei) {
    const base::Instant midnight = base::from_rfc3339("2026-11-23T16:00:00.000Z").value();
    EXPECT_EQ(day_of(midnight - 1ms) + 1, day_of(midnight));
    EXPECT_EQ(day_of(midnight), day_of(midnight + 24h - 1ms));
    EXPECT_EQ(month_key_of(base::from_rfc3339("2026-11-30T15:59:59.999Z").value()), -202611);
    EXPECT_EQ(month_key_of(base::from_rfc3339("2026-11-30T16:00:00.000Z").value()), -202612);
    EXPECT_EQ(days_left(noon, noon), 0);
    EXPECT_EQ(days_left(noon + 1ms, noon), 1);
    EXPECT_EQ(days_left(noon + 24h, noon), 1);
    EXPECT_EQ(days_left(noon + 24h + 1ms, noon), 2);
}

}  // namespace
}  // namespace menhu::grants
