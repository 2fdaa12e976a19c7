#include "app/house.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "app/federate.h"
#include "base/bytes.h"
#include "crypto/hash.h"
#include "crypto/kdf.h"
#include "duties/tables.h"
#include "format/layout.h"
#include "grants/tables.h"
#include "oversight/tables.h"
#include "people/tables.h"
#include "registry/tables.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<crypto::Secret> open_name_key(const Config& config, const crypto::Keyring& keyring) {
    const auto text = read_file(config.path(config.keys_names));
    const auto wrapped = text ? base::from_base64(*text) : std::nullopt;
    if (!wrapped) return Error{Fault::corrupt, "app.name_key_unreadable", config.path(config.keys_names).string()};
    return keyring.unwrap(name_key_use, *wrapped);
}

base::Result<registry::Settings> registry_settings(const Config& config, const law::Districts& districts) {
    registry::Settings settings;
    settings.districts = &districts;
    settings.inbox = config.directory / "inbox";
    settings.scratch = config.directory / "scratch";
    settings.workers = static_cast<int>(config.registry_workers);
    for (const auto& file : format::demonstration_layouts()) {
        auto layout = TRY(format::parse_layout(file.bytes, file.name));
        settings.layouts.push_back(std::move(layout));
    }
    if (!config.registry_characters.empty()) {
        const auto path = config.path(config.registry_characters);
        const auto text = read_file(path);
        if (!text) return Error{Fault::not_found, "app.characters_unreadable", path.string()};
        auto characters = TRY(format::CharacterMap::parse_csv(*text, path.filename().string()));
        settings.characters = std::move(characters);
    }
    return settings;
}

// An installation's own rules in place of the profile's. A demonstration asks a second factor of who has one, unless it
// has rules of its own.
base::Result<void> set_sign_in_rules(const Config& config, law::Profile& profile) {
    if (config.sign_in_rules.empty()) {
        if (config.agency_demonstration) {
            profile.replace_sign_in_rules(profile.sign_in_rules().with_second_factor_if_enrolled());
        }
        return {};
    }
    const auto path = config.path(config.sign_in_rules);
    const auto text = read_file(path);
    if (!text) return Error{Fault::bad_input, "app.sign_in_rules_invalid", path.string()};
    const auto name = path.filename().string();
    auto rules = law::SignInRules::load({name, *text}, profile);
    if (!rules) return Error{Fault::bad_input, "app.sign_in_rules_invalid", law::describe(rules.error())};
    profile.replace_sign_in_rules(std::move(*rules));
    return {};
}

store::Settings store_settings(const Config& config) {
    store::Settings settings;
    settings.engine = config.store_engine == "postgres" ? store::Engine::postgres : store::Engine::sqlite;
    settings.directory = config.directory;
    settings.postgres = config.store_postgres;
    settings.readers = static_cast<int>(config.store_readers);
    settings.migrations = all_migrations();
    settings.digest = [](base::ByteView bytes) { return base::to_hex(crypto::sha256(bytes)); };
    return settings;
}

}  // namespace

std::vector<base::EmbeddedFile> all_migrations() {
    std::vector<base::EmbeddedFile> all;
    for (const auto files : {ledger::migrations(), people::migrations(), grants::migrations(), registry::migrations(),
                             oversight::migrations(), duties::migrations()}) {
        all.insert(all.end(), files.begin(), files.end());
    }
    return all;
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad()) return std::nullopt;
    return bytes;
}

base::Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) return Error{Fault::conflict, "app.file_exists", path.string()};
    if (file < 0) return Error{Fault::unavailable, "app.file_write", path.string()};
    const auto written = ::write(file, bytes.data(), bytes.size());
    const bool is_whole = written == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
    if (::close(file) != 0 || !is_whole) return Error{Fault::unavailable, "app.file_write", path.string()};
    return {};
}

base::Result<std::unique_ptr<House>> House::open(const Config& config, base::Random& random, base::Instant now) {
    auto keyring = TRY(crypto::Keyring::open(config.path(config.keys_file)));
    auto profile = law::Profile::load(law::taoyuan_profile());
    if (!profile) return Error{Fault::bad_input, "app.profile_invalid", law::describe(profile.error())};
    TRY(set_sign_in_rules(config, *profile));
    auto districts = law::Districts::load(law::taoyuan_districts());
    if (!districts) return Error{Fault::bad_input, "app.profile_invalid", law::describe(districts.error())};
    std::unique_ptr<House> house{new House{std::move(keyring), std::move(*profile), std::move(*districts)}};
    auto database = TRY(store::Database::open(store_settings(config)));
    house->database_ = std::move(database);
    auto ledger = TRY(ledger::Ledger::open(*house->database_, house->keyring_, config.ledger_origin, random, now));
    house->ledger_ = std::move(ledger);
    const auto name_key = TRY(open_name_key(config, house->keyring_));
    auto providers = TRY(federation_settings(config));
    if (config.ldap_local_passwords) house->local_passwords_ = people::LocalPasswords::accepted;
    house->federation_ = std::make_unique<federation::Federation>(std::move(providers),
                                                                  crypto::hkdf_sha256(name_key, "menhu federation"));
    const auto installation =
        config.agency_demonstration ? people::Installation::demonstration : people::Installation::production;
    const crypto::PasswordCost cost{.memory_kib = static_cast<std::uint32_t>(config.sign_in_memory_mib * 1024),
                                    .passes = static_cast<std::uint32_t>(config.sign_in_passes)};
    auto office = TRY(people::Office::open(*house->ledger_, house->profile_, installation, name_key, random, cost));
    house->office_ = std::move(office);
    house->desk_ = std::make_unique<grants::Desk>(grants::Desk{*house->ledger_, house->profile_, &house->keyring_});
    auto settings = TRY(registry_settings(config, house->districts_));
    auto registry = TRY(registry::Registry::open(*house->database_, *house->ledger_, house->keyring_, house->profile_,
                                                 random, std::move(settings), now));
    house->registry_ = std::move(registry);
    return house;
}

}  // namespace menhu::app
