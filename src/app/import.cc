// menhu import
#include <fmt/format.h>

#include "app/commands.h"
#include "app/importing.h"

namespace menhu::app {

namespace {

using registry::DeliveryState;

// "accept", "refuse" or nothing.
base::Result<std::optional<registry::Decision>> decision_of(const Arguments& arguments, std::string_view option) {
    const auto word = arguments.option_or(option, "");
    if (word.empty()) return std::optional<registry::Decision>{};
    if (word == "accept") return std::optional{registry::Decision::accept};
    if (word == "refuse") return std::optional{registry::Decision::refuse};
    return base::Error{base::Fault::bad_input, "app.argument_unknown", "--" + std::string{option} + " " + word};
}

void say_what_is_next(DeliveryState state, const Terminal& terminal) {
    if (state == DeliveryState::awaiting_sign_off) {
        terminal.say("請閱讀報告後放行：在網頁上，或再次以 --sign-off 執行。",
                     "Read the report and sign it off, on the page or with --sign-off.");
    } else if (state == DeliveryState::awaiting_release) {
        terminal.say("與使用中資料差異較大，須由另一位專責人員覆核：在網頁上，或以 --release 執行。",
                     "It differs much from the data in use: another designated person releases it, on the page or with "
                     "--release.");
    }
}

}  // namespace

base::Result<int> import(const Command& command) {
    const auto arguments =
        TRY(Arguments::parse(command.words, {"manifest", "account", "sign-off", "release", "note"}, {}, 1));
    const auto manifest = TRY(arguments.need("manifest"));
    const auto name = TRY(arguments.need("account"));
    const auto sign_off = TRY(decision_of(arguments, "sign-off"));
    const auto release = TRY(decision_of(arguments, "release"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto delivery = TRY(import_files(*house, account, command.terminal, command.clock, command.random, manifest,
                                     arguments.words().front()));
    const auto now = command.clock.now();
    const auto actor = TRY(account.actor(now));
    const auto note = arguments.option_or("note", "");
    if (delivery.state == DeliveryState::awaiting_sign_off && sign_off) {
        delivery.state = TRY(registry::sign_off(house->registry(), actor, delivery.id, *sign_off, note, now));
    } else if (delivery.state == DeliveryState::awaiting_release && release) {
        delivery.state = TRY(registry::release(house->registry(), actor, delivery.id, *release, note, now));
    }
    print_report(delivery, command.terminal);
    TRY(account.sign_out(command.clock.now()));
    say_what_is_next(delivery.state, command.terminal);
    if (delivery.state == DeliveryState::refused) return 4;
    return 0;
}

}  // namespace menhu::app
