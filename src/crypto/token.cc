#include "crypto/token.h"

#include <array>

#include "base/bytes.h"

namespace menhu::crypto {

std::string random_token(base::Random& random) {
    std::array<std::uint8_t, 32> raw;
    random.fill(raw);
    return base::to_base64url(raw);
}

std::string random_password(base::Random& random, int groups) {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";  // no i l o 0 1
    std::string text;
    for (int group = 0; group < groups; ++group) {
        if (group > 0) text += '-';
        for (int i = 0; i < 4; ++i) text += letters[random.below(letters.size())];
    }
    return text;
}

}  // namespace menhu::crypto
