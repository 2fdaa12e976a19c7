#include "registry/compare.h"

#include <algorithm>

#include "registry/person.h"

namespace menhu::registry {

namespace {

using format::PersonField;

// "68000010"; 0 for anything else.
std::uint32_t district_of(const PersonView& person) {
    constexpr std::size_t digits = 8;
    const auto code = person.get(PersonField::area_code);
    if (code.size() != digits) return 0;
    std::uint32_t number = 0;
    for (const char c : code) {
        if (c < '0' || c > '9') return 0;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

}  // namespace

bool Comparison::exceeds(law::Share share) const {
    if (!problem.empty()) return true;
    const auto before = all.before();
    const auto after = all.after();
    const auto difference = std::max(all.gone + all.changed, before > after ? before - after : after - before);
    return difference * 10'000 > before * static_cast<std::uint64_t>(share.basis_points);
}

Comparer::Comparer(std::int64_t with, std::string with_base_date) {
    comparison_.with = with;
    comparison_.with_base_date = std::move(with_base_date);
}

base::Result<void> Comparer::count(base::ByteView before, base::ByteView after) {
    CHECK(!before.empty() || !after.empty());
    auto& all = comparison_.all;
    auto& districts = comparison_.districts;
    if (before.empty()) {
        const auto person = TRY(PersonView::read(after));
        ++districts[district_of(person)].fresh;
        ++all.fresh;
        return {};
    }
    const auto old = TRY(PersonView::read(before));
    const auto from = district_of(old);
    if (after.empty()) {
        ++districts[from].gone;
        ++all.gone;
        return {};
    }
    if (std::ranges::equal(before, after)) {
        ++districts[from].unchanged;
        ++all.unchanged;
        return {};
    }
    const auto now = TRY(PersonView::read(after));
    ++all.changed;
    const auto to = district_of(now);
    if (from == to) {
        ++districts[from].changed;
    } else {
        ++districts[from].left;
        ++districts[to].arrived;
    }
    for (std::size_t index = 0; index < format::person_field_count; ++index) {
        const auto field = static_cast<PersonField>(index);
        if (old.get(field) != now.get(field)) ++comparison_.fields[field];
    }
    return {};
}

}  // namespace menhu::registry
