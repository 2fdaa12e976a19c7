#include "format/network.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace menhu::format {
namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr int v4_bits = 96;

// A decimal number without leading zeros, which some readers take for octal.
std::optional<int> decimal(std::string_view text, int most) {
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (value > most) return std::nullopt;
    return value;
}

bool read_v4(std::string_view text, std::uint8_t* out) {
    for (int part = 0; part < 4; ++part) {
        const auto end = part == 3 ? text.size() : text.find('.');
        if (end == std::string_view::npos) return false;
        const auto value = decimal(text.substr(0, end), 255);
        if (!value) return false;
        out[part] = static_cast<std::uint8_t>(*value);
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return true;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The groups before or after "::", or all of them; nothing if one is ill-formed. An IPv4 address may stand for the last
// two if `tail` says so.
enum class Tail : std::uint8_t { may_be_v4, hexadecimal };
struct Groups {
    std::array<std::uint8_t, 16> bytes{};
    std::size_t size = 0;  // of bytes
};
std::optional<Groups> read_groups(std::string_view text, Tail tail) {
    Groups out;
    if (text.empty()) return out;
    for (;;) {
        const auto colon = text.find(':');
        const auto part = text.substr(0, colon);
        const bool is_last = colon == std::string_view::npos;
        if (is_last && tail == Tail::may_be_v4 && part.find('.') != std::string_view::npos) {
            if (out.size > 12 || !read_v4(part, out.bytes.data() + out.size)) return std::nullopt;
            out.size += 4;
            return out;
        }
        if (part.empty() || part.size() > 4 || out.size > 14) return std::nullopt;
        unsigned value = 0;
        for (const char c : part) {
            const int digit = hex_digit(c);
            if (digit < 0) return std::nullopt;
            value = value << 4U | static_cast<unsigned>(digit);
        }
        out.bytes[out.size] = static_cast<std::uint8_t>(value >> 8U);
        out.bytes[out.size + 1] = static_cast<std::uint8_t>(value & 0xFFU);
        out.size += 2;
        if (is_last) return out;
        text.remove_prefix(colon + 1);
    }
}

std::optional<NetworkAddress> read_v6(std::string_view text) {
    NetworkAddress address;
    const auto gap = text.find("::");
    if (gap == std::string_view::npos) {
        const auto groups = read_groups(text, Tail::may_be_v4);
        if (!groups || groups->size != 16) return std::nullopt;
        address.bytes = groups->bytes;
        return address;
    }
    const auto left = read_groups(text.substr(0, gap), Tail::hexadecimal);
    const auto right = read_groups(text.substr(gap + 2), Tail::may_be_v4);
    // "::" stands for one group of zeros at least (RFC 5952 section 4.2.2).
    if (!left || !right || left->size + right->size > 14) return std::nullopt;
    std::copy_n(left->bytes.begin(), left->size, address.bytes.begin());
    std::copy_n(right->bytes.begin(), right->size, address.bytes.end() - static_cast<std::ptrdiff_t>(right->size));
    return address;
}

std::string v6_text(const NetworkAddress& address) {
    std::array<unsigned, 8> groups{};
    for (std::size_t i = 0; i < 8; ++i) {
        groups[i] = static_cast<unsigned>(address.bytes[2 * i]) << 8U | address.bytes[2 * i + 1];
    }
    // The longest run of zeros, the first of equals, of two groups at least.
    std::size_t best = 8;
    std::size_t length = 1;
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t run = 0;
        while (i + run < 8 && groups[i + run] == 0) ++run;
        if (run > length) {
            best = i;
            length = run;
        }
    }
    std::string text;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == best) {
            text += "::";
            i += length - 1;
            continue;
        }
        if (!text.empty() && !text.ends_with(':')) text += ':';
        std::array<char, 8> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), groups[i], 16).ptr;
        text.append(digits.begin(), end);
    }
    return text;
}

}  // namespace

bool NetworkAddress::is_v4() const { return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin()); }

std::optional<NetworkAddress> parse_network_address(std::string_view text) {
    if (text.size() > 45) return std::nullopt;
    if (text.find(':') != std::string_view::npos) return read_v6(text);
    NetworkAddress address;
    std::ranges::copy(v4_prefix, address.bytes.begin());
    if (!read_v4(text, address.bytes.data() + v4_prefix.size())) return std::nullopt;
    return address;
}

std::string network_address_text(const NetworkAddress& address) {
    if (!address.is_v4()) return v6_text(address);
    std::string text;
    for (std::size_t i = v4_prefix.size(); i < address.bytes.size(); ++i) {
        if (!text.empty()) text += '.';
        text += std::to_string(address.bytes[i]);
    }
    return text;
}

std::optional<Network> Network::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parse_network_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    // An IPv6 notation of an IPv4 address counts its prefix in 128 bits.
    const bool is_v4_notation = text.substr(0, slash).find(':') == std::string_view::npos;
    int prefix = 128;
    if (slash != std::string_view::npos) {
        const auto bits = decimal(text.substr(slash + 1), is_v4_notation ? 32 : 128);
        if (!bits) return std::nullopt;
        prefix = is_v4_notation ? *bits + v4_bits : *bits;
    }
    for (int bit = prefix; bit < 128; ++bit) {
        if ((address->bytes[static_cast<std::size_t>(bit / 8)] & (0x80U >> static_cast<unsigned>(bit % 8))) != 0) {
            return std::nullopt;
        }
    }
    return Network{*address, prefix};
}

bool Network::contains(const NetworkAddress& address) const {
    const auto whole = static_cast<std::ptrdiff_t>(prefix_ / 8);
    if (!std::equal(base_.bytes.begin(), base_.bytes.begin() + whole, address.bytes.begin())) return false;
    const auto rest = static_cast<unsigned>(prefix_ % 8);
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xFF00U >> rest);
    const auto at = static_cast<std::size_t>(whole);
    return (base_.bytes[at] & mask) == (address.bytes[at] & mask);
}

std::string Network::text() const {
    if (base_.is_v4() && prefix_ >= v4_bits) {
        return network_address_text(base_) + "/" + std::to_string(prefix_ - v4_bits);
    }
    return v6_text(base_) + "/" + std::to_string(prefix_);
}

}  // namespace menhu::format
