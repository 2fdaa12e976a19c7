#include "format/age_key.h"

#include <algorithm>
#include <span>

namespace menhu::format {
namespace {

constexpr std::string_view letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::string_view prefix = "age";
// "age", "1", 52 characters of the point, 6 of the checksum.
constexpr std::size_t key_size = 3 + 1 + 52 + 6;

// BIP 173, "Checksum".
std::uint32_t add_to_checksum(std::uint32_t sum, std::uint8_t value) {
    constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const auto top = sum >> 25U;
    sum = ((sum & 0x1ffffffU) << 5U) ^ value;
    for (std::size_t i = 0; i < generator.size(); ++i) {
        if (((top >> i) & 1U) != 0) sum ^= generator[i];
    }
    return sum;
}

bool is_checked(std::span<const std::uint8_t> values) {
    std::uint32_t sum = 1;
    for (const char c : prefix) sum = add_to_checksum(sum, static_cast<std::uint8_t>(c) >> 5U);
    sum = add_to_checksum(sum, 0);
    for (const char c : prefix) sum = add_to_checksum(sum, static_cast<std::uint8_t>(c) & 31U);
    for (const auto value : values) sum = add_to_checksum(sum, value);
    return sum == 1;
}

}  // namespace

std::optional<AgeKey> AgeKey::read(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const auto first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return std::nullopt;
    text = text.substr(first, text.find_last_not_of(spaces) - first + 1);
    if (text.size() != key_size || !text.starts_with("age1")) return std::nullopt;

    std::array<std::uint8_t, 58> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto place = letters.find(text[4 + i]);
        if (place == std::string_view::npos) return std::nullopt;
        values[i] = static_cast<std::uint8_t>(place);
    }
    if (!is_checked(values)) return std::nullopt;

    AgeKey key;
    std::uint32_t bits = 0;
    int count = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < 52; ++i) {
        bits = (bits << 5U) | values[i];
        count += 5;
        if (count < 8) continue;
        count -= 8;
        key.point_[at++] = static_cast<std::uint8_t>((bits >> static_cast<unsigned>(count)) & 0xFFU);
        bits &= (1U << static_cast<unsigned>(count)) - 1;
    }
    // 52 characters are 260 bits: the four that are left over are zero in the one right form.
    if (bits != 0) return std::nullopt;
    if (std::ranges::all_of(key.point_, [](std::uint8_t byte) { return byte == 0; })) return std::nullopt;
    key.text_ = text;
    return key;
}

}  // namespace menhu::format
