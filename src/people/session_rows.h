#pragma once
// people_sessions and people_attempts; and the one place beside operator.cc where an Actor comes into being. Inside the
// room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "crypto/hash.h"
#include "crypto/tag.h"
#include "people/actor.h"
#include "people/sign_in.h"
#include "people/standing.h"
#include "store/database.h"

namespace menhu::people {

// Fills an Actor; the only friend that it has.
class ActorMaker {
public:
    struct Parts {
        AccountId account{0};
        UnitId unit{0};
        Roles roles;
        Standing standing = Standing::closed;
        Duty duty = Duty::must_prove_second;
        std::string account_name;
        std::string display_name;
        std::string unit_name;
        std::string district;
        std::optional<SessionLimits> session;
    };
    static Actor make(Parts parts);
};

// On what a session rests.
struct SessionProof {
    std::string method;  // code of a Method (start_session.h)
    Factors factors = Factors::one;
    base::Instant proved_at{};
};

namespace rows {

struct SessionRow {
    std::int64_t id = 0;
    base::Instant idle_until{};
    base::Instant absolute_until{};
    std::int64_t extensions = 0;
    std::optional<std::string> ended;
    ActorMaker::Parts actor;  // without standing, duty and session
    Validity validity;
    base::Instant password_due_at{};
    SessionProof proof;
    std::int64_t second_factors = 0;  // that the account has
};

// With the term of the account that is in force at `now`.
base::Result<std::optional<SessionRow>> session(store::ReadTx& tx, const crypto::Digest& token_hash, base::Instant now);

base::Result<std::optional<crypto::Digest>> session_token_hash(store::ReadTx& tx, std::int64_t id);

struct NewSession {
    std::int64_t id = 0;
    crypto::Digest token_hash{};
    AccountId account{0};
    base::Instant started_at{};
    base::Instant idle_until{};
    base::Instant absolute_until{};
    SessionProof proof;
    std::optional<base::Bytes> source_sealed;
};
base::Result<void> insert_session(store::WriteTx& tx, const NewSession& session);
base::Result<void> update_idle(store::WriteTx& tx, std::int64_t id, base::Instant idle_until);
base::Result<void> update_extended(store::WriteTx& tx, std::int64_t id, base::Instant idle_until,
                                   base::Instant absolute_until);
// Another token, another proof and other limits for the same session: the second factor was proved.
base::Result<void> update_proved(store::WriteTx& tx, const NewSession& session);
base::Result<void> update_proof(store::WriteTx& tx, std::int64_t id, Factors factors, base::Instant proved_at);
base::Result<void> delete_session(store::WriteTx& tx, std::int64_t id);
struct ListedSession {
    std::int64_t id = 0;
    base::Instant started_at{};
    base::Instant idle_until{};
    SessionProof proof;
    std::optional<base::Bytes> source_sealed;
};
// Those of an account that live at `now` and are signed in whole, the newest first.
base::Result<std::vector<ListedSession>> live_sessions(store::ReadTx& tx, AccountId account, base::Instant now);
base::Result<std::optional<AccountId>> session_owner(store::ReadTx& tx, std::int64_t id);
// Marks the open sessions of an account; answers how many.
base::Result<std::int64_t> end_sessions(store::WriteTx& tx, AccountId account, std::string_view why);
// Deletes the open sessions of an account but `kept`; answers how many.
base::Result<std::int64_t> delete_other_sessions(store::WriteTx& tx, AccountId account, std::int64_t kept);

struct ExpiredSession {
    std::int64_t id = 0;
    AccountId account{0};
    UnitId unit{0};
    base::Instant at{};  // when it expired
    // Ended ones have their entry already.
    enum class Was : std::uint8_t { open, ended } was = Was::open;
};
base::Result<std::vector<ExpiredSession>> expired_sessions(store::ReadTx& tx, base::Instant now);

struct Attempts {
    std::int64_t failures = 0;
    base::Instant locked_until{};
};
base::Result<Attempts> attempts(store::ReadTx& tx, const crypto::Tag& name);
base::Result<void> put_attempts(store::WriteTx& tx, const crypto::Tag& name, const Attempts& attempts,
                                base::Instant now);
base::Result<void> delete_attempts(store::WriteTx& tx, const crypto::Tag& name);
// Those of no lock now in force whose last failure was before `before`.
base::Result<std::int64_t> delete_stale_attempts(store::WriteTx& tx, base::Instant before, base::Instant now);

std::span<const store::Statement> session_statements();

}  // namespace rows
}  // namespace menhu::people
