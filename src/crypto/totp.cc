#include "crypto/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/bytes.h"
#include "base/result.h"

namespace menhu::crypto {
namespace {

constexpr std::int64_t step_millis = 30'000;

std::string without_spaces(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c != ' ') code += c;
    }
    return code;
}

}  // namespace

Secret new_totp_secret(base::Random& random) { return Secret::random(totp_secret_size, random); }

std::string totp_secret_text(const Secret& secret) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    unsigned held = 0;
    int bits = 0;
    for (const std::uint8_t byte : secret.view()) {
        held = (held << 8U | byte) & 0xFFFFU;
        bits += 8;
        for (; bits >= 5; bits -= 5) text += letters[(held >> static_cast<unsigned>(bits - 5)) & 31U];
    }
    if (bits > 0) text += letters[(held << static_cast<unsigned>(5 - bits)) & 31U];
    return text;
}

std::int64_t totp_step(base::Instant now) { return base::to_millis(now) / step_millis; }

std::string totp_code(const Secret& secret, std::int64_t step) {
    std::array<std::uint8_t, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[7 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (8 * i));
    }
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    CHECK(HMAC(EVP_sha1(), secret.view().data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
               mac.data(), &size) != nullptr);
    CHECK(size == 20);
    // RFC 4226 section 5.3: dynamic truncation.
    const std::size_t at = mac[19] & 15U;
    const std::uint32_t number = (mac[at] & 0x7FU) << 24U | static_cast<std::uint32_t>(mac[at + 1]) << 16U |
                                 static_cast<std::uint32_t>(mac[at + 2]) << 8U | mac[at + 3];
    wipe(mac);
    return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> match_totp(const Secret& secret, std::string_view typed, base::Instant now,
                                       std::int64_t last_used) {
    const std::string code = without_spaces(typed);
    const std::int64_t present = totp_step(now);
    std::optional<std::int64_t> found;
    for (const std::int64_t step : {present - 1, present, present + 1}) {
        const std::string wanted = totp_code(secret, step);
        const bool same = constant_time_equal(base::as_bytes(wanted), base::as_bytes(code));
        if (same && step > last_used) found = step;
    }
    return found;
}

}  // namespace menhu::crypto
