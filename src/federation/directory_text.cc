#include "federation/directory_text.h"

#include "base/bytes.h"

namespace menhu::federation {
namespace {

std::string hex_escape(char c) { return "\\" + base::to_hex(base::as_bytes({&c, 1})); }

}  // namespace

std::string escaped_for_filter(std::string_view value) {
    std::string out;
    for (const char c : value) {
        const bool is_special = c == '*' || c == '(' || c == ')' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
        if (is_special) {
            out += hex_escape(c);
        } else {
            out += c;
        }
    }
    return out;
}

std::string escaped_for_name(std::string_view value) {
    constexpr std::string_view specials = "\"+,;<>\\=";
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool is_outer_space = c == ' ' && (i == 0 || i + 1 == value.size());
        if (static_cast<unsigned char>(c) < 0x20) {
            out += hex_escape(c);
        } else if (specials.find(c) != std::string_view::npos || is_outer_space || (c == '#' && i == 0)) {
            out += '\\';
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

std::string with_name(std::string_view text, std::string_view name) {
    constexpr std::string_view place = "{name}";
    std::string out;
    while (true) {
        const auto at = text.find(place);
        out += text.substr(0, at);
        if (at == std::string_view::npos) return out;
        out += name;
        text.remove_prefix(at + place.size());
    }
}

}  // namespace menhu::federation
