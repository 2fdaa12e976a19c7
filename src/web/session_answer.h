#pragma once
// What a sign-in is answered, whichever way it came: the session with its cookie, or why not. Thread rule: blocks for a
// read.
#include <string>
#include <string_view>

#include "people/actor.h"
#include "people/sign_in.h"
#include "web/call.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// What a session's view needs beside its actor.
struct BesideSession {
    std::vector<std::string_view> awaits;
    std::int64_t elsewhere = 0;
};
base::Result<BesideSession> beside_session(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor,
                                           std::string_view token, base::Instant now);
SessionView session_view(const people::Actor& actor, std::string_view token, const BesideSession& beside);

// A session cookie without an age: it ends with the browser, or before by the server's limits. With no token: it ends
// now.
std::string session_cookie(const Rooms& rooms, std::string_view token);

// The session of a token, as it is now. Errors: those of people::identify.
base::Result<Answer> session_answer(const Rooms& rooms, const people::Presented& presented, base::Instant now);

// `call`: that which signed in.
Answer answer_sign_in(const Rooms& rooms, const Call& call, const people::SignInAnswer& outcome);

}  // namespace menhu::web
