#pragma once
// The handlers of leavers and letters. Only endpoints_duties.cc and the handlers include it. Thread rule: see
// endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// leavers.cc
Answer post_leaver_preview(const Rooms& rooms, const Call& call);
Answer post_leaver(const Rooms& rooms, const Call& call);
Answer get_leavers(const Rooms& rooms, const Call& call);
Answer get_leaver(const Rooms& rooms, const Call& call);
Answer post_leaver_withdraw(const Rooms& rooms, const Call& call);
// letters.cc
Answer get_letters(const Rooms& rooms, const Call& call);
Answer get_letter(const Rooms& rooms, const Call& call);
Answer put_letter(const Rooms& rooms, const Call& call);
Answer post_letter_sent(const Rooms& rooms, const Call& call);
Answer get_letter_odt(const Rooms& rooms, const Call& call);
Answer get_letter_pdf(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
