#pragma once
// Pass 1 of a change file: it is hashed, cut, read and checked on the import's thread, in the order of the file, and
// its changes wait in a ChangeSpill. Inside the room. Memory: one block, and 48 bytes for each change of an id. Thread
// rule: called once, on the import's thread.
#include <array>
#include <cstdint>
#include <optional>

#include "base/result.h"
#include "registry/change_spill.h"
#include "registry/events.h"
#include "registry/import_read.h"

namespace menhu::registry {

struct ChangesRead {
    ReadOutcome file;  // its tally counts changes as people
    std::array<std::uint64_t, legal_event_count> kinds{};
};

// Nothing if it was told to stop. Errors: registry.inbox_unusable, registry.scratch_unusable; those of format.
base::Result<std::optional<ChangesRead>> read_changes(const ReadSettings& settings, ChangeSpill& spill,
                                                      RejectsFile& rejects, const OnBytes& on_bytes);

}  // namespace menhu::registry
