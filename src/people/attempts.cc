#include "people/attempts.h"

#include "people/record.h"
#include "people/session_rows.h"

namespace menhu::people {
namespace {

base::Result<void> record_attempt(store::WriteTx& tx, const Office& office, const Attempt& attempt,
                                  std::string_view kind, Facts facts, base::Instant now) {
    facts.emplace_back("name_tag", base::to_hex(attempt.name));
    Facts sealed;
    if (!attempt.from.empty()) sealed.emplace_back("from", attempt.from);
    return record(tx, office,
                  {.kind = kind,
                   .by = attempt.account,
                   .unit = attempt.unit,
                   .facts = std::move(facts),
                   .sealed = std::move(sealed)},
                  now);
}

}  // namespace

base::Result<std::optional<base::Instant>> lock_of(store::ReadTx& tx, const crypto::Tag& name, base::Instant now) {
    const auto attempts = TRY(rows::attempts(tx, name));
    if (now < attempts.locked_until) return std::optional{attempts.locked_until};
    return std::optional<base::Instant>{};
}

base::Result<std::optional<base::Instant>> count_failure(store::WriteTx& tx, const Office& office,
                                                         const Attempt& attempt, std::string_view why,
                                                         base::Instant now) {
    auto attempts = TRY(rows::attempts(tx, attempt.name));
    ++attempts.failures;
    TRY(record_attempt(tx, office, attempt, "people.sign_in_failed",
                       {{"why", std::string{why}}, {"failures", std::to_string(attempts.failures)}}, now));
    std::optional<base::Instant> locked;
    if (attempts.failures >= office.numbers().sign_in_failures.value) {
        locked = now + office.numbers().sign_in_lock.value;
        attempts = {.failures = 0, .locked_until = *locked};
        TRY(record_attempt(tx, office, attempt, "people.sign_in_locked", {{"until", base::to_rfc3339(*locked)}}, now));
    }
    TRY(rows::put_attempts(tx, attempt.name, attempts, now));
    return locked;
}

base::Result<void> record_locked_attempt(store::WriteTx& tx, const Office& office, const Attempt& attempt,
                                         base::Instant now) {
    return record_attempt(tx, office, attempt, "people.sign_in_failed", {{"why", "locked"}}, now);
}

base::Result<void> record_refused_attempt(store::WriteTx& tx, const Office& office, const Attempt& attempt,
                                          std::string_view why, base::Instant now) {
    return record_attempt(tx, office, attempt, "people.sign_in_failed", {{"why", std::string{why}}}, now);
}

base::Result<void> clear_failures(store::WriteTx& tx, const crypto::Tag& name) {
    return rows::delete_attempts(tx, name);
}

}  // namespace menhu::people
