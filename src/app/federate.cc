#include "app/federate.h"

#include "app/house.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<crypto::Secret> secret_if_named(const Config& config, const std::string& setting) {
    if (setting.empty()) return crypto::Secret{};
    return read_secret_file(config.path(setting));
}

std::vector<crypto::JwsAlgorithm> algorithms_of(std::string_view words) {
    std::vector<crypto::JwsAlgorithm> list;
    while (!words.empty()) {
        const auto word = words.substr(0, words.find(' '));
        words.remove_prefix(std::min(words.size(), word.size() + 1));
        if (const auto algorithm = crypto::jws_algorithm(word)) list.push_back(*algorithm);
    }
    return list;
}

federation::OpenIdSettings::TwoFactors two_factors_of(std::string_view word) {
    using TwoFactors = federation::OpenIdSettings::TwoFactors;
    if (word == "always") return TwoFactors::always;
    if (word == "never") return TwoFactors::never;
    return TwoFactors::by_token;
}

base::Result<federation::OpenIdSettings> provider_settings(const Config& config, const OidcConfig& given) {
    federation::OpenIdSettings settings;
    settings.id = given.id;
    settings.name_zh = given.name_zh;
    settings.name_en = given.name_en.empty() ? given.name_zh : given.name_en;
    settings.issuer = given.issuer;
    settings.client_id = given.client_id;
    auto secret = TRY(secret_if_named(config, given.secret_file));
    settings.client_secret = std::move(secret);
    settings.scopes = given.scopes;
    settings.subject_claim = given.subject_claim;
    settings.algorithms = algorithms_of(given.algorithms);
    if (given.max_age_seconds > 0) settings.max_age = std::chrono::seconds{given.max_age_seconds};
    settings.two_factors = two_factors_of(given.two_factors);
    settings.redirect = config.server_origin + "/api/v1/sign-in/oidc/" + given.id + "/callback";
    settings.https = {.authorities = config.path(given.authorities),
                      .proxy = given.proxy,
                      .timeout = base::Duration{given.timeout_millis}};
    return settings;
}

}  // namespace

base::Result<crypto::Secret> read_secret_file(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error || status.type() != fs::file_type::regular) {
        return Error{Fault::not_found, "app.secret_file", path.string()};
    }
    if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none) {
        return Error{Fault::unavailable, "app.secret_file_mode", path.string()};
    }
    auto text = read_file(path);
    if (!text) return Error{Fault::not_found, "app.secret_file", path.string()};
    std::string_view used = *text;
    if (used.ends_with('\n')) used.remove_suffix(1);
    if (used.ends_with('\r')) used.remove_suffix(1);
    auto secret = crypto::Secret::copy_of(used);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text->data()), text->size()});
    if (secret.empty()) return Error{Fault::not_found, "app.secret_file", path.string()};
    return secret;
}

base::Result<federation::Settings> federation_settings(const Config& config) {
    federation::Settings settings;
    for (const auto& given : config.oidc) {
        auto provider = TRY(provider_settings(config, given));
        settings.providers.push_back(std::move(provider));
    }
    if (!config.ldap_address.empty()) {
        auto password = TRY(secret_if_named(config, config.ldap_secret_file));
        settings.directory = federation::DirectorySettings{.address = config.ldap_address,
                                                           .authorities = config.path(config.ldap_authorities),
                                                           .bind_name = config.ldap_bind_name,
                                                           .bind_password = std::move(password),
                                                           .base = config.ldap_base,
                                                           .filter = config.ldap_filter,
                                                           .name_template = config.ldap_name_template,
                                                           .name_attribute = config.ldap_name_attribute,
                                                           .timeout = base::Duration{config.ldap_timeout_millis}};
    }
    if (!config.certificate_authorities.empty()) {
        settings.card = federation::CardSettings{.origin = config.server_origin,
                                                 .authorities = config.path(config.certificate_authorities),
                                                 .revocations = config.path(config.certificate_revocations)};
    }
    return settings;
}

base::Result<void> check_federation_files(const Config& config, const crypto::Secret& any_key) {
    auto settings = TRY(federation_settings(config));
    std::vector<std::filesystem::path> files;
    for (const auto& provider : settings.providers) files.push_back(provider.https.authorities);
    if (settings.directory) files.push_back(settings.directory->authorities);
    for (const auto& file : files) {
        if (!file.empty() && !read_file(file)) {
            return Error{Fault::unavailable, "federation.certificate_files", file.string()};
        }
    }
    const federation::Federation federation{std::move(settings), any_key};
    if (federation.card() != nullptr) TRY(federation.card()->check_files());
    return {};
}

}  // namespace menhu::app
