// What the registry reads back from its volumes and tables: records, buckets, reports, spill files. Whatever the bytes,
// it answers or says that they are corrupt; a record that reads is written again to the same bytes.
#include <algorithm>

#include "registry/bucket.h"
#include "registry/build.h"
#include "registry/events.h"
#include "registry/join_events.h"
#include "registry/person.h"
#include "registry/report.h"
#include "registry/spill.h"

namespace {

using namespace menhu;

void read_record(base::ByteView bytes) {
    const auto view = registry::PersonView::read(bytes);
    if (!view) return;
    registry::PersonBuilder builder;
    for (std::size_t index = 0; index < format::person_field_count; ++index) {
        const auto field = static_cast<format::PersonField>(index);
        builder.set(field, view->get(field));
    }
    builder.set_events(view->events());
    base::Bytes again;
    builder.finish(again);
    CHECK(std::ranges::equal(again, bytes));
    (void)registry::events_of(*view);
}

// What is read as events has one form: written again, it is the same bytes.
void read_stored_events(base::ByteView bytes) {
    const auto events = registry::read_events(bytes);
    if (!events) return;
    base::Bytes again;
    registry::append_events(*events, again);
    CHECK(std::ranges::equal(again, bytes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const base::ByteView bytes{data, size};
    if (bytes.size() < 17) return 0;
    registry::Tag tag;
    std::copy_n(bytes.begin() + 1, tag.size(), tag.begin());
    switch (bytes[0] % 6) {
        case 0:
            read_record(bytes.subspan(1));
            break;
        case 1:
            (void)registry::find_record(bytes.subspan(17), tag);
            break;
        case 2:
            (void)registry::find_pairs(bytes.subspan(17), tag);
            break;
        case 3:
            (void)registry::read_report(base::as_text(bytes.subspan(1)));
            break;
        case 4:
            read_stored_events(bytes.subspan(1));
            break;
        default: {
            const auto key = crypto::Secret::copy_of(std::string(crypto::Aead::key_size, 'k'));
            registry::EventJoiner joiner{key, key, 1};
            (void)registry::build_partition(bytes.subspan(1), {.record = 3, .pair = 2}, joiner);
            break;
        }
    }
    return 0;
}
