#pragma once
// Deliveries that an office must refuse, or must reject rows of: the demonstration city with one thing wrong. For tests
// and for showing what a refusal looks like. Thread rule: one on one thread.
#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "demo/city.h"

namespace menhu::demo {

enum class Flaw : std::uint8_t {
    // Of the whole file: nothing of it may be loaded.
    wrong_hash,       // one byte of the data file differs from what the manifest hashed
    truncated,        // the file ends in the middle, the manifest tells the full length
    missing_trailer,  // no trailer record; hash and length agree
    wrong_count,      // the trailer tells one person more than there are; hash and length agree
    missing_record,   // one person is not there, header and trailer count it; hash and length agree
    // Of rows: each in about one person of a thousand, hash and length agree.
    bad_check_digit,
    missing_required,  // no name
    implausible_date,  // born after the base date
    unknown_code,      // a marital state that the code table does not have
    two_heads,         // a second person of a household calls itself its head
    head_elsewhere,    // the head's id is not in the household
    one_sided_spouse,  // A names B as spouse, B names nobody
    repeated_person,   // the same id twice
    // Of rows, but more of them than any threshold allows: one in ten.
    too_many_bad_rows,
};

struct FlawName {
    Flaw flaw;
    std::string_view name;  // "wrong_hash", as on the command line
    std::string_view zh;
    std::string_view en;
};
std::span<const FlawName> flaw_names();

// The city of `options` with the flaw, under the same file names. Errors: those of write_deliveries.
base::Result<City> write_flawed(Flaw flaw, const CityOptions& options, const law::Districts& districts,
                                const OnProgress& on_progress = {});

}  // namespace menhu::demo
