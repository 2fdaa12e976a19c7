#pragma once
// The handlers of sign-in by way of outside providers, and of the identities of accounts. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// sign_in_methods.cc
Answer get_sign_in_methods(const Rooms& rooms, const Call& call);
Answer post_certificate_challenge(const Rooms& rooms, const Call& call);
Answer post_certificate_sign_in(const Rooms& rooms, const Call& call);
// sign_in_openid.cc
Answer get_openid_departure(const Rooms& rooms, const Call& call);
Answer get_openid_arrival(const Rooms& rooms, const Call& call);
// identities.cc
Answer get_identities(const Rooms& rooms, const Call& call);
void post_identity(const Rooms& rooms, Call call, Reply reply);
void delete_identity(const Rooms& rooms, Call call, Reply reply);

}  // namespace menhu::web
