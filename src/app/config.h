#pragma once
// The configuration (menhu.toml): one table of settings (settings.cc) makes the reader, the check and
// docs/configuration.md. Values; any thread.
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace menhu::app {

// An OpenID provider: the table [oidc.<id>].
struct OidcConfig {
    std::string id;  // the last part of the table's name
    std::string name_zh;
    std::string name_en;
    std::string issuer;
    std::string client_id;
    std::string secret_file;
    std::string scopes;
    std::string subject_claim;
    std::string algorithms;
    std::int64_t max_age_seconds = 0;
    std::string two_factors;
    std::string authorities;
    std::string proxy;
    std::int64_t timeout_millis = 0;
};

struct Config {
    std::filesystem::path directory;  // where menhu.toml lies; other paths are relative to it

    std::string server_address;
    std::int64_t server_port = 0;
    std::string server_origin;
    std::string server_transport;
    std::string server_certificate;
    std::string server_key;
    std::int64_t server_io_threads = 0;
    std::int64_t server_workers = 0;
    std::int64_t server_max_connections = 0;
    std::int64_t server_header_kib = 0;
    std::int64_t server_body_kib = 0;
    std::int64_t server_header_seconds = 0;
    std::int64_t server_body_seconds = 0;
    std::int64_t server_idle_seconds = 0;
    std::int64_t server_stop_seconds = 0;
    std::string store_engine;
    std::string store_postgres;
    std::int64_t store_readers = 0;
    std::string keys_file;
    std::string keys_names;
    std::string ledger_origin;
    std::int64_t ledger_publish_millis = 0;
    std::string agency_profile;
    bool agency_demonstration = false;
    std::string registry_characters;
    std::int64_t registry_workers = 0;
    std::int64_t sign_in_burst = 0;
    std::int64_t sign_in_period_millis = 0;
    std::int64_t sign_in_name_burst = 0;
    std::int64_t sign_in_name_period_millis = 0;
    std::int64_t sign_in_parallel = 0;
    std::int64_t sign_in_queue = 0;
    std::string sign_in_rules;
    std::int64_t sign_in_memory_mib = 0;
    std::int64_t sign_in_passes = 0;
    std::string ldap_address;
    std::string ldap_authorities;
    std::string ldap_bind_name;
    std::string ldap_secret_file;
    std::string ldap_base;
    std::string ldap_filter;
    std::string ldap_name_template;
    std::string ldap_name_attribute;
    std::int64_t ldap_timeout_millis = 0;
    bool ldap_local_passwords = false;
    std::string certificate_authorities;
    std::string certificate_revocations;
    std::string mail_server;
    std::string mail_authorities;
    std::string mail_user;
    std::string mail_secret_file;
    std::string mail_from;
    std::int64_t mail_period_seconds = 0;
    std::int64_t mail_timeout_millis = 0;
    std::string log_level;
    std::string log_file;
    bool log_requests = false;
    std::vector<OidcConfig> oidc;

    // An absolute path, or one below `directory`; empty stays empty.
    std::filesystem::path path(const std::string& setting) const;
};

// One setting. Numbers: `least` and `most`; texts: `choices` separated by '|', or empty for any.
template <class Of>
struct SettingOf {
    using Member = std::variant<std::string Of::*, std::int64_t Of::*, bool Of::*>;
    std::string_view name;  // "server.port"; in a table that there are many of, "issuer"
    Member member;
    std::string_view usual;  // as in TOML, without quotes
    std::string_view unit;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::string_view choices{};
    std::string_view zh;
    std::string_view en;
};
using Setting = SettingOf<Config>;
using OidcSetting = SettingOf<OidcConfig>;
std::span<const Setting> settings();
std::span<const OidcSetting> oidc_settings();  // of each [oidc.<id>]; settings_oidc.cc

struct ConfigProblem {
    std::uint32_t line;
    std::string zh;
    std::string en;
};

// What the text says and everything that is wrong with it.
struct ConfigReading {
    Config config;
    std::vector<ConfigProblem> problems;
};
ConfigReading read_config(std::string_view text, const std::filesystem::path& directory);

// directory/menhu.toml. Errors: app.config_missing, app.config_invalid (detail: every problem, by line).
base::Result<Config> load_config(const std::filesystem::path& directory);

// docs/configuration.md.
std::string configuration_page();
// A menhu.toml with these settings and the usual values as comments.
std::string config_text(std::span<const std::pair<std::string, std::string>> given);

}  // namespace menhu::app
