// menhu account …
#include "people/account.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "app/init.h"
#include "app/sign_in.h"
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
    const auto password = new_password(house.profile(), name, display, command.random);
    people::NewAccount account{
        .name = name, .display_name = display, .unit = unit->id, .roles = roles, .from = now, .until = std::nullopt};
    TRY(people::create_account(house.database(), house.office(), command.random, actor, std::move(account),
                               crypto::Secret::copy_of(password), now));
    TRY(acting.end(command.clock.now()));
    show_password(command, password);
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

base::Result<int> reset(const Command& command, House& house, const Arguments& arguments, const std::string& name) {
    const auto now = command.clock.now();
    const auto id = TRY(find(house, name, now));
    auto acting = TRY(Acting::begin(command, house, arguments));
    const auto actor = TRY(acting.actor(house, now));
    const auto password = new_password(house.profile(), name, "", command.random);
    TRY(people::reset_password(house.database(), house.office(), command.random, actor, id,
                               crypto::Secret::copy_of(password), now));
    TRY(acting.end(command.clock.now()));
    show_password(command, password);
    return 0;
}

}  // namespace

base::Result<int> account_command(const Command& command) {
    const auto what = command.words.empty() ? std::string{} : command.words.front();
    const bool is_list = what == "list" || what == "units";
    const auto arguments =
        TRY(Arguments::parse(command.words, {"display-name", "unit", "roles", "by", "reason"}, {}, is_list ? 1 : 2));
    auto house = TRY(open_house(command, arguments));
    if (what == "list") return list(command, *house);
    if (what == "units") return units(command, *house);
    const auto& name = arguments.words().at(1);
    if (what == "create") return create(command, *house, arguments, name);
    if (what == "create-administrator") return create_administrator(command, *house, arguments, name);
    if (what == "suspend" || what == "restore" || what == "close") {
        return change_standing(command, *house, arguments, what, name);
    }
    if (what == "reset-password") return reset(command, *house, arguments, name);
    return Error{Fault::bad_input, "app.command_unknown", "account " + what};
}

}  // namespace menhu::app
