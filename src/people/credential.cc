#include "people/credential.h"

#include <algorithm>

#include "crypto/totp.h"
#include "people/account_rows.h"
#include "people/credential_rows.h"
#include "people/enrolment.h"
#include "people/prove.h"
#include "people/record.h"
#include "people/sealing.h"
#include "people/set_password.h"
#include "people/sign_in_terms.h"

namespace menhu::people {
namespace {

// RFC 3986 section 2.1.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                              c == '.' || c == '_' || c == '~';
        if (is_plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

base::Result<OpenSession> open_to_enrol(store::ReadTx& tx, const Office& office, const Presented& presented,
                                        base::Instant now) {
    auto session = TRY(open_session(tx, office, presented, now));
    TRY(may_enrol(ActorMaker::make(session.parts), now));
    return session;
}

}  // namespace

base::Result<void> may_enrol(const Actor& actor, base::Instant now) {
    if (actor.standing() == Standing::active && actor.duty() == Duty::must_enrol) return {};
    TRY(require_able(actor));
    return require_fresh(actor, now);
}

base::Result<bool> has_password(store::ReadTx& tx, AccountId account) {
    const auto passwords = TRY(rows::passwords(tx, account, 1));
    return !passwords.empty() && passwords.front().hash != unusable_password;
}

base::Result<void> rest_session_on(store::WriteTx& tx, const OpenSession& session, Enrolled enrolled,
                                   base::Instant now) {
    const AccountId account = session.parts.account;
    const auto second_factors = TRY(rows::second_factors(tx, account));
    Factors factors = session.proof.factors;
    if (factors == Factors::token) {
        const bool has = TRY(has_password(tx, account));
        // A passkey is a whole sign-in by itself; a code is one beside a password only.
        if (enrolled == Enrolled::passkey || (has && second_factors > 0)) {
            factors = Factors::two;
        } else if (has) {
            factors = Factors::one;
        }
    } else if (enrolled != Enrolled::password) {
        factors = Factors::two;
    }
    return rows::update_proof(tx, session.id, factors, now);
}

base::Result<void> require_dispensable(store::ReadTx& tx, const Office& office, const OpenSession& session,
                                       Enrolled which) {
    const AccountId account = session.parts.account;
    const bool is_last_second = session.second_factors <= 1;
    const bool is_required = is_second_factor_required(office.profile().sign_in_rules(), session.parts.roles);
    const bool has = TRY(has_password(tx, account));
    const auto passkeys = TRY(rows::passkeys(tx, account));
    const bool is_only_door = which == Enrolled::passkey && !has && passkeys.size() <= 1;
    if ((is_required && is_last_second) || is_only_door) {
        return base::Error{base::Fault::conflict, "people.last_credential"};
    }
    return {};
}

base::Result<Credentials> credentials_of(store::ReadTx& tx, const Office& office, AccountId account,
                                         base::Instant now) {
    Credentials all;
    const auto row = TRY(rows::account(tx, account, now));
    if (!row) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    const auto passwords = TRY(rows::passwords(tx, account, 1));
    if (!passwords.empty() && passwords.front().hash != unusable_password) {
        all.password = {.set_at = passwords.front().set_at, .due_at = row->password_due_at};
    }
    const auto totp = TRY(rows::totp(tx, account));
    if (totp) all.totp_enrolled_at = totp->enrolled_at;
    auto passkeys = TRY(rows::passkeys(tx, account));
    for (auto& passkey : passkeys) {
        all.passkeys.push_back({.id = PasskeyId{passkey.id},
                                .name = std::move(passkey.name),
                                .created_at = passkey.created_at,
                                .last_used_at = passkey.last_used_at});
    }
    if (is_second_factor_required(office.profile().sign_in_rules(), row->roles)) {
        all.second = Credentials::Second::required;
    }
    return all;
}

base::Result<std::vector<std::string_view>> second_factors_of(store::ReadTx& tx, AccountId account) {
    std::vector<std::string_view> factors;
    const auto totp = TRY(rows::totp(tx, account));
    if (totp) factors.emplace_back("totp");
    const auto passkeys = TRY(rows::passkeys(tx, account));
    if (!passkeys.empty()) factors.emplace_back("passkey");
    return factors;
}

base::Result<TotpOffer> offer_totp(store::WriteTx& tx, const Office& office, base::Random& random,
                                   const Presented& presented, base::Instant now) {
    const auto session = TRY(open_to_enrol(tx, office, presented, now));
    const AccountId account = session.parts.account;
    const crypto::Secret secret = crypto::new_totp_secret(random);
    TRY(rows::put_totp_offer(tx, account,
                             {.secret_sealed = seal(office, "totp offer", account, secret.view(), random),
                              .until = now + office.numbers().sign_in_pending.value}));
    TotpOffer offer;
    offer.secret = crypto::totp_secret_text(secret);
    const std::string issuer = percent_encoded("門戶 " + office.profile().agency().short_name);
    offer.uri = "otpauth://totp/" + issuer + ":" + percent_encoded(session.parts.account_name) +
                "?secret=" + offer.secret + "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30";
    return offer;
}

base::Result<void> confirm_totp(store::WriteTx& tx, const Office& office, const Presented& presented,
                                std::string_view code, base::Random& random, base::Instant now) {
    const auto session = TRY(open_to_enrol(tx, office, presented, now));
    const AccountId account = session.parts.account;
    const auto offer = TRY(rows::totp_offer(tx, account));
    if (!offer || now >= offer->until) return base::Error{base::Fault::conflict, "people.no_totp_offer"};
    const auto secret = TRY(unseal(office, "totp offer", account, offer->secret_sealed));
    const auto step = crypto::match_totp(secret, code, now, 0);
    if (!step) return base::Error{base::Fault::bad_input, "people.totp_not_confirmed"};
    TRY(rows::put_totp(tx, account,
                       {.secret_sealed = seal(office, "totp", account, secret.view(), random),
                        .enrolled_at = now,
                        .last_step = *step}));
    TRY(rows::delete_totp_offer(tx, account));
    TRY(rest_session_on(tx, session, Enrolled::totp, now));
    return record(
        tx, office,
        {.kind = "people.totp_enrolled", .by = account, .unit = session.parts.unit, .facts = {}, .sealed = {}}, now);
}

base::Result<void> remove_totp(store::WriteTx& tx, const Office& office, const Presented& presented,
                               base::Instant now) {
    const auto session = TRY(open_to_enrol(tx, office, presented, now));
    const auto totp = TRY(rows::totp(tx, session.parts.account));
    if (!totp) return base::Error{base::Fault::not_found, "people.no_such_credential", "totp"};
    TRY(require_dispensable(tx, office, session, Enrolled::totp));
    TRY(rows::delete_totp(tx, session.parts.account));
    return record(tx, office,
                  {.kind = "people.totp_removed",
                   .by = session.parts.account,
                   .unit = session.parts.unit,
                   .facts = {},
                   .sealed = {}},
                  now);
}

}  // namespace menhu::people
