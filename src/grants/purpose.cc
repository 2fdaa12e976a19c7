#include "grants/purpose.h"

#include <algorithm>

#include "grants/case_pattern.h"
#include "grants/purpose_rows.h"
#include "grants/record.h"
#include "grants/words.h"
#include "people/unit.h"

namespace menhu::grants {
namespace {

constexpr people::Roles keepers{people::Role::account_administrator, people::Role::operator_};

base::Instant midnight(law::Date date) {
    constexpr std::chrono::hours taipei{8};
    return base::Instant{std::chrono::sys_days{date}} - taipei;
}

Basis basis_of(const law::Basis& basis) {
    Basis out{.id = basis.id, .title = basis.title, .title_en = basis.title_en, .from = {}, .until = {}};
    if (basis.from) out.from = midnight(*basis.from);
    // The profile names the last day in force.
    if (basis.to) out.until = midnight(*basis.to) + std::chrono::days{1};
    return out;
}

bool is_same(const Basis& one, const Basis& other) {
    return one.title == other.title && one.title_en == other.title_en && one.from == other.from &&
           one.until == other.until;
}

Basis effective(const rows::BasisRow& row) {
    Basis basis = row.basis;
    if (row.ended_at && (!basis.until || *row.ended_at < *basis.until)) basis.until = row.ended_at;
    return basis;
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool is_well_formed(const NewPurpose& purpose) {
    return is_code(purpose.code) && !purpose.name_zh.empty() && !purpose.name_en.empty() && !purpose.bases.empty() &&
           !purpose.units.empty() && !purpose.fields.empty() && !purpose.operations.empty() &&
           is_case_pattern(purpose.case_pattern) && !purpose.acknowledgement_zh.empty() &&
           !purpose.acknowledgement_en.empty();
}

}  // namespace

base::Result<std::int64_t> adopt_bases(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       base::Instant now) {
    TRY(people::require_any(by, keepers));
    const auto held = TRY(rows::bases(tx));
    Facts facts;
    for (const law::Basis& row : desk.profile.bases()) {
        const Basis basis = basis_of(row);
        const auto found = std::ranges::find(held, basis.id, [](const rows::BasisRow& old) { return old.basis.id; });
        if (found != held.end() && is_same(found->basis, basis)) continue;
        TRY(rows::put_basis(tx, basis));
        facts.emplace_back("basis." + lower_case(basis.id), found == held.end() ? "new" : "changed");
    }
    for (const rows::BasisRow& old : held) {
        if (desk.profile.find_basis(old.basis.id) != nullptr || !effective(old).in_force(now)) continue;
        TRY(rows::end_basis(tx, old.basis.id, now));
        facts.emplace_back("basis." + lower_case(old.basis.id), "ended");
    }
    const auto changed = static_cast<std::int64_t>(facts.size());
    if (changed > 0) {
        TRY(record(tx, desk, by, "grants.bases_adopted", std::nullopt, std::move(facts), {}, now));
    }
    return changed;
}

base::Result<void> end_basis(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view basis,
                             base::Instant until, base::Instant now) {
    TRY(people::require(by, people::Role::account_administrator));
    const auto changed = TRY(rows::end_basis(tx, basis, until));
    if (changed == 0) return base::Error{base::Fault::not_found, "grants.basis_unknown", std::string{basis}};
    return record(tx, desk, by, "grants.basis_ended", std::nullopt,
                  {{"basis", std::string{basis}}, {"until", base::to_rfc3339(until)}}, {}, now);
}

base::Result<std::vector<Basis>> bases(store::ReadTx& tx) {
    const auto held = TRY(rows::bases(tx));
    std::vector<Basis> list;
    list.reserve(held.size());
    for (const rows::BasisRow& row : held) list.push_back(effective(row));
    return list;
}

base::Result<PurposeId> create_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       const NewPurpose& purpose, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::account_administrator));
    NewPurpose fresh = purpose;
    sort_unique(fresh.bases);
    sort_unique(fresh.units);
    sort_unique(fresh.fields);
    if (!is_well_formed(fresh)) return base::Error{base::Fault::bad_input, "grants.purpose_ill_formed", fresh.code};
    const auto existing = TRY(rows::purpose(tx, fresh.code));
    if (existing) return base::Error{base::Fault::conflict, "grants.purpose_exists", fresh.code};
    const auto known = TRY(bases(tx));
    for (const std::string& id : fresh.bases) {
        const auto found = std::ranges::find(known, id, &Basis::id);
        if (found == known.end() || !found->in_force(now)) {
            return base::Error{base::Fault::conflict, "grants.purpose_basis_not_in_force", id};
        }
    }
    for (const std::string& code : fresh.units) {
        const auto unit = TRY(people::find_unit(tx, code));
        if (!unit) return base::Error{base::Fault::not_found, "grants.unit_unknown", code};
    }
    for (const std::string& field : fresh.fields) {
        if (desk.profile.find_field(field) == nullptr) {
            return base::Error{base::Fault::bad_input, "grants.field_unknown", field};
        }
    }
    const PurposeId id = PurposeId::make(now, random);
    TRY(rows::insert_purpose(tx, id, fresh));
    TRY(record(tx, desk, by, "grants.purpose_created", std::nullopt,
               {{"about_purpose", fresh.code},
                {"bases", joined(fresh.bases)},
                {"units", joined(fresh.units)},
                {"fields", joined(fresh.fields)},
                {"operations", fresh.operations.text()}},
               {}, now));
    return id;
}

base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx) { return rows::purposes(tx); }

base::Result<std::optional<Purpose>> find_purpose(store::ReadTx& tx, std::string_view code) {
    return rows::purpose(tx, code);
}

}  // namespace menhu::grants
