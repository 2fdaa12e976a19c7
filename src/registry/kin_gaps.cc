#include "registry/kin_gaps.h"

#include <algorithm>

#include "registry/kin_reach.h"

namespace menhu::registry {

namespace {

// A parent whom nobody names, one generation above `node`.
struct Missing {
    KinGap::Kind kind = KinGap::Kind::record;
    int node = 0;
    int depth = 0;  // of the missing parent
};

void add_missing(const KinGraph& graph, int node, int depth, std::vector<Missing>& out) {
    const auto* person = graph.record(node);
    if (person == nullptr) {
        out.push_back({KinGap::Kind::record, node, depth + 1});
        return;
    }
    if (person->father.state == KinParent::State::unknown) out.push_back({KinGap::Kind::father, node, depth + 1});
    if (person->mother.state == KinParent::State::unknown) out.push_back({KinGap::Kind::mother, node, depth + 1});
    for (const auto& adoption : person->adoptions) {
        const bool over = adoption.ended && on_or_before(*adoption.ended, graph.on()) == Truth::yes;
        if (adoption.parent || over || on_or_before(adoption.began, graph.on()) == Truth::no) continue;
        out.push_back({KinGap::Kind::adoptive_parent, node, depth + 1});
    }
}

std::vector<Missing> missing_above(const KinGraph& graph, const std::vector<Ascent>& line, int depth) {
    std::vector<Missing> out;
    for (const auto& step : line) {
        if (step.depth < depth) add_missing(graph, step.node, step.depth, out);
    }
    return out;
}

bool fits(KinGap::Kind kind, KinSex sex) {
    if (kind == KinGap::Kind::father) return sex != KinSex::female;
    if (kind == KinGap::Kind::mother) return sex != KinSex::male;
    return true;
}

bool may_be_one(const Missing& a, const Missing& b) {
    const bool opposite = (a.kind == KinGap::Kind::father && b.kind == KinGap::Kind::mother) ||
                          (a.kind == KinGap::Kind::mother && b.kind == KinGap::Kind::father);
    return a.node != b.node && !opposite;
}

// Could `candidate`, `above` generations over the missing parent (0: be that parent), stand there?
bool may_stand(const KinGraph& graph, const Missing& missing, int candidate, bool is_parent) {
    const auto* person = graph.record(candidate);
    if (person == nullptr) return true;
    if (is_parent && !fits(missing.kind, person->sex)) return false;
    const auto* child = graph.record(missing.node);
    return child == nullptr || before(person->born, child->born) != Truth::no;
}

// The least degree that a relation of the two through this missing parent could have; nothing if there can be none.
std::optional<int> least(const KinGraph& graph, const Missing& missing, const std::vector<Ascent>& line,
                         const std::vector<Missing>& others, int ceiling) {
    std::optional<int> out;
    const auto offer = [&](int degree) {
        if (degree <= ceiling && (!out || degree < *out)) out = degree;
    };
    for (const auto& step : line) {
        const int degree = missing.depth + step.depth;
        if (degree > ceiling || !may_stand(graph, missing, step.node, degree == ceiling)) continue;
        // A descendant of the child is none of its ancestors.
        const auto above = ascent(graph, step.node, ceiling);
        if (std::ranges::any_of(above, [&](const Ascent& a) { return a.node == missing.node; })) continue;
        offer(degree);
    }
    for (const auto& other : others) {
        if (may_be_one(missing, other)) offer(missing.depth + other.depth);
    }
    return out;
}

void add(std::vector<KinGap>& out, const KinGap& gap) {
    for (auto& known : out) {
        if (known.kind != gap.kind || known.person != gap.person) continue;
        known.least_degree = std::min(known.least_degree, gap.least_degree);
        return;
    }
    out.push_back(gap);
}

void add_between(const KinGraph& graph, int one, int other, int ceiling, std::vector<KinGap>& out) {
    if (one == other || ceiling < 1) return;
    const std::vector<Ascent> lines[] = {ascent(graph, one, ceiling), ascent(graph, other, ceiling)};
    const std::vector<Missing> missing[] = {missing_above(graph, lines[0], ceiling),
                                            missing_above(graph, lines[1], ceiling)};
    for (const std::size_t side : {0U, 1U}) {
        for (const auto& gap : missing[side]) {
            if (const auto degree = least(graph, gap, lines[1 - side], missing[1 - side], ceiling)) {
                add(out, {gap.kind, graph.key(gap.node), *degree});
            }
        }
    }
}

void add_marriages(const KinGraph& graph, int node, int degree, std::vector<KinGap>& out) {
    const auto* person = graph.record(node);
    if (person == nullptr) {
        add(out, {KinGap::Kind::record, graph.key(node), degree});
        return;
    }
    for (const auto& marriage : person->marriages) {
        const bool parted = marriage.end == MarriageEnd::divorce || marriage.end == MarriageEnd::annulment;
        if (marriage.spouse || on_or_before(marriage.began, graph.on()) == Truth::no) continue;
        if (parted && on_or_before(marriage.ended, graph.on()) == Truth::yes) continue;
        add(out, {KinGap::Kind::spouse, person->key, degree});
    }
    if (person->marriages_held == Holds::some) add(out, {KinGap::Kind::earlier_marriages, person->key, degree});
}

}  // namespace

std::vector<KinGap> gaps_between(const KinGraph& graph, const KinCeiling& ceiling, int one, int other) {
    std::vector<KinGap> out;
    add_between(graph, one, other, ceiling.blood, out);
    if (!ceiling.affinity || *ceiling.affinity < 1) return out;
    const auto with_spouses = [&](int node) {
        std::vector<int> people{node};
        for (const auto& wedding : graph.weddings(node)) {
            if (wedding.affinity != Truth::no) people.push_back(wedding.other);
        }
        return people;
    };
    const auto ones = with_spouses(one);
    const auto others = with_spouses(other);
    for (const int a : ones) {
        for (const int b : others) {
            if (a != one || b != other) add_between(graph, a, b, *ceiling.affinity, out);
        }
    }
    add_marriages(graph, one, 1, out);
    add_marriages(graph, other, 1, out);
    return out;
}

std::vector<KinGap> gaps_around(const KinGraph& graph, const KinCeiling& ceiling, int one, Holds children_held) {
    std::vector<KinGap> out;
    const int by_marriage = ceiling.affinity.value_or(0);
    for (const auto& place : places_around(graph, ceiling, one)) {
        if (place.last) continue;
        const int limit = place.led ? by_marriage : std::max(ceiling.blood, by_marriage);
        if (!place.descending && place.degree < limit) {
            std::vector<Missing> missing;
            add_missing(graph, place.node, place.degree, missing);
            for (const auto& gap : missing) add(out, {gap.kind, graph.key(gap.node), gap.depth});
        }
        const bool leads = place.degree == 0 && !place.led;
        if (by_marriage > 0 && (leads || place.degree > 0) && place.degree <= by_marriage) {
            add_marriages(graph, place.node, std::max(place.degree, 1), out);
        }
        if (graph.record(place.node) == nullptr) add(out, {KinGap::Kind::record, graph.key(place.node), place.degree});
    }
    if (children_held == Holds::some) add(out, {KinGap::Kind::children, graph.key(one), 1});
    return out;
}

}  // namespace menhu::registry
