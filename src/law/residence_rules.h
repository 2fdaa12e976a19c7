#pragma once
// How long one must have been registered in the city for which programme, on which days each rule holds, and which
// names of places are the city itself. Data: data/residence/. Thread rule: immutable once loaded; any thread may read.
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "law/figures.h"
#include "law/profile.h"

namespace menhu::law {

enum class DayCounts : std::uint8_t { counted, not_counted };

// Time registered elsewhere that joins on when one came from certain places.
struct JoinedResidence {
    Term least;  // of the time here
    std::vector<std::string> from;
};

struct ResidenceRule {
    std::string name;  // "childbirth_allowance"; several versions share one
    std::string title;
    std::string title_en;
    std::optional<Date> from;   // the first day of an event to which it applies
    std::optional<Date> until;  // the last
    Term period;
    DayCounts first_day = DayCounts::counted;  // 民法 120 II does not count it; most programmes' words do
    DayCounts last_day = DayCounts::counted;   // the day of the event itself
    enum class SameDayReturn : std::uint8_t { begins_anew, goes_on };
    SameDayReturn same_day_return = SameDayReturn::begins_anew;
    enum class BornHere : std::uint8_t { from_birth, from_registration };
    BornHere born_here = BornHere::from_birth;
    std::optional<JoinedResidence> joined;
    std::string source;
    Confidence confidence = Confidence::inferred;

    bool holds(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

enum class PlaceKind : std::uint8_t { inside, outside, abroad, unclear };
enum class NoMovedIn : std::uint8_t { unknown, since_birth };
enum class DayOfDeath : std::uint8_t { alive, dead };

class ResidenceRules {
public:
    // All problems at once.
    static std::expected<ResidenceRules, std::vector<Problem>> load(const base::EmbeddedFile& file);

    std::span<const ResidenceRule> all() const { return rules_; }
    // The version for an event on `day`; nullptr if there is none.
    const ResidenceRule* find(std::string_view name, Date day) const;
    // By the beginning of the text; 台 is 臺.
    PlaceKind place(std::string_view text) const;
    NoMovedIn no_moved_in() const { return no_moved_in_; }
    DayOfDeath day_of_death() const { return day_of_death_; }

private:
    std::vector<ResidenceRule> rules_;
    std::vector<std::string> inside_;
    std::vector<std::string> outside_;
    std::vector<std::string> abroad_;
    NoMovedIn no_moved_in_ = NoMovedIn::unknown;
    DayOfDeath day_of_death_ = DayOfDeath::alive;
};

// Does the text name one of the places, by its beginning? 台 is 臺.
bool names_place(std::string_view text, std::span<const std::string> places);

// data/residence/taoyuan.toml, inside the binary.
const base::EmbeddedFile& taoyuan_residence();

}  // namespace menhu::law
