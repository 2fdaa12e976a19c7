#pragma once
// Puts the events of a full file into the records of their people: what pass 1 sealed apart is opened and sealed as one
// record. Inside the room. Thread rule: one thread each.
#include <cstdint>
#include <optional>
#include <span>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/aead.h"
#include "crypto/secret.h"
#include "registry/spill.h"

namespace menhu::registry {

struct EventRef {
    EventEntry entry;
    base::ByteView sealed;
};

struct JoinedRecord {
    std::uint32_t number;  // its nonce
    base::Bytes sealed;
};

class EventJoiner {
public:
    EventJoiner(const crypto::Secret& scratch_key, const crypto::Secret& data_key, std::int64_t generation)
        : scratch_{scratch_key}, data_{data_key}, generation_{generation} {}

    // The record `sealed` under the nonce `number`, with its events; nothing if it would be longer than a record may
    // be. The new nonce is the number of one of the events' rows, which seals nothing else under the data key. Errors:
    // those of crypto; registry.record_corrupt.
    base::Result<std::optional<JoinedRecord>> join(const Tag& tag, std::uint32_t number, base::ByteView sealed,
                                                   std::span<const EventRef> events);

private:
    crypto::Aead scratch_;
    crypto::Aead data_;
    std::int64_t generation_;
};

}  // namespace menhu::registry
