#include "registry/join_events.h"

#include <algorithm>
#include <iterator>

#include "registry/bucket.h"
#include "registry/events.h"

namespace menhu::registry {

base::Result<std::optional<JoinedRecord>> EventJoiner::join(const Tag& tag, std::uint32_t number, base::ByteView sealed,
                                                            std::span<const EventRef> events) {
    const auto aad = record_aad(generation_, tag);
    const auto plain = TRY(data_.open(crypto::nonce_of(number), aad, sealed));
    const auto view = TRY(PersonView::read(plain.view()));
    std::vector<PersonEvent> all;
    std::uint32_t first = events.front().entry.number;
    for (const auto& event : events) {
        const auto opened = TRY(scratch_.open(crypto::nonce_of(event.entry.number), aad, event.sealed));
        auto one = TRY(read_events(opened.view()));
        std::ranges::move(one, std::back_inserter(all));
        first = std::min(first, event.entry.number);
    }
    sort_events(all);
    base::Bytes stored;
    append_events(all, stored);
    PersonBuilder builder;
    builder.take(view);
    builder.set_events(stored);
    base::Bytes compact;
    builder.finish(compact);
    const bool fits = compact.size() <= largest_record;
    auto joined = std::optional<JoinedRecord>{};
    if (fits) joined = JoinedRecord{first, data_.seal(crypto::nonce_of(first), aad, compact)};
    crypto::wipe(stored);
    crypto::wipe(compact);
    return joined;
}

}  // namespace menhu::registry
