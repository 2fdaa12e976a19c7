#include "grants/issue.h"

#include <algorithm>
#include <iterator>

#include "grants/grant_rows.h"
#include "grants/record.h"
#include "grants/words.h"
#include "people/account.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

// When the last of the bases in force now loses its force; nothing if one of them has no end.
std::optional<base::Instant> bases_over_at(const std::vector<Basis>& bases, base::Instant now) {
    std::optional<base::Instant> over;
    for (const Basis& basis : bases) {
        if (!basis.in_force(now)) continue;
        if (!basis.until) return std::nullopt;
        over = over ? std::max(*over, *basis.until) : *basis.until;
    }
    return over.value_or(now);
}

std::vector<std::string> sorted(std::vector<std::string> words) {
    sort_unique(words);
    return words;
}

base::Result<void> check_surroundings(const Surroundings& around, base::Instant now) {
    if (!around.purpose || !around.purpose->usable(around.bases, now)) {
        return Error{Fault::conflict, "grants.purpose_not_usable"};
    }
    const auto& units = around.purpose->what.units;
    if (!around.unit || std::ranges::find(units, around.unit->code) == units.end()) {
        return Error{Fault::conflict, "grants.unit_not_allowed"};
    }
    if (!around.link || !around.link->in_force(now)) return Error{Fault::conflict, "grants.link_not_in_force"};
    return {};
}

// Those who are still of the unit: who left it in the meantime gets nothing.
base::Result<void> leave_out_gone(store::ReadTx& tx, UseTerms& terms, people::UnitId unit, base::Instant now) {
    std::vector<people::AccountId> left;
    for (const people::AccountId holder : terms.holders) {
        const auto account = TRY(people::find_account(tx, holder, now));
        if (account && account->unit == unit && account->standing != people::Standing::closed) left.push_back(holder);
    }
    terms.holders = std::move(left);
    if (terms.holders.empty()) return Error{Fault::conflict, "grants.no_holder_left"};
    return {};
}

std::string ids_text(const std::vector<people::AccountId>& ids) {
    std::vector<std::string> words;
    for (const people::AccountId id : ids) words.push_back(id.text());
    return joined(words);
}

Facts facts_of(const UseApplication& application, const UseTerms& terms) {
    Facts facts{{"about_purpose", application.form.purpose},
                {"about_unit", application.unit.text()},
                {"holders", ids_text(terms.holders)},
                {"holding", application.form.holding},
                {"fields", joined(terms.fields)},
                {"operations", terms.operations.text()},
                {"population", std::string{population_kind_code(terms.population.kind)}},
                {"districts", joined(terms.population.districts)},
                {"from", base::to_rfc3339(terms.from)},
                {"until", base::to_rfc3339(terms.until)},
                {"quota_day", std::to_string(terms.quota_day)},
                {"quota_month", std::to_string(terms.quota_month)},
                {"quota_total", std::to_string(terms.quota_total)},
                {"application", application.number}};
    if (application.form.renews) facts.emplace_back("renews", application.form.renews->text());
    return facts;
}

}  // namespace

base::Result<Surroundings> surroundings_of(store::ReadTx& tx, const UseApplication& application) {
    Surroundings around;
    auto purpose = TRY(find_purpose(tx, application.purpose));
    around.purpose = std::move(purpose);
    if (around.purpose) {
        auto known = TRY(bases(tx));
        std::erase_if(known, [&](const Basis& basis) {
            const auto& wanted = around.purpose->what.bases;
            return std::ranges::find(wanted, basis.id) == wanted.end();
        });
        around.bases = std::move(known);
    }
    auto link = TRY(find_link(tx, application.form.holding));
    around.link = std::move(link);
    auto unit = TRY(people::find_unit(tx, application.unit));
    around.unit = std::move(unit);
    return around;
}

UseBounds bounds_of(const Surroundings& around, const law::Profile& profile, base::Instant from, base::Instant now) {
    UseBounds bounds;
    bounds.from = now;
    bounds.until = people::after(std::max(from, now), profile.numbers().grant_period_max.value);
    const auto end_by = [&](const std::optional<base::Instant>& instant) {
        if (instant) bounds.until = std::min(bounds.until, *instant);
    };
    if (!around.purpose || !around.link || !around.unit) {
        bounds.until = now;
        return bounds;
    }
    std::ranges::set_intersection(sorted(around.purpose->what.fields), sorted(around.link->fields),
                                  std::back_inserter(bounds.fields));
    bounds.operations = around.purpose->what.operations;
    end_by(around.purpose->ended_at);
    end_by(bases_over_at(around.bases, now));
    end_by(around.link->over_at());
    end_by(around.unit->until);  // a contract's end
    return bounds;
}

base::Result<GrantId> issue_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                  const UseApplication& application, const UseTerms& approved, base::Random& random,
                                  base::Instant now) {
    const auto around = TRY(surroundings_of(tx, application));
    TRY(check_surroundings(around, now));
    UseTerms terms = bounded(approved, bounds_of(around, desk.profile, approved.from, now));
    if (terms.fields.empty() || terms.operations.empty()) {
        return Error{Fault::conflict, "grants.nothing_left_to_grant"};
    }
    if (terms.until <= terms.from) return Error{Fault::conflict, "grants.period_over"};
    TRY(leave_out_gone(tx, terms, application.unit, now));
    const GrantId id = GrantId::make(now, random);
    const rows::NewGrant grant{.purpose = application.purpose,
                               .unit = application.unit,
                               .holding = application.form.holding,
                               .terms = terms,
                               .lapses_at = people::after(terms.from, desk.profile.numbers().approval_lapse.value),
                               .hours = application.form.hours,
                               .weekdays = application.form.weekdays,
                               .networks = application.form.networks,
                               .application = application.number,
                               .application_id = application.id,
                               .renews = application.form.renews};
    TRY(rows::insert_grant(tx, id, grant));
    TRY(rows::insert_step(tx, id, "issued", by.account(), StoredState::open, std::nullopt, "", now));
    TRY(record(tx, desk, by, "grants.created", id, facts_of(application, terms), {}, now));
    return id;
}

}  // namespace menhu::grants
