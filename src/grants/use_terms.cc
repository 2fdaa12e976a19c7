#include "grants/use_terms.h"

#include <algorithm>

#include "format/json.h"
#include "grants/words.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using format::Json;

Error widens(std::string_view part) { return {Fault::bad_input, "grants.narrowing_widens", std::string{part}}; }
Error empty_part(std::string_view part) { return {Fault::bad_input, "grants.narrowing_empty", std::string{part}}; }

// `wanted` in place of `held`, if it is a part of it.
template <class T>
base::Result<void> narrow_list(std::vector<T>& held, std::vector<T> wanted, std::string_view part) {
    std::ranges::sort(wanted);
    const auto rest = std::ranges::unique(wanted);
    wanted.erase(rest.begin(), rest.end());
    if (wanted.empty()) return empty_part(part);
    if (!std::ranges::includes(held, wanted)) return widens(part);
    held = std::move(wanted);
    return {};
}

base::Result<void> narrow_quota(std::int64_t& held, const std::optional<std::int64_t>& wanted, std::string_view part) {
    if (!wanted) return {};
    if (*wanted < 1) return empty_part(part);
    if (*wanted > held) return widens(part);
    held = *wanted;
    return {};
}

base::Result<void> narrow_population(Population& held, std::vector<std::string> districts) {
    sort_unique(districts);
    if (districts.empty()) return empty_part("districts");
    if (!are_district_codes(districts)) return Error{Fault::bad_input, "grants.population_ill_formed"};
    switch (held.kind) {
        case Population::Kind::all:
            held = {.kind = Population::Kind::districts, .districts = std::move(districts)};
            return {};
        case Population::Kind::districts:
            return narrow_list(held.districts, std::move(districts), "districts");
        case Population::Kind::case_list:
            break;  // a list of people has no districts: with them it would be another population
    }
    return widens("districts");
}

Json texts(const std::vector<std::string>& list) {
    Json::Array array;
    for (const std::string& text : list) array.emplace_back(text);
    return Json{std::move(array)};
}

base::Result<std::optional<std::vector<std::string>>> read_texts(const Json& json, std::string_view key) {
    using Texts = std::optional<std::vector<std::string>>;
    const Json* const found = json.find(key);
    if (found == nullptr) return Texts{};
    const auto* const array = found->array();
    if (array == nullptr) return Error{Fault::corrupt, "grants.narrowing_unreadable"};
    std::vector<std::string> list;
    for (const Json& item : *array) {
        if (item.text() == nullptr) return Error{Fault::corrupt, "grants.narrowing_unreadable"};
        list.push_back(*item.text());
    }
    return Texts{std::move(list)};
}

std::optional<std::int64_t> read_number(const Json& json, std::string_view key) {
    const Json* const found = json.find(key);
    if (found == nullptr || found->integer() == nullptr) return std::nullopt;
    return *found->integer();
}

template <class T>
std::vector<T> common(const std::vector<T>& one, const std::vector<T>& other) {
    std::vector<T> both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    return both;
}

}  // namespace

bool Narrowing::empty() const { return *this == Narrowing{}; }

base::Result<UseTerms> narrowed(const UseTerms& terms, const Narrowing& narrowing) {
    UseTerms left = terms;
    if (narrowing.holders) TRY(narrow_list(left.holders, *narrowing.holders, "holders"));
    if (narrowing.fields) TRY(narrow_list(left.fields, *narrowing.fields, "fields"));
    if (narrowing.operations) {
        if (narrowing.operations->empty()) return empty_part("operations");
        if (!narrowing.operations->is_within(terms.operations)) return widens("operations");
        left.operations = *narrowing.operations;
    }
    if (narrowing.districts) TRY(narrow_population(left.population, *narrowing.districts));
    if (narrowing.until) {
        if (*narrowing.until > terms.until) return widens("until");
        if (*narrowing.until <= terms.from) return empty_part("until");
        left.until = *narrowing.until;
    }
    TRY(narrow_quota(left.quota_day, narrowing.quota_day, "quota_day"));
    TRY(narrow_quota(left.quota_month, narrowing.quota_month, "quota_month"));
    TRY(narrow_quota(left.quota_total, narrowing.quota_total, "quota_total"));
    return left;
}

std::string narrowing_text(const Narrowing& narrowing) {
    Json::Object object;
    if (narrowing.holders) {
        std::vector<std::string> ids;
        for (const people::AccountId holder : *narrowing.holders) ids.push_back(holder.text());
        object["holders"] = texts(ids);
    }
    if (narrowing.fields) object["fields"] = texts(*narrowing.fields);
    if (narrowing.operations) object["operations"] = Json{narrowing.operations->bits()};
    if (narrowing.districts) object["districts"] = texts(*narrowing.districts);
    if (narrowing.until) object["until"] = Json{base::to_millis(*narrowing.until)};
    if (narrowing.quota_day) object["quota_day"] = Json{*narrowing.quota_day};
    if (narrowing.quota_month) object["quota_month"] = Json{*narrowing.quota_month};
    if (narrowing.quota_total) object["quota_total"] = Json{*narrowing.quota_total};
    return format::canonical_json(Json{std::move(object)});
}

base::Result<Narrowing> narrowing_from_text(std::string_view text) {
    const auto json = TRY(format::parse_json(text));
    Narrowing narrowing;
    const auto holders = TRY(read_texts(json, "holders"));
    if (holders) {
        narrowing.holders.emplace();
        for (const std::string& word : *holders) {
            const auto id = people::AccountId::parse(word);
            if (!id) return Error{Fault::corrupt, "grants.narrowing_unreadable"};
            narrowing.holders->push_back(*id);
        }
    }
    auto fields = TRY(read_texts(json, "fields"));
    narrowing.fields = std::move(fields);
    auto districts = TRY(read_texts(json, "districts"));
    narrowing.districts = std::move(districts);
    if (const auto bits = read_number(json, "operations")) narrowing.operations = Operations::from_bits(*bits);
    if (const auto until = read_number(json, "until")) narrowing.until = base::from_millis(*until);
    narrowing.quota_day = read_number(json, "quota_day");
    narrowing.quota_month = read_number(json, "quota_month");
    narrowing.quota_total = read_number(json, "quota_total");
    return narrowing;
}

UseTerms bounded(const UseTerms& terms, const UseBounds& bounds) {
    UseTerms left = terms;
    left.fields = common(terms.fields, bounds.fields);
    left.operations = terms.operations.common(bounds.operations);
    left.from = std::max(terms.from, bounds.from);
    left.until = std::min(terms.until, bounds.until);
    return left;
}

}  // namespace menhu::grants
