// menhu query: the same functions as behind the page, in the same order. Whom it is about is read from standard input,
// because what stands in arguments can be seen by every user of the machine.
#include <fmt/format.h>

#include <algorithm>

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

base::Result<registry::Subject> ask_subject(const Command& command, std::string_view by) {
    if (by == "id") {
        const auto id = TRY(command.terminal.ask_secret("統一編號", "National id"));
        return registry::Subject{registry::ById{base::Personal{std::string{id.text()}}}};
    }
    const auto name = TRY(command.terminal.ask_secret("姓名", "Name"));
    const auto birth = TRY(command.terminal.ask_secret("出生日期（YYYY-MM-DD）", "Date of birth (YYYY-MM-DD)"));
    return registry::Subject{
        registry::ByNameAndBirth{base::Personal{std::string{name.text()}}, base::Personal{std::string{birth.text()}}}};
}

base::Result<grants::GrantId> choose_grant(House& house, const people::Actor& actor, const Arguments& arguments,
                                           base::Instant now) {
    if (const auto text = arguments.option("grant")) {
        const auto id = grants::GrantId::parse(*text);
        if (!id) return Error{Fault::bad_input, "app.no_such_grant", *text};
        return *id;
    }
    const auto all = TRY(house.database().read([&](store::ReadTx& tx) { return grants::grants_of(tx, actor, now); }));
    std::vector<grants::GrantId> in_force;
    for (const auto& grant : all) {
        if (grant.state == grants::GrantState::in_force) in_force.push_back(grant.id);
    }
    if (in_force.size() == 1) return in_force.front();
    return Error{Fault::bad_input, "app.grant_to_choose", fmt::format("{}", in_force.size())};
}

void print_receipt(const Terminal& terminal, const ledger::Receipt& receipt) {
    terminal.print(fmt::format("{}: {}/{}  {}  {}", terminal.either("收據", "Receipt"), receipt.log, receipt.index,
                               base::to_hex(receipt.leaf_hash), base::to_rfc3339(receipt.at)));
}

// What was answered, and the disclosure if it was one. A refusal is an answer with exit code 10.
void show(const Terminal& terminal, const registry::Disclosure& disclosure) {
    terminal.print(fmt::format("{}: {}  {}: {}", terminal.either("資料基準日", "Base date"), disclosure.base_date(),
                               terminal.either("筆數", "records"), disclosure.cards().size()));
    for (const auto& card : disclosure.cards()) {
        terminal.print(fmt::format("— {}", terminal.either(card.status_zh, card.status_en)));
        for (const auto& field : card.fields) {
            const bool has_english = terminal.language() == Language::en && !field.value_en.empty();
            terminal.print(fmt::format("  {}: {}", terminal.either(field.label_zh, field.label_en),
                                       has_english ? field.value_en : field.value));
        }
    }
    print_receipt(terminal, disclosure.receipt());
}

void show(const Terminal& terminal, const grants::Refusal& refusal) {
    terminal.print(fmt::format("{}: {} {}（{} · {}）", terminal.either("拒絕", "Refused"),
                               terminal.either(refusal.reason_zh(), refusal.reason_en()),
                               terminal.either(refusal.next_zh(), refusal.next_en()), refusal.code(),
                               refusal.clause()));
    print_receipt(terminal, refusal.receipt());
}

constexpr int exit_refused = 10;

base::Result<void> write_receipt(House& house, base::Clock& clock, const ledger::Receipt& receipt,
                                 const std::filesystem::path& path) {
    ledger::Publisher publisher{house.database(), house.ledger()};
    TRY(publisher.publish(clock.now()));
    const auto text = TRY(
        house.database().read([&](store::ReadTx& tx) { return ledger::receipt_text(tx, receipt.log, receipt.index); }));
    return write_new_file(path, text);
}

base::Result<int> ask(const Command& command, House& house, const SignedInAccount& account,
                      const Arguments& arguments) {
    const auto reason = TRY(arguments.need("reason"));
    const auto now = command.clock.now();
    const auto actor = TRY(account.actor(now));
    const auto grant = TRY(choose_grant(house, actor, arguments, now));
    const auto subject = TRY(ask_subject(command, arguments.option_or("by", "id")));
    TRY(registry::check_subject(subject));
    grants::Ask asked{.grant = grant,
                      .case_number = arguments.option_or("case", ""),
                      .reason = reason,
                      .fields = {},
                      .person = registry::subject_tag(house.registry(), subject),
                      .sealed = registry::subject_json(subject)};
    Asking asking{house, account, command.clock, command.random};
    auto answer = TRY(asking.look_up(std::move(asked), subject));
    if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
        show(command.terminal, *refusal);
        return exit_refused;
    }
    const auto first = std::get<registry::Disclosure>(std::move(answer));
    show(command.terminal, first);
    for (const auto& [flag, operation] :
         {std::pair{"reveal", grants::Operation::reveal}, std::pair{"household", grants::Operation::household}}) {
        if (!arguments.has(flag) || first.cards().empty()) continue;
        auto followed = TRY(asking.follow(first, operation, reason));
        if (const auto* refusal = std::get_if<grants::Refusal>(&followed)) {
            show(command.terminal, *refusal);
            return exit_refused;
        }
        show(command.terminal, std::get<registry::Disclosure>(followed));
    }
    if (const auto path = arguments.option("receipt")) {
        TRY(write_receipt(house, command.clock, first.receipt(), *path));
    }
    return 0;
}

}  // namespace

base::Result<int> query(const Command& command) {
    const auto arguments = TRY(Arguments::parse(command.words, {"account", "grant", "case", "reason", "by", "receipt"},
                                                {"reveal", "household"}, 0));
    const auto by = arguments.option_or("by", "id");
    if (by != "id" && by != "name_birth") return Error{Fault::bad_input, "app.argument_unknown", "--by " + by};
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto code = ask(command, *house, account, arguments);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
