#include "web/office_views.h"

#include "web/day.h"

namespace menhu::web {

std::vector<std::string> role_names(people::Roles roles) {
    std::vector<std::string> names;
    for (const auto role : roles.list()) names.emplace_back(law::role_name(role));
    return names;
}

std::optional<std::string> maybe_instant_text(const std::optional<base::Instant>& instant) {
    if (!instant) return std::nullopt;
    return base::to_rfc3339(*instant);
}

std::optional<AccountRef> ref_of(const std::optional<people::OfficeDuty>& duty) {
    if (!duty) return std::nullopt;
    return AccountRef{.id = duty->account.text(), .account = duty->account_name, .name = duty->display_name};
}

DutyView view_of(const people::OfficeDuty& duty) {
    DutyView view{.id = duty.id.text(),
                  .kind = std::string{people::duty_kind_code(duty.kind)},
                  .account = {.id = duty.account.text(), .account = duty.account_name, .name = duty.display_name},
                  .unit = std::nullopt,
                  .from = base::to_rfc3339(duty.from),
                  .until = maybe_instant_text(duty.until),
                  .note = duty.note};
    if (duty.unit) view.unit = UnitView{.id = duty.unit->text(), .name = duty.unit_name};
    return view;
}

AbsenceView view_of(const people::Absence& absence) {
    return {.id = absence.id.text(),
            .account = {.id = absence.account.text(), .account = absence.account_name, .name = absence.display_name},
            .from = base::to_rfc3339(absence.from),
            .until = base::to_rfc3339(absence.until),
            .ended_at = maybe_instant_text(absence.ended_at)};
}

ContractView view_of(const people::Contract& contract, Contacts contacts) {
    ContractView view{.number = contract.number,
                      .title = contract.title,
                      .scope = contract.scope,
                      .from = base::to_iso(base::taipei_date(contract.from)),
                      .to = last_day_text(contract.until),
                      .subcontracting = contract.subcontracting,
                      .contact_name = {},
                      .contact_phone = {},
                      .contact_email = {}};
    if (contacts == Contacts::shown) {
        view.contact_name = contract.contact_name;
        view.contact_phone = contract.contact_phone;
        view.contact_email = contract.contact_email;
    }
    return view;
}

ApplicationView view_of(const people::Application& application) {
    const people::ApplicationForm& form = application.form;
    ApplicationView view{.id = application.id.text(),
                         .number = application.number,
                         .kind = std::string{people::application_kind_code(application.kind)},
                         .state = std::string{people::application_state_code(application.state)},
                         .account = std::nullopt,
                         .account_name = form.account_name,
                         .display_name = form.display_name,
                         .email = form.email,
                         .employee_number = form.employee_number,
                         .unit = {.id = application.unit.text(), .name = application.unit_name},
                         .roles = role_names(form.roles),
                         .duties = form.duties,
                         .temporary = form.lasting == people::Lasting::temporary,
                         .from = base::to_rfc3339(form.from),
                         .until = maybe_instant_text(form.until),
                         .pledge_version = form.pledge_version,
                         .pledge_accepted = !form.pledge_version.empty(),
                         .training = std::nullopt,
                         .reason = form.reason,
                         .submitted_at = base::to_rfc3339(application.submitted_at),
                         .lapses_at = base::to_rfc3339(application.lapses_at),
                         .waiting_for = {},
                         .warnings = {},
                         .steps = {},
                         .may = {}};
    if (form.training) {
        view.training = ClaimedTrainingView{
            .hours = form.training->hours, .on = base::to_iso(form.training->on), .evidence = form.training->evidence};
    }
    return view;
}

ApplicationStep view_of(const people::ApplicationStep& step) {
    ApplicationStep view{.number = step.number,
                         .at = base::to_rfc3339(step.at),
                         .act = std::string{people::application_act_code(step.act)},
                         .by = std::nullopt,
                         .as = std::string{people::acted_as_code(step.as)},
                         .reason = step.reason};
    if (step.by) view.by = AccountRef{.id = step.by->text(), .account = step.by_name, .name = step.by_display};
    return view;
}

std::vector<std::string> act_names(const std::vector<people::ApplicationAct>& acts) {
    std::vector<std::string> names;
    for (const auto act : acts) names.emplace_back(people::application_act_code(act));
    return names;
}

}  // namespace menhu::web
