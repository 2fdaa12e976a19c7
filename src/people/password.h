#pragma once
// Passwords: the rules of the profile, and their change by the owner; nobody else sets one (regulation F2.2;
// baseline 4-2-1, 4-2-4, 4-2-5). Thread rule: any thread; what takes a Database blocks for Argon2id and a commit.
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "law/numbers.h"
#include "people/actor.h"
#include "people/office.h"
#include "people/session.h"
#include "store/database.h"

namespace menhu::crypto {
class Secret;
}

namespace menhu::people {

// A rule that a new password does not meet, in words for its owner.
struct PasswordProblem {
    std::string_view code;  // "people.password_too_short", …
    std::string zh;
    std::string en;
};

struct PasswordChanged {};
struct PasswordRefused {
    std::vector<PasswordProblem> problems;  // at least one
};
using PasswordAnswer = std::variant<PasswordChanged, PasswordRefused>;

// Pure: length, classes, the owner's names inside it, the bundled list of common passwords. Everything that is wrong.
std::vector<PasswordProblem> check_password(const law::Numbers& numbers, std::string_view account_name,
                                            std::string_view display_name, std::string_view password);

// The owner changes it. Also for an actor that must change it, and for one whose session began with a one-time token:
// that one knows no present password (`current` empty; to others people.password_needs_current). Checks the present one
// (a wrong one counts as a failed sign-in), the rules, the minimum age (not when the change is due) and the history.
// Ends the owner's other sessions and enters it in the ledger.
base::Result<store::Committed<PasswordAnswer>> change_password(store::Database& database, const Office& office,
                                                               base::Random& random, const Presented& presented,
                                                               const crypto::Secret& current,
                                                               const crypto::Secret& next, base::Instant now);

}  // namespace menhu::people
