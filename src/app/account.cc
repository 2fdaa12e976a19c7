// menhu account …
#include "people/account.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "app/init.h"
#include "app/log_json.h"
#include "app/sign_in.h"
#include "people/break_glass.h"
#include "people/duty.h"
#include "people/one_time_token.h"
#include "people/operator.h"
#include "people/password.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

// Who acts: the account that --by names, or else the operator at the console.
class Acting {
public:
    static base::Result<Acting> begin(const Command& command, House& house, const Arguments& arguments) {
        Acting acting;
        if (const auto by = arguments.option("by")) {
            auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, *by, command.clock.now()));
            acting.account_ = std::make_unique<SignedInAccount>(std::move(account));
        }
        return acting;
    }
    base::Result<people::Actor> actor(House& house, base::Instant now) const {
        if (account_) return account_->actor(now);
        auto made = TRY(house.database().write(
            [&house, now](store::WriteTx& tx) { return people::operator_actor(tx, house.office(), "account", now); }));
        return std::move(made).value();
    }
    base::Result<void> end(base::Instant now) {
        if (!account_) return {};
        return account_->sign_out(now);
    }

private:
    std::unique_ptr<SignedInAccount> account_;
};

base::Result<people::Roles> roles_of(std::string_view text) {
    people::Roles roles;
    for (const auto& name : split_list(text)) {
        const auto role = law::parse_role(name);
        if (!role) return Error{Fault::bad_input, "app.no_such_role", name};
        roles.add(*role);
    }
    return roles;
}

void show_password(const Command& command, std::string_view password) {
    command.terminal.print(fmt::format(
        "{}: {}",
        command.terminal.either("第一次登入用的密碼，只顯示這一次", "Password for the next sign-in, shown this once"),
        password));
}

// The token goes to the holder, who sets the password: nobody else ever knows it (baseline 4-2-8).
void show_token(const Command& command, std::string_view token, base::Instant expires_at) {
    const auto& terminal = command.terminal;
    terminal.print(fmt::format("{}: {}",
                               terminal.either("一次性代碼，只顯示這一次；請當面交給本人，由本人在登入頁使用",
                                               "One-time token, shown this once; hand it to the holder in person"),
                               token));
    terminal.print(fmt::format("{}: {}", terminal.either("有效至", "Valid until"), base::to_rfc3339(expires_at)));
}

base::Result<int> list(const Command& command, House& house) {
    const auto now = command.clock.now();
    const auto accounts = TRY(house.database().read([now](store::ReadTx& tx) { return people::accounts(tx, now); }));
    for (const auto& account : accounts) {
        command.terminal.print(fmt::format("{}\t{}\t{}\t{}\t{}", account.name, account.display_name, account.unit_name,
                                           account.roles.text(), people::standing_code(account.standing)));
    }
    return 0;
}

base::Result<int> units(const Command& command, House& house) {
    const auto all = TRY(house.database().read([](store::ReadTx& tx) { return people::units(tx); }));
    for (const auto& unit : all) {
        command.terminal.print(fmt::format("{}\t{}\t{}", unit.code, unit.name_zh, people::unit_kind_code(unit.kind)));
    }
    return 0;
}

base::Result<int> create(const Command& command, House& house, const Arguments& arguments, const std::string& name) {
    const auto display = TRY(arguments.need("display-name"));
    const auto unit_code = TRY(arguments.need("unit"));
    const auto roles_text = TRY(arguments.need("roles"));
    TRY(arguments.need("by"));
    const auto roles = TRY(roles_of(roles_text));
    const auto now = command.clock.now();
    const auto unit = TRY(house.database().read([&](store::ReadTx& tx) { return people::find_unit(tx, unit_code); }));
    if (!unit) return Error{Fault::not_found, "app.no_such_unit", unit_code};
    auto acting = TRY(Acting::begin(command, house, arguments));
    const auto actor = TRY(acting.actor(house, now));
    const people::NewAccount account{
        .name = name, .display_name = display, .unit = unit->id, .roles = roles, .from = now, .until = std::nullopt};
    const auto made = TRY(house.database().write([&](store::WriteTx& tx) {
        return people::create_account_to_activate(tx, house.office(), actor, account, command.random, now);
    }));
    TRY(acting.end(command.clock.now()));
    show_token(command, made.value().token, made.value().expires_at);
    return 0;
}

base::Result<int> create_administrator(const Command& command, House& house, const Arguments& arguments,
                                       const std::string& name) {
    const auto display = TRY(arguments.need("display-name"));
    const auto unit = TRY(arguments.need("unit"));
    const auto now = command.clock.now();
    TRY(furnish(house, command.random, now));
    const auto password = new_password(house.profile(), name, display, command.random);
    TRY(make_first_administrator(house, {.name = name, .display_name = display, .unit = unit},
                                 crypto::Secret::copy_of(password), command.random, now));
    show_password(command, password);
    return 0;
}

base::Result<people::AccountId> find(House& house, const std::string& name, base::Instant now) {
    const auto account =
        TRY(house.database().read([&](store::ReadTx& tx) { return people::find_account(tx, name, now); }));
    if (!account) return Error{Fault::not_found, "app.no_such_account"};
    return account->id;
}

base::Result<int> change_standing(const Command& command, House& house, const Arguments& arguments,
                                  const std::string& what, const std::string& name) {
    const auto reason = TRY(arguments.need("reason"));
    const auto now = command.clock.now();
    const auto id = TRY(find(house, name, now));
    auto acting = TRY(Acting::begin(command, house, arguments));
    const auto actor = TRY(acting.actor(house, now));
    TRY(house.database().write([&house, actor, what, id, reason, now](store::WriteTx& tx) -> base::Result<int> {
        const auto act = what == "suspend" ? people::suspend : what == "restore" ? people::restore : people::close;
        TRY(act(tx, house.office(), actor, id, reason, now));
        return 0;
    }));
    TRY(acting.end(command.clock.now()));
    command.terminal.say("完成。", "Done.");
    return 0;
}

base::Result<int> recover(const Command& command, House& house, const Arguments& arguments, const std::string& name) {
    const auto reason = TRY(arguments.need("reason"));
    const auto now = command.clock.now();
    const auto id = TRY(find(house, name, now));
    auto acting = TRY(Acting::begin(command, house, arguments));
    const auto actor = TRY(acting.actor(house, now));
    const auto recovery = TRY(house.database().write([&](store::WriteTx& tx) {
        return people::recover_account(tx, house.office(), actor, id, reason, command.random, now);
    }));
    TRY(acting.end(command.clock.now()));
    show_token(command, recovery.value().token, recovery.value().expires_at);
    return 0;
}

// The unit to which the emergency account belongs: --unit, or that of who administers the whole agency, or the first.
base::Result<people::UnitId> emergency_unit(House& house, const Arguments& arguments, base::Instant now) {
    return house.database().read([&](store::ReadTx& tx) -> base::Result<people::UnitId> {
        if (const auto code = arguments.option("unit")) {
            const auto unit = TRY(people::find_unit(tx, *code));
            if (!unit) return Error{Fault::not_found, "app.no_such_unit", *code};
            return unit->id;
        }
        const auto duties = TRY(people::duties_at(tx, now));
        for (const auto& duty : duties) {
            if (duty.unit || duty.kind != people::DutyKind::account_administrator) continue;
            const auto account = TRY(people::find_account(tx, duty.account, now));
            if (account) return account->unit;
        }
        const auto units = TRY(people::units(tx));
        if (units.empty()) return Error{Fault::not_found, "app.no_such_unit", "(none)"};
        return units.front().id;
    });
}

// Loud on purpose: an entry, a line in the log that an alarm can watch for, and a notice on the pages of those who must
// know, until one of them has acknowledged it.
base::Result<int> break_glass(const Command& command, House& house, const Config& config, const Arguments& arguments) {
    const auto reason = TRY(arguments.need("reason"));
    const auto now = command.clock.now();
    const auto unit = TRY(emergency_unit(house, arguments, now));
    const auto broken = TRY(house.database().write([&](store::WriteTx& tx) -> base::Result<people::BrokenGlass> {
        const auto by = TRY(people::operator_actor(tx, house.office(), "account break-glass", now));
        return people::break_glass(tx, house.office(), by, unit, reason, command.random, now);
    }));
    const auto log =
        TRY(JsonLog::open(command.clock, config.path(config.log_file), web::Level::error, RequestLines::written));
    log->write(web::Level::critical, "break_glass",
               {{"break_glass", broken.value().id.text()}, {"until", base::to_rfc3339(broken.value().until)}});
    log->flush();
    const auto& terminal = command.terminal;
    terminal.say("緊急帳號已開通。主管、帳號管理者、稽核與政風人員都會看到，直到有人確認。",
                 "The emergency account is open. Heads, administrators, auditors and ethics officers see it until one "
                 "of them acknowledges it.");
    terminal.print(fmt::format("{}: {}", terminal.either("帳號", "Account"), broken.value().account_name));
    terminal.print(
        fmt::format("{}: {}", terminal.either("有效至", "Valid until"), base::to_taipei_text(broken.value().until)));
    terminal.print(fmt::format("{}: {}",
                               terminal.either("一次性權杖，只顯示這一次；在登入頁的「以一次性權杖開始」使用",
                                               "One-time token, shown this once; use it on the sign-in page"),
                               broken.value().token));
    return 0;
}

}  // namespace

base::Result<int> account_command(const Command& command) {
    const auto what = command.words.empty() ? std::string{} : command.words.front();
    const bool is_list = what == "list" || what == "units" || what == "break-glass";
    const auto arguments =
        TRY(Arguments::parse(command.words, {"display-name", "unit", "roles", "by", "reason"}, {}, is_list ? 1 : 2));
    auto house = TRY(open_house(command, arguments));
    if (what == "list") return list(command, *house);
    if (what == "units") return units(command, *house);
    if (what == "break-glass") {
        const auto config = TRY(load_config(directory_of(arguments)));
        return break_glass(command, *house, config, arguments);
    }
    const auto& name = arguments.words().at(1);
    if (what == "create") return create(command, *house, arguments, name);
    if (what == "create-administrator") return create_administrator(command, *house, arguments, name);
    if (what == "suspend" || what == "restore" || what == "close") {
        return change_standing(command, *house, arguments, what, name);
    }
    if (what == "recover") return recover(command, *house, arguments, name);
    return Error{Fault::bad_input, "app.command_unknown", "account " + what};
}

}  // namespace menhu::app
