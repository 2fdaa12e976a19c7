// A query straight through (docs/architecture.md): identify, decide, disclose and record in one transaction; the answer
// is made of what was committed.

#include "grants/decide.h"
#include "registry/lookup.h"
#include "web/handlers.h"
#include "web/refusals.h"

namespace menhu::web {

namespace {

Answer disclosed(registry::Disclosure disclosure) {
    QueryView view{
        .id = disclosure.query().text(),
        .receipt = view_of(disclosure.receipt()),
        .base_date = disclosure.base_date(),
        .generation = disclosure.generation().text(),
        .grant = disclosure.grant().text(),
        .case_number = disclosure.case_number(),
        .masked = disclosure.shown() == registry::Shown::masked,
        .records = {},
        .total = static_cast<std::int64_t>(disclosure.cards().size()),
    };
    for (const auto& card : disclosure.cards()) {
        auto& shown = view.records.emplace_back();
        shown.handle = card.handle;
        shown.status_zh = card.status_zh;
        shown.status_en = card.status_en;
        for (const auto& field : card.fields) {
            shown.fields.push_back({field.name, field.label_zh, field.label_en, field.value, field.value_en,
                                    field.shown == registry::Shown::masked});
        }
    }
    return answer_json(view);
}

Answer answered(registry::Answer answer) {
    if (auto* refusal = std::get_if<grants::Refusal>(&answer)) return answer_problem(problem_of(*refusal));
    return disclosed(std::get<registry::Disclosure>(std::move(answer)));
}

std::optional<Invalid> read_subject(const SubjectRequest& request, registry::Subject& out) {
    if (request.by == SubjectKind::id) {
        if (!request.id) return missing_member("subject.id");
        if (request.name || request.birth_date) return unknown_member("subject");
        out = registry::ById{base::Personal{request.id->value}};
        return std::nullopt;
    }
    if (!request.name) return missing_member("subject.name");
    if (!request.birth_date) return missing_member("subject.birth_date");
    if (request.id) return unknown_member("subject");
    out = registry::ByNameAndBirth{base::Personal{request.name->value}, base::Personal{request.birth_date->value}};
    return std::nullopt;
}

// What a second act (reveal, household) is about; the permit for it is asked for anew.
using FollowWork = base::Result<registry::Answer> (*)(store::WriteTx&, const registry::Registry&, grants::Permit,
                                                      const registry::Handle&, base::Random&, base::Instant);

void follow(const Rooms& rooms, Call call, const Reply& reply, grants::Operation operation, FollowWork disclose) {
    FollowRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto query = registry::QueryId::parse(call.parts.at(0));
    if (!query) return reply.now(answer_problem(problem_of("web.no_such_query")));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), request = std::move(request), query = *query, operation,
         disclose](store::WriteTx& tx) -> base::Result<registry::Answer> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto handle =
                TRY(registry::open_handle(rooms.registry, actor, query, request.handle.value, call.now));
            grants::Ask ask{.grant = handle.grant(),
                            .operation = operation,
                            .case_number = handle.case_number(),
                            .reason = request.reason.value,
                            .source = call.source,
                            .fields = {},
                            .person = handle.person()};
            auto decision = TRY(grants::decide(tx, rooms.desk, actor, ask, call.now));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return registry::Answer{std::move(*refusal)};
            return disclose(tx, rooms.registry, std::get<grants::Permit>(std::move(decision)), handle, rooms.random,
                            call.now);
        },
        answered);
}

}  // namespace

void post_query(const Rooms& rooms, Call call, Reply reply) {
    QueryRequest request;
    registry::Subject subject;
    auto wrong = read_body(call, request);
    if (!wrong) wrong = read_subject(request.subject, subject);
    if (wrong) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return reply.now(answer_problem(problem_of(unknown_word("grant"))));
    if (const auto good = registry::check_subject(subject); !good) return reply.now(answer_error(good.error()));
    grants::Ask ask{.grant = *grant,
                    .operation = grants::Operation::lookup,
                    .case_number = std::move(request.case_number.value),
                    .reason = std::move(request.reason.value),
                    .source = call.source,
                    .fields = {},
                    .person = registry::subject_tag(rooms.registry, subject),
                    .sealed = registry::subject_json(subject)};
    if (request.fields) {
        for (auto& name : *request.fields) ask.fields.push_back(std::move(name.value));
    }
    call.body.clear();
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), ask = std::move(ask),
         subject = std::move(subject)](store::WriteTx& tx) -> base::Result<registry::Answer> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto decision = TRY(grants::decide(tx, rooms.desk, actor, ask, call.now));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return registry::Answer{std::move(*refusal)};
            return registry::lookup(tx, rooms.registry, std::get<grants::Permit>(std::move(decision)), subject,
                                    rooms.random, call.now);
        },
        answered);
}

void post_reveal(const Rooms& rooms, Call call, Reply reply) {
    follow(rooms, std::move(call), reply, grants::Operation::reveal, &registry::reveal);
}

void post_household(const Rooms& rooms, Call call, Reply reply) {
    follow(rooms, std::move(call), reply, grants::Operation::household, &registry::household);
}

}  // namespace menhu::web
