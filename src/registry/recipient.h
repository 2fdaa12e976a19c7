#pragma once
// Recipients of copies (S2.4): a named person or unit with a public key of age. One keeper registers the key, another
// confirms it after the recipient has read its fingerprint out by another channel; until then nothing is encrypted to
// it.
//
// Promises: whoever confirms types the fingerprint and is not shown it before; a key stands for one recipient at a
// time. Whether a recipient counts is computed when asked. Thread rule: as the transaction; try_key on a thread that
// may block.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "format/age_key.h"
#include "people/actor.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

using RecipientId = base::Id<struct RecipientTag>;

enum class RecipientState : std::uint8_t { waiting, not_yet_valid, in_force, expired, revoked };
std::string_view recipient_state_code(RecipientState state);

// A key to which the tool has encrypted something.
class TriedKey {
public:
    const std::string& text() const { return key_.text(); }

private:
    friend base::Result<TriedKey> try_key(std::string_view text);
    explicit TriedKey(format::AgeKey key) : key_{std::move(key)} {}
    format::AgeKey key_;
};
// Errors: registry.recipient_key; those of crypto::age_encrypt.
base::Result<TriedKey> try_key(std::string_view text);

// SHA-256 of the key's text, its first 16 bytes as "9F2C 01AB …": what `printf %s age1… | sha256sum` begins with.
std::string key_fingerprint(std::string_view key);

struct NewRecipient {
    std::string name;
    std::string organisation;
    std::string contact;  // by which the fingerprint is asked for: a number from the directory, not from the mail
    base::Date from;
    base::Date until;  // both included
};
struct Recipient {
    RecipientId id{0};
    std::string name;
    std::string organisation;
    std::string contact;
    std::string key;
    base::Date from;
    base::Date until;
    people::AccountId registered_by{0};
    base::Instant registered_at{};
    std::optional<people::AccountId> confirmed_by;
    std::optional<base::Instant> confirmed_at;
    std::string channel;  // how the fingerprint was compared
    std::optional<people::AccountId> revoked_by;
    std::optional<base::Instant> revoked_at;
    std::string revoked_why;

    RecipientState state(base::Instant now) const;
    bool may_confirm(const people::Actor& by) const;
    bool may_revoke(const people::Actor& by) const;
};

// By a keeper (designated person, account administrator), as the next two. Errors: registry.recipient_ill_formed
// (detail: which part), registry.recipient_key_known (another recipient has this key), those of people::require_any.
base::Result<RecipientId> register_recipient(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                             const NewRecipient& recipient, const TriedKey& key, base::Random& random,
                                             base::Instant now);
// By another than registered it. `fingerprint` as the recipient said it; spaces and case do not matter. Errors:
// registry.recipient_unknown, registry.recipient_state, registry.copy_second_person, registry.recipient_fingerprint
// (refused: it is another key), registry.recipient_ill_formed (channel).
base::Result<void> confirm_recipient(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                     RecipientId id, std::string_view fingerprint, std::string_view channel,
                                     base::Instant now);
// At once, for good; files that wait are not handed out any more. Errors: registry.recipient_unknown,
// registry.recipient_state, registry.recipient_ill_formed (reason).
base::Result<void> revoke_recipient(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                    RecipientId id, std::string_view reason, base::Instant now);

// The newest first.
base::Result<std::vector<Recipient>> recipients(store::ReadTx& tx);
base::Result<std::optional<Recipient>> find_recipient(store::ReadTx& tx, RecipientId id);

}  // namespace menhu::registry
