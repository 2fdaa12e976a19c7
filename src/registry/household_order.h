#pragma once
// The order in which the members of a household are shown. Pure. Inside the room.
#include <cstdint>
#include <string_view>
#include <vector>

#include "registry/find.h"

namespace menhu::registry {

// 戶籍法施行細則 4: head, spouse, lineal ascendants, lineal descendants, collaterals, other members, lodgers.
enum class Place : std::uint8_t { head, spouse, ascendant, descendant, collateral, other, lodger };

// From the relation (稱謂), which is what the head calls the person, in free text.
Place place_of(std::string_view relation);

// By place, then by birth date. The head is known by the id that the rows name.
void sort_household(std::vector<Found>& members);

}  // namespace menhu::registry
