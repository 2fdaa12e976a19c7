#include "ledger/leaf.h"

#include <algorithm>
#include <charconv>

#include "base/id.h"
#include "ledger/text.h"
#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

// Whether all characters are of a set, without a branch for each, so that the compiler does many at once.
template <class InSet>
bool all_in(std::string_view text, InSet in_set) {
    unsigned outside = 0;
    for (const char c : text) outside |= 1U ^ in_set(static_cast<std::uint8_t>(c));
    return outside == 0;
}

// `first` … `first` + count - 1, as one comparison.
unsigned within(std::uint8_t byte, char first, unsigned count) {
    return static_cast<std::uint8_t>(byte - static_cast<std::uint8_t>(first)) < count ? 1 : 0;
}

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '.'; }

// Reads from the front; every function answers whether it could, and a failure ends the reading.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_{text} {}

    bool done() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }

    bool take(std::string_view literal) {
        if (!rest_.starts_with(literal)) return false;
        rest_.remove_prefix(literal.size());
        return true;
    }

    std::string_view take_bytes(std::size_t count) {
        const std::string_view bytes = rest_.substr(0, count);
        rest_.remove_prefix(bytes.size());
        return bytes;
    }

    // The inside of a canonical JSON text whose opening quote is taken, with its closing quote.
    bool take_text(std::string_view& inside) {
        std::size_t i = 0;
        while (i < rest_.size() && rest_[i] != '"') {
            const auto byte = static_cast<std::uint8_t>(rest_[i]);
            if (byte < 0x20) return false;
            if (byte == '\\') {
                const std::size_t length = escape_length(i);
                if (length == 0) return false;
                i += length;
            } else {
                ++i;
            }
        }
        if (i == rest_.size()) return false;
        inside = take_bytes(i);
        rest_.remove_prefix(1);
        return true;
    }

    // A name, up to its closing quote.
    bool take_name(std::string_view& name) {
        std::size_t i = 0;
        while (i < rest_.size() && is_name_character(rest_[i])) ++i;
        name = take_bytes(i);
        return !name.empty() && name.size() <= 40 && take("\"");
    }

    bool take_integer(std::string_view& digits) {
        std::size_t i = rest_.starts_with('-') ? 1 : 0;
        const std::size_t first = i;
        while (i < rest_.size() && is_digit(rest_[i])) ++i;
        const std::size_t count = i - first;
        if (count == 0 || count > 16 || (rest_[first] == '0' && i > 1)) return false;  // 01, -0 and 00 too
        digits = take_bytes(i);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value < (std::int64_t{1} << 53) && value > -(std::int64_t{1} << 53);
    }

    // Lower-case hexadecimal digits and the closing quote.
    bool take_hex(std::size_t count, std::string_view& digits) {
        digits = take_bytes(count);
        const auto is_hex = [](std::uint8_t byte) { return within(byte, '0', 10) | within(byte, 'a', 6); };
        return digits.size() == count && all_in(digits, is_hex) && take("\"");
    }

    bool take_id(std::optional<std::int64_t>& number) {
        const std::string_view text = take_bytes(13);
        number = base::id_number(text);
        return number && *number >= 0 && base::id_text(*number) == text && take("\"");
    }

private:
    // Only the escapes that RFC 8785 section 3.2.2.2 writes; 0 for any other.
    std::size_t escape_length(std::size_t i) const {
        if (i + 1 >= rest_.size()) return 0;
        if (std::string_view{"btnfr\"\\"}.contains(rest_[i + 1])) return 2;
        if (i + 6 > rest_.size() || rest_.substr(i + 1, 3) != "u00") return 0;
        const int high = hex_value(rest_[i + 4]);
        const int low = hex_value(rest_[i + 5]);
        if (high < 0 || high > 1 || low < 0) return 0;
        const int value = high * 16 + low;
        return value == 8 || value == 9 || value == 10 || value == 12 || value == 13 ? 0 : 6;
    }

    std::string_view rest_;
};

enum class ValueKind : std::uint8_t { integer, text };

// A non-empty object whose names ascend.
bool take_object(Reader& in, ValueKind kind, std::string_view& object) {
    const std::string_view start = in.rest();
    std::string_view before;
    if (!in.take("{")) return false;
    do {
        std::string_view name;
        std::string_view value;
        if (!in.take("\"") || !in.take_name(name) || name <= before || !in.take(":")) return false;
        before = name;
        const bool taken = kind == ValueKind::integer ? in.take_integer(value) : in.take("\"") && in.take_text(value);
        if (!taken) return false;
    } while (in.take(","));
    if (!in.take("}")) return false;
    object = start.substr(0, start.size() - in.rest().size());
    return true;
}

bool is_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return false;
    for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U}) {
        if (!is_digit(text[i])) return false;
    }
    const int month = (text[5] - '0') * 10 + (text[6] - '0');
    return text.substr(0, 4) >= "1970" && month >= 1 && month <= 12;
}

// Canonical base64 of at least a nonce and a tag, without decoding it.
bool is_sealed(std::string_view text) {
    if (text.size() % 4 != 0 || text.size() < 40) return false;
    const std::size_t pad = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    text.remove_suffix(pad);
    const auto is_digit64 = [](std::uint8_t byte) {
        return within(byte, 'A', 26) | within(byte, 'a', 26) | within(byte, '/', 11) | within(byte, '+', 1);
    };
    if (!all_in(text, is_digit64)) return false;
    // The last digit holds bits that no byte needs; they are zero.
    if (pad == 0) return true;
    return std::string_view{pad == 2 ? "AQgw" : "AEIMQUYcgkosw048"}.contains(text.back());
}

}  // namespace

bool is_entry_name(std::string_view name) {
    return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, is_name_character);
}

std::optional<LeafParts> read_leaf(base::ByteView leaf) {
    if (leaf.size() > largest_entry || !is_utf8(base::as_text(leaf))) return std::nullopt;
    Reader in{base::as_text(leaf)};
    LeafParts parts;
    if (!in.take("{")) return std::nullopt;
    if (in.take(R"("account":")") && !(in.take_id(parts.account) && in.take(","))) return std::nullopt;
    if (!in.take(R"("at":")")) return std::nullopt;
    const std::string_view instant = in.take_bytes(24);
    const auto at = base::from_rfc3339(instant);
    if (!at || *at < base::Instant{} || instant >= "9999" || !in.take("\"")) return std::nullopt;
    parts.at = *at;
    if (in.take(R"(,"case":")") && !in.take_hex(64, parts.case_commitment)) return std::nullopt;
    if (in.take(R"(,"counts":)") && !take_object(in, ValueKind::integer, parts.counts)) return std::nullopt;
    if (in.take(R"(,"facts":)") && !take_object(in, ValueKind::text, parts.facts)) return std::nullopt;
    if (in.take(R"(,"grant":")") && !in.take_id(parts.grant)) return std::nullopt;
    if (!in.take(R"(,"kind":")") || !in.take_name(parts.kind)) return std::nullopt;
    if (in.take(R"(,"month":")")) {
        parts.month = in.take_bytes(7);
        if (!is_month(parts.month) || !in.take("\"")) return std::nullopt;
    }
    if (in.take(R"(,"person":")") && !in.take_hex(32, parts.person)) return std::nullopt;
    if (in.take(R"(,"purpose":")") && (!in.take_text(parts.purpose) || parts.purpose.empty())) return std::nullopt;
    if (in.take(R"(,"sealed":")")) {
        const std::size_t end = in.rest().find('"');
        if (end == std::string_view::npos) return std::nullopt;
        parts.sealed = in.take_bytes(end);
        if (!is_sealed(parts.sealed) || !in.take("\"")) return std::nullopt;
    }
    if (in.take(R"(,"unit":")") && !in.take_id(parts.unit)) return std::nullopt;
    if (!in.take(R"(,"v":1})") || !in.done()) return std::nullopt;
    if (parts.month.empty() != parts.sealed.empty()) return std::nullopt;
    return parts;
}

Projection projection_of(const LeafParts& parts) {
    const auto front = [](std::string_view digits) -> std::optional<std::int64_t> {
        if (digits.empty()) return std::nullopt;
        std::uint64_t value = 0;
        for (const char c : digits.substr(0, 16)) value = value << 4 | static_cast<std::uint64_t>(hex_value(c));
        return static_cast<std::int64_t>(value);
    };
    return {.at = base::to_millis(parts.at),
            .kind = parts.kind,
            .account = parts.account,
            .unit = parts.unit,
            .grant = parts.grant,
            .person = front(parts.person),
            .case_key = front(parts.case_commitment)};
}

std::optional<Member> take_member(std::string_view& object) {
    Reader in{object};
    Member member;
    if (!in.take("{") && !in.take(",")) return std::nullopt;
    if (!in.take("\"") || !in.take_name(member.name) || !in.take(":")) return std::nullopt;
    if (!(in.take("\"") ? in.take_text(member.value) : in.take_integer(member.value))) return std::nullopt;
    object = in.rest();
    return member;
}

std::string unescape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        const char escaped = text[++i];
        constexpr std::string_view letters = "btnfr";
        constexpr std::string_view named = "\b\t\n\f\r";
        const std::size_t which = letters.find(escaped);
        if (which != std::string_view::npos) {
            out += named[which];
        } else if (escaped == 'u') {
            out += static_cast<char>(hex_value(text[i + 3]) * 16 + hex_value(text[i + 4]));
            i += 4;
        } else {
            out += escaped;
        }
    }
    return out;
}

}  // namespace menhu::ledger
