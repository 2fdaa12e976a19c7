#include "people/sign_in.h"

#include "crypto/password.h"
#include "people/account_rows.h"
#include "people/attempts.h"
#include "people/credential_rows.h"
#include "people/refusals.h"
#include "people/set_password.h"
#include "people/whole_session.h"

namespace menhu::people {
namespace {

struct Known {
    std::optional<rows::AccountRow> account;
    std::string hash;  // empty: no such account, or none that a password opens
};

// The same two SELECTs for a known and an unknown name.
base::Result<Known> read_known(store::ReadTx& tx, std::string_view name, base::Instant now) {
    auto account = TRY(rows::account(tx, name, now));
    const auto passwords = TRY(rows::passwords(tx, account ? account->id : AccountId{0}, 1));
    Known known;
    known.account = std::move(account);
    if (!passwords.empty() && passwords.front().hash != unusable_password) known.hash = passwords.front().hash;
    return known;
}

// What the attempt came to; computed away from the writer.
struct Outcome {
    std::string name;
    std::string from;
    std::string hash;  // the one that was checked; empty: none to check
    enum class Check : std::uint8_t { right, wrong } check = Check::wrong;
    std::string new_hash;  // of the same password at the present cost; empty: it has that cost
};

base::Result<SignInAnswer> settle(store::WriteTx& tx, const Office& office, base::Random& random,
                                  const Outcome& outcome, base::Instant now) {
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
    const Standing standing = standing_of_account(office, *known.account, now);
    if (standing != Standing::active) return fail(standing_code(standing));
    auto refused = TRY(refusal_here(tx, office, *known.account, outcome.from, now));
    if (refused) return SignInAnswer{*std::move(refused)};

    if (!outcome.new_hash.empty()) {
        TRY(rows::update_password_hash(tx, known.account->id, outcome.hash, outcome.new_hash));
    }
    auto answer = TRY(begin_session(
        tx, office, random, *known.account,
        {.account = known.account->id, .method = Method::password, .factors = Factors::one, .from = outcome.from},
        now));
    // While a second factor is outstanding the count stands: else a right password would buy four more guesses at it.
    if (std::get<SignedIn>(answer).duty != Duty::must_prove_second) TRY(clear_failures(tx, attempt.name));
    return answer;
}

}  // namespace

base::Result<store::Committed<SignInAnswer>> sign_in(store::Database& database, const Office& office,
                                                     base::Random& random, std::string_view account_name,
                                                     const crypto::Secret& password, std::string_view from,
                                                     base::Instant now) {
    Outcome outcome;
    outcome.name = folded_name(account_name);
    outcome.from = from;
    std::optional<base::Instant> locked;
    const Known known = TRY(database.read([&](store::ReadTx& tx) -> base::Result<Known> {
        locked = TRY(lock_of(tx, office.name_tag(outcome.name), now));
        return read_known(tx, outcome.name, now);
    }));
    outcome.hash = known.hash;
    // One Argon2id run whatever the name: for nobody's hash the answer is no. A locked name, known or not, has none.
    if (!locked) {
        const bool right = crypto::verify_password(password, known.hash.empty() ? office.nobodys_hash() : known.hash);
        outcome.check = right && !known.hash.empty() ? Outcome::Check::right : Outcome::Check::wrong;
    }
    if (outcome.check == Outcome::Check::right && crypto::needs_rehash(known.hash, office.password_cost())) {
        outcome.new_hash = TRY(crypto::hash_password(password, office.password_cost(), random));
    }
    return database.write(
        [outcome, &office, &random, now](store::WriteTx& tx) { return settle(tx, office, random, outcome, now); });
}

}  // namespace menhu::people
