// The steps of an application: applying, correcting, withdrawing, endorsing, carrying out (U1.1, F2.2).
#include <variant>

#include "web/application_form.h"
#include "web/day.h"
#include "web/handlers_office.h"
#include "web/office_views.h"

namespace menhu::web {

namespace {

using Wrong = std::vector<people::FormProblem>;

base::Error no_such_application() { return {base::Fault::not_found, "people.not_found", "application"}; }

// Where the training stands in the form.
constexpr std::string_view training_part = "training.";

std::string path_of(std::string_view field) {
    constexpr std::string_view of_training = "training_";
    if (!field.starts_with(of_training)) return std::string{field};
    return std::string{training_part} + std::string{field.substr(of_training.size())};
}

Answer answer_submitted(const people::Submitted& submitted) {
    ApplicationMade made{.id = submitted.id.text(), .number = submitted.number, .code = std::nullopt};
    if (!submitted.claim_code.empty()) made.code = submitted.claim_code;
    auto answer = answer_json(made);
    answer.status = 201;
    return answer;
}

// A step by who is signed in: (WriteTx&, const Actor&, ApplicationId) -> Result<void>.
template <class Step>
void step(const Rooms& rooms, Call call, const Reply& reply, Step step) {
    const auto id = people::ApplicationId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_application()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id, step = std::move(step)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(step(tx, actor, id, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

using Turn = base::Result<void> (*)(store::WriteTx&, const people::Office&, const people::Actor&, people::ApplicationId,
                                    std::string_view, base::Instant);

template <class Request>
std::optional<std::string> text_of(const Request& request) {
    if constexpr (requires { request.reason; }) {
        return request.reason.value;
    } else {
        return request.note ? request.note->value : std::string{};
    }
}

template <class Request>
void turn(const Rooms& rooms, Call call, const Reply& reply, Turn act) {
    Request request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    step(rooms, std::move(call), reply,
         [&rooms, act, text = *text_of(request)](store::WriteTx& tx, const people::Actor& actor,
                                                 people::ApplicationId id, base::Instant now) {
             return act(tx, rooms.office, actor, id, text, now);
         });
}

bool is_throttled(const Rooms& rooms, const Call& call) {
    return rooms.throttle.ask(call.source, call.now) == Throttle::Verdict::too_many;
}

}  // namespace

std::expected<people::ApplicationForm, Problem> read_form(const ApplicationForm& form) {
    std::vector<Invalid> wrong;
    const auto refuse = [&](std::string path, std::string zh, std::string en) {
        wrong.push_back({std::move(path), std::move(zh), std::move(en)});
    };
    people::ApplicationForm read;
    const auto kind = people::application_kind_from_code(form.kind.value);
    if (!kind) refuse("kind", "沒有這種申請", "there is no such application");
    read.kind = kind.value_or(people::ApplicationKind::open);
    if (form.account) {
        read.account = people::AccountId::parse(form.account->value);
        if (!read.account) refuse("account", "找不到這個帳號", "there is no such account");
    }
    const bool has_unit = !form.unit.value.empty();
    const auto unit = people::UnitId::parse(form.unit.value);
    if (has_unit && !unit) refuse("unit", "找不到這個單位", "there is no such unit");
    read.unit = unit.value_or(people::operator_unit);
    for (const auto& name : form.roles) {
        const auto role = law::parse_role(name.value);
        if (role) {
            read.roles.add(*role);
        } else {
            refuse("roles", "沒有這種職務", "there is no such role");
        }
    }
    const auto from = read_start(form.from.value);
    if (!from) refuse("from", "請填寫生效日", "Give the day on which it takes effect");
    read.from = from.value_or(base::Instant{});
    if (form.until && !form.until->value.empty()) {
        read.until = read_end(form.until->value);
        if (!read.until) refuse("until", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23");
    }
    if (form.training) {
        const auto on = base::from_iso(form.training->on.value);
        if (!on) refuse(std::string{training_part} + "on", "請填寫訓練日期", "Give the day of the training");
        read.training = people::ClaimedTraining{
            .hours = form.training->hours, .on = on.value_or(base::Date{}), .evidence = form.training->evidence.value};
    }
    read.account_name = form.account_name.value;
    read.display_name = form.display_name.value;
    read.email = form.email.value;
    read.employee_number = form.employee_number.value;
    read.duties = form.duties.value;
    read.lasting = form.temporary ? people::Lasting::temporary : people::Lasting::permanent;
    read.pledge_version = form.pledge_accepted ? form.pledge_version.value : std::string{};
    read.reason = form.reason.value;
    if (wrong.empty()) return read;
    auto problem = problem_of("people.application_ill_formed");
    problem.fields = std::move(wrong);
    return std::unexpected{std::move(problem)};
}

Problem problem_of_form(const std::vector<people::FormProblem>& wrong, std::string_view prefix) {
    auto problem = problem_of("people.application_ill_formed");
    for (const auto& one : wrong) {
        problem.fields.push_back({std::string{prefix} + path_of(one.field), one.zh, one.en});
    }
    return problem;
}

// Without a session an account may be applied for by anybody; whoever is signed in applies under their account.
Answer post_application(const Rooms& rooms, const Call& call) {
    ApplicationForm request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto form = read_form(request);
    if (!form) return answer_problem(Problem{form.error()});
    const bool is_signed_in = !call.token.empty() && who(rooms, call).has_value();
    if (!is_signed_in && form->kind != people::ApplicationKind::open) {
        return answer_problem(problem_of("people.no_session"));
    }
    if (!is_signed_in && is_throttled(rooms, call)) return answer_problem(problem_of("web.too_many_sign_ins"));
    using Outcome = std::variant<people::Submitted, Wrong>;
    const auto outcome =
        rooms.database.write([&rooms, call, is_signed_in, form = *form](store::WriteTx& tx) -> base::Result<Outcome> {
            std::optional<people::Actor> actor;
            if (is_signed_in) {
                auto entered = TRY(enter(tx, rooms, call));
                actor = std::move(entered);
            }
            const auto applicant = actor ? std::optional{actor->account()} : std::nullopt;
            auto wrong = TRY(people::check_form(tx, rooms.office, form, applicant, call.now));
            if (!wrong.empty()) return Outcome{std::move(wrong)};
            auto submitted = actor ? people::apply(tx, rooms.office, *actor, form, rooms.random, call.now)
                                   : people::apply_unsigned(tx, rooms.office, form, rooms.random, call.now);
            if (!submitted) return std::move(submitted).error();
            return Outcome{*std::move(submitted)};
        });
    if (!outcome) return answer_error(outcome.error());
    if (const auto* wrong = std::get_if<Wrong>(&outcome->value())) return answer_problem(problem_of_form(*wrong, ""));
    return answer_submitted(std::get<people::Submitted>(outcome->value()));
}

Answer put_application(const Rooms& rooms, const Call& call) {
    const auto id = people::ApplicationId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_application());
    ApplicationForm request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto form = read_form(request);
    if (!form) return answer_problem(Problem{form.error()});
    const auto outcome =
        rooms.database.write([&rooms, call, id = *id, form = *form](store::WriteTx& tx) -> base::Result<Wrong> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto wrong = TRY(people::check_form(tx, rooms.office, form, actor.account(), call.now));
            if (!wrong.empty()) return wrong;
            TRY(people::resubmit(tx, rooms.office, actor, id, form, call.now));
            return Wrong{};
        });
    if (!outcome) return answer_error(outcome.error());
    if (!outcome->value().empty()) return answer_problem(problem_of_form(outcome->value(), ""));
    return answer_nothing();
}

Answer post_claim_resubmit(const Rooms& rooms, const Call& call) {
    if (is_throttled(rooms, call)) return answer_problem(problem_of("web.too_many_sign_ins"));
    ClaimResubmitRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto form = read_form(request.form);
    if (!form) {
        Problem problem{form.error()};
        for (auto& field : problem.fields) field.path = "form." + field.path;
        return answer_problem(std::move(problem));
    }
    const auto outcome = rooms.database.write([&rooms, call, number = request.number.value, code = request.code.value,
                                               form = *form](store::WriteTx& tx) -> base::Result<Wrong> {
        const auto claim = TRY(people::open_claim(tx, number, code, call.now));
        auto wrong = TRY(people::check_form(tx, rooms.office, form, std::nullopt, call.now));
        if (!wrong.empty()) return wrong;
        TRY(people::resubmit(tx, rooms.office, claim, form, call.now));
        return Wrong{};
    });
    if (!outcome) return answer_error(outcome.error());
    if (!outcome->value().empty()) return answer_problem(problem_of_form(outcome->value(), "form."));
    return answer_nothing();
}

Answer post_claim_withdraw(const Rooms& rooms, const Call& call) {
    if (is_throttled(rooms, call)) return answer_problem(problem_of("web.too_many_sign_ins"));
    ClaimWithdrawRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto outcome = rooms.database.write([&rooms, call, number = request.number.value, code = request.code.value,
                                               reason = request.reason.value](store::WriteTx& tx) -> base::Result<int> {
        const auto claim = TRY(people::open_claim(tx, number, code, call.now));
        TRY(people::withdraw(tx, rooms.office, claim, reason, call.now));
        return 0;
    });
    if (!outcome) return answer_error(outcome.error());
    return answer_nothing();
}

void post_endorse(const Rooms& rooms, Call call, Reply reply) {
    turn<NoteRequest>(rooms, std::move(call), reply, people::endorse);
}

void post_carry_out(const Rooms& rooms, Call call, Reply reply) {
    NoteRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    step(rooms, std::move(call), reply,
         [&rooms, text = *text_of(request)](store::WriteTx& tx, const people::Actor& actor, people::ApplicationId id,
                                            base::Instant now) {
             return people::carry_out(tx, rooms.office, actor, id, text, rooms.random, now);
         });
}

void post_send_back(const Rooms& rooms, Call call, Reply reply) {
    turn<ReasonRequest>(rooms, std::move(call), reply, people::send_back);
}

void post_refuse(const Rooms& rooms, Call call, Reply reply) {
    turn<ReasonRequest>(rooms, std::move(call), reply, people::refuse);
}

void post_withdraw(const Rooms& rooms, Call call, Reply reply) {
    turn<ReasonRequest>(
        rooms, std::move(call), reply,
        static_cast<base::Result<void> (*)(store::WriteTx&, const people::Office&, const people::Actor&,
                                           people::ApplicationId, std::string_view, base::Instant)>(people::withdraw));
}

}  // namespace menhu::web
