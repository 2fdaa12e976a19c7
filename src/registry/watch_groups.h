#pragma once
// The groups of legal events that a watch can be for, in the words of a case worker, and the fields of a grant under
// which each may be told. Pure; constants; any thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "format/person_fields.h"
#include "registry/events.h"

namespace menhu::registry {

enum class WatchGroup : std::uint8_t {
    moves,         // 遷徙
    death,         // 死亡
    marriage,      // 結婚、離婚
    parents,       // 認領、收養
    custody,       // 監護、輔助、親權
    household,     // 戶的變更
    identity,      // 姓名、統號、出生日期
    address,       // 門牌、里鄰
    registration,  // 登記的開始、撤銷、恢復
    status,        // 身分與更正
};

struct WatchGroupInfo {
    WatchGroup group;
    std::string_view code;  // "moves"
    std::string_view zh;
    std::string_view en;
    std::span<const LegalEvent> events;
    // A grant with any of them may be told of the group.
    std::span<const format::PersonField> fields;
};
std::span<const WatchGroupInfo> watch_groups();  // every event is in exactly one
std::optional<WatchGroup> watch_group_named(std::string_view code);

// A set of groups; its bits are the store's form.
class WatchGroups {
public:
    constexpr WatchGroups() = default;
    static constexpr WatchGroups from_bits(std::int64_t bits) {
        WatchGroups out;
        out.bits_ = bits;
        return out;
    }
    constexpr std::int64_t bits() const { return bits_; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool has(WatchGroup group) const { return (bits_ >> static_cast<int>(group) & 1) != 0; }
    constexpr void add(WatchGroup group) { bits_ |= std::int64_t{1} << static_cast<int>(group); }
    std::vector<WatchGroup> list() const;
    std::string text() const;  // "moves death"

private:
    std::int64_t bits_ = 0;
};

WatchGroup group_of(LegalEvent kind);

// A set of events, as bits in the order of LegalEvent: what a hit tells.
using EventBits = std::int64_t;
constexpr EventBits event_bit(LegalEvent kind) { return EventBits{1} << static_cast<int>(kind); }
std::vector<LegalEvent> events_in(EventBits bits);
// Those of `kinds` that are in one of `groups`.
EventBits within(EventBits kinds, WatchGroups groups);
// The groups of which a grant with these fields (sorted names) may be told.
WatchGroups groups_under(std::span<const std::string> fields);

}  // namespace menhu::registry
