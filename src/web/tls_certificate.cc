#include "web/tls_certificate.h"

#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string_view>

namespace menhu::web {

namespace {

template <auto Free>
struct With {
    template <class T>
    void operator()(T* thing) const {
        Free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, With<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, With<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, With<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, With<BIO_free>>;

constexpr long days_good = 825;

base::Error not_made(std::string_view what) {
    return {base::Fault::unavailable, "web.tls_certificate_not_made", std::string{what}};
}

bool extend(X509* certificate, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension{X509V3_EXT_conf_nid(nullptr, &context, kind, value)};
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// A new file of this mode, durable; never overwrites.
base::Result<void> write_new(const std::filesystem::path& path, BIO* memory, mode_t mode) {
    char* text = nullptr;
    const auto size = BIO_get_mem_data(memory, &text);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0) return not_made(path.string());
    const bool is_written = ::write(file, text, static_cast<std::size_t>(size)) == size && ::fsync(file) == 0;
    if (::close(file) != 0 || !is_written) return not_made(path.string());
    return {};
}

}  // namespace

base::Result<void> make_self_signed_certificate(const std::filesystem::path& certificate_path,
                                                const std::filesystem::path& key_path, base::Random& random,
                                                base::Instant now) {
    const Key key{EVP_EC_gen("P-256")};
    const Certificate certificate{X509_new()};
    if (!key || !certificate) return not_made("key");
    auto* x509 = certificate.get();
    std::array<std::uint8_t, 16> serial{};
    random.fill(serial);
    serial[0] = static_cast<std::uint8_t>((serial[0] & 0x3FU) | 0x40U);  // positive, RFC 5280 section 4.1.2.2
    const std::unique_ptr<BIGNUM, With<BN_free>> number{BN_bin2bn(serial.data(), serial.size(), nullptr)};
    auto seconds = static_cast<time_t>(base::to_millis(now) / 1000);
    auto* name = X509_get_subject_name(x509);
    const auto* common = reinterpret_cast<const unsigned char*>("Menhu self-signed");
    const bool is_made = X509_set_version(x509, X509_VERSION_3) == 1 && number &&
                         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr &&
                         X509_time_adj_ex(X509_getm_notBefore(x509), 0, -3600, &seconds) != nullptr &&
                         X509_time_adj_ex(X509_getm_notAfter(x509), days_good, 0, &seconds) != nullptr &&
                         X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0) == 1 &&
                         X509_set_issuer_name(x509, name) == 1 && X509_set_pubkey(x509, key.get()) == 1 &&
                         extend(x509, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                         extend(x509, NID_key_usage, "critical,digitalSignature,keyCertSign") &&
                         extend(x509, NID_ext_key_usage, "serverAuth") &&
                         extend(x509, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1") &&
                         extend(x509, NID_subject_key_identifier, "hash") &&
                         X509_sign(x509, key.get(), EVP_sha256()) > 0;
    if (!is_made) return not_made("certificate");

    const Memory key_text{BIO_new(BIO_s_secmem())};
    const Memory text{BIO_new(BIO_s_mem())};
    if (!key_text || !text ||
        PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(text.get(), x509) != 1) {
        return not_made("PEM");
    }
    TRY(write_new(key_path, key_text.get(), 0600));
    TRY(write_new(certificate_path, text.get(), 0644));
    return {};
}

}  // namespace menhu::web
