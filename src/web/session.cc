// Sign-in, the session's limits and its end, change of password (S1.3, F2.2).
#include "crypto/secret.h"
#include "people/password.h"
#include "people/sign_in.h"
#include "web/handlers.h"
#include "web/session_answer.h"

namespace menhu::web {

Answer post_session(const Rooms& rooms, const Call& call) {
    if (rooms.throttle.ask(call.source, call.now) == Throttle::Verdict::too_many) {
        ++rooms.metrics.sign_ins_throttled;
        return answer_problem(problem_of("web.too_many_sign_ins"));
    }
    SignInRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto password = crypto::Secret::copy_of(request.password.value);
    const auto outcome = people::sign_in(rooms.database, rooms.office, rooms.random, request.account.value, password,
                                         call.source, call.now);
    if (!outcome) return answer_error(outcome.error());
    return answer_sign_in(rooms, outcome->value(), call.now);
}

// A page asks by itself how long the session lasts, so this does not slide its limit.
Answer get_session(const Rooms& rooms, const Call& call) {
    auto answer = session_answer(rooms, call.token, call.now);
    return answer ? std::move(*answer) : answer_error(answer.error());
}

void post_session_extension(const Rooms& rooms, Call call, Reply reply) {
    in_one_write(
        rooms, reply,
        [&rooms, call](store::WriteTx& tx) -> base::Result<people::Actor> {
            TRY(people::extend_session(tx, rooms.office, call.token, call.now));
            return people::identify(static_cast<store::ReadTx&>(tx), rooms.office, call.token, call.now);
        },
        [token = call.token](const people::Actor& actor) { return answer_json(session_view(actor, token)); });
}

void delete_session(const Rooms& rooms, Call call, Reply reply) {
    in_one_write(
        rooms, reply,
        [&rooms, call](store::WriteTx& tx) -> base::Result<int> {
            TRY(people::sign_out(tx, rooms.office, call.token, call.now));
            return 0;
        },
        [&rooms](int) {
            auto answer = answer_nothing();
            answer.headers.emplace_back("Set-Cookie", session_cookie(rooms, ""));
            answer.headers.emplace_back("Clear-Site-Data", "\"cache\"");
            return answer;
        });
}

Answer post_session_password(const Rooms& rooms, const Call& call) {
    PasswordRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto current = crypto::Secret::copy_of(request.current.value);
    const auto next = crypto::Secret::copy_of(request.next.value);
    const auto outcome =
        people::change_password(rooms.database, rooms.office, rooms.random, call.token, current, next, call.now);
    if (!outcome) return answer_error(outcome.error());
    if (const auto* refusal = std::get_if<people::PasswordRefused>(&outcome->value())) {
        auto problem = problem_of("web.password_refused");
        for (const auto& what : refusal->problems) problem.fields.push_back({"next", what.zh, what.en});
        return answer_problem(std::move(problem));
    }
    return answer_nothing();
}

}  // namespace menhu::web
