#pragma once
// Sign-off: the designated person has read the report and answers for it (S2.1, F2.5). Accepting switches to the new
// generation in one transaction; refusing destroys its data key in one and then removes its volume. Thread rule: any
// thread but the writer's; blocks for commits.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "registry/delivery.h"
#include "registry/registry.h"

namespace menhu::registry {

enum class Decision : std::uint8_t { accept, refuse };

// `note` in words without names, at most 2000 bytes; it is sealed in the ledger. Errors: registry.delivery_unknown,
// registry.delivery_state, registry.note_too_long; those of people::require.
base::Result<DeliveryState> sign_off(const Registry& registry, const people::Actor& by, DeliveryId id,
                                     Decision decision, std::string_view note, base::Instant now);

}  // namespace menhu::registry
