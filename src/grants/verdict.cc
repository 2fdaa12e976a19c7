#include "grants/verdict.h"

#include <algorithm>

#include "grants/case_pattern.h"

namespace menhu::grants {
namespace {

std::optional<Why> against_asker(const Asker& asker, Operation operation) {
    switch (asker.standing) {
        case people::Standing::active:
            break;
        case people::Standing::not_yet_valid:
            return Why::account_not_yet_valid;
        case people::Standing::expired:
            return Why::account_expired;
        case people::Standing::suspended:
            return Why::account_suspended;
        case people::Standing::closed:
            return Why::account_closed;
        case people::Standing::idle:
            return Why::account_idle;
        case people::Standing::separated:
            return Why::account_separated;
        case people::Standing::outside_hours:
            return Why::outside_hours;
        case people::Standing::outside_network:
            return Why::outside_network;
    }
    switch (asker.duty) {
        case people::Duty::none:
            break;
        case people::Duty::must_prove_second:
            return Why::must_prove_second;
        case people::Duty::must_change_password:
            return Why::must_change_password;
        case people::Duty::must_enrol:
            return Why::must_enrol;
    }
    if (!asker.roles.has(name_of(operation).role)) return Why::role_missing;
    return std::nullopt;
}

std::optional<Why> against_grant(const Asker& asker, const StoredGrant& grant, base::Instant now) {
    if (grant.unit != asker.unit) return Why::wrong_unit;
    if (grant.holds == 0) return Why::not_a_holder;
    switch (state_of(grant.state, grant.from, grant.until, now)) {
        case GrantState::in_force:
            break;
        case GrantState::ended:
            return Why::grant_ended;
        case GrantState::suspended:
            return Why::grant_suspended;
        case GrantState::not_yet_valid:
            return Why::not_yet_valid;
        case GrantState::expired:
            return Why::expired;
    }
    if (grant.bases_in_force == 0) return Why::basis_not_in_force;
    return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::int64_t code_points(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

std::optional<Why> against_wish(const StoredGrant& grant, const Wish& wish) {
    if (grant.holding != wish.holding) return Why::outside_holding;
    if (!grant.operations.has(wish.operation)) return Why::operation_not_granted;
    for (const std::string& field : wish.fields) {
        if (!std::ranges::binary_search(grant.fields, field)) return Why::field_outside;
    }
    if (wish.case_number.empty()) return Why::case_number_missing;
    if (!case_number_matches(grant.case_pattern, wish.case_number)) return Why::case_number_ill_formed;
    const std::string_view reason = trimmed(wish.reason);
    if (reason.empty()) return Why::reason_missing;
    if (code_points(reason) < wish.reason_length_min) return Why::reason_too_short;
    if (name_of(wish.operation).counting == OperationName::Counting::counted) {
        if (grant.used_total >= grant.quota_total) return Why::quota_total_used_up;
        if (grant.used_today >= grant.quota_day) return Why::quota_day_used_up;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Why> verdict(const Asker& asker, const std::optional<StoredGrant>& grant, const Wish& wish,
                           base::Instant now) {
    if (const auto why = against_asker(asker, wish.operation)) return why;
    if (!grant) return Why::no_grant;
    if (const auto why = against_grant(asker, *grant, now)) return why;
    return against_wish(*grant, wish);
}

GrantState state_of(StoredState state, base::Instant from, base::Instant until, base::Instant now) {
    if (state == StoredState::ended) return GrantState::ended;
    if (now >= until) return GrantState::expired;
    if (state == StoredState::suspended) return GrantState::suspended;
    if (now < from) return GrantState::not_yet_valid;
    return GrantState::in_force;
}

std::int64_t days_left(base::Instant until, base::Instant now) {
    if (now >= until) return 0;
    return std::chrono::ceil<std::chrono::days>(until - now).count();
}

std::int64_t day_of(base::Instant now) {
    constexpr std::chrono::hours taipei{8};
    return std::chrono::floor<std::chrono::days>(now + taipei).time_since_epoch().count();
}

std::string_view stored_state_code(StoredState state) {
    switch (state) {
        case StoredState::open:
            return "open";
        case StoredState::suspended:
            return "suspended";
        case StoredState::ended:
            return "ended";
    }
    base::throw_bug("stored_state_code: no such state");
}

StoredState stored_state_from_code(std::string_view code) {
    for (const StoredState state : {StoredState::open, StoredState::suspended, StoredState::ended}) {
        if (stored_state_code(state) == code) return state;
    }
    base::throw_bug("stored_state_from_code: no such state");
}

}  // namespace menhu::grants
