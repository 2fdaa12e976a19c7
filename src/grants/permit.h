#pragma once
// The right to ask once: made only by decide(), moved and never copied. Whoever discloses takes a Permit, so that
// nothing is disclosed without a decision. Values; any thread.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "crypto/hash.h"
#include "crypto/tag.h"
#include "grants/ids.h"
#include "grants/operation.h"
#include "grants/population.h"
#include "people/ids.h"

namespace menhu::grants {

class Permit {
public:
    Permit(Permit&&) noexcept = default;
    Permit& operator=(Permit&&) noexcept = default;
    Permit(const Permit&) = delete;
    Permit& operator=(const Permit&) = delete;

    people::AccountId account() const { return account_; }
    people::UnitId unit() const { return unit_; }
    GrantId grant() const { return grant_; }
    Operation operation() const { return operation_; }
    // The purpose's code ("childcare-allowance"), for the ledger.
    const std::string& purpose() const { return purpose_; }
    const std::string& holding() const { return holding_; }
    // The fields that may be shown: those asked for, or all of the grant; sorted.
    const std::vector<std::string>& fields() const { return fields_; }
    bool allows(std::string_view field) const { return std::ranges::binary_search(fields_, field); }
    const Population& population() const { return population_; }
    const std::string& case_number() const { return case_number_; }
    const crypto::Digest& case_commitment() const { return case_commitment_; }
    const std::string& reason() const { return reason_; }
    // The address that the ask came from; empty at the console. For the sealed part of the entry.
    const std::string& source() const { return source_; }
    // The person of whom it was found, at the decision, that the asker has declared no conflict of interest.
    const std::optional<crypto::Tag>& cleared() const { return cleared_; }
    base::Instant decided_at() const { return decided_at_; }
    // How often the grant had been used before, in the day, the month and in all, and on which list of cases the case
    // stood: for the entry, so that the decision can be explained later.
    const std::vector<std::pair<std::string, std::string>>& facts() const { return facts_; }

private:
    friend class Decision;
    Permit() = default;

    people::AccountId account_{0};
    people::UnitId unit_{0};
    GrantId grant_{0};
    Operation operation_ = Operation::lookup;
    std::string purpose_;
    std::string holding_;
    std::vector<std::string> fields_;
    Population population_;
    std::string case_number_;
    crypto::Digest case_commitment_{};
    std::string reason_;
    std::string source_;
    std::optional<crypto::Tag> cleared_;
    base::Instant decided_at_{};
    std::vector<std::pair<std::string, std::string>> facts_;
};

}  // namespace menhu::grants
