#pragma once
// What a reader of the trail asks, from the request to the ledger's filter. Thread rule: as the
// transaction.
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/trail.h"
#include "store/database.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// "2026-11-23" (a day in Asia/Taipei) or an RFC 3339 instant. Nothing if it is neither.
enum class DayEdge : std::uint8_t { start, end };
std::optional<base::Instant> read_edge(std::string_view text, DayEdge edge);

// The parts of a request that say how much of a list; an empty text is one that was not given.
struct RangeText {
    std::string_view from;
    std::string_view to;
    std::string_view cursor;
    std::optional<std::int64_t> limit;
};

// Into the filter; what is wrong with them, or nothing.
std::optional<Invalid> read_range(const RangeText& range, ledger::TrailFilter& filter);

struct TrailQuestion {
    ledger::TrailFilter filter;
    std::string sealed;  // a JSON object with what was asked about, for the record of the asking; empty if nobody
};

// All parts: account (its name or id), person (a national id), case_number, kind and those of read_range.
base::Result<std::expected<TrailQuestion, Invalid>> read_question(store::ReadTx& tx, const Rooms& rooms,
                                                                  const TrailRequest& request, base::Instant now);

}  // namespace menhu::web
