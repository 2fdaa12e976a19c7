// menhu review …: what the operator may do with account reviews; no names are shown.
#include "oversight/review.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "base/bytes.h"
#include "people/operator.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<int> list(const Command& command, House& house) {
    return house.database().read([&](store::ReadTx& tx) -> base::Result<int> {
        const auto all = TRY(oversight::reviews(tx));
        for (const auto& review : all) {
            const auto steps = TRY(oversight::review_steps(tx, review.id));
            const auto progress = TRY(oversight::review_progress(tx, review.id));
            command.terminal.print(fmt::format("{}\t{}\t{}\t{}\t{}/{}", review.id.text(),
                                               oversight::name_of_period(review.period_from, review.period_until).code,
                                               oversight::review_state_code(oversight::state_of(steps)),
                                               base::to_iso(review.due), progress.accounts - progress.undecided,
                                               progress.accounts));
        }
        return 0;
    });
}

base::Result<int> open(const Command& command, House& house) {
    const auto now = command.clock.now();
    const auto opened = TRY(house.database().write(
        [&house, &random = command.random, now](store::WriteTx& tx) -> base::Result<oversight::ReviewId> {
            const auto by = TRY(people::operator_actor(tx, house.office(), "review open", now));
            return oversight::open_review(tx, house.office(), by, random, now);
        }));
    command.terminal.print(opened.value().text());
    return 0;
}

base::Result<int> verify(const Command& command, House& house, const std::string& text) {
    const auto id = oversight::ReviewId::parse(text);
    if (!id) return Error{Fault::not_found, "oversight.review_not_found"};
    const auto found = TRY(
        house.database().read([&](store::ReadTx& tx) { return oversight::verify_review(tx, house.office(), *id); }));
    command.terminal.print(fmt::format("{}: {}\n{}: {} ({} {})", command.terminal.either("重新計算", "computed anew"),
                                       base::to_hex(found.digest), command.terminal.either("日誌所載", "in the ledger"),
                                       base::to_hex(found.recorded_digest), found.log, found.index));
    if (found.ok) {
        command.terminal.say("相符：紀錄自核定後未經更改。", "They agree: the record is as it was signed.");
        return 0;
    }
    command.terminal.print(fmt::format("{}: {}", command.terminal.either("不相符", "They do NOT agree"), found.what));
    return 7;
}

}  // namespace

base::Result<int> review_command(const Command& command) {
    const bool named = !command.words.empty() && command.words.front() == "verify";
    const auto arguments = TRY(Arguments::parse(command.words, {}, {}, named ? 2 : 1));
    auto house = TRY(open_house(command, arguments));
    const auto& what = arguments.words().front();
    if (what == "list") return list(command, *house);
    if (what == "open") return open(command, *house);
    if (what == "verify") return verify(command, *house, arguments.words()[1]);
    return Error{Fault::bad_input, "app.command_unknown", "review " + what};
}

}  // namespace menhu::app
