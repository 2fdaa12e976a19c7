#pragma once
// The handlers, one file a resource, and the two ways in which they use the database. Only endpoints.cc and the
// handlers include it. Thread rule: see endpoint.h.
#include <fmt/format.h>

#include <expected>
#include <memory>
#include <optional>
#include <utility>

#include "people/actor.h"
#include "people/session.h"
#include "store/database.h"
#include "web/call.h"
#include "web/connection_reply.h"
#include "web/endpoint.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// meta.cc
void get_meta(const Rooms& rooms, Call call, Reply reply);
void get_health(const Rooms& rooms, Call call, Reply reply);
void get_openapi(const Rooms& rooms, Call call, Reply reply);
void get_metrics(const Rooms& rooms, Call call, Reply reply);
// session.cc
Answer get_session(const Rooms& rooms, const Call& call);
void post_session_extension(const Rooms& rooms, Call call, Reply reply);
void delete_session(const Rooms& rooms, Call call, Reply reply);
// home.cc, grants.cc, accesses.cc
Answer get_home(const Rooms& rooms, const Call& call);
Answer get_grants(const Rooms& rooms, const Call& call);
Answer get_accesses(const Rooms& rooms, const Call& call);
// queries.cc
Answer get_query_form(const Rooms& rooms, const Call& call);
void post_query(const Rooms& rooms, Call call, Reply reply);
void post_listed(const Rooms& rooms, Call call, Reply reply);
void post_reveal(const Rooms& rooms, Call call, Reply reply);
void post_household(const Rooms& rooms, Call call, Reply reply);
// receipts.cc
Answer get_receipt(const Rooms& rooms, const Call& call);
// trail.cc
Answer post_trail(const Rooms& rooms, const Call& call);
Answer post_trail_csv(const Rooms& rooms, const Call& call);
// deliveries.cc, delivery_file.cc
Answer get_deliveries(const Rooms& rooms, const Call& call);
Answer post_delivery(const Rooms& rooms, const Call& call);
Answer get_delivery(const Rooms& rooms, const Call& call);
Answer delete_delivery(const Rooms& rooms, const Call& call);
Answer post_import(const Rooms& rooms, const Call& call);
Answer post_sign_off(const Rooms& rooms, const Call& call);
Answer get_rejects(const Rooms& rooms, const Call& call);
Answer get_delivery_file(const Rooms& rooms, const Call& call);
std::expected<std::unique_ptr<UploadSink>, Answer> put_delivery_file(const Rooms& rooms, const Call& call);
// training.cc
Answer get_training(const Rooms& rooms, const Call& call);
Answer get_training_csv(const Rooms& rooms, const Call& call);
Answer get_training_ods(const Rooms& rooms, const Call& call);
Answer post_training(const Rooms& rooms, const Call& call);
Answer post_training_confirm(const Rooms& rooms, const Call& call);
Answer post_training_withdraw(const Rooms& rooms, const Call& call);
// roster.cc
Answer get_roster(const Rooms& rooms, const Call& call);
Answer get_roster_ods(const Rooms& rooms, const Call& call);
Answer get_roster_pdf(const Rooms& rooms, const Call& call);
Answer get_roster_csv(const Rooms& rooms, const Call& call);
// ledger_files.cc
Answer get_checkpoint(const Rooms& rooms, const Call& call);
Answer get_ledger_file(const Rooms& rooms, const Call& call);

// Who calls, if the endpoint's guard lets them. Errors: those of people::identify and people::require_any.
base::Result<people::Actor> enter(store::WriteTx& tx, const Rooms& rooms, const Call& call);
base::Result<people::Actor> enter(store::ReadTx& tx, const Rooms& rooms, const Call& call);

// A call that the door or a handler refused (403) without an entry of its own.
struct RefusedCall {
    const Endpoint* endpoint = nullptr;
    std::string token;
    std::string code;
    base::Instant now{};
};
// Enters it in the ledger under whoever is signed in; nothing if nobody is. Blocks for one commit.
base::Result<void> record_refusal(const Rooms& rooms, const RefusedCall& refused);

// One closure on the writer: what is answered is made from the committed value and from nothing else.
// work: WriteTx& -> Result<T>; shape: T&& -> Answer, on the connection's thread.
template <class Work, class Shape>
void in_one_write(const Rooms& rooms, const Reply& reply, Work work, Shape shape) {
    rooms.database.submit(std::move(work), [reply, shape](auto result) {
        reply.later([result = std::move(result), shape]() mutable -> Answer {
            if (!result) return answer_error(result.error());
            if constexpr (std::is_invocable_v<Shape>) {
                return shape();
            } else {
                return shape(std::move(*result).value());
            }
        });
    });
}

// The one place where reading slides the idle limit: one write, at most every 15 seconds.
void slide_if_due(const Rooms& rooms, const Call& call, const people::Actor& actor);

// One snapshot, on a worker thread; work: (ReadTx&, const Actor&) -> Result<Answer>. The user's idle limit slides.
template <class Work>
Answer in_one_read(const Rooms& rooms, const Call& call, Work work) {
    std::optional<people::Actor> entered;
    auto answer = rooms.database.read([&](store::ReadTx& tx) -> base::Result<Answer> {
        entered = TRY(enter(tx, rooms, call));
        return work(tx, *entered);
    });
    if (entered) slide_if_due(rooms, call, *entered);
    if (!answer) return answer_error(answer.error());
    return std::move(*answer);
}

// The actor alone, for what opens its own transactions. The user's idle limit slides.
base::Result<people::Actor> who(const Rooms& rooms, const Call& call);

inline std::string instant_text(base::Instant instant) { return base::to_rfc3339(instant); }

}  // namespace menhu::web
