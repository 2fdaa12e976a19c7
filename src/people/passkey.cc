#include "people/passkey.h"

#include <algorithm>

#include "crypto/webauthn.h"
#include "people/credential.h"
#include "people/credential_rows.h"
#include "people/enrolment.h"
#include "people/proved.h"
#include "people/record.h"
#include "people/refusals.h"
#include "people/start_session.h"
#include "people/whole_session.h"

namespace menhu::people {
namespace {

constexpr std::size_t most_passkeys = 10;

base::Result<Challenge> add_challenge(store::WriteTx& tx, const Office& office, base::Random& random,
                                      std::string_view kind, std::optional<std::int64_t> session, base::Instant now) {
    base::Bytes bytes(32);
    random.fill(bytes);
    const ChallengeId id = ChallengeId::make(now, random);
    const base::Duration good_for = office.numbers().sign_in_pending.value;
    TRY(rows::insert_challenge(tx, id.number(),
                               {.challenge_hash = crypto::sha256(base::ByteView{bytes}),
                                .kind = std::string{kind},
                                .session = session,
                                .until = now + good_for}));
    return Challenge{
        .id = id, .challenge = base::to_base64url(bytes), .passkeys = {}, .user_handle = {}, .good_for = good_for};
}

// Of the same kind and session, in time; gone from now on.
base::Result<rows::ChallengeRow> take(store::WriteTx& tx, ChallengeId id, base::Instant now) {
    auto row = TRY(rows::take_challenge(tx, id.number()));
    if (!row || now >= row->until) return base::Error{base::Fault::conflict, "people.challenge_over"};
    return *std::move(row);
}

// An attempt with a passkey: of whom is known once the passkey is.
base::Result<SignInAnswer> refuse_passkey(store::WriteTx& tx, const Office& office, std::string_view why,
                                          std::optional<AccountId> account, std::string_view from, base::Instant now) {
    Facts facts{{"why", std::string{why}}};
    Facts sealed;
    if (!from.empty()) sealed.emplace_back("from", from);
    UnitId unit = operator_unit;
    if (account) {
        const auto row = TRY(rows::account(tx, *account, now));
        if (row) unit = row->unit;
    }
    TRY(record(tx, office,
               {.kind = "people.sign_in_failed",
                .by = account.value_or(operator_account),
                .unit = unit,
                .facts = std::move(facts),
                .sealed = std::move(sealed)},
               now));
    return SignInAnswer{refuse("people.passkey_refused")};
}

// Whose passkey it is, if what was signed is of this challenge and site; otherwise why not.
struct Checked {
    std::optional<rows::PasskeyRow> row;
    std::string_view why;  // not right
};
base::Result<Checked> check_answer(store::WriteTx& tx, const rows::ChallengeRow& challenge, const PasskeySite& site,
                                   const PasskeyAnswer& answer, base::Instant now) {
    Checked checked;
    checked.row = TRY(rows::passkey(tx, answer.credential));
    if (!checked.row) {
        checked.why = "passkey_unknown";
        return checked;
    }
    const bool is_owner = !answer.user_handle || *answer.user_handle == checked.row->account.text();
    if (!is_owner || !is_client_data_of(answer.client_data, "webauthn.get", challenge.challenge_hash, site)) {
        checked.why = "passkey";
        return checked;
    }
    const auto count = crypto::verify_assertion(checked.row->passkey,
                                                {.authenticator_data = answer.authenticator_data,
                                                 .signature = answer.signature,
                                                 .client_data_hash = crypto::sha256(answer.client_data)},
                                                site.id);
    if (!count) {
        checked.why = count.error().code() == "crypto.passkey_copied" ? "passkey_copied" : "passkey";
        return checked;
    }
    TRY(rows::update_passkey_used(tx, checked.row->id, *count, now));
    return checked;
}

base::Result<SignInAnswer> settle(store::WriteTx& tx, const Office& office, base::Random& random,
                                  const PasskeySite& site, const Presented& presented, ChallengeId id,
                                  const PasskeyAnswer& answer, base::Instant now) {
    const auto challenge = TRY(take(tx, id, now));
    std::optional<OpenSession> session;
    if (challenge.session) {
        auto opened = TRY(open_session(tx, office, presented, now));
        if (opened.id != *challenge.session) return base::Error{base::Fault::conflict, "people.challenge_over"};
        session = std::move(opened);
    }
    if (challenge.kind != (session ? "prove" : "sign_in")) {
        return base::Error{base::Fault::conflict, "people.challenge_over"};
    }
    const auto checked = TRY(check_answer(tx, challenge, site, answer, now));
    const auto account = checked.row ? std::optional{checked.row->account} : std::nullopt;
    if (!checked.why.empty()) return refuse_passkey(tx, office, checked.why, account, presented.from, now);
    if (!session && !answer.user_handle) return refuse_passkey(tx, office, "passkey", account, presented.from, now);
    if (session && session->parts.account != *account) {
        return refuse_passkey(tx, office, "passkey", session->parts.account, presented.from, now);
    }
    if (session && session->parts.duty != Duty::must_prove_second) {
        TRY(require_able(ActorMaker::make(session->parts)));
        return refresh_proof(tx, office, *session, presented, "passkey", now);
    }
    // The lock holds for every way in (4-2-3).
    const auto row = TRY(rows::account(tx, *account, now));
    CHECK(row);
    const Attempt attempt{
        .name = office.name_tag(row->name), .account = row->id, .unit = row->unit, .from = presented.from};
    if (const auto until = TRY(lock_of(tx, attempt.name, now))) {
        TRY(record_locked_attempt(tx, office, attempt, now));
        return SignInAnswer{refuse_locked(*until)};
    }
    if (session) return complete_sign_in(tx, office, random, *session, "passkey", presented.from, now);
    auto begun = TRY(start_session(
        tx, office, random,
        {.account = row->id, .method = Method::passkey, .factors = Factors::two, .from = std::string{presented.from}},
        now));
    if (std::holds_alternative<SignedIn>(begun)) TRY(clear_failures(tx, attempt.name));
    return begun;
}

}  // namespace

base::Result<Challenge> challenge_sign_in(store::WriteTx& tx, const Office& office, base::Random& random,
                                          base::Instant now) {
    return add_challenge(tx, office, random, "sign_in", std::nullopt, now);
}

base::Result<Challenge> challenge_proof(store::WriteTx& tx, const Office& office, base::Random& random,
                                        const Presented& presented, base::Instant now) {
    const auto session = TRY(open_session(tx, office, presented, now));
    if (session.parts.standing != Standing::active || session.parts.duty != Duty::must_prove_second) {
        TRY(require_able(ActorMaker::make(session.parts)));
    }
    auto passkeys = TRY(rows::passkeys(tx, session.parts.account));
    if (passkeys.empty()) return base::Error{base::Fault::not_found, "people.no_such_credential", "passkey"};
    auto challenge = TRY(add_challenge(tx, office, random, "prove", session.id, now));
    for (auto& row : passkeys) challenge.passkeys.push_back(std::move(row.passkey.id));
    return challenge;
}

base::Result<Challenge> challenge_enrolment(store::WriteTx& tx, const Office& office, base::Random& random,
                                            const Presented& presented, base::Instant now) {
    const auto session = TRY(open_session(tx, office, presented, now));
    TRY(may_enrol(ActorMaker::make(session.parts), now));
    auto passkeys = TRY(rows::passkeys(tx, session.parts.account));
    if (passkeys.size() >= most_passkeys) return base::Error{base::Fault::conflict, "people.too_many_passkeys"};
    auto challenge = TRY(add_challenge(tx, office, random, "enrol", session.id, now));
    for (auto& row : passkeys) challenge.passkeys.push_back(std::move(row.passkey.id));
    challenge.user_handle = session.parts.account.text();
    return challenge;
}

base::Result<store::Committed<SignInAnswer>> answer_challenge(store::Database& database, const Office& office,
                                                              base::Random& random, const PasskeySite& site,
                                                              const Presented& presented, ChallengeId challenge,
                                                              PasskeyAnswer answer, base::Instant now) {
    return database.write([&office, &random, site, token = std::string{presented.token},
                           from = std::string{presented.from}, challenge, answer = std::move(answer),
                           now](store::WriteTx& tx) {
        return settle(tx, office, random, site, {.token = token, .from = from}, challenge, answer, now);
    });
}

base::Result<PasskeyId> add_passkey(store::WriteTx& tx, const Office& office, base::Random& random,
                                    const PasskeySite& site, const Presented& presented, ChallengeId challenge,
                                    const NewPasskey& made, base::Instant now) {
    const auto session = TRY(open_session(tx, office, presented, now));
    TRY(may_enrol(ActorMaker::make(session.parts), now));
    const auto row = TRY(take(tx, challenge, now));
    const bool is_of_session = row.kind == "enrol" && row.session == session.id;
    if (!is_of_session || !is_client_data_of(made.client_data, "webauthn.create", row.challenge_hash, site)) {
        return base::Error{base::Fault::conflict, "people.challenge_over"};
    }
    auto passkey = TRY(crypto::verify_registration(made.attestation_object, crypto::sha256(made.client_data), site.id));
    if (passkey.id != made.credential) return base::Error{base::Fault::bad_input, "crypto.passkey_malformed"};
    const auto existing = TRY(rows::passkey(tx, passkey.id));
    if (existing) return base::Error{base::Fault::conflict, "people.passkey_exists"};
    const AccountId account = session.parts.account;
    const auto passkeys = TRY(rows::passkeys(tx, account));
    if (passkeys.size() >= most_passkeys) return base::Error{base::Fault::conflict, "people.too_many_passkeys"};
    const PasskeyId id = PasskeyId::make(now, random);
    TRY(rows::insert_passkey(tx, {.id = id.number(),
                                  .account = account,
                                  .passkey = std::move(passkey),
                                  .name = made.name,
                                  .created_at = now,
                                  .last_used_at = std::nullopt}));
    TRY(rest_session_on(tx, session, Enrolled::passkey, now));
    TRY(record(tx, office,
               {.kind = "people.passkey_added",
                .by = account,
                .unit = session.parts.unit,
                .facts = {{"passkey", id.text()}},
                .sealed = {{"name", made.name}}},
               now));
    return id;
}

base::Result<void> remove_passkey(store::WriteTx& tx, const Office& office, const Presented& presented,
                                  PasskeyId passkey, base::Instant now) {
    const auto session = TRY(open_session(tx, office, presented, now));
    TRY(may_enrol(ActorMaker::make(session.parts), now));
    const auto all = TRY(rows::passkeys(tx, session.parts.account));
    const bool is_own = std::ranges::any_of(all, [&](const auto& row) { return row.id == passkey.number(); });
    if (!is_own) return base::Error{base::Fault::not_found, "people.no_such_credential", "passkey"};
    TRY(require_dispensable(tx, office, session, Enrolled::passkey));
    TRY(rows::delete_passkey(tx, session.parts.account, passkey.number()));
    return record(tx, office,
                  {.kind = "people.passkey_removed",
                   .by = session.parts.account,
                   .unit = session.parts.unit,
                   .facts = {{"passkey", passkey.text()}},
                   .sealed = {}},
                  now);
}

}  // namespace menhu::people
