#pragma once
// What goes on in the demonstration's office: duties of office, an account that nobody uses, somebody who leaves and
// the letter about it, an account review; and, if asked for, an agency of many accounts. Nothing is made twice. Thread
// rule: one thread.
#include "app/demo_office.h"

namespace menhu::app {

// Heads, handlers, the designated person, as the plan says.
base::Result<void> make_duties(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                               base::Clock& clock);

// `accounts`: of the made-up agency; 0: none. Error: those of the rooms.
struct DemoReview {
    std::int64_t accounts = 0;
    base::Duration took{};
};
// Answers the review, if it opened one.
base::Result<std::optional<DemoReview>> make_life(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                                  std::int64_t accounts, std::uint64_t seed, base::Random& random,
                                                  base::Clock& clock);

}  // namespace menhu::app
