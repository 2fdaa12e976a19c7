#pragma once
// people_totp, people_passkeys, people_challenges, people_one_time_tokens. Inside the room. Thread rule: as the
// transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "crypto/webauthn.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::people::rows {

// How many second factors an account has; counted anew with each change.
base::Result<std::int64_t> second_factors(store::ReadTx& tx, AccountId account);
base::Result<void> count_second_factors(store::WriteTx& tx, AccountId account);

// The same password at another cost, if it is still the one in use.
base::Result<void> update_password_hash(store::WriteTx& tx, AccountId account, std::string_view old_hash,
                                        std::string_view new_hash);

// What stands for a password where there is none (set_password.h); not part of the history.
base::Result<void> delete_unusable_passwords(store::WriteTx& tx, AccountId account);

// ---- codes by time ----

struct TotpRow {
    base::Bytes secret_sealed;
    base::Instant enrolled_at{};
    std::int64_t last_step = 0;
};
base::Result<std::optional<TotpRow>> totp(store::ReadTx& tx, AccountId account);
base::Result<void> put_totp(store::WriteTx& tx, AccountId account, const TotpRow& row);
base::Result<void> update_totp_step(store::WriteTx& tx, AccountId account, std::int64_t step);
base::Result<std::int64_t> delete_totp(store::WriteTx& tx, AccountId account);

struct TotpOfferRow {
    base::Bytes secret_sealed;
    base::Instant until{};
};
base::Result<std::optional<TotpOfferRow>> totp_offer(store::ReadTx& tx, AccountId account);
base::Result<void> put_totp_offer(store::WriteTx& tx, AccountId account, const TotpOfferRow& row);
base::Result<void> delete_totp_offer(store::WriteTx& tx, AccountId account);

// ---- passkeys ----

struct PasskeyRow {
    std::int64_t id = 0;
    AccountId account{0};
    crypto::Passkey passkey;
    std::string name;
    base::Instant created_at{};
    std::optional<base::Instant> last_used_at;
};
base::Result<std::vector<PasskeyRow>> passkeys(store::ReadTx& tx, AccountId account);  // the oldest first
base::Result<std::optional<PasskeyRow>> passkey(store::ReadTx& tx, base::ByteView credential);
base::Result<void> insert_passkey(store::WriteTx& tx, const PasskeyRow& row);
base::Result<void> update_passkey_used(store::WriteTx& tx, std::int64_t id, std::uint32_t sign_count, base::Instant at);
base::Result<std::int64_t> delete_passkey(store::WriteTx& tx, AccountId account, std::int64_t id);
base::Result<std::int64_t> delete_passkeys(store::WriteTx& tx, AccountId account);

// ---- challenges ----

struct ChallengeRow {
    crypto::Digest challenge_hash{};
    std::string kind;  // "sign_in", "prove", "enrol"
    std::optional<std::int64_t> session;
    base::Instant until{};
};
base::Result<void> insert_challenge(store::WriteTx& tx, std::int64_t id, const ChallengeRow& row);
// The challenge, which is gone from then on: it is good once.
base::Result<std::optional<ChallengeRow>> take_challenge(store::WriteTx& tx, std::int64_t id);
base::Result<std::int64_t> delete_stale_challenges(store::WriteTx& tx, base::Instant now);

// ---- one-time tokens ----

struct TokenRow {
    AccountId account{0};
    std::string kind;
    base::Instant until{};
    std::optional<base::Instant> used_at;
};
base::Result<std::optional<TokenRow>> token(store::ReadTx& tx, const crypto::Digest& hash);
base::Result<void> insert_token(store::WriteTx& tx, const crypto::Digest& hash, const TokenRow& row,
                                base::Instant added_at);
base::Result<void> update_token_used(store::WriteTx& tx, const crypto::Digest& hash, base::Instant at);
base::Result<std::int64_t> delete_tokens(store::WriteTx& tx, AccountId account);
base::Result<std::int64_t> delete_stale_tokens(store::WriteTx& tx, base::Instant now);

std::span<const store::Statement> credential_statements();

}  // namespace menhu::people::rows
