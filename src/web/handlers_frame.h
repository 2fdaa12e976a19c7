#pragma once
// The handlers of sampling frames. Only endpoints_frame.cc and the handlers include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// frames.cc
Answer get_frame_form(const Rooms& rooms, const Call& call);
Answer get_frames(const Rooms& rooms, const Call& call);
Answer post_frame(const Rooms& rooms, const Call& call);
Answer get_frame(const Rooms& rooms, const Call& call);
Answer post_frame_draw(const Rooms& rooms, const Call& call);
Answer post_frame_cancel(const Rooms& rooms, const Call& call);
Answer post_frame_redraw(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
