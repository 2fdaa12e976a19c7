// What the first, masked answer shows: enough to see that it is the right person, not enough to learn who.
#include <string>

#include "registry/person.h"

namespace menhu::registry {

namespace {

// Bytes of the code point that starts with `lead`; 1 for anything that is not a lead byte, so that a walk always ends.
std::size_t width(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte >= 0xf0) return 4;
    if (byte >= 0xe0) return 3;
    if (byte >= 0xc0) return 2;
    return 1;
}

std::string masked_name(std::string_view value) {
    std::string out;
    std::size_t index = 0;
    for (std::size_t at = 0; at < value.size(); ++index) {
        const auto point = value.substr(at, width(value[at]));
        at += point.size();
        const bool last = at >= value.size();
        out += index == 0 || (last && index > 1) ? std::string{point} : std::string{"○"};
    }
    return out;
}

std::string masked_id(std::string_view value) {
    constexpr std::size_t head = 3;
    constexpr std::size_t tail = 2;
    if (value.size() <= head + tail) return std::string(value.size(), '*');
    std::string out{value.substr(0, head)};
    out.append(value.size() - head - tail, '*');
    out += value.substr(value.size() - tail);
    return out;
}

// Earlier ids are several: each on its own.
std::string masked_ids(std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at <= value.size();) {
        const auto end = std::min(value.find(';', at), value.size());
        if (!out.empty()) out += ';';
        out += masked_id(value.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

// City and district only: up to the first 區, and nothing of an address that has none.
std::string masked_address(std::string_view value) {
    constexpr std::string_view district = "區";
    const auto at = value.find(district);
    if (at == std::string_view::npos) return "（已遮蔽）";
    return std::string{value.substr(0, at + district.size())} + "（已遮蔽）";
}

std::string masked_date(std::string_view value) {
    std::string out{value.substr(0, 4)};
    if (value.size() > 4) out += "-**";
    if (value.size() > 7) out += "-**";
    return out;
}

}  // namespace

std::string masked(law::Mask mask, std::string_view value) {
    if (value.empty()) return {};
    switch (mask) {
        case law::Mask::none:
            return std::string{value};
        case law::Mask::id:
            return masked_ids(value);
        case law::Mask::name:
            return masked_name(value);
        case law::Mask::date:
            return masked_date(value);
        case law::Mask::address:
            return masked_address(value);
        case law::Mask::text:
            return "（已遮蔽）";
    }
    return "（已遮蔽）";
}

}  // namespace menhu::registry
