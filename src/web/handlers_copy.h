#pragma once
// The handlers of copies that leave. Only endpoints_copy.cc and the handlers include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// copy_keepers.cc
Answer get_recipients(const Rooms& rooms, const Call& call);
Answer post_recipient(const Rooms& rooms, const Call& call);
Answer post_recipient_confirm(const Rooms& rooms, const Call& call);
Answer post_recipient_revoke(const Rooms& rooms, const Call& call);
Answer get_copy_approvals(const Rooms& rooms, const Call& call);
Answer post_copy_approval(const Rooms& rooms, const Call& call);
Answer post_copy_approval_confirm(const Rooms& rooms, const Call& call);
Answer post_copy_approval_revoke(const Rooms& rooms, const Call& call);
// copies.cc
Answer post_export(const Rooms& rooms, const Call& call);
Answer get_copies(const Rooms& rooms, const Call& call);
Answer get_copy(const Rooms& rooms, const Call& call);
Answer get_copy_file(const Rooms& rooms, const Call& call);
Answer post_copy_end(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
