#pragma once
// The parts of a leaf as they stand in its bytes, inside the room: the one strict reader of canonical leaves, without
// allocation, for reading and for verification at speed. Pure; any thread.
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "ledger/entry.h"

namespace menhu::ledger {

// Borrowed from the leaf. Texts are still escaped, numbers of ids decoded, lists still JSON objects ("" if absent).
struct LeafParts {
    base::Instant at{};
    std::string_view case_commitment;  // 64 hexadecimal digits, or ""
    std::string_view counts;
    std::string_view facts;
    std::string_view kind;
    std::string_view month;   // "2026-11", or ""
    std::string_view person;  // 32 hexadecimal digits, or ""
    std::string_view purpose;
    std::string_view sealed;  // base64, or ""
    std::optional<std::int64_t> account;
    std::optional<std::int64_t> grant;
    std::optional<std::int64_t> unit;
};

// Nothing unless the bytes are exactly what encode_leaf writes.
std::optional<LeafParts> read_leaf(base::ByteView leaf);

// The searchable columns of a leaf.
Projection projection_of(const LeafParts& parts);

// One member of an object of counts or facts, taken off the front of `object` ("{…" or ",…"); nothing at its end.
struct Member {
    std::string_view name;
    std::string_view value;  // digits of a count; the inside of a fact's quotes, still escaped
};
std::optional<Member> take_member(std::string_view& object);

std::string unescape(std::string_view text);
bool is_entry_name(std::string_view name);

}  // namespace menhu::ledger
