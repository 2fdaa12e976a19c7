#pragma once
// Signed notes (c2sp.org/signed-note): a text, a blank line, lines of signatures. Pure; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/sign.h"

namespace menhu::ledger {

// The byte that says how a key signs.
enum class KeyType : std::uint8_t {
    log = 0x01,      // Ed25519 over the text
    witness = 0x04,  // Ed25519 over "cosignature/v1", a time and the text (c2sp.org/tlog-cosignature)
};

// A key that verifies: "<name>+<id, 8 hex digits>+<base64 of type and public key>".
struct NoteKey {
    std::string name{};
    KeyType type;
    crypto::VerifyKey key;

    static std::optional<NoteKey> parse(std::string_view vkey);
    std::string text() const;
    // The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
    std::uint32_t id() const;
};

// Not empty, no spaces, no '+', no control characters.
bool is_key_name(std::string_view name);

struct NoteSignature {
    std::string name{};
    std::uint32_t key_id;
    base::Bytes bytes;  // what follows the key id
};

struct Note {
    std::string text{};  // ends in a newline
    std::vector<NoteSignature> signatures{};
};

// Error: ledger.note_malformed. No signature is checked here.
base::Result<Note> parse_note(std::string_view note);

// One line, "— <name> <base64>\n".
std::string signature_line(std::string_view name, std::uint32_t key_id, base::ByteView bytes);

// The whole note with one signature of a log's key.
std::string sign_note(std::string_view text, std::string_view name, const crypto::SigningKey& key);
// One line of a witness over the note's text.
std::string cosign(std::string_view text, std::string_view name, const crypto::SigningKey& key, std::int64_t seconds);

enum class SignatureState : std::uint8_t { absent, wrong, good };
// What the note says under this key: no line of this name and id, one that does not verify, or a good one.
SignatureState check_signature(const Note& note, const NoteKey& key);

}  // namespace menhu::ledger
