#include "web/catalogue_views.h"

#include <algorithm>

#include "people/account.h"
#include "people/unit.h"
#include "web/field_labels.h"

namespace menhu::web {

base::Result<std::optional<AccountRef>> CatalogueNames::account(people::AccountId account) {
    if (account == people::operator_account) return std::optional<AccountRef>{};
    if (const auto found = accounts_.find(account); found != accounts_.end()) return std::optional{found->second};
    const auto found = TRY(people::find_account(tx_, account, now_));
    AccountRef ref{.id = account.text(), .account = {}, .name = {}};
    if (found) {
        ref.account = found->name;
        ref.name = found->display_name;
    }
    accounts_.emplace(account, ref);
    return std::optional{std::move(ref)};
}

base::Result<void> CatalogueNames::load_units() {
    if (!units_.empty()) return {};
    const auto all = TRY(people::units(tx_));
    for (const auto& unit : all) {
        const UnitView view{.id = unit.id.text(), .name = unit.name_zh};
        units_.emplace(unit.id, view);
        units_by_code_.emplace(unit.code, view);
    }
    return {};
}

base::Result<UnitView> CatalogueNames::unit(people::UnitId unit) {
    TRY(load_units());
    const auto found = units_.find(unit);
    return found == units_.end() ? UnitView{.id = unit.text(), .name = {}} : found->second;
}

base::Result<UnitView> CatalogueNames::unit(const std::string& code) {
    TRY(load_units());
    const auto found = units_by_code_.find(code);
    return found == units_by_code_.end() ? UnitView{.id = {}, .name = code} : found->second;
}

std::optional<std::string> maybe_text(const std::optional<base::Instant>& instant) {
    if (!instant) return std::nullopt;
    return base::to_rfc3339(*instant);
}

std::vector<PurposeField> categories_of(const std::vector<std::string>& fields, const law::Profile& profile) {
    std::vector<PurposeField> list;
    for (FieldLabel& label : field_labels(fields, profile)) {
        const law::Field* const field = profile.find_field(label.name);
        list.push_back({.name = std::move(label.name),
                        .label_zh = std::move(label.label_zh),
                        .label_en = std::move(label.label_en),
                        .category = field != nullptr ? field->category : std::string{}});
    }
    return list;
}

std::vector<PurposeBasisView> bases_of(const std::vector<std::string>& ids, const std::vector<grants::Basis>& known,
                                       base::Instant now) {
    std::vector<PurposeBasisView> list;
    for (const std::string& id : ids) {
        const auto found = std::ranges::find(known, id, &grants::Basis::id);
        if (found == known.end()) continue;
        list.push_back({.id = id, .title = found->title, .in_force = found->in_force(now)});
    }
    return list;
}

Invalid bad_catalogue_day(std::string path) {
    return {std::move(path), "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"};
}

}  // namespace menhu::web
