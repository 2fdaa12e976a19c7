// Vectors are those of the standards: FIPS 180-4, RFC 4231, RFC 5869, RFC 8032, the GCM specification, RFC 9106's form.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "crypto/aead.h"
#include "crypto/hash.h"
#include "crypto/kdf.h"
#include "crypto/password.h"
#include "crypto/random_system.h"
#include "crypto/secret.h"
#include "crypto/sign.h"
#include "crypto/tag.h"
#include "crypto/token.h"

namespace menhu::crypto {
namespace {

base::Bytes hex(std::string_view text) { return base::from_hex(text).value(); }
Nonce nonce_from(std::string_view text) {
    Nonce nonce;
    std::ranges::copy(hex(text), nonce.begin());
    return nonce;
}

TEST(Sha256, StandardVectors) {
    EXPECT_EQ(base::to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(base::to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const std::string million(1'000'000, 'a');
    EXPECT_EQ(base::to_hex(sha256(million)), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PartsAreTheWhole) {
    Sha256 hash;
    hash.add("a").add(std::uint8_t{'b'}).add("c");
    EXPECT_EQ(hash.finish(), sha256("abc"));
    hash.reset();
    EXPECT_EQ(hash.add("abc").finish(), sha256({base::as_bytes("ab"), {}, base::as_bytes("c")}));
}

TEST(TagKey, Rfc4231) {
    EXPECT_EQ(base::to_hex(TagKey{base::Bytes(20, 0x0b)}.mac(base::as_bytes("Hi There"))),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(base::to_hex(TagKey{base::as_bytes("Jefe")}.mac(base::as_bytes("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    const TagKey long_key{base::Bytes(131, 0xaa)};
    const std::string_view text = "Test Using Larger Than Block-Size Key - Hash Key First";
    EXPECT_EQ(base::to_hex(long_key.mac(base::as_bytes(text))),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    EXPECT_EQ(base::to_hex(long_key.tag(base::as_bytes(text))), "60e431591ee0b67f0d8a26aacbf5b77f");
    EXPECT_EQ(long_key.tag({base::as_bytes(text.substr(0, 9)), base::as_bytes(text.substr(9))}),
              long_key.tag(base::as_bytes(text)));
}

TEST(Hkdf, Rfc5869) {
    EXPECT_EQ(base::to_hex(
                  hkdf_sha256(base::Bytes(22, 0x0b), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42)
                      .view()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    EXPECT_EQ(base::to_hex(hkdf_sha256(base::Bytes(22, 0x0b), {}, {}, 42).view()),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(Ed25519, Rfc8032) {
    const SigningKey empty =
        SigningKey::from_seed(Secret::copy_of(hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));
    EXPECT_EQ(base::to_hex(empty.verify_key().bytes()),
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const Signature signature = empty.sign({});
    EXPECT_EQ(
        base::to_hex(signature),
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595b"
        "be24655141438e7a100b");
    EXPECT_TRUE(empty.verify_key().verify({}, signature));
    EXPECT_FALSE(empty.verify_key().verify(base::as_bytes("x"), signature));
    EXPECT_FALSE(empty.verify_key().verify({}, base::ByteView{signature}.first(63)));
}

TEST(Ed25519, EveryFlippedBitIsCaught) {
    base::SeededRandom random{7};
    const SigningKey key = SigningKey::generate(random);
    const base::ByteView text = base::as_bytes("checkpoint");
    Signature signature = key.sign(text);
    EXPECT_EQ(SigningKey::from_seed(key.seed()).sign(text), signature);
    for (std::size_t bit = 0; bit < 512; ++bit) {
        signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        EXPECT_FALSE(key.verify_key().verify(text, signature)) << bit;
        signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
    EXPECT_TRUE(key.verify_key().verify(text, signature));
    EXPECT_FALSE(VerifyKey::from_bytes(base::as_bytes("short")).has_value());
}

// Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega).
TEST(Aead, GcmSpecification) {
    Aead aead{hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")};
    const Nonce nonce = nonce_from("cafebabefacedbaddecaf888");
    const base::Bytes aad = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const base::Bytes plain = hex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de6"
        "57ba637b39");
    const base::Bytes sealed = aead.seal(nonce, aad, plain);
    EXPECT_EQ(
        base::to_hex(sealed),
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba"
        "7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
    EXPECT_EQ(base::to_hex(aead.open(nonce, aad, sealed).value().view()), base::to_hex(plain));
}

TEST(Aead, ChangedThingsDoNotOpen) {
    base::SeededRandom random{1};
    const Secret key = Secret::random(Aead::key_size, random);
    Aead aead{key};
    const base::ByteView aad = base::as_bytes("generation 1");
    base::Bytes sealed = aead.seal(nonce_of(1), aad, base::as_bytes("王小明"));
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        sealed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        const auto opened = aead.open(nonce_of(1), aad, sealed);
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code(), "crypto.seal_broken");
        sealed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
    EXPECT_FALSE(aead.open(nonce_of(2), aad, sealed).has_value());
    EXPECT_FALSE(aead.open(nonce_of(1), base::as_bytes("generation 2"), sealed).has_value());
    EXPECT_FALSE(aead.open(nonce_of(1), aad, base::ByteView{sealed}.first(15)).has_value());
    EXPECT_FALSE(Aead{Secret::random(Aead::key_size, random)}.open(nonce_of(1), aad, sealed).has_value());
    EXPECT_EQ(aead.open(nonce_of(1), aad, sealed).value().text(), "王小明");
    EXPECT_TRUE(aead.open(nonce_of(3), {}, aead.seal(nonce_of(3), {}, {})).value().empty());
}

TEST(Aead, NonceOfANumber) { EXPECT_EQ(base::to_hex(nonce_of(0x0102030405060708)), "000000000102030405060708"); }

TEST(Password, HashAndVerify) {
    base::SeededRandom random{3};
    const PasswordCost cost{.memory_kib = 64, .passes = 1};
    const std::string phc = hash_password(Secret::copy_of("正確 horse"), cost, random).value();
    EXPECT_TRUE(phc.starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << phc;
    EXPECT_TRUE(verify_password(Secret::copy_of("正確 horse"), phc));
    EXPECT_FALSE(verify_password(Secret::copy_of("正確 horsf"), phc));
    EXPECT_FALSE(verify_password(Secret{}, phc));
    EXPECT_FALSE(verify_password(Secret::copy_of("正確 horse"), "$argon2id$nonsense"));
    EXPECT_FALSE(verify_password(Secret::copy_of("正確 horse"), ""));
    EXPECT_FALSE(needs_rehash(phc, cost));
    EXPECT_TRUE(needs_rehash(phc, {.memory_kib = 128, .passes = 1}));
    EXPECT_NE(hash_password(Secret::copy_of("正確 horse"), cost, random).value(), phc);
}

// From test.c of the reference implementation (phc-winner-argon2): Argon2id, t = 2, m = 65536.
TEST(Password, ReferenceVector) {
    EXPECT_TRUE(
        verify_password(Secret::copy_of("password"),
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
}

TEST(Secret, MovesAndCompares) {
    Secret first = Secret::copy_of("key");
    Secret second = std::move(first);
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise
    EXPECT_EQ(second, Secret::copy_of("key"));
    EXPECT_FALSE(second == Secret::copy_of("keys"));
    second = Secret::copy_of("other");
    EXPECT_EQ(second.clone().text(), "other");
    EXPECT_TRUE(constant_time_equal({}, {}));
    static_assert(!std::is_copy_constructible_v<Secret>);
}

TEST(SystemRandom, DoesNotRepeat) {
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) seen.insert(random_token(random));
    EXPECT_EQ(seen.size(), 100U);
    base::Bytes large(100'000);
    random.fill(large);
    EXPECT_GT(std::set<std::uint8_t>(large.end() - 1000, large.end()).size(), 200U);
}

TEST(Token, Shape) {
    base::SeededRandom random{5};
    EXPECT_EQ(random_token(random).size(), 43U);
    const std::string password = random_password(random);
    ASSERT_EQ(password.size(), 19U);
    EXPECT_EQ(password[4], '-');
    EXPECT_EQ(password.find_first_not_of("abcdefghjkmnpqrstuvwxyz23456789-"), std::string::npos);
}

}  // namespace
}  // namespace menhu::crypto
