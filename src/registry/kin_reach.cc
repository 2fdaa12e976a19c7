#include "registry/kin_reach.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace menhu::registry {

namespace {

void need(const KinGraph& graph, std::vector<int>& out, int node) {
    if (!graph.is_settled(node) && std::ranges::find(out, node) == out.end()) out.push_back(node);
}

// The records of all who stand below a possible common ancestor. A person at the ceiling itself is known by being
// named; only an adopted child's parents are opened there, because whether they married decides 1077 II and III.
void need_line(const KinGraph& graph, std::vector<int>& out, int from, int depth) {
    need(graph, out, from);
    for (const auto& step : ascent(graph, from, depth)) {
        const auto is_adopted = [&](const ParentEdge& edge) {
            const auto* child = graph.record(edge.child);
            return child != nullptr && !child->adoptions.empty();
        };
        if (step.depth < depth || std::ranges::any_of(graph.children(step.node), is_adopted)) {
            need(graph, out, step.node);
        }
    }
}

}  // namespace

std::vector<Ascent> ascent(const KinGraph& graph, int from, int depth) {
    std::vector<Ascent> out{{from, 0}};
    for (std::size_t at = 0; at < out.size(); ++at) {
        if (out[at].depth == depth) break;
        for (const auto& edge : graph.parents(out[at].node)) {
            const auto is_met = [&](const Ascent& met) { return met.node == edge.parent; };
            if (std::ranges::none_of(out, is_met)) out.push_back({edge.parent, out[at].depth + 1});
        }
    }
    return out;
}

std::vector<Place> places_around(const KinGraph& graph, const KinCeiling& ceiling, int from) {
    std::vector<Place> out;
    std::set<std::tuple<int, bool, bool, bool>> met;
    const int by_marriage = ceiling.affinity.value_or(0);
    const auto add = [&](Place place) {
        // Before the last marriage of a chain its degree may pass the ceiling of blood.
        const int limit = place.led || place.last ? by_marriage : std::max(ceiling.blood, by_marriage);
        if (place.degree > limit) return;
        if (met.emplace(place.node, place.descending, place.led, place.last).second) out.push_back(place);
    };
    add({.node = from, .degree = 0, .descending = false, .led = false, .last = false});
    // Breadth-first: marriages have no degree, so that a person is first met at the lowest.
    for (std::size_t at = 0; at < out.size(); ++at) {
        const auto here = out[at];
        if (here.last) continue;
        if (ceiling.affinity && (here.degree > 0 || !here.led)) {
            for (const auto& wedding : graph.weddings(here.node)) {
                const bool leads = here.degree == 0;
                add({.node = wedding.other,
                     .degree = here.degree,
                     .descending = false,
                     .led = here.led || leads,
                     .last = !leads});
            }
        }
        if (!here.descending) {
            for (const auto& edge : graph.parents(here.node)) {
                add({.node = edge.parent,
                     .degree = here.degree + 1,
                     .descending = false,
                     .led = here.led,
                     .last = false});
            }
        }
        const auto go_down = [&](int child) {
            add({.node = child, .degree = here.degree + 1, .descending = true, .led = here.led, .last = false});
        };
        for (const auto& edge : graph.children(here.node)) go_down(edge.child);
        // Those who may be children: their own records say by which bond.
        if (const auto* person = graph.record(here.node)) {
            for (const auto& child : person->children) {
                const int node = graph.find(child);
                if (!graph.is_settled(node)) go_down(node);
            }
        }
    }
    return out;
}

std::vector<int> needed_between(const KinGraph& graph, const KinCeiling& ceiling, int one, int other) {
    std::vector<int> out;
    const int by_marriage = ceiling.affinity.value_or(0);
    for (const int person : {one, other}) {
        need_line(graph, out, person, std::max(ceiling.blood, by_marriage));
        if (!ceiling.affinity) continue;
        for (const auto& wedding : graph.weddings(person)) need_line(graph, out, wedding.other, by_marriage);
    }
    return out;
}

std::vector<int> needed_around(const KinGraph& graph, const KinCeiling& ceiling, int one) {
    std::vector<int> out;
    for (const auto& place : places_around(graph, ceiling, one)) need(graph, out, place.node);
    return out;
}

}  // namespace menhu::registry
