#include "people/session.h"

#include <algorithm>

#include "base/bytes.h"
#include "crypto/secret.h"
#include "crypto/token.h"
#include "people/credential_rows.h"
#include "people/open_session.h"
#include "people/record.h"
#include "people/sign_in_terms.h"

namespace menhu::people {
namespace {

// How far the stored idle limit may lag behind, so that a busy user costs a write only now and then.
constexpr std::chrono::seconds slide_step{15};
// After a day without another failure the count for a name starts anew.
constexpr std::chrono::hours attempts_kept{24};

}  // namespace

base::Result<OpenSession> open_session(store::ReadTx& tx, const Office& office, const Presented& presented,
                                       base::Instant now) {
    const auto raw = base::from_base64url(presented.token);
    if (!raw || raw->size() != 32) return base::Error{base::Fault::unauthorized, "people.no_session"};
    auto row = TRY(rows::session(tx, crypto::token_hash(presented.token), now));
    if (!row) return base::Error{base::Fault::unauthorized, "people.no_session"};
    if (now >= row->idle_until || now >= row->absolute_until) {
        return base::Error{base::Fault::unauthorized, "people.session_expired"};
    }
    Standing standing = standing_of(row->validity, now);
    // Ended by a suspension that was lifted since, or by a reset of the password: it does not come back.
    if (row->ended && standing == Standing::active) return base::Error{base::Fault::unauthorized, "people.no_session"};

    // What was right when the roles were given may have been separated since (F2.6).
    const Roles roles = row->actor.roles;
    if (standing == Standing::active && broken_separation(office.profile(), roles) != nullptr) {
        standing = Standing::separated;
    }
    const auto& rules = office.profile().sign_in_rules();
    const law::Numbers& numbers = office.numbers();
    const bool slide_due = !row->ended && now + numbers.session_idle.value >= row->idle_until + slide_step;
    row->actor.standing = standing_here(rules, standing, roles, presented.from, now);
    row->actor.duty = duty_of(rules,
                              {.roles = roles,
                               .proof = row->proof,
                               .second_factors = row->second_factors,
                               .password_due_at = row->password_due_at},
                              now);
    row->actor.session =
        SessionLimits{.idle_expires_at = row->idle_until,
                      .absolute_expires_at = row->absolute_until,
                      .warning = numbers.session_warning.value,
                      .fresh_until = row->proof.proved_at + numbers.step_up.value,
                      .extension = row->extensions < numbers.session_extensions.value ? SessionLimits::Extension::left
                                                                                      : SessionLimits::Extension::used,
                      .slide = slide_due ? SessionLimits::Slide::due : SessionLimits::Slide::recent,
                      .session = SessionId{row->id}};
    return OpenSession{.id = row->id,
                       .parts = std::move(row->actor),
                       .proof = std::move(row->proof),
                       .second_factors = row->second_factors};
}

base::Result<Actor> identify(store::ReadTx& tx, const Office& office, std::string_view token, base::Instant now) {
    return identify(tx, office, Presented{.token = token, .from = {}}, now);
}

base::Result<Actor> identify(store::WriteTx& tx, const Office& office, std::string_view token, base::Instant now) {
    return identify(tx, office, Presented{.token = token, .from = {}}, now);
}

base::Result<Actor> identify(store::ReadTx& tx, const Office& office, const Presented& presented, base::Instant now) {
    auto session = TRY(open_session(tx, office, presented, now));
    return ActorMaker::make(std::move(session.parts));
}

base::Result<Actor> identify(store::WriteTx& tx, const Office& office, const Presented& presented, base::Instant now) {
    auto session = TRY(open_session(tx, office, presented, now));
    SessionLimits& limits = *session.parts.session;
    const bool may_slide = session.parts.standing == Standing::active && session.parts.duty != Duty::must_prove_second;
    if (limits.slide == SessionLimits::Slide::due && may_slide) {
        limits.idle_expires_at = now + office.numbers().session_idle.value;
        limits.slide = SessionLimits::Slide::recent;
        TRY(rows::update_idle(tx, session.id, limits.idle_expires_at));
    }
    return ActorMaker::make(std::move(session.parts));
}

bool is_sign_in_needed(const base::Error& error) {
    return error.code() == "people.no_session" || error.code() == "people.session_expired";
}

std::string csrf_token(std::string_view token) {
    return base::to_base64url(crypto::sha256({base::as_bytes("menhu csrf v1\n"), base::as_bytes(token)}));
}

bool csrf_matches(std::string_view token, std::string_view csrf) {
    return crypto::constant_time_equal(base::as_bytes(csrf_token(token)), base::as_bytes(csrf));
}

base::Result<SessionLimits> extend_session(store::WriteTx& tx, const Office& office, const Presented& presented,
                                           base::Instant now) {
    auto session = TRY(open_session(tx, office, presented, now));
    SessionLimits& limits = *session.parts.session;
    const Duty duty = session.parts.duty;
    if (session.parts.standing != Standing::active || duty == Duty::must_prove_second) {
        TRY(require_able(ActorMaker::make(std::move(session.parts))));
    }
    if (limits.extension == SessionLimits::Extension::used) {
        return base::Error{base::Fault::conflict, "people.extension_used"};
    }
    const base::Duration idle = office.numbers().session_idle.value;
    limits.idle_expires_at = std::max(limits.idle_expires_at, now + idle);
    limits.absolute_expires_at += idle;
    TRY(rows::update_extended(tx, session.id, limits.idle_expires_at, limits.absolute_expires_at));
    TRY(record(tx, office,
               {.kind = "people.session_extended",
                .by = session.parts.account,
                .unit = session.parts.unit,
                .facts = {{"until", base::to_rfc3339(limits.absolute_expires_at)}},
                .sealed = {}},
               now));
    auto after = TRY(open_session(tx, office, presented, now));
    return *after.parts.session;
}

base::Result<void> sign_out(store::WriteTx& tx, const Office& office, std::string_view token, base::Instant now) {
    auto session = open_session(tx, office, token, now);
    if (!session) {
        if (is_sign_in_needed(session.error())) return {};
        return std::move(session).error();
    }
    TRY(rows::delete_session(tx, session->id));
    return record(tx, office,
                  {.kind = "people.signed_out",
                   .by = session->parts.account,
                   .unit = session->parts.unit,
                   .facts = {},
                   .sealed = {}},
                  now);
}

base::Result<std::int64_t> expire_sessions(store::WriteTx& tx, const Office& office, base::Instant now) {
    auto expired = TRY(rows::expired_sessions(tx, now));
    std::int64_t count = 0;
    for (const rows::ExpiredSession& session : expired) {
        TRY(rows::delete_session(tx, session.id));
        if (session.was == rows::ExpiredSession::Was::ended) continue;
        ++count;
        TRY(record(tx, office,
                   {.kind = "people.session_expired",
                    .by = session.account,
                    .unit = session.unit,
                    .facts = {{"expired_at", base::to_rfc3339(session.at)}},
                    .sealed = {}},
                   now));
    }
    TRY(rows::delete_stale_attempts(tx, now - attempts_kept, now));
    TRY(rows::delete_stale_challenges(tx, now));
    TRY(rows::delete_stale_tokens(tx, now));
    return count;
}

}  // namespace menhu::people
