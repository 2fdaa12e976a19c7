#include "app/init.h"

#include <algorithm>

#include "app/commands.h"
#include "base/bytes.h"
#include "crypto/keyring.h"
#include "crypto/token.h"
#include "grants/purpose.h"
#include "people/operator.h"
#include "people/password.h"
#include "people/unit.h"
#include "web/tls_certificate.h"

namespace menhu::app {

using base::Error;
using base::Fault;

namespace {

base::Result<void> make_folder(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (!error) {
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
    }
    if (error) return Error{Fault::unavailable, "app.directory_unusable", path.string() + ": " + error.message()};
    return {};
}

}  // namespace

base::Result<void> make_installation(const InitOptions& options, base::Random& random, base::Instant now) {
    const auto& directory = options.directory;
    if (std::filesystem::exists(directory / "menhu.toml")) {
        return Error{Fault::conflict, "app.already_initialised", directory.string()};
    }
    auto given = options.settings;
    if (options.installation == people::Installation::demonstration) given.emplace_back("agency.demonstration", "true");
    const auto text = config_text(given);
    const auto reading = read_config(text, directory);
    if (!reading.problems.empty()) return Error{Fault::bad_input, "app.config_invalid", reading.problems.front().en};
    const auto& config = reading.config;

    for (const char* part : {"", "keys", "tls", "inbox", "scratch", "volumes"}) TRY(make_folder(directory / part));
    const auto keyring = TRY(crypto::Keyring::create(config.path(config.keys_file), random));
    const auto name_key = crypto::Secret::random(32, random);
    const auto wrapped = base::to_base64(keyring.wrap(name_key_use, name_key, random));
    TRY(write_new_file(config.path(config.keys_names), wrapped));
    TRY(web::make_self_signed_certificate(config.path(config.server_certificate), config.path(config.server_key),
                                          random, now));
    TRY(write_new_file(directory / "menhu.toml", text));
    return {};
}

base::Result<void> add_settings(InitOptions& options, std::string_view text) {
    for (const auto& pair : split_list(text)) {
        const auto equals = pair.find('=');
        const auto name = pair.substr(0, equals);
        if (equals == std::string::npos || std::ranges::find(settings(), name, &Setting::name) == settings().end()) {
            return Error{Fault::bad_input, "app.no_such_setting", name};
        }
        options.settings.emplace_back(name, pair.substr(equals + 1));
    }
    return {};
}

base::Result<void> furnish(House& house, base::Random& random, base::Instant now) {
    TRY(house.database().write([&house, &random, now](store::WriteTx& tx) -> base::Result<int> {
        const auto actor = TRY(people::operator_actor(tx, house.office(), "init", now));
        TRY(people::create_profile_units(tx, house.office(), actor, now, random, now));
        TRY(grants::adopt_bases(tx, house.desk(), actor, now));
        return 0;
    }));
    return {};
}

base::Result<void> make_first_administrator(House& house, const FirstAdministrator& who, const crypto::Secret& password,
                                            base::Random& random, base::Instant now) {
    const auto operator_and_unit = TRY(house.database().write(
        [&house, unit = who.unit, now](store::WriteTx& tx) -> base::Result<std::pair<people::Actor, people::UnitId>> {
            auto actor = TRY(people::operator_actor(tx, house.office(), "account create-administrator", now));
            const auto found = TRY(people::find_unit(tx, unit));
            if (!found) return Error{Fault::not_found, "app.no_such_unit", unit};
            return std::pair{std::move(actor), found->id};
        }));
    const auto& [actor, unit] = operator_and_unit.value();
    people::NewAccount account{.name = who.name,
                               .display_name = who.display_name,
                               .unit = unit,
                               .roles = {people::Role::account_administrator},
                               .from = now,
                               .until = std::nullopt,
                               .first_password = who.first_password};
    TRY(people::create_first_administrator(house.database(), house.office(), random, actor, std::move(account),
                                           password, now));
    return {};
}

std::string new_password(const law::Profile& profile, std::string_view account, std::string_view display_name,
                         base::Random& random) {
    for (;;) {  // a few have no digit, or no capital
        auto password = crypto::random_password(random);
        if (people::check_password(profile.numbers(), account, display_name, password).empty()) return password;
    }
}

}  // namespace menhu::app
