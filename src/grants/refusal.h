#pragma once
// Why not, in words that a person understands, with the clause and what to do next. A refusal is a value: it is
// committed and entered in the ledger. Values; any thread.
#include <cstdint>
#include <span>
#include <string_view>

#include "ledger/ledger.h"

namespace menhu::grants {

enum class Why : std::uint8_t {
    must_prove_second,
    must_change_password,
    must_enrol,
    account_not_yet_valid,
    account_expired,
    account_suspended,
    account_closed,
    account_idle,
    account_separated,
    outside_hours,
    outside_network,
    no_grant,
    wrong_unit,
    not_a_holder,
    grant_ended,
    grant_suspended,
    not_yet_valid,
    expired,
    basis_not_in_force,
    role_missing,
    operation_not_granted,
    field_outside,
    case_number_missing,
    case_number_ill_formed,
    reason_missing,
    reason_too_short,
    quota_day_used_up,
    quota_total_used_up,
    outside_population,  // the person is not one of whom the grant speaks
    outside_holding,     // the grant is for another holding
    approval_lapsed,     // begun and never used
    link_missing,        // no link is registered for the holding
    link_not_approved,   // its letter has not come
    link_ended,
    link_suspended,
    link_expired,
    link_not_yet_valid,
    purpose_not_approved,
    purpose_ended,
    quota_month_used_up,
    outside_grant_hours,
    outside_grant_network,
    case_unknown,  // a list of cases is loaded, and this one is not on it
    case_closed,
    kinship_not_approved,    // the link is not for kinship data, or its letter has not come
    kinship_not_authorised,  // no code, none such, or another's
    kinship_withdrawn,
    kinship_barred,  // too many wrong codes
    kinship_expired,
    kinship_not_yet_valid,
    kinship_other_person,
    kinship_other_case,
    kinship_not_opened,  // the asker has not opened it in this session
    kinship_controller_absent,
    conflict_declared,
    search_outside_district,  // a search by name in a district of which the grant does not speak
    search_day_used_up,       // the account has searched by name as often as it may in a day
    search_too_many,          // more people of the name in the district than may be listed
};

// One row for each Why: the one list of refusals, from which the documentation and the tests come.
struct Refused {
    Why why;
    std::string_view code;    // "grants.expired"
    std::string_view clause;  // "S2.2"
    std::string_view reason_zh;
    std::string_view reason_en;
    std::string_view next_zh;  // what to do next
    std::string_view next_en;
};

std::span<const Refused> refusals();  // in the order of Why
const Refused& refused(Why why);
const Refused* find_refused(std::string_view code);  // nullptr if there is no such refusal

// A refusal that is entered in the ledger; only decide() and record_refusal() make one.
class Refusal {
public:
    Why why() const { return row_->why; }
    std::string_view code() const { return row_->code; }
    std::string_view clause() const { return row_->clause; }
    std::string_view reason_zh() const { return row_->reason_zh; }
    std::string_view reason_en() const { return row_->reason_en; }
    std::string_view next_zh() const { return row_->next_zh; }
    std::string_view next_en() const { return row_->next_en; }
    const ledger::Receipt& receipt() const { return receipt_; }

private:
    friend class Recorder;
    Refusal(const Refused& row, ledger::Receipt receipt) : row_{&row}, receipt_{receipt} {}
    const Refused* row_;
    ledger::Receipt receipt_;
};

}  // namespace menhu::grants
