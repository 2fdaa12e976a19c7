#pragma once
// Import: from the received file to a new generation beside the old one, which waits for sign-off (U1.1, S2.1, F2.5).
//
// Promises: everything that is wrong is in one report; nothing is half loaded: killed at any byte, the old generation
// is in use and start_import begins anew from the received file; memory stays flat whatever the file's size; no
// plaintext of a record touches the disk outside the inbox. Thread rule: run() on a thread of its own, which it keeps
// busy until the end together with Settings::workers more.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "registry/delivery.h"
#include "registry/registry.h"

namespace menhu::registry {

enum class Phase : std::uint8_t { reading, building, done };
std::string_view phase_code(Phase phase);  // "reading", …

struct Progress {
    Phase phase = Phase::reading;
    std::uint64_t done = 0;  // reading: bytes of the file; building: partitions
    std::uint64_t total = 0;
};

enum class Proceed : std::uint8_t { go_on, stop };
// Called several times a second on the thread of run(). `stop` ends the import: the delivery stays resumable.
using OnProgress = std::function<Proceed(const Progress&)>;

// The right to run one import once. Move-only; made by start_import.
class ImportJob {
public:
    ImportJob(ImportJob&& other) noexcept;
    ImportJob& operator=(ImportJob&& other) noexcept;
    ~ImportJob();

    DeliveryId delivery() const;
    // Builds the generation; answers the state that the delivery is in now: awaiting_sign_off, refused (a value: the
    // report says why, nothing is loaded), or importing if it was told to stop.
    // Errors: registry.import_overtaken (somebody cancelled it or started it again), registry.scratch_unusable,
    // registry.inbox_unusable, those of store. The delivery then stays resumable.
    base::Result<DeliveryState> run(base::Clock& clock, const OnProgress& on_progress);

private:
    friend base::Result<ImportJob> start_import(const Registry&, const people::Actor&, DeliveryId, base::Random&,
                                                base::Instant);
    struct Inside;
    explicit ImportJob(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// By a designated person, who says with it that the file is whole: one that is shorter than its manifest is refused.
// Also takes up an import that was interrupted. Blocks for a commit. Errors: registry.delivery_unknown,
// registry.delivery_state, registry.import_running, registry.upload_in_progress; those of people::require.
base::Result<ImportJob> start_import(const Registry& registry, const people::Actor& by, DeliveryId id,
                                     base::Random& random, base::Instant now);

// What the running import of this delivery last told, if one runs in this process.
std::optional<Progress> import_progress(const Registry& registry, DeliveryId id);

}  // namespace menhu::registry
