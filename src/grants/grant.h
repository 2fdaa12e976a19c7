#pragma once
// Grants: who may ask what, of whom, for which purpose, when and how often (S2.2, F2.2). A grant is made from an
// approved application; it is suspended and ended at once, and nothing in it is ever widened: a wider one is a new one.
//
// Promise: whether a grant is in force is computed when asked, to the millisecond. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/tag.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "grants/operation.h"
#include "grants/population.h"
#include "grants/purpose.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

struct NewGrant {
    PurposeId purpose{0};
    people::UnitId unit{0};
    std::vector<people::AccountId> holders;  // at least one, all of the unit
    std::vector<std::string> fields;         // of the purpose's; at least one
    Operations operations;                   // of the purpose's; at least one
    Population population;
    base::Instant from{};
    base::Instant until{};                      // not included; at most the profile's grant_period_max after from
    std::optional<std::int64_t> quota_day;      // asks in a day of Asia/Taipei; absent: the profile's default
    std::optional<std::int64_t> quota_month{};  // asks in a month of Asia/Taipei; absent: quota_total, or the default
    std::optional<std::int64_t> quota_total;    // asks in the whole period; absent: the profile's default
    std::string holding = "household";          // whose data: the registry's code of a holding
    base::Instant lapses_at{};                  // set by whoever issues it: unused until then, it is void
    std::string application;                    // number of the approved application, without names
};

// lapsed: begun and not used for the profile's days.
enum class GrantState : std::uint8_t { in_force, not_yet_valid, expired, suspended, ended, lapsed };
std::string_view grant_state_code(GrantState state);

// A grant as its holder sees it.
struct GrantView {
    struct BasisName {
        std::string id;
        std::string title;
        std::string title_en;
    };
    GrantId id{0};
    PurposeId purpose{0};
    std::string purpose_code;
    std::string purpose_zh;
    std::string purpose_en;
    std::vector<BasisName> bases;  // those of the purpose, by id
    people::UnitId unit{0};
    std::string unit_name;
    std::vector<people::AccountId> holders;
    std::vector<std::string> fields;  // names; labels are law::Profile::find_field's
    Operations operations;
    Population population;
    std::string holding;
    std::string case_pattern;
    std::string case_example;
    base::Instant from{};
    base::Instant until{};
    GrantState state = GrantState::ended;
    std::optional<base::Instant> lapses_at{};  // only while nothing of it was used
    std::int64_t days_left = 0;                // whole days until the end, rounded up; 0 when over
    std::int64_t quota_day = 0;
    std::int64_t quota_total = 0;
    std::int64_t used_today = 0;
    std::int64_t used_total = 0;
    std::string acknowledgement_zh;
    std::string acknowledgement_en;
};

// By an account administrator, who may not be among the holders. Errors: grants.own_grant, grants.purpose_unknown,
// grants.purpose_basis_not_in_force, grants.grant_ill_formed, grants.unit_not_allowed, grants.holder_not_in_unit,
// grants.field_outside_purpose, grants.operation_outside_purpose, grants.period_ill_formed, grants.period_too_long,
// grants.quota_ill_formed, grants.population_ill_formed, those of people::require.
base::Result<GrantId> create_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, const NewGrant& grant,
                                   base::Random& random, base::Instant now);

// By an account administrator, an ethics officer or the head of the grant's unit; an ended grant stays ended
// (grants.grant_ended). `reason` in words without names; it is sealed in the ledger.
base::Result<void> suspend_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                 std::string_view reason, base::Instant now);
base::Result<void> end_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                             std::string_view reason, base::Instant now);
// By an account administrator only, and not a holder.
base::Result<void> resume_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                std::string_view reason, base::Instant now);

// Puts people, as tags of the ledger, on the case list of a grant whose population is one. Answers how many were new.
// By an account administrator. Errors: grants.not_found, grants.grant_ended, grants.no_case_list.
base::Result<std::int64_t> add_to_case_list(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                            GrantId grant, const std::vector<crypto::Tag>& people, base::Instant now);

// The grants that the actor holds, those in force first, then by end. Ended ones are left out after 90 days.
base::Result<std::vector<GrantView>> grants_of(store::ReadTx& tx, const people::Actor& actor, base::Instant now);
// Every grant, for an account administrator, a unit head (own unit), a checker, an auditor, ethics and Civil Affairs;
// others get those of grants_of.
base::Result<std::vector<GrantView>> visible_grants(store::ReadTx& tx, const people::Actor& actor, base::Instant now);
base::Result<std::optional<GrantView>> find_grant(store::ReadTx& tx, GrantId grant, base::Instant now);

}  // namespace menhu::grants
