#pragma once
// How the villages (里) of a district changed on a day: which were divided, which ended. Which village a new one was
// divided from, and its code, are not in the sources that this project has: the city makes both up by the rules here,
// and docs/formats/demo.md says so. Inside the room. Pure; any thread.
#include <string>

#include "demo/clan.h"
#include "law/districts.h"

namespace menhu::demo {

// True if a village of any district begins, or has ended the day before.
bool boundaries_change(const law::Districts& districts, Day day);

// What the neighbourhood (鄰) of this village belongs to from `day` on, when it belonged to `village` until then; null
// when nothing changes for it.
const law::Village* village_after(const law::District& district, const law::Village& village, int neighbourhood,
                                  Day day);
// The other way round: what it belonged to until the day before; null when nothing changed.
const law::Village* village_before(const law::District& district, const law::Village& village, int neighbourhood,
                                   Day day);

// The code that a village has in the city: that of the source, else a made-up one with 9 as its ninth digit.
std::string village_code(const law::District& district, const law::Village& village);

}  // namespace menhu::demo
