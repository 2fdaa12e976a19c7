// menhu ask: a question about one or two people, answered by yes, no or cannot tell, as behind the page. Whom it is
// about is read from standard input, because what stands in arguments can be seen by every user of the machine.
#include <fmt/format.h>

#include <charconv>

#include "app/asked.h"
#include "app/commands.h"
#include "app/sign_in.h"
#include "grants/decide.h"
#include "registry/question.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;
using Given = std::variant<registry::AnswerGiven, grants::Refusal>;

Error bad_argument(std::string_view name) {
    return {Fault::bad_input, "app.argument_unknown", "--" + std::string{name}};
}

// "1 year", "10 months", "180 days".
base::Result<law::Term> read_term(std::string_view text) {
    law::Term term;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), term.count);
    std::string_view unit{end, static_cast<std::size_t>(text.data() + text.size() - end)};
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    if (error != std::errc{} || term.count < 1) return bad_argument("period");
    if (unit == "day" || unit == "days") {
        term.in = law::Term::In::days;
    } else if (unit == "month" || unit == "months") {
        term.in = law::Term::In::months;
    } else if (unit == "year" || unit == "years") {
        term.in = law::Term::In::years;
    } else {
        return bad_argument("period");
    }
    return term;
}

base::Result<registry::Question> read_question(const Command& command, const Arguments& arguments) {
    const auto code = TRY(arguments.need("question"));
    const auto kind = registry::question_from_code(code);
    if (!kind) return bad_argument("question");
    registry::Question question;
    question.kind = *kind;
    question.programme = arguments.option_or("programme", "");
    if (const auto period = arguments.option("period")) question.period = TRY(read_term(*period));
    if (const auto on = arguments.option("on")) {
        question.on = base::from_iso(*on);
        if (!question.on) return bad_argument("on");
    }
    const auto subject = TRY(command.terminal.ask_secret("統一編號", "National id"));
    question.subject = base::Personal{std::string{subject.text()}};
    if (registry::form_of(*kind).other == registry::QuestionForm::Other::needed) {
        const auto other = TRY(command.terminal.ask_secret("另一人的統一編號", "National id of the other"));
        question.other = base::Personal{std::string{other.text()}};
    }
    return question;
}

std::string day_text(const Terminal& terminal, const registry::ToldDay& day) {
    if (day.shown == registry::ToldDay::Shown::withheld) {
        return std::string{terminal.either("（不在核准的資料項目內）", "(not a field of the grant)")};
    }
    if (day.from.empty()) return std::string{terminal.either("（不詳）", "(not known)")};
    return day.until.empty() ? day.from : day.from + " – " + day.until;
}

void show(const Terminal& terminal, const registry::AnswerGiven& given) {
    const auto& form = registry::form_of(given.question());
    const auto verdict = given.truth() == registry::Truth::yes  ? terminal.either("是", "yes")
                         : given.truth() == registry::Truth::no ? terminal.either("否", "no")
                                                                : terminal.either("無法判定", "cannot tell");
    terminal.print(fmt::format("{}: {}", terminal.either(form.zh, form.en), verdict));
    terminal.print(fmt::format("{}: {}{}", terminal.either("判定依據", "Rule"),
                               terminal.either(given.rule().zh, given.rule().en),
                               given.rule().article.empty() ? "" : fmt::format("（{}）", given.rule().article)));
    if (given.programme() != nullptr) {
        terminal.print(fmt::format("  {}", terminal.either(given.programme()->title, given.programme()->title_en)));
    }
    for (const auto& day : given.days()) {
        terminal.print(fmt::format("  {}: {}",
                                   terminal.either(registry::day_of_zh(day.what), registry::day_of_en(day.what)),
                                   day_text(terminal, day)));
    }
    for (const auto fact : given.missing()) {
        terminal.print(fmt::format("  {}: {}", terminal.either("資料不足", "Missing"),
                                   terminal.either(registry::missing_fact_zh(fact), registry::missing_fact_en(fact))));
    }
    terminal.print(fmt::format("{}: {}", terminal.either("資料基準日", "Base date"), given.base_date()));
    print_receipt(terminal, given.receipt());
}

base::Result<int> run(const Command& command, House& house, const SignedInAccount& account,
                      const Arguments& arguments) {
    const auto now = command.clock.now();
    const auto actor = TRY(account.actor(now));
    const auto grant = TRY(choose_grant(house, actor, arguments, now));
    const auto reason = TRY(arguments.need("reason"));
    const auto question = TRY(read_question(command, arguments));
    TRY(registry::check_question(house.registry(), question));
    const grants::Ask ask{.grant = grant,
                          .operation = grants::Operation::answer,
                          .case_number = arguments.option_or("case", ""),
                          .reason = reason,
                          .fields = registry::question_fields(question.kind),
                          .person = registry::question_tag(house.registry(), question),
                          .sealed = registry::question_json(question)};
    auto committed = TRY(house.database().write([&](store::WriteTx& tx) -> base::Result<Given> {
        auto decision = TRY(grants::decide(tx, house.desk(), actor, ask, now));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Given{std::move(*refusal)};
        return registry::answer(tx, house.registry(), std::get<grants::Permit>(std::move(decision)), question,
                                command.random, now);
    }));
    const auto given = std::move(committed).value();
    if (const auto* refusal = std::get_if<grants::Refusal>(&given)) {
        show(command.terminal, *refusal);
        return exit_refused;
    }
    const auto& answer = std::get<registry::AnswerGiven>(given);
    show(command.terminal, answer);
    if (const auto path = arguments.option("receipt")) {
        TRY(write_receipt(house, command.clock, answer.receipt(), *path));
    }
    return 0;
}

}  // namespace

base::Result<int> ask(const Command& command) {
    const auto arguments = TRY(Arguments::parse(
        command.words, {"account", "grant", "case", "reason", "question", "on", "period", "programme", "receipt"}, {},
        0));
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto code = run(command, *house, account, arguments);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
