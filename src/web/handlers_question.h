#pragma once
// The handlers of answers instead of data and of kinship queries. Only endpoints_question.cc and the handlers include
// it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// questions.cc
Answer get_question_choices(const Rooms& rooms, const Call& call);
void post_question(const Rooms& rooms, Call call, Reply reply);
// kin_queries.cc
void post_kin_query(const Rooms& rooms, Call call, Reply reply);

}  // namespace menhu::web
