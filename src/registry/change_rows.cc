#include "registry/change_rows.h"

#include <algorithm>

namespace menhu::registry {

namespace {

using store::Row;
using store::Statement;

constexpr Statement insert_changes{
    "registry.insert_generation_changes",
    "INSERT INTO registry_generation_changes (generation, built_on, change_sequence) VALUES ($1, $2, $3)"};
constexpr Statement changes_of{
    "registry.generation_changes",
    "SELECT built_on, change_sequence FROM registry_generation_changes WHERE generation = $1"};
constexpr Statement count_waiting{
    "registry.waiting_like",
    "SELECT COUNT(*) FROM registry_deliveries WHERE holding = $1 AND ((table_number = $2 AND sequence = $3) "
    "OR sha256 = $4) AND state NOT IN ('in_use', 'refused', 'superseded')"};
constexpr Statement insert_touched_row{"registry.insert_touched",
                                       "INSERT INTO registry_touched (delivery, person_tag, kind) VALUES ($1, $2, $3)"};
constexpr Statement delete_touched_rows{"registry.delete_touched", "DELETE FROM registry_touched WHERE delivery = $1"};
constexpr Statement touched_after{
    "registry.touched",
    "SELECT t.person_tag, t.kind FROM registry_touched t JOIN registry_deliveries d ON d.id = t.delivery "
    "WHERE t.delivery = $1 AND d.state IN ('in_use', 'superseded') "
    "AND (t.person_tag > $2 OR (t.person_tag = $2 AND t.kind > $3)) ORDER BY t.person_tag, t.kind LIMIT $4"};

constexpr Statement every_statement[] = {insert_changes,     changes_of,          count_waiting,
                                         insert_touched_row, delete_touched_rows, touched_after};

struct RawTouched {
    base::Bytes person;
    std::int64_t kind;
};

}  // namespace

base::Result<std::vector<Touched>> touched_by(store::ReadTx& tx, DeliveryId delivery,
                                              const std::optional<Touched>& after, std::int64_t most) {
    const base::Bytes from = after ? base::Bytes(after->person.begin(), after->person.end()) : base::Bytes{};
    const std::int64_t kind = after ? static_cast<std::int64_t>(after->kind) : -1;
    const auto raw = TRY(tx.all(
        touched_after,
        [](const Row& row) {
            const auto person = row.bytes(0);
            return RawTouched{base::Bytes(person.begin(), person.end()), row.integer(1)};
        },
        delivery.number(), from, kind, most));
    std::vector<Touched> out;
    for (const auto& row : raw) {
        Touched touched{};
        if (row.person.size() != touched.person.size() || row.kind < 0 ||
            row.kind >= static_cast<std::int64_t>(legal_event_count)) {
            return base::Error{base::Fault::corrupt, "registry.row_corrupt", "touched"};
        }
        std::ranges::copy(row.person, touched.person.begin());
        touched.kind = static_cast<LegalEvent>(row.kind);
        out.push_back(touched);
    }
    return out;
}

namespace rows {

base::Result<void> insert_generation_changes(store::WriteTx& tx, std::int64_t generation,
                                             const GenerationChanges& changes) {
    TRY(tx.run(insert_changes, generation, changes.built_on, changes.change_sequence));
    return {};
}

base::Result<GenerationChanges> generation_changes(store::ReadTx& tx, std::int64_t generation) {
    const auto row = TRY(tx.one(
        changes_of, [](const Row& found) { return GenerationChanges{found.maybe_integer(0), found.integer(1)}; },
        generation));
    return row.value_or(GenerationChanges{});
}

base::Result<std::int64_t> waiting_like(store::ReadTx& tx, std::int64_t holding, std::string_view table_number,
                                        std::int64_t sequence, base::ByteView sha256) {
    const auto count = TRY(
        tx.one(count_waiting, [](const Row& row) { return row.integer(0); }, holding, table_number, sequence, sha256));
    return count.value_or(0);
}

base::Result<void> insert_touched(store::WriteTx& tx, std::int64_t delivery, std::span<const Touched> touched) {
    for (const auto& one : touched) {
        TRY(tx.run(insert_touched_row, delivery, base::ByteView{one.person}, static_cast<std::int64_t>(one.kind)));
    }
    return {};
}

base::Result<void> delete_touched(store::WriteTx& tx, std::int64_t delivery) {
    TRY(tx.run(delete_touched_rows, delivery));
    return {};
}

std::span<const Statement> change_statements() { return every_statement; }

}  // namespace rows

}  // namespace menhu::registry
