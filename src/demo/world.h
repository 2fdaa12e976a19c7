#pragma once
// What all clans of a city share: the day on which it stands, its districts and villages, its numbers. Inside the room.
// Thread rule: one thread.
#include <cstdint>
#include <vector>

#include "demo/chance.h"
#include "demo/clan.h"
#include "demo/ids.h"
#include "law/districts.h"

namespace menhu::demo {

class World {
public:
    // The districts outlive me. `month`: whose numbers it hands out; 0 for the city as it begins.
    World(const law::Districts& districts, Day base_day, std::uint64_t seed, int month = 0);

    Day base_day() const { return base_day_; }
    int base_year() const { return base_year_; }
    Numbers& numbers() { return numbers_; }
    const Numbers& numbers() const { return numbers_; }

    struct Place {
        const law::District* district;
        const law::Village* village;
    };
    // Districts by their population, villages alike; only villages that exist on the base day.
    Place place(Chance& chance) const;
    Place place_in(Chance& chance, const law::District& district) const;
    std::string_view city() const { return city_; }
    // "桃園市大園區菓林里"
    std::string name_of(const law::District& district, const law::Village& village) const;

private:
    struct District {
        const law::District* district;
        std::uint32_t up_to;  // of the population, this and all before
        std::vector<const law::Village*> villages;
    };
    std::string_view city_;
    Day base_day_;
    int base_year_;
    std::vector<District> districts_;
    Numbers numbers_;
};

int year_of(Day day);
// Whole years from one day to another.
int years_between(Day from, Day to);
// A day of that year, uniform.
Day day_in(Chance& chance, int year);
// Uniform from `low` to `high`, both included; `low` if they are the wrong way round.
Day day_between(Chance& chance, Day low, Day high);

}  // namespace menhu::demo
