// The second factor, passkeys, step-up and one-time tokens (F2.2; baseline 4-1-2, 4-2-8).
#include "crypto/secret.h"
#include "people/external_sign_in.h"
#include "people/one_time_token.h"
#include "people/passkey.h"
#include "people/prove.h"
#include "web/handlers_credentials.h"
#include "web/passkey_views.h"
#include "web/session_answer.h"
#include "web/views_credentials.h"

namespace menhu::web {

namespace {

Answer answer_of(const Rooms& rooms, const Call& call,
                 const base::Result<store::Committed<people::SignInAnswer>>& outcome) {
    if (!outcome) return answer_error(outcome.error());
    if (std::holds_alternative<people::SignedIn>(outcome->value())) rooms.throttle.give_back(call.source, call.now);
    return answer_sign_in(rooms, call, outcome->value());
}

Answer post_step_up(const Rooms& rooms, const Call& call) {
    StepUpRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    if (request.code) {
        return answer_of(
            rooms, call,
            people::prove_again_by_code(rooms.database, rooms.office, shown_by(call), request.code->value, call.now));
    }
    if (!request.password) return answer_problem(problem_of(missing_member("password")));
    const auto password = crypto::Secret::copy_of(request.password->value);
    const auto by_directory = people::prove_again_by_directory(
        rooms.database, rooms.office,
        {.directory = rooms.federation.directory(), .local_passwords = rooms.local_passwords}, shown_by(call), password,
        call.now);
    if (!by_directory) return answer_error(by_directory.error());
    if (*by_directory) return answer_sign_in(rooms, call, (*by_directory)->value());
    return answer_of(rooms, call,
                     people::prove_again_by_password(rooms.database, rooms.office, shown_by(call), password, call.now));
}

// Does whoever asks hold a session that lives?
bool is_signed_in(const Rooms& rooms, const Call& call) {
    return !call.token.empty() &&
           rooms.database
               .read([&](store::ReadTx& tx) { return people::identify(tx, rooms.office, shown_by(call), call.now); })
               .has_value();
}

}  // namespace

void queue_step_up(const Rooms& rooms, Call call, Reply reply) {
    if (auto refused = throttled(rooms, call)) return reply.now(std::move(*refused));
    in_sign_in_pool(rooms, std::move(call), reply, post_step_up);
}

Answer post_session_code(const Rooms& rooms, const Call& call) {
    if (auto refused = throttled(rooms, call)) return std::move(*refused);
    CodeRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    return answer_of(rooms, call,
                     people::prove_by_code(rooms.database, rooms.office, rooms.random, shown_by(call),
                                           request.code.value, call.now));
}

// Of a session: its second factor, or a fresh proof; of nobody: a sign-in that begins with a passkey.
Answer post_passkey_options(const Rooms& rooms, const Call& call) {
    if (auto refused = throttled(rooms, call)) return std::move(*refused);
    if (!rooms.passkeys) return answer_problem(problem_of("people.passkey_needs_name"));
    const bool is_of_session = is_signed_in(rooms, call);
    const auto challenge =
        rooms.database.write([&rooms, is_of_session, token = call.token, from = call.source,
                              now = call.now](store::WriteTx& tx) -> base::Result<people::Challenge> {
            if (is_of_session) {
                return people::challenge_proof(tx, rooms.office, rooms.random, {.token = token, .from = from}, now);
            }
            return people::challenge_sign_in(tx, rooms.office, rooms.random, now);
        });
    if (!challenge) return answer_error(challenge.error());
    return answer_json(request_options(*rooms.passkeys, challenge->value()));
}

Answer post_session_passkey(const Rooms& rooms, const Call& call) {
    if (auto refused = throttled(rooms, call)) return std::move(*refused);
    if (!rooms.passkeys) return answer_problem(problem_of("people.passkey_needs_name"));
    PasskeySignInRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = people::ChallengeId::parse(request.challenge_id.value);
    auto answer = read_assertion(request.credential);
    if (!answer) return answer_problem(problem_of(std::move(answer.error())));
    if (!id) return answer_problem(problem_of("people.challenge_over"));
    auto answered = answer_of(rooms, call,
                              people::answer_challenge(rooms.database, rooms.office, rooms.random, *rooms.passkeys,
                                                       shown_by(call), *id, *std::move(answer), call.now));
    if (answered.status == 200) rooms.throttle.give_back(call.source, call.now);  // for the challenge, too
    return answered;
}

Answer post_redeem(const Rooms& rooms, const Call& call) {
    if (auto refused = throttled(rooms, call)) return std::move(*refused);
    RedeemRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    return answer_of(
        rooms, call,
        people::redeem_token(rooms.database, rooms.office, rooms.random, request.token.value, call.source, call.now));
}

}  // namespace menhu::web
