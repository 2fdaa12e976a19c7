// What an account proves itself with, enrolled and removed by its owner; recovery by an administrator (F2.2; baseline
// 4-1-2, 4-2-8).
#include "people/credential.h"
#include "people/one_time_token.h"
#include "people/passkey.h"
#include "web/handlers_credentials.h"
#include "web/passkey_views.h"
#include "web/views_credentials.h"

namespace menhu::web {

namespace {

CredentialsView view_of(const Rooms& rooms, const people::Credentials& all) {
    CredentialsView view;
    if (all.password) {
        view.password =
            PasswordView{.set_at = instant_text(all.password->set_at), .due_at = instant_text(all.password->due_at)};
    }
    if (all.totp_enrolled_at) view.totp = TotpView{.enrolled_at = instant_text(*all.totp_enrolled_at)};
    for (const auto& passkey : all.passkeys) {
        view.passkeys.push_back(
            {.id = passkey.id.text(),
             .name = passkey.name,
             .created_at = instant_text(passkey.created_at),
             .last_used_at = passkey.last_used_at ? std::optional{instant_text(*passkey.last_used_at)} : std::nullopt});
    }
    view.second_factor_required = all.second == people::Credentials::Second::required;
    if (rooms.passkeys) view.passkey_address = rooms.passkeys->origin;
    return view;
}

// One act of the holder on their own credentials.
template <class Work>
auto act(const Rooms& rooms, const Call& call, Work work) {
    return rooms.database.write(
        [&rooms, token = call.token, from = call.source, now = call.now, work](store::WriteTx& tx) {
            return work(tx, rooms.office, people::Presented{.token = token, .from = from}, now);
        });
}

// Who may still enrol sees what there is; who proved one factor of two, or whose account is over, sees nothing.
base::Result<people::Actor> holder(store::ReadTx& tx, const Rooms& rooms, const Call& call) {
    auto actor = TRY(enter(tx, rooms, call));
    if (actor.standing() != people::Standing::active || actor.duty() != people::Duty::must_enrol) {
        TRY(people::require_able(actor));
    }
    return actor;
}

}  // namespace

Answer get_credentials(const Rooms& rooms, const Call& call) {
    const auto view = rooms.database.read([&](store::ReadTx& tx) -> base::Result<CredentialsView> {
        const auto actor = TRY(holder(tx, rooms, call));
        const auto all = TRY(people::credentials_of(tx, rooms.office, actor.account(), call.now));
        return view_of(rooms, all);
    });
    if (!view) return answer_error(view.error());
    return answer_json(*view);
}

Answer post_totp(const Rooms& rooms, const Call& call) {
    const auto offer = act(
        rooms, call,
        [&random = rooms.random](store::WriteTx& tx, const people::Office& office, const people::Presented& presented,
                                 base::Instant now) { return people::offer_totp(tx, office, random, presented, now); });
    if (!offer) return answer_error(offer.error());
    return answer_json(TotpOffer{.secret = offer->value().secret, .uri = offer->value().uri});
}

Answer post_totp_code(const Rooms& rooms, const Call& call) {
    if (auto refused = throttled(rooms, call)) return std::move(*refused);
    CodeRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto done = act(rooms, call,
                          [&random = rooms.random, code = request.code.value](
                              store::WriteTx& tx, const people::Office& office, const people::Presented& presented,
                              base::Instant now) -> base::Result<int> {
                              TRY(people::confirm_totp(tx, office, presented, code, random, now));
                              return 0;
                          });
    if (!done) return answer_error(done.error());
    return get_credentials(rooms, call);
}

Answer delete_totp(const Rooms& rooms, const Call& call) {
    const auto done = act(rooms, call,
                          [](store::WriteTx& tx, const people::Office& office, const people::Presented& presented,
                             base::Instant now) -> base::Result<int> {
                              TRY(people::remove_totp(tx, office, presented, now));
                              return 0;
                          });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_enrolment_options(const Rooms& rooms, const Call& call) {
    if (!rooms.passkeys) return answer_problem(problem_of("people.passkey_needs_name"));
    const auto actor = rooms.database.read([&](store::ReadTx& tx) { return holder(tx, rooms, call); });
    if (!actor) return answer_error(actor.error());
    const auto challenge = act(rooms, call,
                               [&random = rooms.random](store::WriteTx& tx, const people::Office& office,
                                                        const people::Presented& presented, base::Instant now) {
                                   return people::challenge_enrolment(tx, office, random, presented, now);
                               });
    if (!challenge) return answer_error(challenge.error());
    return answer_json(
        creation_options(*rooms.passkeys, rooms.profile().agency().short_name, challenge->value(), *actor));
}

Answer post_passkey(const Rooms& rooms, const Call& call) {
    if (!rooms.passkeys) return answer_problem(problem_of("people.passkey_needs_name"));
    PasskeyRegistration request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = people::ChallengeId::parse(request.challenge_id.value);
    auto made = read_registration(request);
    if (!made) return answer_problem(problem_of(std::move(made.error())));
    if (!id) return answer_problem(problem_of("people.challenge_over"));
    const auto added = act(
        rooms, call,
        [&random = rooms.random, site = *rooms.passkeys, challenge = *id, made = *made](
            store::WriteTx& tx, const people::Office& office, const people::Presented& presented, base::Instant now) {
            return people::add_passkey(tx, office, random, site, presented, challenge, made, now);
        });
    if (!added) return answer_error(added.error());
    auto answer = answer_json(PasskeyView{.id = added->value().text(),
                                          .name = made->name,
                                          .created_at = instant_text(call.now),
                                          .last_used_at = std::nullopt});
    answer.status = call.endpoint->success;
    return answer;
}

Answer delete_passkey(const Rooms& rooms, const Call& call) {
    const auto id = people::PasskeyId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("people.no_such_credential"));
    const auto done = act(rooms, call,
                          [passkey = *id](store::WriteTx& tx, const people::Office& office,
                                          const people::Presented& presented, base::Instant now) -> base::Result<int> {
                              TRY(people::remove_passkey(tx, office, presented, passkey, now));
                              return 0;
                          });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_recovery(const Rooms& rooms, const Call& call) {
    RecoveryRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto account = people::AccountId::parse(call.parts.at(0));
    if (!account) return answer_problem(problem_of("people.not_found"));
    const auto recovery = rooms.database.write([&rooms, call, about = *account, reason = request.reason.value](
                                                   store::WriteTx& tx) -> base::Result<people::Recovery> {
        const auto actor = TRY(enter(tx, rooms, call));
        return people::recover_account(tx, rooms.office, actor, about, reason, rooms.random, call.now);
    });
    if (!recovery) return answer_error(recovery.error());
    return answer_json(
        RecoveryView{.token = recovery->value().token, .expires_at = instant_text(recovery->value().expires_at)});
}

}  // namespace menhu::web
