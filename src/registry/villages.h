#pragma once
// The days of a village that is no more or whose name was used again: 竹圍里 of 大園區 until 2026-02-28 and the one
// from 2026-03-01 are different places. Inside the room. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>

#include "law/districts.h"

namespace menhu::registry {

struct VillageDays {
    std::string zh;  // "（至 115/2/28）"
    std::string en;  // " (until 2026-02-28)"
};

// Of the village that the record means: by its code, else the one of that name that was there on `day` ("2026-03-01"),
// on which what the record says of the address held. Nothing where the name means one village, which is still there, or
// where none of that name was there.
std::optional<VillageDays> village_days(const law::Districts& districts, std::string_view area_code,
                                        std::string_view village_code, std::string_view village, std::string_view day);

}  // namespace menhu::registry
