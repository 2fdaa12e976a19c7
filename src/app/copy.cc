// menhu recipient, menhu approval, menhu export: copies that leave, by the same functions as behind the page.
#include "registry/copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "app/commands.h"
#include "app/sign_in.h"
#include "web/copy_document.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr int exit_refused = 10;

struct Desk {
    const Command& command;
    const Arguments& arguments;
    House& house;
    SignedInAccount& account;
    base::Instant now;

    const Terminal& terminal() const { return command.terminal; }
    base::Result<base::Date> day(std::string_view name) const {
        const auto text = TRY(arguments.need(name));
        const auto date = base::from_iso(text);
        if (!date) return Error{Fault::bad_input, "app.argument_unknown", fmt::format("--{} {}", name, text)};
        return *date;
    }
};

base::Result<registry::RecipientId> recipient_id(std::string_view text) {
    const auto id = registry::RecipientId::parse(text);
    if (!id) return Error{Fault::not_found, "registry.recipient_unknown"};
    return *id;
}
base::Result<registry::CopyApprovalId> approval_id(std::string_view text) {
    const auto id = registry::CopyApprovalId::parse(text);
    if (!id) return Error{Fault::not_found, "registry.copy_approval_unknown"};
    return *id;
}
base::Result<registry::CopyId> copy_id(std::string_view text) {
    const auto id = registry::CopyId::parse(text);
    if (!id) return Error{Fault::not_found, "registry.copy_unknown"};
    return *id;
}

// ---- recipients ----

base::Result<int> list_recipients(const Desk& desk) {
    const auto by = TRY(desk.account.actor(desk.now));
    TRY(people::require_able(by));
    const auto all = TRY(desk.house.database().read([](store::ReadTx& tx) { return registry::recipients(tx); }));
    for (const auto& one : all) {
        const bool is_shown = one.confirmed_at || one.registered_by == by.account();
        desk.terminal().print(fmt::format("{}\t{}\t{}\t{}\t{}..{}\t{}", one.id.text(),
                                          registry::recipient_state_code(one.state(desk.now)), one.organisation,
                                          one.name, base::to_iso(one.from), base::to_iso(one.until),
                                          is_shown ? registry::key_fingerprint(one.key) : std::string{"-"}));
    }
    return 0;
}

base::Result<int> add_recipient(const Desk& desk) {
    registry::NewRecipient wish;
    wish.name = TRY(desk.arguments.need("name"));
    wish.organisation = TRY(desk.arguments.need("organisation"));
    wish.contact = TRY(desk.arguments.need("contact"));
    wish.from = TRY(desk.day("from"));
    wish.until = TRY(desk.day("until"));
    const auto text = TRY(desk.arguments.need("key"));
    const auto key = TRY(registry::try_key(text));
    const auto id = TRY(desk.house.database().write([&](store::WriteTx& tx) -> base::Result<registry::RecipientId> {
        const auto by = TRY(desk.account.actor(desk.now));
        return registry::register_recipient(tx, desk.house.registry(), by, wish, key, desk.command.random, desk.now);
    }));
    desk.terminal().print(id.value().text());
    return 0;
}

base::Result<int> recipient_act(const Desk& desk) {
    const auto& verb = desk.arguments.words().front();
    if (verb == "list") return list_recipients(desk);
    if (verb == "add") return add_recipient(desk);
    const auto id = TRY(recipient_id(desk.arguments.words().at(1)));
    const auto first = TRY(desk.arguments.need(verb == "confirm" ? "fingerprint" : "reason"));
    const auto channel = desk.arguments.option_or("channel", "");
    TRY(desk.house.database().write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(desk.account.actor(desk.now));
        if (verb == "revoke") return registry::revoke_recipient(tx, desk.house.registry(), by, id, first, desk.now);
        return registry::confirm_recipient(tx, desk.house.registry(), by, id, first, channel, desk.now);
    }));
    return list_recipients(desk);
}

// ---- approvals ----

base::Result<int> list_approvals(const Desk& desk) {
    const auto by = TRY(desk.account.actor(desk.now));
    TRY(people::require_able(by));
    const auto all =
        TRY(desk.house.database().read([&](store::ReadTx& tx) { return registry::copy_approvals(tx, desk.now); }));
    for (const auto& one : all) {
        desk.terminal().print(fmt::format("{}\t{}\t{}\t{}\t{}/{}\t{}\t{}", one.id.text(),
                                          registry::copy_approval_state_code(one.state(desk.now)), one.letter_number,
                                          one.grant.text(), one.copies_made, one.copies_most, base::to_iso(one.until),
                                          base::to_iso(one.destroy_by)));
    }
    return 0;
}

base::Result<int> add_approval(const Desk& desk) {
    registry::NewCopyApproval wish;
    wish.letter_number = TRY(desk.arguments.need("letter"));
    wish.letter_on = TRY(desk.day("letter-on"));
    const auto grant_text = TRY(desk.arguments.need("grant"));
    const auto grant = grants::GrantId::parse(grant_text);
    if (!grant) return Error{Fault::bad_input, "app.no_such_grant"};
    wish.grant = *grant;
    const auto of_text = TRY(desk.arguments.need("of"));
    for (const auto& word : split_list(of_text)) {
        const auto of = registry::copy_of_from_code(word);
        if (!of) return Error{Fault::bad_input, "app.argument_unknown", "--of " + word};
        wish.of.push_back(*of);
    }
    wish.scope = TRY(desk.arguments.need("scope"));
    const auto recipients = TRY(desk.arguments.need("recipients"));
    for (const auto& word : split_list(recipients)) {
        const auto id = TRY(recipient_id(word));
        wish.recipients.push_back(id);
    }
    const auto carriage = registry::carriage_from_code(desk.arguments.option_or("carriage", "network"));
    if (!carriage) return Error{Fault::bad_input, "app.argument_unknown", "--carriage"};
    wish.carriage = *carriage;
    wish.copies_most = TRY(desk.arguments.number_or("copies", 1, 1000, 1));
    wish.people_most = TRY(desk.arguments.number_or("people", 1, 10'000'000, 1));
    wish.until = TRY(desk.day("until"));
    wish.destroy_by = TRY(desk.day("destroy-by"));
    const auto id = TRY(desk.house.database().write([&](store::WriteTx& tx) -> base::Result<registry::CopyApprovalId> {
        const auto by = TRY(desk.account.actor(desk.now));
        return registry::register_copy_approval(tx, desk.house.registry(), by, wish, desk.command.random, desk.now);
    }));
    desk.terminal().print(id.value().text());
    return 0;
}

base::Result<int> approval_act(const Desk& desk) {
    const auto& verb = desk.arguments.words().front();
    if (verb == "list") return list_approvals(desk);
    if (verb == "add") return add_approval(desk);
    const auto id = TRY(approval_id(desk.arguments.words().at(1)));
    const auto reason = desk.arguments.option_or("reason", "");
    TRY(desk.house.database().write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(desk.account.actor(desk.now));
        if (verb == "revoke")
            return registry::revoke_copy_approval(tx, desk.house.registry(), by, id, reason, desk.now);
        return registry::confirm_copy_approval(tx, desk.house.registry(), by, id, desk.now);
    }));
    return list_approvals(desk);
}

// ---- exports ----

void show(const Desk& desk, const registry::Copy& copy) {
    desk.terminal().print(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}", copy.id.text(), registry::copy_kind_code(copy.kind),
                                      registry::copy_of_code(copy.of), registry::copy_state_code(copy.state),
                                      copy.people, base::to_iso(copy.destroy_by),
                                      copy.sha256 ? base::to_hex(*copy.sha256) : std::string{"-"}));
}

base::Result<int> list_copies(const Desk& desk) {
    const auto by = TRY(desk.account.actor(desk.now));
    const auto page = TRY(desk.house.database().read([&](store::ReadTx& tx) {
        return registry::copies(tx, desk.house.registry(), by, {.state = {}, .before = {}, .limit = 1000}, desk.now);
    }));
    for (const auto& copy : page.items) show(desk, copy);
    return 0;
}

base::Result<int> make_export(const Desk& desk) {
    const auto outcome = registry::MatchId::parse(desk.arguments.words().at(1));
    if (!outcome) return Error{Fault::not_found, "registry.match_unknown"};
    registry::NewExport wish;
    const auto approval = TRY(desk.arguments.need("approval"));
    const auto recipient = TRY(desk.arguments.need("recipient"));
    wish.approval = TRY(approval_id(approval));
    wish.recipient = TRY(recipient_id(recipient));
    wish.case_number = desk.arguments.option_or("case", "");
    wish.reason = TRY(desk.arguments.need("reason"));
    const auto form = paper::parse_form(desk.arguments.option_or("as", "ods"));
    if (!form || (*form != paper::Form::ods && *form != paper::Form::csv)) {
        return Error{Fault::bad_input, "app.argument_unknown", "--as " + desk.arguments.option_or("as", "")};
    }
    const auto book = TRY(registry::MatchBook::load());
    const auto by = TRY(desk.account.actor(desk.now));
    const auto match = TRY(desk.house.database().read([&](store::ReadTx& tx) {
        return registry::find_match(tx, desk.house.registry(), book, by, *outcome, desk.now);
    }));
    const auto source = registry::match_source(
        desk.house.registry(), book, match, paper::form_name(*form),
        web::match_writer(book, desk.house.profile(), std::string{by.display_name()}, *form, desk.now));
    const registry::ActorOf actor_of = [&](store::WriteTx&, base::Instant now) { return desk.account.actor(now); };
    auto made =
        TRY(registry::export_copy(desk.house.registry(), actor_of, source, wish, desk.command.random, desk.now));
    if (const auto* refusal = std::get_if<grants::Refusal>(&made)) {
        const auto& terminal = desk.terminal();
        terminal.print(fmt::format("{}: {} {}（{}）", terminal.either("拒絕", "Refused"),
                                   terminal.either(refusal->reason_zh(), refusal->reason_en()),
                                   terminal.either(refusal->next_zh(), refusal->next_en()), refusal->code()));
        return exit_refused;
    }
    const auto copy = TRY(desk.house.database().read([&](store::ReadTx& tx) {
        return registry::find_copy(tx, desk.house.registry(), by, std::get<registry::CopyId>(made), desk.now);
    }));
    show(desk, copy);
    return 0;
}

base::Result<int> fetch(const Desk& desk) {
    const auto id = TRY(copy_id(desk.arguments.words().at(1)));
    const auto out = TRY(desk.arguments.need("out"));
    const auto file = TRY(desk.house.database().write([&](store::WriteTx& tx) -> base::Result<std::string> {
        const auto by = TRY(desk.account.actor(desk.now));
        return registry::fetch_copy(tx, desk.house.registry(), by, id, desk.now);
    }));
    TRY(write_new_file(out, file.value()));
    desk.terminal().print(out);
    return 0;
}

base::Result<int> export_act(const Desk& desk) {
    const auto& verb = desk.arguments.words().front();
    if (verb == "list") return list_copies(desk);
    if (verb == "make") return make_export(desk);
    if (verb == "fetch") return fetch(desk);
    const auto id = TRY(copy_id(desk.arguments.words().at(1)));
    registry::CopyEnd end;
    end.destroyed_on = TRY(desk.day("destroyed-on"));
    end.method = TRY(desk.arguments.need("method"));
    end.witness = TRY(desk.arguments.need("witness"));
    end.certificate = desk.arguments.option_or("certificate", "");
    TRY(desk.house.database().write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(desk.account.actor(desk.now));
        return registry::record_copy_end(tx, desk.house.registry(), by, id, end, desk.now);
    }));
    return list_copies(desk);
}

using Act = base::Result<int> (*)(const Desk& desk);

base::Result<int> run(const Command& command, std::span<const std::string_view> verbs, std::string_view noun,
                      std::vector<std::string_view> options, Act act) {
    const auto verb = command.words.empty() ? std::string{} : command.words.front();
    if (std::ranges::find(verbs, verb) == verbs.end()) {
        return Error{Fault::bad_input, "app.command_unknown", fmt::format("{} {}", noun, verb)};
    }
    options.emplace_back("account");
    const auto alone = verb == "list" || verb == "add";
    const auto arguments = TRY(Arguments::parse(command.words, std::move(options), {}, alone ? 1 : 2));
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, now));
    const Desk desk{command, arguments, *house, account, now};
    auto code = act(desk);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace

base::Result<int> recipient_command(const Command& command) {
    constexpr std::array<std::string_view, 4> verbs{"list", "add", "confirm", "revoke"};
    return run(command, verbs, "recipient",
               {"name", "organisation", "contact", "key", "from", "until", "fingerprint", "channel", "reason"},
               recipient_act);
}

base::Result<int> approval_command(const Command& command) {
    constexpr std::array<std::string_view, 4> verbs{"list", "add", "confirm", "revoke"};
    return run(command, verbs, "approval",
               {"letter", "letter-on", "grant", "of", "scope", "recipients", "carriage", "copies", "people", "until",
                "destroy-by", "reason"},
               approval_act);
}

base::Result<int> export_command(const Command& command) {
    constexpr std::array<std::string_view, 4> verbs{"list", "make", "fetch", "end"};
    return run(
        command, verbs, "export",
        {"approval", "recipient", "case", "reason", "as", "out", "destroyed-on", "method", "witness", "certificate"},
        export_act);
}

}  // namespace menhu::app
