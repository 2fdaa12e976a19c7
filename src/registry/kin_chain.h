#pragma once
// All chains of kinship from one person in a connected graph, each judged by the law. Inside the room; one thread.
#include <vector>

#include "registry/kin_graph.h"

namespace menhu::registry {

// More chains than this in one answer are left out, and the answer says that it is not whole.
inline constexpr std::size_t most_chains = 4096;

class ChainFinder {
public:
    // `to` is -1 for everybody.
    ChainFinder(const KinGraph& graph, const KinCeiling& ceiling, int from, int to);

    // The nearest first.
    std::vector<Relation> find();
    bool is_cut() const { return cut_; }
    bool own_ancestor() const { return own_ancestor_; }

private:
    struct Step {
        enum class Way : std::uint8_t { up, down, wed };
        Way way = Way::up;
        const ParentEdge* edge = nullptr;
        const WedEdge* wedding = nullptr;
    };

    bool has(int node) const;
    int limit() const;
    int degree() const { return up_ + down_; }
    void extend();
    void walk(Step step, int node);
    void wed_last();
    bool is_shortcut(int spouse) const;
    void take();
    Relation shape() const;
    void judge(Relation& relation) const;
    void judge_parent(Relation& relation, const Step& step, std::size_t child, bool ascending) const;
    Truth reaches(const Adoption& adoption, std::size_t child, bool ascending) const;
    Truth exempt(const Adoption& adoption, int parent) const;
    KinBlood blood() const;
    void add_steps(Relation& relation) const;
    void add_articles(Relation& relation) const;

    const KinGraph& graph_;
    KinCeiling ceiling_;
    int to_;
    std::vector<int> nodes_;
    std::vector<Step> steps_;
    int up_ = 0;
    int down_ = 0;
    bool led_ = false;  // the chain begins with a marriage
    std::vector<Relation> found_;
    bool cut_ = false;
    bool own_ancestor_ = false;
};

}  // namespace menhu::registry
