#include "registry/frame_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "registry/questions.h"

namespace menhu::registry {

namespace {

using format::Json;
using format::PersonField;
using Object = Json::Object;

constexpr std::array by_codes{"district", "age", "sex", "indigenous"};
constexpr std::array size_codes{"each", "total", "all"};
constexpr std::int64_t largest_sample = 300'000;
constexpr int oldest = 150;
constexpr std::size_t most_cuts = 20;
constexpr std::size_t most_fields = 40;
// Bands are numbered from 1, the last for those whose age is not known.
constexpr std::uint64_t unknown_band = 0xffff;
constexpr std::array<std::string_view, 4> sex_words{"", "male", "female", "?"};
constexpr std::array<std::string_view, 4> indigenous_words{"", "none", "lowland", "highland"};

base::Error bad(std::string_view code) { return {base::Fault::bad_input, code}; }

template <class Codes, class Value>
std::optional<Value> named(const Codes& codes, std::string_view code) {
    const auto found = std::ranges::find(codes, code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<Value>(found - codes.begin());
}

bool divides(const FramePlan& plan, FrameBy by) { return std::ranges::find(plan.by, by) != plan.by.end(); }

bool has_ages(const FramePlan& plan) { return plan.age_from || plan.age_to; }

Json::Array texts(const std::vector<std::string>& all) { return {all.begin(), all.end()}; }

std::string text_of(const Object& object, std::string_view key) {
    const auto found = object.find(key);
    const auto* text = found == object.end() ? nullptr : found->second.text();
    return text == nullptr ? std::string{} : *text;
}
std::vector<std::string> texts_of(const Object& object, std::string_view key) {
    std::vector<std::string> out;
    const auto found = object.find(key);
    const auto* array = found == object.end() ? nullptr : found->second.array();
    if (array == nullptr) return out;
    for (const auto& one : *array) {
        if (const auto* text = one.text()) out.push_back(*text);
    }
    return out;
}
std::optional<std::int64_t> integer_of(const Object& object, std::string_view key) {
    const auto found = object.find(key);
    const auto* integer = found == object.end() ? nullptr : found->second.integer();
    return integer == nullptr ? std::nullopt : std::optional{*integer};
}

std::optional<int> age_in(const std::optional<std::int64_t>& number) {
    return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

// "20–34 歲"; open at an end that neither a bound nor a cut gives.
StratumName band_name(const FramePlan& plan, std::uint64_t band) {
    if (band == unknown_band) return {"年齡不詳", "age not known"};
    const auto at = static_cast<std::size_t>(band - 1);
    const auto& cuts = plan.age_cuts;
    const auto from = at > 0 ? std::optional{cuts[at - 1]} : plan.age_from;
    const auto to = at < cuts.size() ? std::optional{cuts[at] - 1} : plan.age_to;
    if (from && to) {
        const auto years = *from == *to ? std::to_string(*from) : std::to_string(*from) + "–" + std::to_string(*to);
        return {years + " 歲", "aged " + years};
    }
    if (from) return {std::to_string(*from) + " 歲以上", std::to_string(*from) + " and older"};
    if (to) return {std::to_string(*to) + " 歲以下", "up to " + std::to_string(*to)};
    return {"不分年齡", "of any age"};
}

}  // namespace

std::string_view frame_by_code(FrameBy by) { return by_codes[static_cast<std::size_t>(by)]; }
std::optional<FrameBy> frame_by_named(std::string_view code) {
    return named<decltype(by_codes), FrameBy>(by_codes, code);
}
std::string_view frame_size_code(FrameSize::How how) { return size_codes[static_cast<std::size_t>(how)]; }
std::optional<FrameSize::How> frame_size_named(std::string_view code) {
    return named<decltype(size_codes), FrameSize::How>(size_codes, code);
}

base::Result<void> check_plan(const FramePlan& plan, base::Date today, base::Date last) {
    if (!plan.sex.empty() && plan.sex != "male" && plan.sex != "female") return bad("registry.frame_sex");
    const auto in_range = [](const std::optional<int>& age) { return !age || (*age >= 0 && *age <= oldest); };
    const int first = plan.age_from.value_or(0);
    const int oldest_asked = plan.age_to.value_or(oldest);
    if (!in_range(plan.age_from) || !in_range(plan.age_to) || first > oldest_asked) return bad("registry.frame_ages");
    const auto& cuts = plan.age_cuts;
    const bool is_rising = std::ranges::adjacent_find(cuts, std::greater_equal{}) == cuts.end();
    const bool is_inside = cuts.empty() || (cuts.front() > first && cuts.back() <= oldest_asked);
    if (!is_rising || !is_inside || cuts.size() > most_cuts) return bad("registry.frame_ages");
    if (divides(plan, FrameBy::age) == cuts.empty()) return bad("registry.frame_ages");
    if (std::set<FrameBy>{plan.by.begin(), plan.by.end()}.size() != plan.by.size()) return bad("registry.frame_divide");
    const auto count = plan.size.count;
    const bool is_all = plan.size.how == FrameSize::How::all;
    if (is_all ? count != 0 : count < 1 || count > largest_sample) return bad("registry.frame_size");
    if (plan.fields.empty() || plan.fields.size() > most_fields) return bad("registry.frame_fields");
    for (const auto& name : plan.fields) {
        const auto field = format::person_field_named(name);
        if (!field || format::is_made_of_events(*field)) return bad("registry.frame_fields");
    }
    if (find_frame_source(plan.source) == nullptr) return bad("registry.frame_source_unknown");
    const auto day = base::from_iso(plan.draw_on);
    if (!day || *day < today || *day > last) return bad("registry.frame_draw_day");
    return {};
}

std::vector<std::string> fields_of(const FramePlan& plan) {
    std::set<std::string> out{plan.fields.begin(), plan.fields.end()};
    const auto rests_on = [&](PersonField field) { out.emplace(format::person_field_name(field).name); };
    if (divides(plan, FrameBy::district) || !plan.districts.empty()) rests_on(PersonField::area_code);
    if (divides(plan, FrameBy::age) || has_ages(plan)) rests_on(PersonField::birth_date);
    if (divides(plan, FrameBy::sex) || !plan.sex.empty()) rests_on(PersonField::sex);
    if (divides(plan, FrameBy::indigenous)) rests_on(PersonField::indigenous_status);
    return {out.begin(), out.end()};
}

Json plan_json(const FramePlan& plan) {
    Json::Array by;
    for (const auto one : plan.by) by.emplace_back(frame_by_code(one));
    Json::Array cuts;
    for (const auto one : plan.age_cuts) cuts.emplace_back(one);
    Object out{{"age_cuts", std::move(cuts)},
               {"by", std::move(by)},
               {"districts", texts(plan.districts)},
               {"draw_on", plan.draw_on},
               {"fields", texts(plan.fields)},
               {"per_household", plan.per_household == FramePlan::PerHousehold::one ? "one" : "everybody"},
               {"sex", plan.sex},
               {"size", frame_size_code(plan.size.how)},
               {"size_count", plan.size.count},
               {"small", plan.small == FramePlan::Small::merge ? "merge" : "leave_out"},
               {"source", plan.source}};
    if (plan.age_from) out.emplace("age_from", *plan.age_from);
    if (plan.age_to) out.emplace("age_to", *plan.age_to);
    return out;
}

base::Result<FramePlan> plan_of(const Json& json) {
    const base::Error corrupt{base::Fault::corrupt, "registry.frame_corrupt"};
    const auto* object = json.object();
    if (object == nullptr) return corrupt;
    const auto size = frame_size_named(text_of(*object, "size"));
    if (!size) return corrupt;
    FramePlan plan;
    plan.districts = texts_of(*object, "districts");
    plan.sex = text_of(*object, "sex");
    plan.age_from = age_in(integer_of(*object, "age_from"));
    plan.age_to = age_in(integer_of(*object, "age_to"));
    if (const auto* cuts = json.find("age_cuts"); cuts != nullptr && cuts->array() != nullptr) {
        for (const auto& cut : *cuts->array()) {
            if (const auto* age = cut.integer()) plan.age_cuts.push_back(static_cast<int>(*age));
        }
    }
    for (const auto& code : texts_of(*object, "by")) {
        const auto by = frame_by_named(code);
        if (!by) return corrupt;
        plan.by.push_back(*by);
    }
    plan.size = {.how = *size, .count = integer_of(*object, "size_count").value_or(0)};
    using Small = FramePlan::Small;
    using PerHousehold = FramePlan::PerHousehold;
    plan.small = text_of(*object, "small") == "merge" ? Small::merge : Small::leave_out;
    plan.per_household = text_of(*object, "per_household") == "one" ? PerHousehold::one : PerHousehold::everybody;
    plan.fields = texts_of(*object, "fields");
    plan.source = text_of(*object, "source");
    plan.draw_on = text_of(*object, "draw_on");
    return plan;
}

FrameFit fit_of(const FramePlan& plan, const PersonView& person, base::Date day) {
    const FrameFit no;
    // Dead or gone: not drawn.
    if (person.get(PersonField::status) != "resident") return no;
    const auto district = person.get(PersonField::area_code);
    if (!plan.districts.empty() && std::ranges::find(plan.districts, district) == plan.districts.end()) return no;
    const auto sex = person.get(PersonField::sex);
    if (!plan.sex.empty() && sex != plan.sex) return no;
    StratumKey key = 0;
    if (has_ages(plan) || divides(plan, FrameBy::age)) {
        const auto born = day_range(person.get(PersonField::birth_date));
        const auto age = born ? age_on(*born, day) : std::nullopt;
        const bool is_known = age && age->least == age->most;
        if (has_ages(plan)) {
            if (!is_known) return no;
            if (age->least < plan.age_from.value_or(0) || age->least > plan.age_to.value_or(oldest)) return no;
        }
        if (divides(plan, FrameBy::age)) {
            const auto over = is_known ? std::ranges::upper_bound(plan.age_cuts, age->least) : plan.age_cuts.end();
            const auto band = is_known ? static_cast<std::uint64_t>(over - plan.age_cuts.begin()) + 1 : unknown_band;
            key |= band << 16U;
        }
    }
    if (divides(plan, FrameBy::district)) {
        std::uint32_t number = 0;
        std::from_chars(district.data(), district.data() + district.size(), number);
        key |= StratumKey{number} << 32U;
    }
    if (divides(plan, FrameBy::sex)) {
        const auto found = std::ranges::find(sex_words, sex);
        const auto at = sex.empty() || found == sex_words.end() ? 3 : found - sex_words.begin();
        key |= static_cast<StratumKey>(at) << 8U;
    }
    if (divides(plan, FrameBy::indigenous)) {
        const auto status = person.get(PersonField::indigenous_status);
        const auto found = std::ranges::find(indigenous_words, status);
        const auto at = status.empty() || found == indigenous_words.end() ? 1 : found - indigenous_words.begin();
        key |= static_cast<StratumKey>(at);
    }
    return {.is_eligible = true, .stratum = key};
}

StratumName stratum_name(const FramePlan& plan, StratumKey key, const law::Districts* districts) {
    if (key == merged_stratum) return {"其他（合併）", "others, merged"};
    if (plan.by.empty()) return {"全體", "everybody"};
    StratumName out;
    const auto add = [&out](std::string_view zh, std::string_view en) {
        if (!out.zh.empty()) out.zh += "・";
        if (!out.en.empty()) out.en += ", ";
        out.zh += zh;
        out.en += en;
    };
    if (divides(plan, FrameBy::district)) {
        const auto code = std::to_string(key >> 32U);
        const auto* district = districts == nullptr ? nullptr : districts->find(code);
        add(district == nullptr ? code : district->name, district == nullptr ? code : district->name_en);
    }
    if (divides(plan, FrameBy::age)) {
        const auto band = band_name(plan, key >> 16U & 0xffffU);
        add(band.zh, band.en);
    }
    if (divides(plan, FrameBy::sex)) {
        static constexpr std::array<std::string_view, 4> zh{"", "男", "女", "性別不詳"};
        static constexpr std::array<std::string_view, 4> en{"", "male", "female", "sex not known"};
        const auto at = std::min<std::size_t>(key >> 8U & 0xffU, 3);
        add(zh[at], en[at]);
    }
    if (divides(plan, FrameBy::indigenous)) {
        static constexpr std::array<std::string_view, 4> zh{"", "非原住民", "平地原住民", "山地原住民"};
        static constexpr std::array<std::string_view, 4> en{"", "not indigenous", "lowland indigenous",
                                                            "highland indigenous"};
        const auto at = std::min<std::size_t>(key & 0xffU, 3);
        add(zh[at], en[at]);
    }
    return out;
}

}  // namespace menhu::registry
