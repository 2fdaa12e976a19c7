#pragma once
// What a list is matched for (勾稽), programme by programme: which columns it needs, which questions are asked of each
// row in which order, and what an answer means, on which days each rule holds. Data: data/match/, one file a programme
// and common.toml (docs/formats/match.md). Thread rule: immutable once loaded; any thread may read.
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "law/figures.h"
#include "law/profile.h"

namespace menhu::law {

// What stands in a column of a list.
struct MatchRole {
    enum class Kind : std::uint8_t { person, name, date, month, number, text };
    std::string code;  // "child"
    Kind kind = Kind::text;
    std::string label_zh;
    std::string label_en;
    std::string example;
    std::vector<std::string> headers;  // words by which a column is guessed, the surest first
};

struct MatchColumn {
    const MatchRole* role = nullptr;
    std::string label_zh;
    std::string label_en;
    enum class Need : std::uint8_t { required, optional } need = Need::required;
};

enum class MatchVerdict : std::uint8_t { yes, no, cannot_tell };
std::string_view match_verdict_name(MatchVerdict verdict);

struct MatchOutcome {
    std::string code;  // "moved_away"
    MatchVerdict verdict = MatchVerdict::cannot_tell;
    std::string zh;
    std::string en;
};

// A day that a question is about.
struct MatchDay {
    enum class Of : std::uint8_t {
        asked,        // of the match; at most the base date of the data
        birth,        // of a person
        column,       // a date in the list
        month_start,  // of a month (or of the month of a date) in the list
        month_end,
    };
    Of of = Of::asked;
    std::string role;  // of the column; empty for `asked`
};

// One question of a row.
struct MatchCheck {
    enum class Ask : std::uint8_t {
        state,         // registered here; else dead, moved_away, moved_abroad, revoked, or cannot_tell
        born_here,     // registered by birth, or for the first time, in this city
        parent,        // is `other` a parent of the person?
        spouse,        // is `other` the spouse?
        resident,      // registered in the city on the day
        resident_for,  // without a break for the period of a rule of residence
        under_age,     // not yet so many years old; through the end of the month where `through` says so
        within,        // the day is at most `term` after the person's birth
        married,       // by the record's marital state
        unique,        // not in an earlier row of the list, under this or another number
        birth_order,   // which child of `other` (the mother)
        relation,      // how `other` and the person are related, as far as their own records say
        changes,       // events since the day
    };
    Ask ask = Ask::state;
    std::vector<std::string> of;  // roles of people; where there are several, one of them is enough
    std::string other;
    MatchDay day;
    std::optional<MatchDay> still;  // resident_for: and still registered on this day
    std::string residence;
    int years = 0;
    enum class Through : std::uint8_t { day, month_end } through = Through::day;
    std::optional<Term> term;
    // Asked only of a person whose number is a national's or a foreigner's.
    enum class When : std::uint8_t { always, national, foreign } when = When::always;
    std::string when_of;
    // What is found, and which outcome it leads to; what is not named leads on to the next question.
    std::vector<std::pair<std::string, std::string>> findings;

    const std::string* outcome_of(std::string_view finding) const;
};

struct MatchVersion {
    std::optional<Date> from;
    std::optional<Date> until;
    std::string summary_zh;
    std::string summary_en;
    std::vector<MatchCheck> checks;
    std::string otherwise;  // the outcome when no question decided
    bool holds(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

struct MatchRule {
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
    std::vector<std::string> bases;  // ids of the profile's
    std::string source;
    // match: a list names people. extract: it holds conditions, and people are found by them. frame: people are drawn
    // by chance, and no list is uploaded.
    enum class Does : std::uint8_t { match, extract, frame } does = Does::match;
    bool finds_people() const { return does != Does::match; }
    MatchDay version_by;  // which day decides the version
    std::vector<MatchColumn> columns;
    std::vector<MatchOutcome> outcomes;  // its own, then those that every rule shares
    std::vector<MatchVersion> versions;

    // The role of whom a row of the result is about.
    std::string_view subject() const;
    const MatchColumn* find_column(std::string_view role) const;
    const MatchOutcome* find_outcome(std::string_view code) const;
    const MatchVersion* version_on(Date day) const;  // nullptr: no text says what held then
};

class MatchRules {
public:
    // All problems at once. `residence`: names of rules that resident_for may name.
    static std::expected<MatchRules, std::vector<Problem>> load(std::span<const base::EmbeddedFile> files,
                                                                std::span<const std::string> residence);
    MatchRules(MatchRules&&) = default;
    MatchRules& operator=(MatchRules&&) = default;
    MatchRules(const MatchRules&) = delete;
    MatchRules& operator=(const MatchRules&) = delete;

    std::span<const MatchRule> all() const { return rules_; }
    const MatchRule* find(std::string_view code) const;
    std::span<const MatchRole> roles() const { return roles_; }
    const MatchRole* find_role(std::string_view code) const;

private:
    MatchRules() = default;
    std::vector<MatchRole> roles_;  // not moved once columns point into it
    std::vector<MatchRule> rules_;
};

// Outcomes that every rule has (common.toml must name them): a number that cannot be one, nobody of that number in the
// data, another name, outside the grant's population, a declared conflict of interest, no version of the rule.
inline constexpr std::string_view match_ill_formed = "ill_formed";
inline constexpr std::string_view match_not_held = "not_held";
inline constexpr std::string_view match_other_name = "other_name";
inline constexpr std::string_view match_outside = "outside_population";
inline constexpr std::string_view match_conflict = "conflict_declared";
inline constexpr std::string_view match_no_rule = "no_rule";

// data/match/*.toml, inside the binary; common.toml first.
std::span<const base::EmbeddedFile> match_files();

}  // namespace menhu::law
