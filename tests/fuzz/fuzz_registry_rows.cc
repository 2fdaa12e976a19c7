// A delivery's bytes as the import reads them: cut by a demonstration layout, each record read as a person, an event or
// a control record. A record that is accepted is written in the form of the store and read back with the same values.
#include <cstdlib>
#include <memory>
#include <vector>

#include "format/record_reader.h"
#include "registry/event_row.h"
#include "registry/person.h"
#include "registry/row.h"

namespace {

using namespace menhu;
using format::RecordRole;

struct Known {
    explicit Known(format::Layout one) : layout{std::move(one)}, fields{format::FieldReader::open(layout).value()} {}
    format::Layout layout;
    format::FieldReader fields;
};

std::vector<std::unique_ptr<Known>> all_known() {
    std::vector<std::unique_ptr<Known>> known;
    for (const auto& file : format::demonstration_layouts()) {
        known.push_back(std::make_unique<Known>(format::parse_layout(file.bytes, file.name).value()));
    }
    return known;
}

void read_person(registry::RowReader& reader, const format::RawRecord& record, registry::Tally& tally) {
    reader.read(record, tally);
    (void)reader.wrong_fields();
    if (reader.reasons() != 0) return;
    base::Bytes stored;
    reader.person().finish(stored);
    const auto view = registry::PersonView::read(stored);
    if (!view || view->get(format::PersonField::person_id).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto known = all_known();
    if (size == 0) return 0;
    const auto& [layout, fields] = *known[data[0] % known.size()];
    format::BlockCutter cutter{layout};
    if (!cutter.feed({data + 1, size - 1}) || !cutter.finish()) return 0;
    std::vector<std::pair<RecordRole, registry::RowReader>> people;
    std::vector<std::pair<RecordRole, registry::EventReader>> events;
    for (const auto& type : layout.records) {
        if (type.role == RecordRole::person || type.role == RecordRole::before || type.role == RecordRole::after) {
            people.emplace_back(type.role, registry::RowReader{fields, "2026-11-01", type.role});
        } else if (type.role == RecordRole::event || type.role == RecordRole::change) {
            events.emplace_back(type.role, registry::EventReader{fields, "2026-11-01", type.role});
        }
    }
    registry::Tally tally;
    while (const auto block = cutter.take()) {
        format::RecordReader reader{layout, *block};
        format::RawRecord record;
        while (reader.next(record)) {
            const auto role = record.type != nullptr ? record.type->role : people.front().first;
            if (record.problem == format::RecordProblem::none &&
                (role == RecordRole::header || role == RecordRole::trailer)) {
                (void)registry::read_control(fields, record);
            }
            for (auto& [of, person] : people) {
                if (of == role) read_person(person, record, tally);
            }
            for (auto& [of, event] : events) {
                if (of != role) continue;
                event.read(record, tally);
                if (event.reasons() != 0) continue;
                base::Bytes stored;
                registry::append_events(std::span{&event.event(), 1}, stored);
                const auto again = registry::read_events(stored);
                if (!again || again->size() != 1 || again->front() != event.event()) std::abort();
            }
        }
    }
    return 0;
}
