#include "people/external_sign_in.h"

#include <future>

#include "crypto/password.h"
#include "federation/directory.h"
#include "people/account_rows.h"
#include "people/attempts.h"
#include "people/identity.h"
#include "people/identity_rows.h"
#include "people/open_session.h"
#include "people/proved.h"
#include "people/record.h"
#include "people/refusals.h"
#include "people/start_session.h"

namespace menhu::people {
namespace {

Method method_of(federation::Method method) {
    switch (method) {
        case federation::Method::openid:
            return Method::oidc;
        case federation::Method::directory:
            return Method::ldap;
        case federation::Method::certificate:
            return Method::certificate;
    }
    base::throw_bug("method_of: no such method");
}

Attempt attempt_of(const Office& office, const rows::AccountRow& account, std::string_view from) {
    return {.name = office.name_tag(account.name), .account = account.id, .unit = account.unit, .from = from};
}

base::Result<void> record_unbound(store::WriteTx& tx, const Office& office, const federation::Proven& proven,
                                  std::string_view why, std::string_view from, base::Instant now) {
    return record(tx, office,
                  {.kind = "people.proof_refused",
                   .by = operator_account,
                   .unit = operator_unit,
                   .facts = {{"provider", proven.provider()}, {"why", std::string{why}}},
                   .sealed = {{"from", std::string{from}}, {"subject", proven.subject()}}},
                  now);
}

// The session that the browser holds, if it is this account's and may act.
base::Result<std::optional<OpenSession>> session_of(store::WriteTx& tx, const Office& office, AccountId account,
                                                    const Presented& presented, base::Instant now) {
    if (presented.token.empty()) return std::optional<OpenSession>{};
    auto session = open_session(tx, office, presented, now);
    if (!session) {
        if (is_sign_in_needed(session.error())) return std::optional<OpenSession>{};
        return std::move(session).error();
    }
    const bool may_act = session->parts.standing == Standing::active && session->parts.duty == Duty::none;
    if (session->parts.account != account || !may_act) return std::optional<OpenSession>{};
    return std::optional{*std::move(session)};
}

// Somebody was proved; now whether that somebody has an account, and may use it.
base::Result<SignInAnswer> settle(store::WriteTx& tx, const Office& office, base::Random& random,
                                  const federation::Proven& proven, const Presented& presented, base::Instant now) {
    const auto from = presented.from;
    if (const auto& once = proven.once()) {
        const bool is_new = TRY(rows::use_proof(tx, once->digest, once->until, now));
        if (!is_new) {
            TRY(record_unbound(tx, office, proven, "used", from, now));
            return SignInAnswer{refuse("people.proof_used")};
        }
    }
    const auto tag = identity_tag(office, proven.provider(), proven.subject());
    const auto identity = TRY(rows::identity(tx, proven.provider(), tag));
    if (!identity) {
        TRY(record_unbound(tx, office, proven, "unbound", from, now));
        return SignInAnswer{refuse("people.identity_unbound")};
    }
    const auto account = TRY(rows::account(tx, identity->account, now));
    CHECK(account);
    const auto attempt = attempt_of(office, *account, from);
    const auto locked = TRY(lock_of(tx, attempt.name, now));
    if (locked) {  // 4-2-3: no sign-in to a locked account, by whichever way
        TRY(record_locked_attempt(tx, office, attempt, now));
        return SignInAnswer{refuse_locked(*locked)};
    }
    const auto session = TRY(session_of(tx, office, account->id, presented, now));
    if (session) return refresh_proof(tx, office, *session, presented, method_code(method_of(proven.method())), now);
    const bool is_two = proven.assurance() == federation::Assurance::two_factors;
    auto answer = TRY(start_session(tx, office, random,
                                    {.account = account->id,
                                     .method = method_of(proven.method()),
                                     .factors = is_two ? Factors::two : Factors::one,
                                     .from = std::string{from},
                                     .proved_at = proven.proved_at()},
                                    now));
    if (std::holds_alternative<SignedIn>(answer)) TRY(clear_failures(tx, attempt.name));
    return answer;
}

// The directory said no: one more failure of the name, as if the password had been kept here.
base::Result<SignInAnswer> settle_refused(store::WriteTx& tx, const Office& office, AccountId account,
                                          std::string_view from, base::Instant now) {
    const auto row = TRY(rows::account(tx, account, now));
    CHECK(row);
    const auto attempt = attempt_of(office, *row, from);
    const auto locked = TRY(lock_of(tx, attempt.name, now));
    if (locked) {
        TRY(record_locked_attempt(tx, office, attempt, now));
        return SignInAnswer{refuse_locked(*locked)};
    }
    const auto now_locked = TRY(count_failure(tx, office, attempt, "wrong", now));
    return SignInAnswer{now_locked ? refuse_locked(*now_locked) : refuse_wrong()};
}

struct Bound {
    AccountId account{0};
    std::string subject;
    bool is_locked = false;
};

base::Result<std::optional<Bound>> bound_account(store::ReadTx& tx, const Office& office, std::string_view name,
                                                 base::Instant now) {
    const auto account = TRY(rows::account(tx, name, now));
    if (!account) return std::optional<Bound>{};
    auto subject = TRY(subject_of(tx, office, account->id, federation::directory_provider));
    if (!subject) return std::optional<Bound>{};
    const auto locked = TRY(lock_of(tx, office.name_tag(name), now));
    return std::optional{
        Bound{.account = account->id, .subject = *std::move(subject), .is_locked = locked.has_value()}};
}

}  // namespace

base::Result<store::Committed<SignInAnswer>> sign_in_proven(store::Database& database, const Office& office,
                                                            base::Random& random, const federation::Proven& proven,
                                                            const Presented& presented, base::Instant now) {
    return database.write(
        [&office, &random, proven, token = std::string{presented.token}, from = std::string{presented.from},
         now](store::WriteTx& tx) { return settle(tx, office, random, proven, {.token = token, .from = from}, now); });
}

base::Result<void> record_refused_proof(store::Database& database, const Office& office, std::string_view provider,
                                        std::string_view code, std::string_view from, base::Instant now) {
    TRY(database.write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(record(tx, office,
                   {.kind = "people.proof_refused",
                    .by = operator_account,
                    .unit = operator_unit,
                    .facts = {{"provider", std::string{provider}}, {"why", std::string{code}}},
                    .sealed = {{"from", std::string{from}}}},
                   now));
        return 0;
    }));
    return {};
}

base::Result<std::optional<store::Committed<SignInAnswer>>> sign_in_by_directory(
    store::Database& database, const Office& office, base::Random& random, const DirectorySignIn& how,
    std::string_view account_name, const crypto::Secret& password, std::string_view from, base::Instant now) {
    const auto name = folded_name(account_name);
    auto bound = TRY(database.read([&](store::ReadTx& tx) { return bound_account(tx, office, name, now); }));
    if (!bound) return std::optional<store::Committed<SignInAnswer>>{};
    // While the directory is asked, the hash is computed that every other name costs, so that a directory that answers
    // within it cannot be told from a password that is kept here. A locked name is not put to the directory.
    auto beside =
        std::async(std::launch::async, [&] { return crypto::verify_password(password, office.nobodys_hash()); });
    std::optional<federation::Proven> proven;
    if (how.directory != nullptr && !bound->is_locked) {
        auto asked = how.directory->prove(bound->subject, password, now);
        beside.wait();
        if (!asked && how.local_passwords == LocalPasswords::refused) return std::move(asked).error();
        if (asked) proven = *std::move(asked);
    }
    beside.wait();
    if (!proven && how.local_passwords == LocalPasswords::accepted) {
        return std::optional<store::Committed<SignInAnswer>>{};
    }
    const auto settled = [&]() {
        if (proven) return sign_in_proven(database, office, random, *proven, {.token = {}, .from = from}, now);
        return database.write([&office, account = bound->account, from = std::string{from}, now](store::WriteTx& tx) {
            return settle_refused(tx, office, account, from, now);
        });
    };
    auto answer = TRY(settled());
    return std::optional{std::move(answer)};
}

base::Result<std::optional<store::Committed<SignInAnswer>>> prove_again_by_directory(
    store::Database& database, const Office& office, const DirectorySignIn& how, const Presented& presented,
    const crypto::Secret& password, base::Instant now) {
    using Nothing = std::optional<store::Committed<SignInAnswer>>;
    const auto bound = TRY(database.read([&](store::ReadTx& tx) -> base::Result<std::optional<Bound>> {
        const auto session = TRY(open_session(tx, office, presented, now));
        return bound_account(tx, office, session.parts.account_name, now);
    }));
    if (!bound) return Nothing{};
    bool is_right = false;
    if (how.directory != nullptr && !bound->is_locked) {
        const auto asked = how.directory->prove(bound->subject, password, now);
        if (!asked && how.local_passwords == LocalPasswords::refused) return asked.error();
        is_right = asked && asked->has_value();
    }
    if (!is_right && how.local_passwords == LocalPasswords::accepted) return Nothing{};
    auto answer = TRY(database.write([&office, token = std::string{presented.token}, from = std::string{presented.from},
                                      is_right, now](store::WriteTx& tx) -> base::Result<SignInAnswer> {
        const Presented shown{.token = token, .from = from};
        auto session = TRY(open_session(tx, office, shown, now));
        const auto attempt = Attempt{.name = office.name_tag(session.parts.account_name),
                                     .account = session.parts.account,
                                     .unit = session.parts.unit,
                                     .from = from};
        const auto locked = TRY(lock_of(tx, attempt.name, now));
        if (locked) {
            TRY(record_locked_attempt(tx, office, attempt, now));
            return SignInAnswer{refuse_locked(*locked)};
        }
        const auto parts = session.parts;
        TRY(require_able(ActorMaker::make(parts)));
        if (!is_right) return fail_proof(tx, office, session, from, "wrong_again", "people.sign_in_refused", now);
        return refresh_proof(tx, office, session, shown, method_code(Method::ldap), now);
    }));
    return std::optional{std::move(answer)};
}

}  // namespace menhu::people
