#pragma once
// Pass 2 of an import: partition by partition the entries are sorted, checked against each other and put into the new
// volume as buckets. One thread prepares while the import's thread puts. Inside the room. Thread rule: build() is
// called once, on the import's thread.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "registry/import.h"
#include "registry/join_events.h"
#include "registry/rejects_file.h"
#include "registry/sealer.h"
#include "registry/spill.h"
#include "registry/tally.h"
#include "store/volume.h"

namespace menhu::registry {

// A partition ready to be put: bodies one after another, keys ascending.
struct BuiltPartition {
    struct Slice {
        std::int64_t key;
        std::size_t at;
        std::size_t length;
    };
    base::Bytes bodies;
    std::vector<Slice> slices;
    std::uint64_t people = 0;
    std::map<std::uint32_t, std::int64_t> districts;  // how many of them in each; 0: not known
    // Rows that came a second time with the same id, and events of nobody.
    struct Rejected {
        RowPlace place;
        Reason reason;
        format::PersonField field;
    };
    std::vector<Rejected> rejected;
    Tally tally;
};

struct Bits {
    int record;
    int pair;
};

// Errors: registry.spill_corrupt; those of EventJoiner.
base::Result<BuiltPartition> build_partition(base::ByteView spilled, Bits bits, EventJoiner& joiner);

struct BuildOutcome {
    Tally tally;  // of the cross-checks; its `rejected` counts duplicates, `rejected_events` events of nobody
    std::uint64_t people = 0;
    std::map<std::uint32_t, std::int64_t> districts;
};

// Called with how many partitions are done and the last of them; an Error ends it.
using OnPartition = std::function<base::Result<Proceed>(std::uint64_t, const BuiltPartition&)>;

// Nothing if it was told to stop. `file` is read again for the raw bytes of what is rejected.
base::Result<std::optional<BuildOutcome>> build(Spill& spill, Bits bits, EventJoiner joiner,
                                                const std::filesystem::path& file, RejectsFile& rejects,
                                                store::VolumeWriter& volume, const OnPartition& on_partition);

}  // namespace menhu::registry
