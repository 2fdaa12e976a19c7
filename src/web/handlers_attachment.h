#pragma once
// The handlers of what goes into case files. Only endpoints_attachment.cc and the handlers include it. Thread rule: see
// endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// attachments.cc
Answer post_attachment(const Rooms& rooms, const Call& call);
Answer post_match_attachment(const Rooms& rooms, const Call& call);
Answer get_attachment_file(const Rooms& rooms, const Call& call);
Answer post_attachment_destroy(const Rooms& rooms, const Call& call);
Answer post_attachment_paper(const Rooms& rooms, const Call& call);
// attachment_register.cc
Answer post_attachment_search(const Rooms& rooms, const Call& call);
Answer get_attachment(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
