// Sign-in, the session's limits and its end, change of password (S1.3, F2.2).
#include "crypto/secret.h"
#include "people/external_sign_in.h"
#include "people/password.h"
#include "people/sign_in.h"
#include "web/handlers_credentials.h"
#include "web/session_answer.h"

namespace menhu::web {

namespace {

// Under what the tries at a name are counted: never the name.
std::string name_of(const Rooms& rooms, const SignInRequest& request) {
    return base::to_hex(rooms.office.name_tag(request.account.value));
}

// Who was right has not tried in vain: the throttles forget it.
Answer settled(const Rooms& rooms, const Call& call, const std::string& name, const people::SignInAnswer& outcome) {
    if (std::holds_alternative<people::SignedIn>(outcome)) {
        rooms.throttle.give_back(call.source, call.now);
        rooms.name_throttle.give_back(name, call.now);
    }
    return answer_sign_in(rooms, call, outcome);
}

Answer post_session(const Rooms& rooms, const Call& call) {
    SignInRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto password = crypto::Secret::copy_of(request.password.value);
    const auto by_directory = people::sign_in_by_directory(
        rooms.database, rooms.office, rooms.random,
        {.directory = rooms.federation.directory(), .local_passwords = rooms.local_passwords}, request.account.value,
        password, call.source, call.now);
    if (!by_directory) return answer_error(by_directory.error());
    if (*by_directory) return settled(rooms, call, name_of(rooms, request), (*by_directory)->value());
    const auto outcome = people::sign_in(rooms.database, rooms.office, rooms.random, request.account.value, password,
                                         call.source, call.now);
    if (!outcome) return answer_error(outcome.error());
    return settled(rooms, call, name_of(rooms, request), outcome->value());
}

}  // namespace

void queue_sign_in(const Rooms& rooms, Call call, Reply reply) {
    if (auto refused = throttled(rooms, call)) return reply.now(std::move(*refused));
    SignInRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    // Many sources at one name: those beyond the first few are not even checked.
    const auto name = name_of(rooms, request);
    if (rooms.name_throttle.ask(name, call.now) == Throttle::Verdict::too_many) {
        ++rooms.metrics.sign_ins_throttled;
        auto answer = answer_problem(problem_of("web.too_many_sign_ins"));
        answer.headers.emplace_back("Retry-After", "5");
        return reply.now(std::move(answer));
    }
    in_sign_in_pool(rooms, std::move(call), reply, post_session);
}

// A page asks by itself how long the session lasts, so this does not slide its limit.
Answer get_session(const Rooms& rooms, const Call& call) {
    auto answer = session_answer(rooms, shown_by(call), call.now);
    return answer ? std::move(*answer) : answer_error(answer.error());
}

void post_session_extension(const Rooms& rooms, Call call, Reply reply) {
    in_one_write(
        rooms, reply,
        [&rooms, call](store::WriteTx& tx) -> base::Result<SessionView> {
            TRY(people::extend_session(tx, rooms.office, shown_by(call), call.now));
            const auto actor =
                TRY(people::identify(static_cast<store::ReadTx&>(tx), rooms.office, shown_by(call), call.now));
            const auto beside = TRY(beside_session(tx, rooms, actor, call.token, call.now));
            return session_view(actor, call.token, beside);
        },
        [](const SessionView& view) { return answer_json(view); });
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

namespace {

Answer post_session_password(const Rooms& rooms, const Call& call) {
    PasswordRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto current = request.current ? crypto::Secret::copy_of(request.current->value) : crypto::Secret{};
    const auto next = crypto::Secret::copy_of(request.next.value);
    const auto outcome =
        people::change_password(rooms.database, rooms.office, rooms.random, shown_by(call), current, next, call.now);
    if (!outcome) return answer_error(outcome.error());
    if (const auto* refusal = std::get_if<people::PasswordRefused>(&outcome->value())) {
        auto problem = problem_of("web.password_refused");
        for (const auto& what : refusal->problems) problem.fields.push_back({"next", what.zh, what.en});
        return answer_problem(std::move(problem));
    }
    return answer_nothing();
}

}  // namespace

void queue_password_change(const Rooms& rooms, Call call, Reply reply) {
    in_sign_in_pool(rooms, std::move(call), reply, post_session_password);
}

}  // namespace menhu::web
