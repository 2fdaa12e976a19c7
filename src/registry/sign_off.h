#pragma once
// Sign-off: the designated person has read the report and answers for it (S2.1, F2.5). Accepting switches to the new
// generation in one transaction; refusing destroys its data key in one and then removes its volume.
//
// Promise: what differs from the copy in use by more than the profile's share (release_threshold), or was not compared
// with it, comes into use only when a second designated person releases it who is not the one that signed it off
// (四(二)1). Thread rule: any thread but the writer's; blocks for commits.
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
// registry.delivery_state, registry.note_too_long; those of people::require. Answers the state that it is in now:
// awaiting_release where it takes a second person.
base::Result<DeliveryState> sign_off(const Registry& registry, const people::Actor& by, DeliveryId id,
                                     Decision decision, std::string_view note, base::Instant now);

// Does it take a second person to bring this delivery into use? Not where nothing is in use yet.
base::Result<bool> takes_two(store::ReadTx& tx, const Registry& registry, const Delivery& delivery);

// The second person's decision on a delivery that is awaiting_release. Errors as sign_off; registry.release_own
// (refused): whoever signed it off cannot release it.
base::Result<DeliveryState> release(const Registry& registry, const people::Actor& by, DeliveryId id, Decision decision,
                                    std::string_view note, base::Instant now);

}  // namespace menhu::registry
