#include "people/start_session.h"

#include "crypto/token.h"
#include "people/account_rows.h"
#include "people/attempts.h"
#include "people/credential_rows.h"
#include "people/idle.h"
#include "people/record.h"
#include "people/refusals.h"
#include "people/sealing.h"
#include "people/session_rows.h"
#include "people/sign_in_terms.h"
#include "people/whole_session.h"

namespace menhu::people {

std::string_view method_code(Method method) {
    switch (method) {
        case Method::password:
            return "password";
        case Method::password_totp:
            return "password_totp";
        case Method::password_passkey:
            return "password_passkey";
        case Method::passkey:
            return "passkey";
        case Method::token:
            return "token";
        case Method::oidc:
            return "oidc";
        case Method::ldap:
            return "ldap";
        case Method::certificate:
            return "certificate";
    }
    base::throw_bug("method_code: no such method");
}

Standing standing_of_account(const Office& office, const rows::AccountRow& account, base::Instant now) {
    const Standing standing = standing_of(account.validity, now);
    if (standing != Standing::active) return standing;
    if (broken_separation(office.profile(), account.roles) != nullptr) return Standing::separated;
    const LastUse use{
        .term_from = account.term_from, .valid_from = account.validity.from, .last_signed_in = account.last_signed_in};
    return now >= idle_at(office.numbers(), use) ? Standing::idle : standing;
}

base::Result<std::optional<SignInRefused>> refusal_here(store::WriteTx& tx, const Office& office,
                                                        const rows::AccountRow& account, std::string_view from,
                                                        base::Instant now) {
    const auto& rules = office.profile().sign_in_rules();
    const Standing standing = standing_here(rules, standing_of_account(office, account, now), account.roles, from, now);
    std::optional<SignInRefused> refused;
    std::string_view why = standing_code(standing);
    if (standing == Standing::outside_hours) {
        refused = refuse("people.outside_hours");
    } else if (standing == Standing::outside_network) {
        refused = refuse("people.outside_network");
    } else if (standing != Standing::active) {
        refused = refuse_wrong();
    } else if (is_elsewhere_refused(rules, account.roles)) {
        const auto live = TRY(rows::live_sessions(tx, account.id, now));
        if (!live.empty()) {
            refused = refuse("people.elsewhere_refused");
            why = "elsewhere";
        }
    }
    if (refused) {
        TRY(record_refused_attempt(
            tx, office,
            {.name = office.name_tag(account.name), .account = account.id, .unit = account.unit, .from = from}, why,
            now));
    }
    return refused;
}

base::Result<void> record_signed_in(store::WriteTx& tx, const Office& office, const rows::AccountRow& account,
                                    std::string_view method, std::string_view from, std::int64_t session,
                                    base::Instant now) {
    const auto live = TRY(rows::live_sessions(tx, account.id, now));
    std::int64_t others = 0;
    for (const auto& other : live) others += other.id != session ? 1 : 0;
    TRY(rows::update_last_signed_in(tx, account.id, now));
    Facts sealed;
    if (!from.empty()) sealed.emplace_back("from", from);
    TRY(record(tx, office,
               {.kind = "people.signed_in",
                .by = account.id,
                .unit = account.unit,
                .facts = {{"method", std::string{method}}},
                .sealed = sealed},
               now));
    if (others == 0) return {};
    return record(tx, office,
                  {.kind = "people.signed_in_elsewhere",
                   .by = account.id,
                   .unit = account.unit,
                   .facts = {{"others", std::to_string(others)}},
                   .sealed = sealed},
                  now);
}

SessionLimits whole_limits(const law::Numbers& numbers, base::Instant now) {
    return {.idle_expires_at = now + numbers.session_idle.value,
            .absolute_expires_at = now + numbers.session_absolute.value,
            .warning = numbers.session_warning.value,
            .fresh_until = now + numbers.step_up.value,
            .extension =
                numbers.session_extensions.value > 0 ? SessionLimits::Extension::left : SessionLimits::Extension::used,
            .slide = SessionLimits::Slide::recent};
}

base::Result<SignInAnswer> begin_session(store::WriteTx& tx, const Office& office, base::Random& random,
                                         const rows::AccountRow& account, const Start& start, base::Instant now) {
    const law::Numbers& numbers = office.numbers();
    const auto second_factors = TRY(rows::second_factors(tx, account.id));
    const std::string token = crypto::random_token(random);
    rows::NewSession session{.id = base::make_id_number(now, random),
                             .token_hash = crypto::token_hash(token),
                             .account = account.id,
                             .started_at = now,
                             .proof = {.method = std::string{method_code(start.method)},
                                       .factors = start.factors,
                                       .proved_at = start.proved_at.value_or(now)},
                             .source_sealed = std::nullopt};
    if (!start.from.empty()) {
        session.source_sealed = seal(office, "session source", account.id, base::as_bytes(start.from), random);
    }
    const Duty duty = duty_of(office.profile().sign_in_rules(),
                              {.roles = account.roles,
                               .proof = session.proof,
                               .second_factors = second_factors,
                               .password_due_at = account.password_due_at},
                              now);
    SessionLimits limits = whole_limits(numbers, now);
    limits.fresh_until = session.proof.proved_at + numbers.step_up.value;
    const bool is_pending = duty == Duty::must_prove_second;
    if (is_pending) {  // waits for the second factor for minutes only, and cannot be extended
        limits.idle_expires_at = limits.absolute_expires_at = now + numbers.sign_in_pending.value;
        limits.extension = SessionLimits::Extension::used;
    }
    session.idle_until = limits.idle_expires_at;
    session.absolute_until = limits.absolute_expires_at;
    TRY(rows::insert_session(tx, session));
    if (is_pending) {
        TRY(record(tx, office,
                   {.kind = "people.first_factor_proved",
                    .by = account.id,
                    .unit = account.unit,
                    .facts = {{"method", session.proof.method}},
                    .sealed = start.from.empty() ? Facts{} : Facts{{"from", start.from}}},
                   now));
    } else {
        TRY(record_signed_in(tx, office, account, session.proof.method, start.from, session.id, now));
    }
    return SignInAnswer{SignedIn{.token = token, .account = account.id, .limits = limits, .duty = duty}};
}

base::Result<SignInAnswer> start_session(store::WriteTx& tx, const Office& office, base::Random& random,
                                         const Start& start, base::Instant now) {
    const auto account = TRY(rows::account(tx, start.account, now));
    if (!account) return SignInAnswer{refuse_wrong()};
    auto refused = TRY(refusal_here(tx, office, *account, start.from, now));
    if (refused) return SignInAnswer{*std::move(refused)};
    return begin_session(tx, office, random, *account, start, now);
}

}  // namespace menhu::people
