// menhu match: a list against the registry at the command line, by the same functions as behind the page.
#include "registry/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/commands.h"
#include "app/sign_in.h"
#include "format/csv.h"
#include "paper/document.h"
#include "registry/copy.h"
#include "web/match_document.h"
#include "web/problem.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr int exit_refused = 10;

// What the functions of matches need of a command.
struct Desk {
    const Command& command;
    House& house;
    SignedInAccount& account;
    registry::MatchBook book;

    registry::ActorOf actor_of() const {
        return [this](store::WriteTx&, base::Instant now) { return account.actor(now); };
    }
};

base::Result<registry::MatchId> match_id(std::string_view text) {
    const auto id = registry::MatchId::parse(text);
    if (!id) return Error{Fault::not_found, "registry.match_unknown"};
    return *id;
}

// "person=B,name=A" or "person=2": by letters as spreadsheets name columns, or by numbers from 1.
base::Result<std::vector<registry::ColumnChoice>> read_columns(std::string_view text) {
    std::vector<registry::ColumnChoice> out;
    for (const auto& word : split_list(text)) {
        const auto equals = word.find('=');
        if (equals == std::string::npos) return Error{Fault::bad_input, "app.argument_unknown", "--columns " + word};
        std::size_t index = 0;
        for (const char c : word.substr(equals + 1)) {
            const bool is_digit = c >= '0' && c <= '9';
            const bool is_letter = c >= 'A' && c <= 'Z';
            if (!is_digit && !is_letter) return Error{Fault::bad_input, "app.argument_unknown", "--columns " + word};
            index = index * (is_digit ? 10 : 26) + static_cast<std::size_t>(is_digit ? c - '0' : c - 'A' + 1);
            if (index > 256) return Error{Fault::bad_input, "app.argument_unknown", "--columns " + word};
        }
        if (index == 0) return Error{Fault::bad_input, "app.argument_unknown", "--columns " + word};
        out.push_back({index - 1, word.substr(0, equals)});
    }
    return out;
}

void show(const Terminal& terminal, const Desk& desk, const registry::Match& match) {
    const auto* rule = desk.book.rules.find(match.rule);
    terminal.print(fmt::format("{}\t{}\t{}\t{}/{}\t{}\t{}", match.id.text(), match.rule,
                               registry::match_state_code(match.state), match.done, match.rows,
                               base::to_taipei_text(match.began_at), match.problem));
    for (const auto& [code, count] : match.counts) {
        const auto* outcome = rule != nullptr ? rule->find_outcome(code) : nullptr;
        if (outcome == nullptr) continue;
        terminal.print(fmt::format("  {}\t{}\t{}", code, count, terminal.either(outcome->zh, outcome->en)));
    }
}

base::Result<registry::Match> look(const Desk& desk, registry::MatchId id) {
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.account.actor(now));
    return desk.house.database().read(
        [&](store::ReadTx& tx) { return registry::find_match(tx, desk.house.registry(), desk.book, actor, id, now); });
}

base::Result<int> go_on(const Desk& desk, registry::MatchId id, std::int64_t run) {
    const auto& terminal = desk.command.terminal;
    for (;;) {
        const auto step = TRY(registry::match_step(desk.house.registry(), desk.book, desk.actor_of(), "", id, run,
                                                   desk.command.clock.now()));
        terminal.progress(fmt::format("{}/{}", step.done, step.rows));
        if (step.state == registry::MatchState::running) continue;
        const auto match = TRY(look(desk, id));
        show(terminal, desk, match);
        return step.state == registry::MatchState::failed ? exit_refused : 0;
    }
}

base::Result<int> run(Desk& desk, const Arguments& arguments) {
    const auto path = arguments.words().at(1);
    const auto bytes = read_file(path);
    if (!bytes) return Error{Fault::not_found, "app.file_unreadable", path};
    const auto grant_text = TRY(arguments.need("grant"));
    const auto grant = grants::GrantId::parse(grant_text);
    if (!grant) return Error{Fault::bad_input, "app.no_such_grant"};
    const auto now = desk.command.clock.now();
    const auto on_text = arguments.option_or("on", base::to_iso(base::taipei_date(now)));
    const auto on = base::from_iso(on_text);
    if (!on) return Error{Fault::bad_input, "app.argument_unknown", "--on " + on_text};
    const auto actor = TRY(desk.account.actor(now));
    const auto name = std::filesystem::path{path}.filename().string();
    const auto list = TRY(registry::take_list(desk.house.registry(), actor, name, *bytes, desk.command.random, now));
    const auto rule_code = TRY(arguments.need("rule"));
    const auto reason = TRY(arguments.need("reason"));
    registry::NewMatch match{.list = list.id,
                             .rule = rule_code,
                             .grant = *grant,
                             .case_number = arguments.option_or("case", ""),
                             .reason = reason,
                             .on = *on,
                             .sheet = arguments.option_or("sheet", ""),
                             .header_row = 0,
                             .columns = {},
                             .source = {}};
    // What is not said is guessed as on the page, and used only where the guess is sure.
    const auto book = TRY(format::Workbook::open(*bytes));
    const auto sheet = TRY(registry::sheet_named(book, match.sheet));
    const auto said = TRY(arguments.number_or("header", 0, 1000, -1));
    const auto shape = TRY(registry::shape_of(
        book, sheet, said < 0 ? std::nullopt : std::optional{static_cast<std::uint32_t>(said)}, desk.book.rules));
    match.header_row = shape.header_row;
    if (const auto columns = arguments.option("columns")) {
        match.columns = TRY(read_columns(*columns));
    } else if (const auto* rule = desk.book.rules.find(match.rule)) {
        for (const auto& column : shape.columns) {
            const bool is_sure = column.sure == registry::ListColumn::Sure::yes;
            if (is_sure && rule->find_column(column.guess) != nullptr) {
                match.columns.push_back({column.index, column.guess});
            }
        }
    }
    auto begun =
        TRY(registry::begin_match(desk.house.registry(), desk.book, desk.actor_of(), match, desk.command.random, now));
    if (const auto* refusal = std::get_if<grants::Refusal>(&begun)) {
        const auto& terminal = desk.command.terminal;
        terminal.print(fmt::format("{}: {} {}（{}）", terminal.either("拒絕", "Refused"),
                                   terminal.either(refusal->reason_zh(), refusal->reason_en()),
                                   terminal.either(refusal->next_zh(), refusal->next_en()), refusal->code()));
        return exit_refused;
    }
    return go_on(desk, std::get<registry::MatchId>(begun), 1);
}

base::Result<int> list(const Desk& desk) {
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.account.actor(now));
    const auto page = TRY(desk.house.database().read([&](store::ReadTx& tx) {
        return registry::matches_of(tx, desk.house.registry(), desk.book, actor, std::nullopt, 100, now);
    }));
    for (const auto& match : page.items) show(desk.command.terminal, desk, match);
    return 0;
}

base::Result<int> take_result(const Desk& desk, const Arguments& arguments) {
    const auto id = TRY(match_id(arguments.words().at(1)));
    const auto out = TRY(arguments.need("out"));
    const auto form = paper::parse_form(arguments.option_or("as", "ods"));
    if (!form || (*form != paper::Form::ods && *form != paper::Form::csv)) {
        return Error{Fault::bad_input, "app.argument_unknown", "--as " + arguments.option_or("as", "")};
    }
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.account.actor(now));
    const auto taken = TRY(desk.house.database().write([&](store::WriteTx& tx) {
        return registry::take_case_file_copy(tx, desk.house.registry(), desk.book, actor, id, paper::form_name(*form),
                                             desk.command.random, now);
    }));
    const auto& result = taken.value().result;
    const auto* rule = desk.book.rules.find(result.match.rule);
    CHECK(rule != nullptr);
    const auto document = web::match_document(result, *rule, desk.house.profile(), actor.display_name(), now);
    const auto bytes = TRY(paper::write(document, *form, now));
    TRY(write_new_file(out, bytes));
    desk.command.terminal.print(out);
    return 0;
}

base::Result<int> act(Desk& desk, const Arguments& arguments) {
    const auto& verb = arguments.words().front();
    if (verb == "run") return run(desk, arguments);
    if (verb == "list") return list(desk);
    if (verb == "result") return take_result(desk, arguments);
    const auto id = TRY(match_id(arguments.words().at(1)));
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.account.actor(now));
    if (verb == "show") {
        const auto match = TRY(look(desk, id));
        show(desk.command.terminal, desk, match);
        return 0;
    }
    if (verb == "resume") {
        const auto run_number = TRY(desk.house.database().write(
            [&](store::WriteTx& tx) { return registry::resume_match(tx, desk.house.registry(), actor, id, now); }));
        return go_on(desk, id, run_number.value());
    }
    TRY(desk.house.database().write(
        [&](store::WriteTx& tx) { return registry::cancel_match(tx, desk.house.registry(), actor, id, now); }));
    const auto match = TRY(look(desk, id));
    show(desk.command.terminal, desk, match);
    return 0;
}

}  // namespace

base::Result<int> match_command(const Command& command) {
    const auto verb = command.words.empty() ? std::string{} : command.words.front();
    constexpr std::array verbs{"run", "list", "show", "cancel", "resume", "result"};
    if (std::ranges::find(verbs, verb) == verbs.end()) {
        return Error{Fault::bad_input, "app.command_unknown", "match " + verb};
    }
    const auto arguments = TRY(Arguments::parse(
        command.words, {"account", "grant", "case", "reason", "rule", "on", "sheet", "header", "columns", "out", "as"},
        {}, verb == "list" ? 1 : 2));
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto book = TRY(registry::MatchBook::load());
    Desk desk{command, *house, account, std::move(book)};
    auto code = act(desk, arguments);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
