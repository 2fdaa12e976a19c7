#pragma once
// The handlers of watches of cases. Only endpoints_watch.cc and the handlers include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// watches.cc
Answer get_watch_form(const Rooms& rooms, const Call& call);
Answer post_watch(const Rooms& rooms, const Call& call);
Answer get_watches(const Rooms& rooms, const Call& call);
Answer get_watch(const Rooms& rooms, const Call& call);
Answer get_watched(const Rooms& rooms, const Call& call);
Answer post_watch_end(const Rooms& rooms, const Call& call);
Answer post_watch_take_over(const Rooms& rooms, const Call& call);
// watch_hits.cc
Answer get_watch_hits(const Rooms& rooms, const Call& call);
Answer post_watch_hit_seen(const Rooms& rooms, const Call& call);
Answer post_watch_hit_handled(const Rooms& rooms, const Call& call);
Answer post_watch_hit_take_up(const Rooms& rooms, const Call& call);
void post_watch_hit_look_up(const Rooms& rooms, Call call, Reply reply);

}  // namespace menhu::web
