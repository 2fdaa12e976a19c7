// menhu query: the same functions as behind the page, in the same order. Whom it is about is read from standard input,
// because what stands in arguments can be seen by every user of the machine.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "app/asked.h"
#include "app/asking.h"
#include "app/commands.h"
#include "app/sign_in.h"
#include "base/bytes.h"
#include "grants/decide.h"
#include "grants/grant.h"
#include "ledger/log_reader.h"
#include "ledger/publisher.h"
#include "registry/lookup.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<base::Personal<std::string>> ask_text(const Command& command, std::string_view zh, std::string_view en) {
    const auto text = TRY(command.terminal.ask_secret(zh, en));
    return base::Personal{std::string{text.text()}};
}

// "68000020" or 中壢區.
std::string district_named(const House& house, const std::string& text) {
    const auto* districts = house.registry().settings().districts;
    const auto* found = districts == nullptr ? nullptr : districts->find_name(text);
    return found == nullptr ? text : found->code;
}

base::Result<registry::Subject> ask_subject(const Command& command, const House& house, const Arguments& arguments) {
    const auto by = arguments.option_or("by", "id");
    if (by == "id") {
        auto id = TRY(ask_text(command, "統一編號", "National id"));
        return registry::Subject{registry::ById{std::move(id)}};
    }
    if (by == "household") {
        auto number = TRY(ask_text(command, "戶號", "Household number"));
        return registry::Subject{registry::ByHousehold{std::move(number)}};
    }
    auto name = TRY(ask_text(command, "姓名", "Name"));
    if (by == "name_district") {
        const auto district = TRY(arguments.need("district"));
        return registry::Subject{
            registry::ByNameInDistrict{.name = std::move(name), .district = district_named(house, district)}};
    }
    auto birth = TRY(ask_text(command, "出生日期（YYYY-MM-DD）", "Date of birth (YYYY-MM-DD)"));
    return registry::Subject{registry::ByNameAndBirth{.name = std::move(name), .birth_date = std::move(birth)}};
}

// Which card a second act is about, from 0; --card counts from 1.
base::Result<std::size_t> chosen_card(const Arguments& arguments) {
    const auto text = arguments.option_or("card", "1");
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number == 0) {
        return Error{Fault::bad_input, "app.argument_unknown", "--card " + text};
    }
    return number - 1;
}

std::string event_line(const Terminal& terminal, const registry::CardEvent& event) {
    std::string line =
        fmt::format("    {}  {}", event.on.empty() ? "－" : event.on, terminal.either(event.zh, event.en));
    if (!event.from.empty() || !event.to.empty()) line += fmt::format("  {} → {}", event.from, event.to);
    if (!event.other_id.empty()) line += "  " + event.other_id;
    if (!event.registered.empty())
        line += fmt::format("  {} {}", terminal.either("申登", "registered"), event.registered);
    if (event.standing == registry::CardEvent::Standing::undone) line += terminal.either("  已撤銷", "  revoked");
    return line;
}

void show(const Terminal& terminal, const registry::PersonCard& card, std::size_t number) {
    terminal.print(fmt::format("— {}  {}", number, terminal.either(card.status_zh, card.status_en)));
    if (card.by == registry::PersonCard::By::earlier_id) {
        terminal.print(fmt::format(
            "  {}", terminal.either("輸入的是此人的曾用統號", "What was typed is an earlier id of this person")));
    }
    for (const auto& field : card.fields) {
        const bool has_english = terminal.language() == Language::en && !field.value_en.empty();
        terminal.print(fmt::format("  {}: {}", terminal.either(field.label_zh, field.label_en),
                                   has_english ? field.value_en : field.value));
    }
    for (const auto& history : card.histories) {
        terminal.print(fmt::format("  {}: {}", terminal.either(history.label_zh, history.label_en),
                                   history.events.empty() ? terminal.either("資料中沒有", "none in the data") : ""));
        for (const auto& event : history.events) terminal.print(event_line(terminal, event));
    }
}

void show(const Terminal& terminal, const registry::Disclosure& disclosure) {
    terminal.print(fmt::format("{}: {}  {}: {}", terminal.either("資料基準日", "Base date"), disclosure.base_date(),
                               terminal.either("筆數", "records"), disclosure.cards().size()));
    std::size_t number = 0;
    for (const auto& card : disclosure.cards()) show(terminal, card, ++number);
    print_receipt(terminal, disclosure.receipt());
}

// Shows an answer; nothing if it was a refusal.
std::optional<registry::Disclosure> shown(const Terminal& terminal, registry::Answer answer) {
    if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
        show(terminal, *refusal);
        return std::nullopt;
    }
    show(terminal, std::get<registry::Disclosure>(answer));
    return std::get<registry::Disclosure>(std::move(answer));
}

// The second acts that were asked for, one after another; exit_refused at the first refusal.
base::Result<int> go_on(const Command& command, Asking& asking, registry::Disclosure disclosure,
                        const Arguments& arguments, const std::string& reason) {
    auto card = TRY(chosen_card(arguments));
    if (disclosure.form() == registry::Form::list) {
        if (!arguments.option("card")) return 0;
        if (card >= disclosure.cards().size()) return Error{Fault::bad_input, "app.argument_unknown", "--card"};
        auto answer = TRY(asking.follow(disclosure, card, grants::Operation::lookup, reason));
        auto opened = shown(command.terminal, std::move(answer));
        if (!opened) return exit_refused;
        disclosure = *std::move(opened);
        card = 0;
    }
    for (const auto& [flag, operation] :
         {std::pair{"reveal", grants::Operation::reveal}, std::pair{"household", grants::Operation::household}}) {
        if (!arguments.has(flag) || disclosure.cards().empty()) continue;
        if (card >= disclosure.cards().size()) return Error{Fault::bad_input, "app.argument_unknown", "--card"};
        auto answer = TRY(asking.follow(disclosure, card, operation, reason));
        if (!shown(command.terminal, std::move(answer))) return exit_refused;
    }
    return 0;
}

base::Result<int> ask(const Command& command, House& house, const SignedInAccount& account,
                      const Arguments& arguments) {
    const auto reason = TRY(arguments.need("reason"));
    const auto now = command.clock.now();
    const auto actor = TRY(account.actor(now));
    const auto grant = TRY(choose_grant(house, actor, arguments, now));
    const auto subject = TRY(ask_subject(command, house, arguments));
    grants::Ask asked{
        .grant = grant, .case_number = arguments.option_or("case", ""), .reason = reason, .fields = {}, .person = {}};
    Asking asking{house, account, command.clock, command.random};
    auto answer = TRY(asking.look_up(std::move(asked), subject));
    auto first = shown(command.terminal, std::move(answer));
    if (!first) return exit_refused;
    const auto receipt = first->receipt();
    const auto code = TRY(go_on(command, asking, *std::move(first), arguments, reason));
    if (const auto path = arguments.option("receipt"); path && code == 0) {
        TRY(write_receipt(house, command.clock, receipt, *path));
    }
    return code;
}

}  // namespace

base::Result<int> query(const Command& command) {
    const auto arguments =
        TRY(Arguments::parse(command.words, {"account", "grant", "case", "reason", "by", "district", "card", "receipt"},
                             {"reveal", "household"}, 0));
    const auto by = arguments.option_or("by", "id");
    constexpr std::array ways{"id", "name_birth", "household", "name_district"};
    if (std::ranges::find(ways, by) == ways.end()) return Error{Fault::bad_input, "app.argument_unknown", "--by " + by};
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto code = ask(command, *house, account, arguments);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
