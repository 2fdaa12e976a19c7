#pragma once
// Seeded chance with the few questions that a made-up city asks of it. Inside the room. Thread rule: one thread.
#include <cstdint>

#include "base/random.h"

namespace menhu::demo {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_{seed} {}
    // Uniform, both ends included; low <= high.
    int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1))); }
    // Uniform in [0, bound).
    std::uint32_t below(std::uint32_t bound) {
        // Multiply and shift: a bias below 2^-32 x bound does not show in a made-up city.
        return static_cast<std::uint32_t>((static_cast<std::uint64_t>(word()) * bound) >> 32);
    }
    // True in so many of a thousand.
    bool of_thousand(int share) { return below(1000) < static_cast<std::uint32_t>(share); }
    // One of a row of things that has at least one.
    template <class Row>
    const auto& one_of(const Row& choices) {
        return choices[below(static_cast<std::uint32_t>(choices.size()))];
    }

private:
    std::uint32_t word() {
        if (!half_left_) {
            pair_ = random_.next();
            half_left_ = true;
            return static_cast<std::uint32_t>(pair_);
        }
        half_left_ = false;
        return static_cast<std::uint32_t>(pair_ >> 32);
    }
    base::SeededRandom random_;
    std::uint64_t pair_ = 0;
    bool half_left_ = false;
};

}  // namespace menhu::demo
