#pragma once
// Real chance, from the kernel (getrandom). One of the two files that touch the real world's chance and time. Thread
// rule: any thread; no state.
#include "base/random.h"

namespace menhu::crypto {

class SystemRandom final : public base::Random {
public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace menhu::crypto
