#include "registry/delivery_rows.h"

#include <algorithm>
#include <array>

#include "registry/attachment_rows.h"
#include "registry/calendar_rows.h"
#include "registry/change_rows.h"
#include "registry/copy_rows.h"
#include "registry/definition_rows.h"
#include "registry/frame_rows.h"
#include "registry/match_rows.h"
#include "registry/tables.h"
#include "registry/watch_rows.h"

namespace menhu::registry {

namespace {

using store::Row;
using store::Statement;

constexpr Statement holding_by_code{"registry.holding_by_code",
                                    "SELECT id, wrapped_index_key FROM registry_holdings WHERE code = $1"};
constexpr Statement insert_holding_row{
    "registry.insert_holding",
    "INSERT INTO registry_holdings (id, code, wrapped_index_key, made_at) VALUES ($1, $2, $3, $4)"};
constexpr Statement current_generation_of{"registry.current_generation",
                                          "SELECT current_generation FROM registry_holdings WHERE id = $1"};
constexpr Statement set_current{"registry.set_current_generation",
                                "UPDATE registry_holdings SET current_generation = $2 WHERE id = $1"};

constexpr Statement generation_by_id{
    "registry.generation",
    "SELECT id, delivery, volume, wrapped_key, state, base_date, layout, record_bits, pair_bits "
    "FROM registry_generations WHERE id = $1"};
constexpr Statement unsigned_of{
    "registry.unsigned_generations",
    "SELECT id, delivery, volume, wrapped_key, state, base_date, layout, record_bits, pair_bits "
    "FROM registry_generations WHERE delivery = $1 AND state IN ('building', 'built') ORDER BY id"};
constexpr Statement insert_generation_row{
    "registry.insert_generation",
    "INSERT INTO registry_generations (id, holding, delivery, volume, wrapped_key, state, base_date, layout, "
    "record_bits, pair_bits, people, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11)"};
constexpr Statement update_generation_state{"registry.set_generation_state",
                                            "UPDATE registry_generations SET state = $2 WHERE id = $1"};
constexpr Statement update_generation_people{"registry.set_generation_people",
                                             "UPDATE registry_generations SET people = $2 WHERE id = $1"};
constexpr Statement insert_district{
    "registry.insert_generation_district",
    "INSERT INTO registry_generation_districts (generation, district, people) VALUES ($1, $2, $3)"};
constexpr Statement insert_index{"registry.insert_generation_index",
                                 "INSERT INTO registry_generation_indexes (generation, kind) VALUES ($1, $2)"};
constexpr Statement indexes_of{"registry.generation_indexes",
                               "SELECT kind FROM registry_generation_indexes WHERE generation = $1 ORDER BY kind"};
constexpr Statement in_use_people{
    "registry.people_in_use",
    "SELECT g.people FROM registry_holdings h JOIN registry_generations g ON g.id = h.current_generation "
    "WHERE h.code = $1 AND g.state = 'in_use'"};
constexpr Statement by_district{
    "registry.people_by_district",
    "SELECT d.district, d.people FROM registry_holdings h JOIN registry_generations g ON g.id = h.current_generation "
    "JOIN registry_generation_districts d ON d.generation = g.id WHERE h.code = $1 AND g.state = 'in_use' "
    "ORDER BY d.district"};
constexpr Statement destroy_key{
    "registry.destroy_generation_key",
    "UPDATE registry_generations SET wrapped_key = NULL, state = 'destroyed' WHERE id = $1"};

constexpr Statement destroyed_of{
    "registry.destroyed_generations",
    "SELECT id FROM registry_generations WHERE holding = $1 AND state = 'destroyed' ORDER BY id"};
constexpr Statement count_rejects{"registry.count_rejects_volume",
                                  "SELECT COUNT(*) FROM registry_deliveries WHERE rejects_volume = $1"};

constexpr Statement insert_delivery_row{
    "registry.insert_delivery",
    "INSERT INTO registry_deliveries (id, holding, table_number, sequence, base_date, kind, layout, records, bytes, "
    "sha256, sender, file, state, run, report, received_by, received_by_name, received_at, signed_by_name) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, $15, $16, $17, '')"};
constexpr Statement delivery_by_id{
    "registry.delivery",
    "SELECT id, table_number, sequence, base_date, kind, layout, records, bytes, sha256, sender, file, state, run, "
    "generation, report, rejects_volume, wrapped_rejects_key, received_by, received_by_name, received_at, signed_by, "
    "signed_by_name, signed_at, released_by, released_by_name, released_at FROM registry_deliveries WHERE id = $1"};
constexpr Statement all_deliveries{
    "registry.deliveries",
    "SELECT id, table_number, sequence, base_date, kind, layout, records, bytes, sha256, sender, file, state, run, "
    "generation, report, rejects_volume, wrapped_rejects_key, received_by, received_by_name, received_at, signed_by, "
    "signed_by_name, signed_at, released_by, released_by_name, released_at FROM registry_deliveries ORDER BY id DESC"};
constexpr Statement count_sequence{
    "registry.same_sequence",
    "SELECT COUNT(*) FROM registry_deliveries WHERE holding = $1 AND table_number = $2 AND sequence = $3 "
    "AND state <> 'refused'"};
constexpr Statement count_file{"registry.same_file",
                               "SELECT COUNT(*) FROM registry_deliveries WHERE sha256 = $1 AND state <> 'refused'"};
constexpr Statement max_sequence{
    "registry.last_sequence",
    "SELECT MAX(sequence) FROM registry_deliveries WHERE holding = $1 AND table_number = $2 AND state <> 'refused'"};
constexpr Statement update_state{"registry.set_state", "UPDATE registry_deliveries SET state = $2 WHERE id = $1"};
constexpr Statement update_run{
    "registry.set_run",
    "UPDATE registry_deliveries SET run = $2, generation = $3, rejects_volume = $4, wrapped_rejects_key = $5, "
    "state = 'importing' WHERE id = $1"};
constexpr Statement update_report{"registry.set_report", "UPDATE registry_deliveries SET report = $2 WHERE id = $1"};
constexpr Statement clear_generation{"registry.forget_generation",
                                     "UPDATE registry_deliveries SET generation = NULL WHERE id = $1"};
constexpr Statement clear_rejects{
    "registry.forget_rejects",
    "UPDATE registry_deliveries SET rejects_volume = NULL, wrapped_rejects_key = NULL WHERE id = $1"};
constexpr Statement update_signed{
    "registry.set_signed",
    "UPDATE registry_deliveries SET signed_by = $2, signed_by_name = $3, signed_at = $4 WHERE id = $1"};

constexpr Statement update_released{
    "registry.set_released",
    "UPDATE registry_deliveries SET released_by = $2, released_by_name = $3, released_at = $4 WHERE id = $1"};

constexpr Statement every_statement[] = {holding_by_code,
                                         insert_holding_row,
                                         current_generation_of,
                                         set_current,
                                         generation_by_id,
                                         unsigned_of,
                                         insert_generation_row,
                                         update_generation_state,
                                         update_generation_people,
                                         insert_district,
                                         insert_index,
                                         indexes_of,
                                         in_use_people,
                                         by_district,
                                         destroy_key,
                                         insert_delivery_row,
                                         delivery_by_id,
                                         all_deliveries,
                                         count_sequence,
                                         count_file,
                                         max_sequence,
                                         update_state,
                                         update_run,
                                         update_report,
                                         clear_generation,
                                         clear_rejects,
                                         update_signed,
                                         update_released};

constexpr std::string_view state_codes[] = {"received",         "uploading", "importing", "awaiting_sign_off",
                                            "awaiting_release", "in_use",    "refused",   "superseded"};

base::Result<DeliveryState> read_state(std::string_view code) {
    for (std::size_t index = 0; index < std::size(state_codes); ++index) {
        if (state_codes[index] == code) return static_cast<DeliveryState>(index);
    }
    return base::Error{base::Fault::corrupt, "registry.row_corrupt", "state"};
}

// A row as it is stored; what can be malformed is read afterwards, where it can fail.
struct RawDelivery {
    rows::DeliveryRow row;
    std::string state;
    std::optional<std::string> report;
    std::size_t digest_size = 0;
};

RawDelivery decode_delivery(const Row& row) {
    RawDelivery raw;
    auto& delivery = raw.row.delivery;
    delivery.id = DeliveryId{row.integer(0)};
    auto& manifest = delivery.manifest;
    manifest.table_number = row.text(1);
    manifest.sequence = row.integer(2);
    manifest.base_date = row.text(3);
    manifest.kind = row.text(4) == format::delivery_kind_name(format::DeliveryKind::change)
                        ? format::DeliveryKind::change
                        : format::DeliveryKind::full;
    manifest.layout = row.text(5);
    manifest.records = row.integer(6);
    manifest.bytes = row.integer(7);
    const auto digest = row.bytes(8);
    raw.digest_size = digest.size();
    std::ranges::copy(digest.first(std::min(digest.size(), manifest.sha256.size())), manifest.sha256.begin());
    manifest.sender = row.text(9);
    manifest.file = row.text(10);
    raw.state = row.text(11);
    raw.row.run = row.integer(12);
    if (const auto generation = row.maybe_integer(13)) delivery.generation = GenerationId{*generation};
    raw.report = row.maybe_text(14);
    raw.row.rejects_volume = row.maybe_text(15).value_or("");
    raw.row.wrapped_rejects_key = row.maybe_bytes(16);
    delivery.received_by = people::AccountId{row.integer(17)};
    delivery.received_by_name = row.text(18);
    delivery.received_at = row.instant(19);
    if (const auto account = row.maybe_integer(20)) delivery.signed_by = people::AccountId{*account};
    delivery.signed_by_name = row.text(21);
    if (const auto at = row.maybe_integer(22)) delivery.signed_at = base::from_millis(*at);
    if (const auto account = row.maybe_integer(23)) delivery.released_by = people::AccountId{*account};
    delivery.released_by_name = row.text(24);
    if (const auto at = row.maybe_integer(25)) delivery.released_at = base::from_millis(*at);
    return raw;
}

base::Result<rows::DeliveryRow> check_delivery(RawDelivery raw) {
    if (raw.digest_size != 32) return base::Error{base::Fault::corrupt, "registry.row_corrupt", "sha256"};
    auto& delivery = raw.row.delivery;
    delivery.state = TRY(read_state(raw.state));
    // The table has no state of its own for it: it waits for sign-off, and one of two has signed.
    if (delivery.state == DeliveryState::awaiting_sign_off && delivery.signed_at) {
        delivery.state = DeliveryState::awaiting_release;
    }
    if (raw.report) raw.row.delivery.report = TRY(read_report(*raw.report));
    return std::move(raw.row);
}

rows::Generation decode_generation(const Row& row) {
    return {.id = row.integer(0),
            .delivery = row.integer(1),
            .volume = std::string{row.text(2)},
            .wrapped_key = row.maybe_bytes(3),
            .state = std::string{row.text(4)},
            .base_date = std::string{row.text(5)},
            .layout = std::string{row.text(6)},
            .record_bits = static_cast<int>(row.integer(7)),
            .pair_bits = static_cast<int>(row.integer(8))};
}

// A change that must touch exactly the one row that the caller has just read.
base::Result<void> run_one(base::Result<std::int64_t> changed) {
    if (!changed) return std::move(changed).error();
    CHECK(*changed == 1);
    return {};
}

}  // namespace

std::string_view delivery_state_code(DeliveryState state) { return state_codes[static_cast<std::size_t>(state)]; }

std::span<const Statement> statements() {
    static const std::vector<Statement> all = [] {
        std::vector<Statement> both{std::begin(every_statement), std::end(every_statement)};
        const auto attachments = rows::attachment_statements();
        both.insert(both.end(), attachments.begin(), attachments.end());
        const auto copies = rows::copy_statements();
        both.insert(both.end(), copies.begin(), copies.end());
        const auto matches = rows::match_statements();
        both.insert(both.end(), matches.begin(), matches.end());
        const auto frames = rows::frame_statements();
        both.insert(both.end(), frames.begin(), frames.end());
        const auto more = rows::definition_statements();
        both.insert(both.end(), more.begin(), more.end());
        const auto of_calendar = rows::calendar_statements();
        both.insert(both.end(), of_calendar.begin(), of_calendar.end());
        const auto of_changes = rows::change_statements();
        both.insert(both.end(), of_changes.begin(), of_changes.end());
        const auto of_watches = rows::watch_statements();
        both.insert(both.end(), of_watches.begin(), of_watches.end());
        return both;
    }();
    return all;
}

namespace rows {

base::Result<std::optional<Holding>> holding(store::ReadTx& tx, std::string_view code) {
    return tx.one(holding_by_code, [](const Row& row) { return Holding{row.integer(0), *row.maybe_bytes(1)}; }, code);
}

base::Result<void> insert_holding(store::WriteTx& tx, std::int64_t id, std::string_view code,
                                  base::ByteView wrapped_index_key, base::Instant now) {
    return run_one(tx.run(insert_holding_row, id, code, wrapped_index_key, now));
}

base::Result<std::optional<std::int64_t>> current_generation(store::ReadTx& tx, std::int64_t id) {
    const auto row = TRY(tx.one(current_generation_of, [](const Row& found) { return found.maybe_integer(0); }, id));
    CHECK(row);
    return *row;
}

base::Result<void> set_current_generation(store::WriteTx& tx, std::int64_t id, std::int64_t generation) {
    return run_one(tx.run(set_current, id, generation));
}

base::Result<std::optional<Generation>> generation(store::ReadTx& tx, std::int64_t id) {
    return tx.one(generation_by_id, decode_generation, id);
}

base::Result<std::vector<Generation>> unsigned_generations(store::ReadTx& tx, std::int64_t delivery) {
    return tx.all(unsigned_of, decode_generation, delivery);
}

base::Result<void> insert_generation(store::WriteTx& tx, std::int64_t holding, const Generation& generation,
                                     base::Instant now) {
    return run_one(tx.run(insert_generation_row, generation.id, holding, generation.delivery, generation.volume,
                          generation.wrapped_key, generation.state, generation.base_date, generation.layout,
                          generation.record_bits, generation.pair_bits, now));
}

base::Result<void> set_generation_state(store::WriteTx& tx, std::int64_t id, std::string_view state) {
    return run_one(tx.run(update_generation_state, id, state));
}

base::Result<void> set_generation_people(store::WriteTx& tx, std::int64_t id, std::int64_t people) {
    return run_one(tx.run(update_generation_people, id, people));
}

base::Result<void> insert_generation_district(store::WriteTx& tx, std::int64_t id, std::int64_t district,
                                              std::int64_t people) {
    return run_one(tx.run(insert_district, id, district, people));
}

base::Result<void> insert_generation_index(store::WriteTx& tx, std::int64_t id, std::int64_t kind) {
    return run_one(tx.run(insert_index, id, kind));
}

base::Result<std::vector<std::int64_t>> generation_indexes(store::ReadTx& tx, std::int64_t id) {
    return tx.all(indexes_of, [](const Row& row) { return row.integer(0); }, id);
}

base::Result<std::optional<std::int64_t>> people_in_use(store::ReadTx& tx, std::string_view holding) {
    return tx.one(in_use_people, [](const Row& row) { return row.integer(0); }, holding);
}

base::Result<std::vector<std::pair<std::int64_t, std::int64_t>>> people_by_district(store::ReadTx& tx,
                                                                                    std::string_view holding) {
    return tx.all(by_district, [](const Row& row) { return std::pair{row.integer(0), row.integer(1)}; }, holding);
}

base::Result<std::vector<std::int64_t>> destroyed_generations(store::ReadTx& tx, std::int64_t holding) {
    return tx.all(destroyed_of, [](const Row& row) { return row.integer(0); }, holding);
}

base::Result<std::int64_t> count_rejects_volume(store::ReadTx& tx, std::string_view volume) {
    const auto count = TRY(tx.one(count_rejects, [](const Row& row) { return row.integer(0); }, volume));
    return count.value_or(0);
}

base::Result<void> destroy_generation_key(store::WriteTx& tx, std::int64_t id) {
    return run_one(tx.run(destroy_key, id));
}

base::Result<void> insert_delivery(store::WriteTx& tx, std::int64_t holding, const Delivery& delivery) {
    const auto& manifest = delivery.manifest;
    std::optional<std::string> report;
    if (delivery.report) report = report_json(*delivery.report);
    return run_one(tx.run(insert_delivery_row, delivery.id.number(), holding, manifest.table_number, manifest.sequence,
                          manifest.base_date, format::delivery_kind_name(manifest.kind), manifest.layout,
                          manifest.records, manifest.bytes, manifest.sha256, manifest.sender, manifest.file,
                          delivery_state_code(delivery.state), report, delivery.received_by.number(),
                          delivery.received_by_name, delivery.received_at));
}

base::Result<std::optional<DeliveryRow>> delivery(store::ReadTx& tx, std::int64_t id) {
    auto raw = TRY(tx.one(delivery_by_id, decode_delivery, id));
    if (!raw) return std::optional<DeliveryRow>{};
    auto row = TRY(check_delivery(*std::move(raw)));
    return std::optional{std::move(row)};
}

base::Result<std::vector<DeliveryRow>> deliveries(store::ReadTx& tx) {
    auto raw = TRY(tx.all(all_deliveries, decode_delivery));
    std::vector<DeliveryRow> out;
    out.reserve(raw.size());
    for (auto& one : raw) {
        auto row = TRY(check_delivery(std::move(one)));
        out.push_back(std::move(row));
    }
    return out;
}

base::Result<std::int64_t> same_sequence(store::ReadTx& tx, std::int64_t holding, std::string_view table_number,
                                         std::int64_t sequence) {
    const auto count =
        TRY(tx.one(count_sequence, [](const Row& row) { return row.integer(0); }, holding, table_number, sequence));
    return count.value_or(0);
}

base::Result<std::int64_t> same_file(store::ReadTx& tx, base::ByteView sha256) {
    const auto count = TRY(tx.one(count_file, [](const Row& row) { return row.integer(0); }, sha256));
    return count.value_or(0);
}

base::Result<std::optional<std::int64_t>> last_sequence(store::ReadTx& tx, std::int64_t holding,
                                                        std::string_view table_number) {
    const auto row =
        TRY(tx.one(max_sequence, [](const Row& found) { return found.maybe_integer(0); }, holding, table_number));
    return row.value_or(std::nullopt);
}

base::Result<void> set_state(store::WriteTx& tx, std::int64_t id, DeliveryState state) {
    return run_one(tx.run(update_state, id, delivery_state_code(state)));
}

base::Result<void> set_run(store::WriteTx& tx, std::int64_t id, std::int64_t run, std::int64_t generation,
                           std::string_view rejects_volume, base::ByteView wrapped_rejects_key) {
    return run_one(tx.run(update_run, id, run, generation, rejects_volume, wrapped_rejects_key));
}

base::Result<void> set_report(store::WriteTx& tx, std::int64_t id, const Report& report) {
    const auto json = report_json(report);
    return run_one(tx.run(update_report, id, json));
}

base::Result<void> forget_generation(store::WriteTx& tx, std::int64_t id) {
    return run_one(tx.run(clear_generation, id));
}

base::Result<void> forget_rejects(store::WriteTx& tx, std::int64_t id) { return run_one(tx.run(clear_rejects, id)); }

base::Result<void> set_signed(store::WriteTx& tx, std::int64_t id, const people::Actor& by, base::Instant now) {
    return run_one(tx.run(update_signed, id, by.account().number(), by.display_name(), now));
}

base::Result<void> set_released(store::WriteTx& tx, std::int64_t id, const people::Actor& by, base::Instant now) {
    return run_one(tx.run(update_released, id, by.account().number(), by.display_name(), now));
}

}  // namespace rows

}  // namespace menhu::registry
