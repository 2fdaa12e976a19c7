#pragma once
// The numbers of the made-up city: of the right shape, with right check digits, and nobody's.
//
// Every id begins with Y, the letter of the Yangmingshan administration, which ended in 1974 and has given no number
// since; its people had serials below 500,000, and ours begin at 2,000,000. The foreign residents' numbers of either
// form are younger than the letter's end, so no such number with Y was ever given. Limits: that serials were given
// in order is inferred, not published; docs/formats/demo.md says so. Inside the room. Thread rule: one thread.
#include <cstdint>
#include <string>

namespace menhu::demo {

enum class Sex : std::uint8_t { male, female };

class Numbers {
public:
    // The seed turns the order in which serials are handed out; no serial comes twice, neither among those of the city
    // as it begins (month 0) nor among those of the months that follow, each of which has its own: what one month hands
    // out depends on no other.
    explicit Numbers(std::uint64_t seed, int month = 0);
    static constexpr int last_month = 36;

    std::string national_id(Sex sex);
    // Nine characters, as given before the check digit was added: the tenth left off an id that nobody else gets.
    std::string nine_character_id(Sex sex);
    std::string foreign_id(Sex sex);      // since 2021
    std::string old_foreign_id(Sex sex);  // two letters, until 2030
    std::string household_number();

    std::int64_t households() const { return households_; }

private:
    std::uint32_t serial(std::uint32_t count) const;
    std::uint32_t turn_;
    std::uint32_t first_;  // of my serials, and one after the last
    std::uint32_t end_;
    std::int64_t first_household_;
    std::uint32_t national_[2] = {0, 0};
    std::uint32_t foreign_[2] = {0, 0};
    std::uint32_t old_foreign_[2] = {0, 0};
    std::int64_t households_ = 0;
};

}  // namespace menhu::demo
