// Registering, opening, attending and withdrawing.
#include "grants/kinship.h"

#include <algorithm>

#include "format/code_points.h"
#include "format/json.h"
#include "format/national_id.h"
#include "grants/case_pattern.h"
#include "grants/conflict_rows.h"
#include "grants/grant.h"
#include "grants/kinship_code.h"
#include "grants/kinship_inside.h"
#include "grants/kinship_rows.h"
#include "grants/record.h"
#include "people/account.h"
#include "people/prove.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;
using rows::ActRow;
using rows::AuthorisationRow;
using rows::KinshipAct;

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_text = 500;

bool is_text(std::string_view text, std::size_t longest) {
    return format::is_utf8(text) && format::count_code_points(text) <= longest &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Two accounts of one person, as deputies and secondments have them, are one pair of eyes.
base::Result<void> require_another(store::ReadTx& tx, const people::Actor& by, people::AccountId asker,
                                   base::Instant now) {
    const Error own{Fault::refused, "grants.kinship_own"};
    if (by.account() == asker) return own;
    const auto one = TRY(people::find_account(tx, by.account(), now));
    const auto other = TRY(people::find_account(tx, asker, now));
    if (one && other && !one->employee_number.empty() && one->employee_number == other->employee_number) return own;
    return {};
}

base::Result<void> check_asker(store::ReadTx& tx, const GrantView& grant, people::AccountId asker, base::Instant now) {
    const Error wrong{Fault::conflict, "grants.kinship_asker"};
    if (std::ranges::find(grant.holders, asker) == grant.holders.end()) return wrong;
    const auto account = TRY(people::find_account(tx, asker, now));
    if (!account || account->standing != people::Standing::active || account->unit != grant.unit) return wrong;
    return {};
}

base::Result<void> check_period(const Desk& desk, const GrantView& grant, const NewAuthorisation& what,
                                base::Instant now) {
    const auto longest = people::after(what.from, desk.profile.numbers().kinship_authorisation_max.value);
    const bool good = what.from < what.until && now < what.until && what.until <= longest && what.until <= grant.until;
    if (!good) return Error{Fault::bad_input, "grants.kinship_period"};
    return {};
}

base::Result<void> check_words(const Desk& desk, const GrantView& grant, const NewAuthorisation& what) {
    const auto least = desk.profile.numbers().reason_length_min.value;
    const bool good = is_text(what.father_name.reveal(), longest_name) &&
                      is_text(what.mother_name.reveal(), longest_name) && is_text(what.reason, longest_text) &&
                      !is_blank(what.reason) &&
                      static_cast<std::int64_t>(format::count_code_points(what.reason)) >= least;
    if (!good) return Error{Fault::bad_input, "grants.kinship_text"};
    const auto number = trimmed_case_number(what.case_number);
    if (number.empty() || number.size() > longest_text || !case_number_matches(grant.case_pattern, number)) {
        return Error{Fault::bad_input, "grants.kinship_case_number"};
    }
    return {};
}

// The grant, if a kinship query could be asked under it.
base::Result<GrantView> grant_for_kinship(store::ReadTx& tx, GrantId id, base::Instant now) {
    auto grant = TRY(find_grant(tx, id, now));
    if (!grant) return Error{Fault::not_found, "grants.not_found"};
    const bool may_come = grant->state == GrantState::in_force || grant->state == GrantState::not_yet_valid;
    if (!may_come || !grant->operations.has(Operation::kinship)) return Error{Fault::conflict, "grants.kinship_grant"};
    const auto links = TRY(rows::count_kinship_links_of(tx, id, now));
    if (links == 0) return Error{Fault::refused, "grants.kinship_not_approved"};
    return *std::move(grant);
}

struct Open {
    AuthorisationRow row;
    std::vector<ActRow> acts;
};
// One that may still be opened and attended.
base::Result<Open> open_authorisation(store::ReadTx& tx, const Desk& desk, AuthorisationId id, base::Instant now) {
    const auto row = TRY(rows::authorisation(tx, id));
    if (!row) return Error{Fault::not_found, "grants.kinship_not_found"};
    auto acts = TRY(rows::acts(tx, id));
    const auto state = state_of(*row, acts, desk.profile.numbers().sign_in_failures.value, now);
    if (state != AuthorisationState::in_force && state != AuthorisationState::planned) {
        return Error{Fault::conflict, "grants.kinship_over", std::string{authorisation_state_code(state)}};
    }
    return Open{.row = *row, .acts = std::move(acts)};
}

base::Result<void> require_link(store::ReadTx& tx, GrantId grant, base::Instant now) {
    const auto links = TRY(rows::count_kinship_links_of(tx, grant, now));
    if (links == 0) return Error{Fault::refused, "grants.kinship_not_approved"};
    return {};
}

ActRow new_act(KinshipAct act, const people::Actor& by, base::Instant now) {
    ActRow row;
    row.act = act;
    row.account = by.account();
    if (by.session()) row.session = by.session()->session;
    row.at = now;
    return row;
}

Facts facts_of(const AuthorisationRow& row) {
    return {
        {"authorisation", row.id.text()}, {"about_account", row.asker.text()}, {"controller", row.controller.text()}};
}

}  // namespace

base::Result<Authorised> authorise_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                           const NewAuthorisation& what, base::Random& random, base::Instant now) {
    TRY(people::require(by, Role::controller));
    TRY(people::require_fresh(by, now));
    const auto use = TRY(kinship_use(tx, now));
    if (use == KinshipUse::off) return Error{Fault::refused, "grants.kinship_not_approved"};
    TRY(require_another(tx, by, what.asker, now));
    const auto grant = TRY(grant_for_kinship(tx, what.grant, now));
    TRY(check_asker(tx, grant, what.asker, now));
    TRY(check_period(desk, grant, what, now));
    TRY(check_words(desk, grant, what));
    const auto id = format::read_national_id(what.person_id.reveal());
    if (id.problem() != format::IdProblem::none) return Error{Fault::bad_input, "grants.kinship_person_id"};

    const auto person = desk.ledger.person_tag(id.text());
    for (const auto account : {what.asker, by.account()}) {
        const auto declared = TRY(rows::count_conflicts(tx, account, person));
        if (declared > 0) return Error{Fault::refused, "grants.kinship_conflict"};
    }
    const std::string case_number{trimmed_case_number(what.case_number)};
    const std::string code = new_kinship_code(random);
    AuthorisationRow row;
    row.id = AuthorisationId::make(now, random);
    row.code_hash = kinship_code_hash(desk.ledger, code);
    row.grant = what.grant;
    row.asker = what.asker;
    row.controller = by.account();
    row.person = person;
    row.case_commitment = desk.ledger.case_commitment(case_number);
    row.from = what.from;
    row.until = what.until;
    row.recorded_at = now;

    ledger::Entry entry;
    entry.kind = "grants.kinship_authorised";
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.grant = what.grant.number();
    entry.purpose = grant.purpose_code;
    entry.case_commitment = row.case_commitment;
    entry.person = person;
    entry.facts = facts_of(row);
    entry.facts.emplace_back("from", base::to_rfc3339(row.from));
    entry.facts.emplace_back("until", base::to_rfc3339(row.until));
    entry.secret = base::Personal<std::string>{
        format::canonical_json(format::Json::Object{{"case_number", format::Json{case_number}},
                                                    {"father_name", format::Json{what.father_name.reveal()}},
                                                    {"id", format::Json{std::string{id.text()}}},
                                                    {"mother_name", format::Json{what.mother_name.reveal()}},
                                                    {"reason", format::Json{what.reason}}})};
    const auto receipt = TRY(ledger::append(tx, desk.ledger, entry, now));
    row.entry_log = receipt.log;
    row.entry_index = receipt.index;
    TRY(rows::insert_authorisation(tx, row));
    return Authorised{.id = row.id, .code = code};
}

base::Result<Opened> open_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by, AuthorisationId id,
                                  std::string_view code, base::Instant now) {
    TRY(people::require_able(by));
    const auto found = TRY(rows::authorisation(tx, id));
    if (!found || found->asker != by.account() || !by.session()) {
        return Error{Fault::not_found, "grants.kinship_not_found"};
    }
    const auto open = TRY(open_authorisation(tx, desk, id, now));
    TRY(require_link(tx, open.row.grant, now));
    const bool right =
        crypto::constant_time_equal(base::ByteView{kinship_code_hash(desk.ledger, code)}, open.row.code_hash);
    const auto act = right ? KinshipAct::opened : KinshipAct::wrong_code;
    TRY(rows::insert_act(tx, id, new_act(act, by, now)));
    TRY(record(tx, desk, by, right ? "grants.kinship_opened" : "grants.kinship_code_wrong", open.row.grant,
               facts_of(open.row), {}, now));
    return right ? Opened::opened : Opened::wrong_code;
}

base::Result<base::Instant> attend_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                           AuthorisationId id, base::Instant now) {
    TRY(people::require(by, Role::controller));
    TRY(people::require_fresh(by, now));
    const auto open = TRY(open_authorisation(tx, desk, id, now));
    TRY(require_another(tx, by, open.row.asker, now));
    const auto declared = TRY(rows::count_conflicts(tx, by.account(), open.row.person));
    if (declared > 0) return Error{Fault::refused, "grants.kinship_conflict"};
    TRY(require_link(tx, open.row.grant, now));
    if (now < open.row.from) return Error{Fault::conflict, "grants.kinship_not_begun"};
    const auto beside = TRY(signed_in(tx, desk.profile, open.row, open.acts, now));
    // 辦法 10: both are signed in at the same time; whoever asks is there first.
    const bool another_session = beside.opening && by.session() && by.session()->session != beside.opening->session;
    if (!another_session) return Error{Fault::conflict, "grants.kinship_asker_absent"};
    ActRow act = new_act(KinshipAct::attended, by, now);
    act.until = std::min(now + desk.profile.numbers().kinship_presence.value, open.row.until);
    act.of = beside.opening->number;
    TRY(rows::insert_act(tx, id, act));
    auto facts = facts_of(open.row);
    facts.emplace_back("until", base::to_rfc3339(*act.until));
    TRY(record(tx, desk, by, "grants.kinship_attended", open.row.grant, std::move(facts), {}, now));
    return *act.until;
}

base::Result<void> withdraw_kinship(store::WriteTx& tx, const Desk& desk, const people::Actor& by, AuthorisationId id,
                                    std::string_view reason, base::Instant now) {
    TRY(people::require(by, Role::controller));
    if (is_blank(reason) || !is_text(reason, longest_text)) return Error{Fault::bad_input, "grants.kinship_text"};
    const auto open = TRY(open_authorisation(tx, desk, id, now));
    TRY(rows::insert_act(tx, id, new_act(KinshipAct::withdrawn, by, now)));
    return record(tx, desk, by, "grants.kinship_withdrawn", open.row.grant, facts_of(open.row), reason, now);
}

base::Result<void> record_kinship_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                      const KinshipQuestion& question, base::Instant now) {
    const auto row = TRY(rows::authorisation_by_code(tx, kinship_code_hash(desk.ledger, question.code)));
    CHECK(row);  // a permit was made with it
    const auto acts = TRY(rows::acts(tx, row->id));
    const auto beside = TRY(signed_in(tx, desk.profile, *row, acts, now));
    CHECK(beside.attendance);
    ActRow act = new_act(KinshipAct::used, by, now);
    act.of = beside.attendance->number;
    TRY(rows::insert_act(tx, row->id, act));
    ledger::Entry entry;
    entry.kind = "grants.kinship_used";
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.grant = row->grant.number();
    entry.case_commitment = row->case_commitment;
    entry.person = row->person;
    entry.facts = facts_of(*row);
    entry.facts.emplace_back("present", beside.attendance->account.text());
    TRY(ledger::append(tx, desk.ledger, entry, now));
    return {};
}

}  // namespace menhu::grants
