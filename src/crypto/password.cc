#include "crypto/password.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace menhu::crypto {
namespace {

// Picks Argon2's vector code for this processor; the library asks for it once before use, from any thread.
void start_library() { CHECK(sodium_init() >= 0); }

std::string unpadded(base::ByteView bytes) {
    std::string text = base::to_base64(bytes);
    while (text.ends_with('=')) text.pop_back();
    return text;
}

// libsodium declares the password never null, an empty one too.
const char* characters(const Secret& password) { return password.empty() ? "" : password.text().data(); }

}  // namespace

base::Result<std::string> hash_password(const Secret& password, const PasswordCost& cost, base::Random& random) {
    start_library();
    std::array<std::uint8_t, crypto_pwhash_argon2id_SALTBYTES> salt;
    random.fill(salt);
    std::array<std::uint8_t, 32> hash;
    const std::size_t memory = std::size_t{cost.memory_kib} * 1024;
    if (crypto_pwhash_argon2id(hash.data(), hash.size(), characters(password), password.size(), salt.data(),
                               cost.passes, memory, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
        return base::Error{base::Fault::unavailable, "crypto.out_of_memory", "Argon2id"};
    }
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_kib, cost.passes, unpadded(salt),
                       unpadded(hash));
}

bool verify_password(const Secret& password, const std::string& phc) {
    start_library();
    if (phc.size() >= crypto_pwhash_argon2id_STRBYTES || !phc.starts_with("$argon2id$")) return false;
    return crypto_pwhash_argon2id_str_verify(phc.c_str(), characters(password), password.size()) == 0;
}

bool needs_rehash(const std::string& phc, const PasswordCost& cost) {
    start_library();
    if (phc.size() >= crypto_pwhash_argon2id_STRBYTES) return true;
    return crypto_pwhash_argon2id_str_needs_rehash(phc.c_str(), cost.passes, std::size_t{cost.memory_kib} * 1024) != 0;
}

}  // namespace menhu::crypto
