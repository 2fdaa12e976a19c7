#pragma once
// people_applications with their forms and steps. Inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "people/application.h"

namespace menhu::people::rows {

struct NewApplication {
    ApplicationId id{0};
    std::string number;
    ApplicationKind kind = ApplicationKind::open;
    std::optional<AccountId> applicant;
    std::optional<AccountId> account;
    UnitId unit{0};
    std::optional<crypto::Digest> claim_hash;
    base::Instant submitted_at{};
    base::Instant lapses_at{};
};
base::Result<void> insert_application(store::WriteTx& tx, const NewApplication& application);
base::Result<void> insert_form(store::WriteTx& tx, ApplicationId id, std::int64_t version, const ApplicationForm& form,
                               base::Instant now);
// Its number is given here.
base::Result<void> insert_step(store::WriteTx& tx, ApplicationId id, const ApplicationStep& step, std::int64_t version);
base::Result<void> update_application(store::WriteTx& tx, ApplicationId id, ApplicationState state,
                                      std::int64_t version, UnitId unit, base::Instant lapses_at);
base::Result<void> update_application_account(store::WriteTx& tx, ApplicationId id, AccountId account);

// With the state as it is stored; that it has lapsed is the caller's to see.
base::Result<std::optional<Application>> application(store::ReadTx& tx, ApplicationId id);
base::Result<std::vector<ApplicationStep>> steps(store::ReadTx& tx, ApplicationId id);
struct ClaimRow {
    ApplicationId id{0};
    crypto::Digest hash{};
};
base::Result<std::optional<ClaimRow>> claim(store::ReadTx& tx, std::string_view number);
base::Result<std::optional<crypto::Digest>> claim_hash(store::ReadTx& tx, ApplicationId id);
// The greatest number that begins so; empty if there is none.
base::Result<std::string> last_number(store::ReadTx& tx, std::string_view from, std::string_view below);

// Open ones: submitted, endorsed or sent back, and not lapsed at `now`.
base::Result<std::vector<Application>> open_applications(store::ReadTx& tx, base::Instant now);
base::Result<std::int64_t> count_unsigned(store::ReadTx& tx, base::Instant now);
base::Result<std::int64_t> count_open_for_account(store::ReadTx& tx, AccountId account, base::Instant now);
base::Result<std::int64_t> count_open_for_name(store::ReadTx& tx, std::string_view account_name, ApplicationId except,
                                               base::Instant now);
base::Result<std::vector<Application>> lapsed(store::ReadTx& tx, base::Instant now, std::int64_t limit);

// Those of an account, or of units, or all (an empty list of units): newest first.
base::Result<std::vector<Application>> of_account(store::ReadTx& tx, AccountId account);
base::Result<std::vector<Application>> all(store::ReadTx& tx, std::optional<ApplicationId> before, std::int64_t limit);
base::Result<std::vector<Application>> of_unit(store::ReadTx& tx, UnitId unit);

std::span<const store::Statement> application_statements();

}  // namespace menhu::people::rows
