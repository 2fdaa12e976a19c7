#include "app/config_checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/mail_address.h"
#include "crypto/jws.h"

namespace menhu::app {

namespace {

bool is_provider_id(std::string_view id) {
    return !id.empty() && id.size() <= 32 && id != "ldap" && id != "certificate" && id != "local" &&
           std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// Scheme, host and port; nothing after them.
bool is_origin(std::string_view text) {
    if (!text.starts_with("https://") && !text.starts_with("http://")) return false;
    const auto rest = text.substr(text.find("//") + 2);
    return !rest.empty() && rest.find_first_of("/?# ") == std::string_view::npos;
}

void check_directory(const Config& config, const auto& refuse) {
    const auto& address = config.ldap_address;
    if (address.empty()) return;
    if (!address.starts_with("ldaps://") && !address.starts_with("ldap://")) {
        refuse("ldap.address 應以 ldaps:// 或 ldap:// 開頭", "ldap.address must begin with ldaps:// or ldap://");
    }
    if (config.ldap_name_template.empty()) {
        if (config.ldap_base.empty() || config.ldap_filter.find("{name}") == std::string::npos) {
            refuse("ldap.base 不可空白，ldap.filter 須含 {name}；或改用 ldap.name_template",
                   "ldap.base must be given and ldap.filter must hold {name}, or ldap.name_template be used instead");
        }
    } else if (config.ldap_name_template.find("{name}") == std::string::npos) {
        refuse("ldap.name_template 須含 {name}", "ldap.name_template must hold {name}");
    }
    if (config.ldap_bind_name.empty() != config.ldap_secret_file.empty()) {
        refuse("ldap.bind_name 與 ldap.secret_file 須一起填寫",
               "ldap.bind_name and ldap.secret_file must be given together");
    }
}

void check_mail(const Config& config, const auto& refuse) {
    const auto& server = config.mail_server;
    if (server.empty()) return;
    if (!server.starts_with("smtps://") && !server.starts_with("smtp://")) {
        refuse("mail.server 應以 smtps:// 或 smtp:// 開頭", "mail.server must begin with smtps:// or smtp://");
    }
    if (!is_mail_address(config.mail_from)) {
        refuse("mail.from 應為電子郵件位址", "mail.from must be a mail address");
    }
    if (config.server_origin.empty()) {
        refuse("寄送通知信時，server.origin 不可空白（信中的連結）",
               "server.origin must be given for mail: it is the link in it");
    }
    if (config.mail_user.empty() != config.mail_secret_file.empty()) {
        refuse("mail.user 與 mail.secret_file 須一起填寫", "mail.user and mail.secret_file must be given together");
    }
}

}  // namespace

void check_provider(const OidcConfig& provider, std::uint32_t line, std::vector<ConfigProblem>& problems) {
    const auto refuse = [&](std::string zh, std::string en) {
        problems.push_back(
            {line, fmt::format("oidc.{}：{}", provider.id, zh), fmt::format("oidc.{}: {}", provider.id, en)});
    };
    if (!is_provider_id(provider.id)) {
        refuse("名稱只能用 a-z、0-9 與 -，且不可為 ldap、certificate 或 local",
               "its name takes a-z, 0-9 and -, and is not ldap, certificate or local");
    }
    if (!provider.issuer.starts_with("https://") || provider.issuer.find_first_of("?# ") != std::string::npos) {
        refuse("issuer 應為 https:// 網址", "issuer must be an https:// address");
    }
    if (provider.client_id.empty()) refuse("client_id 不可空白", "client_id must be given");
    if (provider.name_zh.empty()) refuse("name_zh 不可空白", "name_zh must be given");
    if ((" " + provider.scopes + " ").find(" openid ") == std::string::npos) {
        refuse("scopes 須含 openid", "scopes must hold openid");
    }
    if (provider.subject_claim.empty()) refuse("subject_claim 不可空白", "subject_claim must be given");
    std::string_view left = provider.algorithms;
    bool has_one = false;
    while (!left.empty()) {
        const auto word = left.substr(0, left.find(' '));
        left.remove_prefix(std::min(left.size(), word.size() + 1));
        if (word.empty()) continue;
        has_one = true;
        if (!crypto::jws_algorithm(word)) {
            refuse("algorithms 只能是 RS256、PS256、ES256、EdDSA", "algorithms are of RS256, PS256, ES256 and EdDSA");
        }
    }
    if (!has_one) refuse("algorithms 不可空白", "algorithms must be given");
}

void check_together(const Config& config, std::vector<ConfigProblem>& problems) {
    const auto refuse = [&](std::string zh, std::string en) { problems.push_back({0, std::move(zh), std::move(en)}); };
    if (config.store_engine == "postgres" && config.store_postgres.empty()) {
        refuse("store.engine 為 postgres 時，store.postgres 不可空白",
               "store.postgres must be given for store.engine = postgres");
    }
    if (config.ledger_origin.empty() || config.ledger_origin.find_first_of(" +\n") != std::string::npos) {
        refuse("ledger.origin 不可空白，也不可含空白或加號",
               "ledger.origin must not be empty or hold spaces or plus signs");
    }
    if (!config.server_origin.empty() && !is_origin(config.server_origin)) {
        refuse("server.origin 應為 https://主機[:埠]，之後沒有其他內容",
               "server.origin must be https://host[:port] with nothing after it");
    }
    const bool needs_origin = !config.oidc.empty() || !config.certificate_authorities.empty();
    if (needs_origin && config.server_origin.empty()) {
        refuse("使用外部身分提供者或憑證登入時，server.origin 不可空白",
               "server.origin must be given for OpenID providers and for sign-in by certificate");
    }
    if (config.certificate_authorities.empty() != config.certificate_revocations.empty()) {
        refuse("certificate.authorities 與 certificate.revocations 須一起填寫",
               "certificate.authorities and certificate.revocations must be given together");
    }
    check_directory(config, refuse);
    check_mail(config, refuse);
}

}  // namespace menhu::app
