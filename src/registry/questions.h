#pragma once
// Questions about people that are answered by yes, no, or cannot tell (registry/answer.h), beside residence: alive, of
// which age, in the same household, parent, spouse. Pure; any thread.
#include <optional>
#include <string>
#include <vector>

#include "registry/answer.h"
#include "registry/history.h"
#include "registry/kin.h"

namespace menhu::registry {

// At the end of `day`; what the day of a death itself counts as is a setting of the rules.
Verdict alive_on(const History& history, const law::ResidenceRules& rules, base::Date day);

// Age in whole years (民法 124 I: from the day of birth; 戶籍法施行細則 18). A range where the birth date is not whole;
// `presumed` is then the age by the presumption of 民法 124 II, which the law allows only where the day cannot be found
// out, not where a copy merely lacks it. Nothing before the birth.
struct Age {
    int least = 0;
    int most = 0;
    std::optional<int> presumed;
    friend bool operator==(const Age&, const Age&) = default;
};
std::optional<Age> age_on(const DayRange& born, base::Date day);
// The first day on which the age is `years`. Somebody born on 29 February completes a year with the end of February
// (121 II), and is a year older from 1 March.
base::Date age_reached(base::Date born, int years);
// Was the age at least `years` at the end of `day`? The presumption does not decide; it is among the days.
Verdict at_least_years_old(const DayRange& born, int years, base::Date day);
// 1 July where the month is not known, the 15th where the day is not (民法 124 II). Nothing for an exact one.
std::optional<base::Date> presumed_birth(const DayRange& born);

// Did both belong to one household at the end of `day`? Of one who is dead or has moved away the record still names a
// household (戶籍法 5-1): such a person is no member any more.
Verdict same_household_on(const History& one, const History& other, base::Date day);

// By which numbers a person is or was known.
struct KnownIds {
    std::string id;
    std::vector<std::string> earlier;
};
// Is the number one of the person's? A foreign resident's old and new number, and the number after naturalisation,
// cannot be derived from one another; nor a number of nine characters from one of ten.
Truth is_number_of(const KnownIds& person, std::string_view number);

// A parent as a child's record names one.
struct NamedParent {
    enum class Bond : std::uint8_t { birth, adoption };
    Bond bond = Bond::birth;
    std::string id;  // empty: not in the record
    // Absent for sure: ＝ of an adoption by one person alone.
    bool is_nobody = false;
    // Of an adoption, as far as an event tells.
    DayRange began{};
    std::optional<DayRange> ended{};
};
// The four places of a record, and adoptions that have ended and of which its events tell.
std::vector<NamedParent> named_parents(const PersonView& child);
// Is `parent` a parent, by birth or adoption, of the child on `day`? Names never decide.
Verdict parent_of(const std::vector<NamedParent>& named, const History& child, const KnownIds& parent, base::Date day);

// A marriage of which a record's events tell.
struct NamedSpouse {
    std::string id;  // empty: not in the record
    DayRange began;
    std::optional<DayRange> ended;  // by divorce or annulment
};
std::vector<NamedSpouse> named_spouses(const PersonView& person);

// Are the two married on `day`? By the marriages of which events tell, and for the base date by the record's fields.
Verdict spouse_of(const std::vector<NamedSpouse>& named, std::string_view marriage_code, std::string_view spouse_id,
                  const History& history, const KnownIds& other, base::Date day);
// The same without events: a record's fields tell of the base date only. `marriage_code`: RSCD3065, `spouse_id` of the
// record of one of them, whose history it is.
Verdict spouse_of(std::string_view marriage_code, std::string_view spouse_id, const History& history,
                  const KnownIds& other, base::Date day);

// Which birth of a mother a child is: by the mothers that the records name and by the days of birth. Twins share a
// place. `most` is absent where children may be registered elsewhere.
struct BirthRank {
    int least = 1;
    std::optional<int> most;
    friend bool operator==(const BirthRank&, const BirthRank&) = default;
};
// `siblings`: the births of the mother's other children, by nature, that are registered on the day asked for.
BirthRank birth_rank(const DayRange& child, const std::vector<DayRange>& siblings, Holds children_held);

}  // namespace menhu::registry
