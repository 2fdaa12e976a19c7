#include "base/bytes.h"

#include <array>

namespace menhu::base {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 0xff;

constexpr std::array<std::uint8_t, 256> inverse(std::string_view digits) {
    std::array<std::uint8_t, 256> table{};
    table.fill(no_digit);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        table[static_cast<std::uint8_t>(digits[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}

constexpr auto base64_values = inverse(base64_digits);
constexpr auto base64url_values = inverse(base64url_digits);

std::uint8_t hex_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return no_digit;
}

std::string encode64(ByteView bytes, std::string_view digits, char pad) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const std::uint32_t group = (static_cast<std::uint32_t>(bytes[i]) << 16) |
                                    (left > 1 ? static_cast<std::uint32_t>(bytes[i + 1]) << 8 : 0U) |
                                    (left > 2 ? static_cast<std::uint32_t>(bytes[i + 2]) : 0U);
        text += digits[group >> 18 & 63];
        text += digits[group >> 12 & 63];
        if (left > 1) text += digits[group >> 6 & 63];
        if (left > 2) text += digits[group & 63];
        if (pad != '\0') text.append(left > 2 ? 0 : 3 - left, pad);
    }
    return text;
}

// `text` has no padding here.
std::optional<Bytes> decode64(std::string_view text, const std::array<std::uint8_t, 256>& values) {
    if (text.size() % 4 == 1) return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::uint8_t value = values[static_cast<std::uint8_t>(c)];
        if (value == no_digit) return std::nullopt;
        held = held << 6 | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(held >> bits));
            held &= (1U << bits) - 1;
        }
    }
    if (held != 0) return std::nullopt;  // a second spelling of the same bytes
    return bytes;
}

template <class Number>
void put(Bytes& out, Number value) {
    for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8) {
        out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

template <class Number>
Number get(ByteView in) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) value = value << 8 | in[i];
    return static_cast<Number>(value);
}

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += hex_digits[byte >> 4];
        text += hex_digits[byte & 15];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const std::uint8_t high = hex_value(text[i]);
        const std::uint8_t low = hex_value(text[i + 1]);
        if (high == no_digit || low == no_digit) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

std::string to_base64(ByteView bytes) { return encode64(bytes, base64_digits, '='); }

std::optional<Bytes> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    if (text.ends_with("==")) {
        text.remove_suffix(2);
    } else if (text.ends_with('=')) {
        text.remove_suffix(1);
    }
    return decode64(text, base64_values);
}

std::string to_base64url(ByteView bytes) { return encode64(bytes, base64url_digits, '\0'); }

std::optional<Bytes> from_base64url(std::string_view text) { return decode64(text, base64url_values); }

void put_u16(Bytes& out, std::uint16_t value) { put(out, value); }
void put_u32(Bytes& out, std::uint32_t value) { put(out, value); }
void put_u64(Bytes& out, std::uint64_t value) { put(out, value); }
std::uint16_t get_u16(ByteView in) { return get<std::uint16_t>(in); }
std::uint32_t get_u32(ByteView in) { return get<std::uint32_t>(in); }
std::uint64_t get_u64(ByteView in) { return get<std::uint64_t>(in); }

}  // namespace menhu::base
