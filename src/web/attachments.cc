// Attaching, and what is done with an attachment. Each is entered before anything of it leaves.
#include "web/attachment_views.h"
#include "web/document_answer.h"
#include "web/handlers_attachment.h"
#include "web/refusals.h"

namespace menhu::web {

namespace {

using registry::AttachmentId;

Answer no_such_attachment() { return answer_problem(problem_of("registry.attachment_unknown")); }

Answer current(const Rooms& rooms, const Call& call, AttachmentId id) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto found = TRY(registry::find_attachment(tx, rooms.registry, by, id, call.now));
        Names names{tx, call.now};
        const auto view = TRY(view_of(names, found));
        auto answer = answer_json(view);
        answer.status = call.endpoint->success;
        return answer;
    });
}

Answer attach(const Rooms& rooms, const Call& call, const registry::Exhibit& exhibit,
              const registry::NewAttachment& wish) {
    const registry::ActorOf actor_of = [&](store::WriteTx& tx, base::Instant) { return enter(tx, rooms, call); };
    auto done = registry::attach(rooms.registry, actor_of, exhibit, wish, rooms.random, call.now);
    if (!done) return answer_error(done.error());
    if (const auto* refusal = std::get_if<grants::Refusal>(&*done)) return answer_problem(problem_of(*refusal));
    return current(rooms, call, std::get<AttachmentId>(*done));
}

registry::Keeps keeps_of(AttachmentKeeps keeps) {
    return keeps == AttachmentKeeps::kept ? registry::Keeps::kept : registry::Keeps::printed;
}

template <class Act>
Answer act_upon(const Rooms& rooms, const Call& call, Act act) {
    const auto id = AttachmentId::parse(call.parts.at(0));
    if (!id) return no_such_attachment();
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(enter(tx, rooms, call));
        return act(tx, by, *id);
    });
    if (!done) return answer_error(done.error());
    return current(rooms, call, *id);
}

}  // namespace

Answer post_attachment(const Rooms& rooms, const Call& call) {
    AttachRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto query = registry::QueryId::parse(request.query.value);
    if (!query) return answer_problem(problem_of("web.no_such_query"));
    const auto by = who(rooms, call);
    if (!by) return answer_error(by.error());
    const auto exhibit = registry::open_exhibit(rooms.registry, *by, *query, request.exhibit.value, call.now);
    if (!exhibit) return answer_error(exhibit.error());
    return attach(rooms, call, *exhibit,
                  {.case_number = {},
                   .keeps = keeps_of(request.keeps),
                   .reason = std::move(request.reason.value),
                   .source = call.source});
}

Answer post_match_attachment(const Rooms& rooms, const Call& call) {
    MatchAttachRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = registry::MatchId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.match_unknown"));
    const auto exhibit = rooms.database.read([&](store::ReadTx& tx) -> base::Result<registry::Exhibit> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::exhibit_of(tx, rooms.registry, rooms.matches.book(), by, *id, request.positions, call.now);
    });
    if (!exhibit) return answer_error(exhibit.error());
    return attach(rooms, call, *exhibit,
                  {.case_number = std::move(request.case_number.value),
                   .keeps = keeps_of(request.keeps),
                   .reason = std::move(request.reason.value),
                   .source = call.source});
}

Answer get_attachment_file(const Rooms& rooms, const Call& call) {
    const auto id = AttachmentId::parse(call.parts.at(0));
    if (!id) return no_such_attachment();
    auto file = rooms.database.write([&](store::WriteTx& tx) -> base::Result<std::string> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::open_attachment(tx, rooms.registry, by, *id, call.now);
    });
    if (!file) return answer_error(file.error());
    return answer_document(paper::Form::pdf, "attachment-" + id->text(), std::move(*file).value());
}

Answer post_attachment_destroy(const Rooms& rooms, const Call& call) {
    return act_upon(rooms, call, [&](store::WriteTx& tx, const people::Actor& by, AttachmentId id) {
        return registry::destroy_attachment(tx, rooms.registry, by, id, call.now);
    });
}

Answer post_attachment_paper(const Rooms& rooms, const Call& call) {
    PaperRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto on = base::from_iso(request.on.value);
    if (!on)
        return answer_problem(
            problem_of(wrong_type("on", "應為日期，例如 2026-12-01", "must be a date such as 2026-12-01")));
    registry::PaperSaid said{.paper = registry::PaperIs::filed, .on = *on, .note = std::move(request.note.value)};
    if (request.paper == PaperBecame::destroyed) said.paper = registry::PaperIs::destroyed;
    if (request.paper == PaperBecame::not_printed) said.paper = registry::PaperIs::not_printed;
    return act_upon(rooms, call, [&](store::WriteTx& tx, const people::Actor& by, AttachmentId id) {
        return registry::say_paper(tx, rooms.registry, by, id, said, call.now);
    });
}

}  // namespace menhu::web
