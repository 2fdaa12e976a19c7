#pragma once
// Spill files of one import: one file a partition, in a folder of their own. What is written is tags, dates of
// birth, districts and sealed records, nothing else of a person; the entries of a partition come back in no particular
// order. The folder goes with the Spill. Thread rule: a Spill is shared by the threads of one import; each has its own
// SpillWriter.
#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "registry/tags.h"

namespace menhu::registry {

// What pass 2 needs to know of a person beside the sealed record.
struct PersonEntry {
    Tag tag;
    Tag spouse;                   // zero if none
    std::uint64_t offset;         // of the raw row in the file
    std::uint32_t length;         // of the raw row
    std::uint32_t number;         // of the row
    std::uint32_t birth;          // yyyymmdd, zero where unknown
    std::uint32_t district;       // of eight digits, zero where unknown
    std::uint32_t sealed_length;  // the sealed record follows
};
// A pair of an index.
struct PairEntry {
    Tag tag;
    Tag person;
    Tag other;             // household: the head that the row names; else zero
    std::uint32_t number;  // of the row
    std::uint32_t birth;   // child: of the child
};

// An event of a person: the stored form of one (events.h), sealed under the import's scratch key.
struct EventEntry {
    Tag tag;
    std::uint64_t offset;         // of the raw row in the file
    std::uint32_t length;         // of the raw row
    std::uint32_t number;         // of the row; its nonce
    std::uint32_t sealed_length;  // the sealed event follows
};

class Spill {
public:
    // Makes the folder (0700), empty. Errors: registry.scratch_unusable.
    static base::Result<Spill> create(std::filesystem::path directory);
    // Removes what crashed imports left in `parent`; the folders of living ones are locked.
    static void remove_stale(const std::filesystem::path& parent);
    Spill(Spill&& other) noexcept;
    Spill& operator=(Spill&&) = delete;
    ~Spill();

    const std::filesystem::path& directory() const { return directory_; }
    // The bytes of a partition; the file is removed. Errors: registry.scratch_unusable.
    base::Result<base::Bytes> take(std::size_t partition) const;
    // Appends; complete entries only, so that several threads may.
    base::Result<void> append(std::size_t partition, base::ByteView bytes) const;

private:
    Spill() = default;
    std::filesystem::path path(std::size_t partition) const;
    std::filesystem::path directory_;
    int lock_ = -1;  // the folder itself, locked as long as I live
};

class SpillWriter {
public:
    explicit SpillWriter(Spill& spill) : spill_{spill} {}
    base::Result<void> person(const PersonEntry& entry, base::ByteView sealed);
    base::Result<void> pair(Index index, const PairEntry& entry);
    base::Result<void> event(const EventEntry& entry, base::ByteView sealed);
    base::Result<void> flush();

private:
    base::Bytes& room(const Tag& tag) { return buffers_[partition_of(tag)]; }
    base::Result<void> flush_if_full(const Tag& tag);
    Spill& spill_;
    std::array<base::Bytes, partitions> buffers_;
};

// Before an event in a partition, where a pair has its Index.
inline constexpr std::uint8_t event_mark = 0xff;

// Reads a partition back: `on_person(const PersonEntry&, ByteView sealed)`, `on_pair(Index, const PairEntry&)` and
// `on_event(const EventEntry&, ByteView sealed)` for each entry; the sealed bytes borrow from `bytes`. False if the
// bytes are not whole entries.
template <class OnPerson, class OnPair, class OnEvent>
bool read_spill(base::ByteView bytes, OnPerson&& on_person, OnPair&& on_pair, OnEvent&& on_event);

}  // namespace menhu::registry

#include "registry/spill_read.h"
