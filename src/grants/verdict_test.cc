// The pure core against a second, plain implementation, over random situations; the list of refusals; case patterns.
#include "grants/verdict.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "base/random.h"
#include "grants/case_pattern.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;
using people::Duty;
using people::Role;
using people::Standing;

const base::Instant noon = base::from_rfc3339("2026-11-23T04:00:00.000Z").value();

// The rules once more, as a list in words of a clerk: each line is a question and the answer if it is not passed. None
// of the code under test is used but the names of things.
std::optional<Why> clerk(const Asker& asker, const std::optional<StoredGrant>& grant, const Wish& wish,
                         base::Instant now) {
    struct Line {
        bool passed;
        Why why;
    };
    std::vector<Line> lines;
    const auto ask = [&](bool passed, Why why) { lines.push_back({passed, why}); };
    ask(asker.standing != Standing::closed, Why::account_closed);
    ask(asker.standing != Standing::suspended, Why::account_suspended);
    ask(asker.standing != Standing::expired, Why::account_expired);
    ask(asker.standing != Standing::not_yet_valid, Why::account_not_yet_valid);
    ask(asker.standing != Standing::idle, Why::account_idle);
    ask(asker.standing != Standing::separated, Why::account_separated);
    ask(asker.standing != Standing::outside_hours, Why::outside_hours);
    ask(asker.standing != Standing::outside_network, Why::outside_network);
    ask(asker.duty != Duty::must_prove_second, Why::must_prove_second);
    ask(asker.duty != Duty::must_change_password, Why::must_change_password);
    ask(asker.duty != Duty::must_enrol, Why::must_enrol);
    const Role needed = wish.operation == Operation::export_ ? Role::designated_person : Role::case_worker;
    bool has_role = false;
    for (const Role role : asker.roles.list()) has_role = has_role || role == needed;
    ask(has_role, Why::role_missing);
    ask(grant.has_value(), Why::no_grant);
    if (grant) {
        ask(asker.unit == grant->unit, Why::wrong_unit);
        ask(grant->holds == 1, Why::not_a_holder);
        ask(grant->state != StoredState::ended, Why::grant_ended);
        ask(!(now >= grant->until), Why::expired);
        ask(grant->state != StoredState::suspended, Why::grant_suspended);
        ask(now >= grant->from, Why::not_yet_valid);
        ask(grant->bases_in_force >= 1, Why::basis_not_in_force);
        ask(std::string{wish.holding} == grant->holding, Why::outside_holding);
        std::set<Operation> granted;
        for (const Operation operation : grant->operations.list()) {
            granted.insert(operation);
            if (operation == Operation::lookup || operation == Operation::household) granted.insert(Operation::reveal);
        }
        ask(granted.contains(wish.operation), Why::operation_not_granted);
        const std::set<std::string> allowed{grant->fields.begin(), grant->fields.end()};
        bool inside = true;
        for (const std::string& field : wish.fields) inside = inside && allowed.contains(field);
        ask(inside, Why::field_outside);
        ask(!wish.case_number.empty(), Why::case_number_missing);
        // The pattern of these situations is "A-##" or nothing.
        const std::string number{wish.case_number};
        const bool shaped = number.size() == 4 && number[0] == 'A' && number[1] == '-' && number[2] >= '0' &&
                            number[2] <= '9' && number[3] >= '0' && number[3] <= '9';
        ask(grant->case_pattern.empty() || shaped, Why::case_number_ill_formed);
        std::string reason{wish.reason};
        std::erase(reason, ' ');
        ask(!reason.empty(), Why::reason_missing);
        ask(static_cast<std::int64_t>(reason.size()) >= wish.reason_length_min, Why::reason_too_short);
        if (wish.operation != Operation::reveal) {
            ask(grant->used_total + 1 <= grant->quota_total, Why::quota_total_used_up);
            ask(grant->used_today + 1 <= grant->quota_day, Why::quota_day_used_up);
        }
    }
    for (const Line& line : lines) {
        if (!line.passed) return line.why;
    }
    return std::nullopt;
}

template <class T>
const T& pick(base::Random& random, const std::vector<T>& from) {
    return from[random.below(from.size())];
}
// Mostly the first, so that many situations get far.
template <class T>
const T& lean(base::Random& random, const std::vector<T>& from) {
    return random.below(8) != 0 ? from.front() : pick(random, from);
}

TEST(Verdict, AgreesWithAClerkInAHundredThousandSituations) {
    base::SeededRandom random{20261123};
    std::map<std::optional<Why>, int> seen;
    const std::vector<Standing> standings{Standing::active,    Standing::not_yet_valid, Standing::expired,
                                          Standing::suspended, Standing::closed,        Standing::idle,
                                          Standing::separated, Standing::outside_hours, Standing::outside_network};
    const std::vector<Operation> operations{Operation::lookup,  Operation::reveal, Operation::household,
                                            Operation::kinship, Operation::match,  Operation::extract,
                                            Operation::export_};
    const std::vector<std::vector<std::string>> wishes{{}, {"name"}, {"birth_date", "name"}, {"notes"}, {"name", "x"}};
    const std::vector<std::string> case_numbers{"A-12", "", "A-1", "A-123", "B-12", "A-1x", "12"};
    const std::vector<std::string> reasons{"benefit review", "", "   ", "abc", "abcd", " ab "};
    for (int i = 0; i < 100'000; ++i) {
        const Asker asker{.standing = lean(random, standings),
                          .duty = lean(random, std::vector{Duty::none, Duty::must_prove_second,
                                                           Duty::must_change_password, Duty::must_enrol}),
                          .roles = lean(random, std::vector{people::Roles{Role::case_worker, Role::designated_person},
                                                            people::Roles{Role::case_worker}, people::Roles{},
                                                            people::Roles{Role::unit_head, Role::designated_person}}),
                          .unit = lean(random, std::vector<std::int64_t>{1, 2})};
        std::optional<StoredGrant> grant;
        if (random.below(20) != 0) {
            const auto offset = [&](base::Duration usual) {
                return lean(random, std::vector<base::Duration>{usual, -1ms, 0ms, 1ms});
            };
            const auto count = [&] { return static_cast<std::int64_t>(random.below(4)); };
            grant = StoredGrant{
                .unit = 1,
                .state = lean(random, std::vector{StoredState::open, StoredState::suspended, StoredState::ended}),
                .from = noon + offset(-24h),
                .until = noon + offset(24h),
                .operations = Operations::from_bits(static_cast<std::int64_t>(random.below(128)) & ~2),
                .fields = {"birth_date", "name"},
                .population = {},
                .holding = "household",
                .quota_day = count() + 1,
                .quota_total = count() + 1,
                .purpose = "p",
                .case_pattern = lean(random, std::vector<std::string>{"A-##", ""}),
                .holds = lean(random, std::vector<std::int64_t>{1, 0}),
                .bases_in_force = lean(random, std::vector<std::int64_t>{1, 0, 2}),
                .used_today = count(),
                .used_total = count()};
        }
        const Wish wish{.operation = lean(random, operations),
                        .case_number = lean(random, case_numbers),
                        .reason = lean(random, reasons),
                        .holding = lean(random, std::vector<std::string_view>{"household", "kinship"}),
                        .fields = lean(random, wishes),
                        .reason_length_min = 4};
        const auto got = verdict(asker, grant, wish, noon);
        ASSERT_EQ(got, clerk(asker, grant, wish, noon)) << "situation " << i;
        ++seen[got];
    }
    // Every reason that a decision can give came up, and permits too.
    for (const Refused& row : refusals()) {
        if (row.why == Why::outside_population) continue;  // comes after the permit
        EXPECT_GT(seen[row.why], 20) << row.code;
    }
    EXPECT_GT(seen[std::nullopt], 1000);
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
    EXPECT_EQ(place, static_cast<std::size_t>(Why::outside_holding) + 1);
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
    EXPECT_EQ(days_left(noon, noon), 0);
    EXPECT_EQ(days_left(noon + 1ms, noon), 1);
    EXPECT_EQ(days_left(noon + 24h, noon), 1);
    EXPECT_EQ(days_left(noon + 24h + 1ms, noon), 2);
}

}  // namespace
}  // namespace menhu::grants
