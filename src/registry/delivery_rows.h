#pragma once
// The rows of deliveries, generations and the holding. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "registry/delivery.h"
#include "store/database.h"

namespace menhu::registry::rows {

struct Holding {
    std::int64_t id;
    base::Bytes wrapped_index_key;
};
base::Result<std::optional<Holding>> holding(store::ReadTx& tx, std::string_view code);
base::Result<void> insert_holding(store::WriteTx& tx, std::int64_t id, std::string_view code,
                                  base::ByteView wrapped_index_key, base::Instant now);
base::Result<std::optional<std::int64_t>> current_generation(store::ReadTx& tx, std::int64_t holding);
base::Result<void> set_current_generation(store::WriteTx& tx, std::int64_t holding, std::int64_t generation);

struct Generation {
    std::int64_t id = 0;
    std::int64_t delivery = 0;
    std::string volume;
    std::optional<base::Bytes> wrapped_key;  // nothing: destroyed
    std::string state;
    std::string base_date;
    std::string layout;
    int record_bits = 0;
    int pair_bits = 0;
};
base::Result<std::optional<Generation>> generation(store::ReadTx& tx, std::int64_t id);
// Those of a delivery that were begun and never signed off.
base::Result<std::vector<Generation>> unsigned_generations(store::ReadTx& tx, std::int64_t delivery);
base::Result<void> insert_generation(store::WriteTx& tx, std::int64_t holding, const Generation& generation,
                                     base::Instant now);
base::Result<void> set_generation_state(store::WriteTx& tx, std::int64_t id, std::string_view state);
base::Result<void> set_generation_people(store::WriteTx& tx, std::int64_t id, std::int64_t people);
base::Result<void> insert_generation_district(store::WriteTx& tx, std::int64_t id, std::int64_t district,
                                              std::int64_t people);
// Which indexes beyond the first six it was built with; kinds of tags.h, ascending.
base::Result<void> insert_generation_index(store::WriteTx& tx, std::int64_t id, std::int64_t kind);
base::Result<std::vector<std::int64_t>> generation_indexes(store::ReadTx& tx, std::int64_t id);
// Of the generation in use; nothing if there is none.
base::Result<std::optional<std::int64_t>> people_in_use(store::ReadTx& tx, std::string_view holding);
// Its districts and how many live there; empty if that was not counted.
base::Result<std::vector<std::pair<std::int64_t, std::int64_t>>> people_by_district(store::ReadTx& tx,
                                                                                    std::string_view holding);
// Those whose data key is gone; their volumes may be there still if a crash came between.
base::Result<std::vector<std::int64_t>> destroyed_generations(store::ReadTx& tx, std::int64_t holding);
base::Result<std::int64_t> count_rejects_volume(store::ReadTx& tx, std::string_view volume);
// The data key goes for good; the row stays.
base::Result<void> destroy_generation_key(store::WriteTx& tx, std::int64_t id);

// A delivery with what only this room needs.
struct DeliveryRow {
    Delivery delivery;
    std::int64_t run = 0;
    std::string rejects_volume;  // empty: none
    std::optional<base::Bytes> wrapped_rejects_key;
};
base::Result<void> insert_delivery(store::WriteTx& tx, std::int64_t holding, const Delivery& delivery);
base::Result<std::optional<DeliveryRow>> delivery(store::ReadTx& tx, std::int64_t id);
base::Result<std::vector<DeliveryRow>> deliveries(store::ReadTx& tx);
// How many deliveries, refused ones apart, have this table and sequence, or this file.
base::Result<std::int64_t> same_sequence(store::ReadTx& tx, std::int64_t holding, std::string_view table_number,
                                         std::int64_t sequence);
base::Result<std::int64_t> same_file(store::ReadTx& tx, base::ByteView sha256);
// The highest sequence of a table that was not refused; nothing if there is none.
base::Result<std::optional<std::int64_t>> last_sequence(store::ReadTx& tx, std::int64_t holding,
                                                        std::string_view table_number);
base::Result<void> set_state(store::WriteTx& tx, std::int64_t id, DeliveryState state);
base::Result<void> set_run(store::WriteTx& tx, std::int64_t id, std::int64_t run, std::int64_t generation,
                           std::string_view rejects_volume, base::ByteView wrapped_rejects_key);
base::Result<void> set_report(store::WriteTx& tx, std::int64_t id, const Report& report);
base::Result<void> forget_generation(store::WriteTx& tx, std::int64_t id);
base::Result<void> forget_rejects(store::WriteTx& tx, std::int64_t id);
// The second person.
base::Result<void> set_released(store::WriteTx& tx, std::int64_t id, const people::Actor& by, base::Instant now);
base::Result<void> set_signed(store::WriteTx& tx, std::int64_t id, const people::Actor& by, base::Instant now);

}  // namespace menhu::registry::rows
