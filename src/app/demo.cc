// menhu demo: an installation with a made-up office and a made-up city. The city is written as delivery files, a full
// one of a year ago and the changes of each month since, and they go through the importer and a sign-off like any
// other.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "app/demo_accesses.h"
#include "app/demo_conflict.h"
#include "app/demo_delivery.h"
#include "app/demo_life.h"
#include "app/demo_office.h"
#include "app/demo_watch.h"
#include "app/importing.h"
#include "app/init.h"
#include "app/watching.h"
#include "demo/city.h"
#include "demo/plan.h"
#include "format/manifest.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr std::int64_t a_year = 12;  // months
constexpr std::string_view accepted_note = "示範資料，已閱讀檢核報告 / demonstration data, report read";

struct DeliveryFiles {
    std::filesystem::path manifest;
    std::filesystem::path data;
};

// The city begins so many months ago; what happened since comes as change files.
base::Result<demo::City> write_city(const Command& command, const Arguments& arguments, House& house,
                                    const std::filesystem::path& directory, std::string_view layout,
                                    std::int64_t people) {
    const auto seed = TRY(arguments.number_or("seed", 0, std::numeric_limits<std::int64_t>::max(), 1));
    const auto base_date = TRY(base_date_of(arguments, command.clock.now()));
    const auto months = TRY(arguments.number_or("months", 0, demo::most_months, a_year));
    const demo::CityOptions options{.people = people,
                                    .seed = static_cast<std::uint64_t>(seed),
                                    .base_date = base_date,
                                    .months = static_cast<int>(months),
                                    .directory = directory,
                                    .files = layout == "big5" ? demo::Files::big5 : demo::Files::utf8};
    auto city = TRY(demo::write_months(options, house.districts(), [&](std::int64_t done) {
        command.terminal.progress(
            fmt::format("{} {}/{}", command.terminal.either("產生示範城市", "Making the city"), done, people));
        return demo::Proceed::go_on;
    }));
    command.terminal.progress("");
    return city;
}

// Who brings deliveries in, and who releases what differs much: two designated persons.
struct Bringing {
    const Command& command;
    House& house;
    const SignIns& sign_ins;
    std::string designated;
    std::string second;

    base::Result<SignedInAccount> account_of(const std::string& name) const {
        return SignedInAccount::with(house, command.random, name, crypto::Secret::copy_of(sign_ins.at(name)),
                                     command.clock.now());
    }
};

base::Result<void> release(const Bringing& bringing, registry::DeliveryId delivery) {
    auto account = TRY(bringing.account_of(bringing.second));
    const auto now = bringing.command.clock.now();
    const auto actor = TRY(account.actor(now));
    TRY(registry::release(bringing.house.registry(), actor, delivery, registry::Decision::accept, accepted_note, now));
    return account.sign_out(bringing.command.clock.now());
}

// From the files to the data in use.
base::Result<registry::Delivery> bring(const Bringing& bringing, const SignedInAccount& account,
                                       const DeliveryFiles& files) {
    const Command& command = bringing.command;
    auto delivery = TRY(import_files(bringing.house, account, command.terminal, command.clock, command.random,
                                     files.manifest, files.data));
    auto state = delivery.state;
    if (state == registry::DeliveryState::awaiting_sign_off) {
        const auto now = command.clock.now();
        const auto actor = TRY(account.actor(now));
        state = TRY(registry::sign_off(bringing.house.registry(), actor, delivery.id, registry::Decision::accept,
                                       accepted_note, now));
    }
    if (state == registry::DeliveryState::awaiting_release) {
        TRY(release(bringing, delivery.id));
        state = registry::DeliveryState::in_use;
    }
    if (state != registry::DeliveryState::in_use) {
        print_report(delivery, command.terminal);
        return Error{Fault::conflict, "app.demo_not_imported", std::string{registry::delivery_state_code(state)}};
    }
    return delivery;
}

// The city's files in their order: the full one, then the months.
std::vector<DeliveryFiles> files_of(const std::filesystem::path& folder, const std::string& layout) {
    const std::string data = layout == "big5" ? ".dat" : ".txt";
    std::vector<DeliveryFiles> files;
    for (int month = 0; month <= demo::most_months; ++month) {
        const auto stem = month == 0 ? layout : fmt::format("{}-change-{:02}", layout, month);
        DeliveryFiles next{.manifest = folder / (stem + ".toml"), .data = folder / (stem + data)};
        if (!std::filesystem::exists(next.manifest)) break;
        files.push_back(std::move(next));
    }
    return files;
}

// Brings in what of the city's files is not there yet, unless the data in use are of elsewhere.
base::Result<void> fill_registry(const Bringing& bringing, const Arguments& arguments,
                                 const std::filesystem::path& directory) {
    const Command& command = bringing.command;
    const auto known = TRY(bringing.house.database().read([](store::ReadTx& tx) { return registry::deliveries(tx); }));
    const auto in_use = std::ranges::find(known, registry::DeliveryState::in_use, &registry::Delivery::state);
    const auto people = TRY(arguments.number_or("people", demo::fewest_people, demo::most_people, 50'000));
    const auto layout = arguments.option_or("layout", "big5");
    if (layout != "big5" && layout != "utf8")
        return Error{Fault::bad_input, "app.argument_unknown", "--layout " + layout};
    const auto folder = directory / "demo-delivery";
    auto files = files_of(folder, layout);
    if (files.empty() && in_use == known.end()) {
        TRY(write_city(command, arguments, bringing.house, folder, layout, people));
        files = files_of(folder, layout);
    }
    std::size_t next = 0;
    if (in_use != known.end()) {
        next = files.size();
        for (std::size_t i = 0; i < files.size(); ++i) {
            const auto manifest = read_file(files[i].manifest);
            const auto read =
                manifest ? format::parse_manifest(*manifest) : Error{Fault::not_found, "app.file_unreadable"};
            if (read && *read == in_use->manifest) next = i + 1;
        }
    }
    if (next == files.size()) {
        command.terminal.say("已有資料，保留不動。", "There are data; they are kept.");
        return {};
    }
    const auto begun = command.clock.now();
    auto account = TRY(bringing.account_of(bringing.designated));
    std::uint64_t accepted = 0;
    std::uint64_t changes = 0;
    for (; next < files.size(); ++next) {
        // Somebody watches before the changes come.
        if (next == 1) {
            TRY(make_watch(bringing.house, bringing.sign_ins, folder / "examples.csv", command.random, command.clock));
        }
        const auto delivery = TRY(bring(bringing, account, files[next]));
        (next == 0 ? accepted : changes) += delivery.report ? delivery.report->accepted : 0;
    }
    TRY(account.sign_out(command.clock.now()));
    const auto ended = command.clock.now();
    command.terminal.print(fmt::format(
        "{}: {} {}, {} {}, {} {}（{:.1f} s）", command.terminal.either("已匯入", "Imported"), accepted,
        command.terminal.either("人", "people"), files.size() - 1, command.terminal.either("個月", "months"), changes,
        command.terminal.either("筆異動", "changes"), static_cast<double>((ended - begun).count()) / 1000.0));
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
    const auto arguments = TRY(Arguments::parse(command.words,
                                                {"people", "months", "accounts", "seed", "layout", "base-date", "port",
                                                 "postgres", "transport", "address", "set"},
                                                {}, 0));
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
    std::vector<std::string> designated;
    for (const auto& account : plan->accounts) {
        if (std::ranges::find(account.roles, law::Role::designated_person) != account.roles.end()) {
            designated.push_back(account.name);
        }
    }
    CHECK(designated.size() >= 2);
    TRY(fill_registry({command, *house, sign_ins, designated[0], designated[1]}, arguments, directory));
    TRY(make_accesses(*house, *plan, sign_ins, directory / "demo-delivery" / "examples.csv", command.random,
                      command.clock));
    TRY(make_conflict(*house, sign_ins, command.random, command.clock));
    // After the accesses: those are made where there are none.
    const std::atomic<bool> never{false};
    TRY(scan_watches(*house, command.random, command.clock, never));
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
