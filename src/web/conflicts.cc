// Conflicts of interest: declared from a card or a receipt, taken over, withdrawn.
#include "format/json.h"
#include "grants/conflict.h"
#include "ledger/trail.h"
#include "registry/lookup.h"
#include "web/handlers_kinship.h"
#include "web/log_path.h"
#include "web/names.h"
#include "web/views_conflict.h"

namespace menhu::web {

namespace {

using grants::ConflictId;

base::Error no_such_conflict() { return {base::Fault::not_found, "grants.conflict_not_found"}; }

grants::Relation relation_of(ConflictRelation relation) {
    switch (relation) {
        case ConflictRelation::self:
            return grants::Relation::self;
        case ConflictRelation::spouse:
            return grants::Relation::spouse;
        case ConflictRelation::relative:
            return grants::Relation::relative;
        case ConflictRelation::in_law:
            return grants::Relation::in_law;
        case ConflictRelation::household:
            return grants::Relation::household;
        case ConflictRelation::acquaintance:
            return grants::Relation::acquaintance;
        case ConflictRelation::other:
            return grants::Relation::other;
    }
    base::throw_bug("relation_of: no such relation");
}

// Whom it is about, as the request says.
struct About {
    std::optional<registry::QueryId> query;
    std::string handle;
    int log = 0;
    std::int64_t index = 0;
};

std::expected<About, Invalid> about_of(const ConflictRequest& request) {
    About about;
    if (request.handle) {
        if (!request.query) return std::unexpected{missing_member("query")};
        if (request.log || request.index) return std::unexpected{unknown_member("log")};
        about.query = registry::QueryId::parse(request.query->value);
        if (!about.query) return std::unexpected{Invalid{"query", "應為查詢編號", "must be the id of a query"}};
        about.handle = request.handle->value;
        return about;
    }
    if (request.query) return std::unexpected{missing_member("handle")};
    if (!request.log) return std::unexpected{missing_member("log")};
    if (!request.index) return std::unexpected{missing_member("index")};
    const auto log = read_log(request.log->value);
    if (!log || *request.index < 0) return std::unexpected{Invalid{"log", "應為年份", "must be a year"}};
    about.log = *log;
    about.index = *request.index;
    return about;
}

// The person, grant and case of a card or of one's own entry.
base::Result<grants::NewConflict> found(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor,
                                        const About& about, base::Instant now) {
    grants::NewConflict conflict;
    if (about.query) {
        const auto handle = TRY(registry::open_handle(rooms.registry, actor, *about.query, about.handle, now));
        conflict.grant = handle.grant();
        conflict.person = handle.person();
        conflict.case_number = handle.case_number();
        return conflict;
    }
    const base::Error no_entry{base::Fault::not_found, "grants.conflict_no_entry"};
    const auto entry = ledger::entry_at(tx, about.log, about.index);
    if (!entry) {
        if (entry.error().code() == "ledger.entry_not_found") return no_entry;
        return entry.error();
    }
    const bool own = entry->account && *entry->account == actor.account().number();
    if (!own || !entry->kind.starts_with("query.") || !entry->person || !entry->grant) return no_entry;
    conflict.grant = grants::GrantId{*entry->grant};
    conflict.person = *entry->person;
    const auto secret = ledger::open_secret(tx, rooms.ledger(), about.log, about.index);
    if (!secret) return no_entry;
    const auto json = TRY(format::parse_json(secret->text()));
    const auto* const number = json.find("case_number");
    if (number != nullptr && number->text() != nullptr) conflict.case_number = *number->text();
    return conflict;
}

base::Result<ConflictView> view_of(const grants::Conflict& conflict, Names& names) {
    ConflictView view;
    view.id = conflict.id.text();
    view.account = TRY(names.account(conflict.account));
    view.unit = TRY(names.unit(conflict.unit));
    view.grant = conflict.grant.text();
    const auto* const grant = TRY(names.grant(conflict.grant));
    if (grant != nullptr) {
        view.purpose_zh = grant->purpose_zh;
        view.purpose_en = grant->purpose_en;
    }
    view.relation = grants::relation_code(conflict.relation);
    view.note = conflict.note;
    view.case_number = conflict.case_number;
    view.at = instant_text(conflict.declared_at);
    view.hand_to = TRY(names.account(conflict.hand_to));
    view.taken_by = TRY(names.account(conflict.taken_by));
    view.withdrawn_by = TRY(names.account(conflict.withdrawn_by));
    if (conflict.taken_at) view.taken_at = instant_text(*conflict.taken_at);
    if (conflict.withdrawn_at) view.withdrawn_at = instant_text(*conflict.withdrawn_at);
    view.log = std::to_string(conflict.entry_log);
    view.index = conflict.entry_index;
    for (const auto act : conflict.may) view.may.emplace_back(act == grants::ConflictAct::take ? "take" : "withdraw");
    return view;
}

}  // namespace

Answer get_conflicts(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        Names names{tx, call.now};
        ConflictList list;
        const auto all = TRY(grants::conflicts(tx, rooms.desk, actor, call.now));
        for (const auto& conflict : all) {
            auto view = TRY(view_of(conflict, names));
            list.items.push_back(std::move(view));
        }
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer get_colleagues(const Rooms& rooms, const Call& call) {
    const auto grant = grants::GrantId::parse(call.query_value("grant"));
    if (!grant) return answer_problem(problem_of(unknown_word("grant")));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        Names names{tx, call.now};
        Colleagues list;
        const auto all = TRY(grants::colleagues(tx, actor, *grant, call.now));
        for (const auto account : all) {
            auto ref = TRY(names.account(account));
            list.items.push_back(std::move(ref));
        }
        return answer_json(list);
    });
}

void post_conflict(const Rooms& rooms, Call call, Reply reply) {
    ConflictRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    auto about = about_of(request);
    if (!about) return reply.now(answer_problem(problem_of(std::move(about).error())));
    std::optional<people::AccountId> hand_to;
    if (request.hand_to) {
        hand_to = people::AccountId::parse(request.hand_to->value);
        if (!hand_to) return reply.now(answer_problem(problem_of(unknown_word("hand_to"))));
    }
    call.body.clear();
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), about = *std::move(about), relation = relation_of(request.relation),
         note = request.note ? std::move(request.note->value) : std::string{},
         hand_to](store::WriteTx& tx) -> base::Result<ConflictId> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto conflict = TRY(found(tx, rooms, actor, about, call.now));
            conflict.relation = relation;
            conflict.note = note;
            conflict.hand_to = hand_to;
            return grants::declare_conflict(tx, rooms.desk, actor, conflict, rooms.random, call.now);
        },
        [](ConflictId id) {
            auto answer = answer_json(ConflictMade{.id = id.text()});
            answer.status = 201;
            return answer;
        });
}

void post_conflict_take(const Rooms& rooms, Call call, Reply reply) {
    const auto id = ConflictId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_conflict()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(grants::take_case(tx, rooms.desk, actor, id, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

void post_conflict_withdraw(const Rooms& rooms, Call call, Reply reply) {
    ConflictReasonRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto id = ConflictId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_conflict()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id,
         reason = std::move(request.reason.value)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(grants::withdraw_conflict(tx, rooms.desk, actor, id, reason, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace menhu::web
