// menhu grant …: purposes; applications to use data and their stages; grants.
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

base::Result<std::optional<std::int64_t>> count_of(const Arguments& arguments, std::string_view name) {
    constexpr std::int64_t most = 1'000'000'000;
    const auto count = TRY(arguments.number_or(name, 1, most, 0));
    return count > 0 ? std::optional{count} : std::nullopt;
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

base::Result<int> apply(const Command& command, House& house, const Arguments& arguments) {
    UseWords words;
    words.purpose = TRY(arguments.need("purpose"));
    words.until = TRY(instant_of(arguments, "until"));
    words.from = TRY(instant_of(arguments, "from"));
    words.reason = TRY(arguments.need("reason"));
    words.afterwards = TRY(arguments.need("afterwards"));
    words.holding = arguments.option_or("link", "household");
    for (const auto& [name, place] : {std::pair{"holders", &words.holders}, std::pair{"fields", &words.fields},
                                      std::pair{"operations", &words.operations}}) {
        const auto text = TRY(arguments.need(name));
        *place = split_list(text);
    }
    words.districts = split_list(arguments.option_or("districts", ""));
    words.quota_day = TRY(count_of(arguments, "quota-day"));
    words.quota_month = TRY(count_of(arguments, "quota-month"));
    words.quota_total = TRY(count_of(arguments, "quota-total"));
    if (const auto renews = arguments.option("renews")) {
        words.renews = grants::GrantId::parse(*renews);
        if (!words.renews) return Error{Fault::bad_input, "app.no_such_grant", *renews};
    }
    const auto by = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    const auto form = TRY(use_form_of(house, words, now));
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, by, now));
    const auto submitted = TRY(apply_by(house, account, form, command.random, now));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.print(fmt::format("{}\t{}", submitted.id.text(), submitted.number));
    return 0;
}

// By its id or its number.
base::Result<grants::UseApplication> application_of(House& house, const std::string& text, base::Instant now) {
    const auto id = grants::UseApplicationId::parse(text);
    auto found = TRY(house.database().read([&](store::ReadTx& tx) {
        return id ? grants::find_use_application(tx, *id, now) : grants::find_use_application(tx, text, now);
    }));
    if (!found) return Error{Fault::not_found, "grants.application_unknown", text};
    return *std::move(found);
}

base::Result<std::vector<people::AccountId>> holders_of(House& house, const std::vector<std::string>& names,
                                                        base::Instant now) {
    std::vector<people::AccountId> holders;
    for (const auto& name : names) {
        const auto account =
            TRY(house.database().read([&](store::ReadTx& tx) { return people::find_account(tx, name, now); }));
        if (!account) return Error{Fault::not_found, "app.no_such_account", name};
        holders.push_back(account->id);
    }
    return holders;
}

base::Result<grants::Narrowing> narrowing_of(House& house, const Arguments& arguments, base::Instant now) {
    grants::Narrowing narrowing;
    if (const auto text = arguments.option("fields")) narrowing.fields = split_list(*text);
    if (const auto text = arguments.option("districts")) narrowing.districts = split_list(*text);
    if (const auto text = arguments.option("operations")) {
        const auto operations = TRY(operations_of(split_list(*text)));
        narrowing.operations = operations;
    }
    if (const auto text = arguments.option("holders")) {
        auto holders = TRY(holders_of(house, split_list(*text), now));
        narrowing.holders = std::move(holders);
    }
    narrowing.until = TRY(instant_of(arguments, "until"));
    narrowing.quota_day = TRY(count_of(arguments, "quota-day"));
    narrowing.quota_month = TRY(count_of(arguments, "quota-month"));
    narrowing.quota_total = TRY(count_of(arguments, "quota-total"));
    return narrowing;
}

base::Result<int> approve(const Command& command, House& house, const Arguments& arguments, const std::string& which) {
    const auto by = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    const auto application = TRY(application_of(house, which, now));
    const auto narrowing = TRY(narrowing_of(house, arguments, now));
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, by, now));
    const auto issued = TRY(approve_by(house, account, application.id, application.version,
                                       arguments.option_or("reason", ""), narrowing, command.random, now));
    TRY(account.sign_out(command.clock.now()));
    if (issued) {
        command.terminal.print(issued->text());
    } else {
        command.terminal.say("已核定，送下一關。", "Approved; it goes to the next stage.");
    }
    return 0;
}

base::Result<int> turn_down(const Command& command, House& house, const Arguments& arguments, const std::string& what,
                            const std::string& which) {
    const auto by = TRY(arguments.need("by"));
    const auto reason = TRY(arguments.need("reason"));
    const auto now = command.clock.now();
    const auto application = TRY(application_of(house, which, now));
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, by, now));
    const auto actor = TRY(account.actor(now));
    TRY(house.database().write([&house, actor, what, id = application.id, expects = application.version, reason,
                                now](store::WriteTx& tx) -> base::Result<int> {
        const auto act = what == "send-back" ? grants::send_back_use
                         : what == "refuse"  ? grants::refuse_use
                                             : grants::withdraw_use;
        TRY(act(tx, house.desk(), actor, id, expects, reason, now));
        return 0;
    }));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.say("完成。", "Done.");
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
    command.terminal.say("完成，待機關首長核可。", "Done: it waits for the head of the agency.");
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
    const bool is_alone = what == "list" || what == "apply";
    const auto arguments =
        TRY(Arguments::parse(command.words,
                             {"by", "purpose", "link", "holders", "fields", "operations", "until", "from", "districts",
                              "quota-day", "quota-month", "quota-total", "reason", "afterwards", "renews"},
                             {}, is_alone ? 1 : 2));
    auto house = TRY(open_house(command, arguments));
    if (what == "list") return list(command, *house, arguments);
    if (what == "apply") return apply(command, *house, arguments);
    const auto& which = arguments.words().at(1);
    if (what == "purpose") return purpose(command, *house, arguments, which);
    if (what == "approve") return approve(command, *house, arguments, which);
    if (what == "send-back" || what == "refuse" || what == "withdraw") {
        return turn_down(command, *house, arguments, what, which);
    }
    if (what == "suspend" || what == "resume" || what == "end") {
        return change(command, *house, arguments, what, which);
    }
    return Error{Fault::bad_input, "app.command_unknown", "grant " + what};
}

}  // namespace menhu::app
