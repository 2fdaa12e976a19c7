#include "people/live_session.h"

#include "people/session_rows.h"
#include "people/sign_in_terms.h"
#include "people/standing.h"

namespace menhu::people {

base::Result<std::optional<LiveSession>> live_session(store::ReadTx& tx, const law::Profile& profile, SessionId session,
                                                      base::Instant now) {
    using Answer = std::optional<LiveSession>;
    const auto token_hash = TRY(rows::session_token_hash(tx, session.number()));
    if (!token_hash) return Answer{};
    const auto row = TRY(rows::session(tx, *token_hash, now));
    if (!row || row->ended || now >= row->idle_until || now >= row->absolute_until) return Answer{};
    const Roles roles = row->actor.roles;
    Standing standing = standing_of(row->validity, now);
    if (standing == Standing::active && broken_separation(profile, roles) != nullptr) standing = Standing::separated;
    const auto& rules = profile.sign_in_rules();
    if (standing_now(rules, standing, roles, now) != Standing::active) return Answer{};
    const Duty duty = duty_of(rules,
                              {.roles = roles,
                               .proof = row->proof,
                               .second_factors = row->second_factors,
                               .password_due_at = row->password_due_at},
                              now);
    if (duty != Duty::none) return Answer{};
    return Answer{{.session = session, .account = row->actor.account, .unit = row->actor.unit, .roles = roles}};
}

}  // namespace menhu::people
