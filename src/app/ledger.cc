// menhu ledger …: what an outsider can check, and how.
#include "ledger/ledger.h"

#include <fmt/format.h>

#include <charconv>

#include "app/commands.h"
#include "ledger/export.h"
#include "ledger/log_reader.h"
#include "ledger/publisher.h"
#include "ledger/verify.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

// --log, or the year of now.
base::Result<int> log_of(const Arguments& arguments, base::Instant now) {
    const auto year = TRY(arguments.number_or("log", 1000, 9999, ledger::log_of(now)));
    return static_cast<int>(year);
}

int report(const Terminal& terminal, const ledger::Verification& found) {
    terminal.print(fmt::format("{} {}", terminal.either("紀錄", "Log"), found.checkpoint.origin));
    terminal.print(fmt::format("  {}: {}   {}: {}", terminal.either("已驗證", "verified"), found.entries,
                               terminal.either("尚未簽入檢查點", "not under a checkpoint yet"), found.unpublished));
    for (const auto& finding : found.findings) terminal.print(fmt::format("  {}: {}", finding.place, finding.code));
    if (found.sound()) {
        terminal.say("完整：每一筆都與簽署時相同。", "Sound: every entry is as it was signed.");
        return 0;
    }
    terminal.print(
        fmt::format("{}: {}", terminal.either("不完整，發現", "NOT sound, findings"), found.findings_in_all));
    return 7;
}

base::Result<int> verify(const Command& command, const Arguments& arguments) {
    if (const auto directory = arguments.option("directory")) {
        const auto key = TRY(arguments.need("key"));
        const auto policy = TRY(ledger::TrustPolicy::of_log(key));
        const auto found = TRY(ledger::verify_export(*directory, policy));
        return report(command.terminal, found);
    }
    auto house = TRY(open_house(command, arguments));
    const auto now = command.clock.now();
    const auto log = TRY(log_of(arguments, now));
    ledger::Publisher publisher{house->database(), house->ledger()};
    TRY(publisher.publish(now));  // what was entered last is verified too
    const auto policy = TRY(ledger::TrustPolicy::of_log(house->ledger().verify_key(log).text()));
    const auto found = TRY(ledger::verify_database(house->database(), log, policy));
    return report(command.terminal, found);
}

base::Result<int> receipt(const Command& command, const Arguments& arguments) {
    auto house = TRY(open_house(command, arguments));
    const auto& words = arguments.words();
    std::int64_t index = 0;
    const auto& text = words.at(2);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
    int log = 0;
    const auto year = std::from_chars(words.at(1).data(), words.at(1).data() + words.at(1).size(), log);
    if (read.ec != std::errc{} || year.ec != std::errc{}) {
        return Error{Fault::bad_input, "app.argument_number", "receipt LOG INDEX"};
    }
    const auto proof =
        TRY(house->database().read([&](store::ReadTx& tx) { return ledger::receipt_text(tx, log, index); }));
    command.terminal.print(proof);
    return 0;
}

base::Result<int> export_all(const Command& command, const Arguments& arguments) {
    auto house = TRY(open_house(command, arguments));
    const auto now = command.clock.now();
    const auto log = TRY(log_of(arguments, now));
    ledger::Publisher publisher{house->database(), house->ledger()};
    TRY(publisher.publish(now));
    const auto done = TRY(ledger::export_log(house->database(), log, arguments.words().at(1)));
    command.terminal.print(fmt::format("{}: {}   {}: {}", command.terminal.either("筆數", "entries"), done.entries,
                                       command.terminal.either("檔案", "files"), done.files));
    command.terminal.print(fmt::format("{}: {}", command.terminal.either("驗證金鑰", "verification key"),
                                       house->ledger().verify_key(log).text()));
    return 0;
}

base::Result<int> checkpoint(const Command& command, const Arguments& arguments) {
    auto house = TRY(open_house(command, arguments));
    const auto log = TRY(log_of(arguments, command.clock.now()));
    const auto newest =
        TRY(house->database().read([&](store::ReadTx& tx) { return ledger::newest_checkpoint(tx, log); }));
    if (!newest) return Error{Fault::not_found, "app.no_checkpoint"};
    command.terminal.print(newest->note.substr(0, newest->note.size() - 1));
    return 0;
}

base::Result<int> key(const Command& command, const Arguments& arguments) {
    auto house = TRY(open_house(command, arguments));
    const auto log = TRY(log_of(arguments, command.clock.now()));
    command.terminal.print(house->ledger().verify_key(log).text());
    return 0;
}

}  // namespace

base::Result<int> ledger_command(const Command& command) {
    const auto what = command.words.empty() ? std::string{} : command.words.front();
    const std::size_t positional = what == "receipt" ? 3 : what == "export" ? 2 : 1;
    const auto arguments = TRY(Arguments::parse(command.words, {"log", "directory", "key"}, {}, positional));
    if (what == "verify") return verify(command, arguments);
    if (what == "export") return export_all(command, arguments);
    if (what == "checkpoint") return checkpoint(command, arguments);
    if (what == "receipt") return receipt(command, arguments);
    if (what == "key") return key(command, arguments);
    return Error{Fault::bad_input, "app.command_unknown", "ledger " + what};
}

}  // namespace menhu::app
