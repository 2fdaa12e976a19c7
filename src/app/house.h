#pragma once
// The composition root: every room's object, built once, in order, from the configuration. What is built later borrows
// what was built before; the destructor goes the other way. Thread rule: build and destroy on one thread; what it hands
// out has its own rules.
#include <memory>
#include <string>

#include "app/config.h"
#include "base/random.h"
#include "base/time.h"
#include "crypto/keyring.h"
#include "federation/federation.h"
#include "grants/desk.h"
#include "law/districts.h"
#include "law/profile.h"
#include "ledger/ledger.h"
#include "people/external_sign_in.h"
#include "people/office.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::app {

class House {
public:
    // Errors: app.profile_invalid, app.characters_unreadable; those of every room's open().
    static base::Result<std::unique_ptr<House>> open(const Config& config, base::Random& random, base::Instant now);
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    store::Database& database() { return *database_; }
    const ledger::Ledger& ledger() const { return *ledger_; }
    const federation::Federation& federation() const { return *federation_; }
    // How accounts of the directory sign in.
    people::DirectorySignIn directory_sign_in() const {
        return {.directory = federation_->directory(), .local_passwords = local_passwords_};
    }
    const people::Office& office() const { return *office_; }
    const grants::Desk& desk() const { return *desk_; }
    const registry::Registry& registry() const { return *registry_; }
    const law::Profile& profile() const { return profile_; }
    const law::Districts& districts() const { return districts_; }

private:
    House(crypto::Keyring keyring, law::Profile profile, law::Districts districts)
        : keyring_{std::move(keyring)}, profile_{std::move(profile)}, districts_{std::move(districts)} {}

    crypto::Keyring keyring_;
    law::Profile profile_;
    law::Districts districts_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<ledger::Ledger> ledger_;
    std::unique_ptr<federation::Federation> federation_;
    people::LocalPasswords local_passwords_ = people::LocalPasswords::refused;
    std::unique_ptr<people::Office> office_;
    std::unique_ptr<grants::Desk> desk_;
    std::unique_ptr<registry::Registry> registry_;
};

// Every migration of every room, for the store.
std::vector<base::EmbeddedFile> all_migrations();
// A file's bytes, or nothing if it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);
// A new file of mode 0600, durable. Errors: app.file_exists, app.file_write.
base::Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes);

// The name under which the key for sign-in names is wrapped.
inline constexpr std::string_view name_key_use = "menhu people names";

}  // namespace menhu::app
