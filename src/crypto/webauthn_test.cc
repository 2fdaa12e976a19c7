#include "crypto/webauthn.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>

#include "crypto/cbor.h"

namespace menhu::crypto {
namespace {

using base::Bytes;
using base::ByteView;

constexpr std::string_view site = "menhu.example";

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }
void head(Bytes& out, unsigned kind, std::uint64_t argument) {
    const auto major = static_cast<std::uint8_t>(kind << 5U);
    if (argument < 24) {
        out.push_back(static_cast<std::uint8_t>(major | argument));
    } else if (argument < 256) {
        out.push_back(major | 24U);
        out.push_back(static_cast<std::uint8_t>(argument));
    } else {
        out.push_back(major | 25U);
        base::put_u16(out, static_cast<std::uint16_t>(argument));
    }
}
void put_bytes(Bytes& out, ByteView bytes) {
    head(out, 2, bytes.size());
    append(out, bytes);
}
void put_text(Bytes& out, std::string_view text) {
    head(out, 3, text.size());
    append(out, base::as_bytes(text));
}
void put_number(Bytes& out, std::int64_t number) {
    if (number >= 0) {
        head(out, 0, static_cast<std::uint64_t>(number));
    } else {
        head(out, 1, static_cast<std::uint64_t>(-1 - number));
    }
}

// An authenticator in software: what it sends is put together here, signed by OpenSSL.
class Authenticator {
public:
    explicit Authenticator(PasskeyAlgorithm algorithm) : algorithm_{algorithm}, key_{nullptr, EVP_PKEY_free} {
        switch (algorithm) {
            case PasskeyAlgorithm::es256:
                key_.reset(EVP_EC_gen("P-256"));
                break;
            case PasskeyAlgorithm::eddsa:
                key_.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
                break;
            case PasskeyAlgorithm::rs256:
                key_.reset(EVP_RSA_gen(2048));
                break;
        }
    }
    std::uint8_t flags = 0x05;
    std::uint32_t count = 1;
    std::string of_site{site};
    Bytes id = Bytes(16, 0xA7);

    Bytes data(bool with_credential) const {
        Bytes out;
        append(out, sha256(of_site));
        out.push_back(with_credential ? flags | 0x40U : flags);
        base::put_u32(out, count);
        if (!with_credential) return out;
        out.insert(out.end(), 16, 0);  // AAGUID
        base::put_u16(out, static_cast<std::uint16_t>(id.size()));
        append(out, id);
        append(out, cose_key());
        return out;
    }
    Bytes sign(ByteView data, const Digest& hash) const {
        Bytes message{data.begin(), data.end()};
        append(message, hash);
        const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
        const EVP_MD* digest = algorithm_ == PasskeyAlgorithm::eddsa ? nullptr : EVP_sha256();
        CHECK(EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1);
        std::size_t size = 0;
        CHECK(EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) == 1);
        Bytes signature(size);
        CHECK(EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1);
        signature.resize(size);
        return signature;
    }
    Bytes object_none() const {
        Bytes out;
        head(out, 5, 3);
        put_text(out, "fmt");
        put_text(out, "none");
        put_text(out, "attStmt");
        head(out, 5, 0);
        put_text(out, "authData");
        put_bytes(out, data(true));
        return out;
    }
    Bytes object_packed(const Digest& hash, bool with_chain = false) const {
        const Bytes authenticator = data(true);
        Bytes out;
        head(out, 5, 3);
        put_text(out, "fmt");
        put_text(out, "packed");
        put_text(out, "attStmt");
        head(out, 5, with_chain ? 3 : 2);
        put_text(out, "alg");
        put_number(out, static_cast<std::int64_t>(algorithm_));
        put_text(out, "sig");
        put_bytes(out, sign(authenticator, hash));
        if (with_chain) {
            put_text(out, "x5c");
            head(out, 4, 1);
            put_bytes(out, Bytes(5, 0x30));
        }
        put_text(out, "authData");
        put_bytes(out, authenticator);
        return out;
    }

private:
    Bytes number_of(const char* name, std::size_t size) const {
        BIGNUM* number = nullptr;
        CHECK(EVP_PKEY_get_bn_param(key_.get(), name, &number) == 1);
        Bytes out(size);
        CHECK(BN_bn2binpad(number, out.data(), static_cast<int>(size)) == static_cast<int>(size));
        BN_free(number);
        return out;
    }
    Bytes cose_key() const {
        Bytes out;
        switch (algorithm_) {
            case PasskeyAlgorithm::es256:
                head(out, 5, 5);
                for (const std::int64_t number : {1, 2, 3, -7, -1, 1}) put_number(out, number);
                put_number(out, -2);
                put_bytes(out, number_of("qx", 32));
                put_number(out, -3);
                put_bytes(out, number_of("qy", 32));
                break;
            case PasskeyAlgorithm::eddsa: {
                Bytes raw(32);
                std::size_t size = raw.size();
                CHECK(EVP_PKEY_get_raw_public_key(key_.get(), raw.data(), &size) == 1);
                head(out, 5, 4);
                for (const std::int64_t number : {1, 1, 3, -8, -1, 6}) put_number(out, number);
                put_number(out, -2);
                put_bytes(out, raw);
                break;
            }
            case PasskeyAlgorithm::rs256:
                head(out, 5, 4);
                for (const std::int64_t number : {1, 3, 3, -257}) put_number(out, number);
                put_number(out, -1);
                put_bytes(out, number_of("n", 256));
                put_number(out, -2);
                put_bytes(out, number_of("e", 3));
                break;
        }
        return out;
    }

    PasskeyAlgorithm algorithm_;
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
};

std::string code_of(const auto& result) { return result ? "none" : std::string{result.error().code()}; }

class Webauthn : public testing::TestWithParam<PasskeyAlgorithm> {
protected:
    Authenticator device_{GetParam()};
    Digest hash_ = sha256("client data");

    Passkey registered() {
        auto passkey = verify_registration(device_.object_none(), hash_, site);
        if (!passkey) throw std::runtime_error{passkey.error().describe()};
        return *std::move(passkey);
    }
    base::Result<std::uint32_t> assert_with(const Passkey& passkey, const Digest& signed_hash, const Digest& hash) {
        const Bytes data = device_.data(false);
        const Bytes signature = device_.sign(data, signed_hash);
        return verify_assertion(passkey, {.authenticator_data = data, .signature = signature, .client_data_hash = hash},
                                site);
    }
};
INSTANTIATE_TEST_SUITE_P(All, Webauthn,
                         testing::Values(PasskeyAlgorithm::es256, PasskeyAlgorithm::eddsa, PasskeyAlgorithm::rs256));

TEST_P(Webauthn, RegistersAndAsserts) {
    const Passkey passkey = registered();
    EXPECT_EQ(passkey.id, device_.id);
    EXPECT_EQ(passkey.algorithm, GetParam());
    EXPECT_EQ(passkey.sign_count, 1U);
    device_.count = 2;
    const auto count = assert_with(passkey, hash_, hash_);
    ASSERT_TRUE(count) << count.error().describe();
    EXPECT_EQ(*count, 2U);
}

TEST_P(Webauthn, TakesTheCredentialsOwnSignatureAndNoChain) {
    EXPECT_EQ(code_of(verify_registration(device_.object_packed(hash_), hash_, site)), "none");
    EXPECT_EQ(code_of(verify_registration(device_.object_packed(sha256("other")), hash_, site)),
              "crypto.passkey_attestation");
    EXPECT_EQ(code_of(verify_registration(device_.object_packed(hash_, true), hash_, site)),
              "crypto.passkey_attestation");
}

TEST_P(Webauthn, RefusesAnotherSiteAndAbsentUsers) {
    EXPECT_EQ(code_of(verify_registration(device_.object_none(), hash_, "evil.example")), "crypto.passkey_other_site");
    const Passkey passkey = registered();
    device_.count = 9;
    for (const unsigned flags : {0x00U, 0x01U, 0x04U}) {
        device_.flags = static_cast<std::uint8_t>(flags);
        EXPECT_EQ(code_of(verify_registration(device_.object_none(), hash_, site)), "crypto.passkey_not_verified");
        EXPECT_EQ(code_of(assert_with(passkey, hash_, hash_)), "crypto.passkey_not_verified");
    }
    device_.flags = 0x05;
    device_.of_site = "evil.example";
    EXPECT_EQ(code_of(assert_with(passkey, hash_, hash_)), "crypto.passkey_other_site");
}

TEST_P(Webauthn, RefusesAForeignSignature) {
    const Passkey passkey = registered();
    device_.count = 2;
    EXPECT_EQ(code_of(assert_with(passkey, sha256("another challenge"), hash_)), "crypto.passkey_signature");
    const Passkey own = registered();
    Authenticator other{GetParam()};
    std::swap(other, device_);
    device_.count = 3;
    EXPECT_EQ(code_of(assert_with(own, hash_, hash_)), "crypto.passkey_signature");
}

TEST_P(Webauthn, NoticesACountThatDoesNotGrow) {
    Passkey passkey = registered();
    passkey.sign_count = 7;
    for (const std::uint32_t count : {0U, 6U, 7U}) {
        device_.count = count;
        EXPECT_EQ(code_of(assert_with(passkey, hash_, hash_)), "crypto.passkey_copied") << count;
    }
    device_.count = 8;
    EXPECT_EQ(code_of(assert_with(passkey, hash_, hash_)), "none");
    passkey.sign_count = 0;
    device_.count = 0;
    EXPECT_EQ(code_of(assert_with(passkey, hash_, hash_)), "none");
}

TEST_P(Webauthn, EveryCutAndEveryChangedByteIsRefusedOrHarmless) {
    const Bytes whole = device_.object_none();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(verify_registration(ByteView{whole}.first(size), hash_, site)) << size;
    }
    const Passkey passkey = registered();
    device_.count = 2;
    const Bytes data = device_.data(false);
    const Bytes signature = device_.sign(data, hash_);
    for (std::size_t i = 0; i < signature.size(); ++i) {
        Bytes changed = signature;
        changed[i] ^= 0x01;
        EXPECT_FALSE(verify_assertion(
            passkey, {.authenticator_data = data, .signature = changed, .client_data_hash = hash_}, site))
            << i;
    }
    for (std::size_t i = 0; i < data.size(); ++i) {
        Bytes changed = data;
        changed[i] ^= 0x01;
        EXPECT_FALSE(verify_assertion(
            passkey, {.authenticator_data = changed, .signature = signature, .client_data_hash = hash_}, site))
            << i;
    }
}

TEST(Cbor, ReadsDefiniteLengthsOnly) {
    const auto skips = [](std::string_view hex, int depth = 4) {
        const auto bytes = *base::from_hex(hex);
        CborReader reader{bytes};
        return reader.skip(depth) && reader.is_at_end();
    };
    EXPECT_TRUE(skips("00"));
    EXPECT_TRUE(skips("1bffffffffffffffff"));
    EXPECT_TRUE(skips("a201020304"));
    EXPECT_TRUE(skips("8301820203820405"));
    EXPECT_TRUE(skips("c11a514b67b0"));
    EXPECT_TRUE(skips("f6"));
    EXPECT_TRUE(skips("fb3ff199999999999a"));
    EXPECT_FALSE(skips("9fff"));                // indefinite
    EXPECT_FALSE(skips("5f42010243030405ff"));  // indefinite
    EXPECT_FALSE(skips("1c"));                  // reserved
    EXPECT_FALSE(skips("9bffffffffffffffff"));  // more values than bytes
    EXPECT_FALSE(skips("bb7fffffffffffffff00"));
    EXPECT_FALSE(skips("5bffffffffffffffff00"));
    EXPECT_FALSE(skips("8181818181818100"));  // too deep
    EXPECT_FALSE(skips(""));
}

}  // namespace
}  // namespace menhu::crypto
