#include "kit/authority.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace menhu::kit {
namespace {

struct Free {
    void operator()(X509* it) const { X509_free(it); }
    void operator()(X509_CRL* it) const { X509_CRL_free(it); }
    void operator()(EVP_PKEY* it) const { EVP_PKEY_free(it); }
    void operator()(BIO* it) const { BIO_free(it); }
    void operator()(X509_NAME* it) const { X509_NAME_free(it); }
    void operator()(ASN1_STRING* it) const { ASN1_STRING_free(it); }  // times and integers too
    void operator()(X509_EXTENSION* it) const { X509_EXTENSION_free(it); }
    void operator()(X509_REVOKED* it) const { X509_REVOKED_free(it); }
};
template <class T>
using Own = std::unique_ptr<T, Free>;

void need(bool condition) {
    if (!condition) throw std::runtime_error{"kit::Authority: OpenSSL failed"};
}

template <class Write>
std::string pem(Write write) {
    const Own<BIO> memory{BIO_new(BIO_s_mem())};
    need(write(memory.get()) == 1);
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

Own<EVP_PKEY> new_key(Holder::Key kind) {
    Own<EVP_PKEY> key{kind == Holder::Key::p256       ? EVP_EC_gen("P-256")
                      : kind == Holder::Key::rsa_2048 ? EVP_RSA_gen(2048)
                                                      : EVP_RSA_gen(1024)};
    need(key != nullptr);
    return key;
}

Own<ASN1_TIME> as_time(base::Instant instant) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    Own<ASN1_TIME> made{ASN1_TIME_set(nullptr, seconds)};
    need(made != nullptr);
    return made;
}

void add_part(X509_NAME* name, int which, const std::string& text) {
    if (text.empty()) return;
    need(X509_NAME_add_entry_by_NID(name, which, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text.data()),
                                    static_cast<int>(text.size()), -1, 0) == 1);
}

void add_extension(X509* certificate, X509* issuer, int which, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Own<X509_EXTENSION> extension{X509V3_EXT_conf_nid(nullptr, &context, which, value)};
    need(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

struct Parts {
    std::string name;
    std::string serial;
    base::Instant from{};
    base::Instant until{};
    std::int64_t number = 0;
    const char* usage = nullptr;
    const char* constraints = nullptr;
};

// Signed by `issuer_key`; with no issuer, by itself.
Own<X509> sign_certificate(const Parts& parts, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key) {
    Own<X509> made{X509_new()};
    need(made != nullptr && X509_set_version(made.get(), 2) == 1);
    need(ASN1_INTEGER_set_int64(X509_get_serialNumber(made.get()), parts.number) == 1);
    need(X509_set1_notBefore(made.get(), as_time(parts.from).get()) == 1);
    need(X509_set1_notAfter(made.get(), as_time(parts.until).get()) == 1);
    X509_NAME* subject = X509_get_subject_name(made.get());
    add_part(subject, NID_countryName, "TW");
    add_part(subject, NID_commonName, parts.name);
    add_part(subject, NID_serialNumber, parts.serial);
    need(X509_set_issuer_name(made.get(), issuer == nullptr ? subject : X509_get_subject_name(issuer)) == 1);
    need(X509_set_pubkey(made.get(), key) == 1);
    X509* by = issuer == nullptr ? made.get() : issuer;
    add_extension(made.get(), by, NID_basic_constraints, parts.constraints);
    add_extension(made.get(), by, NID_key_usage, parts.usage);
    add_extension(made.get(), by, NID_subject_key_identifier, "hash");
    need(X509_sign(made.get(), issuer_key == nullptr ? key : issuer_key, EVP_sha256()) != 0);
    return made;
}

}  // namespace

struct Authority::Inside {
    Own<EVP_PKEY> key;
    Own<X509> certificate;
    std::string text;
    std::int64_t next = 1000;
};

Authority::Authority(std::string_view name, base::Instant from) : inside_{std::make_unique<Inside>()} {
    inside_->key = new_key(Holder::Key::p256);
    inside_->certificate = sign_certificate({.name = std::string{name},
                                             .serial = {},
                                             .from = from,
                                             .until = from + std::chrono::years{20},
                                             .number = 1,
                                             .usage = "critical,keyCertSign,cRLSign",
                                             .constraints = "critical,CA:TRUE"},
                                            inside_->key.get(), nullptr, nullptr);
    inside_->text = pem([&](BIO* to) { return PEM_write_bio_X509(to, inside_->certificate.get()); });
}

Authority::Authority(std::string_view name, base::Instant from, Authority& issuer)
    : inside_{std::make_unique<Inside>()} {
    inside_->key = new_key(Holder::Key::p256);
    inside_->certificate =
        sign_certificate({.name = std::string{name},
                          .serial = {},
                          .from = from,
                          .until = from + std::chrono::years{10},
                          .number = issuer.inside_->next++,
                          .usage = "critical,keyCertSign,cRLSign",
                          .constraints = "critical,CA:TRUE,pathlen:0"},
                         inside_->key.get(), issuer.inside_->certificate.get(), issuer.inside_->key.get());
    inside_->text = pem([&](BIO* to) { return PEM_write_bio_X509(to, inside_->certificate.get()); });
}

Authority::~Authority() = default;

const std::string& Authority::certificate() const { return inside_->text; }

Issued Authority::issue(const Holder& holder) {
    const auto key = new_key(holder.key);
    const std::int64_t number = inside_->next++;
    const bool is_authority = holder.kind == Holder::Kind::authority;
    const auto made = sign_certificate({.name = holder.name,
                                        .serial = holder.serial,
                                        .from = holder.from,
                                        .until = holder.until,
                                        .number = number,
                                        .usage = is_authority ? "critical,digitalSignature,keyCertSign,cRLSign"
                                                 : holder.use == Holder::Use::signature ? "critical,digitalSignature"
                                                                                        : "critical,keyEncipherment",
                                        .constraints = is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE"},
                                       key.get(), inside_->certificate.get(), inside_->key.get());
    return {.certificate = pem([&](BIO* to) { return PEM_write_bio_X509(to, made.get()); }),
            .key = pem([&](BIO* to) {
                return PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            }),
            .number = number};
}

std::string Authority::revocations(const std::vector<std::int64_t>& numbers, base::Instant from,
                                   base::Instant until) const {
    const Own<X509_CRL> list{X509_CRL_new()};
    need(list != nullptr && X509_CRL_set_version(list.get(), 1) == 1);
    need(X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(inside_->certificate.get())) == 1);
    need(X509_CRL_set1_lastUpdate(list.get(), as_time(from).get()) == 1);
    need(X509_CRL_set1_nextUpdate(list.get(), as_time(until).get()) == 1);
    for (const auto number : numbers) {
        Own<X509_REVOKED> one{X509_REVOKED_new()};
        const Own<ASN1_INTEGER> serial{ASN1_INTEGER_new()};
        need(ASN1_INTEGER_set_int64(serial.get(), number) == 1);
        need(X509_REVOKED_set_serialNumber(one.get(), serial.get()) == 1);
        need(X509_REVOKED_set_revocationDate(one.get(), as_time(from).get()) == 1);
        need(X509_CRL_add0_revoked(list.get(), one.release()) == 1);
    }
    need(X509_CRL_sign(list.get(), inside_->key.get(), EVP_sha256()) != 0);
    return pem([&](BIO* to) { return PEM_write_bio_X509_CRL(to, list.get()); });
}

}  // namespace menhu::kit
