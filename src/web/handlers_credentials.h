#pragma once
// The handlers of sign-in, credentials and sessions. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// session.cc: what checks passwords goes through the sign-in pool.
void queue_sign_in(const Rooms& rooms, Call call, Reply reply);
void queue_password_change(const Rooms& rooms, Call call, Reply reply);
// session_proofs.cc
void queue_step_up(const Rooms& rooms, Call call, Reply reply);
Answer post_session_code(const Rooms& rooms, const Call& call);
Answer post_passkey_options(const Rooms& rooms, const Call& call);
Answer post_session_passkey(const Rooms& rooms, const Call& call);
Answer post_redeem(const Rooms& rooms, const Call& call);
// credentials.cc
Answer get_credentials(const Rooms& rooms, const Call& call);
Answer post_totp(const Rooms& rooms, const Call& call);
Answer post_totp_code(const Rooms& rooms, const Call& call);
Answer delete_totp(const Rooms& rooms, const Call& call);
Answer post_enrolment_options(const Rooms& rooms, const Call& call);
Answer post_passkey(const Rooms& rooms, const Call& call);
Answer delete_passkey(const Rooms& rooms, const Call& call);
Answer post_recovery(const Rooms& rooms, const Call& call);
// my_sessions.cc
Answer get_sessions(const Rooms& rooms, const Call& call);
Answer delete_my_session(const Rooms& rooms, const Call& call);

// What a request shows of its sender; borrows the call.
inline people::Presented shown_by(const Call& call) { return {.token = call.token, .from = call.source}; }

// May this source try now? If not, the answer to send.
std::optional<Answer> throttled(const Rooms& rooms, const Call& call);
// Runs `work` on the sign-in pool, or answers at once that too many are waiting.
void in_sign_in_pool(const Rooms& rooms, Call call, const Reply& reply,
                     Answer (*work)(const Rooms& rooms, const Call& call));

}  // namespace menhu::web
