// menhu cases …: the list of cases of a purpose, loaded whole from a CSV file, or cleared.
#include "grants/cases.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "app/sign_in.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<int> load(const Command& command, House& house, const Arguments& arguments) {
    const std::string purpose = arguments.words().at(1);
    const std::string path = arguments.words().at(2);
    const auto csv = read_file(path);
    if (!csv) return Error{Fault::not_found, "app.file_unreadable", path};
    const auto name = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, name, now));
    const auto actor = TRY(account.actor(now));
    const auto done =
        TRY(house.database().write([&house, &random = command.random, actor, purpose, csv, now](store::WriteTx& tx) {
            return grants::load_cases(tx, house.desk(), actor, purpose, *csv, random, now);
        }));
    TRY(account.sign_out(command.clock.now()));
    const auto& loaded = done.value();
    const Terminal& out = command.terminal;
    out.print(fmt::format("{}: {}  {}: {}  {}: {}", out.either("案件", "cases"), loaded.count,
                          out.either("已結案", "closed"), loaded.closed, out.either("未採用的列", "lines left out"),
                          loaded.rejected.size()));
    for (const auto& line : loaded.rejected) out.print(fmt::format("{}\t{}", line.line, line.code));
    return 0;
}

base::Result<int> clear(const Command& command, House& house, const Arguments& arguments) {
    const std::string purpose = arguments.words().at(1);
    const auto name = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, name, now));
    const auto actor = TRY(account.actor(now));
    TRY(house.database().write([&house, actor, purpose, now](store::WriteTx& tx) -> base::Result<int> {
        TRY(grants::clear_cases(tx, house.desk(), actor, purpose, now));
        return 0;
    }));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.say("完成。", "Done.");
    return 0;
}

}  // namespace

base::Result<int> cases_command(const Command& command) {
    const auto what = command.words.empty() ? std::string{} : command.words.front();
    const bool loads = what == "load";
    const auto arguments = TRY(Arguments::parse(command.words, {"by"}, {}, loads ? 3 : 2));
    auto house = TRY(open_house(command, arguments));
    if (loads) return load(command, *house, arguments);
    if (what == "clear") return clear(command, *house, arguments);
    return Error{Fault::bad_input, "app.command_unknown", "cases " + what};
}

}  // namespace menhu::app
