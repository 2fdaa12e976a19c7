#pragma once
// The key file: key-encryption keys under which every other key of the installation is wrapped.
//
// A text file of mode 0600: the line "menhu-keys v1", then one line per key, "<8 hex digits of id> <64 hex digits of
// key>". The last key wraps; all of them unwrap, so a key is changed by adding one. There is no default key: without
// the file nothing sealed can be read. Thread rule: const calls from any thread.
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace menhu::crypto {

class Keyring {
public:
    // Makes the file with one new key, durable before it returns; never overwrites.
    // Errors: crypto.key_file_exists, crypto.key_file_write.
    static base::Result<Keyring> create(const std::filesystem::path& path, base::Random& random);
    // Errors: crypto.key_file_missing, crypto.key_file_mode (others than its owner may read it),
    // crypto.key_file_broken.
    static base::Result<Keyring> open(const std::filesystem::path& path);
    // A ring that lives in memory only, for tests and for a rehearsal.
    static Keyring in_memory(base::Random& random);

    // Seals a key for keeping in a table or a file: version 0x01, key id (4), nonce (12), AES-256-GCM. `aad` names what
    // is wrapped and where ("ledger month 2026-11"), so that one wrapped key cannot be put in another's place.
    base::Bytes wrap(std::string_view aad, const Secret& secret, base::Random& random) const;
    // Errors: crypto.key_unknown (wrapped under a key this file does not hold), crypto.seal_broken.
    base::Result<Secret> unwrap(std::string_view aad, base::ByteView wrapped) const;

    // The id of the key that wraps now, 8 hex digits; not secret.
    std::string current_key_id() const;

private:
    struct Key {
        std::uint32_t id;
        Secret secret;
    };
    std::vector<Key> keys_;
};

}  // namespace menhu::crypto
