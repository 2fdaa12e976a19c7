// menhu frame: samples for studies at the command line, by the same functions as behind the page.
#include "registry/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "app/commands.h"
#include "app/sign_in.h"
#include "ledger/publisher.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr int exit_refused = 10;
constexpr int exit_differs = 7;

// What the functions of frames need of a command.
struct Desk {
    const Command& command;
    House& house;
    SignedInAccount& account;
    registry::MatchBook book;

    registry::ActorOf actor_of() const {
        return [this](store::WriteTx&, base::Instant now) { return account.actor(now); };
    }
};

base::Result<registry::FrameId> frame_id(std::string_view text) {
    const auto id = registry::FrameId::parse(text);
    if (!id) return Error{Fault::not_found, "registry.frame_unknown"};
    return *id;
}

Error wrong(std::string_view option, std::string_view value) {
    return {Fault::bad_input, "app.argument_unknown", fmt::format("--{} {}", option, value)};
}

std::optional<int> read_number(std::string_view text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

// "20-64", "20-", "-64"
base::Result<void> read_ages(std::string_view text, registry::FramePlan& plan) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos || text.size() == 1) return wrong("ages", text);
    const auto from = text.substr(0, dash);
    const auto to = text.substr(dash + 1);
    if (!from.empty()) plan.age_from = read_number(from);
    if (!to.empty()) plan.age_to = read_number(to);
    if ((!from.empty() && !plan.age_from) || (!to.empty() && !plan.age_to)) return wrong("ages", text);
    return {};
}

base::Result<registry::FramePlan> read_plan(const Arguments& arguments, base::Instant now) {
    using registry::FramePlan;
    using registry::FrameSize;
    FramePlan plan;
    plan.districts = split_list(arguments.option_or("districts", ""));
    plan.sex = arguments.option_or("sex", "");
    if (const auto ages = arguments.option("ages")) TRY(read_ages(*ages, plan));
    for (const auto& cut : split_list(arguments.option_or("cuts", ""))) {
        const auto age = read_number(cut);
        if (!age) return wrong("cuts", cut);
        plan.age_cuts.push_back(*age);
    }
    for (const auto& word : split_list(arguments.option_or("by", ""))) {
        const auto by = registry::frame_by_named(word);
        if (!by) return wrong("by", word);
        plan.by.push_back(*by);
    }
    const auto size = TRY(arguments.need("size"));
    if (size != "all") {
        const auto count = read_number(size);
        if (!count) return wrong("size", size);
        const auto each = arguments.has("each");
        plan.size = {.how = each ? FrameSize::How::each : FrameSize::How::total, .count = *count};
    } else {
        plan.size = {.how = FrameSize::How::all, .count = 0};
    }
    if (arguments.has("leave-out-small")) plan.small = FramePlan::Small::leave_out;
    if (arguments.has("one-per-household")) plan.per_household = FramePlan::PerHousehold::one;
    const auto fields = TRY(arguments.need("fields"));
    plan.fields = split_list(fields);
    plan.source = TRY(arguments.need("source"));
    plan.draw_on = arguments.option_or("draw-on", base::to_iso(base::taipei_date(now)));
    return plan;
}

void show(const Terminal& terminal, const registry::Frame& frame) {
    terminal.print(fmt::format("{}\t{}\t{}\t{}\t{}", frame.id.text(), registry::frame_state_code(frame.state),
                               frame.people, frame.drawn, base::to_taipei_text(frame.ordered_at)));
    for (const auto& stratum : frame.strata) {
        terminal.print(fmt::format("  {}\t{}\t{}{}", terminal.either(stratum.name.zh, stratum.name.en), stratum.people,
                                   stratum.size, stratum.drawn ? fmt::format("\t{}", *stratum.drawn) : std::string{}));
    }
    if (frame.left_out > 0) {
        terminal.print(fmt::format(
            "  {} {}", terminal.either("人數太少而不抽的層數", "strata too small, not drawn from:"), frame.left_out));
    }
    terminal.print(fmt::format("  {}\t{}/{}", terminal.either("紀錄", "entry"), frame.log, frame.entry));
    terminal.print(fmt::format("  {}\t{}", terminal.either("母體", "population"), frame.population_root));
    if (!frame.seed.empty()) {
        terminal.print(fmt::format("  {}\t{}", terminal.either("檢查點", "checkpoint"), frame.checkpoint_root));
        terminal.print(fmt::format("  {}\t{}", terminal.either("號碼", "number"), frame.number));
        terminal.print(fmt::format("  {}\t{}", terminal.either("種子", "seed"), frame.seed));
    }
    if (!frame.sample_root.empty()) {
        terminal.print(fmt::format("  {}\t{}", terminal.either("樣本", "sample"), frame.sample_root));
    }
    if (frame.match) terminal.print(fmt::format("  {}\t{}", terminal.either("名冊", "match"), frame.match->text()));
}

int complain(const Terminal& terminal, const grants::Refusal& refusal) {
    terminal.print(fmt::format("{}: {} {}（{}）", terminal.either("拒絕", "Refused"),
                               terminal.either(refusal.reason_zh(), refusal.reason_en()),
                               terminal.either(refusal.next_zh(), refusal.next_en()), refusal.code()));
    return exit_refused;
}

// The order's entry under a checkpoint, without a server that would see to it.
base::Result<void> publish(const Desk& desk, base::Instant now) {
    ledger::Publisher publisher{desk.house.database(), desk.house.ledger()};
    TRY(publisher.publish(now));
    return {};
}

base::Result<int> show_one(const Desk& desk, registry::FrameId id) {
    const auto now = desk.command.clock.now();
    const auto actor = TRY(desk.account.actor(now));
    const auto frame = TRY(desk.house.database().read(
        [&](store::ReadTx& tx) { return registry::find_frame(tx, desk.house.registry(), actor, id, now); }));
    show(desk.command.terminal, frame);
    return 0;
}

base::Result<int> order(const Desk& desk, const Arguments& arguments) {
    const auto now = desk.command.clock.now();
    const auto grant_text = TRY(arguments.need("grant"));
    const auto grant = grants::GrantId::parse(grant_text);
    if (!grant) return Error{Fault::bad_input, "app.no_such_grant"};
    registry::NewFrame frame;
    frame.grant = *grant;
    frame.title = TRY(arguments.need("title"));
    frame.case_number = arguments.option_or("case", "");
    frame.reason = TRY(arguments.need("reason"));
    frame.plan = TRY(read_plan(arguments, now));
    for (const auto& text : split_list(arguments.option_or("without-frames", ""))) {
        const auto id = TRY(frame_id(text));
        frame.without_frames.push_back(id);
    }
    if (const auto path = arguments.option("without")) {
        const auto bytes = read_file(*path);
        if (!bytes) return Error{Fault::not_found, "app.file_unreadable", *path};
        const auto actor = TRY(desk.account.actor(now));
        const auto name = std::filesystem::path{*path}.filename().string();
        const auto list =
            TRY(registry::take_list(desk.house.registry(), actor, name, *bytes, desk.command.random, now));
        const auto book = TRY(format::Workbook::open(*bytes));
        const auto sheet = TRY(registry::sheet_named(book, ""));
        const auto shape = TRY(registry::shape_of(book, sheet, std::nullopt, desk.book.rules));
        // The one column of ids, guessed as on the page; which of several it is, is said with --without-column.
        const auto column = TRY(arguments.number_or("without-column", 1, 256, -1));
        const auto found =
            std::ranges::find_if(shape.columns, [](const registry::ListColumn& one) { return one.guess == "person"; });
        if (column < 0 && found == shape.columns.end()) return wrong("without-column", "");
        frame.without =
            registry::FrameExclusion{.list = list.id,
                                     .sheet = {},
                                     .header_row = shape.header_row,
                                     .column = column < 0 ? found->index : static_cast<std::size_t>(column - 1)};
    }
    const auto ordered =
        TRY(registry::order_frame(desk.house.registry(), desk.book, desk.actor_of(), frame, desk.command.random, now));
    if (const auto* refusal = std::get_if<grants::Refusal>(&ordered)) return complain(desk.command.terminal, *refusal);
    TRY(publish(desk, now));
    return show_one(desk, std::get<registry::FrameId>(ordered));
}

base::Result<int> draw(const Desk& desk, const Arguments& arguments) {
    const auto id = TRY(frame_id(arguments.words().at(1)));
    const auto number = TRY(arguments.need("number"));
    auto now = desk.command.clock.now();
    TRY(publish(desk, now));
    const auto begun = TRY(registry::draw_frame(desk.house.registry(), desk.book, desk.actor_of(), id, number, "",
                                                desk.command.random, now));
    if (const auto* refusal = std::get_if<grants::Refusal>(&begun)) return complain(desk.command.terminal, *refusal);
    const auto match = std::get<registry::MatchId>(begun);
    for (;;) {
        now = desk.command.clock.now();
        const auto step =
            TRY(registry::match_step(desk.house.registry(), desk.book, desk.actor_of(), "", match, 1, now));
        desk.command.terminal.progress(fmt::format("{}/{}", step.done, step.rows));
        if (step.state == registry::MatchState::running) continue;
        TRY(show_one(desk, id));
        if (!step.problem.empty()) desk.command.terminal.print(step.problem);
        return step.state == registry::MatchState::failed ? exit_refused : 0;
    }
}

base::Result<int> redraw(const Desk& desk, registry::FrameId id) {
    const auto& terminal = desk.command.terminal;
    const auto done = TRY(registry::redraw_frame(desk.house.registry(), desk.actor_of(), id, desk.command.clock.now()));
    const auto line = [&](std::string_view zh, std::string_view en, registry::Same same) {
        const bool is_same = same == registry::Same::yes;
        terminal.print(fmt::format("{}\t{}", terminal.either(zh, en),
                                   is_same ? terminal.either("相同", "the same") : terminal.either("不同", "differs")));
    };
    line("種子", "seed", done.seed);
    line("母體", "population", done.population);
    line("樣本", "sample", done.sample);
    return done.is_same() ? 0 : exit_differs;
}

base::Result<int> act(const Desk& desk, const Arguments& arguments) {
    const auto& verb = arguments.words().front();
    const auto now = desk.command.clock.now();
    if (verb == "order") return order(desk, arguments);
    if (verb == "list") {
        const auto actor = TRY(desk.account.actor(now));
        const auto page = TRY(desk.house.database().read([&](store::ReadTx& tx) {
            return registry::frames_of(tx, desk.house.registry(), actor, std::nullopt, 100, now);
        }));
        for (const auto& frame : page.items) show(desk.command.terminal, frame);
        return 0;
    }
    if (verb == "draw") return draw(desk, arguments);
    const auto id = TRY(frame_id(arguments.words().at(1)));
    if (verb == "redraw") return redraw(desk, id);
    if (verb == "cancel") {
        const auto actor = TRY(desk.account.actor(now));
        TRY(desk.house.database().write(
            [&](store::WriteTx& tx) { return registry::cancel_frame(tx, desk.house.registry(), actor, id, now); }));
    }
    return show_one(desk, id);
}

}  // namespace

base::Result<int> frame_command(const Command& command) {
    const auto verb = command.words.empty() ? std::string{} : command.words.front();
    constexpr std::array verbs{"order", "list", "show", "draw", "cancel", "redraw"};
    if (std::ranges::find(verbs, verb) == verbs.end()) {
        return Error{Fault::bad_input, "app.command_unknown", "frame " + verb};
    }
    const auto arguments = TRY(Arguments::parse(
        command.words,
        {"account", "grant", "case", "reason", "title", "by", "ages", "cuts", "districts", "sex", "size", "fields",
         "source", "draw-on", "without", "without-column", "without-frames", "number"},
        {"each", "leave-out-small", "one-per-household"}, verb == "list" || verb == "order" ? 1 : 2));
    const auto name = TRY(arguments.need("account"));
    auto house = TRY(open_house(command, arguments));
    auto account = TRY(SignedInAccount::ask(*house, command.terminal, command.random, name, command.clock.now()));
    auto book = TRY(registry::MatchBook::load());
    const Desk desk{command, *house, account, std::move(book)};
    auto code = act(desk, arguments);
    TRY(account.sign_out(command.clock.now()));
    return code;
}

}  // namespace menhu::app
