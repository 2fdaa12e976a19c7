#include "grants/grant.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "grants/grant_rows.h"
#include "grants/purpose_rows.h"
#include "grants/record.h"
#include "grants/words.h"
#include "people/account.h"
#include "people/term.h"
#include "people/unit.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;

constexpr std::int64_t max_quota = 100'000'000;

bool are_districts(const std::vector<std::string>& codes) {
    return std::ranges::all_of(codes, [](const std::string& code) {
        return code.size() == 8 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    });
}

// What can be said of the grant alone, and beside its purpose.
base::Result<void> check_shape(const Desk& desk, const NewGrant& grant, const Purpose& purpose) {
    if (grant.holders.empty() || grant.fields.empty() || grant.operations.empty() || grant.holding.empty()) {
        return Error{Fault::bad_input, "grants.grant_ill_formed"};
    }
    if (grant.until <= grant.from) return Error{Fault::bad_input, "grants.period_ill_formed"};
    if (grant.until > people::after(grant.from, desk.profile.numbers().grant_period_max.value)) {
        return Error{Fault::bad_input, "grants.period_too_long"};
    }
    if (*grant.quota_day < 1 || *grant.quota_month < 1 || *grant.quota_total < 1 || *grant.quota_day > max_quota ||
        *grant.quota_month > max_quota || *grant.quota_total > max_quota) {
        return Error{Fault::bad_input, "grants.quota_ill_formed"};
    }
    const bool of_districts = grant.population.kind == Population::Kind::districts;
    if (of_districts == grant.population.districts.empty() || !are_districts(grant.population.districts)) {
        return Error{Fault::bad_input, "grants.population_ill_formed"};
    }
    for (const std::string& field : grant.fields) {
        if (!std::ranges::binary_search(purpose.what.fields, field)) {
            return Error{Fault::bad_input, "grants.field_outside_purpose", field};
        }
    }
    if ((grant.operations.bits() & ~purpose.what.operations.bits()) != 0) {
        return Error{Fault::bad_input, "grants.operation_outside_purpose", grant.operations.text()};
    }
    return {};
}

// What the purpose's bases, the unit and the holders must be now.
base::Result<void> check_surroundings(store::ReadTx& tx, const NewGrant& grant, const Purpose& purpose,
                                      base::Instant now) {
    const auto known = TRY(bases(tx));
    if (std::ranges::none_of(known, [&](const Basis& basis) {
            return basis.in_force(now) && std::ranges::binary_search(purpose.what.bases, basis.id);
        })) {
        return Error{Fault::conflict, "grants.purpose_basis_not_in_force", purpose.what.code};
    }
    const auto unit = TRY(people::find_unit(tx, grant.unit));
    if (!unit || !std::ranges::binary_search(purpose.what.units, unit->code)) {
        return Error{Fault::conflict, "grants.unit_not_allowed"};
    }
    for (const people::AccountId holder : grant.holders) {
        const auto account = TRY(people::find_account(tx, holder, now));
        if (!account || account->unit != grant.unit || account->standing == people::Standing::closed) {
            return Error{Fault::conflict, "grants.holder_not_in_unit", holder.text()};
        }
    }
    return {};
}

bool is_among(people::AccountId account, const std::vector<people::AccountId>& accounts) {
    return std::ranges::find(accounts, account) != accounts.end();
}

std::string texts_of(const std::vector<people::AccountId>& accounts) {
    std::vector<std::string> words;
    for (const people::AccountId account : accounts) words.push_back(account.text());
    return joined(words);
}

base::Result<rows::GrantRow> grant_to_change(store::ReadTx& tx, GrantId id, base::Instant now) {
    auto row = TRY(rows::grant(tx, id, now));
    if (!row) return Error{Fault::not_found, "grants.not_found"};
    if (row->state == StoredState::ended) return Error{Fault::conflict, "grants.grant_ended"};
    return *std::move(row);
}

// An account administrator, an ethics officer, or the head of the grant's unit.
base::Result<void> require_stopper(const people::Actor& by, const GrantView& grant) {
    TRY(people::require_any(by, {Role::account_administrator, Role::ethics_officer, Role::unit_head}));
    if (by.has(Role::account_administrator) || by.has(Role::ethics_officer) || by.unit() == grant.unit) return {};
    return Error{Fault::refused, "people.role_missing", "unit_head of another unit"};
}

// What is over for 90 days is of no use to its holder any more.
void leave_out_old(std::vector<rows::GrantRow>& found, base::Instant now) {
    std::erase_if(found, [&](const rows::GrantRow& row) {
        return std::min(row.ended_at.value_or(row.view.until), row.view.until) + std::chrono::days{90} <= now;
    });
}

base::Result<std::vector<GrantView>> completed(store::ReadTx& tx, std::vector<rows::GrantRow> found,
                                               base::Instant now) {
    std::map<std::int64_t, std::string> unit_names;
    const auto units = TRY(people::units(tx));
    for (const people::Unit& unit : units) unit_names.emplace(unit.id.number(), unit.name_zh);
    std::vector<GrantView> list;
    for (rows::GrantRow& row : found) {
        GrantView view = std::move(row.view);
        auto names = TRY(rows::basis_names(tx, view.purpose));
        view.bases = std::move(names);
        auto holders = TRY(rows::holders(tx, view.id, now));
        view.holders = std::move(holders);
        view.unit_name = unit_names[view.unit.number()];
        view.state = state_of(row.state, view.from, view.until, view.lapses_at, now);
        view.days_left = view.state == GrantState::ended ? 0 : days_left(view.until, now);
        list.push_back(std::move(view));
    }
    std::ranges::sort(list, {}, [](const GrantView& view) {
        return std::tuple{view.state != GrantState::in_force, view.until, view.id};
    });
    return list;
}

}  // namespace

std::string_view grant_state_code(GrantState state) {
    switch (state) {
        case GrantState::in_force:
            return "in_force";
        case GrantState::not_yet_valid:
            return "not_yet_valid";
        case GrantState::expired:
            return "expired";
        case GrantState::suspended:
            return "suspended";
        case GrantState::ended:
            return "ended";
        case GrantState::lapsed:
            return "lapsed";
    }
    base::throw_bug("grant_state_code: no such state");
}

base::Result<GrantId> create_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, const NewGrant& grant,
                                   base::Random& random, base::Instant now) {
    TRY(people::require(by, Role::account_administrator));
    if (is_among(by.account(), grant.holders)) return Error{Fault::conflict, "grants.own_grant"};
    const auto purpose = TRY(rows::purpose(tx, grant.purpose));
    if (!purpose) return Error{Fault::not_found, "grants.purpose_unknown"};
    NewGrant fresh = grant;
    sort_unique(fresh.fields);
    sort_unique(fresh.population.districts);
    std::ranges::sort(fresh.holders);
    const auto rest = std::ranges::unique(fresh.holders);
    fresh.holders.erase(rest.begin(), rest.end());
    const law::Numbers& numbers = desk.profile.numbers();
    fresh.quota_day = fresh.quota_day.value_or(numbers.quota_day_default.value);
    if (!fresh.quota_month) fresh.quota_month = fresh.quota_total.value_or(numbers.quota_month_default.value);
    fresh.quota_total = fresh.quota_total.value_or(numbers.quota_total_default.value);
    fresh.lapses_at = people::after(fresh.from, numbers.approval_lapse.value);
    TRY(check_shape(desk, fresh, *purpose));
    TRY(check_surroundings(tx, fresh, *purpose, now));
    const GrantId id = GrantId::make(now, random);
    TRY(rows::insert_grant(tx, id, fresh));
    TRY(record(tx, desk, by, "grants.created", id,
               {{"about_purpose", purpose->what.code},
                {"about_unit", fresh.unit.text()},
                {"holders", texts_of(fresh.holders)},
                {"holding", fresh.holding},
                {"fields", joined(fresh.fields)},
                {"operations", fresh.operations.text()},
                {"population", std::string{population_kind_code(fresh.population.kind)}},
                {"districts", joined(fresh.population.districts)},
                {"from", base::to_rfc3339(fresh.from)},
                {"until", base::to_rfc3339(fresh.until)},
                {"quota_day", std::to_string(*fresh.quota_day)},
                {"quota_month", std::to_string(*fresh.quota_month)},
                {"quota_total", std::to_string(*fresh.quota_total)},
                {"application", fresh.application}},
               {}, now));
    return id;
}

base::Result<void> suspend_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                 std::string_view reason, base::Instant now) {
    const auto row = TRY(grant_to_change(tx, grant, now));
    TRY(require_stopper(by, row.view));
    if (row.state == StoredState::suspended) return {};
    TRY(rows::update_state(tx, grant, StoredState::suspended, std::nullopt));
    return record(tx, desk, by, "grants.suspended", grant, {{"about_purpose", row.view.purpose_code}}, reason, now);
}

base::Result<void> end_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                             std::string_view reason, base::Instant now) {
    const auto row = TRY(grant_to_change(tx, grant, now));
    TRY(require_stopper(by, row.view));
    TRY(rows::update_state(tx, grant, StoredState::ended, now));
    return record(tx, desk, by, "grants.ended", grant, {{"about_purpose", row.view.purpose_code}}, reason, now);
}

base::Result<void> resume_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                std::string_view reason, base::Instant now) {
    TRY(people::require(by, Role::account_administrator));
    const auto row = TRY(grant_to_change(tx, grant, now));
    const auto holders = TRY(rows::holders(tx, grant, now));
    if (is_among(by.account(), holders)) return Error{Fault::conflict, "grants.own_grant"};
    if (row.state == StoredState::open) return {};
    TRY(rows::update_state(tx, grant, StoredState::open, std::nullopt));
    return record(tx, desk, by, "grants.resumed", grant, {{"about_purpose", row.view.purpose_code}}, reason, now);
}

base::Result<std::vector<GrantView>> grants_of(store::ReadTx& tx, const people::Actor& actor, base::Instant now) {
    auto found = TRY(rows::grants_held(tx, actor.account(), now));
    leave_out_old(found, now);
    return completed(tx, std::move(found), now);
}

base::Result<std::vector<GrantView>> visible_grants(store::ReadTx& tx, const people::Actor& actor, base::Instant now) {
    constexpr people::Roles overseers{Role::account_administrator, Role::checker, Role::auditor, Role::ethics_officer,
                                      Role::civil_affairs};
    if (actor.roles().has_any(overseers)) {
        auto all = TRY(rows::grants(tx, now));
        return completed(tx, std::move(all), now);
    }
    if (actor.has(Role::unit_head)) {
        auto of_unit = TRY(rows::grants_of_unit(tx, actor.unit(), now));
        return completed(tx, std::move(of_unit), now);
    }
    return grants_of(tx, actor, now);
}

base::Result<std::optional<GrantView>> find_grant(store::ReadTx& tx, GrantId grant, base::Instant now) {
    auto row = TRY(rows::grant(tx, grant, now));
    if (!row) return std::optional<GrantView>{};
    std::vector<rows::GrantRow> one;
    one.push_back(*std::move(row));
    auto list = TRY(completed(tx, std::move(one), now));
    return std::optional{std::move(list.front())};
}

}  // namespace menhu::grants
