#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "format/date_text.h"
#include "format/toml_parser.h"

namespace menhu::format {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits without their underscores; false unless each underscore stands between two digits.
bool plain_digits(std::string_view text, std::string& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            out.push_back(text[i]);
            continue;
        }
        const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
        if (i == 0 || i + 1 == text.size() || !is_hex(text[i - 1]) || !is_hex(text[i + 1])) return false;
    }
    return !out.empty();
}

bool read_integer(std::string_view token, TomlNode& out) {
    int base = 10;
    std::string_view digits = token;
    std::string plain;
    if (token.starts_with("0x") || token.starts_with("0o") || token.starts_with("0b")) {
        base = token[1] == 'x' ? 16 : token[1] == 'o' ? 8 : 2;
        digits.remove_prefix(2);
        if (digits.starts_with('-')) return false;
    } else {
        if (digits.starts_with('-')) plain = "-";
        if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
        if (digits.size() > 1 && digits[0] == '0') return false;
        if (digits.empty() || !is_digit(digits[0])) return false;
    }
    std::string bare;
    if (!plain_digits(digits, bare)) return false;
    plain += bare;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), out.integer, base);
    out.kind = TomlKind::integer;
    return error == std::errc{} && end == plain.data() + plain.size();
}

bool read_real(std::string_view token, TomlNode& out) {
    out.kind = TomlKind::real;
    std::string_view digits = token;
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) digits.remove_prefix(1);
    if (digits == "inf" || digits == "nan") {
        out.real = digits == "inf" ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
        if (negative) out.real = -out.real;
        return true;
    }
    // digits [. digits] [e [sign] digits], no leading zeros, digits on both sides of the point.
    const std::size_t whole = std::min(digits.find_first_of(".eE"), digits.size());
    if (whole == 0 || whole == digits.size() || (whole > 1 && digits[0] == '0')) return false;
    std::size_t at = whole;
    const auto run = [&] {
        const std::size_t start = at;
        while (at < digits.size() && (is_digit(digits[at]) || digits[at] == '_')) ++at;
        return at > start && is_digit(digits[start]) && is_digit(digits[at - 1]);
    };
    if (digits[at] == '.') {
        ++at;
        if (!run()) return false;
    }
    if (at < digits.size() && (digits[at] == 'e' || digits[at] == 'E')) {
        ++at;
        if (at < digits.size() && (digits[at] == '+' || digits[at] == '-')) ++at;
        if (!run()) return false;
    }
    if (at != digits.size()) return false;
    for (const char c : digits.substr(0, whole)) {
        if (!is_digit(c) && c != '_') return false;
    }
    std::string plain;
    if (!plain_digits(digits, plain)) return false;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), out.real);
    if (negative) out.real = -out.real;
    return error == std::errc{} && end == plain.data() + plain.size();
}

// hh:mm:ss[.digits]
bool is_time(std::string_view text) {
    if (text.size() < 8 || text[2] != ':' || text[5] != ':') return false;
    for (const std::size_t i : {0U, 1U, 3U, 4U, 6U, 7U}) {
        if (!is_digit(text[i])) return false;
    }
    if (text.substr(0, 2) > "23" || text.substr(3, 2) > "59" || text.substr(6, 2) > "59") return false;
    if (text.size() == 8) return true;
    return text[8] == '.' && text.size() > 9 && std::all_of(text.begin() + 9, text.end(), is_digit);
}

bool is_offset(std::string_view text) {
    if (text == "Z") return true;
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && is_digit(text[1]) && is_digit(text[2]) &&
           text[3] == ':' && is_digit(text[4]) && is_digit(text[5]) && text.substr(1, 2) <= "23" &&
           text.substr(4) <= "59";
}

bool read_date_time(std::string_view token, TomlNode& out) {
    out.kind = TomlKind::date;
    out.text = token;
    if (is_time(token)) return true;
    if (token.size() < 10 || !read_date(token.substr(0, 10), DateForm::iso)) return false;
    if (read_date(token.substr(0, 10), DateForm::iso)->precision != DatePrecision::day) return false;
    if (token.size() == 10) return true;
    const char separator = token[10];
    if (separator != 'T' && separator != 't' && separator != ' ') return false;
    out.text[10] = 'T';
    if (out.text.back() == 'z') out.text.back() = 'Z';
    const std::string_view rest = std::string_view{out.text}.substr(11);
    const std::size_t offset = rest.find_first_of("Z+-");
    if (offset == std::string_view::npos) return is_time(rest);
    return is_time(rest.substr(0, offset)) && is_offset(rest.substr(offset));
}

}  // namespace

bool read_toml_scalar(std::string_view token, TomlNode& out) {
    if (token == "true" || token == "false") {
        out.kind = TomlKind::boolean;
        out.boolean = token == "true";
        return true;
    }
    if (read_integer(token, out)) return true;
    out.integer = 0;
    if (read_real(token, out)) return true;
    out.real = 0;
    return read_date_time(token, out);
}

}  // namespace menhu::format
