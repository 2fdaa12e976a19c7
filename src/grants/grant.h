#pragma once
// Grants: who may ask what, of whom, for which purpose, when and how often (S2.2, F2.2). A grant is made from an
// approved application; it is suspended and ended at once, and nothing in it is ever widened: a wider one is a new one.
//
// Promise: whether a grant is in force is computed when asked, to the millisecond. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/tag.h"
#include "format/network.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "grants/operation.h"
#include "grants/population.h"
#include "grants/purpose.h"
#include "law/sign_in_rules.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

// By what a grant is halted that is in force by its own dates: its purpose has no basis in force or has ended, or its
// link is suspended, over or not there. Nothing may be asked under it then (P2.1, S2.2).
enum class Halt : std::uint8_t { none, purpose, link };
std::string_view halt_code(Halt halt);  // "", "purpose", "link"

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
    Halt halt = Halt::none;
    std::optional<base::Instant> link_until{};  // when its link is over; nothing if it has none
    std::optional<base::Instant> lapses_at{};   // only while nothing of it was used
    std::int64_t days_left = 0;                 // whole days until the end, rounded up; 0 when over
    std::int64_t quota_day = 0;
    std::int64_t quota_month = 0;
    std::int64_t quota_total = 0;
    std::int64_t used_today = 0;
    std::int64_t used_month = 0;
    std::int64_t used_total = 0;
    std::optional<base::Date> last_used_on{};
    std::optional<law::Hours> hours{};        // none: at any time
    std::uint8_t weekdays = 0;                // a bit for each, Monday the lowest; 0: every day
    std::vector<format::Network> networks{};  // empty: from anywhere
    std::string application;                  // number of the application it was issued on
    std::optional<UseApplicationId> application_id{};
    std::optional<GrantId> renews{};  // the grant that it continues
    std::string acknowledgement_zh;
    std::string acknowledgement_en;
};

// A grant is made by the last stage of an application (use_application.h), and by nothing else.

// By an account administrator, an ethics officer or the head of the grant's unit; an ended grant stays ended
// (grants.grant_ended). `reason` in words without names; it is sealed in the ledger.
base::Result<void> suspend_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                 std::string_view reason, base::Instant now);
// Also by a holder or a designated person: whoever no longer needs it gives it back.
base::Result<void> end_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                             std::string_view reason, base::Instant now);
// By an account administrator only, and not a holder.
base::Result<void> resume_grant(store::WriteTx& tx, const Desk& desk, const people::Actor& by, GrantId grant,
                                std::string_view reason, base::Instant now);

// Puts people, as tags of the ledger, on the case list of a grant whose population is one. Answers how many were new.
// By an account administrator. Errors: grants.not_found, grants.grant_ended, grants.no_case_list.
base::Result<std::int64_t> add_to_case_list(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                            GrantId grant, const std::vector<crypto::Tag>& people, base::Instant now);

// Every state it was in; the newest last.
struct GrantStep {
    std::int64_t number = 0;
    std::string act;  // "issued", "suspended", "resumed", "ended"
    base::Instant at{};
    std::optional<people::AccountId> by;  // nothing: before states were kept
    std::string reason;
};
base::Result<std::vector<GrantStep>> grant_steps(store::ReadTx& tx, GrantId grant);
enum class GrantAct : std::uint8_t { suspend, resume, end };
std::string_view grant_act_code(GrantAct act);  // "suspend", …
// What the actor may do with it now, by the same rules.
std::vector<GrantAct> grant_acts_open_to(const people::Actor& by, const GrantView& grant);

// From when the grant may be renewed (profile: grant_renewal_opens) it can be, unless it was ended. Of those given, the
// ones for which that has come and no renewal is under way.
base::Result<std::vector<GrantId>> renewable(store::ReadTx& tx, const law::Profile& profile,
                                             const std::vector<GrantView>& grants, base::Instant now);

// The grants that the actor holds, those in force first, then by end. Ended ones are left out after 90 days.
base::Result<std::vector<GrantView>> grants_of(store::ReadTx& tx, const people::Actor& actor, base::Instant now);
// Every grant, for an account administrator, a designated person, a checker, an auditor, ethics and Civil Affairs; a
// unit head gets those of the own unit, others those of grants_of.
base::Result<std::vector<GrantView>> visible_grants(store::ReadTx& tx, const people::Actor& actor, base::Instant now);
base::Result<std::optional<GrantView>> find_grant(store::ReadTx& tx, GrantId grant, base::Instant now);
// The same, if it is among visible_grants; nothing if it is not.
base::Result<std::optional<GrantView>> find_visible_grant(store::ReadTx& tx, const people::Actor& actor, GrantId grant,
                                                          base::Instant now);

// The register: of the visible grants those that fit, by purpose, unit and end.
struct GrantQuestion {
    std::optional<GrantState> state{};
    std::optional<people::UnitId> unit{};
    std::string purpose{};  // code; empty: any
    std::string text{};     // in the names of purpose or unit, or in the application's number
    std::optional<people::AccountId> holder{};
    std::int64_t skip = 0;
    std::int64_t limit = 50;
};
struct GrantPage {
    std::vector<GrantView> items;
    std::int64_t total = 0;
};
base::Result<GrantPage> grant_register(store::ReadTx& tx, const people::Actor& actor, const GrantQuestion& question,
                                       base::Instant now);
// That the register was taken out of the house.
base::Result<void> record_register_taken(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                         std::int64_t count, base::Instant now);
std::optional<GrantState> grant_state_from_code(std::string_view code);

}  // namespace menhu::grants
