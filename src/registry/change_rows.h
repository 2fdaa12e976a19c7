#pragma once
// The rows of change files: what a generation was made of, and whom a delivery touches. Inside the room. Thread rule:
// as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "registry/delivery_rows.h"
#include "registry/touched.h"

namespace menhu::registry::rows {

struct GenerationChanges {
    std::optional<std::int64_t> built_on;  // the generation that was changed; none for a full file
    std::int64_t change_sequence = 0;      // of the last change file that it contains; 0: none
};
base::Result<void> insert_generation_changes(store::WriteTx& tx, std::int64_t generation,
                                             const GenerationChanges& changes);
// Of a full file that was read before change files were known: nothing, which says as much as no change file.
base::Result<GenerationChanges> generation_changes(store::ReadTx& tx, std::int64_t generation);

// How many deliveries that are not decided have this table and sequence, or this file.
base::Result<std::int64_t> waiting_like(store::ReadTx& tx, std::int64_t holding, std::string_view table_number,
                                        std::int64_t sequence, base::ByteView sha256);

base::Result<void> insert_touched(store::WriteTx& tx, std::int64_t delivery, std::span<const Touched> touched);
base::Result<void> delete_touched(store::WriteTx& tx, std::int64_t delivery);

std::span<const store::Statement> change_statements();

}  // namespace menhu::registry::rows
