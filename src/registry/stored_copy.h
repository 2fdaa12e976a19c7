#pragma once
// The sealed records of a generation, partition by partition, in the order of their tags. Inside the room. Memory: one
// partition. Thread rule: any thread but the writer's.
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "registry/bucket.h"
#include "store/database.h"

namespace menhu::registry {

struct StoredRecord {
    Tag tag;
    SealedRecord record;
};

// The records borrow from the bodies.
struct StoredPartition {
    std::vector<base::Bytes> bodies;
    std::vector<StoredRecord> records;
};

// Appends the records of a bucket's body. Error: registry.bucket_corrupt.
base::Result<void> add_records(base::ByteView body, std::vector<StoredRecord>& records);
bool is_record_key(std::int64_t key);

// Errors: registry.bucket_corrupt; those of store.
base::Result<StoredPartition> read_partition(store::Database& database, const std::string& volume, int record_bits,
                                             std::size_t partition);

}  // namespace menhu::registry
