#include "registry/kin_graph.h"

#include <algorithm>
#include <cstring>

namespace menhu::registry {

namespace {

// The text of 971 until then: affinity ended, too, "when, the husband being dead, the wife remarries, or, the wife
// being dead, the husband who married into her family". Changed by the amendment of 1985-06-03, in force on the third
// day (中央法規標準法 13).
constexpr base::Date remarriage_until{std::chrono::year{1985}, std::chrono::June, std::chrono::day{5}};

Truth ended_by(const Marriage& marriage, base::Date day) {
    return marriage.end == MarriageEnd::lasts ? Truth::no : on_or_before(marriage.ended, day);
}

void note(WedEdge& edge, KinDoubt::Kind kind) {
    if (std::ranges::find(edge.doubts, kind) == edge.doubts.end()) edge.doubts.push_back(kind);
}

Truth in_force(const Adoption& adoption, base::Date day) {
    const auto ended = adoption.ended ? on_or_before(*adoption.ended, day) : Truth::no;
    return both(on_or_before(adoption.began, day), opposite(ended));
}

bool any_lasts(const std::vector<const Marriage*>& marriages) {
    return std::ranges::any_of(marriages, [](const Marriage* m) { return m->end == MarriageEnd::lasts; });
}

}  // namespace

std::size_t KinGraph::KeyHash::operator()(const PersonKey& key) const {
    std::uint64_t word = 0;  // a tag is a keyed hash already
    std::memcpy(&word, key.data(), sizeof word);
    return static_cast<std::size_t>(word * 0x9e3779b97f4a7c15);
}

int KinGraph::index(const PersonKey& key) {
    const auto [entry, is_new] = by_key_.try_emplace(key, size());
    if (is_new)
        nodes_.push_back(
            Node{.key = key, .settled = false, .record = {}, .parents = {}, .children = {}, .weddings = {}});
    return entry->second;
}

int KinGraph::find(const PersonKey& key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? -1 : found->second;
}

void KinGraph::give(const PersonKey& asked, KinPerson person) {
    const int node = index(person.key);
    by_key_[asked] = node;  // an earlier id leads to today's
    at(node).settled = true;
    at(node).record = std::move(person);
}

void KinGraph::give_none(const PersonKey& asked) { at(index(asked)).settled = true; }

void KinGraph::connect() {
    // Everybody whom a record names is met first, so that indexes stay while the lists are made.
    std::vector<PersonKey> named;
    for (const auto& node : nodes_) {
        if (!node.record) continue;
        for (const auto* parent : {&node.record->father, &node.record->mother}) {
            if (parent->state == KinParent::State::known) named.push_back(parent->key);
        }
        for (const auto& adoption : node.record->adoptions) {
            if (adoption.parent) named.push_back(*adoption.parent);
        }
        for (const auto& marriage : node.record->marriages) {
            if (marriage.spouse) named.push_back(*marriage.spouse);
        }
        named.insert(named.end(), node.record->children.begin(), node.record->children.end());
        named.insert(named.end(), node.record->named_as_spouse_by.begin(), node.record->named_as_spouse_by.end());
    }
    for (const auto& key : named) index(key);
    for (auto& node : nodes_) {
        node.parents.clear();
        node.children.clear();
        node.weddings.clear();
    }
    for (int node = 0; node < size(); ++node) connect_parents(node);
    for (int node = 0; node < size(); ++node) connect_weddings(node);
}

void KinGraph::connect_parents(int node) {
    const auto* person = record(node);
    if (person == nullptr) return;
    const auto add = [&](int parent, Bond bond, const Adoption* adoption, Truth truth) {
        if (truth == Truth::no) return;
        const ParentEdge edge{node, parent, bond, adoption, truth};
        at(node).parents.push_back(edge);
        at(parent).children.push_back(edge);
    };
    if (person->father.state == KinParent::State::known)
        add(find(person->father.key), Bond::father, nullptr, Truth::yes);
    if (person->mother.state == KinParent::State::known)
        add(find(person->mother.key), Bond::mother, nullptr, Truth::yes);
    for (const auto& adoption : person->adoptions) {
        if (adoption.parent) add(find(*adoption.parent), Bond::adoptive, &adoption, in_force(adoption, on_));
    }
}

KinGraph::Claims KinGraph::claims(int one, int other) const {
    Claims out;
    const auto gather = [&](int from, int to, std::vector<const Marriage*>& list) {
        const auto* person = record(from);
        if (person == nullptr) return;
        for (const auto& marriage : person->marriages) {
            if (marriage.spouse && find(*marriage.spouse) == to) list.push_back(&marriage);
        }
    };
    gather(one, other, out.of_one);
    gather(other, one, out.of_other);
    return out;
}

void KinGraph::connect_weddings(int node) {
    const auto* person = record(node);
    if (person == nullptr) return;
    std::vector<PersonKey> spouses = person->named_as_spouse_by;
    for (const auto& marriage : person->marriages) {
        if (marriage.spouse) spouses.push_back(*marriage.spouse);
    }
    for (const auto& spouse : spouses) {
        const int other = find(spouse);
        if (other == node) continue;
        const auto is_known = [&](const WedEdge& edge) { return edge.other == other; };
        if (std::ranges::any_of(at(node).weddings, is_known)) continue;
        auto edge = wed(node, other);
        at(node).weddings.push_back(edge);
        edge.other = node;
        at(other).weddings.push_back(std::move(edge));
    }
}

// Does the record of `person`, silent about this spouse, contradict what the spouse's record says?
bool KinGraph::denies(int person, int spouse, const std::vector<const Marriage*>& own,
                      const std::vector<const Marriage*>& theirs) const {
    const auto* held = record(person);
    if (held == nullptr || record(spouse) == nullptr) return false;
    // A marriage that lasts stands in both records; an ended one may have been overwritten by a later one.
    if (any_lasts(theirs) && !any_lasts(own)) return true;
    return own.empty() && held->marriages_held == Holds::all;
}

WedEdge KinGraph::wed(int one, int other) const {
    const auto said = claims(one, other);
    WedEdge edge{.other = other, .spouses = Truth::no, .affinity = Truth::no, .late = false, .doubts = {}};
    const auto judge = [&](const std::vector<const Marriage*>& marriages) {
        std::pair<Truth, Truth> truth{Truth::no, Truth::no};
        for (const auto* marriage : marriages) {
            const auto begun = on_or_before(marriage->began, on_);
            const auto ended = ended_by(*marriage, on_);
            truth.first = either(truth.first, both(begun, opposite(ended)));
            truth.second = either(truth.second, affinity(*marriage, one, other, edge));
            if (marriage->end == MarriageEnd::death && ended == Truth::yes) edge.late = true;
        }
        return truth;
    };
    const auto by_one = judge(said.of_one);
    const auto by_other = judge(said.of_other);
    edge.spouses = either(by_one.first, by_other.first);
    edge.affinity = either(by_one.second, by_other.second);
    const bool differ = !said.of_one.empty() && !said.of_other.empty() && by_one != by_other;
    if (differ || denies(one, other, said.of_one, said.of_other) || denies(other, one, said.of_other, said.of_one)) {
        if (edge.spouses == Truth::yes) edge.spouses = Truth::cannot_tell;
        if (edge.affinity == Truth::yes) edge.affinity = Truth::cannot_tell;
        note(edge, KinDoubt::Kind::marriage_records);
    }
    if (edge.spouses == Truth::yes) edge.late = false;  // they married again
    return edge;
}

Truth KinGraph::affinity(const Marriage& marriage, int one, int other, WedEdge& edge) const {
    auto truth = on_or_before(marriage.began, on_);
    if (truth == Truth::no) return truth;
    if (truth == Truth::cannot_tell) note(edge, KinDoubt::Kind::marriage_dates);
    const auto ended = ended_by(marriage, on_);
    switch (marriage.end) {
        case MarriageEnd::lasts:
            break;
        case MarriageEnd::divorce:
        case MarriageEnd::annulment:
            if (ended == Truth::cannot_tell) note(edge, KinDoubt::Kind::marriage_dates);
            truth = both(truth, opposite(ended));
            break;
        case MarriageEnd::death: {
            const auto over = either(ended_by_remarriage(marriage, one), ended_by_remarriage(marriage, other));
            if (over == Truth::cannot_tell) note(edge, KinDoubt::Kind::remarriage);
            truth = both(truth, opposite(over));
            break;
        }
        case MarriageEnd::unknown:
            if (ended == Truth::no) break;
            note(edge, KinDoubt::Kind::marriage_end);
            truth = both(truth, Truth::cannot_tell);
            break;
    }
    if (truth != Truth::no && marriage.law == MarriageLaw::act_748) {
        note(edge, KinDoubt::Kind::marriage_748);
        truth = Truth::cannot_tell;
    }
    return truth;
}

Truth KinGraph::ended_by_remarriage(const Marriage& marriage, int survivor) const {
    const auto* person = record(survivor);
    if (person == nullptr || marriage.ended.earliest >= remarriage_until) return Truth::no;
    auto over = Truth::no;
    for (const auto& next : person->marriages) {
        if (&next == &marriage) continue;
        auto was = both(before(marriage.ended, next.began), on_or_before(next.began, on_));
        was = both(was, before(next.began, DayRange::at(remarriage_until)));
        // Of a widower only if he had married into her family, which no record says.
        if (person->sex != KinSex::female) was = both(was, Truth::cannot_tell);
        over = either(over, was);
    }
    return over;
}

const ParentEdge* KinGraph::bond(int child, int parent) const {
    for (const auto& edge : parents(child)) {
        if (edge.parent == parent) return &edge;
    }
    return nullptr;
}

Truth KinGraph::married_at_or_after(int one, int other, const DayRange& adoption) const {
    const auto said = claims(one, other);
    auto truth = Truth::no;
    for (const auto& list : {said.of_one, said.of_other}) {
        for (const auto* marriage : list) {
            const auto over = marriage->end == MarriageEnd::lasts ? Truth::no : before(marriage->ended, adoption);
            truth = either(truth, both(on_or_before(marriage->began, on_), opposite(over)));
        }
    }
    if (truth != Truth::no || !said.of_one.empty() || !said.of_other.empty()) return truth;
    const auto tells = [&](int node) {
        const auto* person = record(node);
        return person != nullptr && person->marriages_held == Holds::all;
    };
    return tells(one) || tells(other) ? Truth::no : Truth::cannot_tell;
}

}  // namespace menhu::registry
