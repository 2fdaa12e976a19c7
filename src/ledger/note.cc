#include "ledger/note.h"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/hash.h"
#include "ledger/text.h"

namespace menhu::ledger {
namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t largest_note = 1'000'000;
constexpr std::size_t most_signatures = 100;

base::Error malformed(std::string_view what) {
    return {base::Fault::bad_input, "ledger.note_malformed", std::string{what}};
}

std::string cosigned_message(std::string_view text, std::uint64_t seconds) {
    return fmt::format("cosignature/v1\ntime {}\n{}", seconds, text);
}

bool verifies(const Note& note, const NoteKey& key, base::ByteView bytes) {
    if (key.type == KeyType::log) return key.key.verify(base::as_bytes(note.text), bytes);
    if (bytes.size() != 8 + sizeof(crypto::Signature)) return false;
    const std::uint64_t seconds = base::get_u64(bytes);
    if (seconds > INT64_MAX) return false;  // c2sp.org/tlog-cosignature
    return key.key.verify(base::as_bytes(cosigned_message(note.text, seconds)), bytes.subspan(8));
}

base::Result<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(dash)) return malformed("signature line");
    line.remove_prefix(dash.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return malformed("key name");
    const auto bytes = base::from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() < 5) return malformed("signature");
    return NoteSignature{.name = std::string{line.substr(0, space)},
                         .key_id = base::get_u32(*bytes),
                         .bytes = base::Bytes(bytes->begin() + 4, bytes->end())};
}

}  // namespace

bool is_key_name(std::string_view name) {
    if (name.empty() || name.size() > 255 || !is_utf8(name)) return false;
    while (!name.empty()) {
        const char32_t point = next_code_point(name);
        if (point == U'+' || point < 0x20 || is_space(point)) return false;
    }
    return true;
}

std::optional<NoteKey> NoteKey::parse(std::string_view vkey) {
    const std::size_t first = vkey.find('+');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = vkey.find('+', first + 1);
    if (second != first + 9) return std::nullopt;
    const auto id = base::from_hex(vkey.substr(first + 1, 8));
    const auto material = base::from_base64(vkey.substr(second + 1));
    if (!is_key_name(vkey.substr(0, first)) || !id || !material || material->size() != 33) return std::nullopt;
    const std::uint8_t type = material->front();
    if (type != static_cast<std::uint8_t>(KeyType::log) && type != static_cast<std::uint8_t>(KeyType::witness)) {
        return std::nullopt;
    }
    const auto key = crypto::VerifyKey::from_bytes(base::ByteView{*material}.subspan(1));
    NoteKey result{std::string{vkey.substr(0, first)}, static_cast<KeyType>(type), *key};
    if (result.text() != vkey) return std::nullopt;  // another id, or capital digits
    return result;
}

std::string NoteKey::text() const {
    base::Bytes material{static_cast<std::uint8_t>(type)};
    material.insert(material.end(), key.bytes().begin(), key.bytes().end());
    return fmt::format("{}+{:08x}+{}", name, id(), base::to_base64(material));
}

std::uint32_t NoteKey::id() const {
    const crypto::Digest digest = crypto::Sha256{}
                                      .add(name)
                                      .add(std::uint8_t{0x0a})
                                      .add(static_cast<std::uint8_t>(type))
                                      .add(base::ByteView{key.bytes()})
                                      .finish();
    return base::get_u32(digest);
}

base::Result<Note> parse_note(std::string_view note) {
    if (note.size() > largest_note) return malformed("too long");
    if (!is_utf8(note)) return malformed("not UTF-8");
    if (std::ranges::any_of(note, [](char c) { return c >= 0 && c < 0x20 && c != '\n'; })) {
        return malformed("control character");
    }
    const std::size_t blank = note.rfind("\n\n");
    if (blank == std::string_view::npos) return malformed("no blank line");
    Note result{.text = std::string{note.substr(0, blank + 1)}, .signatures = {}};
    std::string_view rest = note.substr(blank + 2);
    if (rest.empty()) return malformed("no signature");
    while (!rest.empty()) {
        const auto line = take_line(rest);
        if (!line) return malformed("no newline at the end");
        if (result.signatures.size() == most_signatures) return malformed("too many signatures");
        auto signature = TRY(parse_signature(*line));
        result.signatures.push_back(std::move(signature));
    }
    return result;
}

std::string signature_line(std::string_view name, std::uint32_t key_id, base::ByteView bytes) {
    base::Bytes field;
    base::put_u32(field, key_id);
    field.insert(field.end(), bytes.begin(), bytes.end());
    return fmt::format("{}{} {}\n", dash, name, base::to_base64(field));
}

std::string sign_note(std::string_view text, std::string_view name, const crypto::SigningKey& key) {
    const NoteKey verifier{std::string{name}, KeyType::log, key.verify_key()};
    return fmt::format("{}\n{}", text, signature_line(name, verifier.id(), key.sign(base::as_bytes(text))));
}

std::string cosign(std::string_view text, std::string_view name, const crypto::SigningKey& key, std::int64_t seconds) {
    CHECK(seconds >= 0);
    const NoteKey verifier{std::string{name}, KeyType::witness, key.verify_key()};
    const auto time = static_cast<std::uint64_t>(seconds);
    const crypto::Signature signature = key.sign(base::as_bytes(cosigned_message(text, time)));
    base::Bytes field;
    base::put_u64(field, time);
    field.insert(field.end(), signature.begin(), signature.end());
    return signature_line(name, verifier.id(), field);
}

SignatureState check_signature(const Note& note, const NoteKey& key) {
    const std::uint32_t id = key.id();
    SignatureState state = SignatureState::absent;
    for (const NoteSignature& signature : note.signatures) {
        if (signature.key_id != id || signature.name != key.name) continue;
        if (!verifies(note, key, signature.bytes)) return SignatureState::wrong;
        state = SignatureState::good;
    }
    return state;
}

}  // namespace menhu::ledger
