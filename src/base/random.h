#pragma once
// The idea of chance. Real chance is crypto::SystemRandom; tests use SeededRandom. Thread rule: one thread at a time,
// unless the implementation says otherwise.
#include <cstdint>
#include <span>

namespace menhu::base {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    std::uint64_t next();
    // Uniform in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound);
    // Uniform in [0, 1).
    double unit();
};

// Reproducible chance (xoshiro256**) for tests and for demonstration data. Never for keys.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed);
    void fill(std::span<std::uint8_t> out) override;

private:
    std::uint64_t step();
    std::uint64_t state_[4];
};

}  // namespace menhu::base
