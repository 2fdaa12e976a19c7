#include "crypto/certificate.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>

#include "crypto/certificate_handles.h"

namespace menhu::crypto {
namespace {

base::Error fail(std::string_view code, std::string_view why = {}) {
    ERR_clear_error();
    return {base::Fault::bad_input, code, std::string{why}};
}

std::string attribute_of(const X509_NAME* name, int which) {
    const int place = X509_NAME_get_index_by_NID(name, which, -1);
    if (place < 0) return {};
    const ASN1_STRING* value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, place));
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, value);
    if (size < 0) return {};
    std::string out{reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
    OPENSSL_free(text);
    return out;
}

CertificateHolder holder_of(const X509& certificate) {
    CertificateHolder holder;
    const X509_NAME* subject = X509_get_subject_name(&certificate);
    holder.name = attribute_of(subject, NID_commonName);
    holder.subject_serial = attribute_of(subject, NID_serialNumber);
    holder.issuer = attribute_of(X509_get_issuer_name(&certificate), NID_commonName);
    const ASN1_INTEGER* number = X509_get0_serialNumber(&certificate);
    const auto size = static_cast<std::size_t>(ASN1_STRING_length(number));
    holder.number = base::to_hex({ASN1_STRING_get0_data(number), size});
    return holder;
}

std::string_view code_of(int error) {
    switch (error) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "crypto.certificate_expired";
        case X509_V_ERR_CERT_REVOKED:
            return "crypto.certificate_revoked";
        case X509_V_ERR_UNABLE_TO_GET_CRL:
        case X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER:
        case X509_V_ERR_CRL_HAS_EXPIRED:
        case X509_V_ERR_CRL_NOT_YET_VALID:
            return "crypto.revocations_stale";
        case X509_V_ERR_CA_KEY_TOO_SMALL:
        case X509_V_ERR_EE_KEY_TOO_SMALL:
        case X509_V_ERR_CA_MD_TOO_WEAK:
            return "crypto.certificate_unfit";
        default:
            return "crypto.certificate_untrusted";
    }
}

// RFC 5280 section 6, at the instant that is given.
base::Result<void> verify_chain(X509_STORE* store, X509* certificate, STACK_OF(X509) * beside, base::Instant now) {
    const StoreContext context{X509_STORE_CTX_new()};
    CHECK(context != nullptr);
    CHECK(X509_STORE_CTX_init(context.get(), store, certificate, beside) == 1);
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(rules, std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
    if (X509_verify_cert(context.get()) != 1) {
        const int error = X509_STORE_CTX_get_error(context.get());
        return fail(code_of(error), X509_verify_cert_error_string(error));
    }
    // The card has two keys; the one for signatures is asked (RFC 5280 section 4.2.1.3).
    if ((X509_get_key_usage(certificate) & KU_DIGITAL_SIGNATURE) == 0) {
        return fail("crypto.certificate_unfit", "key usage");
    }
    if (X509_check_ca(certificate) != 0) return fail("crypto.certificate_unfit", "an authority");
    return {};
}

bool is_strong_digest(const CMS_SignerInfo& signer) {
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(const_cast<CMS_SignerInfo*>(&signer), nullptr, nullptr, &digest, nullptr);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, digest);
    const int which = OBJ_obj2nid(object);
    return which == NID_sha256 || which == NID_sha384 || which == NID_sha512;
}

std::string_view text_of(BIO* memory) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory, &text);
    return {text, static_cast<std::size_t>(size)};
}

Memory memory_of(std::string_view text) {
    Memory memory{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    CHECK(memory != nullptr);
    return memory;
}

}  // namespace

void CertificateTrust::Free::operator()(x509_store_st* store) const { X509_STORE_free(store); }

base::Result<CertificateTrust> CertificateTrust::open(std::string_view authorities, std::string_view revocations) {
    constexpr auto unusable = [](std::string_view code) {
        ERR_clear_error();
        return base::Error{base::Fault::unavailable, code};
    };
    std::unique_ptr<x509_store_st, Free> store{X509_STORE_new()};
    CHECK(store != nullptr);
    int roots = 0;
    const auto certificates = memory_of(authorities);
    for (;;) {
        const Certificate one{PEM_read_bio_X509(certificates.get(), nullptr, nullptr, nullptr)};
        if (!one) break;
        if (X509_check_ca(one.get()) == 0) return unusable("crypto.authorities_unusable");
        roots += X509_self_signed(one.get(), 1) == 1 ? 1 : 0;
        CHECK(X509_STORE_add_cert(store.get(), one.get()) == 1);
    }
    if (roots == 0) return unusable("crypto.authorities_unusable");
    int lists = 0;
    const auto crls = memory_of(revocations);
    for (;;) {
        const RevocationList one{PEM_read_bio_X509_CRL(crls.get(), nullptr, nullptr, nullptr)};
        if (!one) break;
        ++lists;
        CHECK(X509_STORE_add_crl(store.get(), one.get()) == 1);
    }
    if (lists == 0) return unusable("crypto.revocations_unusable");
    ERR_clear_error();
    // Without X509_V_FLAG_PARTIAL_CHAIN a chain ends at a root and nowhere before.
    X509_VERIFY_PARAM* rules = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
    X509_VERIFY_PARAM_set_auth_level(rules, 2);  // 112 bits; SHA-1 is refused
    X509_VERIFY_PARAM_set_depth(rules, 5);
    return CertificateTrust{std::move(store)};
}

base::Result<CertificateHolder> CertificateTrust::verify_cms(base::ByteView cms, std::string_view challenge,
                                                             base::Instant now) const {
    const std::uint8_t* at = cms.data();
    const Cms message{d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(cms.size()))};
    if (!message || at != cms.data() + cms.size() || OBJ_obj2nid(CMS_get0_type(message.get())) != NID_pkcs7_signed) {
        return fail("crypto.certificate_ill_formed", "not a CMS SignedData");
    }
    if (sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(message.get())) != 1) {
        return fail("crypto.certificate_ill_formed", "signers");
    }
    const bool is_apart = CMS_is_detached(message.get()) == 1;
    const auto given = memory_of(challenge);
    const Memory signed_content{BIO_new(BIO_s_mem())};
    // The signature only; the chain is checked below, at the caller's time.
    if (CMS_verify(message.get(), nullptr, nullptr, is_apart ? given.get() : nullptr, signed_content.get(),
                   CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1) {
        return fail("crypto.certificate_signature");
    }
    if (text_of(signed_content.get()) != challenge) return fail("crypto.certificate_signature", "other content");
    const auto* signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(message.get()), 0);
    if (!is_strong_digest(*signer)) return fail("crypto.certificate_unfit", "digest");
    const BorrowedCertificates signers{CMS_get0_signers(message.get())};
    if (!signers || sk_X509_num(signers.get()) != 1) return fail("crypto.certificate_ill_formed", "certificate");
    X509* certificate = sk_X509_value(signers.get(), 0);
    const Certificates beside{CMS_get1_certs(message.get())};
    TRY(verify_chain(store_.get(), certificate, beside.get(), now));
    return holder_of(*certificate);
}

base::Result<CertificateHolder> CertificateTrust::verify_raw(base::ByteView certificate, base::ByteView signature,
                                                             std::string_view challenge, base::Instant now) const {
    const std::uint8_t* at = certificate.data();
    const Certificate holder{d2i_X509(nullptr, &at, static_cast<long>(certificate.size()))};
    if (!holder || at != certificate.data() + certificate.size()) return fail("crypto.certificate_ill_formed");
    EVP_PKEY* key = X509_get0_pubkey(holder.get());
    if (key == nullptr || (!EVP_PKEY_is_a(key, "RSA") && !EVP_PKEY_is_a(key, "EC"))) {
        return fail("crypto.certificate_unfit", "key");
    }
    const Digester digester{EVP_MD_CTX_new()};
    const auto content = base::as_bytes(challenge);
    if (EVP_DigestVerifyInit(digester.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
        EVP_DigestVerify(digester.get(), signature.data(), signature.size(), content.data(), content.size()) != 1) {
        return fail("crypto.certificate_signature");
    }
    TRY(verify_chain(store_.get(), holder.get(), nullptr, now));
    return holder_of(*holder);
}

namespace {

class SoftwareToken final : public SigningToken {
public:
    SoftwareToken(Certificate certificate, PrivateKey key)
        : certificate_{std::move(certificate)}, key_{std::move(key)} {}

    base::Bytes certificate() const override {
        std::uint8_t* bytes = nullptr;
        const int size = i2d_X509(certificate_.get(), &bytes);
        CHECK(size > 0);
        base::Bytes out(bytes, bytes + size);
        OPENSSL_free(bytes);
        return out;
    }
    base::Result<base::Bytes> sign(std::string_view challenge) const override {
        const Digester digester{EVP_MD_CTX_new()};
        const auto content = base::as_bytes(challenge);
        std::size_t size = 0;
        if (EVP_DigestSignInit(digester.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
            EVP_DigestSign(digester.get(), nullptr, &size, content.data(), content.size()) != 1) {
            return fail("crypto.token_failed");
        }
        base::Bytes out(size);
        if (EVP_DigestSign(digester.get(), out.data(), &size, content.data(), content.size()) != 1) {
            return fail("crypto.token_failed");
        }
        out.resize(size);
        return out;
    }
    base::Result<base::Bytes> sign_cms(std::string_view challenge) const override {
        const auto content = memory_of(challenge);
        // No signing time inside: the server's challenge says until when it is good.
        const Cms message{
            CMS_sign(certificate_.get(), key_.get(), nullptr, content.get(), CMS_BINARY | CMS_DETACHED | CMS_NOATTR)};
        if (!message) return fail("crypto.token_failed");
        std::uint8_t* bytes = nullptr;
        const int size = i2d_CMS_ContentInfo(message.get(), &bytes);
        if (size <= 0) return fail("crypto.token_failed");
        base::Bytes out(bytes, bytes + size);
        OPENSSL_free(bytes);
        return out;
    }

private:
    Certificate certificate_;
    PrivateKey key_;
};

}  // namespace

base::Result<std::unique_ptr<SigningToken>> open_software_token(std::string_view certificate, const Secret& key) {
    const auto certificate_text = memory_of(certificate);
    const auto key_text = memory_of(key.text());
    Certificate holder{PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr)};
    // An empty passphrase: a key that is encrypted is refused here instead of asked for at the terminal.
    char none[] = "";
    PrivateKey private_key{PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, none)};
    if (!holder || !private_key || X509_check_private_key(holder.get(), private_key.get()) != 1) {
        return fail("crypto.token_unusable");
    }
    return std::unique_ptr<SigningToken>{std::make_unique<SoftwareToken>(std::move(holder), std::move(private_key))};
}

}  // namespace menhu::crypto
