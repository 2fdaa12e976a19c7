#pragma once
// What an application asks for and an approval leaves of it (S2.2). A stage may narrow it and never widen it; what is
// granted in the end is what application, approvals, purpose and link have in common.
//
// Promise: no function here answers terms that are wider in any part than those it was given. Pure; values; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "grants/operation.h"
#include "grants/population.h"
#include "people/ids.h"

namespace menhu::grants {

struct UseTerms {
    std::vector<people::AccountId> holders;  // sorted
    std::vector<std::string> fields;         // sorted
    Operations operations;
    Population population;
    base::Instant from{};
    base::Instant until{};  // not included
    std::int64_t quota_day = 0;
    std::int64_t quota_month = 0;
    std::int64_t quota_total = 0;

    friend bool operator==(const UseTerms&, const UseTerms&) = default;
};

// What a stage leaves; a part that is absent stays as it was.
struct Narrowing {
    std::optional<std::vector<people::AccountId>> holders{};
    std::optional<std::vector<std::string>> fields{};
    std::optional<Operations> operations{};
    std::optional<std::vector<std::string>> districts{};  // also of terms that speak of the whole city
    std::optional<base::Instant> until{};
    std::optional<std::int64_t> quota_day{};
    std::optional<std::int64_t> quota_month{};
    std::optional<std::int64_t> quota_total{};

    bool empty() const;
    friend bool operator==(const Narrowing&, const Narrowing&) = default;
};

// Errors, the detail says which part: grants.narrowing_widens (it has what the terms have not), grants.narrowing_empty
// (nothing of a part is left), grants.population_ill_formed (no districts).
base::Result<UseTerms> narrowed(const UseTerms& terms, const Narrowing& narrowing);

// As it is kept and shown: canonical JSON, parts that are absent left out; and back.
std::string narrowing_text(const Narrowing& narrowing);
base::Result<Narrowing> narrowing_from_text(std::string_view text);  // error: grants.narrowing_unreadable

// Within what law, letter and contract allow at the moment of issuing.
struct UseBounds {
    std::vector<std::string> fields;  // that purpose and link both have; sorted
    Operations operations;            // of the purpose
    base::Instant from{};             // not before it is issued
    base::Instant until{};            // the first end among link, bases, purpose, contract and the longest period
};
UseTerms bounded(const UseTerms& terms, const UseBounds& bounds);

}  // namespace menhu::grants
