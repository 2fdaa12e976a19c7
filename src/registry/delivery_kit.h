#pragma once
// Small deliveries for the tests of this room: people as canonical texts, written in a demonstration layout.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "format/layout.h"
#include "format/manifest.h"
#include "format/national_id.h"
#include "format/record_writer.h"

namespace menhu::registry::kit {

using format::PersonField;
using Person = std::map<PersonField, std::string>;

// "H" + 9 digits with a right check digit, from a number below ten million.
inline std::string id_of(int number) {
    std::string digits = std::to_string(number);
    std::string text = "H1" + std::string(7 - digits.size(), '0') + digits;
    text += *format::national_id_check_digit(text);
    return text;
}

inline std::string household_of(int number) {
    std::string digits = std::to_string(number);
    return "H" + std::string(7 - digits.size(), '0') + digits;
}

// A resident of Taoyuan district who lives alone; the others are made by changing it.
inline Person resident(int number) {
    return {{PersonField::person_id, id_of(number)},
            {PersonField::person_name, "王小" + std::to_string(number)},
            {PersonField::birth_date,
             "1985-07-" + std::string(number % 28 < 9 ? "0" : "") + std::to_string(number % 28 + 1)},
            {PersonField::sex, "male"},
            {PersonField::marriage_code, "1"},
            {PersonField::household_number, household_of(number)},
            {PersonField::household_type, "living_alone"},
            {PersonField::head_id, id_of(number)},
            {PersonField::relation, "戶長"},
            {PersonField::area_code, "68000010"},
            {PersonField::village, "文中里"},
            {PersonField::neighbour, "001"},
            {PersonField::street_doorplate, "示範路" + std::to_string(number) + "號"},
            {PersonField::status, "resident"}};
}

inline std::vector<Person> residents(int count) {
    std::vector<Person> people;
    for (int number = 1; number <= count; ++number) people.push_back(resident(number));
    return people;
}

// A couple with a child and a grandmother, household 900001: ids 900001 (head), 2 (wife), 3 (daughter), 4 (mother).
inline std::vector<Person> family() {
    auto head = resident(900001);
    auto wife = resident(900002);
    auto daughter = resident(900003);
    auto mother = resident(900004);
    head[PersonField::marriage_code] = "2";
    head[PersonField::spouse_id] = id_of(900002);
    head[PersonField::spouse_name] = "李美麗";
    head[PersonField::mother_id] = id_of(900004);
    wife[PersonField::person_name] = "李美麗";
    wife[PersonField::sex] = "female";
    wife[PersonField::marriage_code] = "2";
    wife[PersonField::spouse_id] = id_of(900001);
    wife[PersonField::relation] = "妻";
    daughter[PersonField::birth_date] = "2015-02-03";
    daughter[PersonField::relation] = "長女";
    daughter[PersonField::father_id] = id_of(900001);
    daughter[PersonField::mother_id] = id_of(900002);
    mother[PersonField::birth_date] = "1950-01-01";
    mother[PersonField::relation] = "母";
    std::vector<Person> people{daughter, mother, wife, head};
    for (auto& person : people) {
        person[PersonField::household_number] = household_of(900001);
        person[PersonField::head_id] = id_of(900001);
        person[PersonField::household_type] = "living_together";
    }
    return people;
}

struct Written {
    std::string bytes;
    std::string manifest;
};

// What of the file is left out or changed before its manifest is made.
enum class Trailer : std::uint8_t { whole, missing };

inline Written write_delivery(const format::Layout& layout, const std::vector<Person>& people, std::int64_t sequence,
                              Trailer trailer = Trailer::whole) {
    const auto writer = format::RecordWriter::open(layout).value();
    const auto count = std::to_string(people.size());
    const auto write = [&](format::RecordRole role, const auto& value_of, std::string& out) {
        const auto* type = layout.record(role);
        std::vector<std::string> texts;
        for (const auto& field : type->fields) texts.push_back(value_of(field));
        const std::vector<std::string_view> values(texts.begin(), texts.end());
        writer.write(*type, values, out).value();
    };
    const auto control = [&](const format::Field& field) -> std::string {
        if (!field.control) return "";
        switch (*field.control) {
            case format::ControlField::table_number:
                return layout.table_number;
            case format::ControlField::sequence:
                return std::to_string(sequence);
            case format::ControlField::base_date:
                return "2026-11-01";
            case format::ControlField::record_count:
                return count;
            case format::ControlField::previous_base_date:
            case format::ControlField::change_sequence:
                break;
        }
        return "";
    };
    Written out;
    write(format::RecordRole::header, control, out.bytes);
    for (const auto& person : people) {
        write(
            format::RecordRole::person,
            [&](const format::Field& field) -> std::string {
                if (!field.person) return "";
                const auto found = person.find(*field.person);
                return found == person.end() ? std::string{} : found->second;
            },
            out.bytes);
    }
    if (trailer == Trailer::whole) write(format::RecordRole::trailer, control, out.bytes);
    format::DeliveryManifest manifest{.table_number = layout.table_number,
                                      .sequence = sequence,
                                      .base_date = "2026-11-01",
                                      .kind = format::DeliveryKind::full,
                                      .layout = layout.name,
                                      .records = static_cast<std::int64_t>(people.size()),
                                      .bytes = static_cast<std::int64_t>(out.bytes.size()),
                                      .sha256 = crypto::sha256(out.bytes),
                                      .sender = "測試",
                                      .file = "data"};
    out.manifest = format::print_manifest(manifest);
    return out;
}

}  // namespace menhu::registry::kit
