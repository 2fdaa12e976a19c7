#include "registry/compare.h"

#include <algorithm>

#include "base/id.h"
#include "registry/person.h"
#include "registry/registry.h"

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

struct Count {
    std::string_view name;
    std::uint64_t DistrictComparison::* of;
};
constexpr Count counts[] = {{"fresh", &DistrictComparison::fresh},     {"gone", &DistrictComparison::gone},
                            {"arrived", &DistrictComparison::arrived}, {"left", &DistrictComparison::left},
                            {"changed", &DistrictComparison::changed}, {"unchanged", &DistrictComparison::unchanged}};

format::Json::Object counts_json(const DistrictComparison& district) {
    format::Json::Object out;
    for (const auto& count : counts) {
        out.emplace(std::string{count.name}, static_cast<std::int64_t>(district.*count.of));
    }
    return out;
}

base::Error corrupt() { return {base::Fault::corrupt, "registry.report_corrupt", "comparison"}; }

base::Result<std::uint64_t> number_in(const format::Json& json, std::string_view name) {
    const auto* member = json.find(name);
    const auto* number = member == nullptr ? nullptr : member->integer();
    if (number == nullptr || *number < 0) return corrupt();
    return static_cast<std::uint64_t>(*number);
}

base::Result<DistrictComparison> read_counts(const format::Json& json) {
    DistrictComparison district;
    for (const auto& count : counts) district.*count.of = TRY(number_in(json, count.name));
    return district;
}

base::Result<std::string> text_in(const format::Json& json, std::string_view name) {
    const auto* member = json.find(name);
    const auto* text = member == nullptr ? nullptr : member->text();
    if (text == nullptr) return corrupt();
    return *text;
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

format::Json comparison_json(const Comparison& comparison) {
    format::Json::Array districts;
    for (const auto& [code, district] : comparison.districts) {
        auto row = counts_json(district);
        row.emplace("code", static_cast<std::int64_t>(code));
        districts.emplace_back(std::move(row));
    }
    format::Json::Object fields;
    for (const auto& [field, people] : comparison.fields) {
        fields.emplace(std::string{format::person_field_name(field).name}, static_cast<std::int64_t>(people));
    }
    return format::Json::Object{{"all", counts_json(comparison.all)},
                                {"districts", std::move(districts)},
                                {"fields", std::move(fields)},
                                {"problem", comparison.problem},
                                {"with", base::id_text(comparison.with)},
                                {"with_base_date", comparison.with_base_date}};
}

base::Result<Comparison> read_comparison(const format::Json& json) {
    Comparison comparison;
    const auto with_text = TRY(text_in(json, "with"));
    const auto with = GenerationId::parse(with_text);
    if (!with) return corrupt();
    comparison.with = with->number();
    comparison.with_base_date = TRY(text_in(json, "with_base_date"));
    comparison.problem = TRY(text_in(json, "problem"));
    const auto* all = json.find("all");
    const auto* districts = json.find("districts");
    const auto* fields = json.find("fields");
    if (all == nullptr || districts == nullptr || districts->array() == nullptr || fields == nullptr ||
        fields->object() == nullptr) {
        return corrupt();
    }
    comparison.all = TRY(read_counts(*all));
    for (const auto& row : *districts->array()) {
        const auto code = TRY(number_in(row, "code"));
        comparison.districts[static_cast<std::uint32_t>(code)] = TRY(read_counts(row));
    }
    for (const auto& [name, people] : *fields->object()) {
        const auto field = format::person_field_named(name);
        if (!field || people.integer() == nullptr) return corrupt();
        comparison.fields[*field] = static_cast<std::uint64_t>(*people.integer());
    }
    return comparison;
}

}  // namespace menhu::registry
