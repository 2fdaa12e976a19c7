#pragma once
// Everything that a decision may look at, and nothing that it must still read: who asks, over which grant, link and
// purpose, for what, from where, and, once they are found, about whom. The rules (rules.h) are functions of it. Inside
// the room. Values; any thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "format/network.h"
#include "grants/kinship_state.h"
#include "grants/operation.h"
#include "grants/population.h"
#include "law/sign_in_rules.h"
#include "people/actor.h"

namespace menhu::grants {

enum class StoredState : std::uint8_t { open, suspended, ended };
std::string_view stored_state_code(StoredState state);
StoredState stored_state_from_code(std::string_view code);  // a Bug if there is none

// The link by which the data come that the grant is for: its row, or the version that held then.
struct StoredLink {
    enum class State : std::uint8_t { active, suspended };
    State state = State::suspended;
    base::Instant from{};
    base::Instant until{};                                                         // not included
    std::optional<base::Instant> ended_at;                                         // may lie ahead
    std::string data_class;                                                        // "household", "kinship", "change"
    enum class Letter : std::uint8_t { wanting, there } letter = Letter::wanting;  // the provider's approval
};

// The purpose of the grant: its approved version.
struct StoredPurpose {
    std::string code;
    enum class State : std::uint8_t { draft, approved } state = State::draft;
    std::optional<base::Instant> ended_at;
    std::string case_pattern;
    std::int64_t bases_in_force = 0;  // how many of the purpose's
};

// What the list of cases of the purpose says of the case that the ask names; made only where a list is loaded.
struct ListedCase {
    enum class Listed : std::uint8_t { no, yes } listed = Listed::no;
    std::optional<base::Instant> askable_until;  // of a closed case: its closing and the profile's days after it
    std::int64_t load = 0;                       // which load of the list
};

// A grant as stored, with what hangs on it. Fields and operations are the effective ones: what grant, link and purpose
// have in common at the time of the ask.
struct StoredGrant {
    std::int64_t unit = 0;
    StoredState state = StoredState::ended;
    base::Instant from{};
    base::Instant until{};                   // not included
    std::optional<base::Instant> lapses_at;  // only while nothing of it was used
    Operations operations;
    std::vector<std::string> fields;  // sorted
    Population population;
    std::string holding;
    std::int64_t quota_day = 0;
    std::int64_t quota_month = 0;
    std::int64_t quota_total = 0;
    std::int64_t used_today = 0;
    std::int64_t used_month = 0;
    std::int64_t used_total = 0;
    std::optional<law::Hours> hours;        // none: at any time
    std::uint8_t weekdays = 0;              // as law::SignInRule::weekdays
    std::vector<format::Network> networks;  // empty: from anywhere
    std::int64_t holds = 0;                 // 1 if the actor is a holder, else 0
    StoredPurpose purpose;
    std::optional<StoredLink> link;  // none: no link is registered for the holding
    std::optional<ListedCase> listed_case;
};

// Who asks.
struct Asker {
    people::Standing standing = people::Standing::closed;
    people::Duty duty = people::Duty::must_prove_second;
    people::Roles roles;
    std::int64_t unit = 0;
};

// What is asked for; views into the Ask.
struct Wish {
    Operation operation = Operation::lookup;
    std::string_view case_number;  // trimmed
    std::string_view reason;
    std::string_view holding;
    std::string_view source;              // the address that the call came from; empty at the console
    std::span<const std::string> fields;  // empty: all of the grant
    std::int64_t reason_length_min = 0;   // code points, of the profile
};

// What is known of the person who is asked about.
struct PersonFacts {
    enum class Found : std::uint8_t { not_yet, found } found = Found::not_yet;
    std::string_view district{};  // where the person lives ("68000010"); empty if unknown
    std::int64_t listed = 0;      // 1 if on the grant's list of people, else 0
    std::int64_t conflicts = 0;   // declarations of this account that this is a person close to it, in force
};

// Of a search by name; for Operation::name_search only.
struct SearchFacts {
    std::string_view district{};  // in which is searched
    std::int64_t used_today = 0;  // searches of the account before this one
    std::int64_t most_a_day = 0;  // of the profile
    std::int64_t found = 0;       // people of the name in the district, once that is known
    std::int64_t most = 0;        // of the profile: so many are listed, and no more
};

struct Situation {
    base::Instant now{};
    Asker asker;
    std::optional<StoredGrant> grant;  // none: there is no such grant
    Wish wish;
    std::optional<KinshipFacts> kinship;     // none: no authorisation is named, or there is none of that code
    std::optional<SearchFacts> search;       // none: it is no search by name
    std::optional<PersonFacts> person;       // none: nothing is known of whom it is about
    const Population* population = nullptr;  // that the person must be of; once the person is found
};

}  // namespace menhu::grants
