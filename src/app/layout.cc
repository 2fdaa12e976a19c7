// menhu layout …: layouts and tables as versions, and the dry run of a whole file, with the functions that the page
// uses.
#include <fmt/format.h>

#include <fstream>

#include "app/commands.h"
#include "app/sign_in.h"
#include "registry/definition.h"
#include "registry/trial.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;
using registry::DefinitionKind;

base::Result<DefinitionKind> kind_of(const Arguments& arguments) {
    const auto word = arguments.option_or("kind", "layout");
    const auto kind = registry::definition_kind_named(word);
    if (!kind) return Error{Fault::bad_input, "app.argument_unknown", "--kind " + word};
    return *kind;
}

base::Result<std::string> text_of(const std::string& path) {
    auto text = read_file(path);
    if (!text) return Error{Fault::not_found, "app.file_unreadable", path};
    return *std::move(text);
}

base::Result<int> list(const Command& command, House& house) {
    const auto all = TRY(house.database().read([](store::ReadTx& tx) { return registry::definitions(tx); }));
    for (const auto& one : all) {
        command.terminal.print(fmt::format("{}\t{}\t{}\t{}\t{}\t{}", one.id.text(),
                                           registry::definition_kind_code(one.kind), one.name, one.version,
                                           registry::definition_state_code(one.state), one.made_by_name));
    }
    for (const auto& layout : house.registry().settings().layouts) {
        command.terminal.print(fmt::format("{}\tlayout\t{}\t0\tbuilt_in\t", layout.name, layout.name));
    }
    return 0;
}

// Every mistake, "line: what"; 4 if there is one.
int check(const Command& command, DefinitionKind kind, const std::string& text) {
    const auto problems = registry::definition_problems(kind, text);
    for (const auto& problem : problems) {
        command.terminal.print(fmt::format("{}: {}", problem.line, command.terminal.either(problem.zh, problem.en)));
    }
    if (problems.empty()) command.terminal.say("沒有問題。", "Nothing is wrong.");
    return problems.empty() ? 0 : 4;
}

base::Result<int> save(const Command& command, const Arguments& arguments, House& house, SignedInAccount& account) {
    const auto kind = TRY(kind_of(arguments));
    const auto text = TRY(text_of(arguments.words()[1]));
    if (const int wrong = check(command, kind, text); wrong != 0) return wrong;
    const auto now = command.clock.now();
    const auto actor = TRY(account.actor(now));
    const auto saved =
        TRY(house.database().write([&house, &random = command.random, actor, kind, text, now](store::WriteTx& tx) {
            return registry::save_definition(tx, house.registry(), actor, kind, text, random, now);
        }));
    command.terminal.print(saved.value().text());
    command.terminal.say("請另一位專責人員核定。", "Another designated person approves it.");
    return 0;
}

base::Result<int> approve(const Command& command, const Arguments& arguments, House& house, SignedInAccount& account) {
    const auto id = registry::DefinitionId::parse(arguments.words()[1]);
    if (!id) return Error{Fault::not_found, "registry.definition_unknown"};
    const auto now = command.clock.now();
    const auto actor = TRY(account.actor(now));
    TRY(house.database().write([&house, actor, id = *id, now](store::WriteTx& tx) {
        return registry::decide_definition(tx, house.registry(), actor, id, registry::Approval::approve, "", now);
    }));
    command.terminal.say("已核定。", "Approved.");
    return 0;
}

void show(const Terminal& terminal, const registry::DryRunOutcome& outcome) {
    terminal.print(fmt::format("SHA-256 {}", base::to_hex(outcome.sha256)));
    terminal.print(fmt::format("{}: {}  {}: {}", terminal.either("讀取", "read"), outcome.report.read,
                               terminal.either("退回", "rejected"), outcome.report.rejected));
    for (const auto& problem : outcome.problems) {
        terminal.print(fmt::format("  {} {} {}: {} ({} {})", problem.role, problem.field, problem.problem,
                                   problem.records, terminal.either("首見於第", "first in record"), problem.first));
    }
    for (const auto& reject : outcome.rejects) {
        terminal.print(fmt::format("  {} @{} {} {}", reject.number, reject.offset, reject.reasons, reject.fields));
    }
    if (!outcome.stopped.empty()) terminal.print(outcome.stopped);
}

base::Result<int> try_file(const Command& command, const Arguments& arguments, House& house, SignedInAccount& account) {
    const auto name = TRY(arguments.need("layout"));
    const auto base_date = arguments.option_or("base-date", "");
    std::ifstream file{arguments.words()[1], std::ios::binary};
    if (!file) return Error{Fault::not_found, "app.file_unreadable", arguments.words()[1]};
    auto trial = TRY(
        house.database().read([&](store::ReadTx& tx) { return registry::trial_layout(tx, house.registry(), name); }));
    const auto run = TRY(registry::DryRun::open(std::move(trial), base_date));
    std::vector<char> piece(1 << 20);
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
        const auto size = static_cast<std::size_t>(file.gcount());
        run->write({reinterpret_cast<const std::uint8_t*>(piece.data()), size});
    }
    const auto outcome = run->finish(house.registry().profile().numbers().import_reject_share);
    const auto now = command.clock.now();
    const auto actor = TRY(account.actor(now));
    TRY(house.database().write([&](store::WriteTx& tx) {
        return registry::enter_dry_run(tx, house.registry(), actor, run->trial(), outcome, now);
    }));
    show(command.terminal, outcome);
    return outcome.report.refusal.empty() && outcome.stopped.empty() ? 0 : 4;
}

}  // namespace

base::Result<int> layout_command(const Command& command) {
    const bool bare = command.words.empty() || command.words.front() == "list";
    const auto arguments =
        TRY(Arguments::parse(command.words, {"account", "kind", "layout", "base-date"}, {}, bare ? 1 : 2));
    const auto& what = arguments.words().front();
    if (what == "check") {
        const auto kind = TRY(kind_of(arguments));
        const auto text = TRY(text_of(arguments.words()[1]));
        return check(command, kind, text);
    }
    auto house = TRY(open_house(command, arguments));
    if (what == "list") return list(command, *house);
    const auto act = what == "save" ? save : what == "approve" ? approve : what == "try" ? try_file : nullptr;
    if (act == nullptr) return Error{Fault::bad_input, "app.command_unknown", "layout " + what};
    const auto name = TRY(arguments.need("account"));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    const auto code = TRY(act(command, arguments, *house, account));
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
