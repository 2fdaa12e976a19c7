#pragma once
// Who works in the demonstration office, as data (data/demo/plan.toml): one sign-in for each role, the purposes on
// their legal bases, and the grants. It is carried out by who may call people and grants; passwords are made there, by
// chance, and are not part of it. Thread rule: immutable once loaded.
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "law/districts.h"
#include "law/profile.h"

namespace menhu::demo {

struct PlanAccount {
    std::string name;  // sign-in name
    std::string display_name;
    std::string unit;  // code of the profile
    std::vector<law::Role> roles;
    std::string what_zh;  // what to try with it
    std::string what_en;
};

struct PlanPurpose {
    std::string code;
    std::string name_zh;
    std::string name_en;
    std::vector<std::string> bases;
    std::vector<std::string> units;
    std::vector<std::string> fields;
    std::vector<std::string> operations;  // "lookup", "household", …
    std::string case_pattern;
    std::string case_example;
    std::string acknowledgement_zh;
    std::string acknowledgement_en;
};

struct PlanGrant {
    std::string purpose;
    std::string unit;
    std::vector<std::string> holders;  // sign-in names
    std::vector<std::string> fields;
    std::vector<std::string> operations;
    std::vector<std::string> districts;  // area codes; empty: the whole city
    int from_days = 0;                   // in days from the day on which the office is made; may be negative
    int until_days = 0;
    std::optional<std::int64_t> quota_day;
    std::optional<std::int64_t> quota_total;
    std::string reason;      // of the application
    std::string afterwards;  // what becomes of the data
};

// Who answers for a unit, or for the whole agency.
struct PlanDuty {
    std::string kind;     // "head", "deputy", "account_administrator", "designated_person", "handler"
    std::string account;  // sign-in name
    std::string unit;     // code; empty: the whole agency
};

struct Plan {
    std::vector<PlanAccount> accounts;  // the first is the account administrator who makes the others
    std::vector<PlanPurpose> purposes;
    std::vector<PlanGrant> grants;
    std::vector<PlanDuty> duties;
    std::string leaver;  // sign-in name of somebody who leaves; empty: nobody

    // Checked whole against the profile and the districts; all problems at once, by line.
    static std::expected<Plan, std::vector<law::Problem>> load(const base::EmbeddedFile& file,
                                                               const law::Profile& profile,
                                                               const law::Districts& districts);
};

// data/demo/plan.toml, inside the binary.
const base::EmbeddedFile& demonstration_plan();

}  // namespace menhu::demo
