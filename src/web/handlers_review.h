#pragma once
// The handlers of account reviews. Only endpoints_review.cc and the handlers include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// reviews.cc: looking
Answer get_reviews(const Rooms& rooms, const Call& call);
Answer get_review(const Rooms& rooms, const Call& call);
Answer get_review_lines(const Rooms& rooms, const Call& call);
Answer get_review_verification(const Rooms& rooms, const Call& call);
// review_acts.cc: deciding, submitting, signing
Answer post_review_lines(const Rooms& rooms, const Call& call);
Answer post_review_submit(const Rooms& rooms, const Call& call);
Answer post_review_send_back(const Rooms& rooms, const Call& call);
Answer post_review_sign(const Rooms& rooms, const Call& call);
// review_personnel.cc
std::expected<std::unique_ptr<UploadSink>, Answer> post_review_personnel(const Rooms& rooms, const Call& call);
// review_files.cc
Answer get_review_json(const Rooms& rooms, const Call& call);
Answer get_review_pdf(const Rooms& rooms, const Call& call);
Answer get_review_ods(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
