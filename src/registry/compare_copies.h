#pragma once
// The copy in use beside the one that is being built: partition by partition both are opened and each person is counted
// (compare.h). Memory: the sealed records of one partition. Inside the room. Thread rule: the import's thread.
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "crypto/aead.h"
#include "crypto/secret.h"
#include "registry/build.h"
#include "registry/compare.h"
#include "registry/inside.h"

namespace menhu::registry {

class CopyComparison {
public:
    // Nothing if no generation is in use. `data_key` and `generation` are those of the new copy.
    static base::Result<std::optional<CopyComparison>> open(Registry::Inside& inside, const crypto::Secret& data_key,
                                                            std::int64_t generation);

    // Partition `index`, as it was put. An old copy that cannot be read ends the comparison, not the import; errors are
    // those of the database that is not there.
    base::Result<void> partition(std::size_t index, const BuiltPartition& built);
    Comparison take();

private:
    struct Copy {
        std::int64_t generation;
        crypto::Aead aead;
    };
    CopyComparison(Registry::Inside& inside, std::optional<Copy> old, Copy fresh, const rows::Generation& row);
    base::Result<void> compare(std::size_t index, const BuiltPartition& built);

    Registry::Inside& inside_;
    std::optional<Copy> old_;  // none: its key cannot be opened, as `problem_` says
    Copy fresh_;
    std::string volume_;
    int record_bits_;
    Comparer comparer_;
    std::string problem_;
};

}  // namespace menhu::registry
