#pragma once
// The handlers of matching lists against the registry. Only endpoints_match.cc and the handlers include it. Thread
// rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// match_lists.cc
Answer get_match_rules(const Rooms& rooms, const Call& call);
std::expected<std::unique_ptr<UploadSink>, Answer> post_match_list(const Rooms& rooms, const Call& call);
Answer get_match_list(const Rooms& rooms, const Call& call);
Answer post_match_check(const Rooms& rooms, const Call& call);
// matches_asked.cc
Answer post_match(const Rooms& rooms, const Call& call);
Answer get_matches(const Rooms& rooms, const Call& call);
Answer get_match(const Rooms& rooms, const Call& call);
Answer post_match_cancel(const Rooms& rooms, const Call& call);
Answer post_match_resume(const Rooms& rooms, const Call& call);
Answer post_match_destroy(const Rooms& rooms, const Call& call);
// match_results.cc
Answer get_match_rows(const Rooms& rooms, const Call& call);
Answer get_match_result(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
