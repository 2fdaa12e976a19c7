#pragma once
// What the records that were opened leave open, and whether it matters for what was asked. Inside the room.
#include <vector>

#include "registry/kin_graph.h"

namespace menhu::registry {

// Facts that could hide a relation of the two within the ceiling.
std::vector<KinGap> gaps_between(const KinGraph& graph, const KinCeiling& ceiling, int one, int other);

// Facts that could hide somebody who belongs on the list of everybody.
std::vector<KinGap> gaps_around(const KinGraph& graph, const KinCeiling& ceiling, int one, Holds children_held);

}  // namespace menhu::registry
