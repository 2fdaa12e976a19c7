#pragma once
// Drawing by a seed (docs/formats/frame.md): strata and their sizes, who is drawn, and the hashes by which anybody who
// holds the copy can draw again. Nothing depends on the order in which people are read. Pure; any thread. Cost of a
// draw: a keyed hash and a sort, about 1 µs a person; memory 60 bytes a person.
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "crypto/secret.h"
#include "crypto/tag.h"
#include "registry/frame_plan.h"

namespace menhu::registry {

// Somebody who may be drawn, under the frame's own key: nobody is recognised by it elsewhere.
struct Candidate {
    crypto::Tag person{};
    crypto::Tag household{};
    StratumKey stratum = 0;
    friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

// Person and household as a frame sees them.
class FrameKey {
public:
    // `key`: the data key of the frame.
    explicit FrameKey(const crypto::Secret& key);
    crypto::Tag person(std::string_view id) const { return tags_.tag({base::as_bytes("p"), base::as_bytes(id)}); }
    // Whoever has no household number is a household alone.
    crypto::Tag household(std::string_view number, std::string_view id) const;
    // What binds the key before the seed is known.
    crypto::Digest commitment() const { return commitment_; }

private:
    struct Derived {
        crypto::Secret key;
    };
    explicit FrameKey(const Derived& derived);
    crypto::TagKey tags_;
    crypto::Digest commitment_;
};

struct Stratum {
    StratumKey key = 0;
    std::int64_t people = 0;
    std::int64_t size = 0;  // to be drawn
    friend bool operator==(const Stratum&, const Stratum&) = default;
};
struct Strata {
    std::vector<Stratum> kept;  // by key; none is smaller than the number
    std::vector<StratumKey> merged;
    std::vector<StratumKey> left_out;
    std::int64_t people() const;
    // Where somebody of this stratum belongs; nullptr: nowhere.
    const Stratum* of(StratumKey key) const;
};
Strata plan_strata(const std::map<StratumKey, std::int64_t>& counts, const FramePlan& plan, std::int64_t smallest);
// `total` over strata in proportion to their people, by largest remainder; a tie goes to the lower key. Never more than
// there are.
void divide_total(std::vector<Stratum>& strata, std::int64_t total);

// SHA-256 over everybody, ordered by person; sorts.
crypto::Digest population_root(std::vector<Candidate>& people);
// SHA-256 over those left out, ordered; sorts.
crypto::Digest excluded_root(std::vector<crypto::Tag>& people);
crypto::Digest sample_root(std::span<const Candidate> drawn);

// `frame`: its id as text; `root`: of the checkpoint; `number`: in canonical form.
crypto::Digest frame_seed(std::string_view frame, const crypto::Digest& root, std::string_view number);

// Who is drawn, by stratum and then by lot: the serial number is the place here, from 1. People are gone through by
// their lot, the smallest keyed hash first; who finds a place in the stratum is drawn, unless somebody of the household
// was before.
std::vector<Candidate> draw(std::span<const Candidate> people, const Strata& strata, const crypto::Digest& seed,
                            FramePlan::PerHousehold per_household);

}  // namespace menhu::registry
