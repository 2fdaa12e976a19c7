#pragma once
// Signing in by way of outside providers, and the identities of accounts, as the interface reads and answers them.
// Values; any thread.
#include "web/views.h"

namespace menhu::web {

struct ProviderView {
    std::string id;
    std::string name_zh;
    std::string name_en;
};
BOOST_DESCRIBE_STRUCT(ProviderView, (), (id, name_zh, name_en))

struct SignInMethods {
    bool passkey = false;
    bool ldap = false;  // some accounts' passwords are the directory's
    bool certificate = false;
    std::vector<ProviderView> providers;
};
BOOST_DESCRIBE_STRUCT(SignInMethods, (), (passkey, ldap, certificate, providers))

struct CertificateChallengeView {
    std::string challenge;  // its UTF-8 bytes are what is signed
    std::string expires_at;
};
BOOST_DESCRIBE_STRUCT(CertificateChallengeView, (), (challenge, expires_at))

// `signature` is a CMS SignedData in base64, or with `certificate` (base64 of DER) a bare signature.
struct CertificateSignInRequest {
    Text<1, 1024> challenge;
    Text<1, 40000> signature;
    std::optional<Text<1, 16000>> certificate;
};
BOOST_DESCRIBE_STRUCT(CertificateSignInRequest, (), (challenge, signature, certificate))

struct IdentityView {
    std::string id;
    std::string provider;  // "ldap", "certificate", or a provider's id
    std::string subject;
    std::string since;
};
BOOST_DESCRIBE_STRUCT(IdentityView, (), (id, provider, subject, since))

struct IdentityList {
    std::vector<IdentityView> items;
};
BOOST_DESCRIBE_STRUCT(IdentityList, (), (items))

struct IdentityRequest {
    Text<1, 32> provider;
    Text<1, 255> subject;
};
BOOST_DESCRIBE_STRUCT(IdentityRequest, (), (provider, subject))

struct IdentityCreated {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(IdentityCreated, (), (id))

}  // namespace menhu::web
