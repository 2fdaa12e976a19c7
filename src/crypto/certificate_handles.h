#pragma once
// OpenSSL's certificates, each with one owner. Inside the room. Thread rule: values.
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace menhu::crypto {

struct FreeCertificateThing {
    void operator()(X509* it) const { X509_free(it); }
    void operator()(X509_CRL* it) const { X509_CRL_free(it); }
    void operator()(X509_STORE_CTX* it) const { X509_STORE_CTX_free(it); }
    void operator()(EVP_PKEY* it) const { EVP_PKEY_free(it); }
    void operator()(EVP_MD_CTX* it) const { EVP_MD_CTX_free(it); }
    void operator()(CMS_ContentInfo* it) const { CMS_ContentInfo_free(it); }
    void operator()(BIO* it) const { BIO_free(it); }
    void operator()(STACK_OF(X509) * it) const { sk_X509_pop_free(it, X509_free); }
};
struct FreeListOnly {
    void operator()(STACK_OF(X509) * it) const { sk_X509_free(it); }
};

using Certificate = std::unique_ptr<X509, FreeCertificateThing>;
using RevocationList = std::unique_ptr<X509_CRL, FreeCertificateThing>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, FreeCertificateThing>;
using PrivateKey = std::unique_ptr<EVP_PKEY, FreeCertificateThing>;
using Digester = std::unique_ptr<EVP_MD_CTX, FreeCertificateThing>;
using Cms = std::unique_ptr<CMS_ContentInfo, FreeCertificateThing>;
using Memory = std::unique_ptr<BIO, FreeCertificateThing>;
using Certificates = std::unique_ptr<STACK_OF(X509), FreeCertificateThing>;
using BorrowedCertificates = std::unique_ptr<STACK_OF(X509), FreeListOnly>;

}  // namespace menhu::crypto
