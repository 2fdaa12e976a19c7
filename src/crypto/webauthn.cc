#include "crypto/webauthn.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "crypto/cbor.h"

namespace menhu::crypto {
namespace {

template <class T, void (*Free)(T**)>
struct With {
    void operator()(T* thing) const { Free(&thing); }
};
using Credential = std::unique_ptr<fido_cred_t, With<fido_cred_t, fido_cred_free>>;
using Asserted = std::unique_ptr<fido_assert_t, With<fido_assert_t, fido_assert_free>>;
using Es256 = std::unique_ptr<es256_pk_t, With<es256_pk_t, es256_pk_free>>;
using Eddsa = std::unique_ptr<eddsa_pk_t, With<eddsa_pk_t, eddsa_pk_free>>;
using Rs256 = std::unique_ptr<rs256_pk_t, With<rs256_pk_t, rs256_pk_free>>;

base::Error wrong(std::string_view code) { return {base::Fault::bad_input, code}; }

// Authenticator data, 6.1: the hash of the site, the flags, the count; what follows is the library's to read.
constexpr std::size_t flags_at = 32;
constexpr std::size_t count_at = 33;
constexpr std::size_t least_size = 37;
constexpr std::uint8_t user_present = 0x01;
constexpr std::uint8_t user_verified = 0x04;

base::Result<void> check_head(base::ByteView data, std::string_view site) {
    if (data.size() < least_size) return wrong("crypto.passkey_malformed");
    const Digest wanted = sha256(site);
    if (!std::ranges::equal(data.first(wanted.size()), wanted)) return wrong("crypto.passkey_other_site");
    constexpr std::uint8_t both = user_present | user_verified;
    if ((data[flags_at] & both) != both) return wrong("crypto.passkey_not_verified");
    return {};
}

// The attestation object, 6.5.4: a map of exactly fmt, attStmt and authData, in any order.
struct Statement {
    std::string_view format;
    base::ByteView data;
    std::uint64_t members = 0;              // of attStmt
    std::optional<std::int64_t> algorithm;  // of a packed statement
    base::ByteView signature;
    enum class Chain : std::uint8_t { none, given } chain = Chain::none;
};

bool read_statement(CborReader& in, Statement& out) {
    const auto members = in.map();
    if (!members) return false;
    out.members = *members;
    for (std::uint64_t i = 0; i < *members; ++i) {
        const auto name = in.text();
        if (!name) return false;
        if (*name == "alg") {
            out.algorithm = in.integer();
            if (!out.algorithm) return false;
        } else if (*name == "sig") {
            const auto bytes = in.bytes();
            if (!bytes) return false;
            out.signature = *bytes;
        } else {
            if (*name == "x5c") out.chain = Statement::Chain::given;
            if (!in.skip()) return false;
        }
    }
    return true;
}

std::optional<Statement> read_object(base::ByteView bytes) {
    CborReader in{bytes};
    Statement out;
    unsigned seen = 0;
    if (in.map() != std::uint64_t{3}) return std::nullopt;
    for (int i = 0; i < 3; ++i) {
        const auto name = in.text();
        if (!name) return std::nullopt;
        if (*name == "fmt") {
            const auto text = in.text();
            if (!text) return std::nullopt;
            out.format = *text;
            seen |= 1U;
        } else if (*name == "authData") {
            const auto data = in.bytes();
            if (!data) return std::nullopt;
            out.data = *data;
            seen |= 2U;
        } else if (*name == "attStmt") {
            if (!read_statement(in, out)) return std::nullopt;
            seen |= 4U;
        } else {
            return std::nullopt;
        }
    }
    if (seen != 7U || !in.is_at_end()) return std::nullopt;
    return out;
}

// The library wants to be told the algorithm before it reads the key.
Credential read_credential(base::ByteView data, const Digest& client_data_hash, const std::string& site) {
    for (const int type : {COSE_ES256, COSE_EDDSA, COSE_RS256}) {
        Credential credential{fido_cred_new()};
        CHECK(credential);
        if (fido_cred_set_type(credential.get(), type) == FIDO_OK &&
            fido_cred_set_rp(credential.get(), site.c_str(), nullptr) == FIDO_OK &&
            fido_cred_set_clientdata_hash(credential.get(), client_data_hash.data(), client_data_hash.size()) ==
                FIDO_OK &&
            fido_cred_set_authdata_raw(credential.get(), data.data(), data.size()) == FIDO_OK) {
            return credential;
        }
    }
    return nullptr;
}

base::Result<void> check_statement(fido_cred_t* credential, const Statement& statement) {
    if (statement.format == "none") {
        if (statement.members != 0) return wrong("crypto.passkey_malformed");
        return {};
    }
    // 8.2: a packed statement without a chain is signed by the credential itself.
    if (statement.format != "packed" || statement.chain == Statement::Chain::given ||
        statement.algorithm != fido_cred_type(credential) || fido_cred_set_fmt(credential, "packed") != FIDO_OK ||
        fido_cred_set_sig(credential, statement.signature.data(), statement.signature.size()) != FIDO_OK ||
        fido_cred_verify_self(credential) != FIDO_OK) {
        return wrong("crypto.passkey_attestation");
    }
    return {};
}

bool verify(const fido_assert_t* asserted, const Passkey& passkey) {
    const auto* bytes = passkey.public_key.data();
    const auto size = passkey.public_key.size();
    switch (passkey.algorithm) {
        case PasskeyAlgorithm::es256: {
            const Es256 key{es256_pk_new()};
            return key && es256_pk_from_ptr(key.get(), bytes, size) == FIDO_OK &&
                   fido_assert_verify(asserted, 0, COSE_ES256, key.get()) == FIDO_OK;
        }
        case PasskeyAlgorithm::eddsa: {
            const Eddsa key{eddsa_pk_new()};
            return key && eddsa_pk_from_ptr(key.get(), bytes, size) == FIDO_OK &&
                   fido_assert_verify(asserted, 0, COSE_EDDSA, key.get()) == FIDO_OK;
        }
        case PasskeyAlgorithm::rs256: {
            const Rs256 key{rs256_pk_new()};
            return key && rs256_pk_from_ptr(key.get(), bytes, size) == FIDO_OK &&
                   fido_assert_verify(asserted, 0, COSE_RS256, key.get()) == FIDO_OK;
        }
    }
    return false;
}

}  // namespace

base::Result<Passkey> verify_registration(base::ByteView attestation_object, const Digest& client_data_hash,
                                          std::string_view site) {
    fido_init(0);
    const auto statement = read_object(attestation_object);
    if (!statement) return wrong("crypto.passkey_malformed");
    TRY(check_head(statement->data, site));
    const Credential credential = read_credential(statement->data, client_data_hash, std::string{site});
    if (!credential || fido_cred_id_len(credential.get()) == 0 || fido_cred_id_len(credential.get()) > 1023 ||
        fido_cred_pubkey_ptr(credential.get()) == nullptr) {
        return wrong("crypto.passkey_malformed");
    }
    TRY(check_statement(credential.get(), *statement));
    const auto* id = fido_cred_id_ptr(credential.get());
    const auto* key = fido_cred_pubkey_ptr(credential.get());
    return Passkey{.id = {id, id + fido_cred_id_len(credential.get())},
                   .algorithm = static_cast<PasskeyAlgorithm>(fido_cred_type(credential.get())),
                   .public_key = {key, key + fido_cred_pubkey_len(credential.get())},
                   .sign_count = fido_cred_sigcount(credential.get())};
}

base::Result<std::uint32_t> verify_assertion(const Passkey& passkey, const Assertion& assertion,
                                             std::string_view site) {
    fido_init(0);
    const base::ByteView data = assertion.authenticator_data;
    TRY(check_head(data, site));
    const Asserted asserted{fido_assert_new()};
    CHECK(asserted);
    auto* const inside = asserted.get();
    const auto& hash = assertion.client_data_hash;
    if (fido_assert_set_clientdata_hash(inside, hash.data(), hash.size()) != FIDO_OK ||
        fido_assert_set_rp(inside, std::string{site}.c_str()) != FIDO_OK ||
        fido_assert_set_count(inside, 1) != FIDO_OK ||
        fido_assert_set_authdata_raw(inside, 0, data.data(), data.size()) != FIDO_OK ||
        fido_assert_set_sig(inside, 0, assertion.signature.data(), assertion.signature.size()) != FIDO_OK ||
        fido_assert_set_up(inside, FIDO_OPT_TRUE) != FIDO_OK || fido_assert_set_uv(inside, FIDO_OPT_TRUE) != FIDO_OK) {
        return wrong("crypto.passkey_malformed");
    }
    if (!verify(inside, passkey)) return wrong("crypto.passkey_signature");
    const std::uint32_t count = base::get_u32(data.subspan(count_at));
    if ((count != 0 || passkey.sign_count != 0) && count <= passkey.sign_count) return wrong("crypto.passkey_copied");
    return count;
}

}  // namespace menhu::crypto
