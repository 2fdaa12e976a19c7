#include "registry/watch_groups.h"

#include <algorithm>
#include <array>

#include "base/result.h"

namespace menhu::registry {

namespace {

using enum LegalEvent;
using format::PersonField;

constexpr std::array moves_events{move_in, move_out, move_within, move_abroad};
constexpr std::array death_events{death, declared_dead};
constexpr std::array marriage_events{marriage, divorce};
constexpr std::array parents_events{recognition, adoption, adoption_end};
constexpr std::array custody_events{guardianship, assistance, parental_rights};
constexpr std::array household_events{household_split, household_merge, head_change};
constexpr std::array identity_events{name_change, id_change, birth_date_correction};
constexpr std::array address_events{renumbering, boundary};
constexpr std::array registration_events{birth, first_registration, revocation, annulment, restoration};
constexpr std::array status_events{indigenous_status, nationality_loss, correction};

// That somebody died stands in the state itself; where somebody lives, in the history of moves alone.
constexpr std::array move_fields{PersonField::move_history};
constexpr std::array death_fields{PersonField::status_history, PersonField::status};
constexpr std::array marriage_fields{PersonField::status_history, PersonField::marriage_code};
constexpr std::array status_fields{PersonField::status_history};

constexpr std::array groups{
    WatchGroupInfo{WatchGroup::moves, "moves", "遷入、遷出、住址變更", "Moves", moves_events, move_fields},
    WatchGroupInfo{WatchGroup::death, "death", "死亡、死亡宣告", "Death", death_events, death_fields},
    WatchGroupInfo{WatchGroup::marriage, "marriage", "結婚、離婚", "Marriage and divorce", marriage_events,
                   marriage_fields},
    WatchGroupInfo{WatchGroup::parents, "parents", "認領、收養、終止收養", "Recognition and adoption", parents_events,
                   status_fields},
    WatchGroupInfo{WatchGroup::custody, "custody", "監護、輔助、親權行使", "Guardianship and parental rights",
                   custody_events, status_fields},
    WatchGroupInfo{WatchGroup::household, "household", "分戶、合戶、戶長變更", "Changes of the household",
                   household_events, move_fields},
    WatchGroupInfo{WatchGroup::identity, "identity", "姓名、統號、出生日期變更", "Name, ID number or date of birth",
                   identity_events, status_fields},
    WatchGroupInfo{WatchGroup::address, "address", "門牌整編、里鄰調整", "Addresses renumbered, boundaries",
                   address_events, move_fields},
    WatchGroupInfo{WatchGroup::registration, "registration", "初設戶籍、撤銷、廢止、恢復",
                   "First registration, revocation, restoration", registration_events, move_fields},
    WatchGroupInfo{WatchGroup::status, "status", "身分、國籍、更正", "Status, nationality, corrections", status_events,
                   status_fields},
};

// Each event in one group.
consteval bool is_whole() {
    std::array<int, legal_event_count> seen{};
    for (std::size_t at = 0; at < groups.size(); ++at) {
        if (static_cast<std::size_t>(groups[at].group) != at) return false;
        for (const auto kind : groups[at].events) ++seen[static_cast<std::size_t>(kind)];
    }
    return std::ranges::all_of(seen, [](int count) { return count == 1; });
}
static_assert(is_whole());

}  // namespace

std::span<const WatchGroupInfo> watch_groups() { return groups; }

std::optional<WatchGroup> watch_group_named(std::string_view code) {
    const auto* found = std::ranges::find(groups, code, &WatchGroupInfo::code);
    if (found == groups.end()) return std::nullopt;
    return found->group;
}

std::vector<WatchGroup> WatchGroups::list() const {
    std::vector<WatchGroup> out;
    for (const auto& info : groups) {
        if (has(info.group)) out.push_back(info.group);
    }
    return out;
}

std::string WatchGroups::text() const {
    std::string out;
    for (const auto group : list()) {
        if (!out.empty()) out += ' ';
        out += groups[static_cast<std::size_t>(group)].code;
    }
    return out;
}

WatchGroup group_of(LegalEvent kind) {
    for (const auto& info : groups) {
        if (std::ranges::find(info.events, kind) != info.events.end()) return info.group;
    }
    base::throw_bug("group_of: an event in no group");
}

std::vector<LegalEvent> events_in(EventBits bits) {
    std::vector<LegalEvent> out;
    for (std::size_t at = 0; at < legal_event_count; ++at) {
        const auto kind = static_cast<LegalEvent>(at);
        if ((bits & event_bit(kind)) != 0) out.push_back(kind);
    }
    return out;
}

EventBits within(EventBits kinds, WatchGroups chosen) {
    EventBits out = 0;
    for (const auto& info : groups) {
        if (!chosen.has(info.group)) continue;
        for (const auto kind : info.events) out |= kinds & event_bit(kind);
    }
    return out;
}

WatchGroups groups_under(std::span<const std::string> fields) {
    WatchGroups out;
    for (const auto& info : groups) {
        const bool is_told = std::ranges::any_of(info.fields, [&](PersonField field) {
            return std::ranges::find(fields, format::person_field_name(field).name) != fields.end();
        });
        if (is_told) out.add(info.group);
    }
    return out;
}

}  // namespace menhu::registry
