#include "grants/verdict.h"

#include <algorithm>

#include "ledger/entry.h"

namespace menhu::grants {
namespace {

// The next word of a list, which is shortened by it; empty when there is no more.
std::string_view next_word(std::string_view& words) {
    const auto end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    return word;
}

}  // namespace

std::optional<Why> verdict(const Situation& situation) {
    for (const Rule& rule : rules()) {
        if (const auto why = rule.against(situation)) return why;
    }
    return std::nullopt;
}

std::optional<Why> verdict_on_person(const Situation& situation) {
    for (const Rule& rule : rules()) {
        if (rule.of != Rule::Of::person) continue;
        if (const auto why = rule.against(situation)) return why;
    }
    return std::nullopt;
}

GrantState state_of(StoredState state, base::Instant from, base::Instant until, std::optional<base::Instant> lapses_at,
                    base::Instant now) {
    if (state == StoredState::ended) return GrantState::ended;
    if (now >= until) return GrantState::expired;
    if (state == StoredState::suspended) return GrantState::suspended;
    if (now < from) return GrantState::not_yet_valid;
    if (lapses_at && now >= *lapses_at) return GrantState::lapsed;
    return GrantState::in_force;
}

std::vector<std::string> effective_fields(std::string_view grant, std::string_view link, std::string_view purpose) {
    std::vector<std::string> fields;
    std::string_view of_link = next_word(link);
    std::string_view of_purpose = next_word(purpose);
    for (auto field = next_word(grant); !field.empty(); field = next_word(grant)) {
        while (!of_link.empty() && of_link < field) of_link = next_word(link);
        while (!of_purpose.empty() && of_purpose < field) of_purpose = next_word(purpose);
        if (field == of_link && field == of_purpose) fields.emplace_back(field);
    }
    return fields;
}

std::int64_t days_left(base::Instant until, base::Instant now) {
    if (now >= until) return 0;
    return std::chrono::ceil<std::chrono::days>(until - now).count();
}

std::int64_t day_of(base::Instant now) {
    constexpr std::chrono::hours taipei{8};
    return std::chrono::floor<std::chrono::days>(now + taipei).time_since_epoch().count();
}

std::int64_t month_key_of(base::Instant now) { return -ledger::month_of(now); }

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
