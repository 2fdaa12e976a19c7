// menhu watch: people of cases watched, at the command line, by the same functions as behind the page. `run` holds the
// change files in use against the watches now; it wants no account, and prints nothing of anybody.
#include "registry/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/asked.h"
#include "app/commands.h"
#include "app/sign_in.h"
#include "app/watching.h"
#include "grants/grant.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr std::int64_t most_listed = 200;

struct Desk {
    const Command& command;
    House& house;
    SignedInAccount& account;

    base::Result<people::Actor> actor() const { return account.actor(command.clock.now()); }
};

// "moves,death"; nothing: those that the grant's fields allow.
base::Result<registry::WatchGroups> groups_of(const Arguments& arguments, const grants::GrantView& grant) {
    const auto text = arguments.option("events");
    if (!text) return registry::groups_under(grant.fields);
    registry::WatchGroups groups;
    for (const auto& word : split_list(*text)) {
        const auto group = registry::watch_group_named(word);
        if (!group) return Error{Fault::bad_input, "app.argument_unknown", "--events " + word};
        groups.add(*group);
    }
    return groups;
}

void show(const Terminal& terminal, const registry::Watch& watch) {
    terminal.print(fmt::format("{}\t{}\t{}\t{}\t{}/{}\t{}\t{}", watch.id.text(), watch.grant.text(),
                               registry::watch_state_code(watch.state), watch.people, watch.waiting, watch.hits,
                               base::to_taipei_text(watch.until), watch.groups.text()));
}

void show(const Terminal& terminal, const registry::WatchHit& hit) {
    std::string events;
    for (const auto kind : hit.kinds) {
        if (!events.empty()) events += terminal.either("、", ", ");
        events += terminal.either(registry::legal_event_zh(kind), registry::legal_event_en(kind));
    }
    terminal.print(fmt::format("  {}\t{}\t{}\t{}\t{}\t{}", hit.id.text(), registry::hit_state_code(hit.state),
                               hit.case_number.reveal(), events, hit.base_date, hit.why));
}

base::Result<int> add(const Desk& desk, const Arguments& arguments) {
    const auto path = arguments.words().at(1);
    const auto text = read_file(path);
    if (!text) return Error{Fault::not_found, "app.file_unreadable", path};
    const auto grant_text = TRY(arguments.need("grant"));
    const auto grant_id = grants::GrantId::parse(grant_text);
    if (!grant_id) return Error{Fault::bad_input, "app.no_such_grant"};
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.actor());
    const auto grant = TRY(desk.house.database().read(
        [&](store::ReadTx& tx) { return grants::find_visible_grant(tx, actor, *grant_id, now); }));
    if (!grant) return Error{Fault::bad_input, "app.no_such_grant"};
    registry::NewWatch watch{.grant = *grant_id, .reason = {}, .groups = {}, .until = {}, .people = {}, .source = {}};
    watch.reason = TRY(arguments.need("reason"));
    watch.groups = TRY(groups_of(arguments, *grant));
    const auto until_text = TRY(arguments.need("until"));
    const auto until = base::from_iso(until_text);
    if (!until) return Error{Fault::bad_input, "app.argument_unknown", "--until " + until_text};
    watch.until = *until;
    watch.people = TRY(registry::read_case_people(*text));
    auto ordered = TRY(desk.house.database().write([&](store::WriteTx& tx) {
        return registry::order_watch(tx, desk.house.registry(), actor, watch, desk.command.random, now);
    }));
    const auto& answer = ordered.value();
    if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
        app::show(desk.command.terminal, *refusal);
        return exit_refused;
    }
    desk.command.terminal.print(std::get<registry::WatchId>(answer).text());
    return 0;
}

base::Result<int> list(const Desk& desk) {
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.actor());
    const auto& registry = desk.house.registry();
    const auto page = TRY(desk.house.database().read(
        [&](store::ReadTx& tx) { return registry::watches_of(tx, registry, actor, 0, most_listed, now); }));
    for (const auto& watch : page.items) show(desk.command.terminal, watch);
    const auto hits = TRY(desk.house.database().write(
        [&](store::WriteTx& tx) { return registry::watch_hits(tx, registry, actor, {.limit = most_listed}, now); }));
    for (const auto& hit : hits.value().items) show(desk.command.terminal, hit);
    return 0;
}

base::Result<int> end(const Desk& desk, const Arguments& arguments) {
    const auto id = registry::WatchId::parse(arguments.words().at(1));
    if (!id) return Error{Fault::not_found, "registry.watch_unknown"};
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.actor());
    TRY(desk.house.database().write(
        [&](store::WriteTx& tx) { return registry::end_watch(tx, desk.house.registry(), actor, *id, now); }));
    desk.command.terminal.print(id->text());
    return 0;
}

base::Result<int> act(const Desk& desk, const Arguments& arguments) {
    const auto& verb = arguments.words().front();
    if (verb == "add") return add(desk, arguments);
    if (verb == "list") return list(desk);
    return end(desk, arguments);
}

}  // namespace

base::Result<registry::WatchScan> scan_watches(House& house, base::Random& random, base::Clock& clock,
                                               const std::atomic<bool>& stop) {
    registry::WatchScan all;
    while (!stop.load()) {
        const auto step = TRY(registry::watch_step(house.registry(), house.office(), random, clock.now()));
        all.deliveries += step.deliveries;
        all.hits += step.hits;
        all.stopped += step.stopped;
        if (step.more == registry::WatchScan::More::no) break;
    }
    return all;
}

base::Result<int> watch_command(const Command& command) {
    const auto verb = command.words.empty() ? std::string{} : command.words.front();
    constexpr std::array verbs{"add", "list", "end", "run"};
    if (std::ranges::find(verbs, verb) == verbs.end()) {
        return Error{Fault::bad_input, "app.command_unknown", "watch " + verb};
    }
    const auto arguments = TRY(Arguments::parse(command.words, {"account", "grant", "reason", "until", "events"}, {},
                                                verb == "add" || verb == "end" ? 2 : 1));
    if (verb == "run") {
        auto house = TRY(open_house(command, arguments));
        const std::atomic<bool> never{false};
        const auto scan = TRY(scan_watches(*house, command.random, command.clock, never));
        command.terminal.print(fmt::format("{}\t{}\t{}\t{}", command.terminal.either("已核對異動檔", "Change files"),
                                           scan.deliveries, scan.hits, scan.stopped));
        return 0;
    }
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto code = act({command, *house, account}, arguments);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
