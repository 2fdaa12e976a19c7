#pragma once
// The handlers of units, duties of office, applications and accounts. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// units.cc
Answer get_units(const Rooms& rooms, const Call& call);
Answer get_unit(const Rooms& rooms, const Call& call);
Answer get_answerable(const Rooms& rooms, const Call& call);
void post_unit(const Rooms& rooms, Call call, Reply reply);
void put_contract(const Rooms& rooms, Call call, Reply reply);
// offices.cc
void post_duty(const Rooms& rooms, Call call, Reply reply);
void post_duty_end(const Rooms& rooms, Call call, Reply reply);
Answer get_absences(const Rooms& rooms, const Call& call);
void post_absence(const Rooms& rooms, Call call, Reply reply);
void post_absence_end(const Rooms& rooms, Call call, Reply reply);
Answer get_break_glass(const Rooms& rooms, const Call& call);
void post_break_glass_acknowledge(const Rooms& rooms, Call call, Reply reply);
Answer get_pledge(const Rooms& rooms, const Call& call);
void post_pledge(const Rooms& rooms, Call call, Reply reply);
// applications.cc, application_acts.cc
Answer get_application_form(const Rooms& rooms, const Call& call);
Answer get_applications(const Rooms& rooms, const Call& call);
Answer get_application(const Rooms& rooms, const Call& call);
Answer post_claim(const Rooms& rooms, const Call& call);
Answer post_application(const Rooms& rooms, const Call& call);
Answer put_application(const Rooms& rooms, const Call& call);
Answer post_claim_resubmit(const Rooms& rooms, const Call& call);
Answer post_claim_withdraw(const Rooms& rooms, const Call& call);
void post_endorse(const Rooms& rooms, Call call, Reply reply);
void post_carry_out(const Rooms& rooms, Call call, Reply reply);
void post_send_back(const Rooms& rooms, Call call, Reply reply);
void post_refuse(const Rooms& rooms, Call call, Reply reply);
void post_withdraw(const Rooms& rooms, Call call, Reply reply);
// accounts.cc
Answer get_accounts(const Rooms& rooms, const Call& call);
Answer get_accounts_csv(const Rooms& rooms, const Call& call);
Answer get_account(const Rooms& rooms, const Call& call);
void post_account_suspend(const Rooms& rooms, Call call, Reply reply);
void post_account_restore(const Rooms& rooms, Call call, Reply reply);
void post_account_sessions_end(const Rooms& rooms, Call call, Reply reply);

}  // namespace menhu::web
