#pragma once
// A new installation: folder, keys, certificate, configuration, tables, units and bases of the profile, the first
// administrator. Thread rule: one thread.
#include <string>

#include "app/config.h"
#include "app/house.h"
#include "app/terminal.h"
#include "people/account.h"

namespace menhu::app {

struct InitOptions {
    std::filesystem::path directory;
    people::Installation installation = people::Installation::production;
    std::vector<std::pair<std::string, std::string>> settings{};  // what menhu.toml says beside the usual values
};

// Files only; menhu.toml is written last, so that what was interrupted is not taken for whole.
// Errors: app.already_initialised, app.directory_unusable, app.file_exists, app.file_write, those of crypto.
base::Result<void> make_installation(const InitOptions& options, base::Random& random, base::Instant now);

// Settings given as "name=value,name=value", texts without quotes. Error: app.no_such_setting.
base::Result<void> add_settings(InitOptions& options, std::string_view text);

// Units and bases of the profile; nothing is made twice.
base::Result<void> furnish(House& house, base::Random& random, base::Instant now);

struct FirstAdministrator {
    std::string name;
    std::string display_name;
    std::string unit;  // code
    people::FirstPassword first_password = people::FirstPassword::must_change;
};
// Error: people.administrator_exists.
base::Result<void> make_first_administrator(House& house, const FirstAdministrator& who, const crypto::Secret& password,
                                            base::Random& random, base::Instant now);

// One that meets the profile's rules.
std::string new_password(const law::Profile& profile, std::string_view account, std::string_view display_name,
                         base::Random& random);

}  // namespace menhu::app
