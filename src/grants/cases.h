#pragma once
// Lists of cases (F2.4): where a purpose has one, only a case on it may be asked for, and a closed one no longer than
// the profile's days after its closing (case_closed_grace).
//
// Promises: what is kept are the ledger's commitments to the case numbers, never the numbers; a new list takes the
// place of the old one whole, in one transaction; on which list a case stood is in the entry of each ask. Thread rule:
// as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "people/actor.h"
#include "store/database.h"

namespace menhu::grants {

struct ListedCaseLine {
    std::string number;  // trimmed
    std::optional<base::Date> opened;
    std::optional<base::Date> closed;
};
struct RejectedCaseLine {
    std::int64_t line = 0;  // of the file, from 1
    std::string_view code;  // "grants.case_columns", "grants.case_number", "grants.case_date", "grants.case_twice"
};
struct CaseFile {
    std::vector<ListedCaseLine> cases;
    std::vector<RejectedCaseLine> rejected;
};
// CSV in UTF-8: number, day of opening, day of closing (either may be empty; "2026-01-31", "115/01/31", "1150131"). The
// first line is a heading, unless its first cell is a case number of the pattern. Pure. Errors: grants.cases_encoding,
// format.csv_syntax, format.csv_row_too_long.
base::Result<CaseFile> read_cases(std::string_view csv, std::string_view case_pattern);

struct CasesLoaded {
    std::int64_t count = 0;
    std::int64_t closed = 0;
    std::vector<RejectedCaseLine> rejected;
};
// By a keeper of the catalogue (basis.h). A file without one good line is refused, so that nobody shuts a purpose by
// mistake. Errors: grants.purpose_unknown, grants.purpose_ended, grants.cases_empty, those of read_cases and of
// people::require.
base::Result<CasesLoaded> load_cases(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                     std::string_view purpose, std::string_view csv, base::Random& random,
                                     base::Instant now);
// The purpose has no list any more. Errors: grants.purpose_unknown, grants.no_cases, those of people::require.
base::Result<void> clear_cases(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view purpose,
                               base::Instant now);

struct LoadedCases {
    std::int64_t count = 0;
    std::int64_t closed = 0;
    base::Instant loaded_at{};
};
base::Result<std::optional<LoadedCases>> loaded_cases(store::ReadTx& tx, PurposeId purpose);

}  // namespace menhu::grants
