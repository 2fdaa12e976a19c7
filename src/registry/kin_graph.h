#pragma once
// The people that a kinship walk has met, and the bonds between them as of one day. Inside the room; one thread.
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "registry/kinship.h"

namespace menhu::registry {

enum class Bond : std::uint8_t { father, mother, adoptive };

// `child`'s record names `parent`. The adoption belongs to the child's record.
struct ParentEdge {
    int child = 0;
    int parent = 0;
    Bond bond = Bond::father;
    const Adoption* adoption = nullptr;
    Truth in_force = Truth::yes;  // on the day
};

struct WedEdge {
    int other = 0;
    Truth spouses = Truth::no;   // married on the day
    Truth affinity = Truth::no;  // the marriage makes affinity on the day
    bool late = false;           // it ended by death
    std::vector<KinDoubt::Kind> doubts;
};

class KinGraph {
public:
    explicit KinGraph(base::Date on) : on_{on} {}

    base::Date on() const { return on_; }
    int index(const PersonKey& key);       // met or not
    int find(const PersonKey& key) const;  // -1 if never met
    int size() const { return static_cast<int>(nodes_.size()); }
    const PersonKey& key(int node) const { return at(node).key; }
    // nullptr: not opened, or not held.
    const KinPerson* record(int node) const { return at(node).record ? &*at(node).record : nullptr; }
    bool is_settled(int node) const { return at(node).settled; }  // opened, or known to be missing
    void give(const PersonKey& asked, KinPerson person);
    void give_none(const PersonKey& asked);

    // Makes the lists below from the records; again after each gift.
    void connect();
    const std::vector<ParentEdge>& parents(int node) const { return at(node).parents; }
    const std::vector<ParentEdge>& children(int node) const { return at(node).children; }
    const std::vector<WedEdge>& weddings(int node) const { return at(node).weddings; }
    // The bond by which `child`'s record names `parent` and that is not known to have ended; nullptr if none.
    const ParentEdge* bond(int child, int parent) const;
    // Did a marriage of the two last at or begin after the adoption's beginning (1077 II proviso, 1077 III)?
    Truth married_at_or_after(int one, int other, const DayRange& adoption) const;

private:
    struct Node {
        PersonKey key{};
        bool settled = false;
        std::optional<KinPerson> record;
        std::vector<ParentEdge> parents;
        std::vector<ParentEdge> children;
        std::vector<WedEdge> weddings;
    };
    struct KeyHash {
        std::size_t operator()(const PersonKey& key) const;
    };
    // What the records of the two say of their marriages.
    struct Claims {
        std::vector<const Marriage*> of_one;
        std::vector<const Marriage*> of_other;
    };
    const Node& at(int node) const { return nodes_[static_cast<std::size_t>(node)]; }
    Node& at(int node) { return nodes_[static_cast<std::size_t>(node)]; }
    void connect_parents(int node);
    void connect_weddings(int node);
    Claims claims(int one, int other) const;
    WedEdge wed(int one, int other) const;
    Truth affinity(const Marriage& marriage, int one, int other, WedEdge& edge) const;
    Truth ended_by_remarriage(const Marriage& marriage, int survivor) const;
    bool denies(int person, int spouse, const std::vector<const Marriage*>& own,
                const std::vector<const Marriage*>& theirs) const;

    base::Date on_;
    std::vector<Node> nodes_;
    std::unordered_map<PersonKey, int, KeyHash> by_key_;
};

}  // namespace menhu::registry
