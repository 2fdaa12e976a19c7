#include "demo/ids.h"

#include "base/result.h"
#include "format/national_id.h"

namespace menhu::demo {
namespace {

constexpr std::uint32_t room = 4'000'000;  // serials 2,000,000 to 5,999,999 of each sex
constexpr std::uint32_t first = 2'000'000;
constexpr std::uint32_t stride = 2'345'677;  // shares no factor with `room`, so that the walk visits each serial once

// Serials of the city as it begins, then those of each month.
constexpr std::uint32_t of_beginning = 3'100'000;
constexpr std::uint32_t of_month = 25'000;
static_assert(of_beginning + of_month * Numbers::last_month == room);
constexpr std::int64_t households_of_beginning = 5'000'000;
constexpr std::int64_t households_of_month = 100'000;

void append_digits(std::string& text, std::uint64_t number, int digits) {
    const std::size_t end = text.size() + static_cast<std::size_t>(digits);
    text.resize(end, '0');
    for (std::size_t at = end; number != 0; number /= 10) text[--at] = static_cast<char>('0' + number % 10);
}

std::string with_check_digit(std::string text) {
    const auto digit = format::national_id_check_digit(text);
    CHECK(digit.has_value());
    text += *digit;
    return text;
}

}  // namespace

Numbers::Numbers(std::uint64_t seed, int month) : turn_{static_cast<std::uint32_t>(seed % room)} {
    CHECK(month >= 0 && month <= last_month);
    const auto before = static_cast<std::uint32_t>(month == 0 ? 0 : month - 1);
    first_ = month == 0 ? 0 : of_beginning + before * of_month;
    end_ = month == 0 ? of_beginning : first_ + of_month;
    first_household_ = month == 0 ? 0 : households_of_beginning + before * households_of_month;
}

std::uint32_t Numbers::serial(std::uint32_t count) const {
    CHECK(count < end_ - first_);
    return first + static_cast<std::uint32_t>((static_cast<std::uint64_t>(first_ + count) * stride + turn_) % room);
}

std::string Numbers::national_id(Sex sex) {
    std::string text{sex == Sex::male ? "Y1" : "Y2"};
    append_digits(text, serial(national_[static_cast<int>(sex)]++), 7);
    return with_check_digit(std::move(text));
}

std::string Numbers::nine_character_id(Sex sex) {
    std::string text = national_id(sex);
    text.pop_back();
    return text;
}

std::string Numbers::foreign_id(Sex sex) {
    std::string text{sex == Sex::male ? "Y8" : "Y9"};
    append_digits(text, serial(foreign_[static_cast<int>(sex)]++), 7);
    return with_check_digit(std::move(text));
}

std::string Numbers::old_foreign_id(Sex sex) {
    std::string text{sex == Sex::male ? "YC" : "YD"};
    append_digits(text, serial(old_foreign_[static_cast<int>(sex)]++), 7);
    return with_check_digit(std::move(text));
}

std::string Numbers::household_number() {
    // The rule of the last digit is not public, so it is a digit like the others. Where digits run out, letters
    // follow in places 2 to 7: one household in 97 shows that.
    const auto number = static_cast<std::uint64_t>(first_household_ + households_++);
    std::string text{"Y"};
    append_digits(text, (number * 3'456'781 + turn_) % 10'000'000, 7);
    if (number % 97 == 0) text[1] = static_cast<char>(text[1] - '0' + 'A');
    return text;
}

}  // namespace menhu::demo
