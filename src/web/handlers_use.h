#pragma once
// The handlers of applications to use data and of the register of grants. Only endpoints_use.cc and the handlers
// include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// use_form.cc
Answer get_data_form(const Rooms& rooms, const Call& call);
// use_applications.cc
Answer get_data_applications(const Rooms& rooms, const Call& call);
Answer get_data_application(const Rooms& rooms, const Call& call);
Answer get_data_preview(const Rooms& rooms, const Call& call);
// use_acts.cc
Answer post_data_application(const Rooms& rooms, const Call& call);
Answer put_data_application(const Rooms& rooms, const Call& call);
void post_data_approve(const Rooms& rooms, Call call, Reply reply);
void post_data_send_back(const Rooms& rooms, Call call, Reply reply);
void post_data_refuse(const Rooms& rooms, Call call, Reply reply);
void post_data_withdraw(const Rooms& rooms, Call call, Reply reply);
// use_attachments.cc
std::expected<std::unique_ptr<UploadSink>, Answer> post_data_attachment(const Rooms& rooms, const Call& call);
Answer get_data_attachment(const Rooms& rooms, const Call& call);
void delete_data_attachment(const Rooms& rooms, Call call, Reply reply);
// grant_register.cc
Answer get_grant_register(const Rooms& rooms, const Call& call);
Answer get_grant_register_csv(const Rooms& rooms, const Call& call);
Answer get_grant(const Rooms& rooms, const Call& call);
void post_grant_suspend(const Rooms& rooms, Call call, Reply reply);
void post_grant_resume(const Rooms& rooms, Call call, Reply reply);
void post_grant_end(const Rooms& rooms, Call call, Reply reply);

}  // namespace menhu::web
