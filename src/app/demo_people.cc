#include "app/demo_people.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/init.h"
#include "app/sign_in.h"
#include "people/absence.h"
#include "people/account.h"
#include "people/application.h"
#include "people/contract.h"
#include "people/duty.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;
using people::DutyKind;
using std::chrono::days;

constexpr days in_office{120};  // for so long everybody has had their duty already
constexpr std::string_view second_administrator = "admin.second";
constexpr std::string_view agency_head = "head.agency";
constexpr std::string_view applying_unit = "childcare";
constexpr std::string_view its_head = "head.childcare";
constexpr std::string_view absent_head_of = "women";

// What everything here needs; the administrator is signed in for the length of it.
struct Making {
    House& house;
    const demo::Plan& plan;
    base::Random& random;
    base::Clock& clock;
    SignedInAccount& by;

    template <class Work>
    auto write(Work work) const {
        const auto now = clock.now();
        return house.database().write([work, now](store::WriteTx& tx) { return work(tx, now); });
    }
    template <class Work>
    auto read(Work work) const {
        return house.database().read(work);
    }
};

base::Result<people::AccountId> account_of(const Making& making, std::string_view name) {
    const auto now = making.clock.now();
    const auto found = TRY(making.read([&](store::ReadTx& tx) { return people::find_account(tx, name, now); }));
    if (!found) return Error{Fault::not_found, "app.no_such_account", std::string{name}};
    return found->id;
}

// There already, or made with a password that nobody knows.
base::Result<people::AccountId> member(const Making& making, const std::string& name, const std::string& display_name,
                                       people::UnitId unit, people::Roles roles) {
    const auto now = making.clock.now();
    const auto found = TRY(making.read([&](store::ReadTx& tx) { return people::find_account(tx, name, now); }));
    if (found) return found->id;
    const auto actor = TRY(making.by.actor(now));
    people::NewAccount account;
    account.name = name;
    account.display_name = display_name;
    account.unit = unit;
    account.roles = roles;
    account.from = now;
    account.duties_text = "示範業務";
    const auto password = new_password(making.house.profile(), name, display_name, making.random);
    const auto made = TRY(people::create_account(making.house.database(), making.house.office(), making.random, actor,
                                                 std::move(account), crypto::Secret::copy_of(password), now));
    return made.value();
}

base::Result<void> give(const Making& making, std::optional<people::UnitId> unit, DutyKind kind,
                        people::AccountId account) {
    const auto now = making.clock.now();
    const auto duties = TRY(making.read([&](store::ReadTx& tx) { return people::duties_at(tx, now); }));
    const bool is_there = std::ranges::any_of(duties, [&](const people::OfficeDuty& duty) {
        return duty.unit == unit && duty.kind == kind &&
               (kind == DutyKind::head || kind == DutyKind::deputy || duty.account == account);
    });
    if (is_there) return {};
    const auto actor = TRY(making.by.actor(now));
    TRY(making.write([&making, actor, unit, kind, account](store::WriteTx& tx, base::Instant at) {
        return people::assign_duty(
            tx, making.house.office(), actor,
            {.unit = unit, .kind = kind, .account = account, .from = at - in_office, .until = std::nullopt, .note = {}},
            making.random, at);
    }));
    return {};
}

// The plan's account of the unit with the role, if it names one.
const demo::PlanAccount* planned(const demo::Plan& plan, std::string_view unit, law::Role role) {
    const auto found = std::ranges::find_if(plan.accounts, [&](const demo::PlanAccount& account) {
        return account.unit == unit && account.name != agency_head &&
               std::ranges::find(account.roles, role) != account.roles.end();
    });
    return found == plan.accounts.end() ? nullptr : &*found;
}

base::Result<void> staff(const Making& making, const people::Unit& unit, people::AccountId administrator) {
    const auto* head = planned(making.plan, unit.code, law::Role::unit_head);
    const auto head_id = TRY(member(making, head != nullptr ? head->name : "head." + unit.code,
                                    "示範 " + unit.name_zh + "主管", unit.id, {people::Role::unit_head}));
    TRY(give(making, unit.id, DutyKind::head, head_id));
    const auto deputy_id = TRY(
        member(making, "deputy." + unit.code, "示範 " + unit.name_zh + "代理人", unit.id, {people::Role::unit_head}));
    TRY(give(making, unit.id, DutyKind::deputy, deputy_id));
    return give(making, unit.id, DutyKind::account_administrator, administrator);
}

base::Result<void> contractor(const Making& making, people::AccountId administrator) {
    const auto now = making.clock.now();
    constexpr std::string_view code = "contractor-a";
    auto unit = TRY(making.read([&](store::ReadTx& tx) { return people::find_unit(tx, code); }));
    if (!unit) {
        const auto it = TRY(making.read([](store::ReadTx& tx) { return people::find_unit(tx, "it"); }));
        CHECK(it);
        const auto today = base::taipei_date(now);
        const people::NewContractor made{.code = std::string{code},
                                         .name_zh = "示範資訊股份有限公司",
                                         .name_en = "Demonstration Information Ltd",
                                         .parent = it->id,
                                         .contract = {.number = "示範採字第115001號",
                                                      .title = "育兒津貼審查系統維運案",
                                                      .scope = "協助審查案件之資料核對，不含匯出",
                                                      .from = base::taipei_start(base::add_days(today, -60)),
                                                      .until = base::taipei_end(base::add_days(today, 120)),
                                                      .subcontracting = "",
                                                      .contact_name = "示範 聯絡人",
                                                      .contact_phone = "03-000-0000",
                                                      .contact_email = "contact@contractor.invalid"}};
        const auto actor = TRY(making.by.actor(now));
        TRY(making.write([&making, actor, &made](store::WriteTx& tx, base::Instant at) {
            return people::create_contractor(tx, making.house.office(), actor, made, making.random, at);
        }));
        auto there = TRY(making.read([&](store::ReadTx& tx) { return people::find_unit(tx, code); }));
        unit = std::move(there);
    }
    CHECK(unit);
    const auto head = TRY(member(making, "contractor.head", "示範 廠商主管", unit->id, {people::Role::unit_head}));
    TRY(member(making, "contractor.worker", "示範 廠商人員", unit->id, {people::Role::case_worker}));
    TRY(give(making, unit->id, DutyKind::head, head));
    return give(making, unit->id, DutyKind::account_administrator, administrator);
}

base::Result<void> absence(const Making& making) {
    const auto now = making.clock.now();
    const auto there = TRY(making.read([now](store::ReadTx& tx) { return people::absences(tx, now); }));
    if (!there.empty()) return {};
    const auto head = TRY(account_of(making, "head." + std::string{absent_head_of}));
    const auto actor = TRY(making.by.actor(now));
    TRY(making.write([&making, actor, head](store::WriteTx& tx, base::Instant at) {
        return people::add_absence(tx, making.house.office(), actor, head, at, at + days{5}, "公差", making.random, at);
    }));
    return {};
}

struct Applicant {
    std::string_view name;
    std::string_view display_name;
    enum class Until : std::uint8_t { submitted, endorsed, carried_out, sent_back, refused, withdrawn } until;
};
constexpr std::array applicants{
    Applicant{"lin.demo", "示範 林申請", Applicant::Until::submitted},
    Applicant{"chen.demo", "示範 陳申請", Applicant::Until::endorsed},
    Applicant{"huang.demo", "示範 黃申請", Applicant::Until::carried_out},
    Applicant{"chang.demo", "示範 張申請", Applicant::Until::sent_back},
    Applicant{"li.demo", "示範 李申請", Applicant::Until::refused},
    Applicant{"wang.demo", "示範 王申請", Applicant::Until::withdrawn},
};

base::Result<void> apply(const Making& making, const Applicant& applicant, people::UnitId unit, SignedInAccount& head) {
    const auto now = making.clock.now();
    people::ApplicationForm form;
    form.account_name = applicant.name;
    form.display_name = applicant.display_name;
    form.duties = "育兒津貼審查";
    form.unit = unit;
    form.roles = {people::Role::case_worker};
    form.from = now;
    form.pledge_version = making.house.profile().pledge().version;
    form.training = people::ClaimedTraining{.hours = 3, .on = base::taipei_date(now), .evidence = "示範證書"};
    form.reason = "新進人員，承辦育兒津貼審查";
    const auto endorser = TRY(head.actor(now));
    const auto administrator = TRY(making.by.actor(now));
    TRY(making.write(
        [&making, form, applicant, endorser, administrator](store::WriteTx& tx, base::Instant at) -> base::Result<int> {
            const auto& office = making.house.office();
            const auto made = TRY(people::apply_unsigned(tx, office, form, making.random, at));
            switch (applicant.until) {
                case Applicant::Until::submitted:
                    break;
                case Applicant::Until::endorsed:
                    TRY(people::endorse(tx, office, endorser, made.id, "", at));
                    break;
                case Applicant::Until::carried_out:
                    TRY(people::endorse(tx, office, endorser, made.id, "業務所需", at));
                    TRY(people::carry_out(tx, office, administrator, made.id, "", making.random, at));
                    break;
                case Applicant::Until::sent_back:
                    TRY(people::send_back(tx, office, endorser, made.id, "請補充承辦業務的說明", at));
                    break;
                case Applicant::Until::refused:
                    TRY(people::refuse(tx, office, endorser, made.id, "非本科業務", at));
                    break;
                case Applicant::Until::withdrawn: {
                    const auto claim = TRY(people::open_claim(tx, made.number, made.claim_code, at));
                    TRY(people::withdraw(tx, office, claim, "改由他人承辦", at));
                    break;
                }
            }
            return 0;
        }));
    return {};
}

base::Result<void> applications(const Making& making, const SignIns& sign_ins) {
    const auto now = making.clock.now();
    const auto actor = TRY(making.by.actor(now));
    const auto there = TRY(making.read([&](store::ReadTx& tx) {
        people::ApplicationQuestion question;
        question.box = people::Box::all;
        return people::applications(tx, actor, question, now);
    }));
    if (there.total > 0) return {};
    const auto unit = TRY(making.read([](store::ReadTx& tx) { return people::find_unit(tx, applying_unit); }));
    CHECK(unit);
    auto head = TRY(SignedInAccount::with(making.house, making.random, std::string{its_head},
                                          crypto::Secret::copy_of(sign_ins.at(std::string{its_head})), now));
    for (const Applicant& applicant : applicants) TRY(apply(making, applicant, unit->id, head));
    return head.sign_out(making.clock.now());
}

}  // namespace

base::Result<void> make_people(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                               base::Clock& clock) {
    const auto& first = plan.accounts.front();
    auto by = TRY(SignedInAccount::with(house, random, first.name, crypto::Secret::copy_of(sign_ins.at(first.name)),
                                        clock.now()));
    const Making making{.house = house, .plan = plan, .random = random, .clock = clock, .by = by};
    const auto administrator = TRY(account_of(making, second_administrator));
    TRY(give(making, std::nullopt, DutyKind::account_administrator, administrator));
    const auto secretariat = TRY(making.read([](store::ReadTx& tx) { return people::find_unit(tx, "secretariat"); }));
    CHECK(secretariat);
    const auto director =
        TRY(member(making, std::string{agency_head}, "示範 局長", secretariat->id, {people::Role::unit_head}));
    TRY(give(making, std::nullopt, DutyKind::head, director));
    const auto units = TRY(making.read([](store::ReadTx& tx) { return people::units(tx); }));
    for (const people::Unit& unit : units) {
        if (unit.kind == people::UnitKind::contractor || unit.kind == people::UnitKind::provider) continue;
        TRY(staff(making, unit, administrator));
    }
    TRY(contractor(making, administrator));
    TRY(absence(making));
    TRY(applications(making, sign_ins));
    return by.sign_out(clock.now());
}

}  // namespace menhu::app
