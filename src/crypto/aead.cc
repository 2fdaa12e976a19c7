#include "crypto/aead.h"

#include <openssl/evp.h>

namespace menhu::crypto {

namespace {

// Fetched once: by its old name OpenSSL would look it up anew for each key.
const EVP_CIPHER* aes_256_gcm() {
    static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    CHECK(cipher != nullptr);
    return cipher;
}

}  // namespace

void Aead::Free::operator()(evp_cipher_ctx_st* context) const { EVP_CIPHER_CTX_free(context); }

Nonce nonce_of(std::uint64_t number) {
    Nonce nonce{};
    for (std::size_t i = 0; i < 8; ++i) nonce[11 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return nonce;
}

Nonce random_nonce(base::Random& random) {
    Nonce nonce;
    random.fill(nonce);
    return nonce;
}

Aead::Aead(base::ByteView key) : sealer_{EVP_CIPHER_CTX_new()}, opener_{EVP_CIPHER_CTX_new()} {
    CHECK(key.size() == key_size);
    CHECK(sealer_ != nullptr && opener_ != nullptr);
    CHECK(EVP_EncryptInit_ex2(sealer_.get(), aes_256_gcm(), key.data(), nullptr, nullptr) == 1);
    CHECK(EVP_DecryptInit_ex2(opener_.get(), aes_256_gcm(), key.data(), nullptr, nullptr) == 1);
}

Aead::Aead(Aead&&) noexcept = default;
Aead& Aead::operator=(Aead&&) noexcept = default;
Aead::~Aead() = default;

base::Bytes Aead::seal(const Nonce& nonce, base::ByteView aad, base::ByteView plain) {
    base::Bytes out(plain.size() + overhead);
    seal_into(nonce, aad, plain, out);
    return out;
}

void Aead::seal_into(const Nonce& nonce, base::ByteView aad, base::ByteView plain, std::span<std::uint8_t> out) {
    CHECK(out.size() == plain.size() + overhead);
    CHECK(plain.size() < (1U << 30) && aad.size() < (1U << 30));
    EVP_CIPHER_CTX* const context = sealer_.get();
    int length = 0;
    CHECK(EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1);
    if (!aad.empty()) {
        CHECK(EVP_EncryptUpdate(context, nullptr, &length, aad.data(), static_cast<int>(aad.size())) == 1);
    }
    if (!plain.empty()) {
        CHECK(EVP_EncryptUpdate(context, out.data(), &length, plain.data(), static_cast<int>(plain.size())) == 1);
    }
    std::uint8_t* const tag = out.data() + plain.size();
    CHECK(EVP_EncryptFinal_ex(context, tag, &length) == 1);
    CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, static_cast<int>(overhead), tag) == 1);
}

base::Result<Secret> Aead::open(const Nonce& nonce, base::ByteView aad, base::ByteView sealed) {
    if (sealed.size() < overhead) return base::Error{base::Fault::corrupt, "crypto.seal_broken", "too short"};
    Secret plain{sealed.size() - overhead};
    TRY(open_into(nonce, aad, sealed, plain.writable()));
    return plain;
}

base::Result<void> Aead::open_into(const Nonce& nonce, base::ByteView aad, base::ByteView sealed,
                                   std::span<std::uint8_t> out) {
    if (sealed.size() < overhead) return base::Error{base::Fault::corrupt, "crypto.seal_broken", "too short"};
    const base::ByteView body = sealed.first(sealed.size() - overhead);
    CHECK(out.size() == body.size());
    CHECK(body.size() < (1U << 30) && aad.size() < (1U << 30));
    EVP_CIPHER_CTX* const context = opener_.get();
    int length = 0;
    CHECK(EVP_DecryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1);
    if (!aad.empty()) {
        CHECK(EVP_DecryptUpdate(context, nullptr, &length, aad.data(), static_cast<int>(aad.size())) == 1);
    }
    if (!body.empty()) {
        CHECK(EVP_DecryptUpdate(context, out.data(), &length, body.data(), static_cast<int>(body.size())) == 1);
    }
    std::array<std::uint8_t, overhead> tag;
    std::copy(sealed.end() - overhead, sealed.end(), tag.begin());
    CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(overhead), tag.data()) == 1);
    std::uint8_t end[16];
    if (EVP_DecryptFinal_ex(context, end, &length) != 1) {
        wipe(out);
        return base::Error{base::Fault::corrupt, "crypto.seal_broken"};
    }
    return {};
}

}  // namespace menhu::crypto
