// Exports made, the register of copies, the encrypted file, and the record of a copy's end.
#include <fmt/format.h>

#include "web/copy_document.h"
#include "web/copy_views.h"
#include "web/page_limit.h"
#include "web/refusals.h"

namespace menhu::web {

namespace {

using registry::CopyId;

Answer no_such_copy() { return answer_problem(problem_of("registry.copy_unknown")); }

Answer current(const Rooms& rooms, const Call& call, CopyId id) {
    auto answer = in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto copy = TRY(registry::find_copy(tx, rooms.registry, by, id, call.now));
        Names names{tx, call.now};
        const auto row = TRY(view_of(tx, names, copy, by, call.now));
        return answer_json(row);
    });
    if (answer.status == 200) answer.status = call.endpoint->success;
    return answer;
}

}  // namespace

Answer post_export(const Rooms& rooms, const Call& call) {
    ExportRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto outcome = registry::MatchId::parse(request.outcome.value);
    if (!outcome) return answer_problem(problem_of("registry.match_unknown"));
    const auto approval = registry::CopyApprovalId::parse(request.approval.value);
    if (!approval) return answer_problem(problem_of("registry.copy_approval_unknown"));
    const auto recipient = registry::RecipientId::parse(request.recipient.value);
    if (!recipient) return answer_problem(problem_of("registry.recipient_unknown"));
    const auto form = paper::parse_form(request.as.value);
    if (!form || (*form != paper::Form::ods && *form != paper::Form::csv)) {
        return answer_problem(problem_of(unknown_word("as")));
    }
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    const auto& book = rooms.matches.book();
    const auto match = rooms.database.read(
        [&](store::ReadTx& tx) { return registry::find_match(tx, rooms.registry, book, *actor, *outcome, call.now); });
    if (!match) return answer_error(match.error());
    const auto source = registry::match_source(
        rooms.registry, book, *match, paper::form_name(*form),
        match_writer(book, rooms.profile(), std::string{actor->display_name()}, *form, call.now));
    const registry::ActorOf actor_of = [&](store::WriteTx& tx, base::Instant) { return enter(tx, rooms, call); };
    auto made = registry::export_copy(rooms.registry, actor_of, source,
                                      {.approval = *approval,
                                       .recipient = *recipient,
                                       .case_number = request.case_number.value,
                                       .reason = request.reason.value,
                                       .source = call.source},
                                      rooms.random, call.now);
    if (!made) return answer_error(made.error());
    if (const auto* refusal = std::get_if<grants::Refusal>(&*made)) return answer_problem(problem_of(*refusal));
    return current(rooms, call, std::get<CopyId>(*made));
}

Answer get_copies(const Rooms& rooms, const Call& call) {
    registry::CopyQuestion question{.state = {}, .before = {}, .limit = usual_page};
    if (const auto state = call.query_value("state"); !state.empty()) {
        question.state = registry::copy_state_from_code(state);
        if (!question.state) return answer_problem(problem_of(unknown_word("state")));
    }
    if (const auto next = call.query_value("next"); !next.empty()) {
        question.before = CopyId::parse(next);
        if (!question.before) return answer_problem(problem_of(unknown_word("next")));
    }
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto page = TRY(registry::copies(tx, rooms.registry, by, question, call.now));
        CopyList list{.items = {}, .total = page.total, .next = {}};
        Names names{tx, call.now};
        for (const auto& copy : page.items) {
            auto row = TRY(view_of(tx, names, copy, by, call.now));
            list.items.push_back(std::move(row));
        }
        if (page.next) list.next = page.next->text();
        return answer_json(list);
    });
}

Answer get_copy(const Rooms& rooms, const Call& call) {
    const auto id = CopyId::parse(call.parts.at(0));
    return id ? current(rooms, call, *id) : no_such_copy();
}

Answer get_copy_file(const Rooms& rooms, const Call& call) {
    const auto id = CopyId::parse(call.parts.at(0));
    if (!id) return no_such_copy();
    struct Fetched {
        std::string bytes;
        std::string name;
    };
    auto file = rooms.database.write([&](store::WriteTx& tx) -> base::Result<Fetched> {
        const auto by = TRY(enter(tx, rooms, call));
        auto bytes = TRY(registry::fetch_copy(tx, rooms.registry, by, *id, call.now));
        const auto copy = TRY(registry::find_copy(tx, rooms.registry, by, *id, call.now));
        return Fetched{.bytes = std::move(bytes), .name = fmt::format("copy-{}.{}.age", id->text(), copy.form)};
    });
    if (!file) return answer_error(file.error());
    auto fetched = std::move(*file).value();
    auto answer = answer_text(call.endpoint->media, std::move(fetched.bytes));
    answer.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}\"", fetched.name));
    return answer;
}

Answer post_copy_end(const Rooms& rooms, const Call& call) {
    CopyEndRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = CopyId::parse(call.parts.at(0));
    if (!id) return no_such_copy();
    const auto day = base::from_iso(request.destroyed_on.value);
    if (!day) {
        return answer_problem(
            problem_of(Invalid{"destroyed_on", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}));
    }
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::record_copy_end(tx, rooms.registry, by, *id,
                                         {.destroyed_on = *day,
                                          .method = request.method.value,
                                          .witness = request.witness.value,
                                          .certificate = request.certificate.value},
                                         call.now);
    });
    if (!done) return answer_error(done.error());
    return current(rooms, call, *id);
}

}  // namespace menhu::web
