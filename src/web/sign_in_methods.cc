// The ways to sign in, and the one by certificate (F2.2).
#include "federation/federation.h"
#include "people/external_sign_in.h"
#include "web/handlers_credentials.h"
#include "web/handlers_identity.h"
#include "web/session_answer.h"
#include "web/views_identity.h"

namespace menhu::web {

namespace {

Invalid not_base64(std::string_view path) {
    return {std::string{path}, "應為 base64（RFC 4648 第 4 節）", "must be base64 (RFC 4648 section 4)"};
}

}  // namespace

Answer get_sign_in_methods(const Rooms& rooms, const Call& /*call*/) {
    const auto& federation = rooms.federation;
    SignInMethods methods{.passkey = rooms.passkeys.has_value(),
                          .ldap = federation.directory() != nullptr,
                          .certificate = federation.card() != nullptr,
                          .providers = {}};
    for (const auto& provider : federation.providers()) {
        methods.providers.push_back({provider->id(), provider->name_zh(), provider->name_en()});
    }
    return answer_json(methods);
}

Answer post_certificate_challenge(const Rooms& rooms, const Call& call) {
    if (auto refused = throttled(rooms, call)) return std::move(*refused);
    const auto* card = rooms.federation.card();
    if (card == nullptr) return answer_problem(problem_of("federation.method_off"));
    const auto challenge = card->challenge(rooms.random, call.now);
    return answer_json(CertificateChallengeView{challenge.text, instant_text(challenge.until)});
}

Answer post_certificate_sign_in(const Rooms& rooms, const Call& call) {
    if (auto refused = throttled(rooms, call)) return std::move(*refused);
    const auto* card = rooms.federation.card();
    if (card == nullptr) return answer_problem(problem_of("federation.method_off"));
    CertificateSignInRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto signature = base::from_base64(request.signature.value);
    if (!signature) return answer_problem(problem_of(not_base64("signature")));
    base::Bytes certificate;
    if (request.certificate) {
        auto bytes = base::from_base64(request.certificate->value);
        if (!bytes || bytes->empty()) return answer_problem(problem_of(not_base64("certificate")));
        certificate = *std::move(bytes);
    }
    const auto proven = card->prove(
        {.challenge = request.challenge.value, .signature = *signature, .certificate = certificate}, call.now);
    if (!proven) {
        const auto recorded =
            people::record_refused_proof(rooms.database, rooms.office, federation::certificate_provider,
                                         proven.error().code(), call.source, call.now);
        return answer_error(recorded ? proven.error() : recorded.error());
    }
    const auto outcome = people::sign_in_proven(rooms.database, rooms.office, rooms.random, *proven,
                                                {.token = call.token, .from = call.source}, call.now);
    if (!outcome) return answer_error(outcome.error());
    if (std::holds_alternative<people::SignedIn>(
            outcome->value())) {  // what was right does not count, nor its challenge
        rooms.throttle.give_back(call.source, call.now);
        rooms.throttle.give_back(call.source, call.now);
    }
    return answer_sign_in(rooms, call, outcome->value());
}

}  // namespace menhu::web
