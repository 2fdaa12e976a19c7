#include "ledger/trail_rows.h"

#include <array>

#include "ledger/ledger_rows.h"

namespace menhu::ledger::rows {
namespace {

using store::Statement;
using store::Value;

// One statement for each column that has an index, because a condition that may be absent keeps the planner from using
// it. The values are the same for all: $1 the driving column, $2 and $3 places, $4 to $11 what else must hold, $12 the
// limit. A kind is a range: from itself to itself, or a whole family ("query." to "query/").
#define TRAIL_REST                                         \
    " AND place >= $2 AND place < $3"                      \
    " AND (CAST($4 AS BIGINT) IS NULL OR account_id = $4)" \
    " AND (CAST($5 AS BIGINT) IS NULL OR unit_id = $5)"    \
    " AND (CAST($6 AS BIGINT) IS NULL OR grant_id = $6)"   \
    " AND (CAST($7 AS BIGINT) IS NULL OR case_key = $7)"   \
    " AND at_millis >= $8 AND at_millis < $9"              \
    " AND (CAST($10 AS TEXT) IS NULL OR kind = $10)"       \
    " AND (CAST($11 AS TEXT) IS NULL OR SUBSTR(kind, 1, LENGTH($11)) = $11)"
// Persons and cases are indexed by stretches of the log (sql/0102_ledger_search.sql): from the newest that has entries
// of the range to the oldest, one look into each.
#define TRAIL_STRETCHES                                                                  \
    "WITH RECURSIVE stretch(number) AS ("                                                \
    "SELECT MAX(place) >> 10 FROM ledger_entry WHERE place >= $2 AND place < $3 "        \
    "UNION ALL SELECT (SELECT MAX(place) FROM ledger_entry WHERE place >= $2 AND place " \
    "< (number << 10)) >> 10 FROM stretch WHERE number IS NOT NULL) "
#define TRAIL_IN_STRETCHES "FROM stretch CROSS JOIN ledger_entry WHERE (place >> 10) = number AND "
#define TRAIL_PAGE "SELECT place, leaf FROM ledger_entry WHERE "
#define TRAIL_COUNT "SELECT COUNT(*) FROM ledger_entry WHERE "
#define TRAIL_STRETCH_PAGE TRAIL_STRETCHES "SELECT place, leaf " TRAIL_IN_STRETCHES
#define TRAIL_STRETCH_COUNT TRAIL_STRETCHES "SELECT COUNT(*) " TRAIL_IN_STRETCHES
#define TRAIL_ORDER " ORDER BY place DESC LIMIT $12"

constexpr Statement by_person{"ledger.trail_by_person", TRAIL_STRETCH_PAGE "person = $1" TRAIL_REST TRAIL_ORDER};
constexpr Statement by_case{"ledger.trail_by_case", TRAIL_STRETCH_PAGE "case_key = $1" TRAIL_REST TRAIL_ORDER};
constexpr Statement by_account{"ledger.trail_by_account", TRAIL_PAGE "account_id = $1" TRAIL_REST TRAIL_ORDER};
constexpr Statement by_place{"ledger.trail_by_place", TRAIL_PAGE "place >= $1" TRAIL_REST TRAIL_ORDER};
constexpr Statement count_by_person{"ledger.count_by_person", TRAIL_STRETCH_COUNT "person = $1" TRAIL_REST};
constexpr Statement count_by_case{"ledger.count_by_case", TRAIL_STRETCH_COUNT "case_key = $1" TRAIL_REST};
constexpr Statement count_by_account{"ledger.count_by_account", TRAIL_COUNT "account_id = $1" TRAIL_REST};
constexpr Statement count_by_place{"ledger.count_by_place", TRAIL_COUNT "place >= $1" TRAIL_REST};

#undef TRAIL_REST
#undef TRAIL_PAGE
#undef TRAIL_STRETCHES
#undef TRAIL_IN_STRETCHES
#undef TRAIL_STRETCH_PAGE
#undef TRAIL_STRETCH_COUNT
#undef TRAIL_COUNT
#undef TRAIL_ORDER

enum class Driver : std::uint8_t { person, case_key, account, place };

// The rarest first: a person has few entries, a case some, an account many.
Driver driver_of(const TrailFilter& filter) {
    if (filter.person) return Driver::person;
    if (filter.case_commitment) return Driver::case_key;
    if (filter.account) return Driver::account;
    return Driver::place;
}

using Values = std::array<Value, 12>;

Values values_of(const TrailFilter& filter, Driver driver, std::int64_t before, int limit) {
    const bool family = filter.kind.ends_with('.');
    const std::optional<std::string_view> kind{filter.kind};
    const auto case_key = search_key(filter.case_commitment);
    const std::int64_t from = filter.from ? base::to_millis(*filter.from) : 0;
    const std::int64_t to = filter.to ? base::to_millis(*filter.to) : INT64_MAX;
    // A log holds exactly the entries of its year, so the instants bound the places.
    const std::int64_t first = filter.from ? place_of(log_of(*filter.from), 0) : 0;
    const Value drive = driver == Driver::person     ? store::to_value(search_key(filter.person))
                        : driver == Driver::case_key ? store::to_value(case_key)
                        : driver == Driver::account  ? store::to_value(filter.account)
                                                     : store::to_value(first);
    const Value nothing{nullptr};
    return {drive,
            store::to_value(first),
            store::to_value(before),
            store::to_value(filter.account),
            store::to_value(filter.unit),
            store::to_value(filter.grant),
            store::to_value(case_key),
            store::to_value(from),
            store::to_value(to),
            filter.kind.empty() || family ? nothing : store::to_value(filter.kind),
            family ? store::to_value(filter.kind) : nothing,
            store::to_value(limit)};
}

}  // namespace

base::Result<void> search(store::ReadTx& tx, const TrailFilter& filter, std::int64_t before, int limit,
                          const std::function<void(std::int64_t place, base::ByteView leaf)>& sink) {
    const Driver driver = driver_of(filter);
    const Statement& statement = driver == Driver::person     ? by_person
                                 : driver == Driver::case_key ? by_case
                                 : driver == Driver::account  ? by_account
                                                              : by_place;
    return tx.each(statement, values_of(filter, driver, before, limit),
                   [&](const store::Row& row) { sink(row.integer(0), row.bytes(1)); });
}

base::Result<std::int64_t> count(store::ReadTx& tx, const TrailFilter& filter) {
    const Driver driver = driver_of(filter);
    const Statement& statement = driver == Driver::person     ? count_by_person
                                 : driver == Driver::case_key ? count_by_case
                                 : driver == Driver::account  ? count_by_account
                                                              : count_by_place;
    const Values values = values_of(filter, driver, INT64_MAX, 0);
    std::int64_t found = 0;
    TRY(tx.each(statement, std::span{values}.first(11), [&](const store::Row& row) { found = row.integer(0); }));
    return found;
}

std::span<const Statement> trail_statements() {
    static constexpr Statement all[]{by_person,       by_case,       by_account,       by_place,
                                     count_by_person, count_by_case, count_by_account, count_by_place};
    return all;
}

}  // namespace menhu::ledger::rows
