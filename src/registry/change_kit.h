#pragma once
// Small files for the tests of events and changes, written in a demonstration layout; and a model of what they should
// come to.
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "registry/delivery_kit.h"
#include "registry/events.h"

namespace menhu::registry::kit {

using format::ControlField;
using format::EventField;
using format::RecordRole;

struct ChangeRow {
    PersonEvent event;
    std::optional<Person> before;
    std::optional<Person> after;
    std::string undone_act{};
    std::string number{};     // empty: the right one
    std::string person_id{};  // empty: the right one
};

struct FileHead {
    std::int64_t sequence = 1;
    std::string base_date = "2026-11-01";
    std::string previous_base_date{};  // changes
    std::string change_sequence{};     // full
};

class FileWriter {
public:
    FileWriter(const format::Layout& layout, FileHead head)
        : layout_{layout}, writer_{format::RecordWriter::open(layout).value()}, head_{std::move(head)} {}

    void person(RecordRole role, const Person& person, const std::string& number = "") {
        write(role, [&](const format::Field& field) -> std::string {
            if (field.event) return number;
            if (!field.person) return "";
            const auto found = person.find(*field.person);
            return found == person.end() ? std::string{} : found->second;
        });
    }
    void event(RecordRole role, const std::string& person_id, const PersonEvent& event, const std::string& number = "",
               const std::string& undone_act = "") {
        const std::map<EventField, std::string> values{
            {EventField::change_number, number},
            {EventField::act, event.act},
            {EventField::event_code, std::string{legal_event_code(event.kind)}},
            {EventField::event_date, event.on},
            {EventField::registered_date, event.registered},
            {EventField::event_from, event.from},
            {EventField::event_to, event.to},
            {EventField::other_id, event.other_id},
            {EventField::undone, event.undone ? "1" : "0"},
            {EventField::undone_act, undone_act}};
        write(role, [&](const format::Field& field) { return field.event ? values.at(*field.event) : person_id; });
    }
    Written finish(std::size_t records) {
        const auto control = [&](const format::Field& field) -> std::string {
            switch (field.control.value()) {
                case ControlField::table_number:
                    return layout_.table_number;
                case ControlField::sequence:
                    return std::to_string(head_.sequence);
                case ControlField::base_date:
                    return head_.base_date;
                case ControlField::record_count:
                    return std::to_string(records);
                case ControlField::previous_base_date:
                    return head_.previous_base_date;
                case ControlField::change_sequence:
                    return head_.change_sequence;
            }
            return "";
        };
        auto body = std::exchange(out_, {});
        write(RecordRole::header, control);
        out_ += body;
        write(RecordRole::trailer, control);
        Written written{.bytes = out_, .manifest = {}};
        const format::DeliveryManifest manifest{
            .table_number = layout_.table_number,
            .sequence = head_.sequence,
            .base_date = head_.base_date,
            .kind = layout_.is_of_changes() ? format::DeliveryKind::change : format::DeliveryKind::full,
            .layout = layout_.name,
            .records = static_cast<std::int64_t>(records),
            .bytes = static_cast<std::int64_t>(out_.size()),
            .sha256 = crypto::sha256(out_),
            .sender = "測試",
            .file = "data"};
        written.manifest = format::print_manifest(manifest);
        return written;
    }

private:
    template <class ValueOf>
    void write(RecordRole role, ValueOf&& value_of) {
        const auto* type = layout_.record(role);
        std::vector<std::string> texts;
        for (const auto& field : type->fields) texts.push_back(value_of(field));
        const std::vector<std::string_view> values(texts.begin(), texts.end());
        writer_.write(*type, values, out_).value();
    }

    const format::Layout& layout_;
    format::RecordWriter writer_;
    FileHead head_;
    std::string out_;
};

// A person as a copy holds one.
struct Held {
    Person person;
    std::vector<PersonEvent> events{};

    friend bool operator==(const Held&, const Held&) = default;
};
using Copy = std::map<std::string, Held>;  // by id

inline Written write_full(const format::Layout& layout, const Copy& copy, FileHead head) {
    FileWriter writer{layout, std::move(head)};
    // Events may stand anywhere: half of them before their people.
    bool first = false;
    for (const auto& [id, held] : copy) {
        first = !first;
        if (!first) writer.person(RecordRole::person, held.person);
        for (const auto& event : held.events) writer.event(RecordRole::event, id, event);
        if (first) writer.person(RecordRole::person, held.person);
    }
    return writer.finish(copy.size());
}

inline Written write_changes(const format::Layout& layout, const std::vector<ChangeRow>& rows, FileHead head) {
    FileWriter writer{layout, std::move(head)};
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const auto& row = rows[index];
        const auto number = row.number.empty() ? std::to_string(index + 1) : row.number;
        const auto& whose = row.before ? *row.before : row.after.value_or(Person{});
        const auto id = whose.find(PersonField::person_id);
        writer.event(RecordRole::change, row.person_id.empty() && id != whose.end() ? id->second : row.person_id,
                     row.event, number, row.undone_act);
        if (row.before) writer.person(RecordRole::before, *row.before, number);
        if (row.after) writer.person(RecordRole::after, *row.after, number);
    }
    return writer.finish(rows.size());
}

// What the changes come to.
inline void apply(Copy& copy, const std::vector<ChangeRow>& rows) {
    for (const auto& row : rows) {
        Held held;
        if (row.before) {
            const auto old = copy.find(row.before->at(PersonField::person_id));
            held = old->second;
            copy.erase(old);
        }
        if (!row.after) continue;
        held.person = *row.after;
        for (auto& event : held.events) {
            if (!row.undone_act.empty() && event.act == row.undone_act) event.undone = true;
        }
        held.events.push_back(row.event);
        sort_events(held.events);
        copy[row.after->at(PersonField::person_id)] = std::move(held);
    }
}

}  // namespace menhu::registry::kit
