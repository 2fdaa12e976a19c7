#pragma once
// Pass 1½ of a change file: the copy in use is streamed, partition by partition, merged with the sorted changes and
// sealed under the new generation's key into the spill, from which it is built like a full file. Nobody's record is
// taken over unless the record before the change is what is held. Inside the room. Memory: a partition a thread, and 24
// bytes for each person touched. Thread rule: called once, on the import's thread; it keeps Settings::workers more
// busy.
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/result.h"
#include "crypto/secret.h"
#include "registry/change_spill.h"
#include "registry/import_read.h"
#include "registry/inside.h"
#include "registry/touched.h"

namespace menhu::registry {

// The copy in use, which is changed.
struct BaseCopy {
    rows::Generation row;
    crypto::Secret key;
};

struct ChangesApplied {
    Tally tally;
    std::map<format::PersonField, std::uint64_t> differing;  // in how many changes this field is not what is held
    std::vector<Touched> touched;                            // ascending, each once
};

// Called with the partitions done.
using OnApplied = std::function<Proceed(std::uint64_t)>;

// Nothing if it was told to stop. `settings` is that of read_changes; `tag_of` the ledger's tag of an id.
// Errors: registry.scratch_unusable, registry.inbox_unusable, registry.spill_corrupt, registry.bucket_corrupt,
// registry.record_corrupt; those of crypto and store.
base::Result<std::optional<ChangesApplied>> apply_changes(Registry::Inside& inside, const BaseCopy& base,
                                                          const ReadSettings& settings, const ChangeSpill& changes,
                                                          Spill& spill, RejectsFile& rejects,
                                                          const OnApplied& on_partition);

}  // namespace menhu::registry
