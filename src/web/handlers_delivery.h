#pragma once
// The handlers of what belongs to deliveries beside the files themselves: comparison and release;
// layouts and other definitions. Only endpoints_delivery.cc and the handlers include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// delivery_difference.cc
Answer get_difference(const Rooms& rooms, const Call& call);
Answer post_release(const Rooms& rooms, const Call& call);

// delivery_reject_rows.cc
Answer get_reject_rows(const Rooms& rooms, const Call& call);
// delivery_calendar.cc
Answer get_delivery_calendar(const Rooms& rooms, const Call& call);
Answer post_schedule(const Rooms& rooms, const Call& call);
Answer post_schedule_end(const Rooms& rooms, const Call& call);
Answer post_notice(const Rooms& rooms, const Call& call);
Answer get_doubts(const Rooms& rooms, const Call& call);
Answer post_doubt(const Rooms& rooms, const Call& call);
// layouts.cc
Answer get_layouts(const Rooms& rooms, const Call& call);
Answer get_layout(const Rooms& rooms, const Call& call);
std::expected<std::unique_ptr<UploadSink>, Answer> post_layout(const Rooms& rooms, const Call& call);
std::expected<std::unique_ptr<UploadSink>, Answer> post_layout_check(const Rooms& rooms, const Call& call);
Answer post_layout_approve(const Rooms& rooms, const Call& call);
Answer post_layout_refuse(const Rooms& rooms, const Call& call);
// layout_trials.cc
std::expected<std::unique_ptr<UploadSink>, Answer> post_layout_sample(const Rooms& rooms, const Call& call);
std::expected<std::unique_ptr<UploadSink>, Answer> post_layout_dry_run(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
