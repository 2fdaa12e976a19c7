#include "base/id.h"

#include <array>

#include "base/result.h"

namespace menhu::base {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::int64_t first_millis = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int chance_bits = 21;
constexpr std::size_t text_length = 13;

}  // namespace

std::int64_t make_id_number(Instant now, Random& random) {
    const std::int64_t age = to_millis(now) - first_millis;
    CHECK(age >= 0 && age < (std::int64_t{1} << 42));
    return age << chance_bits | static_cast<std::int64_t>(random.below(std::uint64_t{1} << chance_bits));
}

std::string id_text(std::int64_t number) {
    std::string text(text_length, '0');
    auto rest = static_cast<std::uint64_t>(number);
    for (std::size_t i = text_length; i-- > 0; rest >>= 5) text[i] = digits[rest & 31];
    return text;
}

std::optional<std::int64_t> id_number(std::string_view text) {
    if (text.size() != text_length) return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : text) {
        const std::size_t value = digits.find(c);
        if (value == std::string_view::npos || number >> 58 != 0) return std::nullopt;
        number = number << 5 | value;
    }
    return static_cast<std::int64_t>(number);
}

}  // namespace menhu::base
