// menhu grant …: purposes and grants, by an account administrator.
#include <fmt/format.h>

#include "app/commands.h"
#include "app/granting.h"
#include "app/sign_in.h"
#include "format/toml.h"
#include "people/account.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<std::optional<base::Instant>> instant_of(const Arguments& arguments, std::string_view name) {
    const auto text = arguments.option(name);
    if (!text) return std::optional<base::Instant>{};
    const auto instant = base::from_rfc3339(*text);
    if (!instant) return Error{Fault::bad_input, "app.argument_instant", "--" + std::string{name}};
    return std::optional{*instant};
}

base::Result<int> list(const Command& command, House& house, const Arguments& arguments) {
    const auto by = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, by, now));
    const auto actor = TRY(account.actor(now));
    const auto all =
        TRY(house.database().read([&](store::ReadTx& tx) { return grants::visible_grants(tx, actor, now); }));
    for (const auto& grant : all) {
        command.terminal.print(fmt::format("{}\t{}\t{}\t{}\t{}\t{}/{}", grant.id.text(), grant.purpose_code,
                                           grant.unit_name, grants::grant_state_code(grant.state),
                                           base::to_rfc3339(grant.until), grant.used_total, grant.quota_total));
    }
    TRY(account.sign_out(command.clock.now()));
    return 0;
}

base::Result<int> create(const Command& command, House& house, const Arguments& arguments) {
    GrantWords words;
    words.purpose = TRY(arguments.need("purpose"));
    words.unit = TRY(arguments.need("unit"));
    words.until = TRY(instant_of(arguments, "until"));
    words.from = TRY(instant_of(arguments, "from"));
    for (const auto& [name, place] : {std::pair{"holders", &words.holders}, std::pair{"fields", &words.fields},
                                      std::pair{"operations", &words.operations}}) {
        const auto text = TRY(arguments.need(name));
        *place = split_list(text);
    }
    words.districts = split_list(arguments.option_or("districts", ""));
    constexpr std::int64_t most = 1'000'000'000;
    const auto day = TRY(arguments.number_or("quota-day", 1, most, 0));
    const auto total = TRY(arguments.number_or("quota-total", 1, most, 0));
    if (day > 0) words.quota_day = day;
    if (total > 0) words.quota_total = total;
    words.application = arguments.option_or("application", "");
    const auto by = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, by, now));
    const auto id = TRY(make_grant(house, account, words, command.random, now));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.print(id.text());
    return 0;
}

base::Result<int> purpose(const Command& command, House& house, const Arguments& arguments, const std::string& path) {
    const auto text = read_file(path);
    if (!text) return Error{Fault::not_found, "app.file_unreadable", path};
    const auto what = TRY(read_purpose(*text, path));
    const auto by = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, by, now));
    TRY(make_purpose(house, account, what, command.random, now));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.say("完成。", "Done.");
    return 0;
}

base::Result<int> change(const Command& command, House& house, const Arguments& arguments, const std::string& what,
                         const std::string& text) {
    const auto id = grants::GrantId::parse(text);
    if (!id) return Error{Fault::bad_input, "app.no_such_grant", text};
    const auto reason = TRY(arguments.need("reason"));
    const auto by = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, by, now));
    const auto actor = TRY(account.actor(now));
    TRY(house.database().write([&house, actor, what, id = *id, reason, now](store::WriteTx& tx) -> base::Result<int> {
        const auto act = what == "suspend"  ? grants::suspend_grant
                         : what == "resume" ? grants::resume_grant
                                            : grants::end_grant;
        TRY(act(tx, house.desk(), actor, id, reason, now));
        return 0;
    }));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.say("完成。", "Done.");
    return 0;
}

}  // namespace

base::Result<int> grant_command(const Command& command) {
    const auto what = command.words.empty() ? std::string{} : command.words.front();
    const bool is_alone = what == "list" || what == "create";
    const auto arguments =
        TRY(Arguments::parse(command.words,
                             {"by", "purpose", "unit", "holders", "fields", "operations", "until", "from", "districts",
                              "quota-day", "quota-total", "application", "reason"},
                             {}, is_alone ? 1 : 2));
    auto house = TRY(open_house(command, arguments));
    if (what == "list") return list(command, *house, arguments);
    if (what == "create") return create(command, *house, arguments);
    if (what == "purpose") return purpose(command, *house, arguments, arguments.words().at(1));
    if (what == "suspend" || what == "resume" || what == "end") {
        return change(command, *house, arguments, what, arguments.words().at(1));
    }
    return Error{Fault::bad_input, "app.command_unknown", "grant " + what};
}

}  // namespace menhu::app
