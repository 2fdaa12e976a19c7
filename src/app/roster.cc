// menhu roster: the roster as a file, for an audit (A5, F2.1). The operator sees no personal data, so it asks for the
// sign-in of somebody who may open it; what leaves is entered with its digest, as on the page.
#include "oversight/roster.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "app/sign_in.h"
#include "base/bytes.h"
#include "oversight/printed_file.h"
#include "paper/document.h"
#include "people/session.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<oversight::RosterQuestion> question_of(House& house, const Arguments& arguments, base::Instant now) {
    oversight::RosterQuestion question{.on = base::taipei_date(now)};
    if (const auto text = arguments.option("on")) {
        const auto on = base::from_iso(*text);
        if (!on) return Error{Fault::bad_input, "app.argument_instant", "--on"};
        question.on = *on;
    }
    if (const auto code = arguments.option("unit")) {
        const auto unit = TRY(house.database().read([&](store::ReadTx& tx) { return people::find_unit(tx, *code); }));
        if (!unit) return Error{Fault::not_found, "people.not_found", "unit"};
        question.unit = unit->id;
    }
    if (arguments.has("contractors")) question.whom = oversight::Whom::contractors;
    return question;
}

base::Result<int> print(const Command& command, House& house, const SignedInAccount& account,
                        const Arguments& arguments, paper::Form form) {
    const auto now = command.clock.now();
    const auto path = TRY(arguments.need("out"));
    auto asked = TRY(question_of(house, arguments, now));
    const auto actor = TRY(account.actor(now));
    const auto roster = TRY(house.database().read([&](store::ReadTx& tx) -> base::Result<oversight::Roster> {
        const auto question = TRY(oversight::admit_to_roster(tx, actor, asked, now));
        return oversight::roster(tx, house.profile(), question, now);
    }));
    const auto file = TRY(
        oversight::print(oversight::roster_document(roster, house.profile(), actor.display_name(), now), form, now));
    const auto lines = static_cast<std::int64_t>(roster.lines.size());
    TRY(house.database().write([&house, token = account.token(), asked, form, lines, digest = file.digest,
                                now](store::WriteTx& tx) -> base::Result<int> {
        const auto by = TRY(people::identify(tx, house.office(), {.token = token, .from = people::from_console}, now));
        const auto question = TRY(oversight::admit_to_roster(tx, by, asked, now));
        TRY(oversight::record_roster_printed(tx, house.desk(), by, question, form, lines, digest, now));
        return 0;
    }));
    TRY(write_new_file(path, file.bytes));
    command.terminal.print(fmt::format("{}: {}  {}: {}  SHA-256 {}", command.terminal.either("清冊", "Roster"), path,
                                       command.terminal.either("人數", "people"), lines, base::to_hex(file.digest)));
    return 0;
}

}  // namespace

base::Result<int> roster(const Command& command) {
    const auto arguments =
        TRY(Arguments::parse(command.words, {"account", "on", "as", "out", "unit"}, {"contractors"}, 0));
    const auto form = paper::parse_form(arguments.option_or("as", "ods"));
    if (!form) return Error{Fault::bad_input, "app.argument_unknown", "--as"};
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto code = print(command, *house, account, arguments, *form);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
