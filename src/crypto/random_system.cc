#include "crypto/random_system.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "base/result.h"

namespace menhu::crypto {

void SystemRandom::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        // The kernel may answer fewer than asked only above 256 bytes.
        const ssize_t got = ::getrandom(out.data(), std::min<std::size_t>(out.size(), 256), 0);
        if (got < 0 && errno == EINTR) continue;
        CHECK(got > 0);
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

}  // namespace menhu::crypto
