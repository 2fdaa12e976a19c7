// The short commands, and what the commands share.
#include "app/commands.h"

#include <fmt/format.h>

#include <cstdlib>

#include "app/config.h"
#include "app/federate.h"
#include "app/init.h"
#include "crypto/age.h"
#include "web/endpoint.h"

namespace menhu::app {

std::filesystem::path directory_of(const Arguments& arguments) {
    if (const auto given = arguments.option("dir")) return *given;
    const char* variable = std::getenv("MENHU_DIR");
    return variable != nullptr && *variable != '\0' ? variable : ".";
}

base::Result<std::unique_ptr<House>> open_house(const Command& command, const Arguments& arguments) {
    const auto config = TRY(load_config(directory_of(arguments)));
    return House::open(config, command.random, command.clock.now());
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(','));
        if (!part.empty()) parts.emplace_back(part);
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return parts;
}

base::Result<int> init(const Command& command) {
    const auto arguments = TRY(Arguments::parse(
        command.words,
        {"administrator", "display-name", "unit", "origin", "address", "port", "transport", "postgres", "set"}, {}, 0));
    InitOptions options{.directory = directory_of(arguments)};
    const auto pass = [&](std::string_view option, std::string_view setting) {
        if (const auto value = arguments.option(option)) options.settings.emplace_back(setting, *value);
    };
    pass("origin", "ledger.origin");
    pass("address", "server.address");
    pass("port", "server.port");
    pass("transport", "server.transport");
    if (arguments.option("postgres")) options.settings.emplace_back("store.engine", "postgres");
    pass("postgres", "store.postgres");
    TRY(add_settings(options, arguments.option_or("set", "")));
    const auto now = command.clock.now();
    TRY(make_installation(options, command.random, now));
    const auto config = TRY(load_config(options.directory));
    auto house = TRY(House::open(config, command.random, now));
    TRY(furnish(*house, command.random, now));
    const auto name = arguments.option_or("administrator", "administrator");
    const auto display = arguments.option_or("display-name", "帳號管理者");
    const auto unit = arguments.option_or("unit", house->profile().units().front().code);
    const auto password = new_password(house->profile(), name, display, command.random);
    TRY(make_first_administrator(*house, {.name = name, .display_name = display, .unit = unit},
                                 crypto::Secret::copy_of(password), command.random, now));
    command.terminal.print(fmt::format("{} {}", command.terminal.either("已建立", "Made"), options.directory.string()));
    command.terminal.print(fmt::format(
        "{}: {}\n{}: {}", command.terminal.either("帳號管理者", "Account administrator"), name,
        command.terminal.either("第一次登入用的密碼，只顯示這一次", "Password for the first sign-in, shown this once"),
        password));
    command.terminal.say("請另行備份 keys/ 資料夾：沒有它就無法讀取任何密封的資料。",
                         "Keep a copy of keys/ apart: without it nothing sealed can be read.");
    return 0;
}

base::Result<int> config_command(const Command& command) {
    const auto arguments = TRY(Arguments::parse(command.words, {}, {}, 1));
    const auto& what = arguments.words().front();
    if (what == "document") {
        auto page = configuration_page();
        page.pop_back();
        command.terminal.print(page);
        return 0;
    }
    if (what != "check") return base::Error{base::Fault::bad_input, "app.command_unknown", "config " + what};
    const auto directory = directory_of(arguments);
    const auto text = read_file(directory / "menhu.toml");
    if (!text) return base::Error{base::Fault::not_found, "app.config_missing", (directory / "menhu.toml").string()};
    const auto reading = read_config(*text, directory);
    for (const auto& problem : reading.problems) {
        command.terminal.print(fmt::format("{}:{}: {}", (directory / "menhu.toml").string(), problem.line,
                                           command.terminal.either(problem.zh, problem.en)));
    }
    if (reading.problems.empty()) {
        TRY(check_federation_files(reading.config, crypto::Secret::random(32, command.random)));
        command.terminal.say("設定正確。", "The configuration is right.");
        // Without the tool everything works but exports.
        if (const auto age = crypto::check_age(); !age) {
            command.terminal.print(fmt::format("{} {}（{}）",
                                               command.terminal.either("提醒：不能匯出。請安裝 Debian 套件 age，並確認"
                                                                       "只有 root 可更動",
                                                                       "Note: nothing can be exported. Install the "
                                                                       "Debian package age, and see that only root may "
                                                                       "change"),
                                               crypto::age_tool, age.error().code()));
        }
        return 0;
    }
    return 2;
}

base::Result<int> openapi(const Command& command) {
    TRY(Arguments::parse(command.words, {}, {}, 0));
    command.terminal.print(web::openapi_document());
    return 0;
}

}  // namespace menhu::app
