#include "people/sign_in.h"

#include "crypto/password.h"
#include "crypto/token.h"
#include "people/account_rows.h"
#include "people/attempts.h"
#include "people/record.h"
#include "people/session_rows.h"

namespace menhu::people {
namespace {

struct Known {
    std::optional<rows::AccountRow> account;
    std::string hash;  // empty: no such account
};

// The same two SELECTs for a known and an unknown name.
base::Result<Known> read_known(store::ReadTx& tx, std::string_view name, base::Instant now) {
    auto account = TRY(rows::account(tx, name, now));
    const auto passwords = TRY(rows::passwords(tx, account ? account->id : AccountId{0}, 1));
    Known known;
    known.account = std::move(account);
    if (!passwords.empty()) known.hash = passwords.front().hash;
    return known;
}

SignInRefused refuse_wrong() {
    return {.code = "people.sign_in_refused",
            .reason_zh = "帳號或密碼不正確，或帳號目前不得使用",
            .reason_en = "The account or the password is wrong, or the account may not be used now",
            .locked_until = std::nullopt};
}

SignInRefused refuse_locked(base::Instant until) {
    return {.code = "people.sign_in_locked",
            .reason_zh = "登入失敗次數過多，這個帳號名稱暫時鎖定",
            .reason_en = "Too many failed attempts: this account name is locked for a while",
            .locked_until = until};
}

// What the attempt came to; computed away from the writer.
struct Outcome {
    std::string name;
    std::string from;
    std::string hash;  // the one that was checked; empty: no such account
    enum class Check : std::uint8_t { right, wrong } check = Check::wrong;
    std::string token;
    std::int64_t session_id = 0;
};

base::Result<SignInAnswer> settle(store::WriteTx& tx, const Office& office, const Outcome& outcome, base::Instant now) {
    // Read again: in between the account may have been suspended or given another password.
    const Known known = TRY(read_known(tx, outcome.name, now));
    Attempt attempt;
    attempt.name = office.name_tag(outcome.name);
    attempt.from = outcome.from;
    if (known.account) {
        attempt.account = known.account->id;
        attempt.unit = known.account->unit;
    }
    const auto until = TRY(lock_of(tx, attempt.name, now));
    if (until) {
        TRY(record_locked_attempt(tx, office, attempt, now));
        return SignInAnswer{refuse_locked(*until)};
    }
    const auto fail = [&](std::string_view why) -> base::Result<SignInAnswer> {
        const auto locked = TRY(count_failure(tx, office, attempt, why, now));
        return SignInAnswer{locked ? refuse_locked(*locked) : refuse_wrong()};
    };
    if (!known.account) return fail("unknown");
    if (outcome.check == Outcome::Check::wrong || known.hash != outcome.hash) return fail("wrong");
    const Standing standing = standing_of(known.account->validity, now);
    if (standing != Standing::active) return fail(standing_code(standing));

    const law::Numbers& numbers = office.numbers();
    const rows::NewSession session{.id = outcome.session_id,
                                   .token_hash = crypto::token_hash(outcome.token),
                                   .account = known.account->id,
                                   .started_at = now,
                                   .idle_until = now + numbers.session_idle.value,
                                   .absolute_until = now + numbers.session_absolute.value};
    TRY(clear_failures(tx, attempt.name));
    TRY(rows::insert_session(tx, session));
    TRY(rows::update_last_signed_in(tx, known.account->id, now));
    TRY(record(tx, office,
               {.kind = "people.signed_in",
                .by = known.account->id,
                .unit = known.account->unit,
                .facts = {},
                .sealed = {{"from", outcome.from}}},
               now));
    return SignInAnswer{
        SignedIn{.token = outcome.token,
                 .account = known.account->id,
                 .limits = {.idle_expires_at = session.idle_until,
                            .absolute_expires_at = session.absolute_until,
                            .warning = numbers.session_warning.value,
                            .extension = numbers.session_extensions.value > 0 ? SessionLimits::Extension::left
                                                                              : SessionLimits::Extension::used,
                            .slide = SessionLimits::Slide::recent},
                 .password_duty = password_duty_of(known.account->password_due_at, now)}};
}

}  // namespace

base::Result<store::Committed<SignInAnswer>> sign_in(store::Database& database, const Office& office,
                                                     base::Random& random, std::string_view account_name,
                                                     const crypto::Secret& password, std::string_view from,
                                                     base::Instant now) {
    Outcome outcome;
    outcome.name = folded_name(account_name);
    outcome.from = from;
    const Known known = TRY(database.read([&](store::ReadTx& tx) { return read_known(tx, outcome.name, now); }));
    outcome.hash = known.hash;
    // One Argon2id run whatever the name: for nobody's hash the answer is no.
    const bool right = crypto::verify_password(password, known.hash.empty() ? office.nobodys_hash() : known.hash);
    outcome.check = right && !known.hash.empty() ? Outcome::Check::right : Outcome::Check::wrong;
    outcome.token = crypto::random_token(random);
    outcome.session_id = base::make_id_number(now, random);
    return database.write([outcome, &office, now](store::WriteTx& tx) { return settle(tx, office, outcome, now); });
}

}  // namespace menhu::people
