#include "people/prove.h"

#include "crypto/password.h"
#include "crypto/token.h"
#include "crypto/totp.h"
#include "people/credential_rows.h"
#include "people/proved.h"
#include "people/record.h"
#include "people/refusals.h"
#include "people/sealing.h"
#include "people/set_password.h"
#include "people/sign_in_terms.h"
#include "people/whole_session.h"

namespace menhu::people {
namespace {

Actor actor_of(const OpenSession& session) { return ActorMaker::make(session.parts); }

// The code's step, if it is right and was not used; then it is used.
base::Result<std::optional<std::int64_t>> use_code(store::WriteTx& tx, const Office& office, AccountId account,
                                                   std::string_view code, base::Instant now) {
    const auto row = TRY(rows::totp(tx, account));
    if (!row) return base::Error{base::Fault::not_found, "people.no_such_credential", "totp"};
    const auto secret = TRY(unseal(office, "totp", account, row->secret_sealed));
    const auto step = crypto::match_totp(secret, code, now, row->last_step);
    if (step) TRY(rows::update_totp_step(tx, account, *step));
    return step;
}

base::Result<SignInAnswer> settle_code(store::WriteTx& tx, const Office& office, base::Random& random,
                                       const Presented& presented, std::string_view code, base::Instant now) {
    const auto session = TRY(open_session(tx, office, presented, now));
    const Actor actor = actor_of(session);
    if (actor.duty() != Duty::must_prove_second) {
        return base::Error{base::Fault::conflict, "people.nothing_to_prove"};
    }
    const Attempt attempt = attempt_of(office, session, presented.from);
    if (const auto until = TRY(lock_of(tx, attempt.name, now))) {
        TRY(record_locked_attempt(tx, office, attempt, now));
        return SignInAnswer{refuse_locked(*until)};
    }
    const auto step = TRY(use_code(tx, office, actor.account(), code, now));
    if (!step) return fail_proof(tx, office, session, presented.from, "wrong_code", "people.code_wrong", now);
    return complete_sign_in(tx, office, random, session, "totp", presented.from, now);
}

// A proof within a session: who it is, and whether the name is locked.
struct Again {
    OpenSession session;
    std::optional<base::Instant> locked_until;
};
base::Result<Again> open_again(store::ReadTx& tx, const Office& office, const Presented& presented, base::Instant now) {
    auto session = TRY(open_session(tx, office, presented, now));
    TRY(require_able(actor_of(session)));
    const auto locked = TRY(lock_of(tx, office.name_tag(session.parts.account_name), now));
    return Again{.session = std::move(session), .locked_until = locked};
}

base::Result<SignInAnswer> refuse_while_locked(store::WriteTx& tx, const Office& office, const Again& again,
                                               std::string_view from, base::Instant now) {
    TRY(record_locked_attempt(tx, office, attempt_of(office, again.session, from), now));
    return SignInAnswer{refuse_locked(*again.locked_until)};
}

}  // namespace

base::Result<void> require_fresh(const Actor& actor, base::Instant now) {
    if (actor.is_operator_at_console()) return {};
    if (actor.session() && now < actor.session()->fresh_until) return {};
    return base::Error{base::Fault::refused, "people.step_up_needed"};
}

Attempt attempt_of(const Office& office, const OpenSession& session, std::string_view from) {
    return {.name = office.name_tag(session.parts.account_name),
            .account = session.parts.account,
            .unit = session.parts.unit,
            .from = from};
}

base::Result<SignInAnswer> complete_sign_in(store::WriteTx& tx, const Office& office, base::Random& random,
                                            const OpenSession& session, std::string_view by, std::string_view from,
                                            base::Instant now) {
    const auto account = TRY(rows::account(tx, session.parts.account, now));
    CHECK(account);
    auto refused = TRY(refusal_here(tx, office, *account, from, now));
    if (refused) return SignInAnswer{*std::move(refused)};
    const std::string token = crypto::random_token(random);
    const SessionLimits limits = whole_limits(office.numbers(), now);
    const rows::NewSession whole{
        .id = session.id,
        .token_hash = crypto::token_hash(token),
        .account = account->id,
        .started_at = now,
        .idle_until = limits.idle_expires_at,
        .absolute_until = limits.absolute_expires_at,
        .proof = {.method = session.proof.method + "_" + std::string{by}, .factors = Factors::two, .proved_at = now},
        .source_sealed = std::nullopt};
    TRY(rows::update_proved(tx, whole));
    TRY(clear_failures(tx, office.name_tag(account->name)));
    TRY(record_signed_in(tx, office, *account, whole.proof.method, from, session.id, now));
    const Duty duty = duty_of(office.profile().sign_in_rules(),
                              {.roles = account->roles,
                               .proof = whole.proof,
                               .second_factors = session.second_factors,
                               .password_due_at = account->password_due_at},
                              now);
    return SignInAnswer{SignedIn{.token = token, .account = account->id, .limits = limits, .duty = duty}};
}

base::Result<SignInAnswer> refresh_proof(store::WriteTx& tx, const Office& office, const OpenSession& session,
                                         const Presented& presented, std::string_view by, base::Instant now) {
    TRY(rows::update_proof(tx, session.id, session.proof.factors, now));
    TRY(clear_failures(tx, office.name_tag(session.parts.account_name)));
    TRY(record(tx, office,
               {.kind = "people.proved_again",
                .by = session.parts.account,
                .unit = session.parts.unit,
                .facts = {{"method", std::string{by}}},
                .sealed = {}},
               now));
    SessionLimits limits = *session.parts.session;
    limits.fresh_until = now + office.numbers().step_up.value;
    return SignInAnswer{SignedIn{.token = std::string{presented.token},
                                 .account = session.parts.account,
                                 .limits = limits,
                                 .duty = session.parts.duty}};
}

base::Result<SignInAnswer> fail_proof(store::WriteTx& tx, const Office& office, const OpenSession& session,
                                      std::string_view from, std::string_view why, std::string_view code,
                                      base::Instant now) {
    const auto locked = TRY(count_failure(tx, office, attempt_of(office, session, from), why, now));
    if (!locked) return SignInAnswer{refuse(code)};
    // Whoever sits there could not prove who they are five times.
    TRY(rows::delete_session(tx, session.id));
    TRY(record(tx, office,
               {.kind = "people.session_ended",
                .by = session.parts.account,
                .unit = session.parts.unit,
                .facts = {{"why", "locked"}, {"sessions_ended", "1"}},
                .sealed = {}},
               now));
    return SignInAnswer{refuse_locked(*locked)};
}

base::Result<store::Committed<SignInAnswer>> prove_by_code(store::Database& database, const Office& office,
                                                           base::Random& random, const Presented& presented,
                                                           std::string_view code, base::Instant now) {
    return database.write([&office, &random, token = std::string{presented.token}, from = std::string{presented.from},
                           code = std::string{code}, now](store::WriteTx& tx) {
        return settle_code(tx, office, random, {.token = token, .from = from}, code, now);
    });
}

base::Result<store::Committed<SignInAnswer>> prove_again_by_code(store::Database& database, const Office& office,
                                                                 const Presented& presented, std::string_view code,
                                                                 base::Instant now) {
    return database.write([&office, token = std::string{presented.token}, from = std::string{presented.from},
                           code = std::string{code}, now](store::WriteTx& tx) -> base::Result<SignInAnswer> {
        const Presented shown{.token = token, .from = from};
        const auto again = TRY(open_again(tx, office, shown, now));
        if (again.locked_until) return refuse_while_locked(tx, office, again, from, now);
        const auto step = TRY(use_code(tx, office, again.session.parts.account, code, now));
        if (!step) {
            return fail_proof(tx, office, again.session, from, "wrong_code", "people.code_wrong", now);
        }
        return refresh_proof(tx, office, again.session, shown, "totp", now);
    });
}

base::Result<store::Committed<SignInAnswer>> prove_again_by_password(store::Database& database, const Office& office,
                                                                     const Presented& presented,
                                                                     const crypto::Secret& password,
                                                                     base::Instant now) {
    struct Before {
        Again again;
        std::string hash;
    };
    const auto before = TRY(database.read([&](store::ReadTx& tx) -> base::Result<Before> {
        auto again = TRY(open_again(tx, office, presented, now));
        const auto passwords = TRY(rows::passwords(tx, again.session.parts.account, 1));
        if (passwords.empty() || passwords.front().hash == unusable_password) {
            return base::Error{base::Fault::not_found, "people.no_such_credential", "password"};
        }
        return Before{.again = std::move(again), .hash = passwords.front().hash};
    }));
    const bool is_right = !before.again.locked_until && crypto::verify_password(password, before.hash);
    return database.write([&office, token = std::string{presented.token}, from = std::string{presented.from}, is_right,
                           hash = before.hash, now](store::WriteTx& tx) -> base::Result<SignInAnswer> {
        const Presented shown{.token = token, .from = from};
        const auto again = TRY(open_again(tx, office, shown, now));
        if (again.locked_until) return refuse_while_locked(tx, office, again, from, now);
        const auto passwords = TRY(rows::passwords(tx, again.session.parts.account, 1));
        if (!is_right || passwords.empty() || passwords.front().hash != hash) {
            return fail_proof(tx, office, again.session, from, "wrong_again", "people.sign_in_refused", now);
        }
        return refresh_proof(tx, office, again.session, shown, "password", now);
    });
}

}  // namespace menhu::people
