#include "demo/villages.h"

#include <vector>

namespace menhu::demo {
namespace {

// The neighbourhoods with higher numbers go to the new village; those of an ended one come last in the one it joins.
constexpr int last_that_stays = 16;
constexpr int last_that_was_there = 24;

bool begins(const law::Village& village, Day day) { return village.from && Day{*village.from} == day; }
bool has_just_ended(const law::Village& village, Day day) {
    return village.to && Day{*village.to} + std::chrono::days{1} == day;
}

// The village that the `index`th new one of the district is divided from.
const law::Village* divided(const law::District& district, int index, Day day) {
    std::vector<const law::Village*> old;
    for (const law::Village& village : district.villages) {
        if (village.exists(law::Date{day}) && !begins(village, day)) old.push_back(&village);
    }
    if (old.empty()) return nullptr;
    return old[static_cast<std::size_t>(index * 5 + 2) % old.size()];
}

// The village that an ended one was joined to: the next of the list (竹圍里 to 海口里, as it was in fact).
const law::Village* joined(const law::District& district, const law::Village& ended, Day day) {
    bool passed = false;
    for (const law::Village& village : district.villages) {
        if (passed && village.exists(law::Date{day}) && !begins(village, day)) return &village;
        if (&village == &ended) passed = true;
    }
    return nullptr;
}

}  // namespace

bool boundaries_change(const law::Districts& districts, Day day) {
    for (const law::District& district : districts.all()) {
        for (const law::Village& village : district.villages) {
            if (begins(village, day) || has_just_ended(village, day)) return true;
        }
    }
    return false;
}

const law::Village* village_after(const law::District& district, const law::Village& village, int neighbourhood,
                                  Day day) {
    if (has_just_ended(village, day)) return joined(district, village, day);
    if (neighbourhood <= last_that_stays) return nullptr;
    int index = 0;
    for (const law::Village& other : district.villages) {
        if (!begins(other, day)) continue;
        if (divided(district, index++, day) == &village) return &other;
    }
    return nullptr;
}

const law::Village* village_before(const law::District& district, const law::Village& village, int neighbourhood,
                                   Day day) {
    int index = 0;
    for (const law::Village& other : district.villages) {
        if (begins(other, day)) {
            const law::Village* const from = divided(district, index++, day);
            if (&other == &village) return from;
        }
        if (has_just_ended(other, day) && joined(district, other, day) == &village &&
            neighbourhood > last_that_was_there) {
            return &other;
        }
    }
    return nullptr;
}

std::string village_code(const law::District& district, const law::Village& village) {
    if (village.code) return *village.code;
    int index = 0;
    for (const law::Village& other : district.villages) {
        if (!other.code) ++index;
        if (&other == &village) break;
    }
    return district.code + (index < 10 ? "90" : "9") + std::to_string(index);
}

}  // namespace menhu::demo
