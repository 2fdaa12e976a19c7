#include "format/address.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <vector>

#include "format/code_points.h"

namespace menhu::format {

namespace {

using Points = std::u32string;

std::optional<int> chinese_digit(char32_t c) {
    switch (c) {
        case U'零':
        case U'〇':
            return 0;
        case U'一':
        case U'壹':
            return 1;
        case U'二':
        case U'貳':
            return 2;
        case U'三':
        case U'參':
            return 3;
        case U'四':
        case U'肆':
            return 4;
        case U'五':
        case U'伍':
            return 5;
        case U'六':
        case U'陸':
            return 6;
        case U'七':
        case U'柒':
            return 7;
        case U'八':
        case U'捌':
            return 8;
        case U'九':
        case U'玖':
            return 9;
        default:
            return std::nullopt;
    }
}
bool is_ten(char32_t c) { return c == U'十' || c == U'拾'; }
bool is_hundred(char32_t c) { return c == U'百' || c == U'佰'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_chinese_numeral(char32_t c) { return chinese_digit(c) || is_ten(c) || is_hundred(c); }
bool is_numeral(char32_t c) { return is_digit(c) || is_chinese_numeral(c); }

// 二十三, 一百零五, 二三 (digit by digit), 23; nullopt if it is none, or above 99999.
std::optional<int> read_number(std::u32string_view text) {
    if (text.empty() || text.size() > 7) return std::nullopt;
    int total = 0;
    int digits = 0;
    bool has_unit = false;
    bool pending = false;
    for (const char32_t c : text) {
        if (is_ten(c) || is_hundred(c)) {
            if (total == 0 && !pending && has_unit) return std::nullopt;
            total += (pending ? digits : 1) * (is_ten(c) ? 10 : 100);
            digits = 0;
            pending = false;
            has_unit = true;
            continue;
        }
        const auto digit = is_digit(c) ? std::optional{static_cast<int>(c - U'0')} : chinese_digit(c);
        if (!digit) return std::nullopt;
        digits = has_unit ? *digit : digits * 10 + *digit;
        if (digits > 99999) return std::nullopt;
        pending = true;
    }
    total += digits;
    return total <= 99999 ? std::optional{total} : std::nullopt;
}

std::string chinese_number(int value) {
    constexpr std::array<std::string_view, 10> digits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (value <= 0 || value > 99) return fmt::format("{}", value);
    std::string out;
    if (value >= 20) out.append(digits[static_cast<std::size_t>(value / 10)]);
    if (value >= 10) out.append("十");
    out.append(digits[static_cast<std::size_t>(value % 10)]);
    return out;
}

// The end of the numeral that starts at `from`: digits, or Chinese numerals, not both (號之1三樓 holds two numbers).
std::size_t numeral_end(std::u32string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_numeral(text[end]) && is_digit(text[end]) == is_digit(text[from])) ++end;
    return end;
}

bool is_space(char32_t c) { return c == U' ' || c == 0x3000 || c == 0xA0 || (c >= 0x09 && c <= 0x0D); }

// Half width, 台→臺 (the standard writing), dashes to one, no spaces.
Points clean(std::string_view text) {
    Points out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = next_code_point(text, at);
        at += point.size;
        char32_t c = point.value;
        if (is_space(c)) continue;
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (c == U'台') c = U'臺';
        if (c >= 0x2010 && c <= 0x2015) c = U'-';
        if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
        out.push_back(c);
    }
    return out;
}

std::string utf8(std::u32string_view points) {
    std::string out;
    for (const char32_t c : points) append_utf8(c, out);
    return out;
}

// Cuts words off the front of the address one after another.
class Cursor {
public:
    explicit Cursor(std::u32string_view left) : left_{left} {}
    std::u32string_view left() const { return left_; }

    // Numerals and then `end`, at the front.
    std::optional<std::u32string_view> numbered(std::u32string_view ends) {
        std::size_t i = 0;
        while (i < left_.size()) {
            const bool joint = left_[i] == U'之' || left_[i] == U'-' || (left_[i] >= U'A' && left_[i] <= U'Z');
            const std::size_t end = joint ? i + 1 : numeral_end(left_, i);
            if (end == i || (joint && i == 0 && left_[i] == U'之')) break;
            i = end;
        }
        if (i == 0 || i == left_.size() || ends.find(left_[i]) == std::u32string_view::npos) return std::nullopt;
        const std::u32string_view number = left_.substr(0, i);
        left_.remove_prefix(i + 1);
        return number;
    }
    bool skip(std::u32string_view word) {
        if (!left_.starts_with(word)) return false;
        left_.remove_prefix(word.size());
        return true;
    }
    std::u32string_view take(std::size_t count) {
        const std::u32string_view taken = left_.substr(0, count);
        left_.remove_prefix(taken.size());
        return taken;
    }

private:
    std::u32string_view left_;
};

// "12", "12之1": each run of numerals as digits, "-" as 之.
std::string plain_number(std::u32string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_numeral(text[i])) {
            if (text[i] == U'-') {
                out.append("之");
            } else {
                append_utf8(text[i], out);
            }
            ++i;
            continue;
        }
        const std::size_t end = numeral_end(text, i);
        const auto value = read_number(text.substr(i, end - i));
        out.append(value ? fmt::format("{}", *value) : utf8(text.substr(i, end - i)));
        i = end;
    }
    return out;
}

// How long the road's name is (with its own word), or 0. Longest words first: 大道, then 路 and 街.
std::size_t road_length(std::u32string_view text) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < text.size() && i < 16; ++i) {
        if (is_digit(text[i])) break;
        const bool avenue = text[i] == U'道' && text[i - 1] == U'大';
        if (text[i] == U'路' || text[i] == U'街' || avenue) {
            best = i + 1;  // and on: 路 may be inside the name (路口街, 鐵路街)
        }
    }
    return best;
}

void split_street(Cursor& cursor, Address& address) {
    if (const std::size_t length = road_length(cursor.left()); length != 0) {
        address.road = utf8(cursor.take(length));
    }
    if (const auto section = cursor.numbered(U"段")) {
        const auto value = read_number(*section);
        address.section = (value ? chinese_number(*value) : utf8(*section)) + "段";
    }
    const auto part = [&cursor](std::u32string_view end, std::string& into) {
        if (const auto number = cursor.numbered(end)) into = plain_number(*number) + utf8(end.substr(0, 1));
    };
    if (address.road.empty() && address.section.empty()) {
        // No road: a place name (下庄子) goes up to the first number.
        std::size_t name = 0;
        while (name < cursor.left().size() && !is_numeral(cursor.left()[name])) ++name;
        if (name != 0 && name < cursor.left().size()) address.road = utf8(cursor.take(name));
    }
    part(U"巷", address.lane);
    part(U"弄", address.alley);
    part(U"衖", address.sub_alley);
    if (const auto number = cursor.numbered(U"號号")) {
        address.number = plain_number(*number);
        if (cursor.left().size() >= 2 && (cursor.left()[0] == U'之' || cursor.left()[0] == U'-') &&
            is_numeral(cursor.left()[1])) {
            const std::size_t end = numeral_end(cursor.left(), 1);
            // "100號之1" is number 100之1; "100號之1樓" is not a number's part.
            const bool floor =
                end < cursor.left().size() && (cursor.left()[end] == U'樓' || cursor.left()[end] == U'F');
            if (!floor) address.number += plain_number(cursor.take(end));
        }
        address.number += "號";
    }
    const bool basement = cursor.skip(U"地下");
    if (const auto floor = cursor.numbered(U"樓層F")) {
        address.floor = (basement ? "地下" : "") + plain_number(*floor) + "樓";
    } else if (basement) {
        address.floor = "地下";
    }
    if (const auto room = cursor.numbered(U"室")) {
        address.room = plain_number(*room) + "室";
    } else if (!cursor.left().empty() && (cursor.left()[0] == U'之' || cursor.left()[0] == U'-')) {
        const std::size_t end = cursor.left().size() > 1 ? numeral_end(cursor.left(), 1) : 1;
        if (end > 1 && end == cursor.left().size()) address.room = plain_number(cursor.take(end));
    }
}

}  // namespace

Address split_address(std::string_view text) {
    Address address;
    const Points points = clean(text);
    Cursor cursor{points};
    // 縣 or 市 as the third character: 桃園市, 新竹縣.
    if (points.size() >= 3 && (points[2] == U'市' || points[2] == U'縣')) address.county = utf8(cursor.take(3));
    if (address.county.empty() || !cursor.left().empty()) {
        const std::u32string_view left = cursor.left();
        for (std::size_t i = 1; i < left.size() && i < 4; ++i) {
            if (left[i] == U'區' || left[i] == U'鄉' || left[i] == U'鎮' ||
                (left[i] == U'市' && !address.county.empty())) {
                // 平鎮區: the 鎮 belongs to the name.
                const std::size_t end = i + 1 < left.size() && left[i] != U'區' && left[i + 1] == U'區' ? i + 1 : i;
                address.district = utf8(cursor.take(end + 1));
                break;
            }
        }
    }
    {
        const std::u32string_view left = cursor.left();
        for (std::size_t i = 1; i < left.size() && i < 5; ++i) {
            if (is_numeral(left[i - 1]) && is_digit(left[i - 1])) break;
            if (left[i] != U'里' && left[i] != U'村') continue;
            // 八里路, 新村街: a road's name that begins like a village.
            const bool road =
                i + 1 < left.size() && (left[i + 1] == U'路' || left[i + 1] == U'街' || left[i + 1] == U'大');
            if (!road) address.village = utf8(cursor.take(i + 1));
            break;
        }
    }
    if (const auto number = cursor.numbered(U"鄰")) {
        const auto value = read_number(*number);
        address.neighbourhood = (value ? fmt::format("{:03}", *value) : utf8(*number)) + "鄰";
    }
    split_street(cursor, address);
    address.rest = utf8(cursor.left());
    return address;
}

std::string normalise_address(std::string_view text) {
    const Points points = clean(text);
    std::string out;
    for (std::size_t i = 0; i < points.size();) {
        if (!is_numeral(points[i])) {
            append_utf8(points[i], out);
            ++i;
            continue;
        }
        const std::size_t end = numeral_end(points, i);
        // Two numbers side by side (號之1三樓) must not become one.
        if (i > 0 && is_numeral(points[i - 1])) out.push_back(',');
        const std::u32string_view run = std::u32string_view{points}.substr(i, end - i);
        const char32_t unit = end < points.size() ? points[end] : U'\0';
        const auto value = read_number(run);
        constexpr std::u32string_view counted = U"巷弄衖號号樓室鄰之F-";
        const bool after_dash = i > 0 && (points[i - 1] == U'之' || points[i - 1] == U'-');
        if (value && unit == U'段') {
            out.append(chinese_number(*value));
        } else if (value && (is_digit(run[0]) || after_dash || (unit != 0 && counted.find(unit) != counted.npos))) {
            out.append(fmt::format("{}", *value));
        } else {
            out.append(utf8(run));
        }
        i = end;
    }
    return out;
}

}  // namespace menhu::format
