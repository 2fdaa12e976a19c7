#include "registry/villages.h"

#include "base/calendar.h"

namespace menhu::registry {

namespace {

// "115/2/28", as people write it.
std::string republic_text(law::Date date) {
    return std::to_string(static_cast<int>(date.year()) - 1911) + "/" +
           std::to_string(static_cast<unsigned>(date.month())) + "/" +
           std::to_string(static_cast<unsigned>(date.day()));
}

}  // namespace

std::optional<VillageDays> village_days(const law::Districts& districts, std::string_view area_code,
                                        std::string_view village_code, std::string_view village, std::string_view day) {
    const auto* district = districts.find(area_code);
    const auto on = base::from_iso(day);
    if (district == nullptr || village.empty()) return std::nullopt;
    const law::Village* meant = nullptr;
    std::size_t same_name = 0;
    for (const auto& one : district->villages) {
        if (one.name != village) continue;
        ++same_name;
        const bool by_code = !village_code.empty() && one.code == village_code;
        if (by_code || (meant == nullptr && on && one.exists(*on))) meant = &one;
        if (by_code) break;
    }
    if (meant == nullptr) return std::nullopt;
    if (meant->to)
        return VillageDays{"（至 " + republic_text(*meant->to) + "）", " (until " + base::to_iso(*meant->to) + ")"};
    if (same_name > 1 && meant->from) {
        return VillageDays{"（自 " + republic_text(*meant->from) + "）", " (from " + base::to_iso(*meant->from) + ")"};
    }
    return std::nullopt;
}

}  // namespace menhu::registry
