#pragma once
// Pass 1 of an import: the received file is hashed and cut on this thread; rows are read, checked, tagged and sealed
// into spill files on others. Inside the room. Thread rule: run() is called once, on the import's thread.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "format/layout.h"
#include "registry/import.h"
#include "registry/rejects_file.h"
#include "registry/spill.h"
#include "registry/tally.h"

namespace menhu::registry {

struct ReadSettings {
    const format::Layout& layout;
    const format::CharacterMap& characters;
    std::string base_date;
    std::filesystem::path file;
    std::uint64_t expected_bytes;  // for the progress only
    const crypto::TagKey& index_key;
    const crypto::Secret& data_key;
    const crypto::Secret& scratch_key;  // lives as long as the import: events wait under it for their people
    std::int64_t generation;
    int workers;
};

struct ReadOutcome {
    Tally tally;
    std::uint64_t bytes = 0;
    crypto::Digest sha256{};
    std::string cut_problem;  // why the file could not be cut to its end; empty if it could
};

// Called with the bytes read so far.
using OnBytes = std::function<Proceed(std::uint64_t)>;

// Nothing if it was told to stop. Errors: registry.inbox_unusable, registry.scratch_unusable; those of format.
base::Result<std::optional<ReadOutcome>> read_file(const ReadSettings& settings, Spill& spill, RejectsFile& rejects,
                                                   const OnBytes& on_bytes);

}  // namespace menhu::registry
