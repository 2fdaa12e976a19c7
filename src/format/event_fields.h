#pragma once
// The legal events of a person's registration (戶籍法 4 and what follows from it) and the fields in which files tell
// them: the vocabulary of the event and change records of layouts (docs/formats/layout.md). Constants; any thread.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace menhu::format {

// What a field of an event or change record says. The id of the person is PersonField::person_id in all of them.
enum class EventField : std::uint8_t {
    change_number,    // from 1, in the file; joins a change with its images
    act,              // number of the legal act, the same for all people that it touches
    event_code,       // one of event_names
    event_date,       // when it took effect
    registered_date,  // when it was registered
    event_from,       // e.g. the place moved from, the name before
    event_to,
    other_id,    // spouse, adopter, child
    undone,      // 撤銷: it never happened
    undone_act,  // of a revocation: the act that it takes back
};
inline constexpr std::size_t event_field_count = 10;

struct EventFieldName {
    EventField field;
    std::string_view name;  // in layouts, e.g. "EventCode"
};
// In the order of the enumeration.
extern const std::array<EventFieldName, event_field_count> event_field_names;
std::optional<EventField> event_field_named(std::string_view name);

struct EventName {
    std::string_view code;  // "move_in": the canonical value of EventCode
    std::string_view zh;    // 遷入
    std::string_view en;
};
inline constexpr std::size_t event_name_count = 30;
// In the order of registry::LegalEvent.
extern const std::array<EventName, event_name_count> event_names;
std::optional<std::size_t> event_named(std::string_view code);

}  // namespace menhu::format
