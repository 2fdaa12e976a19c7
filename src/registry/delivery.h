#pragma once
// A delivery: a data file with its manifest, from arrival to its end. It is taken in by a designated person (S2.1),
// received into the inbox in any number of pieces, imported, signed off and switched to in one step.
//
// States: received → uploading → importing → awaiting_sign_off → (awaiting_release →) in_use → superseded; refused from
// any of those before in_use. Promise: nothing of a delivery can be asked about before somebody signed it off, and a
// second person too where it differs much. Every step is entered in the ledger. Thread rule: as the transaction; an
// Upload belongs to one thread.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "format/manifest.h"
#include "people/actor.h"
#include "registry/registry.h"
#include "registry/report.h"
#include "store/database.h"

namespace menhu::registry {

enum class DeliveryState : std::uint8_t {
    received,   // the manifest is here, no byte of the file yet
    uploading,  // some bytes of the file, or all
    importing,  // being built, or interrupted while being built: start_import goes on
    awaiting_sign_off,
    awaiting_release,  // accepted by one person; a second one looks at it, because it differs much (sign_off.h)
    in_use,
    refused,
    superseded,  // a later generation is in use
};
std::string_view delivery_state_code(DeliveryState state);  // "received", …

struct Delivery {
    DeliveryId id{0};
    format::DeliveryManifest manifest;
    DeliveryState state = DeliveryState::received;
    std::optional<Report> report;  // once there is one
    std::optional<GenerationId> generation;
    people::AccountId received_by{0};
    std::string received_by_name;  // display name at that time
    base::Instant received_at{};
    std::optional<people::AccountId> signed_by;
    std::string signed_by_name;
    std::optional<base::Instant> signed_at;
    std::optional<people::AccountId> released_by;  // the second person, where it took two
    std::string released_by_name;
    std::optional<base::Instant> released_at;
};

// Takes a manifest (TOML). A delivery that came before (same file, or same table and sequence, unless that one was
// refused) or that names an unknown layout is kept as `refused` with its report, and entered so.
// Errors: format.manifest_invalid and those of the parser; those of people::require.
base::Result<DeliveryId> take_manifest(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                       std::string_view manifest, base::Random& random, base::Instant now);

// Newest first.
base::Result<std::vector<Delivery>> deliveries(store::ReadTx& tx);
base::Result<std::optional<Delivery>> find_delivery(store::ReadTx& tx, DeliveryId id);

// How many bytes of the file the inbox holds.
std::uint64_t received_bytes(const Registry& registry, DeliveryId id);

// Bytes of the file into the inbox. Blocks for the disk and one commit; not on the writer's thread.
class Upload {
public:
    // Goes on at `offset`, which must be what received_bytes says. Holds the file until it ends.
    // Errors: registry.delivery_unknown, registry.delivery_state, registry.upload_offset (detail: the bytes held),
    // registry.upload_in_progress, registry.inbox_unusable; those of people::require.
    static base::Result<Upload> open(const Registry& registry, const people::Actor& by, DeliveryId id,
                                     std::uint64_t offset);
    Upload(Upload&& other) noexcept;
    Upload& operator=(Upload&& other) noexcept;
    ~Upload();

    // Errors: registry.upload_too_long (more than the manifest says; nothing of the piece is kept),
    // registry.inbox_unusable.
    base::Result<void> write(base::ByteView piece);
    // Makes what was written durable and answers how many bytes the inbox holds. An Upload that dies without it keeps
    // what the disk has: the sender asks received_bytes and goes on.
    base::Result<std::uint64_t> finish();

private:
    Upload(int file, std::uint64_t held, std::uint64_t limit) : file_{file}, held_{held}, limit_{limit} {}
    int file_;
    std::uint64_t held_;
    std::uint64_t limit_;
};

// Ends a delivery that is not in use: refuses it with "cancelled", removes its file and destroys what was built. An
// import that runs stops by itself. Blocks for commits. Errors: registry.delivery_unknown, registry.delivery_state;
// those of people::require.
base::Result<void> cancel_delivery(const Registry& registry, const people::Actor& by, DeliveryId id, base::Instant now);

}  // namespace menhu::registry
