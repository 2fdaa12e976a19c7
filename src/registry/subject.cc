#include "registry/subject.h"

#include <algorithm>

#include "format/date_text.h"
#include "format/household_number.h"
#include "format/json.h"
#include "format/national_id.h"
#include "ledger/ledger.h"

namespace menhu::registry {

namespace {

constexpr std::size_t longest_name = 800;  // bytes; records hold at most 50 code points
constexpr std::size_t district_digits = 8;

base::Error bad(std::string_view code) { return {base::Fault::bad_input, code}; }

base::Result<void> check_name(const base::Personal<std::string>& name) {
    if (name.reveal().empty() || name.reveal().size() > longest_name) return bad("registry.subject_name");
    return {};
}

base::Result<void> check_district(const Registry& registry, std::string_view code) {
    const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    const auto* districts = registry.settings().districts;
    if (code.size() != district_digits || !digits || (districts != nullptr && districts->find(code) == nullptr)) {
        return bad("registry.subject_district");
    }
    return {};
}

std::string two_members(std::string_view key, std::string_view value, std::string_view other_key,
                        std::string_view other_value) {
    std::string out = "{";
    format::append_json_text(key, out);
    out += ':';
    format::append_json_text(value, out);
    if (!other_key.empty()) {
        out += ',';
        format::append_json_text(other_key, out);
        out += ':';
        format::append_json_text(other_value, out);
    }
    return out + "}";
}

}  // namespace

base::Result<void> check_subject(const Registry& registry, const Subject& subject) {
    if (const auto* id = std::get_if<ById>(&subject)) {
        const auto reading = format::read_national_id(id->id.reveal());
        if (reading.problem() != format::IdProblem::none) return bad("registry.subject_id");
        return {};
    }
    if (const auto* household = std::get_if<ByHousehold>(&subject)) {
        if (!format::HouseholdNumber::read(household->number.reveal())) return bad("registry.subject_household");
        return {};
    }
    if (const auto* search = std::get_if<ByNameInDistrict>(&subject)) {
        TRY(check_name(search->name));
        return check_district(registry, search->district);
    }
    const auto& name = std::get<ByNameAndBirth>(subject);
    TRY(check_name(name.name));
    const auto date = format::read_date(name.birth_date.reveal(), format::DateForm::iso);
    if (!date || format::date_text(*date) != name.birth_date.reveal()) return bad("registry.subject_birth_date");
    return {};
}

grants::Operation operation_for(const Subject& subject) {
    if (std::holds_alternative<ByHousehold>(subject)) return grants::Operation::household;
    if (std::holds_alternative<ByNameInDistrict>(subject)) return grants::Operation::name_search;
    return grants::Operation::lookup;
}

std::string district_of(const Subject& subject) {
    const auto* search = std::get_if<ByNameInDistrict>(&subject);
    return search == nullptr ? std::string{} : search->district;
}

std::optional<crypto::Tag> subject_tag(const Registry& registry, const Subject& subject) {
    const auto* id = std::get_if<ById>(&subject);
    if (id == nullptr) return std::nullopt;
    return registry.ledger().person_tag(format::read_national_id(id->id.reveal()).text());
}

std::string subject_json(const Subject& subject) {
    if (const auto* id = std::get_if<ById>(&subject)) {
        return two_members("id", format::read_national_id(id->id.reveal()).text(), {}, {});
    }
    if (const auto* household = std::get_if<ByHousehold>(&subject)) {
        const auto number = format::HouseholdNumber::read(household->number.reveal());
        return two_members("household_number", number ? number->text() : household->number.reveal(), {}, {});
    }
    if (const auto* search = std::get_if<ByNameInDistrict>(&subject)) {
        return two_members("district", search->district, "name", search->name.reveal());
    }
    const auto& name = std::get<ByNameAndBirth>(subject);
    return two_members("birth_date", name.birth_date.reveal(), "name", name.name.reveal());
}

}  // namespace menhu::registry
