// The roster (A5, F2.1). Opening it is recorded before anything is shown, and so is every file, with its digest.
#include "oversight/roster.h"

#include "base/calendar.h"
#include "oversight/printed_file.h"
#include "web/document_answer.h"
#include "web/handlers.h"
#include "web/views_roster.h"

namespace menhu::web {

namespace {

using oversight::RosterQuestion;

std::expected<RosterQuestion, Invalid> question_of(const Call& call) {
    RosterQuestion question{.on = base::taipei_date(call.now)};
    if (const auto text = call.query_value("on"); !text.empty()) {
        const auto on = base::from_iso(text);
        if (!on) return std::unexpected{Invalid{"on", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}};
        question.on = *on;
    }
    if (const auto text = call.query_value("unit"); !text.empty()) {
        question.unit = people::UnitId::parse(text);
        if (!question.unit) return std::unexpected{Invalid{"unit", "應為單位編號", "must be the id of a unit"}};
    }
    const auto contractor = call.query_value("contractor");
    if (contractor == "yes") question.whom = oversight::Whom::contractors;
    if (contractor == "no") question.whom = oversight::Whom::own_people;
    return question;
}

std::optional<std::string> text_of(const std::optional<base::Instant>& instant) {
    if (!instant) return std::nullopt;
    return instant_text(*instant);
}

RosterRow view_of(const oversight::RosterLine& line) {
    const auto& account = line.account;
    RosterRow row{.account = account.name,
                  .name = account.display_name,
                  .unit = {account.unit.text(), account.unit_name},
                  .contract_number = account.contract_number,
                  .roles = {},
                  .standing = std::string{people::standing_code(account.standing)},
                  .from = instant_text(account.from),
                  .until = text_of(account.until),
                  .applied_at = text_of(account.applied_at),
                  .approved_at = instant_text(account.approved_at.value_or(account.opened_at)),
                  .approved_by = account.approved_at ? account.approved_by : account.opened_by,
                  .revoked_at = text_of(account.closed_at),
                  .pledge_version = account.pledge_version,
                  .pledged_at = text_of(account.pledged_at),
                  .grants = {},
                  .training_hours = line.training_hours,
                  .training_required = line.training_required,
                  .last_signed_in = text_of(account.last_signed_in)};
    for (const auto role : account.roles.list()) row.roles.emplace_back(law::role_name(role));
    for (const auto& grant : line.grants) {
        row.grants.push_back(
            {grant.grant.text(), grant.purpose_zh, instant_text(grant.from), instant_text(grant.until)});
    }
    return row;
}

Answer print(const Rooms& rooms, const Call& call, paper::Form form) {
    const auto asked = question_of(call);
    if (!asked) return answer_problem(problem_of(Invalid{asked.error()}));
    struct Found {
        oversight::Roster roster;
        std::string made_by;
    };
    const auto found = rooms.database.read([&](store::ReadTx& tx) -> base::Result<Found> {
        const auto actor = TRY(enter(tx, rooms, call));
        const auto question = TRY(oversight::admit_to_roster(tx, actor, *asked, call.now));
        auto roster = TRY(oversight::roster(tx, rooms.profile(), question, call.now));
        return Found{.roster = std::move(roster), .made_by = actor.display_name()};
    });
    if (!found) return answer_error(found.error());
    auto file = oversight::print(oversight::roster_document(found->roster, rooms.profile(), found->made_by, call.now),
                                 form, call.now);
    if (!file) return answer_error(file.error());
    const auto& question = found->roster.question;
    const auto recorded = rooms.database.write(
        [&rooms, call, form, question, digest = file->digest,
         lines = static_cast<std::int64_t>(found->roster.lines.size())](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(oversight::admit_to_roster(tx, actor, question, call.now));
            return oversight::record_roster_printed(tx, rooms.desk, actor, question, form, lines, digest, call.now);
        });
    if (!recorded) return answer_error(recorded.error());
    return answer_document(form, "roster-" + base::to_iso(question.on), std::move(file->bytes));
}

}  // namespace

Answer get_roster(const Rooms& rooms, const Call& call) {
    const auto asked = question_of(call);
    if (!asked) return answer_problem(problem_of(Invalid{asked.error()}));
    const auto admitted =
        rooms.database.write([&rooms, call, question = *asked](store::WriteTx& tx) -> base::Result<RosterQuestion> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto may = TRY(oversight::admit_to_roster(tx, actor, question, call.now));
            TRY(oversight::record_roster_read(tx, rooms.desk, actor, may, call.now));
            return may;
        });
    if (!admitted) return answer_error(admitted.error());
    const auto found = rooms.database.read(
        [&](store::ReadTx& tx) { return oversight::roster(tx, rooms.profile(), admitted->value(), call.now); });
    if (!found) return answer_error(found.error());
    RosterView view{
        .on = base::to_iso(found->question.on), .items = {}, .total = static_cast<std::int64_t>(found->lines.size())};
    view.items.reserve(found->lines.size());
    for (const auto& line : found->lines) view.items.push_back(view_of(line));
    return answer_json(view);
}

Answer get_roster_ods(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::ods); }

Answer get_roster_pdf(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::pdf); }

Answer get_roster_csv(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::csv); }

}  // namespace menhu::web
