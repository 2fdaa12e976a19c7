#include "app/demo_office.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/demo_catalogue.h"
#include "app/demo_people.h"
#include "app/granting.h"
#include "app/init.h"
#include "app/sign_in.h"
#include "people/account.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

people::Roles roles_of(const demo::PlanAccount& account) {
    people::Roles roles;
    for (const auto role : account.roles) roles.add(role);
    return roles;
}

base::Result<bool> has_account(House& house, const std::string& name, base::Instant now) {
    const auto found =
        TRY(house.database().read([&](store::ReadTx& tx) { return people::find_account(tx, name, now); }));
    return found.has_value();
}

base::Result<void> make_accounts(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                                 base::Clock& clock) {
    const auto& first = plan.accounts.front();
    const auto begun = clock.now();
    const auto has_first = TRY(has_account(house, first.name, begun));
    const auto first_password = crypto::Secret::copy_of(sign_ins.at(first.name));
    if (!has_first) {
        const FirstAdministrator who{.name = first.name,
                                     .display_name = first.display_name,
                                     .unit = first.unit,
                                     .first_password = people::FirstPassword::kept};
        TRY(make_first_administrator(house, who, first_password, random, begun));
    }
    auto by = TRY(SignedInAccount::with(house, random, first.name, first_password, clock.now()));
    for (const auto& planned : plan.accounts) {
        const auto now = clock.now();
        const auto is_there = TRY(has_account(house, planned.name, now));
        if (is_there) continue;
        const auto unit =
            TRY(house.database().read([&](store::ReadTx& tx) { return people::find_unit(tx, planned.unit); }));
        if (!unit) return Error{Fault::not_found, "app.no_such_unit", planned.unit};
        const auto actor = TRY(by.actor(now));
        people::NewAccount account{.name = planned.name,
                                   .display_name = planned.display_name,
                                   .unit = unit->id,
                                   .roles = roles_of(planned),
                                   .from = now,
                                   .until = std::nullopt,
                                   .first_password = people::FirstPassword::kept};
        TRY(people::create_account(house.database(), house.office(), random, actor, std::move(account),
                                   crypto::Secret::copy_of(sign_ins.at(planned.name)), now));
    }
    return by.sign_out(clock.now());
}

UseWords words_of(const demo::PlanGrant& grant, base::Instant now) {
    return {.purpose = grant.purpose,
            .holders = grant.holders,
            .fields = grant.fields,
            .operations = grant.operations,
            .districts = grant.districts,
            .from = now + std::chrono::days{grant.from_days},
            .until = now + std::chrono::days{grant.until_days},
            .quota_day = grant.quota_day,
            .quota_month = std::nullopt,
            .quota_total = grant.quota_total,
            .reason = grant.reason,
            .afterwards = grant.afterwards,
            .renews = std::nullopt};
}

// Those who take part, signed in once each.
class Signed {
public:
    Signed(House& house, const SignIns& sign_ins, base::Random& random, base::Clock& clock)
        : house_{house}, sign_ins_{sign_ins}, random_{random}, clock_{clock} {}

    base::Result<SignedInAccount*> as(const std::string& name) {
        const auto found = accounts_.find(name);
        if (found != accounts_.end()) return &found->second;
        const auto password = sign_ins_.find(name);
        if (password == sign_ins_.end()) return Error{Fault::not_found, "app.no_such_account", name};
        auto account =
            TRY(SignedInAccount::with(house_, random_, name, crypto::Secret::copy_of(password->second), clock_.now()));
        return &accounts_.emplace(name, std::move(account)).first->second;
    }
    base::Result<void> sign_out() {
        for (auto& [name, account] : accounts_) TRY(account.sign_out(clock_.now()));
        return {};
    }

private:
    House& house_;
    const SignIns& sign_ins_;
    base::Random& random_;
    base::Clock& clock_;
    std::map<std::string, SignedInAccount> accounts_;
};

// Applied for by the first holder, and approved by whoever's turn it is, stage after stage.
base::Result<void> make_grant(House& house, Signed& signed_in, const UseWords& words, base::Random& random,
                              base::Clock& clock) {
    const auto form = TRY(use_form_of(house, words, clock.now()));
    auto* applicant = TRY(signed_in.as(words.holders.front()));
    const auto submitted = TRY(apply_by(house, *applicant, form, random, clock.now()));
    while (true) {
        const auto now = clock.now();
        std::int64_t version = 0;
        const auto turn = TRY(house.database().read([&](store::ReadTx& tx) -> base::Result<std::string> {
            const auto application = TRY(grants::find_use_application(tx, submitted.id, now));
            CHECK(application);
            if (application->grant) return std::string{};
            version = application->version;
            const auto waits = TRY(grants::use_waits_for(tx, house.desk(), *application, now));
            if (waits.empty()) return Error{Fault::conflict, "app.demo_not_approved", application->number};
            const auto account = TRY(people::find_account(tx, waits.front(), now));
            CHECK(account);
            return account->name;
        }));
        if (turn.empty()) return {};
        auto* by = TRY(signed_in.as(turn));
        TRY(approve_by(house, *by, submitted.id, version, "", {}, random, clock.now()));
    }
}

base::Result<void> make_grants(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                               base::Clock& clock) {
    const auto& first = plan.accounts.front();
    auto by = TRY(SignedInAccount::with(house, random, first.name, crypto::Secret::copy_of(sign_ins.at(first.name)),
                                        clock.now()));
    TRY(make_catalogue(house, plan, sign_ins, by, random, clock));
    const auto now = clock.now();
    const auto actor = TRY(by.actor(now));
    const auto there =
        TRY(house.database().read([&](store::ReadTx& tx) { return grants::visible_grants(tx, actor, now); }));
    Signed signed_in{house, sign_ins, random, clock};
    for (std::size_t i = there.size(); i < plan.grants.size(); ++i) {  // in the plan's order
        TRY(make_grant(house, signed_in, words_of(plan.grants[i], now), random, clock));
    }
    TRY(signed_in.sign_out());
    return by.sign_out(clock.now());
}

}  // namespace

base::Result<SignIns> sign_ins_of(const std::filesystem::path& file, const demo::Plan& plan,
                                  const law::Profile& profile, base::Random& random) {
    SignIns sign_ins;
    if (const auto text = read_file(file)) {
        std::string_view rest = *text;
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
            const auto tab = line.find('\t');
            if (line.starts_with('#') || tab == std::string_view::npos) continue;
            const auto password = line.substr(tab + 1);
            sign_ins.emplace(line.substr(0, tab), password.substr(0, password.find('\t')));
        }
        for (const auto& account : plan.accounts) {
            if (!sign_ins.contains(account.name)) {
                return Error{Fault::corrupt, "app.sign_ins_unreadable", file.string()};
            }
        }
        return sign_ins;
    }
    std::string text = "# 示範系統的登入 · sign-ins of the demonstration: account, password, unit, what to try\n";
    for (const auto& account : plan.accounts) {
        const auto password = new_password(profile, account.name, account.display_name, random);
        text += fmt::format("{}\t{}\t{}\t{}\n", account.name, password, account.display_name, account.what_zh);
        sign_ins.emplace(account.name, password);
    }
    TRY(write_new_file(file, text));
    return sign_ins;
}

base::Result<void> make_office(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                               base::Clock& clock) {
    TRY(furnish(house, random, clock.now()));
    TRY(make_accounts(house, plan, sign_ins, random, clock));
    TRY(make_people(house, plan, sign_ins, random, clock));
    return make_grants(house, plan, sign_ins, random, clock);
}

}  // namespace menhu::app
