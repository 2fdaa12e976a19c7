#pragma once
// What is known of the kinship authorisation that a question names by its code, held against the question; and the pure
// answer to what stands against its use (the ministry's rules, article 10). For the rules of decisions and for
// readiness. Inside the room. Values; any thread.
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "grants/refusal.h"

namespace menhu::grants {

struct KinshipFacts {
    enum class Is : std::uint8_t { no, yes };
    Is link_approved = Is::no;  // the grant's link is for kinship data, in force, with the ministry's letter
    Is own = Is::no;            // given to this account, under this grant
    Is of_person = Is::no;      // about this person
    Is of_case = Is::no;        // in this case
    Is withdrawn = Is::no;
    Is barred = Is::no;  // too many wrong codes
    base::Instant from{};
    base::Instant until{};          // not included
    Is opened = Is::no;             // by the asker in the session that asks, and that session lives
    base::Instant present_until{};  // so long a controller counts as present whose session lives; the epoch: nobody is
};

// All that stands against it, in the order of a decision, which takes the first; empty: it may be used. Nothing given:
// no code was, or there is no such authorisation.
std::vector<Why> against_kinship(const std::optional<KinshipFacts>& facts, base::Instant now);

}  // namespace menhu::grants
