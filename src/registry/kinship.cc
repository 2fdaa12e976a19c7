#include "registry/kinship.h"

#include <algorithm>

#include "base/result.h"
#include "registry/kin_chain.h"
#include "registry/kin_gaps.h"
#include "registry/kin_graph.h"
#include "registry/kin_reach.h"

namespace menhu::registry {

std::string_view kin_step_article(KinStep::Kind kind) {
    switch (kind) {
        case KinStep::Kind::father:
        case KinStep::Kind::mother:
        case KinStep::Kind::child:
            return "民法967";
        case KinStep::Kind::adoptive_parent:
        case KinStep::Kind::adopted_child:
            return "民法1077 I";
        case KinStep::Kind::spouse:
            return "民法969";
        case KinStep::Kind::late_spouse:
            return "民法971";
    }
    return {};
}

const Relation* Kinship::nearest() const {
    return relations.empty() || relations.front().truth != Truth::yes ? nullptr : &relations.front();
}

KinshipWalk::KinshipWalk(const KinQuestion& question)
    : question_{question}, graph_{std::make_unique<KinGraph>(question.on)} {
    CHECK(question.ceiling.blood >= 0 && question.ceiling.affinity.value_or(0) >= 0);
    graph_->index(question.one);
    if (question.other) graph_->index(*question.other);
}
KinshipWalk::~KinshipWalk() = default;
KinshipWalk::KinshipWalk(KinshipWalk&&) noexcept = default;
KinshipWalk& KinshipWalk::operator=(KinshipWalk&&) noexcept = default;

void KinshipWalk::plan() {
    graph_->connect();
    const int one = graph_->find(question_.one);
    const auto needed = question_.other
                            ? needed_between(*graph_, question_.ceiling, one, graph_->find(*question_.other))
                            : needed_around(*graph_, question_.ceiling, one);
    planned_.clear();
    next_ = 0;
    for (const int node : needed) planned_.push_back(graph_->key(node));
}

std::optional<PersonKey> KinshipWalk::wanted() {
    // A record that came by another key in the meantime is not asked for again.
    const auto skip = [&] {
        while (next_ < planned_.size() && graph_->is_settled(graph_->find(planned_[next_]))) ++next_;
    };
    skip();
    if (next_ == planned_.size()) plan();
    if (next_ == planned_.size()) return std::nullopt;
    if (opened_ == question_.max_opened) {
        bound_ = true;
        return std::nullopt;
    }
    return planned_[next_];
}

void KinshipWalk::give(const PersonKey& wanted, KinPerson person) {
    CHECK(next_ < planned_.size() && planned_[next_] == wanted);
    ++opened_;
    ++next_;
    graph_->give(wanted, std::move(person));
}

void KinshipWalk::give_none(const PersonKey& wanted) {
    CHECK(next_ < planned_.size() && planned_[next_] == wanted);
    ++opened_;
    ++next_;
    graph_->give_none(wanted);
}

Kinship KinshipWalk::answer() const {
    Kinship out;
    out.opened = opened_;
    graph_->connect();
    const int one = graph_->find(question_.one);
    const int other = question_.other ? graph_->find(*question_.other) : -1;
    if (one == other) {
        out.same_person = true;
        out.verdict = Truth::no;
        return out;
    }
    ChainFinder finder{*graph_, question_.ceiling, one, other};
    out.relations = finder.find();
    out.own_ancestor = finder.own_ancestor();
    out.gaps = question_.other ? gaps_between(*graph_, question_.ceiling, one, other)
                               : gaps_around(*graph_, question_.ceiling, one, question_.children_held);
    if (bound_ || finder.is_cut()) out.gaps.push_back({KinGap::Kind::bound, question_.one, 0});
    if (!question_.other) {
        const auto is_doubtful = [](const Relation& r) { return r.truth != Truth::yes; };
        out.verdict = truth_of(out.gaps.empty() && std::ranges::none_of(out.relations, is_doubtful));
        if (out.verdict == Truth::no) out.verdict = Truth::cannot_tell;
    } else if (out.nearest() != nullptr) {
        out.verdict = Truth::yes;
    } else {
        out.verdict = out.relations.empty() && out.gaps.empty() ? Truth::no : Truth::cannot_tell;
    }
    return out;
}

}  // namespace menhu::registry
