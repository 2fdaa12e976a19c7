#pragma once
// The handlers of kinship authorisations, conflicts of interest and contractors' destructions. Only their
// endpoints_*.cc and the handlers include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// kinship.cc
Answer get_kinship_form(const Rooms& rooms, const Call& call);
Answer get_authorisations(const Rooms& rooms, const Call& call);
Answer get_authorisation(const Rooms& rooms, const Call& call);
Answer get_readiness(const Rooms& rooms, const Call& call);
void post_authorisation(const Rooms& rooms, Call call, Reply reply);
void post_authorisation_open(const Rooms& rooms, Call call, Reply reply);
void post_authorisation_presence(const Rooms& rooms, Call call, Reply reply);
void post_authorisation_withdraw(const Rooms& rooms, Call call, Reply reply);
// conflicts.cc
Answer get_conflicts(const Rooms& rooms, const Call& call);
Answer get_colleagues(const Rooms& rooms, const Call& call);
void post_conflict(const Rooms& rooms, Call call, Reply reply);
void post_conflict_take(const Rooms& rooms, Call call, Reply reply);
void post_conflict_withdraw(const Rooms& rooms, Call call, Reply reply);
// destructions.cc
Answer get_destructions(const Rooms& rooms, const Call& call);
void post_destruction_done(const Rooms& rooms, Call call, Reply reply);

}  // namespace menhu::web
