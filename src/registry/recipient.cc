#include "registry/recipient.h"

#include <algorithm>
#include <array>

#include "crypto/age.h"
#include "crypto/hash.h"
#include "format/code_points.h"
#include "format/json.h"
#include "ledger/ledger.h"
#include "registry/copy_inside.h"
#include "registry/copy_rows.h"

namespace menhu::registry {

namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_text = 500;

Error ill_formed(std::string_view part) {
    return {Fault::bad_input, "registry.recipient_ill_formed", std::string{part}};
}

// Hexadecimal digits alone, capitals; empty if there is anything else than those and spaces.
std::string digits_of(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ' ' || c == '-' || c == ':') continue;
        const bool is_small = c >= 'a' && c <= 'f';
        if (!is_small && !(c >= 'A' && c <= 'F') && !(c >= '0' && c <= '9')) return {};
        out += is_small ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

base::Result<Recipient> known(store::ReadTx& tx, RecipientId id) {
    auto found = TRY(rows::recipient(tx, id));
    if (!found) return Error{Fault::not_found, "registry.recipient_unknown"};
    return *std::move(found);
}

base::Result<void> enter(store::WriteTx& tx, const Registry& registry, const people::Actor& by, std::string_view kind,
                         const Recipient& recipient, std::string secret, base::Instant now) {
    auto entry = copy_entry(kind, by);
    entry.facts = {{"recipient", recipient.id.text()},
                   {"key_sha256", base::to_hex(crypto::sha256(recipient.key))},
                   {"from", base::to_iso(recipient.from)},
                   {"until", base::to_iso(recipient.until)}};
    entry.secret = base::Personal<std::string>{std::move(secret)};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

}  // namespace

ledger::Entry copy_entry(std::string_view kind, const people::Actor& by) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    return entry;
}

bool is_text(std::string_view text, std::size_t most, Needed needed) {
    if (!format::is_utf8(text) || format::count_code_points(text) > most) return false;
    return needed == Needed::no || text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

std::string sealed_texts(std::initializer_list<std::pair<std::string_view, std::string_view>> texts) {
    std::string out = "{";
    for (const auto& [name, text] : texts) {
        if (out.size() > 1) out += ',';
        format::append_json_text(name, out);
        out += ':';
        format::append_json_text(text, out);
    }
    return out + "}";
}

std::string_view recipient_state_code(RecipientState state) {
    static constexpr std::array<std::string_view, 5> codes{"waiting", "not_yet_valid", "in_force", "expired",
                                                           "revoked"};
    return codes[static_cast<std::size_t>(state)];
}

base::Result<TriedKey> try_key(std::string_view text) {
    auto key = format::AgeKey::read(text);
    if (!key) return Error{Fault::bad_input, "registry.recipient_key"};
    // A point of small order has the right form and is refused by the tool.
    const auto tried = crypto::age_encrypt(key->text(), {});
    if (!tried && tried.error().code() == "crypto.age_failed") {
        return Error{Fault::bad_input, "registry.recipient_key"};
    }
    if (!tried) return tried.error();
    return TriedKey{*std::move(key)};
}

std::string key_fingerprint(std::string_view key) {
    const auto hex = digits_of(base::to_hex(crypto::sha256(key)));
    std::string out;
    for (std::size_t at = 0; at < 32; at += 4) {
        if (at != 0) out += ' ';
        out += hex.substr(at, 4);
    }
    return out;
}

RecipientState Recipient::state(base::Instant now) const {
    if (revoked_at) return RecipientState::revoked;
    if (now >= base::taipei_end(until)) return RecipientState::expired;
    if (!confirmed_at) return RecipientState::waiting;
    return now < base::taipei_start(from) ? RecipientState::not_yet_valid : RecipientState::in_force;
}

bool Recipient::may_confirm(const people::Actor& by) const {
    return !confirmed_at && !revoked_at && by.roles().has_any(copy_keepers) && by.account() != registered_by;
}

bool Recipient::may_revoke(const people::Actor& by) const { return !revoked_at && by.roles().has_any(copy_keepers); }

base::Result<RecipientId> register_recipient(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                             const NewRecipient& wish, const TriedKey& key, base::Random& random,
                                             base::Instant now) {
    TRY(people::require_any(by, copy_keepers));
    if (!is_text(wish.name, longest_name)) return ill_formed("name");
    if (!is_text(wish.organisation, longest_name)) return ill_formed("organisation");
    if (!is_text(wish.contact, longest_text)) return ill_formed("contact");
    if (wish.until < wish.from || now >= base::taipei_end(wish.until)) return ill_formed("until");
    const auto all = TRY(rows::recipients(tx));
    for (const auto& one : all) {
        if (one.key == key.text() && !one.revoked_at) return Error{Fault::conflict, "registry.recipient_key_known"};
    }
    const Recipient recipient{.id = RecipientId::make(now, random),
                              .name = wish.name,
                              .organisation = wish.organisation,
                              .contact = wish.contact,
                              .key = key.text(),
                              .from = wish.from,
                              .until = wish.until,
                              .registered_by = by.account(),
                              .registered_at = now,
                              .confirmed_by = {},
                              .confirmed_at = {},
                              .channel = {},
                              .revoked_by = {},
                              .revoked_at = {},
                              .revoked_why = {}};
    TRY(rows::insert_recipient(tx, recipient));
    TRY(enter(tx, registry, by, "copy.recipient_registered", recipient,
              sealed_texts({{"name", wish.name}, {"organisation", wish.organisation}, {"contact", wish.contact}}),
              now));
    return recipient.id;
}

base::Result<void> confirm_recipient(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                     RecipientId id, std::string_view fingerprint, std::string_view channel,
                                     base::Instant now) {
    TRY(people::require_any(by, copy_keepers));
    const auto recipient = TRY(known(tx, id));
    if (recipient.state(now) != RecipientState::waiting) return Error{Fault::conflict, "registry.recipient_state"};
    if (by.account() == recipient.registered_by) return Error{Fault::refused, "registry.copy_second_person"};
    if (!is_text(channel, longest_text)) return ill_formed("channel");
    if (digits_of(fingerprint) != digits_of(key_fingerprint(recipient.key))) {
        return Error{Fault::refused, "registry.recipient_fingerprint"};
    }
    TRY(rows::confirm_recipient(tx, id, by.account(), channel, now));
    return enter(tx, registry, by, "copy.recipient_confirmed", recipient, sealed_texts({{"channel", channel}}), now);
}

base::Result<void> revoke_recipient(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                    RecipientId id, std::string_view reason, base::Instant now) {
    TRY(people::require_any(by, copy_keepers));
    const auto recipient = TRY(known(tx, id));
    if (recipient.revoked_at) return Error{Fault::conflict, "registry.recipient_state"};
    if (!is_text(reason, longest_text)) return ill_formed("reason");
    TRY(rows::revoke_recipient(tx, id, by.account(), reason, now));
    return enter(tx, registry, by, "copy.recipient_revoked", recipient, sealed_texts({{"reason", reason}}), now);
}

base::Result<std::vector<Recipient>> recipients(store::ReadTx& tx) { return rows::recipients(tx); }

base::Result<std::optional<Recipient>> find_recipient(store::ReadTx& tx, RecipientId id) {
    return rows::recipient(tx, id);
}

}  // namespace menhu::registry
