// menhu demo: an installation with a made-up office and a made-up city. The city is written as delivery files and goes
// through the importer and a sign-off like any other.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "app/demo_accesses.h"
#include "app/demo_conflict.h"
#include "app/demo_delivery.h"
#include "app/demo_life.h"
#include "app/demo_office.h"
#include "app/importing.h"
#include "app/init.h"
#include "demo/city.h"
#include "demo/plan.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr std::string_view accepted_note = "示範資料，已閱讀檢核報告 / demonstration data, report read";

base::Result<demo::City> write_city(const Command& command, const Arguments& arguments, House& house,
                                    const std::filesystem::path& directory, std::string_view layout,
                                    std::int64_t people) {
    const auto seed = TRY(arguments.number_or("seed", 0, std::numeric_limits<std::int64_t>::max(), 1));
    const auto base_date = TRY(base_date_of(arguments, command.clock.now()));
    const demo::CityOptions options{.people = people,
                                    .seed = static_cast<std::uint64_t>(seed),
                                    .base_date = base_date,
                                    .directory = directory,
                                    .files = layout == "big5" ? demo::Files::big5 : demo::Files::utf8};
    auto city = TRY(demo::write_deliveries(options, house.districts(), [&](std::int64_t done) {
        command.terminal.progress(
            fmt::format("{} {}/{}", command.terminal.either("產生示範城市", "Making the city"), done, people));
        return demo::Proceed::go_on;
    }));
    command.terminal.progress("");
    return city;
}

// Imports and accepts the delivery, unless one is in use.
base::Result<void> fill_registry(const Command& command, const Arguments& arguments, House& house,
                                 const std::filesystem::path& directory, const SignIns& sign_ins,
                                 const std::string& designated) {
    const auto known = TRY(house.database().read([](store::ReadTx& tx) { return registry::deliveries(tx); }));
    const bool is_filled = std::ranges::any_of(
        known, [](const auto& delivery) { return delivery.state == registry::DeliveryState::in_use; });
    if (is_filled) {
        command.terminal.say("已有資料，保留不動。", "There are data; they are kept.");
        return {};
    }
    const auto people = TRY(arguments.number_or("people", demo::fewest_people, demo::most_people, 50'000));
    const auto layout = arguments.option_or("layout", "big5");
    if (layout != "big5" && layout != "utf8")
        return Error{Fault::bad_input, "app.argument_unknown", "--layout " + layout};
    const auto folder = directory / "demo-delivery";
    const auto manifest = folder / (layout + ".toml");
    const auto data = folder / (layout + (layout == "big5" ? ".dat" : ".txt"));
    if (!std::filesystem::exists(manifest)) TRY(write_city(command, arguments, house, folder, layout, people));

    const auto password = crypto::Secret::copy_of(sign_ins.at(designated));
    auto account = TRY(SignedInAccount::with(house, command.random, designated, password, command.clock.now()));
    const auto begun = command.clock.now();
    const auto delivery =
        TRY(import_files(house, account, command.terminal, command.clock, command.random, manifest, data));
    const auto ended = command.clock.now();
    if (delivery.state != registry::DeliveryState::awaiting_sign_off) {
        print_report(delivery, command.terminal);
        return Error{Fault::conflict, "app.demo_not_imported",
                     std::string{registry::delivery_state_code(delivery.state)}};
    }
    const auto actor = TRY(account.actor(ended));
    TRY(registry::sign_off(house.registry(), actor, delivery.id, registry::Decision::accept, accepted_note, ended));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.print(fmt::format("{}: {} {}（{:.1f} s）", command.terminal.either("已匯入", "Imported"),
                                       delivery.report ? delivery.report->accepted : 0,
                                       command.terminal.either("人", "people"),
                                       static_cast<double>((ended - begun).count()) / 1000.0));
    return {};
}

void print_sign_ins(const Terminal& terminal, const demo::Plan& plan, const SignIns& sign_ins,
                    const std::filesystem::path& file) {
    terminal.say("\n登入（一角色一個，皆為示範）：", "\nSign-ins, one for each role, all made up:");
    for (const auto& account : plan.accounts) {
        terminal.print(fmt::format("  {:<16} {}  {}", account.name, sign_ins.at(account.name),
                                   terminal.either(account.what_zh, account.what_en)));
    }
    terminal.print(fmt::format("{}: {}", terminal.either("也寫在", "Also in"), file.string()));
}

}  // namespace

base::Result<int> demo(const Command& command) {
    const auto arguments = TRY(Arguments::parse(
        command.words,
        {"people", "accounts", "seed", "layout", "base-date", "port", "postgres", "transport", "address", "set"}, {},
        0));
    const auto directory = directory_of(arguments);
    const auto profile = law::Profile::load(law::taoyuan_profile());
    if (!profile) return Error{Fault::bad_input, "app.profile_invalid", law::describe(profile.error())};
    const auto districts = law::Districts::load(law::taoyuan_districts());
    if (!districts) return Error{Fault::bad_input, "app.profile_invalid", law::describe(districts.error())};
    const auto plan = demo::Plan::load(demo::demonstration_plan(), *profile, *districts);
    if (!plan) return Error{Fault::bad_input, "app.plan_invalid", law::describe(plan.error())};

    if (!std::filesystem::exists(directory / "menhu.toml")) {
        InitOptions options{.directory = directory, .installation = people::Installation::demonstration};
        options.settings.emplace_back("ledger.origin", "demo.menhu.invalid/ledger");
        options.settings.emplace_back("registry.characters", "characters.csv");
        for (const auto& [option, setting] :
             {std::pair{"port", "server.port"}, std::pair{"address", "server.address"},
              std::pair{"transport", "server.transport"}, std::pair{"postgres", "store.postgres"}}) {
            if (const auto value = arguments.option(option)) options.settings.emplace_back(setting, *value);
        }
        TRY(add_settings(options, arguments.option_or("set", "")));
        if (arguments.option("postgres")) options.settings.emplace_back("store.engine", "postgres");
        TRY(make_installation(options, command.random, command.clock.now()));
    }
    if (!std::filesystem::exists(directory / "characters.csv")) {
        TRY(write_new_file(directory / "characters.csv", demo::demonstration_characters()));
    }
    const auto file = directory / "demo-sign-ins.txt";
    const auto sign_ins = TRY(sign_ins_of(file, *plan, *profile, command.random));
    const auto config = TRY(load_config(directory));
    if (!config.agency_demonstration) return Error{Fault::conflict, "app.not_a_demonstration", directory.string()};
    auto house = TRY(House::open(config, command.random, command.clock.now()));
    TRY(make_office(*house, *plan, sign_ins, command.random, command.clock));
    TRY(make_duties(*house, *plan, sign_ins, command.random, command.clock));
    const auto designated = std::ranges::find_if(plan->accounts, [](const auto& account) {
        return std::ranges::find(account.roles, law::Role::designated_person) != account.roles.end();
    });
    CHECK(designated != plan->accounts.end());
    TRY(fill_registry(command, arguments, *house, directory, sign_ins, designated->name));
    TRY(make_accesses(*house, *plan, sign_ins, directory / "demo-delivery" / "examples.csv", command.random,
                      command.clock));
    TRY(make_conflict(*house, sign_ins, command.random, command.clock));
    const auto accounts = TRY(arguments.number_or("accounts", 0, 20'000, 0));
    const auto seed = TRY(arguments.number_or("seed", 0, std::numeric_limits<std::int64_t>::max(), 1));
    const auto review = TRY(
        make_life(*house, *plan, sign_ins, accounts, static_cast<std::uint64_t>(seed), command.random, command.clock));
    if (review) {
        command.terminal.print(fmt::format("{}: {} {}（{:.2f} s）",
                                           command.terminal.either("已開始帳號清查", "Account review opened"),
                                           review->accounts, command.terminal.either("個帳號", "accounts"),
                                           static_cast<double>(review->took.count()) / 1000.0));
    }
    print_sign_ins(command.terminal, *plan, sign_ins, file);
    return 0;
}

}  // namespace menhu::app
