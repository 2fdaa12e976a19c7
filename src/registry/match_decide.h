#pragma once
// What a row of a list comes to by a rule of matching (law/match_rules.h): an outcome, with the days that decide it.
// Inside the room. Pure: records were opened before; any thread.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/national_id.h"
#include "law/match_rules.h"
#include "registry/answer.h"
#include "registry/events.h"
#include "registry/history.h"
#include "registry/questions.h"

namespace menhu::registry {

// Somebody whom a row names.
struct MatchedPerson {
    std::string id;  // as in the list, in normal form
    format::IdKind kind = format::IdKind::national;
    enum class Held : std::uint8_t { no, yes } held = Held::no;
    // Why nothing may be said of this person under the grant; empty: it may. An outcome of law/match_rules.h.
    std::string_view barred;
    // The rest only of a person who is held and not barred.
    std::string name;
    KnownIds ids;
    History history;
    std::vector<NamedParent> parents;
    std::string marriage_code;
    std::string spouse_id;
    std::vector<PersonEvent> events;

    bool is_foreign() const { return kind == format::IdKind::foreign_new || kind == format::IdKind::foreign_old; }
};
base::Result<MatchedPerson> matched_person(const PersonView& view, std::string_view id, format::IdKind kind,
                                           base::Date base_date, const law::ResidenceRules& residence);

// Everything that a decision looks at.
struct MatchFacts {
    std::map<std::string, MatchedPerson, std::less<>> people;  // by role
    std::map<std::string, std::string, std::less<>> values;    // by role: canonical dates, months "2026-03", names
    base::Date on;                                             // asked for
    base::Date base_date;                                      // of the data
    std::optional<std::int64_t> earlier_row;                   // of the list, that names the same person
    // The mother's other children whose births are registered, for MatchCheck::Ask::birth_order.
    std::optional<std::vector<DayRange>> siblings;
};

// A day or a fact that decided, as it is shown. `shows`: the field of the record that it tells of; without a grant for
// that field it is left out.
struct MatchNote {
    std::string zh;
    std::string en;
    std::string value;
    std::optional<format::PersonField> shows;
    friend bool operator==(const MatchNote&, const MatchNote&) = default;
};

struct MatchDecision {
    std::string_view outcome;  // a code of the rule's
    std::vector<MatchNote> notes;
};

MatchDecision decide_match(const law::MatchRule& rule, const MatchFacts& facts, const law::ResidenceRules& residence);

}  // namespace menhu::registry
