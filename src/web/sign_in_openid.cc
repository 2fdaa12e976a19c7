// To an OpenID provider and back (F2.2). Both are navigations of the browser, so what goes wrong is a page and not a
// problem document.
//
// The browser comes back from another site. The session's cookie is SameSite=Strict, so it may be set in that answer
// but is not sent with the request that the redirect leads to; that one asks for a page only, and what the page then
// asks of the interface comes from this site and bears the cookie. What must be sent with the return itself, the sealed
// state, is in a cookie of its own that is SameSite=Lax, lives ten minutes and is taken back here. A session that the
// browser held when it left is sealed in it too, so that whoever goes there for a fresh proof comes back to that
// session.
#include <array>

#include "base/bytes.h"
#include "federation/federation.h"
#include "format/markup.h"
#include "people/external_sign_in.h"
#include "web/handlers_credentials.h"
#include "web/handlers_identity.h"
#include "web/session_answer.h"

namespace menhu::web {

namespace {

std::string state_cookie(const Rooms& rooms, std::string_view sealed, std::chrono::seconds age) {
    const bool is_secure = rooms.cookie_name.starts_with("__Host-");
    return fmt::format("{}-oidc={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}", rooms.cookie_name, sealed,
                       age.count(), is_secure ? "; Secure" : "");
}

Answer redirect(std::string address) {
    Answer answer;
    answer.status = 302;
    answer.media = "text/plain; charset=utf-8";
    answer.headers.emplace_back("Location", std::move(address));
    return answer;
}

// The problem as a page, with the way back to the sign-in page. Nothing on it comes from the address.
Answer problem_page(const Rooms& rooms, Problem problem, std::string inside = {}) {
    std::array<std::uint8_t, 16> bytes{};
    rooms.random.fill(bytes);
    const auto nonce = base::to_base64(bytes);
    auto answer = answer_text(
        "text/html; charset=utf-8",
        fmt::format("<!doctype html><html lang=\"zh-Hant-TW\"><head><meta charset=\"utf-8\">"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                    "<title>登入未完成 · 門戶 Menhu</title><style nonce=\"{}\">"
                    "body{{font:1.125rem/1.6 sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;color:#1f1f1f;"
                    "background:#fff}}a{{color:#0b5394}}code{{font-size:1rem}}</style></head><body><main>"
                    "<h1>登入未完成</h1><p>{}{}</p><p lang=\"en\">{} {}</p><p><code>{}</code></p>"
                    "<p><a href=\"/\">回到登入頁 <span lang=\"en\">Back to the sign-in page</span></a></p>"
                    "</main></body></html>",
                    nonce, format::escaped(problem.detail_zh), format::escaped(problem.next_zh),
                    format::escaped(problem.detail_en), format::escaped(problem.next_en),
                    format::escaped(problem.code)));
    answer.status = problem.status;
    answer.inside = std::move(inside);
    answer.headers.emplace_back("Content-Security-Policy",
                                fmt::format("default-src 'none'; style-src 'nonce-{}'; base-uri 'none'; "
                                            "form-action 'none'; frame-ancestors 'none'",
                                            nonce));
    return answer;
}

Answer error_page(const Rooms& rooms, const base::Error& error) {
    auto problem = problem_of(error);
    const bool is_ours = problem.status >= 500;
    return problem_page(rooms, std::move(problem), is_ours ? error.describe() : std::string{});
}

}  // namespace

Answer get_openid_departure(const Rooms& rooms, const Call& call) {
    if (throttled(rooms, call)) return problem_page(rooms, problem_of("web.too_many_sign_ins"));
    const auto* provider = rooms.federation.find_provider(call.parts[0]);
    if (provider == nullptr) return problem_page(rooms, problem_of("federation.no_such_provider"));
    auto departure = provider->depart(call.token, rooms.random, call.now);
    if (!departure) return error_page(rooms, departure.error());
    auto answer = redirect(std::move(departure->address));
    const auto age = std::chrono::floor<std::chrono::seconds>(departure->until - call.now);
    answer.headers.emplace_back("Set-Cookie", state_cookie(rooms, departure->sealed, age));
    return answer;
}

Answer get_openid_arrival(const Rooms& rooms, const Call& call) {
    const auto take_back = [&](Answer answer) {
        answer.headers.emplace_back("Set-Cookie", state_cookie(rooms, "", std::chrono::seconds{0}));
        return answer;
    };
    if (throttled(rooms, call)) return problem_page(rooms, problem_of("web.too_many_sign_ins"));
    const auto* provider = rooms.federation.find_provider(call.parts[0]);
    if (provider == nullptr) return problem_page(rooms, problem_of("federation.no_such_provider"));
    const auto arrived = provider->arrive({.code = call.query_value("code"),
                                           .state = call.query_value("state"),
                                           .issuer = call.query_value("iss"),
                                           .error = call.query_value("error"),
                                           .sealed = call.sign_in_state},
                                          call.now);
    if (!arrived) {
        const auto recorded = people::record_refused_proof(rooms.database, rooms.office, provider->id(),
                                                           arrived.error().code(), call.source, call.now);
        return take_back(error_page(rooms, recorded ? arrived.error() : recorded.error()));
    }
    const auto outcome = people::sign_in_proven(rooms.database, rooms.office, rooms.random, arrived->proven,
                                                {.token = arrived->carried, .from = call.source}, call.now);
    if (!outcome) return take_back(error_page(rooms, outcome.error()));
    if (const auto* refusal = std::get_if<people::SignInRefused>(&outcome->value())) {
        return take_back(problem_page(rooms, problem_of(refusal->code)));
    }
    rooms.throttle.give_back(call.source, call.now);  // what was right does not count, neither way
    rooms.throttle.give_back(call.source, call.now);
    auto answer = redirect("/");
    answer.headers.emplace_back("Set-Cookie",
                                session_cookie(rooms, std::get<people::SignedIn>(outcome->value()).token));
    return take_back(std::move(answer));
}

}  // namespace menhu::web
