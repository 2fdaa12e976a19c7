// The register of training (F2.7).
#include "people/training.h"

#include "base/calendar.h"
#include "oversight/printed_file.h"
#include "oversight/training_register.h"
#include "people/duty.h"
#include "web/document_answer.h"
#include "web/handlers.h"
#include "web/log_path.h"
#include "web/views_roster.h"

namespace menhu::web {

namespace {

Invalid bad_year() { return {"year", "應為四位數的西元年", "must be a year of four digits"}; }

// What is asked by the address; not yet bounded to what the reader may see.
std::expected<oversight::TrainingQuestion, Invalid> question_of(const Call& call) {
    oversight::TrainingQuestion question{.year = static_cast<int>(base::taipei_date(call.now).year())};
    if (const auto text = call.query_value("year"); !text.empty()) {
        const auto year = text.size() == 4 ? read_index(text) : std::nullopt;
        if (!year) return std::unexpected{bad_year()};
        question.year = static_cast<int>(*year);
    }
    if (const auto text = call.query_value("unit"); !text.empty()) {
        question.unit = people::UnitId::parse(text);
        if (!question.unit) return std::unexpected{Invalid{"unit", "應為單位編號", "must be the id of a unit"}};
    }
    if (call.query_value("short") == "yes") question.shown = oversight::Shown::who_falls_short;
    return question;
}

// Only for what the page offers; people:: decides (training.h).
struct Reader {
    const people::Actor& actor;
    people::Reach reach;
    bool is_self(const people::RollEntry& account) const { return actor.account() == account.account; }
    bool answers_for(const people::RollEntry& account) const { return !is_self(account) && reach.covers(account.unit); }
};

TrainingRecordView view_of(const people::Training& record, const Reader& reader, const people::RollEntry& account) {
    using people::TrainingState;
    TrainingRecordView view{.id = record.id.text(),
                            .on = base::to_iso(record.on),
                            .hours = record.hours,
                            .title = record.title,
                            .provider = record.provider,
                            .evidence = record.evidence,
                            .entered_by = record.entered_by_name,
                            .state = std::string{people::training_state_code(record.state)},
                            .withdrawn = record.state == TrainingState::withdrawn,
                            .confirmed_by = record.confirmed_by_name,
                            .reason = record.reason,
                            .may = {}};
    const bool answers = reader.answers_for(account);
    const bool is_claim = record.state == TrainingState::claimed;
    if (answers && is_claim) view.may.emplace_back("confirm");
    if (!view.withdrawn && (answers || (is_claim && reader.is_self(account)))) {
        view.may.emplace_back("withdraw");
    }
    return view;
}

TrainingRow view_of(const oversight::TrainingLine& line, const Reader& reader) {
    const auto& account = line.account;
    TrainingRow row{.account = {account.account.text(), account.name, account.display_name},
                    .unit = {account.unit.text(), account.unit_name},
                    .roles = {},
                    .hours = line.hours,
                    .required = line.required,
                    .short_ = line.is_short(),
                    .may_add = reader.is_self(account) || reader.answers_for(account),
                    .records = {}};
    for (const auto role : account.roles.list()) row.roles.emplace_back(law::role_name(role));
    for (const auto& record : line.records) row.records.push_back(view_of(record, reader, account));
    return row;
}

std::optional<people::TrainingId> id_of(const Call& call) { return people::TrainingId::parse(call.parts.at(0)); }

base::Error no_such_record() { return {base::Fault::not_found, "people.not_found", "training"}; }

Answer print(const Rooms& rooms, const Call& call, paper::Form form) {
    const auto asked = question_of(call);
    if (!asked) return answer_problem(problem_of(Invalid{asked.error()}));
    struct Printed {
        oversight::TrainingRegister training;
        std::string made_by;
    };
    auto printed = rooms.database.read([&](store::ReadTx& tx) -> base::Result<Printed> {
        const auto actor = TRY(enter(tx, rooms, call));
        const auto question = TRY(oversight::admit_to_training(tx, actor, *asked, call.now));
        auto training = TRY(oversight::training_register(tx, rooms.profile(), question, call.now));
        return Printed{.training = std::move(training), .made_by = actor.display_name()};
    });
    if (!printed) return answer_error(printed.error());
    const auto document = oversight::training_document(printed->training, rooms.profile(), printed->made_by, call.now);
    auto file = oversight::print(document, form, call.now);
    if (!file) return answer_error(file.error());
    const auto recorded = rooms.database.write([&rooms, call, form, training = std::move(printed->training),
                                                digest = file->digest](store::WriteTx& tx) -> base::Result<void> {
        const auto actor = TRY(enter(tx, rooms, call));
        return oversight::record_training_printed(tx, rooms.desk, actor, training, form, digest, call.now);
    });
    if (!recorded) return answer_error(recorded.error());
    return answer_document(form, "training-" + std::to_string(asked->year), std::move(file->bytes));
}

}  // namespace

Answer get_training(const Rooms& rooms, const Call& call) {
    const auto asked = question_of(call);
    if (!asked) return answer_problem(problem_of(Invalid{asked.error()}));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto question = TRY(oversight::admit_to_training(tx, actor, *asked, call.now));
        const auto found = TRY(oversight::training_register(tx, rooms.profile(), question, call.now));
        auto reach = TRY(people::reach_of(tx, actor, call.now));
        const Reader reader{.actor = actor, .reach = std::move(reach)};
        TrainingList list{.year = question.year, .items = {}};
        for (const auto& line : found.lines) list.items.push_back(view_of(line, reader));
        return answer_json(list);
    });
}

Answer get_training_csv(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::csv); }

Answer get_training_ods(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::ods); }

Answer post_training(const Rooms& rooms, const Call& call) {
    TrainingRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto account = people::AccountId::parse(request.account.value);
    if (!account) return answer_error({base::Fault::not_found, "people.not_found", "account"});
    const auto on = base::from_iso(request.on.value);
    if (!on)
        return answer_problem(problem_of(Invalid{"on", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}));
    const people::NewTraining training{.account = *account,
                                       .on = *on,
                                       .hours = request.hours,
                                       .title = std::move(request.title.value),
                                       .provider = std::move(request.provider.value),
                                       .evidence = std::move(request.evidence.value)};
    const auto added =
        rooms.database.write([&rooms, call, training](store::WriteTx& tx) -> base::Result<people::TrainingId> {
            const auto actor = TRY(enter(tx, rooms, call));
            return people::add_training(tx, rooms.office, actor, training, rooms.random, call.now);
        });
    if (!added) return answer_error(added.error());
    auto answer = answer_json(TrainingCreated{.id = added->value().text()});
    answer.status = call.endpoint->success;
    return answer;
}

Answer post_training_confirm(const Rooms& rooms, const Call& call) {
    const auto id = id_of(call);
    if (!id) return answer_error(no_such_record());
    const auto done = rooms.database.write([&rooms, call, id](store::WriteTx& tx) -> base::Result<void> {
        const auto actor = TRY(enter(tx, rooms, call));
        return people::confirm_training(tx, rooms.office, actor, *id, call.now);
    });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_training_withdraw(const Rooms& rooms, const Call& call) {
    TrainingWithdrawal request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = id_of(call);
    if (!id) return answer_error(no_such_record());
    const auto done = rooms.database.write(
        [&rooms, call, id, reason = request.reason.value](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            return people::withdraw_training(tx, rooms.office, actor, *id, reason, call.now);
        });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace menhu::web
