#include "demo/world.h"

#include <algorithm>

#include "base/result.h"

namespace menhu::demo {

World::World(const law::Districts& districts, Day base_day, std::uint64_t seed, int month)
    : city_{districts.county_name()}, base_day_{base_day}, base_year_{year_of(base_day)}, numbers_{seed, month} {
    std::uint32_t up_to = 0;
    for (const law::District& district : districts.all()) {
        up_to += static_cast<std::uint32_t>(std::max<std::int64_t>(1, district.population));
        District row{&district, up_to, {}};
        for (const law::Village& village : district.villages) {
            if (village.exists(law::Date{base_day})) row.villages.push_back(&village);
        }
        if (!row.villages.empty()) districts_.push_back(std::move(row));
    }
    CHECK(!districts_.empty());
}

World::Place World::place(Chance& chance) const {
    const std::uint32_t draw = chance.below(districts_.back().up_to);
    const auto found = std::ranges::upper_bound(districts_, draw, {}, &District::up_to);
    return {found->district, chance.one_of(found->villages)};
}

World::Place World::place_in(Chance& chance, const law::District& district) const {
    const auto found = std::ranges::find(districts_, &district, &District::district);
    if (found == districts_.end()) return place(chance);
    return {found->district, chance.one_of(found->villages)};
}

std::string World::name_of(const law::District& district, const law::Village& village) const {
    std::string text{city_};
    text += district.name;
    text += village.name;
    return text;
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

int years_between(Day from, Day to) {
    const std::chrono::year_month_day a{from};
    const std::chrono::year_month_day b{to};
    const int years = static_cast<int>(b.year()) - static_cast<int>(a.year());
    return std::pair{b.month(), b.day()} < std::pair{a.month(), a.day()} ? years - 1 : years;
}

Day day_in(Chance& chance, int year) {
    return Day{std::chrono::year{year} / std::chrono::January / 1} + std::chrono::days{chance.below(365)};
}

Day day_between(Chance& chance, Day low, Day high) {
    if (high <= low) return low;
    return low + std::chrono::days{chance.below(static_cast<std::uint32_t>((high - low).count()) + 1)};
}

}  // namespace menhu::demo
