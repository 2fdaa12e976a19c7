#pragma once
// A volume: an ordered map from a 63-bit key to a body of bytes, built aside in bulk and then read by key. It holds one
// generation of a holding. SQLite: a file of its own under volumes/, so that building it never blocks the ledger and
// its end is an unlink. PostgreSQL: a table of its own, loaded by COPY, ended by DROP TABLE.
//
// Promise: until finish() has returned, the volume does not exist for any reader; what a crash leaves of an unfinished
// one is removed by the next create or open. Thread rule: one thread per VolumeWriter.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "store/database.h"

namespace menhu::store {

class VolumeWriter {
public:
    // `name`: [a-z0-9_]{1,40}, new. Errors: store.volume_exists, store.disk_full.
    static base::Result<VolumeWriter> create(Database& database, std::string_view name);
    VolumeWriter(VolumeWriter&&) noexcept;
    VolumeWriter& operator=(VolumeWriter&&) noexcept;
    ~VolumeWriter();  // an unfinished volume is removed

    // Keys ascend strictly. Cost: an append at the right edge of the tree.
    base::Result<void> put(std::int64_t key, base::ByteView body);
    // Makes it durable and visible.
    base::Result<void> finish();

private:
    class Impl;
    explicit VolumeWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// Ends a volume: unlinks its file or drops its table. No error if there is none. Not to be called from a closure.
// ReadTx::bucket answers store.volume_missing from then on.
base::Result<void> drop_volume(Database& database, std::string_view name);

// The names of all finished volumes, in order.
base::Result<std::vector<std::string>> list_volumes(Database& database);

}  // namespace menhu::store
