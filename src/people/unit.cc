#include "people/unit.h"

#include <algorithm>
#include <array>

#include "people/duty.h"
#include "people/record.h"
#include "people/unit_rows.h"

namespace menhu::people {
namespace {

struct KindName {
    UnitKind kind;
    std::string_view code;
};
constexpr std::array kind_names{
    KindName{UnitKind::section, "section"},
    KindName{UnitKind::staff_office, "staff_office"},
    KindName{UnitKind::district_office, "district_office"},
    KindName{UnitKind::provider, "provider"},
    KindName{UnitKind::contractor, "contractor"},
};

UnitKind kind_of(law::UnitKind kind) {
    switch (kind) {
        case law::UnitKind::section:
            return UnitKind::section;
        case law::UnitKind::staff_office:
            return UnitKind::staff_office;
        case law::UnitKind::district_office:
            return UnitKind::district_office;
        case law::UnitKind::provider:
            return UnitKind::provider;
    }
    base::throw_bug("kind_of: no such unit kind");
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

// A contractor has a contract, and a contract has an end (U1.3).
bool is_well_formed(const NewUnit& unit) {
    if (!is_code(unit.code) || unit.name_zh.empty() || unit.name_en.empty()) return false;
    if (unit.until && *unit.until <= unit.from) return false;
    if (unit.kind == UnitKind::contractor && !unit.until) return false;
    return unit.district.empty() == (unit.kind != UnitKind::district_office);
}

constexpr Roles makers{Role::account_administrator, Role::operator_};

}  // namespace

std::string_view unit_kind_code(UnitKind kind) {
    const auto* found = std::ranges::find(kind_names, kind, &KindName::kind);
    CHECK(found != kind_names.end());
    return found->code;
}

std::optional<UnitKind> unit_kind_from_code(std::string_view code) {
    const auto* found = std::ranges::find(kind_names, code, &KindName::code);
    if (found == kind_names.end()) return std::nullopt;
    return found->kind;
}

base::Result<UnitId> create_unit(store::WriteTx& tx, const Office& office, const Actor& by, const NewUnit& unit,
                                 base::Random& random, base::Instant now) {
    TRY(require_any(by, makers));
    // Whoever commissions a contractor may make it; any other unit is the whole agency's matter.
    if (!by.is_operator_at_console()) {
        if (unit.parent) {
            TRY(require_administrator_of(tx, by, *unit.parent, now));
        } else {
            TRY(require_agency_administrator(tx, by, now));
        }
    }
    if (!is_well_formed(unit)) return base::Error{base::Fault::bad_input, "people.unit_ill_formed", unit.code};
    auto existing = TRY(find_unit(tx, unit.code));
    if (existing) return base::Error{base::Fault::conflict, "people.unit_exists", unit.code};
    if (unit.parent) {
        auto parent = TRY(find_unit(tx, *unit.parent));
        if (!parent) return base::Error{base::Fault::not_found, "people.not_found", "parent unit"};
    }
    const UnitId id = UnitId::make(now, random);
    TRY(rows::insert_unit(tx, id, unit));
    Facts facts{{"about_unit", id.text()}, {"code", unit.code}, {"kind", std::string{unit_kind_code(unit.kind)}}};
    if (unit.until) facts.emplace_back("until", base::to_rfc3339(*unit.until));
    TRY(record(tx, office, by, "people.unit_created", std::move(facts), {}, now));
    return id;
}

base::Result<std::int64_t> create_profile_units(store::WriteTx& tx, const Office& office, const Actor& by,
                                                base::Instant from, base::Random& random, base::Instant now) {
    std::int64_t made = 0;
    for (const law::Unit& unit : office.profile().units()) {
        auto existing = TRY(find_unit(tx, unit.code));
        if (existing) continue;
        const NewUnit fresh{.code = unit.code,
                            .name_zh = unit.name,
                            .name_en = unit.name_en,
                            .kind = kind_of(unit.kind),
                            .parent = std::nullopt,
                            .district = unit.district.value_or(""),
                            .from = from,
                            .until = std::nullopt};
        TRY(create_unit(tx, office, by, fresh, random, now));
        ++made;
    }
    return made;
}

base::Result<void> set_unit_end(store::WriteTx& tx, const Office& office, const Actor& by, UnitId unit,
                                std::optional<base::Instant> until, base::Instant now) {
    TRY(require_administrator_of(tx, by, unit, now));
    auto found = TRY(find_unit(tx, unit));
    if (!found) return base::Error{base::Fault::not_found, "people.not_found", "unit"};
    if ((until && *until <= found->from) || (!until && found->kind == UnitKind::contractor)) {
        return base::Error{base::Fault::bad_input, "people.unit_ill_formed", found->code};
    }
    TRY(rows::update_unit_end(tx, unit, until));
    return record(tx, office, by, "people.unit_end_set",
                  {{"about_unit", unit.text()}, {"until", until ? base::to_rfc3339(*until) : std::string{"open"}}}, {},
                  now);
}

}  // namespace menhu::people
