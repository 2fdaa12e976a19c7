#include "app/demo_life.h"

#include <algorithm>
#include <map>

#include "app/sign_in.h"
#include "demo/agency.h"
#include "duties/leaver.h"
#include "oversight/review.h"
#include "people/account.h"
#include "people/contract.h"
#include "people/demonstration.h"
#include "people/duty.h"
#include "people/operator.h"
#include "people/term.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr std::string_view idle_account = "demo.idle";
constexpr std::size_t batch = 250;  // accounts in one transaction

base::Result<people::UnitId> unit_of(House& house, std::string_view code) {
    const auto unit = TRY(house.database().read([&](store::ReadTx& tx) { return people::find_unit(tx, code); }));
    if (!unit) return Error{Fault::not_found, "app.no_such_unit", std::string{code}};
    return unit->id;
}

base::Result<people::Account> account_of(House& house, std::string_view name, base::Instant now) {
    auto account = TRY(house.database().read([&](store::ReadTx& tx) { return people::find_account(tx, name, now); }));
    if (!account) return Error{Fault::not_found, "people.not_found", std::string{name}};
    return *std::move(account);
}

// The administrator of the plan, signed in.
base::Result<SignedInAccount> administrator(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                            base::Random& random, base::Clock& clock) {
    const auto& first = plan.accounts.front();
    return SignedInAccount::with(house, random, first.name, crypto::Secret::copy_of(sign_ins.at(first.name)),
                                 clock.now());
}

base::Result<void> add_accounts(House& house, const std::vector<people::MadeUpAccount>& accounts, base::Random& random,
                                base::Instant now) {
    TRY(house.database().write(
        [&house, &random, accounts, now](store::WriteTx& tx) -> base::Result<std::vector<people::AccountId>> {
            const auto by = TRY(people::operator_actor(tx, house.office(), "demo", now));
            return people::add_made_up_accounts(tx, house.office(), by, accounts, random, now);
        }));
    return {};
}

people::MadeUpAccount made_up(const demo::AgencyAccount& one, const std::map<std::string, people::UnitId>& units,
                              base::Instant now) {
    const auto ago = [now](int days) { return now - std::chrono::days{days}; };
    people::MadeUpAccount account{.name = one.name,
                                  .display_name = one.display_name,
                                  .employee_number = one.employee_number,
                                  .unit = units.at(one.unit),
                                  .roles = {one.role},
                                  .opened_at = ago(one.opened_days_ago),
                                  .until = std::nullopt,
                                  .last_signed_in = std::nullopt,
                                  .before = std::nullopt,
                                  .pledge = one.pledged == demo::AgencyAccount::Yes::yes
                                                ? people::MadeUpAccount::Pledge::present
                                                : people::MadeUpAccount::Pledge::none,
                                  .used = one.used == demo::AgencyAccount::Yes::yes ? people::MadeUpAccount::Used::yes
                                                                                    : people::MadeUpAccount::Used::no};
    if (one.signed_in_days_ago) account.last_signed_in = ago(*one.signed_in_days_ago);
    if (one.ends_in_days) account.until = now + std::chrono::days{*one.ends_in_days};
    if (one.moved_from) account.before = {.unit = units.at(*one.moved_from), .until = ago(one.moved_days_ago)};
    return account;
}

// Two contractors: one whose contract ends soon, one whose contract is over.
base::Result<std::vector<std::string>> make_contractors(House& house, const people::Actor& by, base::Random& random,
                                                        base::Instant now) {
    struct Contractor {
        std::string_view code;
        std::string_view name_zh;
        std::string_view name_en;
        int ends_in_days;
    };
    // Before the next review, whenever that is.
    const auto period = oversight::review_period(now, house.office().numbers().account_review_period);
    const int soon = 1 + static_cast<int>(std::chrono::floor<std::chrono::days>(period.until - now).count() / 2);
    const Contractor contractors[]{
        {"demo-contractor-1", "示範系統股份有限公司", "Demonstration Systems Inc.", soon},
        {"demo-contractor-2", "示範客服股份有限公司", "Demonstration Desk Inc.", -5},
    };
    std::vector<std::string> codes;
    for (const Contractor& one : contractors) {
        const auto day = [&](int days) { return base::taipei_start(base::taipei_date(now + std::chrono::days{days})); };
        people::NewContractor contractor{
            .code = std::string{one.code},
            .name_zh = std::string{one.name_zh},
            .name_en = std::string{one.name_en},
            .parent = std::nullopt,
            .contract = {.number = "示範契約-" + std::string{one.code.substr(one.code.size() - 1)},
                         .title = "示範委辦案",
                         .scope = "示範機關的委辦業務，並非真實契約",
                         .from = day(-700),
                         .until = day(one.ends_in_days),
                         .subcontracting = "",
                         .contact_name = "示範聯絡人",
                         .contact_phone = "03-0000000",
                         .contact_email = "contact@example.invalid"}};
        TRY(house.database().write([&house, &random, by, contractor, now](store::WriteTx& tx) {
            return people::create_contractor(tx, house.office(), by, contractor, random, now);
        }));
        codes.emplace_back(one.code);
    }
    return codes;
}

base::Result<void> make_agency(House& house, const people::Actor& by, std::int64_t accounts, std::uint64_t seed,
                               base::Random& random, base::Instant now) {
    const auto contractors = TRY(make_contractors(house, by, random, now));
    std::vector<std::string> codes;
    std::map<std::string, people::UnitId> units;
    const auto all = TRY(house.database().read([](store::ReadTx& tx) { return people::units(tx); }));
    for (const auto& unit : all) {
        units.emplace(unit.code, unit.id);
        if (unit.kind == people::UnitKind::section || unit.kind == people::UnitKind::district_office) {
            codes.push_back(unit.code);
        }
    }
    const auto agency = demo::make_agency(static_cast<int>(accounts), seed, codes, contractors);
    for (std::size_t start = 0; start < agency.size(); start += batch) {
        std::vector<people::MadeUpAccount> part;
        for (std::size_t i = start; i < std::min(agency.size(), start + batch); ++i) {
            part.push_back(made_up(agency[i], units, now));
        }
        TRY(add_accounts(house, part, random, now));
    }
    return {};
}

// An account that will be suspended in some days if nobody uses it.
base::Result<void> make_idle_account(House& house, base::Random& random, base::Instant now) {
    const law::Term idle = house.office().numbers().account_idle;
    const auto since = people::after(now + std::chrono::days{9}, {.in = idle.in, .count = -idle.count});
    const auto unit = TRY(unit_of(house, "childcare"));
    TRY(add_accounts(house,
                     {{.name = std::string{idle_account},
                       .display_name = "示範 久未使用者",
                       .employee_number = "D-IDLE",
                       .unit = unit,
                       .roles = {people::Role::case_worker},
                       .opened_at = since - std::chrono::days{200},
                       .until = std::nullopt,
                       .last_signed_in = since,
                       .before = std::nullopt}},
                     random, now));
    return {};
}

// Who is leaving is a handler of a unit that uses the data, so a letter is due.
base::Result<void> make_leaver(House& house, const people::Actor& by, const demo::Plan& plan, base::Random& random,
                               base::Instant now) {
    if (plan.leaver.empty()) return {};
    const auto account = TRY(account_of(house, plan.leaver, now));
    duties::NewLeaver leaver;
    leaver.account = account.id;
    leaver.kind = duties::LeaverKind::resignation;
    leaver.on = base::add_days(base::taipei_date(now), 10);
    leaver.reason = "示範：另有生涯規劃";
    TRY(house.database().write([&house, &random, by, leaver, now](store::WriteTx& tx) {
        return duties::record_leaver(tx, house.office(), by, leaver, random, now);
    }));
    return {};
}

base::Result<DemoReview> open_review(House& house, const people::Actor& by, base::Random& random, base::Clock& clock) {
    const auto begun = clock.now();
    const auto made = TRY(house.database().write([&house, &random, by, begun](store::WriteTx& tx) {
        return oversight::open_review(tx, house.office(), by, random, begun);
    }));
    const auto lines =
        TRY(house.database().read([&](store::ReadTx& tx) { return oversight::review_lines(tx, made.value()); }));
    return DemoReview{.accounts = static_cast<std::int64_t>(lines.size()), .took = clock.now() - begun};
}

}  // namespace

base::Result<void> make_duties(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                               base::Clock& clock) {
    auto by = TRY(administrator(house, plan, sign_ins, random, clock));
    const auto now = clock.now();
    const auto actor = TRY(by.actor(now));
    for (const auto& planned : plan.duties) {
        const auto kind = people::duty_kind_from_code(planned.kind);
        CHECK(kind);  // the plan was refused otherwise
        const auto account = TRY(account_of(house, planned.account, now));
        people::NewDuty duty{.unit = std::nullopt,
                             .kind = *kind,
                             .account = account.id,
                             .from = now,
                             .until = std::nullopt,
                             .note = "示範"};
        if (!planned.unit.empty()) duty.unit = TRY(unit_of(house, planned.unit));
        const auto has = TRY(house.database().read(
            [&](store::ReadTx& tx) { return people::has_duty(tx, account.id, *kind, duty.unit, now); }));
        if (has) continue;
        TRY(house.database().write([&house, &random, actor, duty, now](store::WriteTx& tx) {
            return people::assign_duty(tx, house.office(), actor, duty, random, now);
        }));
    }
    return by.sign_out(clock.now());
}

base::Result<std::optional<DemoReview>> make_life(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                                  std::int64_t accounts, std::uint64_t seed, base::Random& random,
                                                  base::Clock& clock) {
    const auto now = clock.now();
    const auto made =
        TRY(house.database().read([&](store::ReadTx& tx) { return people::find_account(tx, idle_account, now); }));
    auto by = TRY(administrator(house, plan, sign_ins, random, clock));
    const auto actor = TRY(by.actor(clock.now()));
    if (!made) {
        TRY(make_idle_account(house, random, clock.now()));
        TRY(make_leaver(house, actor, plan, random, clock.now()));
    }
    const auto known = TRY(house.database().read([](store::ReadTx& tx) { return oversight::reviews(tx); }));
    const auto agency =
        TRY(house.database().read([&](store::ReadTx& tx) { return people::find_account(tx, "d00001", now); }));
    if (accounts > 0 && !agency) TRY(make_agency(house, actor, accounts, seed, random, clock.now()));
    std::optional<DemoReview> opened;
    if (known.empty()) opened = TRY(open_review(house, actor, random, clock));
    TRY(by.sign_out(clock.now()));
    return opened;
}

}  // namespace menhu::app
