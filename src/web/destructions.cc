// What contractors destroy when their use of the data is over (U1.3).
#include <algorithm>
#include <array>

#include "duties/destruction.h"
#include "web/handlers_kinship.h"
#include "web/names.h"
#include "web/views_destruction.h"

namespace menhu::web {

namespace {

using duties::DestructionCause;
using duties::DestructionState;

base::Error no_such_destruction() { return {base::Fault::not_found, "duties.destruction_not_found"}; }

void tell(const duties::Destruction& duty, DestructionRow& row) {
    const bool is_contract = duty.cause == DestructionCause::contract_ended;
    row.what_zh = is_contract ? fmt::format("契約 {} 屆滿", duty.contract_number)
                              : fmt::format("資料使用核准均已結束（契約 {}）", duty.contract_number);
    row.what_en = is_contract ? fmt::format("The contract {} has ended", duty.contract_number)
                              : fmt::format("All grants have ended (contract {})", duty.contract_number);
}

base::Result<DestructionRow> row_of(const duties::Destruction& duty, Names& names, base::Instant now) {
    DestructionRow row;
    row.id = duty.id.text();
    row.unit = {.id = duty.unit.text(), .name = duty.unit_name};
    if (duty.managing_unit) row.managing_unit = TRY(names.unit(*duty.managing_unit));
    row.cause = duties::destruction_cause_code(duty.cause);
    row.contract_number = duty.contract_number;
    tell(duty, row);
    row.ended_on = base::to_iso(base::taipei_date(duty.event_at - std::chrono::milliseconds{1}));
    row.due = base::to_iso(duty.due);
    row.state = duties::destruction_state_code(duty.state);
    row.overdue = duty.state == DestructionState::overdue;
    if (duty.state == DestructionState::due) {
        row.days_left = std::chrono::ceil<std::chrono::days>(base::taipei_end(duty.due) - now).count();
    }
    if (duty.done) {
        DestructionDone done{.destroyed_on = base::to_iso(duty.done->destroyed_on),
                             .method = duty.done->method,
                             .scope = duty.done->scope,
                             .backups = duty.done->backups,
                             .witness = duty.done->witness,
                             .evidence = duty.done->evidence,
                             .letter_number = duty.done->letter_number,
                             .letter_on = base::to_iso(duty.done->letter_on),
                             .recorded_at = instant_text(duty.recorded_at.value()),
                             .by = {}};
        done.by = TRY(names.account(duty.recorded_by.value()));
        row.done = std::move(done);
    }
    if (duty.record == duties::Destruction::Record::may) row.may.emplace_back("done");
    return row;
}

std::expected<duties::DestructionDone, Invalid> done_of(DestructionRequest request) {
    duties::DestructionDone done;
    const auto destroyed_on = base::from_iso(request.destroyed_on.value);
    const auto letter_on = base::from_iso(request.letter_on.value);
    constexpr auto zh = "日期應為 2026-11-23 的形式";
    constexpr auto en = "must be a date, 2026-11-23";
    if (!destroyed_on) return std::unexpected{Invalid{"destroyed_on", zh, en}};
    if (!letter_on) return std::unexpected{Invalid{"letter_on", zh, en}};
    done.destroyed_on = *destroyed_on;
    done.method = std::move(request.method.value);
    done.scope = std::move(request.scope.value);
    done.backups = std::move(request.backups.value);
    done.witness = std::move(request.witness.value);
    done.evidence = std::move(request.evidence.value);
    done.letter_number = std::move(request.letter_number.value);
    done.letter_on = *letter_on;
    return done;
}

}  // namespace

Answer get_destructions(const Rooms& rooms, const Call& call) {
    const auto state = call.query_value("state");
    constexpr std::array states{"", "open", "due", "overdue", "done"};
    if (std::ranges::find(states, state) == states.end()) return answer_problem(problem_of(unknown_word("state")));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        Names names{tx, call.now};
        DestructionList list;
        const auto all = TRY(duties::destructions(tx, rooms.office, actor, call.now));
        for (const auto& duty : all) {
            const auto code = duties::destruction_state_code(duty.state);
            const bool wanted =
                state.empty() || state == code || (state == "open" && duty.state != DestructionState::done);
            if (!wanted) continue;
            auto row = TRY(row_of(duty, names, call.now));
            list.items.push_back(std::move(row));
        }
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

void post_destruction_done(const Rooms& rooms, Call call, Reply reply) {
    DestructionRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    auto done = done_of(std::move(request));
    if (!done) return reply.now(answer_problem(problem_of(std::move(done).error())));
    const auto id = duties::DestructionId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_destruction()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id, done = *std::move(done)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(duties::record_destruction(tx, rooms.office, actor, id, done, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace menhu::web
