#include "people/sign_in_terms.h"

#include <algorithm>
#include <bit>

namespace menhu::people {
namespace {

// Each role of the set, lowest bit first; cheap, because it is on the way of every request.
template <class Test>
bool any_role(Roles roles, Test test) {
    for (auto bits = static_cast<std::uint64_t>(roles.bits()); bits != 0; bits &= bits - 1) {
        const auto place = static_cast<std::size_t>(std::countr_zero(bits));
        if (place < law::all_roles.size() && test(law::all_roles[place])) return true;
    }
    return false;
}

}  // namespace

bool is_second_factor_required(const law::SignInRules& rules, Roles roles) {
    return any_role(roles,
                    [&](Role role) { return rules.of(role).second_factor == law::SignInRule::SecondFactor::required; });
}

bool is_elsewhere_refused(const law::SignInRules& rules, Roles roles) {
    return any_role(roles, [&](Role role) { return rules.of(role).elsewhere == law::SignInRule::Elsewhere::refused; });
}

Standing standing_here(const law::SignInRules& rules, Standing standing, Roles roles, std::string_view from,
                       base::Instant now) {
    if (standing != Standing::active) return standing;
    const bool is_bound =
        from != from_console && any_role(roles, [&](Role role) { return !rules.of(role).networks.empty(); });
    if (is_bound) {
        const auto address = format::parse_network_address(from);
        const bool is_outside = any_role(roles, [&](Role role) {
            const auto& networks = rules.of(role).networks;
            return !networks.empty() && (!address || std::ranges::none_of(networks, [&](const auto& network) {
                return network.contains(*address);
            }));
        });
        if (is_outside) return Standing::outside_network;
    }
    return standing_now(rules, standing, roles, now);
}

Standing standing_now(const law::SignInRules& rules, Standing standing, Roles roles, base::Instant now) {
    if (standing != Standing::active) return standing;
    constexpr std::chrono::hours taipei{8};  // without summer time since 1980
    const base::Instant local = now + taipei;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minute = static_cast<int>(std::chrono::floor<std::chrono::minutes>(local - day).count());
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;  // Monday: 0
    const bool is_outside = any_role(roles, [&](Role role) {
        const law::SignInRule& rule = rules.of(role);
        return (rule.hours && !rule.hours->holds(minute)) ||
               (rule.weekdays != 0 && (rule.weekdays & 1U << weekday) == 0);
    });
    return is_outside ? Standing::outside_hours : standing;
}

Duty duty_of(const law::SignInRules& rules, const DutyFacts& facts, base::Instant now) {
    const SessionProof& proof = facts.proof;
    if (proof.factors == Factors::token) return Duty::must_enrol;
    if (proof.factors == Factors::one && facts.second_factors > 0) return Duty::must_prove_second;
    // The age of a password is the business of who uses it.
    if (proof.method.starts_with("password") && now >= facts.password_due_at) return Duty::must_change_password;
    if (proof.factors == Factors::one && is_second_factor_required(rules, facts.roles)) return Duty::must_enrol;
    return Duty::none;
}

}  // namespace menhu::people
