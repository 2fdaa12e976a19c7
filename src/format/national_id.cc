#include "format/national_id.h"

#include "format/code_points.h"

namespace menhu::format {

namespace {

// The number that each letter stands for; I, O, W and Z were given last (domain: 國民身分證統一編號).
constexpr std::array<std::uint8_t, 26> letter_values{10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21,
                                                     22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33};

constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200D) ||
           c == 0xFEFF;
}

// The sum over the first nine characters: tens of the first letter once, its units nine times, then 8 down to 1; the
// second letter of an old foreign number counts with the units of its value.
constexpr unsigned weighted_sum(std::string_view nine) {
    const unsigned first = letter_values[static_cast<std::size_t>(nine[0] - 'A')];
    unsigned sum = first / 10 + first % 10 * 9;
    for (std::size_t i = 1; i < 9; ++i) {
        const unsigned value = is_letter(nine[i]) ? letter_values[static_cast<std::size_t>(nine[i] - 'A')] % 10U
                                                  : static_cast<unsigned>(nine[i] - '0');
        sum += value * static_cast<unsigned>(9 - i);
    }
    return sum;
}

constexpr std::optional<IdKind> kind_of(std::string_view text) {
    if (text.size() < 9 || !is_letter(text[0])) return std::nullopt;
    for (const char c : text.substr(2)) {
        if (!is_digit(c)) return std::nullopt;
    }
    const char second = text[1];
    if (second == '1' || second == '2') return text.size() == 9 ? IdKind::national_nine : IdKind::national;
    if (text.size() == 9) return std::nullopt;
    if (second == '8' || second == '9') return IdKind::foreign_new;
    if (second >= 'A' && second <= 'D') return IdKind::foreign_old;
    return std::nullopt;
}

constexpr IdSex sex_of(char second) {
    return second == '1' || second == '8' || second == 'A' || second == 'C' ? IdSex::male : IdSex::female;
}

}  // namespace

IdReading read_national_id(std::string_view text) {
    IdReading reading;
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = next_code_point(text, at);
        at += point.size;
        char32_t c = point.value;
        if (is_space(c)) {
            reading.changes_ = reading.changes_ | IdChange::spaces;
            continue;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            reading.changes_ = reading.changes_ | IdChange::width;
            c -= 0xFEE0;
        }
        if (c >= 'a' && c <= 'z') {
            reading.changes_ = reading.changes_ | IdChange::letter_case;
            c -= 'a' - 'A';
        }
        if (length == reading.characters_.size() || c >= 0x80) return reading;  // shape; text() stays empty
        reading.characters_[length++] = static_cast<char>(c);
    }
    if (length == 0) {
        reading.problem_ = IdProblem::empty;
        return reading;
    }
    const std::string_view id{reading.characters_.data(), length};
    const auto kind = kind_of(id);
    if (!kind) return reading;
    reading.length_ = static_cast<std::uint8_t>(length);
    reading.kind_ = *kind;
    reading.sex_ = sex_of(id[1]);
    const bool agrees =
        *kind == IdKind::national_nine || (weighted_sum(id) + static_cast<unsigned>(id[9] - '0')) % 10 == 0;
    reading.problem_ = agrees ? IdProblem::none : IdProblem::check_digit;
    return reading;
}

std::optional<char> national_id_check_digit(std::string_view first_nine) {
    if (first_nine.size() != 9) return std::nullopt;
    std::array<char, 10> whole{};
    first_nine.copy(whole.data(), 9);
    whole[9] = '0';
    if (!kind_of({whole.data(), whole.size()})) return std::nullopt;
    return static_cast<char>('0' + (10 - weighted_sum(first_nine) % 10) % 10);
}

std::string_view id_kind_name(IdKind kind) {
    switch (kind) {
        case IdKind::national:
            return "national";
        case IdKind::foreign_new:
            return "foreign_new";
        case IdKind::foreign_old:
            return "foreign_old";
        case IdKind::national_nine:
            return "national_nine";
    }
    return "";
}

}  // namespace menhu::format
