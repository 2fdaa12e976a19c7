#include "grants/basis.h"

#include <algorithm>

#include "base/calendar.h"
#include "format/code_points.h"
#include "grants/basis_rows.h"
#include "grants/record.h"
#include "grants/words.h"
#include "people/duty.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

constexpr people::Roles adopters{people::Role::account_administrator, people::Role::operator_};
constexpr std::size_t longest_text = 500;
constexpr std::size_t most_articles = 50;

Basis basis_of(const law::Basis& basis) {
    Basis out{.id = basis.id,
              .title = basis.title,
              .title_en = basis.title_en,
              .articles = basis.articles,
              .text = basis.text,
              .replaced_by = basis.superseded_by};
    if (basis.from) out.from = base::taipei_start(*basis.from);
    // The profile names the last day in force.
    if (basis.to) out.until = base::taipei_end(*basis.to);
    return out;
}

bool is_same(const Basis& one, const Basis& other) {
    return one.title == other.title && one.title_en == other.title_en && one.articles == other.articles &&
           one.text == other.text && one.from == other.from && one.until == other.until &&
           one.replaced_by == other.replaced_by;
}

bool is_text(std::string_view text, std::size_t least) {
    return format::is_utf8(text) && format::count_code_points(text) >= least &&
           format::count_code_points(text) <= longest_text && text.find('\n') == std::string_view::npos;
}

std::string instant_fact(const std::optional<base::Instant>& instant) {
    return instant ? base::to_rfc3339(*instant) : std::string{"open"};
}

Facts facts_of(const Basis& basis) {
    return {{"basis", basis.id},
            {"from", instant_fact(basis.from)},
            {"until", instant_fact(basis.until)},
            {"replaced_by", basis.replaced_by.value_or("none")}};
}

// "A01", "A02", …: one more than the greatest.
std::string next_id(const std::vector<rows::BasisRow>& held) {
    std::int64_t greatest = 0;
    for (const rows::BasisRow& row : held) {
        if (!row.basis.id.starts_with('A')) continue;
        std::int64_t number = 0;
        for (const char digit : row.basis.id.substr(1)) number = number * 10 + (digit - '0');
        greatest = std::max(greatest, number);
    }
    const std::string digits = std::to_string(greatest + 1);
    return std::string{"A"} + (digits.size() < 2 ? "0" : "") + digits;
}

// What is cleared is the profile's again; what was entered as it stands stays as it is.
void set_dates(rows::BasisRow& row, const BasisDates& dates, const law::Basis* issued) {
    using Is = Setting<base::Instant>::Is;
    const Basis profile = issued != nullptr ? basis_of(*issued) : Basis{};
    const bool same_from = dates.from.is == Is::set && row.basis.from == dates.from.value;
    if (dates.from.is != Is::left && !same_from) {
        row.basis.from = profile.from;
        row.from_by = dates.from.is == Is::set || issued == nullptr ? rows::FromBy::agency : rows::FromBy::profile;
        if (dates.from.is == Is::set) row.basis.from = dates.from.value;
    }
    if (dates.until.is != Is::left) {
        row.basis.until = profile.until;
        row.ended_at.reset();
        if (dates.until.is == Is::set) row.ended_at = dates.until.value;
    }
    if (dates.replaced_by.is == Setting<std::string>::Is::set) row.basis.replaced_by = dates.replaced_by.value;
    if (dates.replaced_by.is == Setting<std::string>::Is::cleared) row.basis.replaced_by = profile.replaced_by;
}

}  // namespace

std::string_view basis_origin_code(BasisOrigin origin) { return origin == BasisOrigin::agency ? "agency" : "profile"; }

base::Result<void> require_catalogue_keeper(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    TRY(people::require_any(by, {people::Role::designated_person, people::Role::account_administrator}));
    if (by.has(people::Role::designated_person)) return {};
    return people::require_agency_administrator(tx, by, now);
}

base::Result<std::int64_t> adopt_bases(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       base::Instant now) {
    TRY(people::require_any(by, adopters));
    const auto held = TRY(rows::bases(tx));
    Facts facts;
    for (const law::Basis& row : desk.profile.bases()) {
        const auto found =
            std::ranges::find(held, row.id, [](const rows::BasisRow& old) { return std::string_view{old.basis.id}; });
        rows::BasisRow next{.basis = basis_of(row), .ended_at = std::nullopt};
        if (found != held.end()) {
            next.ended_at = found->ended_at;
            next.from_by = found->from_by;
            next.version = found->version;
            if (next.from_by == rows::FromBy::agency) next.basis.from = found->basis.from;
            if (!next.basis.replaced_by) next.basis.replaced_by = found->basis.replaced_by;
            if (is_same(found->basis, next.basis)) continue;
        }
        TRY(rows::put_basis(tx, next, by.account(), {}, now));
        facts.emplace_back("basis." + lower_case(row.id), found == held.end() ? "new" : "changed");
    }
    for (const rows::BasisRow& old : held) {
        const bool is_gone =
            old.basis.origin == BasisOrigin::profile && desk.profile.find_basis(old.basis.id) == nullptr;
        if (!is_gone || !old.effective().in_force(now)) continue;
        rows::BasisRow next = old;
        next.ended_at = now;
        TRY(rows::put_basis(tx, next, by.account(), {}, now));
        facts.emplace_back("basis." + lower_case(old.basis.id), "ended");
    }
    const auto changed = static_cast<std::int64_t>(facts.size());
    if (changed > 0) {
        TRY(record(tx, desk, by, "grants.bases_adopted", std::nullopt, std::move(facts), {}, now));
    }
    return changed;
}

base::Result<std::string> add_basis(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                    const NewBasis& basis, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    const bool fits = is_text(basis.title, 1) && is_text(basis.title_en, 1) && basis.articles.size() <= most_articles &&
                      std::ranges::all_of(basis.articles, [](const auto& article) { return is_text(article, 1); }) &&
                      (!basis.from || !basis.until || *basis.from < *basis.until);
    if (!fits) return Error{Fault::bad_input, "grants.basis_ill_formed"};
    const auto held = TRY(rows::bases(tx));
    const rows::BasisRow row{.basis = {.id = next_id(held),
                                       .title = basis.title,
                                       .title_en = basis.title_en,
                                       .articles = basis.articles,
                                       .from = basis.from,
                                       .until = basis.until,
                                       .origin = BasisOrigin::agency},
                             .ended_at = std::nullopt,
                             .from_by = rows::FromBy::agency};
    TRY(rows::put_basis(tx, row, by.account(), {}, now));
    TRY(record(tx, desk, by, "grants.basis_added", std::nullopt, facts_of(row.basis), {}, now));
    return row.basis.id;
}

base::Result<void> set_basis_dates(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                   std::string_view basis, const BasisDates& dates, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    auto row = TRY(rows::basis(tx, basis));
    if (!row) return Error{Fault::not_found, "grants.basis_unknown", std::string{basis}};
    set_dates(*row, dates, desk.profile.find_basis(row->basis.id));
    const Basis next = row->effective();
    const auto& replaced_by = next.replaced_by;
    if ((next.from && next.until && *next.until <= *next.from) || replaced_by == next.id || !is_text(dates.note, 0)) {
        return Error{Fault::bad_input, "grants.basis_ill_formed", next.id};
    }
    if (replaced_by) {
        const auto successor = TRY(rows::basis(tx, *replaced_by));
        if (!successor) return Error{Fault::not_found, "grants.basis_unknown", *replaced_by};
    }
    TRY(rows::put_basis(tx, *row, by.account(), dates.note, now));
    return record(tx, desk, by, "grants.basis_dated", std::nullopt, facts_of(next), dates.note, now);
}

base::Result<void> end_basis(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view basis,
                             base::Instant until, base::Instant now) {
    return set_basis_dates(tx, desk, by, basis, {.until = Setting<base::Instant>::to(until)}, now);
}

base::Result<std::vector<Basis>> bases(store::ReadTx& tx) {
    const auto held = TRY(rows::bases(tx));
    std::vector<Basis> list;
    list.reserve(held.size());
    for (const rows::BasisRow& row : held) list.push_back(row.effective());
    return list;
}

base::Result<std::optional<Basis>> find_basis(store::ReadTx& tx, std::string_view id) {
    const auto row = TRY(rows::basis(tx, id));
    if (!row) return std::optional<Basis>{};
    return std::optional{row->effective()};
}

base::Result<std::vector<BasisVersion>> basis_versions(store::ReadTx& tx, std::string_view basis) {
    return rows::basis_versions(tx, basis);
}

}  // namespace menhu::grants
