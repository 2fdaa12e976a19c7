// What a leaver brings with it: worked out once, shown as a preview or carried out.
#include <algorithm>

#include "duties/leaver.h"
#include "duties/leaver_rows.h"
#include "duties/record_act.h"
#include "grants/link_people.h"
#include "people/absence.h"
#include "people/account.h"
#include "people/account_term.h"
#include "people/duty.h"
#include "people/leaving.h"
#include "people/notice.h"
#include "people/unit.h"

namespace menhu::duties {
namespace {

using base::Error;
using base::Fault;
using people::DutyKind;

// A leave without a day of return: the deputy acts until somebody ends the absence.
constexpr std::chrono::days open_absence{3650};

struct Plan {
    Leaver leaver;
    people::PlannedChange change;
    std::optional<people::PlannedChange> back;
    std::vector<people::OfficeDuty> duties;  // that end, or (leave) in which the deputy acts
    std::vector<grants::LinkPerson> links;   // for which the account answers no more
    std::vector<people::Application> applications;
    LeaverPreview preview;
};

grants::Desk desk_of(const people::Office& office) { return {.ledger = office.ledger(), .profile = office.profile()}; }

Error ill_formed(std::string_view part) { return {Fault::bad_input, "duties.leaver_ill_formed", std::string{part}}; }

std::string_view kind_zh(LeaverKind kind) {
    switch (kind) {
        case LeaverKind::transfer:
            return "調動";
        case LeaverKind::resignation:
            return "離職";
        case LeaverKind::retirement:
            return "退休";
        case LeaverKind::leave:
            return "留職停薪";
    }
    base::throw_bug("kind_zh: no such kind");
}

base::Result<void> check_shape(const NewLeaver& leaver, const people::Account& account, base::Instant now) {
    if (leaver.on < base::taipei_date(now)) return Error{Fault::bad_input, "duties.leaver_day_past"};
    const bool transfer = leaver.kind == LeaverKind::transfer;
    if (transfer != leaver.unit.has_value()) return ill_formed("unit");
    if (transfer && *leaver.unit == account.unit) return ill_formed("unit");
    if (leaver.roles && (!transfer || leaver.roles->empty())) return ill_formed("roles");
    if (leaver.until && (leaver.kind != LeaverKind::leave || *leaver.until <= leaver.on)) return ill_formed("until");
    if (leaver.hand_over_to == leaver.account) return ill_formed("hand_over_to");
    return {};
}

std::string day_zh(base::Date day) { return base::to_roc_text(day); }

class Planner {
public:
    Planner(store::ReadTx& tx, const people::Office& office, const people::Actor& by, const NewLeaver& what,
            base::Instant now)
        : tx_{tx}, office_{office}, by_{by}, what_{what}, now_{now} {}

    base::Result<Plan> make() {
        TRY(people::require(by_, people::Role::account_administrator));
        if (by_.account() == what_.account) return Error{Fault::refused, "people.own_account"};
        auto account = TRY(people::find_account(tx_, what_.account, now_));
        if (!account) return Error{Fault::not_found, "people.not_found", "account"};
        if (account->standing == people::Standing::closed) return Error{Fault::conflict, "people.account_closed"};
        TRY(people::require_administrator_of(tx_, by_, account->unit, now_));
        TRY(check_shape(what_, *account, now_));
        const auto ahead = TRY(people::planned_term(tx_, what_.account, now_));
        if (ahead) return Error{Fault::conflict, "people.change_planned", base::to_rfc3339(ahead->from)};
        plan_.leaver = {.id = LeaverId{0},
                        .account = what_.account,
                        .account_name = account->name,
                        .display_name = account->display_name,
                        .unit = account->unit,
                        .unit_name = account->unit_name,
                        .kind = what_.kind,
                        .on = what_.on,
                        .effective_at = what_.on == base::taipei_date(now_) ? now_ : base::taipei_start(what_.on),
                        .until = what_.until,
                        .until_at = std::nullopt,
                        .to_unit = what_.unit,
                        .to_unit_name = {},
                        .to_roles = what_.roles,
                        .hand_over_to = what_.hand_over_to,
                        .reason = what_.reason,
                        .effects = {},
                        .recorded_by = by_.account(),
                        .recorded_by_name = by_.display_name(),
                        .recorded_at = now_,
                        .withdrawn_at = std::nullopt,
                        .withdrawn_reason = {}};
        if (what_.until) plan_.leaver.until_at = base::taipei_start(*what_.until);
        plan_.preview.effective_at = plan_.leaver.effective_at;
        TRY(plan_account(*account));
        TRY(plan_grants(*account));
        TRY(plan_duties(*account));
        TRY(plan_links());
        TRY(plan_work());
        say("accesses_listed", "變動前的查詢紀錄列供單位主管檢視",
            "What was looked up before is listed for the head of the unit", "F2.2");
        plan_.leaver.effects = plan_.preview.effects;
        return std::move(plan_);
    }

private:
    void say(std::string code, std::string zh, std::string en, std::string clause) {
        plan_.preview.effects.push_back({std::move(code), std::move(zh), std::move(en), std::move(clause)});
    }

    base::Result<void> plan_account(const people::Account& account) {
        const std::string on_zh = day_zh(what_.on);
        const std::string on_en = base::to_iso(what_.on);
        plan_.change = {.from = plan_.leaver.effective_at,
                        .unit = account.unit,
                        .roles = account.roles,
                        .state = people::State::open,
                        .reason = what_.reason};
        switch (what_.kind) {
            case LeaverKind::transfer:
                TRY(plan_transfer(on_zh, on_en));
                break;
            case LeaverKind::resignation:
            case LeaverKind::retirement:
                plan_.change.state = people::State::closed;
                say("account_closes", "帳號自" + on_zh + "起廢止", "The account is closed from " + on_en, "F2.2");
                break;
            case LeaverKind::leave:
                plan_.change.state = people::State::suspended;
                say("account_suspended", "帳號自" + on_zh + "起停用", "The account is suspended from " + on_en, "F2.2");
                if (!what_.until) break;
                plan_.back = plan_.change;
                plan_.back->from = *plan_.leaver.until_at;
                plan_.back->state = people::State::open;
                say("account_restored", "帳號自" + day_zh(*what_.until) + "起自動恢復",
                    "The account comes back by itself on " + base::to_iso(*what_.until), "F2.2");
                break;
        }
        plan_.preview.sessions = TRY(people::count_open_sessions(tx_, what_.account, now_));
        if (plan_.change.state != people::State::open) {
            say("sessions_end", "使用中的登入於該時刻失效", "Sessions are over at that instant", "F2.2");
        }
        return {};
    }

    base::Result<void> plan_transfer(const std::string& on_zh, const std::string& on_en) {
        const auto unit = TRY(people::find_unit(tx_, *what_.unit));
        if (!unit) return Error{Fault::not_found, "people.not_found", "unit"};
        TRY(people::require_administrator_of(tx_, by_, unit->id, now_));  // as recording will
        plan_.leaver.to_unit_name = unit->name_zh;
        plan_.change.unit = unit->id;
        say("account_moves", "帳號自" + on_zh + "起移至" + unit->name_zh,
            "The account moves to " + unit->name_en + " on " + on_en, "F2.2");
        if (what_.roles) {
            plan_.change.roles = *what_.roles;
            say("roles_change", "角色同時調整為新單位的角色", "Its roles become those of the new unit", "F2.2");
        } else {
            plan_.change.state = people::State::suspended;
            say("account_suspended", "在新單位重新申請權限前停用", "It is suspended there until rights are applied for",
                "F2.2");
        }
        return {};
    }

    base::Result<void> plan_grants(const people::Account& account) {
        plan_.preview.grants = TRY(grants::grants_held_at(tx_, what_.account, plan_.leaver.effective_at));
        if (what_.hand_over_to) {
            const auto to = TRY(people::find_account(tx_, *what_.hand_over_to, now_));
            const bool fits = to && to->unit == account.unit && to->standing != people::Standing::closed;
            if (!fits) return Error{Fault::conflict, "grants.holder_not_in_unit"};
            if (to->id == by_.account()) return Error{Fault::refused, "grants.own_grant"};
        }
        if (plan_.preview.grants.empty()) return {};
        const std::string count = std::to_string(plan_.preview.grants.size());
        if (what_.hand_over_to) {
            say("grants_handed_over", count + " 件核准移交指定人員", count + " grant(s) are handed over", "S2.2");
        } else if (what_.kind == LeaverKind::leave) {
            say("grants_rest", count + " 件核准於停用期間不能使用", count + " grant(s) rest while it is suspended",
                "S2.2");
        } else {
            say("grants_removed", "自 " + count + " 件核准移除", "Taken off " + count + " grant(s)", "S2.2");
        }
        return {};
    }

    base::Result<void> plan_duties(const people::Account& account) {
        const base::Instant at = plan_.leaver.effective_at;
        const auto all = TRY(people::duties_of_account(tx_, what_.account));
        for (const people::OfficeDuty& duty : all) {
            if (duty.until && *duty.until <= at) continue;
            if (what_.kind == LeaverKind::transfer && duty.unit != account.unit) continue;
            plan_.duties.push_back(duty);
            if (what_.kind == LeaverKind::leave) continue;
            const bool told = TRY(is_told(tx_, duty, at - std::chrono::milliseconds{1}));
            if (told) plan_.preview.letter_due = letter_due(office_.profile(), base::taipei_date(at));
        }
        if (plan_.duties.empty()) return {};
        const std::string count = std::to_string(plan_.duties.size());
        if (what_.kind == LeaverKind::leave) {
            say("deputy_acts", "擔任的 " + count + " 項職務由代理人代理", "The deputy acts in " + count + " duty(ies)",
                "U1.1");
        } else {
            say("duties_end", "擔任的 " + count + " 項職務同時卸任", count + " duty(ies) of office end", "U3");
        }
        if (plan_.preview.letter_due) say_letter();
        return {};
    }

    // Who moves or leaves answers for no link any more; who is on leave comes back to it.
    base::Result<void> plan_links() {
        if (what_.kind == LeaverKind::leave) return {};
        const base::Instant at = plan_.leaver.effective_at;
        const auto all = TRY(grants::link_people_of(tx_, what_.account));
        for (const grants::LinkPerson& person : all) {
            if (person.until && *person.until <= at) continue;
            plan_.links.push_back(person);
        }
        if (plan_.links.empty()) return {};
        const std::string count = std::to_string(plan_.links.size());
        say("link_duties_end", "擔任的 " + count + " 項連結作業職務同時卸任", count + " duty(ies) for links end", "U3");
        if (!plan_.preview.letter_due) {
            plan_.preview.letter_due = letter_due(office_.profile(), base::taipei_date(at));
            say_letter();
        }
        return {};
    }

    void say_letter() {
        say("letter_drafted", "擬妥致資料提供機關函稿，最遲" + day_zh(*plan_.preview.letter_due) + "發文",
            "A letter to the provider is drafted, due " + base::to_iso(*plan_.preview.letter_due), "U3");
    }

    base::Result<void> plan_work() {
        plan_.applications = TRY(people::open_applications_of(tx_, what_.account, now_));
        for (const people::Application& application : plan_.applications) {
            plan_.preview.open_work.push_back(
                {.code = "application",
                 .zh = "申請 " + application.number + (what_.kind == LeaverKind::leave ? "：保留" : "：撤回"),
                 .en = "Application " + application.number +
                       (what_.kind == LeaverKind::leave ? ": stays" : ": withdrawn"),
                 .clause = "F2.2"});
        }
        for (const people::OfficeDuty& duty : plan_.duties) {
            if (duty.kind != DutyKind::head && duty.kind != DutyKind::account_administrator) continue;
            const bool head = duty.kind == DutyKind::head;
            plan_.preview.open_work.push_back(
                {.code = head ? "decisions_of_head" : "decisions_of_administrator",
                 .zh = std::string{head ? "待核定事項改由代理人或接任主管辦理" : "待辦申請改由接任的帳號管理者辦理"},
                 .en = std::string{head ? "What waits for the head goes to the deputy or the successor"
                                        : "What waits goes to the next account administrator"},
                 .clause = "U1.1"});
        }
        return {};
    }

    store::ReadTx& tx_;
    const people::Office& office_;
    const people::Actor& by_;
    const NewLeaver& what_;
    const base::Instant now_;
    Plan plan_;
};

base::Result<void> carry_out_grants(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                    const Plan& plan, base::Instant now) {
    const grants::Desk desk = desk_of(office);
    const Leaver& leaver = plan.leaver;
    if (leaver.hand_over_to) {
        for (const auto& grant : plan.preview.grants) {
            TRY(grants::replace_holder(tx, desk, by, grant.grant, leaver.account, *leaver.hand_over_to,
                                       leaver.effective_at, now));
        }
    } else if (leaver.kind != LeaverKind::leave) {
        TRY(grants::remove_holder(tx, desk, by, leaver.account, leaver.effective_at, now));
    }
    return {};
}

base::Result<void> carry_out_duties(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                    const Plan& plan, base::Random& random, base::Instant now) {
    const Leaver& leaver = plan.leaver;
    if (!plan.links.empty()) {
        TRY(grants::end_link_people_of(tx, desk_of(office), by, leaver.account, leaver.effective_at, now));
    }
    if (plan.duties.empty()) return {};
    if (leaver.kind == LeaverKind::leave) {
        TRY(people::add_absence(tx, office, by, leaver.account, leaver.effective_at,
                                leaver.until_at.value_or(leaver.effective_at + open_absence), leaver.reason, random,
                                now));
        return {};
    }
    std::optional<people::UnitId> unit;
    if (leaver.kind == LeaverKind::transfer) unit = leaver.unit;
    TRY(people::end_duties_of(tx, office, by, leaver.account, unit, leaver.effective_at, now));
    return {};
}

base::Result<void> notify(store::WriteTx& tx, const Leaver& leaver, base::Random& random, base::Instant now) {
    std::vector<people::AccountId> told;
    const auto who = TRY(people::answerable(tx, leaver.unit, now));
    if (who.acting && who.acting->account != leaver.account) told.push_back(who.acting->account);
    if (leaver.hand_over_to) told.push_back(*leaver.hand_over_to);
    for (const people::AccountId account : told) {
        TRY(people::add_notice(tx,
                               {.account = account,
                                .kind = people::NoticeKind::duties_handed_over,
                                .about = leaver.id.text(),
                                .due = leaver.effective_at},
                               random, now));
    }
    return {};
}

Facts facts_of(const Plan& plan, std::size_t letters) {
    const Leaver& leaver = plan.leaver;
    Facts facts{{"leaver", leaver.id.text()},
                {"about_account", leaver.account.text()},
                {"about_unit", leaver.unit.text()},
                {"kind", std::string{leaver_kind_code(leaver.kind)}},
                {"effective_at", base::to_rfc3339(leaver.effective_at)},
                {"grants", std::to_string(plan.preview.grants.size())},
                {"duties", std::to_string(plan.duties.size())},
                {"link_duties", std::to_string(plan.links.size())},
                {"applications", std::to_string(plan.applications.size())},
                {"letters", std::to_string(letters)}};
    if (leaver.until_at) facts.emplace_back("until", base::to_rfc3339(*leaver.until_at));
    if (leaver.to_unit) facts.emplace_back("to_unit", leaver.to_unit->text());
    if (leaver.to_roles) facts.emplace_back("roles", leaver.to_roles->text());
    if (leaver.hand_over_to) facts.emplace_back("hand_over_to", leaver.hand_over_to->text());
    return facts;
}

}  // namespace

base::Result<LeaverPreview> preview_leaver(store::ReadTx& tx, const people::Office& office, const people::Actor& by,
                                           const NewLeaver& leaver, base::Instant now) {
    auto plan = TRY(Planner(tx, office, by, leaver, now).make());
    return std::move(plan.preview);
}

base::Result<LeaverId> record_leaver(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                     const NewLeaver& leaver, base::Random& random, base::Instant now) {
    auto plan = TRY(Planner(tx, office, by, leaver, now).make());
    const LeaverId id = LeaverId::make(now, random);
    plan.leaver.id = id;
    TRY(rows::insert_leaver(tx, plan.leaver));
    TRY(carry_out_grants(tx, office, by, plan, now));
    TRY(carry_out_duties(tx, office, by, plan, random, now));
    if (leaver.kind != LeaverKind::leave && !plan.applications.empty()) {
        TRY(people::withdraw_applications_of(tx, office, by, leaver.account, leaver.reason, now));
    }
    TRY(people::plan_change(tx, office, by, leaver.account, plan.change, people::Planned::keep, now));
    if (plan.back) {
        // Both take effect, one after the other.
        TRY(people::plan_change(tx, office, by, leaver.account, *plan.back, people::Planned::supersede, now));
    }
    const std::optional<OfLeaver> of_leaver{OfLeaver{id, leaver.account, kind_zh(leaver.kind)}};
    const auto letters = TRY(draft_missing_letters(tx, office, of_leaver, random, now));
    TRY(record_act(tx, office, by.account(), by.unit(), "duties.leaver_recorded", facts_of(plan, letters.size()),
                   {{"reason", leaver.reason}}, now));
    TRY(notify(tx, plan.leaver, random, now));
    return id;
}

base::Result<void> withdraw_leaver(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                   LeaverId id, std::string_view reason, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::account_administrator));
    const auto leaver = TRY(rows::leaver(tx, id));
    if (!leaver) return Error{Fault::not_found, "duties.leaver_not_found"};
    if (leaver->state(now) != LeaverState::planned) return Error{Fault::conflict, "duties.leaver_over"};
    TRY(people::require_administrator_of(tx, by, leaver->unit, now));
    TRY(people::drop_planned_change(tx, office, by, leaver->account, reason, now));
    TRY(grants::keep_holder(tx, desk_of(office), by, leaver->account, leaver->effective_at, now));
    const auto duties = TRY(people::duties_of_account(tx, leaver->account));
    for (const people::OfficeDuty& duty : duties) {
        if (duty.until != leaver->effective_at || duty.from >= leaver->effective_at) continue;
        const auto again = people::assign_duty(tx, office, by,
                                               {.unit = duty.unit,
                                                .kind = duty.kind,
                                                .account = duty.account,
                                                .from = leaver->effective_at,
                                                .until = std::nullopt,
                                                .note = duty.note},
                                               random, now);
        // Somebody else has it from then on: that stays.
        if (!again && again.error().code() != "people.duty_taken") return again.error();
    }
    TRY(grants::restore_link_people_of(tx, desk_of(office), by, leaver->account, leaver->effective_at, random, now));
    const auto absences = TRY(people::absences_of(tx, leaver->account, now));
    for (const people::Absence& absence : absences) {
        if (leaver->kind != LeaverKind::leave || absence.from != leaver->effective_at || absence.ended_at) continue;
        TRY(people::end_absence(tx, office, by, absence.id, now));
    }
    TRY(rows::insert_withdrawal(tx, id, reason, by.account(), now));
    TRY(void_letters(tx, office, by, id, now));
    return record_act(tx, office, by.account(), by.unit(), "duties.leaver_withdrawn",
                      {{"leaver", id.text()}, {"about_account", leaver->account.text()}},
                      {{"reason", std::string{reason}}}, now);
}

}  // namespace menhu::duties
