#include "app/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "app/config_checks.h"
#include "format/toml.h"

namespace menhu::app {

namespace {

using format::TomlKind;
using format::TomlNode;

template <class... Case>
struct Cases : Case... {
    using Case::operator()...;
};

bool is_choice(std::string_view choices, std::string_view text) {
    while (!choices.empty()) {
        const auto choice = choices.substr(0, choices.find('|'));
        if (choice == text) return true;
        choices.remove_prefix(std::min(choices.size(), choice.size() + 1));
    }
    return false;
}

template <class Of>
std::string_view type_of(const SettingOf<Of>& setting) {
    constexpr std::string_view names[] = {"text", "integer", "boolean"};
    return names[setting.member.index()];
}

template <class Of>
void set_usual(Of& config, const SettingOf<Of>& setting) {
    std::visit(Cases{[&](std::string Of::* member) { config.*member = setting.usual; },
                     [&](std::int64_t Of::* member) {
                         const auto& text = setting.usual;
                         const auto read = std::from_chars(text.begin(), text.end(), config.*member);
                         CHECK(read.ec == std::errc{});
                         CHECK(read.ptr == text.end());
                     },
                     [&](bool Of::* member) { config.*member = setting.usual == "true"; }},
               setting.member);
}

class Reader {
public:
    explicit Reader(ConfigReading& reading) : reading_{reading} {}

    void read(const TomlNode& root) {
        for (std::size_t i = 0; i < root.keys.size(); ++i) {
            const auto& group = root.keys[i];
            const auto& node = root.items[i];
            if (group == "oidc") {
                read_providers(node);
                continue;
            }
            const bool is_known = std::ranges::any_of(
                settings(), [&](const Setting& setting) { return setting.name.starts_with(group + "."); });
            if (!is_known) {
                unknown(node.line, group);
            } else if (node.kind != TomlKind::table) {
                refuse(node.line, fmt::format("{} 應為表格 [{}]", group, group),
                       fmt::format("{} must be a table [{}]", group, group));
            } else {
                for (std::size_t j = 0; j < node.keys.size(); ++j) read_one(group + "." + node.keys[j], node.items[j]);
            }
        }
    }

private:
    void read_one(const std::string& name, const TomlNode& node) {
        const auto found = std::ranges::find(settings(), name, &Setting::name);
        if (found == settings().end()) {
            unknown(node.line, name);
            return;
        }
        std::visit([&](auto member) { take(*found, node, reading_.config.*member); }, found->member);
    }
    void read_providers(const TomlNode& node) {
        if (node.kind != TomlKind::table) refuse(node.line, "oidc 應為表格 [oidc.…]", "oidc must hold tables [oidc.…]");
        for (std::size_t i = 0; i < node.keys.size() && node.kind == TomlKind::table; ++i) {
            const auto& table = node.items[i];
            const auto name = "oidc." + node.keys[i];
            OidcConfig provider;
            provider.id = node.keys[i];
            for (const auto& setting : oidc_settings()) set_usual(provider, setting);
            if (table.kind != TomlKind::table) {
                refuse(table.line, fmt::format("{} 應為表格 [{}]", name, name),
                       fmt::format("{} must be a table [{}]", name, name));
                continue;
            }
            for (std::size_t j = 0; j < table.keys.size(); ++j) {
                const auto found = std::ranges::find(oidc_settings(), table.keys[j], &OidcSetting::name);
                if (found == oidc_settings().end()) {
                    unknown(table.items[j].line, name + "." + table.keys[j]);
                    continue;
                }
                std::visit([&](auto member) { take(*found, table.items[j], provider.*member); }, found->member);
            }
            check_provider(provider, table.line, reading_.problems);
            reading_.config.oidc.push_back(std::move(provider));
        }
    }
    template <class Of>
    void take(const SettingOf<Of>& setting, const TomlNode& node, std::string& place) {
        if (node.kind != TomlKind::text) {
            wrong_type(node.line, setting);
        } else if (!setting.choices.empty() && !is_choice(setting.choices, node.text)) {
            refuse(node.line, fmt::format("{} 只能是 {}", setting.name, setting.choices),
                   fmt::format("{} must be one of {}", setting.name, setting.choices));
        } else {
            place = node.text;
        }
    }
    template <class Of>
    void take(const SettingOf<Of>& setting, const TomlNode& node, std::int64_t& place) {
        if (node.kind != TomlKind::integer) {
            wrong_type(node.line, setting);
        } else if (node.integer < setting.least || node.integer > setting.most) {
            refuse(node.line, fmt::format("{} 應在 {} 至 {} 之間", setting.name, setting.least, setting.most),
                   fmt::format("{} must be {} to {}", setting.name, setting.least, setting.most));
        } else {
            place = node.integer;
        }
    }
    template <class Of>
    void take(const SettingOf<Of>& setting, const TomlNode& node, bool& place) {
        if (node.kind != TomlKind::boolean) {
            wrong_type(node.line, setting);
        } else {
            place = node.boolean;
        }
    }
    void refuse(std::uint32_t line, std::string zh, std::string en) {
        reading_.problems.push_back({line, std::move(zh), std::move(en)});
    }
    void unknown(std::uint32_t line, const std::string& name) {
        refuse(line, fmt::format("沒有 {} 這個設定", name), fmt::format("there is no setting {}", name));
    }
    template <class Of>
    void wrong_type(std::uint32_t line, const SettingOf<Of>& setting) {
        refuse(line, fmt::format("{} 的型別應為 {}", setting.name, type_of(setting)),
               fmt::format("{} must be of type {}", setting.name, type_of(setting)));
    }

    ConfigReading& reading_;
};

template <class Of>
std::string quoted(const SettingOf<Of>& setting, std::string_view value) {
    return setting.member.index() == 0 ? format::toml_quote(value) : std::string{value};
}

}  // namespace

std::filesystem::path Config::path(const std::string& setting) const {
    if (setting.empty()) return {};
    return directory / setting;  // an absolute one replaces the directory
}

ConfigReading read_config(std::string_view text, const std::filesystem::path& directory) {
    ConfigReading reading;
    reading.config.directory = directory;
    for (const auto& setting : settings()) set_usual(reading.config, setting);
    const auto root = format::parse_toml(text, "menhu.toml");
    if (!root) {
        reading.problems.push_back(
            {0, "不是正確的 TOML：" + root.error().detail(), "is not TOML: " + root.error().detail()});
        return reading;
    }
    Reader{reading}.read(*root);
    check_together(reading.config, reading.problems);
    return reading;
}

base::Result<Config> load_config(const std::filesystem::path& directory) {
    std::ifstream file{directory / "menhu.toml", std::ios::binary};
    if (!file) return base::Error{base::Fault::not_found, "app.config_missing", (directory / "menhu.toml").string()};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    auto reading = read_config(text, directory);
    if (reading.problems.empty()) return std::move(reading.config);
    std::string all;
    for (const auto& problem : reading.problems) {
        all += fmt::format("{}menhu.toml:{}: {} / {}", all.empty() ? "" : "\n", problem.line, problem.zh, problem.en);
    }
    return base::Error{base::Fault::bad_input, "app.config_invalid", all};
}

namespace {

template <class Of>
std::string page_row(std::string_view prefix, const SettingOf<Of>& setting) {
    std::string type{type_of(setting)};
    if (!setting.choices.empty()) {
        std::string choices{setting.choices};
        std::ranges::replace(choices, '|', '/');
        type = choices;
    } else if (setting.member.index() == 1) {
        type = fmt::format("integer, {}–{}", setting.least, setting.most);
    }
    return fmt::format("| `{}{}` | {} | `{}` | {} | {} | {} |\n", prefix, setting.name, type,
                       quoted(setting, setting.usual), setting.unit, setting.zh, setting.en);
}

}  // namespace

std::string configuration_page() {
    std::string page =
        "# Configuration 設定\n\n"
        "Made by `menhu config document` from the tables in `src/app/settings.cc` and `settings_oidc.cc`. The file is\n"
        "`menhu.toml` in the data directory; relative paths are below that directory. `menhu config check` names "
        "every\n"
        "problem by line.\n\n"
        "| setting | type | default | unit | 說明 | meaning |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const auto& setting : settings()) page += page_row("", setting);
    page +=
        "\n## OpenID providers 外部身分提供者\n\n"
        "One table `[oidc.<id>]` for each; the id is of `a-z`, `0-9` and `-` and stands in addresses and in the "
        "ledger.\n\n"
        "| setting | type | default | unit | 說明 | meaning |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const auto& setting : oidc_settings()) page += page_row("oidc.<id>.", setting);
    return page;
}

std::string config_text(std::span<const std::pair<std::string, std::string>> given) {
    std::string text = "# 門戶 Menhu：設定。說明見 docs/configuration.md；`menhu config check` 檢查本檔。\n";
    std::string_view group;
    for (const auto& setting : settings()) {
        const auto dot = setting.name.find('.');
        if (setting.name.substr(0, dot) != group) {
            group = setting.name.substr(0, dot);
            text += fmt::format("\n[{}]\n", group);
        }
        const auto found = std::ranges::find(given, setting.name, &std::pair<std::string, std::string>::first);
        const bool is_given = found != given.end();
        text += fmt::format("{}{} = {}\n", is_given ? "" : "# ", setting.name.substr(dot + 1),
                            quoted(setting, is_given ? std::string_view{found->second} : setting.usual));
    }
    text += "\n# [oidc.example]\n";
    for (const auto& setting : oidc_settings()) {
        text += fmt::format("# {} = {}\n", setting.name, quoted(setting, setting.usual));
    }
    return text;
}

}  // namespace menhu::app
