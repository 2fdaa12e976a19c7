// Answers instead of data: decide, answer and record in one transaction, as a query.
#include "grants/decide.h"
#include "registry/exhibit.h"
#include "registry/question.h"
#include "web/handlers_question.h"
#include "web/refusals.h"
#include "web/views_question.h"

namespace menhu::web {

namespace {

using Given = std::variant<registry::AnswerGiven, grants::Refusal>;

std::string_view period_code(registry::QuestionForm::Period period) {
    switch (period) {
        case registry::QuestionForm::Period::none:
            return "none";
        case registry::QuestionForm::Period::years:
            return "years";
        case registry::QuestionForm::Period::rule_or_term:
            return "rule_or_term";
    }
    return "none";
}

std::string_view shown_code(registry::ToldDay::Shown shown) {
    switch (shown) {
        case registry::ToldDay::Shown::full:
            return "full";
        case registry::ToldDay::Shown::masked:
            return "masked";
        case registry::ToldDay::Shown::withheld:
            return "withheld";
    }
    return "withheld";
}

ProgrammeRow row_of(const law::ResidenceRule& rule) {
    ProgrammeRow row{.code = rule.name,
                     .title_zh = rule.title,
                     .title_en = rule.title_en,
                     .from_ = {},
                     .until = {},
                     .source_zh = rule.source};
    if (rule.from) row.from_ = base::to_iso(*rule.from);
    if (rule.until) row.until = base::to_iso(*rule.until);
    return row;
}

Answer answered(const Rooms& rooms, base::Instant now, const Given& given) {
    if (const auto* refusal = std::get_if<grants::Refusal>(&given)) return answer_problem(problem_of(*refusal));
    const auto& answer = std::get<registry::AnswerGiven>(given);
    const auto& form = registry::form_of(answer.question());
    const auto& rule = answer.rule();
    AnswerView view;
    view.id = answer.query().text();
    view.question = form.code;
    view.question_zh = form.zh;
    view.question_en = form.en;
    view.verdict = registry::truth_name(answer.truth());
    view.rule = {.code = rule.name, .zh = rule.zh, .en = rule.en, .article = rule.article};
    if (answer.programme() != nullptr) view.programme = row_of(*answer.programme());
    for (const auto& day : answer.days()) {
        view.days.push_back({.zh = registry::day_of_zh(day.what),
                             .en = registry::day_of_en(day.what),
                             .shown = shown_code(day.shown),
                             .from_ = day.from,
                             .until = day.until});
    }
    for (const auto fact : answer.missing()) {
        view.missing.push_back({.code = registry::missing_fact_name(fact),
                                .zh = registry::missing_fact_zh(fact),
                                .en = registry::missing_fact_en(fact)});
    }
    view.base_date = answer.base_date();
    view.generation = answer.generation().text();
    view.grant = answer.grant().text();
    view.case_number = answer.case_number();
    view.receipt = view_of(answer.receipt());
    view.exhibit = registry::seal_exhibit(rooms.registry, registry::exhibit_of(answer), rooms.random, now);
    return answer_json(view);
}

law::Term::In unit_of(PeriodUnit unit) {
    switch (unit) {
        case PeriodUnit::days:
            return law::Term::In::days;
        case PeriodUnit::months:
            return law::Term::In::months;
        case PeriodUnit::years:
            return law::Term::In::years;
    }
    return law::Term::In::years;
}

std::optional<Invalid> read_question(QuestionRequest& request, registry::Question& out) {
    out.kind = static_cast<registry::QuestionKind>(request.question);
    out.subject = base::Personal{std::move(request.subject.value)};
    if (request.other) out.other = base::Personal{std::move(request.other->value)};
    if (request.on) {
        out.on = base::from_iso(request.on->value);
        if (!out.on) return Invalid{"on", "應為日期", "must be a day"};
    }
    if (!request.period) return std::nullopt;
    auto& period = *request.period;
    if (period.programme) out.programme = std::move(period.programme->value);
    if (period.count.has_value() != period.unit.has_value()) return missing_member("period.unit");
    if (period.count) {
        if (*period.count < 1 || *period.count > 100'000) {
            return Invalid{"period.count", "超出範圍", "is out of range"};
        }
        out.period = law::Term{.in = unit_of(*period.unit), .count = static_cast<int>(*period.count)};
    }
    return std::nullopt;
}

static_assert(static_cast<int>(QuestionCode::spouse_of) == static_cast<int>(registry::QuestionKind::spouse_of));

}  // namespace

Answer get_question_choices(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx&, const people::Actor&) -> base::Result<Answer> {
        QuestionChoices choices;
        for (const auto& form : registry::question_forms()) {
            auto& row = choices.questions.emplace_back();
            row.code = form.code;
            row.zh = form.zh;
            row.en = form.en;
            row.needs_other = form.other == registry::QuestionForm::Other::needed;
            row.period = period_code(form.period);
            for (const auto name : form.fields) {
                const auto* field = rooms.profile().find_field(name);
                if (field == nullptr) continue;
                row.fields.push_back({std::string{name}, std::string{field->label()}, std::string{field->label_en()}});
            }
        }
        for (const auto& rule : rooms.registry.residence_rules().all()) choices.programmes.push_back(row_of(rule));
        return answer_json(choices);
    });
}

void post_question(const Rooms& rooms, Call call, Reply reply) {
    QuestionRequest request;
    registry::Question question;
    auto wrong = read_body(call, request);
    if (!wrong) wrong = read_question(request, question);
    if (wrong) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return reply.now(answer_problem(problem_of(unknown_word("grant"))));
    if (const auto good = registry::check_question(rooms.registry, question); !good) {
        return reply.now(answer_error(good.error()));
    }
    grants::Ask ask{.grant = *grant,
                    .operation = grants::Operation::answer,
                    .case_number = std::move(request.case_number.value),
                    .reason = std::move(request.reason.value),
                    .source = call.source,
                    .fields = registry::question_fields(question.kind),
                    .person = registry::question_tag(rooms.registry, question),
                    .sealed = registry::question_json(question)};
    call.body.clear();
    const auto shape = [&rooms, now = call.now](const Given& given) { return answered(rooms, now, given); };
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), ask = std::move(ask),
         question = std::move(question)](store::WriteTx& tx) -> base::Result<Given> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto decision = TRY(grants::decide(tx, rooms.desk, actor, ask, call.now));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Given{std::move(*refusal)};
            return registry::answer(tx, rooms.registry, std::get<grants::Permit>(std::move(decision)), question,
                                    rooms.random, call.now);
        },
        shape);
}

}  // namespace menhu::web
