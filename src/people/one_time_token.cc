#include "people/one_time_token.h"

#include "format/typed_code.h"
#include "people/account_rows.h"
#include "people/attempts.h"
#include "people/credential_rows.h"
#include "people/duty.h"
#include "people/new_account.h"
#include "people/record.h"
#include "people/refusals.h"
#include "people/session_rows.h"
#include "people/set_password.h"
#include "people/start_session.h"
#include "people/term.h"
#include "people/whole_session.h"

namespace menhu::people {
namespace {

// One answer to whatever is wrong with a token; recorded, by whom is not known.
base::Result<SignInAnswer> refuse_token(store::WriteTx& tx, const Office& office, std::string_view from,
                                        base::Instant now) {
    TRY(record(tx, office,
               {.kind = "people.sign_in_failed",
                .by = operator_account,
                .unit = operator_unit,
                .facts = {{"why", "token"}},
                .sealed = from.empty() ? Facts{} : Facts{{"from", std::string{from}}}},
               now));
    return SignInAnswer{refuse("people.token_refused")};
}

// Whoever held the former credentials is out.
base::Result<void> forget_credentials(store::WriteTx& tx, AccountId account, base::Instant now) {
    TRY(rows::delete_totp(tx, account));
    TRY(rows::delete_totp_offer(tx, account));
    TRY(rows::delete_passkeys(tx, account));
    TRY(rows::delete_unusable_passwords(tx, account));
    return rows::insert_password(tx, account,
                                 {.hash = std::string{unusable_password}, .set_by = rows::SetBy::other, .set_at = now});
}

base::Result<SignInAnswer> settle(store::WriteTx& tx, const Office& office, base::Random& random,
                                  const crypto::Digest& hash, const std::string& from, base::Instant now) {
    const auto token = TRY(rows::token(tx, hash));
    if (!token || token->used_at || now >= token->until) return refuse_token(tx, office, from, now);
    const auto account = TRY(rows::account(tx, token->account, now));
    if (!account) return refuse_token(tx, office, from, now);
    auto refused = TRY(refusal_here(tx, office, *account, from, now));
    if (refused) {
        if (refused->code == "people.sign_in_refused") refused = refuse("people.token_refused");
        return SignInAnswer{*std::move(refused)};
    }
    TRY(rows::update_token_used(tx, hash, now));
    if (token->kind == token_use_code(TokenUse::recovery)) TRY(forget_credentials(tx, account->id, now));
    TRY(rows::end_sessions(tx, account->id, "token_redeemed"));
    TRY(clear_failures(tx, office.name_tag(account->name)));
    TRY(record(tx, office,
               {.kind = "people.token_redeemed",
                .by = account->id,
                .unit = account->unit,
                .facts = {{"use", token->kind}},
                .sealed = from.empty() ? Facts{} : Facts{{"from", from}}},
               now));
    return begin_session(tx, office, random, *account,
                         {.account = account->id, .method = Method::token, .factors = Factors::token, .from = from},
                         now);
}

}  // namespace

std::string_view token_use_code(TokenUse use) { return use == TokenUse::activation ? "activation" : "recovery"; }

std::string new_one_time_token(base::Random& random) {
    base::Bytes bytes(16);
    random.fill(bytes);
    std::string text;
    unsigned held = 0;
    int bits = 0;
    int digits = 0;
    const auto put = [&](unsigned value) {
        if (digits > 0 && digits % 4 == 0) text += '-';
        text += format::typed_code_letters[value & 31U];
        ++digits;
    };
    for (const std::uint8_t byte : bytes) {
        held = (held << 8U | byte) & 0xFFFFU;
        bits += 8;
        for (; bits >= 5; bits -= 5) put(held >> static_cast<unsigned>(bits - 5));
    }
    put(held << static_cast<unsigned>(5 - bits));
    return text;
}

crypto::Digest one_time_token_hash(std::string_view typed) {
    return crypto::sha256(
        {base::as_bytes("menhu one-time token v1\n"), base::as_bytes(format::read_typed_code(typed))});
}

base::Result<void> add_one_time_token(store::WriteTx& tx, const Office&, AccountId account, TokenUse use,
                                      const crypto::Digest& token_hash, base::Instant until, base::Instant now) {
    TRY(rows::delete_tokens(tx, account));
    return rows::insert_token(
        tx, token_hash,
        {.account = account, .kind = std::string{token_use_code(use)}, .until = until, .used_at = std::nullopt}, now);
}

base::Result<store::Committed<SignInAnswer>> redeem_token(store::Database& database, const Office& office,
                                                          base::Random& random, std::string_view token,
                                                          std::string_view from, base::Instant now) {
    return database.write([&office, &random, hash = one_time_token_hash(token), from = std::string{from},
                           now](store::WriteTx& tx) { return settle(tx, office, random, hash, from, now); });
}

base::Result<Activation> create_account_to_activate(store::WriteTx& tx, const Office& office, const Actor& by,
                                                    const NewAccount& account, base::Random& random,
                                                    base::Instant now) {
    TRY(require(by, Role::account_administrator));
    TRY(check_new_account(office, account));
    Activation activation{.account = AccountId::make(now, random),
                          .token = new_one_time_token(random),
                          .expires_at = after(account.from, office.numbers().claim_code_validity.value)};
    TRY(insert_new_account(tx, office, by, activation.account, account, "activation_token", now));
    TRY(require_administrator_of(tx, by, account.unit, now));
    TRY(add_one_time_token(tx, office, activation.account, TokenUse::activation, one_time_token_hash(activation.token),
                           activation.expires_at, now));
    return activation;
}

base::Result<Recovery> recover_account(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                       std::string_view reason, base::Random& random, base::Instant now) {
    TRY(require_any(by, Roles{Role::account_administrator, Role::operator_}));
    if (by.account() == account) return base::Error{base::Fault::refused, "people.own_account"};
    const auto row = TRY(rows::account(tx, account, now));
    if (!row) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    if (by.has(Role::account_administrator)) {
        TRY(require_administrator_of(tx, by, row->unit, now));
    } else if (!row->roles.has(Role::account_administrator)) {
        // The console brings back a lost administrator; it opens nobody's door to personal data (S1.1).
        return base::Error{base::Fault::refused, "people.role_missing", "of an administrator's account only"};
    }
    if (row->validity.state == State::closed) return base::Error{base::Fault::conflict, "people.account_closed"};
    Recovery recovery{.token = new_one_time_token(random), .expires_at = now + office.numbers().recovery_token.value};
    TRY(add_one_time_token(tx, office, account, TokenUse::recovery, one_time_token_hash(recovery.token),
                           recovery.expires_at, now));
    TRY(clear_failures(tx, office.name_tag(row->name)));
    const auto ended = TRY(rows::end_sessions(tx, account, "recovered"));
    TRY(record(tx, office, by, "people.account_recovered",
               {{"about_account", account.text()},
                {"until", base::to_rfc3339(recovery.expires_at)},
                {"sessions_ended", std::to_string(ended)}},
               {{"reason", std::string{reason}}}, now));
    return recovery;
}

}  // namespace menhu::people
