#include "registry/kin_chain.h"

#include <algorithm>
#include <tuple>

namespace menhu::registry {

namespace {

// 民法 1077 IV came with the amendment of 2007-05-23, in force on the third day; what an adoption before it meant for
// descendants who were there already, no text says.
constexpr base::Date reach_from{std::chrono::year{2007}, std::chrono::May, std::chrono::day{25}};
// 民法 12: of age at twenty until the end of 2022, at eighteen from 2023-01-01.
constexpr base::Date eighteen_from{std::chrono::year{2023}, std::chrono::January, std::chrono::day{1}};

bool is_known(const DayRange& born) { return born != DayRange{}; }

// Surely a minor on every day of `day`?
bool is_minor(const DayRange& born, const DayRange& day) {
    const int years = day.latest < eighteen_from ? 20 : 18;
    const auto year = static_cast<int>(born.earliest.year()) + years;
    return is_known(born) &&
           (year > static_cast<int>(day.latest.year()) ||
            (year == static_cast<int>(day.latest.year()) && std::tuple{born.earliest.month(), born.earliest.day()} >
                                                                std::tuple{day.latest.month(), day.latest.day()}));
}

void doubt(Relation& relation, KinDoubt::Kind kind, const PersonKey& person) {
    const KinDoubt one{kind, person};
    if (std::ranges::find(relation.doubts, one) == relation.doubts.end()) relation.doubts.push_back(one);
}

KinStep::Kind step_kind(const ParentEdge& edge) {
    switch (edge.bond) {
        case Bond::father:
            return KinStep::Kind::father;
        case Bond::mother:
            return KinStep::Kind::mother;
        case Bond::adoptive:
            return KinStep::Kind::adoptive_parent;
    }
    return KinStep::Kind::father;
}

}  // namespace

ChainFinder::ChainFinder(const KinGraph& graph, const KinCeiling& ceiling, int from, int to)
    : graph_{graph}, ceiling_{ceiling}, to_{to}, nodes_{from} {}

std::vector<Relation> ChainFinder::find() {
    extend();
    if (ceiling_.affinity) {
        for (const auto& wedding : graph_.weddings(nodes_.front())) {
            nodes_.push_back(wedding.other);
            steps_.push_back({.way = Step::Way::wed, .edge = nullptr, .wedding = &wedding});
            led_ = true;
            take();
            extend();
            led_ = false;
            nodes_.pop_back();
            steps_.pop_back();
        }
    }
    std::ranges::sort(found_, [](const Relation& a, const Relation& b) {
        const auto rank = [](const Relation& r) {
            return std::tuple{r.truth != Truth::yes, r.degree, r.kind, r.suspended, r.adoptive};
        };
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        return std::ranges::lexicographical_compare(a.steps, b.steps, [](const KinStep& x, const KinStep& y) {
            return std::tie(x.kind, x.to) < std::tie(y.kind, y.to);
        });
    });
    return std::move(found_);
}

bool ChainFinder::has(int node) const { return std::ranges::find(nodes_, node) != nodes_.end(); }

int ChainFinder::limit() const { return led_ ? ceiling_.affinity.value_or(0) : ceiling_.blood; }

void ChainFinder::walk(Step step, int node) {
    if (const auto met = std::ranges::find(nodes_, node); met != nodes_.end()) {
        const bool is_own_spouse = led_ && met == nodes_.begin();
        if (step.way == Step::Way::up && !is_own_spouse) own_ancestor_ = true;
        return;
    }
    nodes_.push_back(node);
    steps_.push_back(step);
    int& count = step.way == Step::Way::up ? up_ : down_;
    ++count;
    if (degree() <= limit()) take();
    extend();
    --count;
    nodes_.pop_back();
    steps_.pop_back();
}

void ChainFinder::extend() {
    if (cut_) return;
    const int here = nodes_.back();
    // The longer of the two ceilings leads on; which chains count is asked at each.
    const int furthest = led_ ? limit() : std::max(ceiling_.blood, ceiling_.affinity.value_or(0));
    if (degree() > 0 && ceiling_.affinity && degree() <= *ceiling_.affinity) wed_last();
    if (degree() >= furthest) return;
    if (down_ == 0) {
        for (const auto& edge : graph_.parents(here)) {
            walk({.way = Step::Way::up, .edge = &edge, .wedding = nullptr}, edge.parent);
        }
    }
    for (const auto& edge : graph_.children(here)) {
        // Back to the child by whom we came is no way to anybody.
        if (has(edge.child) || (led_ && degree() == 0 && graph_.bond(edge.child, nodes_.front()) != nullptr)) continue;
        walk({.way = Step::Way::down, .edge = &edge, .wedding = nullptr}, edge.child);
    }
}

void ChainFinder::wed_last() {
    const int here = nodes_.back();
    for (const auto& wedding : graph_.weddings(here)) {
        if (has(wedding.other) || is_shortcut(wedding.other)) continue;
        nodes_.push_back(wedding.other);
        steps_.push_back({.way = Step::Way::wed, .edge = nullptr, .wedding = &wedding});
        take();
        nodes_.pop_back();
        steps_.pop_back();
    }
}

// My mother's husband who is my father is not my stepfather.
bool ChainFinder::is_shortcut(int spouse) const {
    const auto last = steps_.size() - 1;
    return steps_[last].way == Step::Way::up && graph_.bond(nodes_[last], spouse) != nullptr;
}

void ChainFinder::take() {
    if (cut_ || (to_ >= 0 && nodes_.back() != to_)) return;
    auto relation = shape();
    judge(relation);
    if (relation.truth == Truth::no) return;
    if (found_.size() == most_chains) {
        cut_ = true;
        return;
    }
    add_steps(relation);
    add_articles(relation);
    found_.push_back(std::move(relation));
}

Relation ChainFinder::shape() const {
    Relation out;
    const bool trails = steps_.back().way == Step::Way::wed && steps_.size() > 1;
    out.kind = !led_           ? (trails ? KinKind::spouse_of_blood : KinKind::blood)
               : trails        ? KinKind::spouse_of_blood_of_spouse
               : degree() == 0 ? KinKind::spouse
                               : KinKind::blood_of_spouse;
    out.degree = degree();
    out.up = up_;
    out.down = down_;
    if (out.kind != KinKind::spouse) out.line = up_ == 0 || down_ == 0 ? KinLine::lineal : KinLine::collateral;
    return out;
}

void ChainFinder::judge(Relation& relation) const {
    for (std::size_t at = 0; at < steps_.size(); ++at) {
        const auto& step = steps_[at];
        if (step.way == Step::Way::wed) {
            const auto& edge = *step.wedding;
            const auto truth = relation.kind == KinKind::spouse ? edge.spouses : edge.affinity;
            relation.truth = both(relation.truth, truth);
            if (truth != Truth::cannot_tell) continue;
            for (const auto kind : edge.doubts) doubt(relation, kind, graph_.key(edge.other));
            if (edge.doubts.empty()) doubt(relation, KinDoubt::Kind::marriage_dates, graph_.key(edge.other));
        } else {
            const bool ascending = step.way == Step::Way::up;
            judge_parent(relation, step, ascending ? at : at + 1, ascending);
        }
    }
    for (const int node : nodes_) {
        const auto* person = graph_.record(node);
        if (person == nullptr || !is_known(person->born)) continue;
        const auto truth = on_or_before(person->born, graph_.on());
        relation.truth = both(relation.truth, truth);
        if (truth == Truth::cannot_tell) doubt(relation, KinDoubt::Kind::birth_date, graph_.key(node));
    }
    relation.blood =
        relation.kind == KinKind::blood && relation.line == KinLine::collateral ? blood() : KinBlood::not_applicable;
}

// `child` is the place in the chain of the step's child.
void ChainFinder::judge_parent(Relation& relation, const Step& step, std::size_t child, bool ascending) const {
    const auto& edge = *step.edge;
    if (edge.bond == Bond::adoptive) {
        relation.adoptive = true;
        relation.truth = both(relation.truth, edge.in_force);
        if (edge.in_force == Truth::cannot_tell)
            doubt(relation, KinDoubt::Kind::adoption_dates, graph_.key(edge.child));
        const auto reach = reaches(*edge.adoption, child, ascending);
        relation.truth = both(relation.truth, reach);
        if (reach == Truth::cannot_tell) doubt(relation, KinDoubt::Kind::adoption_reach, graph_.key(edge.child));
        return;
    }
    const auto* person = graph_.record(edge.child);
    if (person == nullptr) return;
    for (const auto& adoption : person->adoptions) {
        const auto ended = adoption.ended ? on_or_before(*adoption.ended, graph_.on()) : Truth::no;
        const auto in_force = both(on_or_before(adoption.began, graph_.on()), opposite(ended));
        if (ended == Truth::yes) relation.restored = true;
        const auto binds =
            both(in_force, both(reaches(adoption, child, ascending), opposite(exempt(adoption, edge.parent))));
        relation.suspended = either(relation.suspended, binds);
    }
}

// Does the adoption reach the one at the end of the child's side of the chain?
Truth ChainFinder::reaches(const Adoption& adoption, std::size_t child, bool ascending) const {
    auto truth = Truth::no;
    auto at = child;
    const auto is_end = [&] {
        if (ascending) return at == (led_ ? 1U : 0U);
        return at + 1 == nodes_.size() || steps_[at].way == Step::Way::wed;
    };
    if (is_end()) return Truth::yes;
    // A descendant who came after it is born, or adopted, into it.
    while (!is_end()) {
        const auto& step = ascending ? steps_[at - 1] : steps_[at];
        at = ascending ? at - 1 : at + 1;
        const auto& edge = *step.edge;
        const auto* person = graph_.record(edge.child);
        const auto came = edge.bond == Bond::adoptive ? edge.adoption->began
                          : person != nullptr         ? person->born
                                                      : DayRange{};
        truth = either(truth, opposite(before(came, adoption.began)));
    }
    if (truth == Truth::yes) return truth;
    const auto* end = graph_.record(nodes_[at]);
    if (end != nullptr && adoption.began.earliest >= reach_from && is_minor(end->born, adoption.began))
        return Truth::yes;
    return Truth::cannot_tell;  // of age: only with a consent that no record holds
}

// 1077 II proviso and III: one spouse adopts the other's child, or marries that parent later.
Truth ChainFinder::exempt(const Adoption& adoption, int parent) const {
    if (!adoption.parent) return Truth::cannot_tell;
    const int adopter = graph_.find(*adoption.parent);
    if (adopter == parent) return Truth::yes;
    return graph_.married_at_or_after(adopter, parent, adoption.began);
}

KinBlood ChainFinder::blood() const {
    const auto top = static_cast<std::size_t>(up_);
    const auto& left = *steps_[top - 1].edge;
    const auto& right = *steps_[top].edge;
    if (left.bond == Bond::adoptive || right.bond == Bond::adoptive) return KinBlood::not_applicable;
    const auto other = [&](const ParentEdge& edge) -> const KinParent* {
        const auto* person = graph_.record(edge.child);
        if (person == nullptr) return nullptr;
        return edge.bond == Bond::father ? &person->mother : &person->father;
    };
    const auto* a = other(left);
    const auto* b = other(right);
    if (a == nullptr || b == nullptr) return KinBlood::unknown;
    if (a->state != KinParent::State::known || b->state != KinParent::State::known) return KinBlood::unknown;
    return graph_.find(a->key) == graph_.find(b->key) ? KinBlood::full : KinBlood::half;
}

void ChainFinder::add_steps(Relation& relation) const {
    const auto look = [&](int node, KinSex& sex, DayRange& born) {
        const auto* person = graph_.record(node);
        if (person == nullptr) return;
        sex = person->sex;
        born = person->born;
    };
    look(nodes_.front(), relation.from_sex, relation.from_born);
    for (std::size_t at = 0; at < steps_.size(); ++at) {
        const auto& step = steps_[at];
        KinStep out;
        out.to = graph_.key(nodes_[at + 1]);
        if (step.way == Step::Way::wed) {
            out.kind = step.wedding->late ? KinStep::Kind::late_spouse : KinStep::Kind::spouse;
        } else if (step.way == Step::Way::up) {
            out.kind = step_kind(*step.edge);
            if (out.kind == KinStep::Kind::father) out.sex = KinSex::male;
            if (out.kind == KinStep::Kind::mother) out.sex = KinSex::female;
        } else {
            out.kind = step.edge->bond == Bond::adoptive ? KinStep::Kind::adopted_child : KinStep::Kind::child;
        }
        look(nodes_[at + 1], out.sex, out.born);
        relation.steps.push_back(out);
    }
}

void ChainFinder::add_articles(Relation& relation) const {
    auto& articles = relation.articles;
    if (relation.kind == KinKind::spouse) return;
    articles.emplace_back(relation.line == KinLine::lineal ? "967 I" : "967 II");
    articles.emplace_back("968");
    if (relation.kind != KinKind::blood) {
        articles.emplace_back("969");
        articles.emplace_back(relation.kind == KinKind::spouse_of_blood   ? "970 (1)"
                              : relation.kind == KinKind::blood_of_spouse ? "970 (2)"
                                                                          : "970 (3)");
    }
    const auto is_late = [](const KinStep& step) { return step.kind == KinStep::Kind::late_spouse; };
    if (std::ranges::any_of(relation.steps, is_late)) articles.emplace_back("971");
    if (relation.adoptive) articles.emplace_back("1077 I");
    if (relation.suspended != Truth::no) articles.emplace_back("1077 II");
    if (relation.restored) articles.emplace_back("1083");
}

}  // namespace menhu::registry
