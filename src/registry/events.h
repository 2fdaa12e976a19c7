#pragma once
// The legal events in a person's record: what happened to the registration, when, by which act. They lie inside the
// sealed record (docs/formats/generation.md), so that one key and one erasure cover them, and are shown under the grant
// fields MoveHistory and StatusHistory only. Pure. Cost: linear in the events. Thread rule: values.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "registry/person.h"

namespace menhu::registry {

// In the order of format::event_names. Kept in sealed records: new ones go to the end, none changes its place.
enum class LegalEvent : std::uint8_t {
    birth,
    recognition,
    adoption,
    adoption_end,
    marriage,
    divorce,
    guardianship,
    assistance,
    parental_rights,
    death,
    declared_dead,
    indigenous_status,
    first_registration,
    move_in,
    move_out,
    move_within,
    move_abroad,
    household_split,
    household_merge,
    head_change,
    name_change,
    id_change,
    birth_date_correction,
    renumbering,  // 門牌整編
    boundary,     // 里鄰調整
    nationality_loss,
    revocation,  // 撤銷
    annulment,   // 廢止
    restoration,
    correction,
};
inline constexpr std::size_t legal_event_count = 30;

std::string_view legal_event_code(LegalEvent kind);  // "move_in"
std::string_view legal_event_zh(LegalEvent kind);    // 遷入
std::string_view legal_event_en(LegalEvent kind);
std::optional<LegalEvent> legal_event_named(std::string_view code);

struct PersonEvent {
    LegalEvent kind = LegalEvent::correction;
    std::string on{};          // canonical date; "2001-05" or "2001" when no more is known
    std::string registered{};  // when it was registered; or empty
    std::string from{};        // where from; the name, the id or the number before
    std::string to{};
    std::string other_id{};  // spouse, adopter, child
    std::string act{};       // number of the legal act, the same for all people that it touched
    bool undone = false;     // 撤銷: it never happened

    friend bool operator==(const PersonEvent&, const PersonEvent&) = default;
};

// By day, day of registration, act, and then whatever else differs: one set of events has one order, whether it came in
// a full file or change by change.
void sort_events(std::vector<PersonEvent>& events);

// The events of a record, in that order; empty if the record has none. Error: registry.record_corrupt.
base::Result<std::vector<PersonEvent>> events_of(const PersonView& person);

// The stored form, for PersonBuilder::set_events. `events` are sorted.
void append_events(std::span<const PersonEvent> events, base::Bytes& out);
// Error: registry.record_corrupt.
base::Result<std::vector<PersonEvent>> read_events(base::ByteView stored);

// Which of the two grant fields shows it: PersonField::move_history for where somebody was registered,
// PersonField::status_history for what somebody was.
format::PersonField history_of_kind(LegalEvent kind);
// The events of one history in words, a line each: "2024-05-01 遷入（新北市板橋區 → 桃園市中壢區）".
std::string history_zh(std::span<const PersonEvent> events, format::PersonField history);
std::string history_en(std::span<const PersonEvent> events, format::PersonField history);

}  // namespace menhu::registry
