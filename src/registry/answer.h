#pragma once
// An answer instead of data: yes, no, or cannot tell, with the days that decide it, the rule by which, and, where it
// cannot be told, the facts that the copy lacks. Pure values; any thread.
#include <cstdint>
#include <string_view>
#include <vector>

#include "registry/truth.h"

namespace menhu::registry {

// What a deciding day is of.
enum class DayOf : std::uint8_t {
    asked,             // the day that the question names
    base_date,         // of the data
    birth,             // of the person
    presumed_birth,    // by 民法 124 II
    age_reached,       // the day on which the age is reached
    registered_since,  // the beginning of the stay without a break
    first_registered,  // 初設戶籍
    moved_in,          // 遷入
    moved_away,        // 遷出
    moved_abroad,      // 遷出國外
    died,              // 死亡
    declared_dead,     // 死亡宣告
    revoked,           // 撤銷或廢止戶籍
    period_complete,   // the last day of the period that a rule wants
    adopted,           // the adoption began
    adoption_ended,    // 終止收養
    married,           // the marriage began
    marriage_ended,    // by divorce or annulment
};
std::string_view day_of_zh(DayOf what);
std::string_view day_of_en(DayOf what);

struct DecidingDay {
    DayOf what = DayOf::asked;
    DayRange day;
    friend bool operator==(const DecidingDay&, const DecidingDay&) = default;
};

// A fact that is not in the copy and on which the answer hangs.
enum class MissingFact : std::uint8_t {
    after_base_date,     // the data end before the day asked for
    before_move_in,      // whether there was an earlier stay, before the last move in
    begin_of_stay,       // when and how the registration here began
    origin_of_move,      // whether the last move in came from outside the city
    day_of_event,        // the exact day of a move, birth or end
    order_of_events,     // the order of events of one time
    end_kind,            // 撤銷 (never was) or 廢止 (from then on)
    after_leaving,       // what happened elsewhere after the person left
    former_residence,    // how long the person was registered at the place before
    household_history,   // to which household the person belonged then
    parent_id,           // the id of a parent
    adoption_dates,      // when the adoption began and ended
    marriage_dates,      // when the marriage began and ended
    number_table,        // which old and new numbers are one person's
    children_elsewhere,  // children whose records are elsewhere
    person_not_held,     // the person has no record in the copy
    records_disagree,    // the record contradicts itself
};
std::string_view missing_fact_name(MissingFact fact);  // "after_base_date", as in the API
std::string_view missing_fact_zh(MissingFact fact);
std::string_view missing_fact_en(MissingFact fact);

struct Verdict {
    Truth truth = Truth::cannot_tell;
    std::string_view rule;  // a literal: "residence.moved_in"; docs/formats/answers.md
    std::vector<DecidingDay> days;
    std::vector<MissingFact> missing;  // only with cannot_tell

    static Verdict yes(std::string_view rule, std::vector<DecidingDay> days) {
        return {Truth::yes, rule, std::move(days), {}};
    }
    static Verdict no(std::string_view rule, std::vector<DecidingDay> days) {
        return {Truth::no, rule, std::move(days), {}};
    }
    static Verdict cannot_tell(std::string_view rule, std::vector<DecidingDay> days, std::vector<MissingFact> missing) {
        return {Truth::cannot_tell, rule, std::move(days), std::move(missing)};
    }
};

// "or" and "and" of several answers: the deciding one's days and rule stay; of those that cannot be told, all missing
// facts. Of none: any_of is no, all_of is yes.
Verdict any_of(std::vector<Verdict> answers);
Verdict all_of(std::vector<Verdict> answers);

}  // namespace menhu::registry
