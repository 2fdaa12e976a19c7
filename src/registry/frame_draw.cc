#include "registry/frame_draw.h"

#include <algorithm>
#include <set>

#include "crypto/kdf.h"

namespace menhu::registry {

namespace {

using crypto::Digest;
using crypto::Tag;

void put_number(crypto::Sha256& hash, std::uint64_t number) {
    base::Bytes bytes;
    base::put_u64(bytes, number);
    hash.add(bytes);
}

// Whom the hash is over, in the order given.
Digest root_over(std::string_view what, std::span<const Candidate> people) {
    crypto::Sha256 hash;
    hash.add(what);
    put_number(hash, people.size());
    for (const auto& one : people) {
        hash.add(one.person);
        hash.add(one.household);
        put_number(hash, one.stratum);
    }
    return hash.finish();
}

struct Lot {
    Tag lot;
    std::uint32_t person;  // among those who may be drawn
};

}  // namespace

FrameKey::FrameKey(const crypto::Secret& key) : FrameKey{Derived{crypto::hkdf_sha256(key, "menhu registry frame")}} {}

FrameKey::FrameKey(const Derived& derived)
    : tags_{derived.key}, commitment_{crypto::sha256({base::as_bytes("menhu frame key v1\n"), derived.key.view()})} {}

Tag FrameKey::household(std::string_view number, std::string_view id) const {
    if (number.empty()) return person(id);
    return tags_.tag({base::as_bytes("h"), base::as_bytes(number)});
}

std::int64_t Strata::people() const {
    std::int64_t sum = 0;
    for (const auto& stratum : kept) sum += stratum.people;
    return sum;
}

const Stratum* Strata::of(StratumKey key) const {
    const auto wanted = std::ranges::binary_search(merged, key) ? merged_stratum : key;
    const auto found = std::ranges::lower_bound(kept, wanted, {}, &Stratum::key);
    return found == kept.end() || found->key != wanted ? nullptr : &*found;
}

void divide_total(std::vector<Stratum>& strata, std::int64_t total) {
    std::int64_t people = 0;
    for (const auto& stratum : strata) people += stratum.people;
    total = std::min(total, people);
    if (people == 0) return;
    struct Rest {
        std::int64_t remainder;
        std::size_t at;
    };
    std::vector<Rest> rests;
    std::int64_t given = 0;
    for (std::size_t at = 0; at < strata.size(); ++at) {
        // At most 300,000 of a hundred million: no overflow.
        const auto share = total * strata[at].people;
        strata[at].size = share / people;
        given += strata[at].size;
        rests.push_back({share % people, at});
    }
    std::ranges::sort(rests, [](const Rest& left, const Rest& right) {
        return left.remainder != right.remainder ? left.remainder > right.remainder : left.at < right.at;
    });
    for (std::size_t next = 0; given < total; ++next, ++given) ++strata[rests[next].at].size;
}

Strata plan_strata(const std::map<StratumKey, std::int64_t>& counts, const FramePlan& plan, std::int64_t smallest) {
    Strata out;
    Stratum others{.key = merged_stratum, .people = 0, .size = 0};
    for (const auto& [key, people] : counts) {
        if (people >= smallest) {
            out.kept.push_back({.key = key, .people = people, .size = 0});
        } else if (plan.small == FramePlan::Small::merge) {
            out.merged.push_back(key);
            others.people += people;
        } else {
            out.left_out.push_back(key);
        }
    }
    if (others.people >= smallest) {
        out.kept.push_back(others);  // the highest key of all
    } else {
        out.left_out.insert(out.left_out.end(), out.merged.begin(), out.merged.end());
        out.merged.clear();
    }
    if (plan.size.how == FrameSize::How::total) {
        divide_total(out.kept, plan.size.count);
        return out;
    }
    for (auto& stratum : out.kept) {
        const bool is_all = plan.size.how == FrameSize::How::all;
        stratum.size = is_all ? stratum.people : std::min(plan.size.count, stratum.people);
    }
    return out;
}

Digest population_root(std::vector<Candidate>& people) {
    std::ranges::sort(people);
    return root_over("menhu frame population v1\n", people);
}

Digest excluded_root(std::vector<Tag>& people) {
    std::ranges::sort(people);
    crypto::Sha256 hash;
    hash.add(std::string_view{"menhu frame excluded v1\n"});
    put_number(hash, people.size());
    for (const auto& one : people) hash.add(one);
    return hash.finish();
}

Digest sample_root(std::span<const Candidate> drawn) { return root_over("menhu frame sample v1\n", drawn); }

Digest frame_seed(std::string_view frame, const Digest& root, std::string_view number) {
    return crypto::sha256({base::as_bytes("menhu frame seed v1\n"), base::as_bytes(frame), base::as_bytes("\n"), root,
                           base::as_bytes(number)});
}

std::vector<Candidate> draw(std::span<const Candidate> people, const Strata& strata, const Digest& seed,
                            FramePlan::PerHousehold per_household) {
    const crypto::TagKey lots{base::ByteView{seed}};
    std::vector<Lot> order;
    order.reserve(people.size());
    for (std::size_t at = 0; at < people.size(); ++at) {
        if (strata.of(people[at].stratum) == nullptr) continue;
        order.push_back({lots.tag(people[at].person), static_cast<std::uint32_t>(at)});
    }
    std::ranges::sort(order, [&](const Lot& left, const Lot& right) {
        if (left.lot != right.lot) return left.lot < right.lot;
        return people[left.person].person < people[right.person].person;
    });
    std::map<StratumKey, std::vector<Candidate>> taken;
    std::set<Tag> households;
    for (const auto& lot : order) {
        const auto& one = people[lot.person];
        const auto* stratum = strata.of(one.stratum);
        auto& of_stratum = taken[stratum->key];
        if (static_cast<std::int64_t>(of_stratum.size()) >= stratum->size) continue;
        if (per_household == FramePlan::PerHousehold::one && !households.insert(one.household).second) continue;
        of_stratum.push_back({.person = one.person, .household = one.household, .stratum = stratum->key});
    }
    std::vector<Candidate> out;
    for (auto& [key, of_stratum] : taken) out.insert(out.end(), of_stratum.begin(), of_stratum.end());
    return out;
}

}  // namespace menhu::registry
