#include "web/session_answer.h"

#include "people/session.h"
#include "web/handlers.h"

namespace menhu::web {

SessionView session_view(const people::Actor& actor, std::string_view token) {
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

std::string session_cookie(const Rooms& rooms, std::string_view token) {
    const bool is_secure = rooms.cookie_name.starts_with("__Host-");
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", rooms.cookie_name, token,
                       is_secure ? "; Secure" : "", token.empty() ? "; Max-Age=0" : "");
}

base::Result<Answer> session_answer(const Rooms& rooms, const std::string& token, base::Instant now) {
    const auto actor =
        TRY(rooms.database.read([&](store::ReadTx& tx) { return people::identify(tx, rooms.office, token, now); }));
    return answer_json(session_view(actor, token));
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

Answer answer_sign_in(const Rooms& rooms, const people::SignInAnswer& outcome, base::Instant now) {
    if (const auto* refusal = std::get_if<people::SignInRefused>(&outcome)) return refused(*refusal, now);
    const auto& token = std::get<people::SignedIn>(outcome).token;
    auto answer = session_answer(rooms, token, now);
    if (!answer) return answer_error(answer.error());
    answer->headers.emplace_back("Set-Cookie", session_cookie(rooms, token));
    return std::move(*answer);
}

}  // namespace menhu::web
