#pragma once
// The changes of a change file while they wait for the records that they change: a file a partition, in the folder of
// the import's Spill, sealed under the import's scratch key. Inside the room. Thread rule: written by one thread; then
// take() from any.
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/aead.h"
#include "crypto/secret.h"
#include "registry/events.h"
#include "registry/sealer.h"
#include "registry/tags.h"

namespace menhu::registry {

// One change of one person.
struct Change {
    std::uint32_t number = 0;  // from 1, in the order of the file
    Tag root{};                // of the record that is held; another than `before` after a change of id in this file
    Tag before{};              // of the id before; that of the id after for somebody new
    Tag after{};               // of the id after; that of the id before for somebody struck out
    RowPlace place;            // of the change record, and of its images
    RowPlace before_place;
    RowPlace after_place;
    PersonEvent event;
    std::string undone_act;
    base::Bytes before_image;  // compact records; empty: there is none
    base::Bytes after_image;

    Change() = default;
    Change(Change&&) = default;
    Change& operator=(Change&&) = default;
    ~Change();  // wipes the images
};

class ChangeSpill {
public:
    // `directory`: of a Spill that lives longer. `generation`: what is being built; binds the sealed bytes.
    ChangeSpill(std::filesystem::path directory, const crypto::Secret& scratch_key, std::int64_t generation)
        : directory_{std::move(directory)}, key_{scratch_key}, aead_{scratch_key}, generation_{generation} {}

    // By `root`. Error: registry.scratch_unusable.
    base::Result<void> add(const Change& change);
    base::Result<void> flush();
    // The changes of a partition, by root, then number. Each partition once.
    // Errors: registry.scratch_unusable, registry.spill_corrupt; those of crypto.
    base::Result<std::vector<Change>> take(std::size_t partition) const;

private:
    std::filesystem::path path(std::size_t partition) const;
    base::Result<void> flush(std::size_t partition);

    std::filesystem::path directory_;
    const crypto::Secret& key_;
    crypto::Aead aead_;
    std::int64_t generation_;
    std::array<base::Bytes, partitions> buffers_;
};

}  // namespace menhu::registry
