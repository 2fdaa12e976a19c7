#include "people/account.h"

#include <algorithm>

#include "crypto/password.h"
#include "people/account_change.h"
#include "people/account_rows.h"
#include "people/duty.h"
#include "people/duty_rows.h"
#include "people/new_account.h"
#include "people/planned_terms.h"
#include "people/record.h"
#include "people/session_rows.h"
#include "people/set_password.h"
#include "people/standing.h"
#include "people/term_rows.h"

namespace menhu::people {
namespace {

bool is_well_formed(const NewAccount& account) {
    const bool name =
        account.name.size() >= 2 && account.name.size() <= 40 && std::ranges::all_of(account.name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        });
    return name && !account.display_name.empty() && account.display_name.size() <= 200 && !account.roles.empty() &&
           (!account.until || *account.until > account.from) &&
           (account.until || account.lasting == Lasting::permanent);
}

// The first administrator answers for the whole agency until others do for their units.
base::Result<void> give_agency_duty(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                    DutyId duty, base::Instant now) {
    TRY(rows::insert_duty(tx, duty,
                          {.unit = std::nullopt,
                           .kind = DutyKind::account_administrator,
                           .account = account,
                           .from = now,
                           .until = std::nullopt,
                           .note = {}},
                          by.account(), now));
    return record(tx, office, by, "people.duty_assigned",
                  {{"duty", duty.text()},
                   {"about_unit", "agency"},
                   {"kind", std::string{duty_kind_code(DutyKind::account_administrator)}},
                   {"about_account", account.text()},
                   {"from", base::to_rfc3339(now)},
                   {"until", "open"}},
                  {}, now);
}

enum class Which : std::uint8_t { any, first_administrator };

base::Result<store::Committed<AccountId>> create(store::Database& database, const Office& office, base::Random& random,
                                                 const Actor& by, NewAccount account, const crypto::Secret& password,
                                                 base::Instant now, Which which) {
    TRY(check_new_account(office, account));
    if (account.first_password == FirstPassword::kept && office.installation() != Installation::demonstration) {
        return base::Error{base::Fault::conflict, "people.password_kept"};
    }
    TRY(require_strong(office, account.name, account.display_name, password));
    const std::string hash = TRY(crypto::hash_password(password, office.password_cost(), random));
    const AccountId id = AccountId::make(now, random);
    const DutyId duty = DutyId::make(now, random);
    return database.write([=, &office, account = std::move(account)](store::WriteTx& tx) -> base::Result<AccountId> {
        if (which == Which::first_administrator) {
            const auto count = TRY(rows::count_with_role(tx, Role::account_administrator, now));
            if (count > 0) return base::Error{base::Fault::conflict, "people.administrator_exists"};
        }
        const bool kept = account.first_password == FirstPassword::kept;
        TRY(insert_new_account(tx, office, by, id, account, kept ? "kept" : "must_change", now));
        if (which == Which::any) TRY(require_administrator_of(tx, by, account.unit, now));
        TRY(set_password(tx, office, id, {.hash = hash, .set_by = rows::SetBy::other, .set_at = now},
                         kept ? PasswordDuty::none : PasswordDuty::must_change));
        if (which == Which::first_administrator) {
            TRY(give_agency_duty(tx, office, by, id, duty, now));
        }
        return id;
    });
}

// Neither a suspension nor its lifting is held up by what is planned, and a day on which the account was to end anyway
// still ends it.
base::Result<void> change_state(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                State state, std::string_view kind, std::string_view reason, base::Instant now) {
    auto term = TRY(term_to_change(tx, by, account, now));
    if (term.state == state) return {};
    Facts facts{{"about_account", account.text()}};
    term.from = now;
    term.state = state;
    term.application.reset();
    const auto planned = TRY(planned_terms(tx, account, now));
    Facts superseded;
    TRY(add_term(tx, by, term, Planned::supersede, superseded, now));
    if (state == State::closed) {
        for (auto& fact : superseded) facts.push_back(std::move(fact));
    } else {
        TRY(plan_again(tx, term, planned, now));
    }
    if (state != State::open) {
        const auto ended = TRY(rows::end_sessions(tx, account, state_code(state)));
        facts.emplace_back("sessions_ended", std::to_string(ended));
    }
    return record(tx, office, by, kind, std::move(facts), {{"reason", std::string{reason}}}, now);
}

Account shown(const rows::AccountRow& row, base::Instant now) {
    return {.id = row.id,
            .name = row.name,
            .display_name = row.display_name,
            .unit = row.unit,
            .unit_name = row.unit_name,
            .roles = row.roles,
            .standing = standing_of(row.validity, now),
            .from = row.validity.from,
            .until = row.validity.until,
            .password_duty = password_duty_of(row.password_due_at, now),
            .last_signed_in = row.last_signed_in,
            .term_from = row.term_from,
            .email = row.details.email,
            .employee_number = row.details.employee_number,
            .duties_text = row.details.duties_text,
            .lasting = row.details.lasting};
}

}  // namespace

base::Result<void> check_new_account(const Office& office, const NewAccount& account) {
    if (!is_well_formed(account)) return base::Error{base::Fault::bad_input, "people.account_ill_formed"};
    return check_roles(office, account.roles);
}

base::Result<void> insert_new_account(store::WriteTx& tx, const Office& office, const Actor& by, AccountId id,
                                      const NewAccount& account, std::string_view begins_with, base::Instant now) {
    const auto exists = TRY(rows::has_account(tx, account.name));
    if (exists) return base::Error{base::Fault::conflict, "people.account_exists"};
    TRY(check_unit(tx, account.unit, now));
    TRY(rows::insert_account(tx, id, account, base::Instant{}));
    TRY(rows::insert_term(tx, {.account = id,
                               .number = 1,
                               .from = now,
                               .unit = account.unit,
                               .roles = account.roles,
                               .state = State::open,
                               .valid_from = account.from,
                               .valid_until = account.until,
                               .recorded_at = now,
                               .recorded_by = by.account(),
                               .application = std::nullopt}));
    return record(tx, office, by, "people.account_created",
                  {{"about_account", id.text()},
                   {"about_unit", account.unit.text()},
                   {"roles", account.roles.text()},
                   {"from", base::to_rfc3339(account.from)},
                   {"until", account.until ? base::to_rfc3339(*account.until) : std::string{"open"}},
                   {"first_password", std::string{begins_with}}},
                  {{"name", account.name}, {"display_name", account.display_name}}, now);
}

base::Result<store::Committed<AccountId>> create_first_administrator(store::Database& database, const Office& office,
                                                                     base::Random& random, const Actor& by,
                                                                     NewAccount account, const crypto::Secret& password,
                                                                     base::Instant now) {
    TRY(require(by, Role::operator_));
    account.roles.add(Role::account_administrator);
    return create(database, office, random, by, std::move(account), password, now, Which::first_administrator);
}

base::Result<store::Committed<AccountId>> create_account(store::Database& database, const Office& office,
                                                         base::Random& random, const Actor& by, NewAccount account,
                                                         const crypto::Secret& password, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    return create(database, office, random, by, std::move(account), password, now, Which::any);
}

base::Result<void> set_roles(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account, Roles roles,
                             base::Instant now, Planned planned) {
    TRY(require(by, Role::account_administrator));
    auto term = TRY(term_to_change(tx, by, account, now));
    TRY(check_roles(office, roles));
    Facts facts{{"about_account", account.text()}, {"before", term.roles.text()}, {"roles", roles.text()}};
    term.from = now;
    term.roles = roles;
    term.application.reset();
    TRY(add_term(tx, by, term, planned, facts, now));
    return record(tx, office, by, "people.roles_set", std::move(facts), {}, now);
}

base::Result<void> transfer(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account, UnitId unit,
                            Roles roles, base::Instant now, Planned planned) {
    TRY(require(by, Role::account_administrator));
    auto term = TRY(term_to_change(tx, by, account, now));
    TRY(check_roles(office, roles));
    TRY(check_unit(tx, unit, now));
    TRY(require_administrator_of(tx, by, unit, now));
    Facts facts{{"about_account", account.text()},
                {"unit_before", term.unit.text()},
                {"about_unit", unit.text()},
                {"before", term.roles.text()},
                {"roles", roles.text()}};
    term.from = now;
    term.unit = unit;
    term.roles = roles;
    term.application.reset();
    TRY(add_term(tx, by, term, planned, facts, now));
    return record(tx, office, by, "people.account_transferred", std::move(facts), {}, now);
}

base::Result<void> set_validity(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                base::Instant from, std::optional<base::Instant> until, base::Instant now,
                                Planned planned) {
    TRY(require(by, Role::account_administrator));
    auto term = TRY(term_to_change(tx, by, account, now));
    if (until && *until <= from) return base::Error{base::Fault::bad_input, "people.account_ill_formed", "period"};
    Facts facts{{"about_account", account.text()},
                {"from", base::to_rfc3339(from)},
                {"until", until ? base::to_rfc3339(*until) : std::string{"open"}}};
    term.from = now;
    term.valid_from = from;
    term.valid_until = until;
    term.application.reset();
    TRY(add_term(tx, by, term, planned, facts, now));
    return record(tx, office, by, "people.validity_set", std::move(facts), {}, now);
}

base::Result<void> suspend(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                           std::string_view reason, base::Instant now) {
    TRY(require_any(by, Roles{Role::account_administrator, Role::operator_}));
    return change_state(tx, office, by, account, State::suspended, "people.account_suspended", reason, now);
}

base::Result<void> close(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                         std::string_view reason, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    return change_state(tx, office, by, account, State::closed, "people.account_closed", reason, now);
}

base::Result<void> restore(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                           std::string_view reason, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    return change_state(tx, office, by, account, State::open, "people.account_restored", reason, now);
}

base::Result<std::vector<Account>> accounts(store::ReadTx& tx, base::Instant now) {
    const auto found = TRY(rows::accounts(tx, now));
    std::vector<Account> list;
    list.reserve(found.size());
    for (const rows::AccountRow& row : found) list.push_back(shown(row, now));
    return list;
}

base::Result<std::optional<Account>> find_account(store::ReadTx& tx, AccountId account, base::Instant now) {
    const auto row = TRY(rows::account(tx, account, now));
    if (!row) return std::optional<Account>{};
    return std::optional{shown(*row, now)};
}

base::Result<std::optional<Account>> find_account(store::ReadTx& tx, std::string_view name, base::Instant now) {
    const auto row = TRY(rows::account(tx, folded_name(name), now));
    if (!row) return std::optional<Account>{};
    return std::optional{shown(*row, now)};
}

}  // namespace menhu::people
