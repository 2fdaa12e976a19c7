// A query straight through (docs/architecture.md): identify, decide, disclose and record in one transaction; the answer
// is made of what was committed.

#include "grants/decide.h"
#include "grants/grant.h"
#include "registry/lookup.h"
#include "web/card_views.h"
#include "web/handlers.h"
#include "web/refusals.h"

namespace menhu::web {

namespace {

// Each way to ask takes its own members and no others: what is typed beside them would be asked about by mistake.
std::optional<Invalid> read_subject(SubjectRequest& request, registry::Subject& out) {
    struct Member {
        std::string_view name;
        bool given;
        bool wanted;
    };
    const auto by = request.by;
    const bool named = by == SubjectKind::name_birth || by == SubjectKind::name_district;
    for (const Member& member :
         {Member{"subject.id", request.id.has_value(), by == SubjectKind::id},
          Member{"subject.name", request.name.has_value(), named},
          Member{"subject.birth_date", request.birth_date.has_value(), by == SubjectKind::name_birth},
          Member{"subject.household_number", request.household_number.has_value(), by == SubjectKind::household},
          Member{"subject.district", request.district.has_value(), by == SubjectKind::name_district}}) {
        if (member.wanted && !member.given) return missing_member(std::string{member.name});
        if (member.given && !member.wanted) return unknown_member("subject");
    }
    switch (by) {
        case SubjectKind::id:
            out = registry::ById{base::Personal{std::move(request.id->value)}};
            break;
        case SubjectKind::name_birth:
            out = registry::ByNameAndBirth{base::Personal{std::move(request.name->value)},
                                           base::Personal{std::move(request.birth_date->value)}};
            break;
        case SubjectKind::household:
            out = registry::ByHousehold{base::Personal{std::move(request.household_number->value)}};
            break;
        case SubjectKind::name_district:
            out = registry::ByNameInDistrict{base::Personal{std::move(request.name->value)},
                                             std::move(request.district->value)};
            break;
    }
    return std::nullopt;
}

// What a second act (opening one of a list, reveal, household) is about; the permit for it is asked for anew.
using FollowWork = base::Result<registry::Answer> (*)(store::WriteTx&, const registry::Registry&, grants::Permit,
                                                      const registry::Handle&, base::Random&, base::Instant);

void follow(const Rooms& rooms, Call call, const Reply& reply, grants::Operation operation, FollowWork disclose) {
    FollowRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto query = registry::QueryId::parse(call.parts.at(0));
    if (!query) return reply.now(answer_problem(problem_of("web.no_such_query")));
    const auto shape = answers_at(rooms, call.now);
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
            // The second act is of the data that the first was of: the grant's, which may be kinship data.
            const auto held = TRY(grants::find_grant(tx, handle.grant(), call.now));
            if (held) ask.holding = held->holding;
            auto decision = TRY(grants::decide(tx, rooms.desk, actor, ask, call.now));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return registry::Answer{std::move(*refusal)};
            return disclose(tx, rooms.registry, std::get<grants::Permit>(std::move(decision)), handle, rooms.random,
                            call.now);
        },
        shape);
}

}  // namespace

Answer get_query_form(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        QueryForm form;
        if (const auto* districts = rooms.registry.settings().districts) {
            for (const auto& one : districts->all()) form.districts.push_back({one.code, one.name, one.name_en});
        }
        form.name_search_most = rooms.profile().numbers().name_search_most.value;
        form.name_search_left = TRY(grants::searches_left(tx, rooms.desk, actor, call.now));
        return answer_json(form);
    });
}

void post_query(const Rooms& rooms, Call call, Reply reply) {
    QueryRequest request;
    registry::Subject subject;
    auto wrong = read_body(call, request);
    if (!wrong) wrong = read_subject(request.subject, subject);
    if (wrong) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return reply.now(answer_problem(problem_of(unknown_word("grant"))));
    if (const auto good = registry::check_subject(rooms.registry, subject); !good)
        return reply.now(answer_error(good.error()));
    grants::Ask ask{.grant = *grant,
                    .operation = registry::operation_for(subject),
                    .case_number = std::move(request.case_number.value),
                    .reason = std::move(request.reason.value),
                    .source = call.source,
                    .district = registry::district_of(subject),
                    .fields = {},
                    .person = registry::subject_tag(rooms.registry, subject),
                    .sealed = registry::subject_json(subject)};
    if (request.fields) {
        for (auto& name : *request.fields) ask.fields.push_back(std::move(name.value));
    }
    call.body.clear();
    const auto shape = answers_at(rooms, call.now);
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
        shape);
}

void post_listed(const Rooms& rooms, Call call, Reply reply) {
    follow(rooms, std::move(call), reply, grants::Operation::lookup, &registry::open_listed);
}

void post_reveal(const Rooms& rooms, Call call, Reply reply) {
    follow(rooms, std::move(call), reply, grants::Operation::reveal, &registry::reveal);
}

void post_household(const Rooms& rooms, Call call, Reply reply) {
    follow(rooms, std::move(call), reply, grants::Operation::household, &registry::household);
}

}  // namespace menhu::web
