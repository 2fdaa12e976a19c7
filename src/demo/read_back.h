#pragma once
// For tests: a delivery read back by format, as the importer would. Thread rule: one thread.
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "crypto/hash.h"
#include "demo/city.h"
#include "demo/record.h"
#include "format/layout.h"
#include "format/manifest.h"
#include "format/record_reader.h"

namespace menhu::demo {

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// An event of a person, or a change, by the fields of its record.
using EventTexts = std::array<std::string, format::event_field_count>;

struct ReadEvent {
    std::string id;
    EventTexts texts;
    const std::string& operator[](format::EventField field) const { return texts[static_cast<std::size_t>(field)]; }
};

struct ReadChange {
    ReadEvent event;
    std::optional<Record> before;
    std::optional<Record> after;
};

struct ReadBack {
    format::DeliveryManifest manifest;
    std::string bytes;
    std::vector<Record> people;
    std::vector<ReadEvent> events;
    std::vector<ReadChange> changes;
    std::array<std::string, 6> header;  // by format::ControlField
    std::int64_t headers = 0;
    std::int64_t trailers = 0;
    std::string trailer_count;
    std::uint32_t mapped = 0;
    std::uint32_t user_defined = 0;
    std::vector<std::string> problems;  // "record 5 BirthDate: not_a_date"
};

inline format::Layout layout_named(std::string_view name) {
    for (const base::EmbeddedFile& file : format::demonstration_layouts()) {
        if (file.name == std::string{name} + ".toml") return format::parse_layout(file.bytes, file.name).value();
    }
    return {};
}

inline ReadBack read_back(const WrittenDelivery& delivery) {
    ReadBack back;
    back.manifest = format::parse_manifest(bytes_of(delivery.manifest)).value();
    back.bytes = bytes_of(delivery.data);
    const format::Layout layout = layout_named(delivery.layout);
    const auto map = format::CharacterMap::parse_csv(demonstration_characters(), "demo").value();
    const auto fields = format::FieldReader::open(layout, map, back.manifest.base_date).value();
    format::RecordReader records{layout, base::as_bytes(back.bytes)};
    format::RawRecord raw;
    while (records.next(raw)) {
        const std::string where = "record " + std::to_string(raw.number) + " ";
        if (raw.problem != format::RecordProblem::none) {
            back.problems.push_back(where + std::string{format::record_problem_name(raw.problem)});
            continue;
        }
        Record record;
        ReadEvent event;
        for (std::size_t i = 0; i < raw.fields.size(); ++i) {
            std::string text;
            const format::FieldReading reading = fields.read(raw, i, text);
            back.mapped += reading.mapped;
            back.user_defined += reading.user_defined;
            if (reading.problem != format::FieldProblem::none) {
                back.problems.push_back(where + raw.type->fields[i].name + ": " +
                                        std::string{format::field_problem_name(reading.problem)});
            }
            if (raw.type->fields[i].person) record[*raw.type->fields[i].person] = text;
            if (raw.type->fields[i].person == format::PersonField::person_id) event.id = text;
            if (raw.type->fields[i].event) event.texts[static_cast<std::size_t>(*raw.type->fields[i].event)] = text;
            if (raw.type->role == format::RecordRole::header && raw.type->fields[i].control) {
                back.header[static_cast<std::size_t>(*raw.type->fields[i].control)] = text;
            }
            if (raw.type->role == format::RecordRole::trailer &&
                raw.type->fields[i].control == format::ControlField::record_count) {
                back.trailer_count = text;
            }
        }
        switch (raw.type->role) {
            case format::RecordRole::header:
                ++back.headers;
                break;
            case format::RecordRole::trailer:
                ++back.trailers;
                break;
            case format::RecordRole::person:
                back.people.push_back(std::move(record));
                break;
            case format::RecordRole::event:
                back.events.push_back(std::move(event));
                break;
            case format::RecordRole::change:
                back.changes.push_back({std::move(event), {}, {}});
                break;
            case format::RecordRole::before:
                back.changes.back().before = std::move(record);
                break;
            case format::RecordRole::after:
                back.changes.back().after = std::move(record);
                break;
        }
    }
    return back;
}

// A directory of its own for one test, removed afterwards.
class Scratch {
public:
    explicit Scratch(std::string_view name)
        : path_{std::filesystem::temp_directory_path() / ("menhu_demo_" + std::string{name})} {
        std::filesystem::remove_all(path_);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace menhu::demo
