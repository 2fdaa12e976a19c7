#pragma once
// What an entry says, and its leaf: canonical JSON (RFC 8785) whose bytes are hashed, stored once and never rewritten.
//
// In clear only what is not personal; what is personal goes into `secret`, which is sealed, and into `person`, a keyed
// tag. The ledger does not know what a kind means (docs/formats/entries.md does). Pure; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/personal.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "crypto/tag.h"

namespace menhu::ledger {

// What a caller enters. Names (of kinds, counts and facts) are [a-z0-9_.]{1,40}; texts are UTF-8.
struct Entry {
    std::string kind{};                               // "query.lookup"
    std::optional<std::int64_t> account{};            // number of an id: who acted; none for the system itself
    std::optional<std::int64_t> unit{};               // number of an id: for which unit
    std::optional<std::int64_t> grant{};              // number of an id: under which grant
    std::string purpose{};                            // not personal; empty if none
    std::optional<crypto::Digest> case_commitment{};  // Ledger::case_commitment
    std::optional<crypto::Tag> person{};              // Ledger::person_tag
    std::vector<std::pair<std::string, std::int64_t>> counts{};  // each name once, any order; |count| < 2^53
    std::vector<std::pair<std::string, std::string>> facts{};    // each name once, any order; not personal
    base::Personal<std::string> secret{};  // JSON text, sealed under the key of the month; empty if none
};

// A leaf read back.
struct EntryView {
    int log = 0;             // the year
    std::int64_t index = 0;  // its place in that log, from 0
    base::Instant at{};
    std::string kind{};
    std::optional<std::int64_t> account{};
    std::optional<std::int64_t> unit{};
    std::optional<std::int64_t> grant{};
    std::string purpose{};
    std::optional<crypto::Digest> case_commitment{};
    std::optional<crypto::Tag> person{};
    std::vector<std::pair<std::string, std::int64_t>> counts{};  // sorted by name
    std::vector<std::pair<std::string, std::string>> facts{};    // sorted by name
    int month = 0;                                               // 202611 if it has a sealed part, else 0
    base::Bytes sealed{};  // nonce (12), then AES-256-GCM; open it with open_secret
};

// The bytes of the leaf; `month` and `sealed` are 0 and empty if there is no secret part.
// Errors: ledger.entry_invalid (a name, a count or a text out of bounds), ledger.entry_too_large.
base::Result<base::Bytes> encode_leaf(const Entry& entry, base::Instant at, int month, base::ByteView sealed);

// Takes canonical bytes only: encode_leaf of what it answers gives the same bytes. Fields log and index stay 0.
// Error: ledger.leaf_malformed.
base::Result<EntryView> decode_leaf(base::ByteView leaf);

// The columns by which entries are found: a projection of the leaf, compared with it by verification.
struct Projection {
    std::int64_t at = 0;
    std::string_view kind;  // borrowed
    std::optional<std::int64_t> account{};
    std::optional<std::int64_t> unit{};
    std::optional<std::int64_t> grant{};
    std::optional<std::int64_t> person{};    // first eight bytes of the tag, as a signed number
    std::optional<std::int64_t> case_key{};  // first eight bytes of the commitment, likewise
    friend bool operator==(const Projection&, const Projection&) = default;
};
std::optional<std::int64_t> search_key(const std::optional<crypto::Tag>& tag);
std::optional<std::int64_t> search_key(const std::optional<crypto::Digest>& commitment);

// The log of an instant: the year in Asia/Taipei. Its month: 202611.
int log_of(base::Instant at);
int month_of(base::Instant at);

}  // namespace menhu::ledger
