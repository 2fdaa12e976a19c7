#pragma once
// The handlers of what explains and narrows decisions. Only endpoints_decision.cc and the handlers include it. Thread
// rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// why.cc
Answer get_access_why(const Rooms& rooms, const Call& call);
// case_files.cc
std::expected<std::unique_ptr<UploadSink>, Answer> post_cases(const Rooms& rooms, const Call& call);
Answer delete_cases(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
