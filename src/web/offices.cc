// Duties of office, absences, the pledge and break-glass (U1.1, F2.2, L1).
#include "duties/letter.h"
#include "people/break_glass.h"
#include "people/pledge.h"
#include "web/day.h"
#include "web/handlers_office.h"
#include "web/office_views.h"

namespace menhu::web {

namespace {

Invalid bad_day(std::string path) {
    return {std::move(path), "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"};
}

base::Error not_found(std::string_view what) { return {base::Fault::not_found, "people.not_found", std::string{what}}; }

Answer created(const std::string& id) {
    auto answer = answer_json(OfficeCreated{.id = id});
    answer.status = 201;
    return answer;
}

BreakGlassView view_of(const people::BreakGlassRow& row) {
    return {.id = row.id.text(),
            .account = row.account_name,
            .reason = row.reason,
            .from = instant_text(row.from),
            .until = instant_text(row.until),
            .acknowledged_at = maybe_instant_text(row.acknowledged_at),
            .acknowledged_by = row.acknowledged_by,
            .note = row.note};
}

}  // namespace

void post_duty(const Rooms& rooms, Call call, Reply reply) {
    const auto unit = people::UnitId::parse(call.parts.at(0));
    if (!unit) return reply.now(answer_error(not_found("unit")));
    DutyRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto kind = people::duty_kind_from_code(request.kind.value);
    const auto account = people::AccountId::parse(request.account.value);
    const auto from = read_start(request.from.value);
    if (!kind) return reply.now(answer_problem(problem_of(Invalid{"kind", "沒有這種職責", "there is no such duty"})));
    if (!account) return reply.now(answer_error(not_found("account")));
    if (!from) return reply.now(answer_problem(problem_of(bad_day("from"))));
    people::NewDuty duty{.unit = *unit,
                         .kind = *kind,
                         .account = *account,
                         .from = *from,
                         .until = std::nullopt,
                         .note = request.note ? std::move(request.note->value) : std::string{}};
    if (request.until) {
        duty.until = read_end(request.until->value);
        if (!duty.until) return reply.now(answer_problem(problem_of(bad_day("until"))));
    }
    in_one_write(
        rooms, reply,
        [&rooms, call, duty = std::move(duty)](store::WriteTx& tx) -> base::Result<people::DutyId> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto id = TRY(people::assign_duty(tx, rooms.office, actor, duty, rooms.random, call.now));
            // Who comes or goes is told to the provider (U3).
            TRY(duties::draft_missing_letters(tx, rooms.office, std::nullopt, rooms.random, call.now));
            return id;
        },
        [](people::DutyId id) { return created(id.text()); });
}

void post_duty_end(const Rooms& rooms, Call call, Reply reply) {
    const auto duty = people::DutyId::parse(call.parts.at(0));
    if (!duty) return reply.now(answer_error(not_found("duty")));
    DutyEndRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto at = read_end(request.at.value);
    if (!at) return reply.now(answer_problem(problem_of(bad_day("at"))));
    in_one_write(
        rooms, reply,
        [&rooms, call, duty = *duty, at = *at,
         note = request.note ? request.note->value : std::string{}](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(people::end_duty(tx, rooms.office, actor, duty, at, note, call.now));
            TRY(duties::draft_missing_letters(tx, rooms.office, std::nullopt, rooms.random, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

// One's own, and those of the units for which one answers.
Answer get_absences(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto reach = TRY(people::reach_of(tx, actor, call.now));
        const auto absences = TRY(people::absences(tx, call.now));
        AbsenceList list;
        for (const auto& absence : absences) {
            if (absence.account == actor.account() || reach.covers(absence.unit))
                list.items.push_back(view_of(absence));
        }
        return answer_json(list);
    });
}

void post_absence(const Rooms& rooms, Call call, Reply reply) {
    AbsenceRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto from = read_start(request.from.value);
    const auto until = read_end(request.until.value);
    if (!from) return reply.now(answer_problem(problem_of(bad_day("from"))));
    if (!until) return reply.now(answer_problem(problem_of(bad_day("until"))));
    std::optional<people::AccountId> account;
    if (request.account) {
        account = people::AccountId::parse(request.account->value);
        if (!account) return reply.now(answer_error(not_found("account")));
    }
    in_one_write(
        rooms, reply,
        [&rooms, call, account, from = *from, until = *until,
         reason = std::move(request.reason.value)](store::WriteTx& tx) -> base::Result<people::AbsenceId> {
            const auto actor = TRY(enter(tx, rooms, call));
            return people::add_absence(tx, rooms.office, actor, account.value_or(actor.account()), from, until, reason,
                                       rooms.random, call.now);
        },
        [](people::AbsenceId id) { return created(id.text()); });
}

void post_absence_end(const Rooms& rooms, Call call, Reply reply) {
    const auto absence = people::AbsenceId::parse(call.parts.at(0));
    if (!absence) return reply.now(answer_error(not_found("absence")));
    in_one_write(
        rooms, reply,
        [&rooms, call, absence = *absence](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(people::end_absence(tx, rooms.office, actor, absence, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

Answer get_break_glass(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto rows = TRY(people::break_glasses(tx));
        BreakGlassList list;
        for (const auto& row : rows) list.items.push_back(view_of(row));
        return answer_json(list);
    });
}

void post_break_glass_acknowledge(const Rooms& rooms, Call call, Reply reply) {
    const auto id = people::BreakGlassId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(not_found("break-glass")));
    AcknowledgeRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    in_one_write(
        rooms, reply,
        [&rooms, call, id = *id, note = std::move(request.note.value)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(people::acknowledge_break_glass(tx, rooms.office, actor, id, note, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

Answer get_pledge(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto& pledge = rooms.profile().pledge();
        PledgeState view{.version = pledge.version,
                         .text_zh = pledge.text,
                         .text_en = pledge.text_en,
                         .clause = pledge.clause,
                         .acknowledged_at = std::nullopt};
        const auto all = TRY(people::pledges_of(tx, actor.account()));
        for (const auto& one : all) {
            if (one.version == pledge.version) view.acknowledged_at = instant_text(one.at);
        }
        return answer_json(view);
    });
}

void post_pledge(const Rooms& rooms, Call call, Reply reply) {
    PledgeRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    in_one_write(
        rooms, reply,
        [&rooms, call, version = std::move(request.version.value)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(people::acknowledge_pledge(tx, rooms.office, actor, version, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace menhu::web
