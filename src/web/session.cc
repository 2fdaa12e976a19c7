// Sign-in, the session's limits and its end, change of password (S1.3, F2.2).
#include "crypto/secret.h"
#include "people/password.h"
#include "people/sign_in.h"
#include "web/handlers.h"

namespace menhu::web {

namespace {

SessionView view_of(const people::Actor& actor, std::string_view token) {
    SessionView view{
        .account_id = actor.account().text(),
        .account = actor.account_name(),
        .name = actor.display_name(),
        .unit = {.id = actor.unit().text(), .name = actor.unit_name()},
        .roles = {},
        .csrf = people::csrf_token(token),
        .must_change_password = actor.password_duty() == people::PasswordDuty::must_change,
        .idle_expires_at = {},
        .absolute_expires_at = {},
    };
    for (const auto role : actor.granted_roles().list()) view.roles.emplace_back(law::role_name(role));
    if (const auto& limits = actor.session()) {
        view.idle_expires_at = instant_text(limits->idle_expires_at);
        view.absolute_expires_at = instant_text(limits->absolute_expires_at);
        view.can_extend = limits->extension == people::SessionLimits::Extension::left;
        view.warn_seconds = std::chrono::duration_cast<std::chrono::seconds>(limits->warning).count();
    }
    return view;
}

// A session cookie without an age: it ends with the browser, or before by the server's limits.
std::string cookie_text(const Rooms& rooms, std::string_view token) {
    const bool is_secure = rooms.cookie_name.starts_with("__Host-");
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", rooms.cookie_name, token,
                       is_secure ? "; Secure" : "", token.empty() ? "; Max-Age=0" : "");
}

base::Result<Answer> session_answer(const Rooms& rooms, const std::string& token, base::Instant now) {
    const auto actor =
        TRY(rooms.database.read([&](store::ReadTx& tx) { return people::identify(tx, rooms.office, token, now); }));
    return answer_json(view_of(actor, token));
}

Answer refused(const people::SignInRefused& refusal, base::Instant now) {
    auto problem = problem_of(refusal.code);
    problem.detail_zh = refusal.reason_zh;
    problem.detail_en = refusal.reason_en;
    auto answer = answer_problem(std::move(problem));
    if (refusal.locked_until) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(*refusal.locked_until - now).count();
        answer.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(left, 1)));
    }
    return answer;
}

}  // namespace

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
    if (const auto* refusal = std::get_if<people::SignInRefused>(&outcome->value())) return refused(*refusal, call.now);
    const auto& token = std::get<people::SignedIn>(outcome->value()).token;
    auto answer = session_answer(rooms, token, call.now);
    if (!answer) return answer_error(answer.error());
    answer->headers.emplace_back("Set-Cookie", cookie_text(rooms, token));
    return std::move(*answer);
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
        [token = call.token](const people::Actor& actor) { return answer_json(view_of(actor, token)); });
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
            answer.headers.emplace_back("Set-Cookie", cookie_text(rooms, ""));
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
