#include "demo/agency.h"

#include <fmt/format.h>

#include "demo/chance.h"
#include "demo/words.h"

namespace menhu::demo {
namespace {

using Yes = AgencyAccount::Yes;

// What is odd about an account; most have nothing. Shares in a thousand.
enum class Oddity : std::uint8_t { none, idle, idle_soon, never_used, twin, moved, over, unused, unpledged };
struct Share {
    Oddity oddity;
    int in_thousand;
};
constexpr Share shares[]{{Oddity::idle, 35},   {Oddity::idle_soon, 15}, {Oddity::never_used, 25},
                         {Oddity::twin, 10},   {Oddity::moved, 20},     {Oddity::over, 15},
                         {Oddity::unused, 30}, {Oddity::unpledged, 20}};

Oddity oddity_of(Chance& chance) {
    int left = chance.between(0, 999);
    for (const Share& share : shares) {
        if (left < share.in_thousand) return share.oddity;
        left -= share.in_thousand;
    }
    return Oddity::none;
}

}  // namespace

std::vector<AgencyAccount> make_agency(int accounts, std::uint64_t seed, std::span<const std::string> units,
                                       std::span<const std::string> contractors) {
    Chance chance{seed};
    std::vector<AgencyAccount> agency;
    agency.reserve(static_cast<std::size_t>(accounts));
    const auto pick = [&](std::span<const std::string> codes) { return chance.one_of(codes); };
    for (int number = 1; number <= accounts; ++number) {
        AgencyAccount one;
        one.name = fmt::format("d{:05}", number);
        one.employee_number = fmt::format("D{:05}", number);
        const Sex sex = chance.below(2) == 0 ? Sex::male : Sex::female;
        // The number keeps names apart: that two people have one name is an oddity of its own below.
        one.display_name = fmt::format("示範 {}{}{:05}", surname(chance), given_name(chance, sex, 1985), number);
        one.unit = !contractors.empty() && chance.below(20) == 0 ? pick(contractors) : pick(units);
        one.role = chance.below(25) == 0 ? law::Role::checker : law::Role::case_worker;
        one.opened_days_ago = 200 + chance.between(0, 899);
        one.signed_in_days_ago = 1 + chance.between(0, 44);
        switch (oddity_of(chance)) {
            case Oddity::none:
                break;
            case Oddity::idle:
                one.signed_in_days_ago = 100 + chance.between(0, 89);
                one.used = chance.below(2) == 0 ? Yes::no : Yes::yes;
                break;
            case Oddity::idle_soon:
                one.signed_in_days_ago = 65 + chance.between(0, 23);
                break;
            case Oddity::never_used:
                one.signed_in_days_ago.reset();
                one.opened_days_ago = 40 + chance.between(0, 44);
                one.used = Yes::no;
                break;
            case Oddity::twin:
                if (agency.empty()) break;
                one.employee_number = agency.back().employee_number;
                one.display_name = agency.back().display_name;
                break;
            case Oddity::moved:
                one.moved_from = pick(units);
                one.moved_days_ago = 5 + chance.between(0, 149);
                if (*one.moved_from == one.unit) one.moved_from.reset();
                break;
            case Oddity::over:
                one.ends_in_days = -1 - chance.between(0, 29);
                break;
            case Oddity::unused:
                one.used = Yes::no;
                break;
            case Oddity::unpledged:
                one.pledged = Yes::no;
                break;
        }
        agency.push_back(std::move(one));
    }
    return agency;
}

}  // namespace menhu::demo
