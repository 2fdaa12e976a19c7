#pragma once
// The numbers by which a person is known: the national id (國民身分證統一編號), the foreign resident's unified number
// (統一證號) in its new form (since 2021-01-02) and its old form (until 2030-12-31), and the nine-character national
// ids that were given before check digits. Reading forgives width, case and spaces and says what it forgave. Pure; any
// thread; no allocation.
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace menhu::format {

enum class IdKind : std::uint8_t {
    national,       // [A-Z][12]dddddddd
    foreign_new,    // [A-Z][89]dddddddd
    foreign_old,    // [A-Z][A-D]dddddddd
    national_nine,  // [A-Z][12]ddddddd: from before 1968, no check digit
};

enum class IdSex : std::uint8_t { male, female };

enum class IdProblem : std::uint8_t {
    none,
    empty,        // nothing but spaces
    shape,        // not one of the four kinds
    check_digit,  // a known kind whose last digit does not agree
};

// What reading changed, as bits.
enum class IdChange : std::uint8_t { none = 0, spaces = 1, width = 2, letter_case = 4 };
constexpr IdChange operator|(IdChange a, IdChange b) {
    return static_cast<IdChange>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool has(IdChange set, IdChange one) {
    return (static_cast<std::uint8_t>(set) & static_cast<std::uint8_t>(one)) != 0;
}

class IdReading {
public:
    IdProblem problem() const { return problem_; }
    // The normal form: half width, upper case, no spaces. Empty when the problem is `empty` or `shape`.
    std::string_view text() const { return {characters_.data(), length_}; }
    // Kind and sex as the number tells them; meaningful unless the problem is `empty` or `shape`. A person's registered
    // sex is another field: an id stays when nobody corrected it.
    IdKind kind() const { return kind_; }
    IdSex sex() const { return sex_; }
    IdChange changes() const { return changes_; }

private:
    friend IdReading read_national_id(std::string_view text);
    std::array<char, 10> characters_{};
    std::uint8_t length_ = 0;
    IdProblem problem_ = IdProblem::shape;
    IdKind kind_ = IdKind::national;
    IdSex sex_ = IdSex::male;
    IdChange changes_ = IdChange::none;
};

// Reads UTF-8 text. Spaces (ASCII, U+00A0, U+3000, zero width) anywhere are passed over and reported.
IdReading read_national_id(std::string_view text);

// The last digit of a ten-character number, from its first nine characters in normal form; nullopt if their shape is
// none of national, foreign_new, foreign_old.
std::optional<char> national_id_check_digit(std::string_view first_nine);

// The literal names used in layouts, reports and the API: "national", "foreign_new", "foreign_old", "national_nine".
std::string_view id_kind_name(IdKind kind);

}  // namespace menhu::format
