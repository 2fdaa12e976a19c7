#include "people/session_rows.h"

#include <algorithm>
#include <array>

namespace menhu::people {

Actor ActorMaker::make(Parts parts) {
    Actor actor{parts.account, parts.unit};
    actor.roles_ = parts.roles;
    actor.standing_ = parts.standing;
    actor.duty_ = parts.duty;
    actor.account_name_ = std::move(parts.account_name);
    actor.display_name_ = std::move(parts.display_name);
    actor.unit_name_ = std::move(parts.unit_name);
    actor.district_ = std::move(parts.district);
    actor.session_ = parts.session;
    return actor;
}

namespace rows {
namespace {

constexpr store::Statement session_statement{
    "people.session",
    "SELECT s.id, s.idle_until, s.absolute_until, s.extensions, s.ended, a.id, t.unit_id, t.roles, a.name, "
    "a.display_name, u.name_zh, u.district, t.state, t.valid_from, t.valid_until, u.valid_from, u.valid_until, "
    "a.password_due_at, s.method, s.factors, s.proved_at, a.second_factors FROM people_sessions s JOIN people_accounts "
    "a ON a.id = s.account_id "
    "JOIN people_account_terms t ON t.account_id = a.id AND t.number = (SELECT MAX(n.number) "
    "FROM people_account_terms n WHERE n.account_id = a.id AND n.from_at <= $2) "
    "JOIN people_units u ON u.id = t.unit_id WHERE s.token_hash = $1"};
constexpr store::Statement token_hash_statement{"people.session_token_hash",
                                                "SELECT token_hash FROM people_sessions WHERE id = $1"};
constexpr store::Statement insert_statement{
    "people.insert_session",
    "INSERT INTO people_sessions (id, token_hash, account_id, started_at, idle_until, absolute_until, extensions, "
    "ended, method, factors, proved_at, source_sealed) VALUES ($1, $2, $3, $4, $5, $6, 0, NULL, $7, $8, $9, $10)"};
constexpr store::Statement proved_statement{
    "people.update_proved",
    "UPDATE people_sessions SET token_hash = $2, idle_until = $3, absolute_until = $4, method = $5, factors = $6, "
    "proved_at = $7 WHERE id = $1"};
constexpr store::Statement proof_statement{"people.update_proof",
                                           "UPDATE people_sessions SET factors = $2, proved_at = $3 WHERE id = $1"};
constexpr store::Statement live_statement{
    "people.live_sessions",
    "SELECT s.id, s.started_at, s.idle_until, s.method, s.factors, s.proved_at, s.source_sealed "
    "FROM people_sessions s JOIN people_accounts a ON a.id = s.account_id WHERE s.account_id = $1 AND s.ended IS NULL "
    "AND s.idle_until > $2 AND s.absolute_until > $2 AND (s.factors <> 1 OR a.second_factors = 0) "
    "ORDER BY s.started_at DESC, s.id DESC"};
constexpr store::Statement owner_statement{"people.session_owner",
                                           "SELECT account_id FROM people_sessions WHERE id = $1 AND ended IS NULL"};
constexpr store::Statement idle_statement{"people.update_idle",
                                          "UPDATE people_sessions SET idle_until = $2 WHERE id = $1"};
constexpr store::Statement extended_statement{
    "people.update_extended",
    "UPDATE people_sessions SET idle_until = $2, absolute_until = $3, extensions = extensions + 1 WHERE id = $1"};
constexpr store::Statement delete_statement{"people.delete_session", "DELETE FROM people_sessions WHERE id = $1"};
constexpr store::Statement end_statement{
    "people.end_sessions", "UPDATE people_sessions SET ended = $2 WHERE account_id = $1 AND ended IS NULL"};
constexpr store::Statement delete_other_statement{
    "people.delete_other_sessions", "DELETE FROM people_sessions WHERE account_id = $1 AND id <> $2 AND ended IS NULL"};
constexpr store::Statement expired_statement{
    "people.expired_sessions",
    "SELECT s.id, s.account_id, t.unit_id, s.idle_until, s.absolute_until, s.ended FROM people_sessions s "
    "JOIN people_account_terms t ON t.account_id = s.account_id AND t.number = (SELECT MAX(n.number) "
    "FROM people_account_terms n WHERE n.account_id = s.account_id AND n.from_at <= $1) "
    "WHERE s.idle_until <= $1 OR s.absolute_until <= $1 ORDER BY s.id LIMIT 500"};
constexpr store::Statement attempts_statement{"people.attempts",
                                              "SELECT failures, locked_until FROM people_attempts WHERE name_tag = $1"};
constexpr store::Statement put_attempts_statement{
    "people.put_attempts",
    "INSERT INTO people_attempts (name_tag, failures, last_at, locked_until) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (name_tag) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, "
    "locked_until = excluded.locked_until"};
constexpr store::Statement delete_attempts_statement{"people.delete_attempts",
                                                     "DELETE FROM people_attempts WHERE name_tag = $1"};
constexpr store::Statement stale_statement{"people.delete_stale_attempts",
                                           "DELETE FROM people_attempts WHERE last_at < $1 AND locked_until <= $2"};
constexpr std::array session_table{session_statement,      insert_statement,          idle_statement,
                                   extended_statement,     delete_statement,          end_statement,
                                   delete_other_statement, expired_statement,         attempts_statement,
                                   put_attempts_statement, delete_attempts_statement, stale_statement,
                                   proved_statement,       proof_statement,           live_statement,
                                   owner_statement,        token_hash_statement};

SessionProof proof_of(const store::Row& row, int column) {
    const std::int64_t factors = row.integer(column + 1);
    CHECK(factors >= 0 && factors <= 2);
    return {.method = std::string{row.text(column)},
            .factors = static_cast<Factors>(factors),
            .proved_at = row.instant(column + 2)};
}

SessionRow decode(const store::Row& row) {
    return {.id = row.integer(0),
            .idle_until = row.instant(1),
            .absolute_until = row.instant(2),
            .extensions = row.integer(3),
            .ended = row.maybe_text(4),
            .actor = {.account = AccountId{row.integer(5)},
                      .unit = UnitId{row.integer(6)},
                      .roles = Roles::from_bits(row.integer(7)),
                      .standing = Standing::closed,
                      .duty = Duty::must_prove_second,
                      .account_name = std::string{row.text(8)},
                      .display_name = std::string{row.text(9)},
                      .unit_name = std::string{row.text(10)},
                      .district = std::string{row.text(11)},
                      .session = std::nullopt},
            .validity = {.state = state_from_code(row.text(12)),
                         .from = row.instant(13),
                         .until = row.maybe_instant(14),
                         .unit_from = row.instant(15),
                         .unit_until = row.maybe_instant(16)},
            .password_due_at = row.instant(17),
            .proof = proof_of(row, 18),
            .second_factors = row.integer(21)};
}

}  // namespace

base::Result<std::optional<SessionRow>> session(store::ReadTx& tx, const crypto::Digest& token_hash,
                                                base::Instant now) {
    return tx.one(session_statement, decode, token_hash, now);
}

base::Result<std::optional<crypto::Digest>> session_token_hash(store::ReadTx& tx, std::int64_t id) {
    return tx.one(
        token_hash_statement,
        [](const store::Row& row) {
            const auto bytes = row.bytes(0);
            crypto::Digest digest{};
            CHECK(bytes.size() == digest.size());
            std::ranges::copy(bytes, digest.begin());
            return digest;
        },
        id);
}

base::Result<void> insert_session(store::WriteTx& tx, const NewSession& session) {
    TRY(tx.run(insert_statement, session.id, session.token_hash, session.account.number(), session.started_at,
               session.idle_until, session.absolute_until, session.proof.method,
               static_cast<std::int64_t>(session.proof.factors), session.proof.proved_at, session.source_sealed));
    return {};
}

base::Result<void> update_proved(store::WriteTx& tx, const NewSession& session) {
    TRY(tx.run(proved_statement, session.id, session.token_hash, session.idle_until, session.absolute_until,
               session.proof.method, static_cast<std::int64_t>(session.proof.factors), session.proof.proved_at));
    return {};
}

base::Result<void> update_proof(store::WriteTx& tx, std::int64_t id, Factors factors, base::Instant proved_at) {
    TRY(tx.run(proof_statement, id, static_cast<std::int64_t>(factors), proved_at));
    return {};
}

base::Result<std::vector<ListedSession>> live_sessions(store::ReadTx& tx, AccountId account, base::Instant now) {
    return tx.all(
        live_statement,
        [](const store::Row& row) {
            return ListedSession{.id = row.integer(0),
                                 .started_at = row.instant(1),
                                 .idle_until = row.instant(2),
                                 .proof = proof_of(row, 3),
                                 .source_sealed = row.maybe_bytes(6)};
        },
        account.number(), now);
}

base::Result<std::optional<AccountId>> session_owner(store::ReadTx& tx, std::int64_t id) {
    return tx.one(owner_statement, [](const store::Row& row) { return AccountId{row.integer(0)}; }, id);
}

base::Result<void> update_idle(store::WriteTx& tx, std::int64_t id, base::Instant idle_until) {
    TRY(tx.run(idle_statement, id, idle_until));
    return {};
}

base::Result<void> update_extended(store::WriteTx& tx, std::int64_t id, base::Instant idle_until,
                                   base::Instant absolute_until) {
    TRY(tx.run(extended_statement, id, idle_until, absolute_until));
    return {};
}

base::Result<void> delete_session(store::WriteTx& tx, std::int64_t id) {
    TRY(tx.run(delete_statement, id));
    return {};
}

base::Result<std::int64_t> end_sessions(store::WriteTx& tx, AccountId account, std::string_view why) {
    return tx.run(end_statement, account.number(), why);
}

base::Result<std::int64_t> delete_other_sessions(store::WriteTx& tx, AccountId account, std::int64_t kept) {
    return tx.run(delete_other_statement, account.number(), kept);
}

base::Result<std::vector<ExpiredSession>> expired_sessions(store::ReadTx& tx, base::Instant now) {
    return tx.all(
        expired_statement,
        [](const store::Row& row) {
            return ExpiredSession{.id = row.integer(0),
                                  .account = AccountId{row.integer(1)},
                                  .unit = UnitId{row.integer(2)},
                                  .at = base::from_millis(std::min(row.integer(3), row.integer(4))),
                                  .was = row.is_null(5) ? ExpiredSession::Was::open : ExpiredSession::Was::ended};
        },
        now);
}

base::Result<Attempts> attempts(store::ReadTx& tx, const crypto::Tag& name) {
    auto found = TRY(tx.one(
        attempts_statement,
        [](const store::Row& row) { return Attempts{.failures = row.integer(0), .locked_until = row.instant(1)}; },
        name));
    return found.value_or(Attempts{});
}

base::Result<void> put_attempts(store::WriteTx& tx, const crypto::Tag& name, const Attempts& attempts,
                                base::Instant now) {
    TRY(tx.run(put_attempts_statement, name, attempts.failures, now, attempts.locked_until));
    return {};
}

base::Result<void> delete_attempts(store::WriteTx& tx, const crypto::Tag& name) {
    TRY(tx.run(delete_attempts_statement, name));
    return {};
}

base::Result<std::int64_t> delete_stale_attempts(store::WriteTx& tx, base::Instant before, base::Instant now) {
    return tx.run(stale_statement, before, now);
}

std::span<const store::Statement> session_statements() { return session_table; }

}  // namespace rows
}  // namespace menhu::people
