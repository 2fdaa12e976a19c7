// Applications for accounts: the form, lists and single ones (U1.1, F2.1, F2.2).
#include "people/application.h"
#include "people/duty.h"
#include "people/training.h"
#include "people/unit.h"
#include "web/application_form.h"
#include "web/day.h"
#include "web/handlers_office.h"
#include "web/office_views.h"
#include "web/page_limit.h"

namespace menhu::web {

namespace {

base::Result<std::string> waiting_for(store::ReadTx& tx, const people::Application& application, base::Instant now) {
    const auto as = TRY(people::waits_for(tx, application, now));
    return as ? std::string{people::acted_as_code(*as)} : std::string{};
}

// With everything but what the reader may do.
base::Result<ApplicationView> whole_view(store::ReadTx& tx, const Rooms& rooms, const people::Application& application,
                                         base::Instant now) {
    auto view = view_of(application);
    if (application.account) {
        const auto account = TRY(people::find_account(tx, *application.account, now));
        if (account) view.account = AccountRef{account->id.text(), account->name, account->display_name};
    }
    view.waiting_for = TRY(waiting_for(tx, application, now));
    const auto warnings = TRY(people::application_warnings(tx, rooms.office, application, now));
    for (const auto& warning : warnings) {
        view.warnings.push_back({std::string{warning.code}, warning.zh, warning.en, warning.clause});
    }
    const auto steps = TRY(people::application_steps(tx, application.id));
    for (const auto& step : steps) view.steps.push_back(view_of(step));
    return view;
}

std::expected<people::ApplicationQuestion, Invalid> question_of(const Call& call) {
    people::ApplicationQuestion question;
    const auto box = call.query_value("box");
    if (box == "inbox") {
        question.box = people::Box::inbox;
    } else if (box == "unit") {
        question.box = people::Box::unit;
    } else if (box == "all") {
        question.box = people::Box::all;
    } else if (!box.empty() && box != "mine") {
        return std::unexpected{Invalid{"box", "應為 mine、inbox、unit 或 all", "must be mine, inbox, unit or all"}};
    }
    if (const auto text = call.query_value("state"); !text.empty()) {
        question.state = people::application_state_from_code(text);
        if (!question.state) return std::unexpected{Invalid{"state", "沒有這種狀態", "there is no such state"}};
    }
    if (const auto text = call.query_value("kind"); !text.empty()) {
        question.kind = people::application_kind_from_code(text);
        if (!question.kind) return std::unexpected{Invalid{"kind", "沒有這種申請", "there is no such application"}};
    }
    if (const auto text = call.query_value("cursor"); !text.empty()) {
        question.before = people::ApplicationId::parse(text);
        if (!question.before) return std::unexpected{Invalid{"cursor", "請重新整理清單", "load the list anew"}};
    }
    const auto limit = page_limit(asked_limit(call));
    if (!limit) return std::unexpected{Invalid{limit.error()}};
    question.limit = *limit;
    return question;
}

}  // namespace

Answer get_application_form(const Rooms& rooms, const Call& call) {
    const auto units = rooms.database.read([](store::ReadTx& tx) { return people::units(tx); });
    if (!units) return answer_error(units.error());
    const auto& profile = rooms.profile();
    ApplicationFormView view;
    for (const auto& unit : *units) {
        if (!unit.in_force(call.now)) continue;
        view.units.push_back(
            {unit.id.text(), unit.name_zh, unit.name_en, std::string{people::unit_kind_code(unit.kind)}});
    }
    for (const auto& role : profile.roles()) {
        if (role.role == people::Role::operator_) continue;
        view.roles.push_back({std::string{law::role_name(role.role)}, role.title, role.title_en, role.duty,
                              role.duty_en, people::training_hours_required(profile, people::Roles{role.role})});
    }
    for (const auto& separation : profile.separations()) {
        view.separations.push_back({std::string{law::role_name(separation.one)},
                                    std::string{law::role_name(separation.other)}, separation.reason,
                                    separation.reason_en, separation.clause});
    }
    const auto& pledge = profile.pledge();
    view.pledge = {pledge.version, pledge.text, pledge.text_en, pledge.clause};
    view.training_hours = profile.numbers().training_hours.value;
    return answer_json(view);
}

Answer get_applications(const Rooms& rooms, const Call& call) {
    const auto question = question_of(call);
    if (!question) return answer_problem(problem_of(Invalid{question.error()}));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto page = TRY(people::applications(tx, actor, *question, call.now));
        ApplicationList list;
        list.total = page.total;
        for (const auto& application : page.items) {
            auto waits = TRY(waiting_for(tx, application, call.now));
            const auto acts = TRY(people::acts_open_to(tx, actor, application, call.now));
            list.items.push_back({.id = application.id.text(),
                                  .number = application.number,
                                  .kind = std::string{people::application_kind_code(application.kind)},
                                  .state = std::string{people::application_state_code(application.state)},
                                  .account_name = application.form.account_name,
                                  .display_name = application.form.display_name,
                                  .unit = {application.unit.text(), application.unit_name},
                                  .roles = role_names(application.form.roles),
                                  .submitted_at = instant_text(application.submitted_at),
                                  .waiting_for = std::move(waits),
                                  .may = act_names(acts)});
        }
        if (page.has_more) list.next = page.items.back().id.text();
        return answer_json(list);
    });
}

Answer get_application(const Rooms& rooms, const Call& call) {
    const auto id = people::ApplicationId::parse(call.parts.at(0));
    if (!id) return answer_error({base::Fault::not_found, "people.not_found", "application"});
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto application = TRY(people::find_application(tx, *id, call.now));
        if (!application) return base::Error{base::Fault::not_found, "people.not_found", "application"};
        TRY(people::require_reader(tx, actor, *application, call.now));
        auto view = TRY(whole_view(tx, rooms, *application, call.now));
        const auto acts = TRY(people::acts_open_to(tx, actor, *application, call.now));
        view.may = act_names(acts);
        return answer_json(view);
    });
}

Answer post_claim(const Rooms& rooms, const Call& call) {
    if (rooms.throttle.ask(call.source, call.now) == Throttle::Verdict::too_many) {
        return answer_problem(problem_of("web.too_many_sign_ins"));
    }
    ClaimRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto view = rooms.database.read([&](store::ReadTx& tx) -> base::Result<ApplicationView> {
        const auto claim = TRY(people::open_claim(tx, request.number.value, request.code.value, call.now));
        const auto application = TRY(people::find_application(tx, claim.application(), call.now));
        CHECK(application);
        auto whole = TRY(whole_view(tx, rooms, *application, call.now));
        whole.may = act_names(people::acts_open_to_applicant(*application));
        // What only those who decide should see; and who they are is not for somebody without an account.
        whole.warnings.clear();
        for (auto& step : whole.steps) step.by.reset();
        return whole;
    });
    if (!view) return answer_error(view.error());
    return answer_json(*view);
}

}  // namespace menhu::web
