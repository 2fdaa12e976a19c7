#pragma once
// The plain form of what a match keeps sealed: its head, its rows as they went in, and what they came to (docs/formats/
// match.md). Inside the room. Thread rule: values.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/keyring.h"
#include "crypto/secret.h"
#include "registry/match_columns.h"
#include "registry/match_decide.h"

namespace menhu::registry {

inline constexpr std::int64_t rows_of_part = 200;

struct MatchHead {
    std::string file;
    std::string case_number;
    std::string reason;
    std::vector<std::string> headers;
    std::vector<std::string> fields;  // of the grant when it was begun
};
base::Bytes pack_head(const MatchHead& head);
base::Result<MatchHead> unpack_head(base::ByteView bytes);

// A row as it goes in. `first`: this person stands here for the first time in the list, and is asked about here.
struct InputPerson {
    std::string role;
    std::string id;
    std::uint8_t first = 0;
};
struct InputRow {
    std::uint32_t number = 0;
    std::uint8_t usable = 0;
    std::vector<InputPerson> people;
    std::vector<std::pair<std::string, std::string>> values;
    std::vector<std::string> cells;
};
void pack_row(const InputRow& row, base::Bytes& out);
base::Result<std::vector<InputRow>> unpack_rows(base::ByteView bytes);

struct OutputRow {
    std::string outcome;
    std::vector<MatchNote> notes;  // those that may be shown
};
void pack_row(const OutputRow& row, base::Bytes& out);
base::Result<std::vector<OutputRow>> unpack_outcomes(base::ByteView bytes);

// "eligible 120\ndied 3\n"
using OutcomeCounts = std::vector<std::pair<std::string, std::int64_t>>;
std::string pack_counts(const OutcomeCounts& counts);
OutcomeCounts unpack_counts(std::string_view text);
void add_count(OutcomeCounts& counts, std::string_view outcome, std::int64_t more);

// What a part is, so that none can stand in another's place; also its nonce under the key of the list or match.
enum class SealedKind : std::uint8_t {
    list_name = 1,
    list_part = 2,
    head = 3,
    input = 4,
    result = 5,
    frame_head = 6,
    frame_excluded = 7,
    frame_drawn = 8
};
base::Bytes seal_part(const crypto::Secret& key, std::int64_t owner, SealedKind kind, std::int64_t number,
                      base::ByteView plain);
// Errors: crypto.seal_broken.
base::Result<crypto::Secret> open_part(const crypto::Secret& key, std::int64_t owner, SealedKind kind,
                                       std::int64_t number, base::ByteView sealed);
std::string match_key_name(std::int64_t owner);

}  // namespace menhu::registry
