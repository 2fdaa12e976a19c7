#pragma once
// Who lies within the ceiling, and whose records must be opened to say so. Inside the room.
#include <vector>

#include "registry/kin_graph.h"

namespace menhu::registry {

// A person and the fewest generations up to them.
struct Ascent {
    int node = 0;
    int depth = 0;
};
// The person and all ancestors by nature and adoption to `depth`, each once, the nearest first.
std::vector<Ascent> ascent(const KinGraph& graph, int from, int depth);

// A person on some chain from one person: how far, and what may still follow.
struct Place {
    int node = 0;
    int degree = 0;
    bool descending = false;  // no way up any more
    bool led = false;         // the chain began with a marriage
    bool last = false;        // it ended with one
};
std::vector<Place> places_around(const KinGraph& graph, const KinCeiling& ceiling, int from);

// Whose records the answer still needs.
std::vector<int> needed_between(const KinGraph& graph, const KinCeiling& ceiling, int one, int other);
std::vector<int> needed_around(const KinGraph& graph, const KinCeiling& ceiling, int one);

}  // namespace menhu::registry
