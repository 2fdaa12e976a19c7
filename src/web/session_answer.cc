#include "web/session_answer.h"

#include "people/credential.h"
#include "people/my_sessions.h"
#include "people/session.h"
#include "web/handlers.h"

namespace menhu::web {

base::Result<BesideSession> beside_session(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor,
                                           std::string_view token, base::Instant now) {
    BesideSession beside;
    if (actor.duty() == people::Duty::must_prove_second) {
        beside.awaits = TRY(people::second_factors_of(tx, actor.account()));
    } else {
        beside.elsewhere = TRY(people::sessions_elsewhere(tx, rooms.office, {.token = token, .from = {}}, now));
    }
    return beside;
}

SessionView session_view(const people::Actor& actor, std::string_view token, const BesideSession& beside) {
    SessionView view{
        .account_id = actor.account().text(),
        .account = actor.account_name(),
        .name = actor.display_name(),
        .unit = {.id = actor.unit().text(), .name = actor.unit_name()},
        .roles = {},
        .csrf = people::csrf_token(token),
        .must_change_password = actor.duty() == people::Duty::must_change_password,
        .idle_expires_at = {},
        .absolute_expires_at = {},
        .awaits = {},
        .fresh_until = std::nullopt,
    };
    view.must_enrol = actor.duty() == people::Duty::must_enrol;
    for (const auto factor : beside.awaits) view.awaits.emplace_back(factor);
    view.elsewhere = beside.elsewhere;
    for (const auto role : actor.granted_roles().list()) view.roles.emplace_back(law::role_name(role));
    if (const auto& limits = actor.session()) {
        view.idle_expires_at = instant_text(limits->idle_expires_at);
        view.absolute_expires_at = instant_text(limits->absolute_expires_at);
        if (actor.duty() == people::Duty::none) view.fresh_until = instant_text(limits->fresh_until);
        view.can_extend = limits->extension == people::SessionLimits::Extension::left;
        view.warn_seconds = std::chrono::duration_cast<std::chrono::seconds>(limits->warning).count();
    }
    return view;
}

std::string session_cookie(const Rooms& rooms, std::string_view token) {
    const bool is_secure = rooms.cookie_name.starts_with("__Host-");
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", rooms.cookie_name, token,
                       is_secure ? "; Secure" : "", token.empty() ? "; Max-Age=0" : "");
}

base::Result<Answer> session_answer(const Rooms& rooms, const people::Presented& presented, base::Instant now) {
    return rooms.database.read([&](store::ReadTx& tx) -> base::Result<Answer> {
        const auto actor = TRY(people::identify(tx, rooms.office, presented, now));
        const auto beside = TRY(beside_session(tx, rooms, actor, presented.token, now));
        return answer_json(session_view(actor, presented.token, beside));
    });
}

namespace {

Answer refused(const people::SignInRefused& refusal, base::Instant now) {
    auto problem = problem_of(refusal.code);
    if (!refusal.reason_zh.empty()) problem.detail_zh = refusal.reason_zh;
    if (!refusal.reason_en.empty()) problem.detail_en = refusal.reason_en;
    auto answer = answer_problem(std::move(problem));
    if (refusal.locked_until) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(*refusal.locked_until - now).count();
        answer.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(left, 1)));
    }
    return answer;
}

}  // namespace

Answer answer_sign_in(const Rooms& rooms, const Call& call, const people::SignInAnswer& outcome) {
    if (const auto* refusal = std::get_if<people::SignInRefused>(&outcome)) return refused(*refusal, call.now);
    const auto& token = std::get<people::SignedIn>(outcome).token;
    auto answer = session_answer(rooms, {.token = token, .from = call.source}, call.now);
    if (!answer) return answer_error(answer.error());
    answer->headers.emplace_back("Set-Cookie", session_cookie(rooms, token));
    return std::move(*answer);
}

}  // namespace menhu::web
