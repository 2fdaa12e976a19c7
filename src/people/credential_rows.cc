#include "people/credential_rows.h"

#include <algorithm>
#include <array>

#include "people/set_password.h"

namespace menhu::people::rows {
namespace {

constexpr store::Statement second_factors_statement{"people.second_factors",
                                                    "SELECT second_factors FROM people_accounts WHERE id = $1"};
constexpr store::Statement count_statement{
    "people.count_second_factors",
    "UPDATE people_accounts SET second_factors = (SELECT COUNT(*) FROM people_totp t WHERE t.account_id = $1) + "
    "(SELECT COUNT(*) FROM people_passkeys p WHERE p.account_id = $1) WHERE id = $1"};

constexpr store::Statement password_hash_statement{
    "people.update_password_hash", "UPDATE people_passwords SET hash = $3 WHERE account_id = $1 AND hash = $2"};

constexpr store::Statement unusable_statement{"people.delete_unusable_passwords",
                                              "DELETE FROM people_passwords WHERE account_id = $1 AND hash = $2"};

constexpr store::Statement totp_statement{
    "people.totp", "SELECT secret_sealed, enrolled_at, last_step FROM people_totp WHERE account_id = $1"};
constexpr store::Statement put_totp_statement{
    "people.put_totp",
    "INSERT INTO people_totp (account_id, secret_sealed, enrolled_at, last_step) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (account_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, "
    "enrolled_at = excluded.enrolled_at, last_step = excluded.last_step"};
constexpr store::Statement totp_step_statement{"people.update_totp_step",
                                               "UPDATE people_totp SET last_step = $2 WHERE account_id = $1"};
constexpr store::Statement delete_totp_statement{"people.delete_totp", "DELETE FROM people_totp WHERE account_id = $1"};
constexpr store::Statement offer_statement{"people.totp_offer",
                                           "SELECT secret_sealed, until FROM people_totp_offers WHERE account_id = $1"};
constexpr store::Statement put_offer_statement{
    "people.put_totp_offer",
    "INSERT INTO people_totp_offers (account_id, secret_sealed, until) VALUES ($1, $2, $3) "
    "ON CONFLICT (account_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, until = excluded.until"};
constexpr store::Statement delete_offer_statement{"people.delete_totp_offer",
                                                  "DELETE FROM people_totp_offers WHERE account_id = $1"};

constexpr store::Statement passkeys_statement{
    "people.passkeys",
    "SELECT id, account_id, credential, algorithm, public_key, sign_count, name, created_at, last_used_at "
    "FROM people_passkeys WHERE account_id = $1 ORDER BY id"};
constexpr store::Statement passkey_statement{
    "people.passkey",
    "SELECT id, account_id, credential, algorithm, public_key, sign_count, name, created_at, last_used_at "
    "FROM people_passkeys WHERE credential = $1"};
constexpr store::Statement insert_passkey_statement{
    "people.insert_passkey",
    "INSERT INTO people_passkeys (id, account_id, credential, algorithm, public_key, sign_count, name, created_at, "
    "last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)"};
constexpr store::Statement used_statement{
    "people.update_passkey_used", "UPDATE people_passkeys SET sign_count = $2, last_used_at = $3 WHERE id = $1"};
constexpr store::Statement delete_passkey_statement{"people.delete_passkey",
                                                    "DELETE FROM people_passkeys WHERE account_id = $1 AND id = $2"};
constexpr store::Statement delete_passkeys_statement{"people.delete_passkeys",
                                                     "DELETE FROM people_passkeys WHERE account_id = $1"};

constexpr store::Statement insert_challenge_statement{
    "people.insert_challenge",
    "INSERT INTO people_challenges (id, challenge_hash, kind, session_id, until) VALUES ($1, $2, $3, $4, $5)"};
constexpr store::Statement challenge_statement{
    "people.challenge", "SELECT challenge_hash, kind, session_id, until FROM people_challenges WHERE id = $1"};
constexpr store::Statement delete_challenge_statement{"people.delete_challenge",
                                                      "DELETE FROM people_challenges WHERE id = $1"};
constexpr store::Statement stale_challenges_statement{"people.delete_stale_challenges",
                                                      "DELETE FROM people_challenges WHERE until <= $1"};

constexpr store::Statement token_statement{
    "people.one_time_token",
    "SELECT account_id, kind, until, used_at FROM people_one_time_tokens WHERE token_hash = $1"};
constexpr store::Statement insert_token_statement{
    "people.insert_one_time_token",
    "INSERT INTO people_one_time_tokens (token_hash, account_id, kind, added_at, until, used_at) "
    "VALUES ($1, $2, $3, $4, $5, NULL)"};
constexpr store::Statement token_used_statement{"people.update_one_time_token",
                                                "UPDATE people_one_time_tokens SET used_at = $2 WHERE token_hash = $1"};
constexpr store::Statement delete_tokens_statement{
    "people.delete_one_time_tokens", "DELETE FROM people_one_time_tokens WHERE account_id = $1 AND used_at IS NULL"};
constexpr store::Statement stale_tokens_statement{"people.delete_stale_tokens",
                                                  "DELETE FROM people_one_time_tokens WHERE until <= $1"};

constexpr std::array table{second_factors_statement,
                           count_statement,
                           totp_statement,
                           put_totp_statement,
                           totp_step_statement,
                           delete_totp_statement,
                           offer_statement,
                           put_offer_statement,
                           delete_offer_statement,
                           passkeys_statement,
                           passkey_statement,
                           insert_passkey_statement,
                           used_statement,
                           delete_passkey_statement,
                           delete_passkeys_statement,
                           insert_challenge_statement,
                           challenge_statement,
                           delete_challenge_statement,
                           stale_challenges_statement,
                           token_statement,
                           insert_token_statement,
                           token_used_statement,
                           delete_tokens_statement,
                           stale_tokens_statement,
                           password_hash_statement,
                           unusable_statement};

base::Bytes copy(base::ByteView bytes) { return {bytes.begin(), bytes.end()}; }

crypto::Digest digest(base::ByteView bytes) {
    crypto::Digest out{};
    CHECK(bytes.size() == out.size());
    std::ranges::copy(bytes, out.begin());
    return out;
}

PasskeyRow passkey_of(const store::Row& row) {
    return {.id = row.integer(0),
            .account = AccountId{row.integer(1)},
            .passkey = {.id = copy(row.bytes(2)),
                        .algorithm = static_cast<crypto::PasskeyAlgorithm>(row.integer(3)),
                        .public_key = copy(row.bytes(4)),
                        .sign_count = static_cast<std::uint32_t>(row.integer(5))},
            .name = std::string{row.text(6)},
            .created_at = row.instant(7),
            .last_used_at = row.maybe_instant(8)};
}

}  // namespace

base::Result<std::int64_t> second_factors(store::ReadTx& tx, AccountId account) {
    const auto count =
        TRY(tx.one(second_factors_statement, [](const store::Row& row) { return row.integer(0); }, account.number()));
    return count.value_or(0);
}

base::Result<void> count_second_factors(store::WriteTx& tx, AccountId account) {
    TRY(tx.run(count_statement, account.number()));
    return {};
}

base::Result<void> update_password_hash(store::WriteTx& tx, AccountId account, std::string_view old_hash,
                                        std::string_view new_hash) {
    TRY(tx.run(password_hash_statement, account.number(), old_hash, new_hash));
    return {};
}

base::Result<void> delete_unusable_passwords(store::WriteTx& tx, AccountId account) {
    TRY(tx.run(unusable_statement, account.number(), unusable_password));
    return {};
}

base::Result<std::optional<TotpRow>> totp(store::ReadTx& tx, AccountId account) {
    return tx.one(
        totp_statement,
        [](const store::Row& row) {
            return TotpRow{
                .secret_sealed = copy(row.bytes(0)), .enrolled_at = row.instant(1), .last_step = row.integer(2)};
        },
        account.number());
}

base::Result<void> put_totp(store::WriteTx& tx, AccountId account, const TotpRow& row) {
    TRY(tx.run(put_totp_statement, account.number(), row.secret_sealed, row.enrolled_at, row.last_step));
    return count_second_factors(tx, account);
}

base::Result<void> update_totp_step(store::WriteTx& tx, AccountId account, std::int64_t step) {
    TRY(tx.run(totp_step_statement, account.number(), step));
    return {};
}

base::Result<std::int64_t> delete_totp(store::WriteTx& tx, AccountId account) {
    const auto gone = TRY(tx.run(delete_totp_statement, account.number()));
    TRY(count_second_factors(tx, account));
    return gone;
}

base::Result<std::optional<TotpOfferRow>> totp_offer(store::ReadTx& tx, AccountId account) {
    return tx.one(
        offer_statement,
        [](const store::Row& row) {
            return TotpOfferRow{.secret_sealed = copy(row.bytes(0)), .until = row.instant(1)};
        },
        account.number());
}

base::Result<void> put_totp_offer(store::WriteTx& tx, AccountId account, const TotpOfferRow& row) {
    TRY(tx.run(put_offer_statement, account.number(), row.secret_sealed, row.until));
    return {};
}

base::Result<void> delete_totp_offer(store::WriteTx& tx, AccountId account) {
    TRY(tx.run(delete_offer_statement, account.number()));
    return {};
}

base::Result<std::vector<PasskeyRow>> passkeys(store::ReadTx& tx, AccountId account) {
    return tx.all(passkeys_statement, passkey_of, account.number());
}

base::Result<std::optional<PasskeyRow>> passkey(store::ReadTx& tx, base::ByteView credential) {
    return tx.one(passkey_statement, passkey_of, credential);
}

base::Result<void> insert_passkey(store::WriteTx& tx, const PasskeyRow& row) {
    TRY(tx.run(insert_passkey_statement, row.id, row.account.number(), row.passkey.id,
               static_cast<std::int64_t>(row.passkey.algorithm), row.passkey.public_key,
               std::int64_t{row.passkey.sign_count}, row.name, row.created_at));
    return count_second_factors(tx, row.account);
}

base::Result<void> update_passkey_used(store::WriteTx& tx, std::int64_t id, std::uint32_t sign_count,
                                       base::Instant at) {
    TRY(tx.run(used_statement, id, std::int64_t{sign_count}, at));
    return {};
}

base::Result<std::int64_t> delete_passkey(store::WriteTx& tx, AccountId account, std::int64_t id) {
    const auto gone = TRY(tx.run(delete_passkey_statement, account.number(), id));
    TRY(count_second_factors(tx, account));
    return gone;
}

base::Result<std::int64_t> delete_passkeys(store::WriteTx& tx, AccountId account) {
    const auto gone = TRY(tx.run(delete_passkeys_statement, account.number()));
    TRY(count_second_factors(tx, account));
    return gone;
}

base::Result<void> insert_challenge(store::WriteTx& tx, std::int64_t id, const ChallengeRow& row) {
    TRY(tx.run(insert_challenge_statement, id, row.challenge_hash, row.kind, row.session, row.until));
    return {};
}

base::Result<std::optional<ChallengeRow>> take_challenge(store::WriteTx& tx, std::int64_t id) {
    auto found = TRY(tx.one(
        challenge_statement,
        [](const store::Row& row) {
            return ChallengeRow{.challenge_hash = digest(row.bytes(0)),
                                .kind = std::string{row.text(1)},
                                .session = row.maybe_integer(2),
                                .until = row.instant(3)};
        },
        id));
    if (found) TRY(tx.run(delete_challenge_statement, id));
    return found;
}

base::Result<std::int64_t> delete_stale_challenges(store::WriteTx& tx, base::Instant now) {
    return tx.run(stale_challenges_statement, now);
}

base::Result<std::optional<TokenRow>> token(store::ReadTx& tx, const crypto::Digest& hash) {
    return tx.one(
        token_statement,
        [](const store::Row& row) {
            return TokenRow{.account = AccountId{row.integer(0)},
                            .kind = std::string{row.text(1)},
                            .until = row.instant(2),
                            .used_at = row.maybe_instant(3)};
        },
        hash);
}

base::Result<void> insert_token(store::WriteTx& tx, const crypto::Digest& hash, const TokenRow& row,
                                base::Instant added_at) {
    TRY(tx.run(insert_token_statement, hash, row.account.number(), row.kind, added_at, row.until));
    return {};
}

base::Result<void> update_token_used(store::WriteTx& tx, const crypto::Digest& hash, base::Instant at) {
    TRY(tx.run(token_used_statement, hash, at));
    return {};
}

base::Result<std::int64_t> delete_tokens(store::WriteTx& tx, AccountId account) {
    return tx.run(delete_tokens_statement, account.number());
}

base::Result<std::int64_t> delete_stale_tokens(store::WriteTx& tx, base::Instant now) {
    return tx.run(stale_tokens_statement, now);
}

std::span<const store::Statement> credential_statements() { return table; }

}  // namespace menhu::people::rows
