#pragma once
// When, from where and with how much proof each role may sign in (baseline 1-1-5, 1-1-7, 4-1-2): hours and weekdays in
// Asia/Taipei, source networks, the second factor, and whether one account may be in two places at once. The profile
// has a set of these; an installation may put its own file in their place, since only it knows its networks.
//
// Promises: what a file leaves out is left open; a file is taken whole or every mistake in it is named by line. Thread
// rule: immutable once loaded; any thread.
#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "format/network.h"
#include "law/figures.h"
#include "law/roles.h"

namespace menhu::law {

struct Problem;
class Profile;

// Minutes of the day, from 0 to 1440; `to` is not included. From 22:00 to 06:00 goes over midnight.
struct Hours {
    int from = 0;
    int to = 24 * 60;
    bool holds(int minute) const { return from < to ? from <= minute && minute < to : minute >= from || minute < to; }
};

// The rules of one role.
struct SignInRule {
    enum class SecondFactor : std::uint8_t { if_enrolled, required };
    SecondFactor second_factor = SecondFactor::if_enrolled;
    // A second session of an account while another one lives: said and recorded, or refused.
    enum class Elsewhere : std::uint8_t { noticed, refused };
    Elsewhere elsewhere = Elsewhere::noticed;
    std::optional<Hours> hours;             // none: at any time
    std::uint8_t weekdays = 0;              // a bit for each, Monday the lowest; 0: on any day
    std::vector<format::Network> networks;  // empty: from anywhere
    Source source;
};

class SignInRules {
public:
    // Nothing is asked of anybody.
    SignInRules() = default;
    // One file of the form of data/profiles/taoyuan/sign_in.toml, whose clauses are the profile's.
    static std::expected<SignInRules, std::vector<Problem>> load(const base::EmbeddedFile& file,
                                                                 const Profile& profile);

    // The rule of a role; one that the file does not name has an open one.
    const SignInRule& of(Role role) const { return rules_[static_cast<std::size_t>(role)]; }
    // The same rules, with a second factor only for who has one: for a demonstration.
    SignInRules with_second_factor_if_enrolled() const;

private:
    friend class SignInRulesReader;
    std::array<SignInRule, all_roles.size()> rules_;
};

}  // namespace menhu::law
