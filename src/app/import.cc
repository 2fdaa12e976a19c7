// menhu import
#include <fmt/format.h>

#include "app/commands.h"
#include "app/importing.h"

namespace menhu::app {

base::Result<int> import(const Command& command) {
    const auto arguments = TRY(Arguments::parse(command.words, {"manifest", "account", "sign-off", "note"}, {}, 1));
    const auto manifest = TRY(arguments.need("manifest"));
    const auto name = TRY(arguments.need("account"));
    const auto decision = arguments.option_or("sign-off", "");
    if (!decision.empty() && decision != "accept" && decision != "refuse") {
        return base::Error{base::Fault::bad_input, "app.argument_unknown", "--sign-off " + decision};
    }
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto delivery = TRY(import_files(*house, account, command.terminal, command.clock, command.random, manifest,
                                     arguments.words().front()));
    if (delivery.state == registry::DeliveryState::awaiting_sign_off && !decision.empty()) {
        const auto now = command.clock.now();
        const auto actor = TRY(account.actor(now));
        const auto which = decision == "accept" ? registry::Decision::accept : registry::Decision::refuse;
        const auto state =
            TRY(registry::sign_off(house->registry(), actor, delivery.id, which, arguments.option_or("note", ""), now));
        delivery.state = state;
    }
    print_report(delivery, command.terminal);
    TRY(account.sign_out(command.clock.now()));
    if (delivery.state == registry::DeliveryState::awaiting_sign_off) {
        command.terminal.say("請閱讀報告後放行：在網頁上，或再次以 --sign-off 執行。",
                             "Read the report and sign it off, on the page or with --sign-off.");
    }
    if (delivery.state == registry::DeliveryState::refused) return 4;
    return 0;
}

}  // namespace menhu::app
