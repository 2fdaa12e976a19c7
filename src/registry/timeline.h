#pragma once
// The histories of a person as a card shows them: the events of a record by kind, masked until they are revealed.
// Inside the room; what callers see is CardHistory of lookup.h. Pure. Thread rule: values.
#include <span>

#include "law/profile.h"
#include "registry/events.h"
#include "registry/lookup.h"

namespace menhu::registry {

// The events of `field`, in the order of the record. Masked, an event keeps its kind, the year of its days, of an
// address city and district, of an id and a name what masked() leaves; the number of the act goes.
CardHistory card_history(std::span<const PersonEvent> events, const law::Field& field, Shown shown);

}  // namespace menhu::registry
