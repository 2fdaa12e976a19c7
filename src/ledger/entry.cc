#include "ledger/entry.h"

#include <algorithm>
#include <charconv>

#include "base/id.h"
#include "ledger/leaf.h"
#include "ledger/text.h"
#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::int64_t largest_count = (std::int64_t{1} << 53) - 1;  // RFC 8785: what every reader of JSON keeps exact
constexpr std::chrono::hours taipei{8};                              // no summer time since 1979

base::Error invalid(std::string_view what) {
    return {base::Fault::bad_input, "ledger.entry_invalid", std::string{what}};
}

void put_digits(std::string& out, int value, int width) {
    char digits[8];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(digits, static_cast<std::size_t>(width));
}

// As base::to_rfc3339, without its cost.
void put_instant(std::string& out, base::Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const auto millis = static_cast<int>((at - day).count());
    put_digits(out, static_cast<int>(date.year()), 4);
    out += '-';
    put_digits(out, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    out += '-';
    put_digits(out, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    out += 'T';
    put_digits(out, millis / 3'600'000, 2);
    out += ':';
    put_digits(out, millis / 60'000 % 60, 2);
    out += ':';
    put_digits(out, millis / 1000 % 60, 2);
    out += '.';
    put_digits(out, millis % 1000, 3);
    out += 'Z';
}

// RFC 8785 section 3.2.2.2.
void put_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<std::uint8_t>(c) >= 0x20 && c != '"' && c != '\\') continue;
        out += text.substr(plain, i - plain);
        plain = i + 1;
        out += '\\';
        constexpr std::string_view named = "\b\t\n\f\r\"\\";
        constexpr std::string_view letters = "btnfr\"\\";
        const std::size_t which = named.find(c);
        if (which != std::string_view::npos) {
            out += letters[which];
        } else {
            out += "u00";
            out += hex_digits[static_cast<std::uint8_t>(c) >> 4];
            out += hex_digits[static_cast<std::uint8_t>(c) & 15];
        }
    }
    out += text.substr(plain);
    out += '"';
}

void put_hex(std::string& out, base::ByteView bytes) {
    out += '"';
    const std::size_t start = out.size();
    out.resize(start + bytes.size() * 2);
    char* to = out.data() + start;
    for (const std::uint8_t byte : bytes) {
        *to++ = hex_digits[byte >> 4];
        *to++ = hex_digits[byte & 15];
    }
    out += '"';
}

// base::to_base64 in place: a sealed part is the longest member of a leaf, on the way of every query.
void put_base64(std::string& out, base::ByteView bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t start = out.size();
    const std::size_t whole = bytes.size() / 3 * 3;
    out.resize(start + whole / 3 * 4);
    char* to = out.data() + start;
    for (std::size_t i = 0; i < whole; i += 3) {
        const unsigned group = static_cast<unsigned>(bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2]);
        *to++ = digits[group >> 18];
        *to++ = digits[group >> 12 & 63];
        *to++ = digits[group >> 6 & 63];
        *to++ = digits[group & 63];
    }
    out += base::to_base64(bytes.subspan(whole));
}

void put_id(std::string& out, std::string_view key, const std::optional<std::int64_t>& number) {
    if (!number) return;
    out += key;
    out += base::id_text(*number);
    out += '"';
}

template <class Pair>
std::vector<const Pair*> sorted(const std::vector<Pair>& pairs) {
    std::vector<const Pair*> order;
    order.reserve(pairs.size());
    for (const Pair& pair : pairs) order.push_back(&pair);
    std::ranges::sort(order, {}, [](const Pair* pair) -> const std::string& { return pair->first; });
    return order;
}

template <class Pair, class PutValue>
base::Result<void> put_object(std::string& out, std::string_view key, const std::vector<Pair>& pairs, PutValue put) {
    if (pairs.empty()) return {};
    out += key;
    std::string_view before;
    char mark = '{';
    for (const Pair* pair : sorted(pairs)) {
        if (!is_entry_name(pair->first)) return invalid("name of a count or fact");
        if (pair->first == before) return invalid("a count or fact twice");
        before = pair->first;
        out += mark;
        mark = ',';
        out += '"';
        out += pair->first;
        out += "\":";
        TRY(put(pair->second));
    }
    out += '}';
    return {};
}

template <std::size_t N>
std::optional<std::int64_t> front_number(const std::optional<std::array<std::uint8_t, N>>& bytes) {
    if (!bytes) return std::nullopt;
    return static_cast<std::int64_t>(base::get_u64(*bytes));
}

std::chrono::year_month_day taipei_date(base::Instant at) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at + taipei)};
}

template <std::size_t N>
void from_digits(std::string_view digits, std::optional<std::array<std::uint8_t, N>>& out) {
    if (digits.empty()) return;
    std::ranges::copy(*base::from_hex(digits), out.emplace().begin());
}

}  // namespace

base::Result<base::Bytes> encode_leaf(const Entry& entry, base::Instant at, int month, base::ByteView sealed) {
    if (!is_entry_name(entry.kind)) return invalid("kind");
    if (!is_utf8(entry.purpose)) return invalid("purpose");
    for (const auto& number : {entry.account, entry.unit, entry.grant}) {
        if (number && *number < 0) return invalid("id");
    }
    CHECK((month == 0) == sealed.empty());
    const int year = static_cast<int>(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at)}.year());
    if (year < 1970 || year > 9998) return invalid("instant");

    std::string out;
    out.reserve(384 + entry.purpose.size() + sealed.size() * 4 / 3);
    // Members in the order of their names; `at`, `kind` and `v` are always there.
    out += '{';
    put_id(out, R"("account":")", entry.account);
    if (entry.account) out += ',';
    out += R"("at":")";
    put_instant(out, at);
    out += '"';
    if (entry.case_commitment) {
        out += R"(,"case":)";
        put_hex(out, *entry.case_commitment);
    }
    TRY(put_object(out, R"(,"counts":)", entry.counts, [&](std::int64_t count) -> base::Result<void> {
        if (count > largest_count || count < -largest_count) return invalid("count");
        char digits[24];
        out.append(digits, std::to_chars(digits, digits + sizeof digits, count).ptr);
        return {};
    }));
    TRY(put_object(out, R"(,"facts":)", entry.facts, [&](const std::string& fact) -> base::Result<void> {
        if (!is_utf8(fact)) return invalid("fact");
        put_text(out, fact);
        return {};
    }));
    put_id(out, R"(,"grant":")", entry.grant);
    out += R"(,"kind":")";
    out += entry.kind;
    out += '"';
    if (month != 0) {
        out += R"(,"month":")";
        put_digits(out, month / 100, 4);
        out += '-';
        put_digits(out, month % 100, 2);
        out += '"';
    }
    if (entry.person) {
        out += R"(,"person":)";
        put_hex(out, *entry.person);
    }
    if (!entry.purpose.empty()) {
        out += R"(,"purpose":)";
        put_text(out, entry.purpose);
    }
    if (!sealed.empty()) {
        out += R"(,"sealed":")";
        put_base64(out, sealed);
        out += '"';
    }
    put_id(out, R"(,"unit":")", entry.unit);
    out += R"(,"v":1})";
    if (out.size() > largest_entry) return base::Error{base::Fault::bad_input, "ledger.entry_too_large"};
    return base::Bytes(out.begin(), out.end());
}

base::Result<EntryView> decode_leaf(base::ByteView leaf) {
    const std::optional<LeafParts> parts = read_leaf(leaf);
    if (!parts) return base::Error{base::Fault::corrupt, "ledger.leaf_malformed"};
    EntryView view;
    view.at = parts->at;
    view.kind = parts->kind;
    view.account = parts->account;
    view.unit = parts->unit;
    view.grant = parts->grant;
    view.purpose = unescape(parts->purpose);
    from_digits(parts->case_commitment, view.case_commitment);
    from_digits(parts->person, view.person);
    std::string_view rest = parts->counts;
    for (auto member = take_member(rest); member; member = take_member(rest)) {
        std::int64_t count = 0;
        std::from_chars(member->value.data(), member->value.data() + member->value.size(), count);
        view.counts.emplace_back(member->name, count);
    }
    rest = parts->facts;
    for (auto member = take_member(rest); member; member = take_member(rest)) {
        view.facts.emplace_back(member->name, unescape(member->value));
    }
    if (!parts->month.empty()) {
        const auto digit = [&](std::size_t i) { return parts->month[i] - '0'; };
        view.month = ((digit(0) * 10 + digit(1)) * 10 + digit(2)) * 10 + digit(3);
        view.month = (view.month * 10 + digit(5)) * 10 + digit(6);
        view.sealed = *base::from_base64(parts->sealed);
    }
    return view;
}

std::optional<std::int64_t> search_key(const std::optional<crypto::Tag>& tag) { return front_number(tag); }

std::optional<std::int64_t> search_key(const std::optional<crypto::Digest>& commitment) {
    return front_number(commitment);
}

int log_of(base::Instant at) { return static_cast<int>(taipei_date(at).year()); }

int month_of(base::Instant at) {
    const std::chrono::year_month_day date = taipei_date(at);
    return static_cast<int>(date.year()) * 100 + static_cast<int>(static_cast<unsigned>(date.month()));
}

}  // namespace menhu::ledger
