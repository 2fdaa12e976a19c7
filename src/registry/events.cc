#include "registry/events.h"

#include <algorithm>
#include <tuple>

#include "format/event_fields.h"

namespace menhu::registry {

namespace {

static_assert(legal_event_count == format::event_name_count);
static_assert(static_cast<std::size_t>(LegalEvent::correction) + 1 == legal_event_count);

constexpr std::uint8_t undone_bit = 1;

const format::EventName& name_of(LegalEvent kind) { return format::event_names[static_cast<std::size_t>(kind)]; }

base::Error corrupt() { return {base::Fault::corrupt, "registry.record_corrupt", "events"}; }

void put_text(base::Bytes& out, std::string_view text) {
    auto length = text.size();
    do {
        auto low = static_cast<std::uint8_t>(length & 0x7f);
        length >>= 7;
        if (length != 0) low |= 0x80;
        out.push_back(low);
    } while (length != 0);
    const auto bytes = base::as_bytes(text);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

// False if the bytes end too early or a length is longer than it needs to be: one value, one encoding.
bool take_text(base::ByteView& bytes, std::string& text) {
    std::size_t length = 0;
    for (unsigned shift = 0;; shift += 7) {
        if (bytes.empty() || shift > 14) return false;
        const std::size_t byte = bytes[0];
        bytes = bytes.subspan(1);
        if (byte == 0 && shift != 0) return false;
        length |= (byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) break;
    }
    if (length > bytes.size()) return false;
    text = base::as_text(bytes.first(length));
    bytes = bytes.subspan(length);
    return true;
}

auto order_of(const PersonEvent& event) {
    return std::tie(event.on, event.registered, event.act, event.kind, event.other_id, event.from, event.to,
                    event.undone);
}

std::string in_words(std::span<const PersonEvent> events, format::PersonField history, bool chinese) {
    std::string out;
    for (const auto& event : events) {
        if (history_of_kind(event.kind) != history) continue;
        if (!out.empty()) out += '\n';
        out += event.on;
        if (!event.on.empty()) out += ' ';
        out += chinese ? legal_event_zh(event.kind) : legal_event_en(event.kind);
        if (!event.from.empty() || !event.to.empty()) {
            out += chinese ? "（" : " (";
            out += event.from + (event.from.empty() ? "→ " : event.to.empty() ? " →" : " → ") + event.to;
            out += chinese ? "）" : ")";
        }
        if (event.undone) out += chinese ? "〔已撤銷〕" : " [revoked]";
    }
    return out;
}

}  // namespace

std::string_view legal_event_code(LegalEvent kind) { return name_of(kind).code; }
std::string_view legal_event_zh(LegalEvent kind) { return name_of(kind).zh; }
std::string_view legal_event_en(LegalEvent kind) { return name_of(kind).en; }

std::optional<LegalEvent> legal_event_named(std::string_view code) {
    const auto index = format::event_named(code);
    if (!index) return std::nullopt;
    return static_cast<LegalEvent>(*index);
}

void sort_events(std::vector<PersonEvent>& events) {
    std::ranges::sort(events, [](const PersonEvent& a, const PersonEvent& b) { return order_of(a) < order_of(b); });
}

base::Result<std::vector<PersonEvent>> events_of(const PersonView& person) { return read_events(person.events()); }

// Each: kind(1), flags(1), then on, registered, from, to, other_id and act, each with its length before it.
void append_events(std::span<const PersonEvent> events, base::Bytes& out) {
    for (const auto& event : events) {
        out.push_back(static_cast<std::uint8_t>(event.kind));
        out.push_back(event.undone ? undone_bit : 0);
        for (const auto* text : {&event.on, &event.registered, &event.from, &event.to, &event.other_id, &event.act}) {
            put_text(out, *text);
        }
    }
}

base::Result<std::vector<PersonEvent>> read_events(base::ByteView stored) {
    std::vector<PersonEvent> events;
    while (!stored.empty()) {
        if (stored.size() < 2 || stored[0] >= legal_event_count || stored[1] > undone_bit) return corrupt();
        PersonEvent event;
        event.kind = static_cast<LegalEvent>(stored[0]);
        event.undone = stored[1] == undone_bit;
        stored = stored.subspan(2);
        for (auto* text : {&event.on, &event.registered, &event.from, &event.to, &event.other_id, &event.act}) {
            if (!take_text(stored, *text)) return corrupt();
        }
        events.push_back(std::move(event));
    }
    return events;
}

format::PersonField history_of_kind(LegalEvent kind) {
    switch (kind) {
        case LegalEvent::birth:
        case LegalEvent::first_registration:
        case LegalEvent::move_in:
        case LegalEvent::move_out:
        case LegalEvent::move_within:
        case LegalEvent::move_abroad:
        case LegalEvent::household_split:
        case LegalEvent::household_merge:
        case LegalEvent::head_change:
        case LegalEvent::renumbering:
        case LegalEvent::boundary:
        case LegalEvent::revocation:
        case LegalEvent::annulment:
        case LegalEvent::restoration:
            return format::PersonField::move_history;
        case LegalEvent::recognition:
        case LegalEvent::adoption:
        case LegalEvent::adoption_end:
        case LegalEvent::marriage:
        case LegalEvent::divorce:
        case LegalEvent::guardianship:
        case LegalEvent::assistance:
        case LegalEvent::parental_rights:
        case LegalEvent::death:
        case LegalEvent::declared_dead:
        case LegalEvent::indigenous_status:
        case LegalEvent::name_change:
        case LegalEvent::id_change:
        case LegalEvent::birth_date_correction:
        case LegalEvent::nationality_loss:
        case LegalEvent::correction:
            break;
    }
    return format::PersonField::status_history;
}

std::string history_zh(std::span<const PersonEvent> events, format::PersonField history) {
    return in_words(events, history, true);
}

std::string history_en(std::span<const PersonEvent> events, format::PersonField history) {
    return in_words(events, history, false);
}

}  // namespace menhu::registry
