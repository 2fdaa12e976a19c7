// The steps of an application to use data: applying, correcting, approving, sending back, refusing, withdrawing (S2.2).
#include <variant>

#include "web/handlers_use.h"
#include "web/use_views.h"

namespace menhu::web {

namespace {

using Wrong = std::vector<grants::UseProblem>;

base::Error no_such_application() { return {base::Fault::not_found, "grants.application_unknown"}; }

using Turn = base::Result<void> (*)(store::WriteTx&, const grants::Desk&, const people::Actor&,
                                    grants::UseApplicationId, std::int64_t, std::string_view, base::Instant);

template <class Request>
void turn(const Rooms& rooms, Call call, const Reply& reply, Turn act) {
    Request request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto id = grants::UseApplicationId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_application()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), act, id = *id, expects = request.expects,
         reason = request.reason.value](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(act(tx, rooms.desk, actor, id, expects, reason, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace

Answer post_data_application(const Rooms& rooms, const Call& call) {
    DataApplicationForm request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto form = read_use_form(request);
    if (!form) return answer_problem(Problem{form.error()});
    using Outcome = std::variant<grants::UseSubmitted, Wrong>;
    const auto outcome =
        rooms.database.write([&rooms, call, form = *form](store::WriteTx& tx) -> base::Result<Outcome> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto wrong = TRY(grants::check_use_form(tx, rooms.desk, form, actor, call.now));
            if (!wrong.empty()) return Outcome{std::move(wrong)};
            auto submitted = TRY(grants::apply_for_use(tx, rooms.desk, actor, form, rooms.random, call.now));
            return Outcome{std::move(submitted)};
        });
    if (!outcome) return answer_error(outcome.error());
    if (const auto* wrong = std::get_if<Wrong>(&outcome->value())) {
        return answer_problem(problem_of_use_form(*wrong, ""));
    }
    const auto& submitted = std::get<grants::UseSubmitted>(outcome->value());
    auto answer = answer_json(DataApplicationMade{.id = submitted.id.text(), .number = submitted.number});
    answer.status = 201;
    return answer;
}

Answer put_data_application(const Rooms& rooms, const Call& call) {
    const auto id = grants::UseApplicationId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_application());
    DataApplicationChange request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto form = read_use_form(request.form);
    if (!form) {
        Problem problem{form.error()};
        for (auto& field : problem.fields) field.path = "form." + field.path;
        return answer_problem(std::move(problem));
    }
    const auto outcome = rooms.database.write(
        [&rooms, call, id = *id, expects = request.expects, form = *form](store::WriteTx& tx) -> base::Result<Wrong> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto wrong = TRY(grants::check_use_form(tx, rooms.desk, form, actor, call.now));
            if (!wrong.empty()) return wrong;
            TRY(grants::resubmit_use(tx, rooms.desk, actor, id, expects, form, call.now));
            return Wrong{};
        });
    if (!outcome) return answer_error(outcome.error());
    if (!outcome->value().empty()) return answer_problem(problem_of_use_form(outcome->value(), "form."));
    return answer_nothing();
}

void post_data_approve(const Rooms& rooms, Call call, Reply reply) {
    ApproveRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto id = grants::UseApplicationId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_application()));
    grants::Narrowing narrowing;
    if (request.narrow) {
        const auto read = read_narrowing(*request.narrow);
        if (!read) return reply.now(answer_problem(Problem{read.error()}));
        narrowing = *read;
    }
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id, expects = request.expects, note = request.note.value,
         narrowing](store::WriteTx& tx) -> base::Result<std::optional<grants::GrantId>> {
            const auto actor = TRY(enter(tx, rooms, call));
            return grants::approve_use(tx, rooms.desk, actor, id, expects, note, narrowing, rooms.random, call.now);
        },
        [](std::optional<grants::GrantId> issued) {
            ApproveAnswer answer;
            answer.state = grants::use_state_code(issued ? grants::UseState::approved : grants::UseState::submitted);
            if (issued) answer.grant = issued->text();
            return answer_json(answer);
        });
}

void post_data_send_back(const Rooms& rooms, Call call, Reply reply) {
    turn<TurnDownRequest>(rooms, std::move(call), reply, grants::send_back_use);
}

void post_data_refuse(const Rooms& rooms, Call call, Reply reply) {
    turn<TurnDownRequest>(rooms, std::move(call), reply, grants::refuse_use);
}

void post_data_withdraw(const Rooms& rooms, Call call, Reply reply) {
    turn<UseWithdrawRequest>(rooms, std::move(call), reply, grants::withdraw_use);
}

}  // namespace menhu::web
