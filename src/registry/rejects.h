#pragma once
// The rejects file of a delivery: rows that failed a check, with row number, byte offset, reasons and their raw bytes
// in hexadecimal (CSV). Raw rows are personal data: they are kept sealed under the delivery's own key, opened only for
// a designated person, and every opening is entered in the ledger. Thread rule: any thread but the writer's.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "registry/registry.h"

namespace menhu::registry {

// Enters the opening, waits until that is durable, then hands the CSV (UTF-8 with byte order mark, CRLF) to `sink` in
// pieces; a sink that answers an Error ends it. Errors: registry.delivery_unknown, registry.no_rejects; those of
// people::require.
base::Result<void> open_rejects(const Registry& registry, const people::Actor& by, DeliveryId id, base::Instant now,
                                const std::function<base::Result<void>(std::string_view)>& sink);

// A rejected row, read back.
struct Reject {
    std::uint64_t number = 0;
    std::uint64_t offset = 0;
    std::vector<std::string> reasons;
    std::vector<std::string> fields;
    base::Bytes raw;
};
struct RejectPage {
    std::vector<Reject> rows;
    std::uint64_t total = 0;  // of those that were kept
};
// `most` rows from the one at `first` (from 0) on; entered like open_rejects. Errors: as open_rejects;
// registry.report_corrupt.
base::Result<RejectPage> read_rejects(const Registry& registry, const people::Actor& by, DeliveryId id,
                                      std::uint64_t first, std::size_t most, base::Instant now);

}  // namespace menhu::registry
