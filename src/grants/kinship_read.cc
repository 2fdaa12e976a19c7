// Lists, readiness, and what a decision reads.
#include <algorithm>

#include "format/json.h"
#include "grants/grant.h"
#include "grants/kinship.h"
#include "grants/kinship_code.h"
#include "grants/kinship_inside.h"
#include "grants/kinship_rows.h"
#include "people/live_session.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;
using rows::ActRow;
using rows::AuthorisationRow;
using rows::KinshipAct;
using Is = KinshipFacts::Is;

Is is(bool so) { return so ? Is::yes : Is::no; }

bool sees_all(const people::Actor& by) { return by.roles().has_any({Role::controller, Role::checker, Role::auditor}); }

base::Result<AuthorisationRow> row_for(store::ReadTx& tx, const people::Actor& by, AuthorisationId id) {
    TRY(people::require_able(by));
    const auto row = TRY(rows::authorisation(tx, id));
    if (!row || (row->asker != by.account() && !sees_all(by))) {
        return Error{Fault::not_found, "grants.kinship_not_found"};
    }
    return *row;
}

Authorisation view_of(const Desk& desk, const AuthorisationRow& row, const std::vector<ActRow>& acts,
                      base::Instant now) {
    Authorisation view{.id = row.id,
                       .grant = row.grant,
                       .asker = row.asker,
                       .controller = row.controller,
                       .from = row.from,
                       .until = row.until,
                       .recorded_at = row.recorded_at,
                       .state = state_of(row, acts, desk.profile.numbers().sign_in_failures.value, now),
                       .uses = 0,
                       .last_used_at = std::nullopt,
                       .entry_log = row.entry_log,
                       .entry_index = row.entry_index};
    for (const ActRow& act : acts) {
        if (act.act != KinshipAct::used) continue;
        ++view.uses;
        view.last_used_at = act.at;
    }
    return view;
}

base::Result<std::vector<Authorisation>> views_of(store::ReadTx& tx, const Desk& desk,
                                                  const std::vector<AuthorisationRow>& found, base::Instant now) {
    std::vector<Authorisation> views;
    for (const AuthorisationRow& row : found) {
        const auto acts = TRY(rows::acts(tx, row.id));
        views.push_back(view_of(desk, row, acts, now));
    }
    return views;
}

std::int64_t wrong_codes(const std::vector<ActRow>& acts) {
    return std::ranges::count(acts, KinshipAct::wrong_code, &ActRow::act);
}

bool is_withdrawn(const std::vector<ActRow>& acts) {
    return std::ranges::find(acts, KinshipAct::withdrawn, &ActRow::act) != acts.end();
}

// All but what the question brings: account, grant, person, case and session.
base::Result<KinshipFacts> facts_of(store::ReadTx& tx, const Desk& desk, const AuthorisationRow& row,
                                    std::optional<people::SessionId> session, base::Instant now) {
    const auto acts = TRY(rows::acts(tx, row.id));
    const auto links = TRY(rows::count_kinship_links_of(tx, row.grant, now));
    const auto beside = TRY(signed_in(tx, desk.profile, row, acts, now));
    KinshipFacts facts;
    facts.link_approved = is(links > 0);
    facts.own = facts.of_person = facts.of_case = Is::yes;
    facts.withdrawn = is(is_withdrawn(acts));
    facts.barred = is(wrong_codes(acts) >= desk.profile.numbers().sign_in_failures.value);
    facts.from = row.from;
    facts.until = row.until;
    facts.opened = is(beside.opening && (!session || beside.opening->session == *session));
    if (beside.attendance) facts.present_until = *beside.attendance->until;
    return facts;
}

std::string text_of(const format::Json& json, std::string_view name) {
    const auto* const member = json.find(name);
    const auto* const text = member != nullptr ? member->text() : nullptr;
    return text != nullptr ? *text : std::string{};
}

// Why nobody could ask under the grant at all, whatever the authorisation says.
base::Result<std::optional<Why>> against_grant(store::ReadTx& tx, const AuthorisationRow& row, base::Instant now) {
    using Answer = std::optional<Why>;
    const auto grant = TRY(find_grant(tx, row.grant, now));
    if (!grant) return Answer{Why::no_grant};
    if (std::ranges::find(grant->holders, row.asker) == grant->holders.end()) return Answer{Why::not_a_holder};
    switch (grant->state) {
        case GrantState::in_force:
            return Answer{};
        case GrantState::not_yet_valid:
            return Answer{Why::not_yet_valid};
        case GrantState::expired:
            return Answer{Why::expired};
        case GrantState::suspended:
            return Answer{Why::grant_suspended};
        case GrantState::ended:
            return Answer{Why::grant_ended};
        case GrantState::lapsed:
            return Answer{Why::approval_lapsed};
    }
    base::throw_bug("against_grant: no such state");
}

}  // namespace

std::string_view authorisation_state_code(AuthorisationState state) {
    switch (state) {
        case AuthorisationState::planned:
            return "planned";
        case AuthorisationState::in_force:
            return "in_force";
        case AuthorisationState::expired:
            return "expired";
        case AuthorisationState::withdrawn:
            return "withdrawn";
        case AuthorisationState::barred:
            return "barred";
    }
    base::throw_bug("authorisation_state_code: no such state");
}

AuthorisationState state_of(const AuthorisationRow& row, const std::vector<ActRow>& acts, std::int64_t most,
                            base::Instant now) {
    if (is_withdrawn(acts)) return AuthorisationState::withdrawn;
    if (wrong_codes(acts) >= most) return AuthorisationState::barred;
    if (now >= row.until) return AuthorisationState::expired;
    return now < row.from ? AuthorisationState::planned : AuthorisationState::in_force;
}

base::Result<SignedIn> signed_in(store::ReadTx& tx, const law::Profile& profile, const AuthorisationRow& row,
                                 const std::vector<ActRow>& acts, base::Instant now) {
    SignedIn beside;
    for (const ActRow& act : acts) {
        if (act.act == KinshipAct::opened) {
            beside = {.opening = act, .attendance = std::nullopt};
        } else if (act.act == KinshipAct::attended && beside.opening && act.of == beside.opening->number) {
            beside.attendance = act;
        }
    }
    if (!beside.opening) return beside;
    const auto asker = TRY(people::live_session(tx, profile, beside.opening->session, now));
    if (!asker || asker->account != row.asker) return SignedIn{};
    if (!beside.attendance) return beside;
    const auto controller = TRY(people::live_session(tx, profile, beside.attendance->session, now));
    const bool present = controller && controller->account == beside.attendance->account &&
                         controller->roles.has(Role::controller) && now < *beside.attendance->until;
    if (!present) beside.attendance.reset();
    return beside;
}

base::Result<KinshipUse> kinship_use(store::ReadTx& tx, base::Instant now) {
    const auto links = TRY(rows::count_kinship_links(tx, now));
    return links > 0 ? KinshipUse::on : KinshipUse::off;
}

base::Result<std::vector<GrantView>> kinship_grants(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    TRY(people::require(by, Role::controller));
    std::vector<GrantView> fitting;
    const auto all = TRY(rows::kinship_grants(tx, Operations{Operation::kinship}.bits(), now));
    for (const GrantId id : all) {
        auto grant = TRY(find_grant(tx, id, now));
        const bool may_come =
            grant && (grant->state == GrantState::in_force || grant->state == GrantState::not_yet_valid);
        if (may_come) fitting.push_back(*std::move(grant));
    }
    return fitting;
}

base::Result<std::vector<Authorisation>> authorisations(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                        base::Instant now) {
    TRY(people::require_able(by));
    if (!sees_all(by)) return own_authorisations(tx, desk, by, now);
    const auto found = TRY(rows::authorisations(tx));
    return views_of(tx, desk, found, now);
}

base::Result<std::vector<Authorisation>> own_authorisations(store::ReadTx& tx, const Desk& desk,
                                                            const people::Actor& asker, base::Instant now) {
    const auto found = TRY(rows::authorisations_of(tx, asker.account()));
    return views_of(tx, desk, found, now);
}

base::Result<Authorisation> authorisation(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                          AuthorisationId id, base::Instant now) {
    const auto row = TRY(row_for(tx, by, id));
    const auto acts = TRY(rows::acts(tx, id));
    return view_of(desk, row, acts, now);
}

base::Result<std::vector<AuthorisationAct>> authorisation_acts(store::ReadTx& tx, const people::Actor& by,
                                                               AuthorisationId id) {
    TRY(row_for(tx, by, id));
    const auto acts = TRY(rows::acts(tx, id));
    std::vector<AuthorisationAct> all;
    for (const ActRow& act : acts) {
        all.push_back(
            {.act = std::string{rows::kinship_act_code(act.act)}, .by = act.account, .at = act.at, .until = act.until});
    }
    return all;
}

base::Result<AuthorisedSubject> authorised_subject(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                   AuthorisationId id) {
    const auto row = TRY(row_for(tx, by, id));
    if (row.asker != by.account() && !by.has(Role::controller)) {
        return Error{Fault::not_found, "grants.kinship_not_found"};
    }
    const auto secret = TRY(ledger::open_secret(tx, desk.ledger, row.entry_log, row.entry_index));
    const auto json = TRY(format::parse_json(secret.text()));
    return AuthorisedSubject{.person_id = base::Personal{text_of(json, "id")},
                             .father_name = base::Personal{text_of(json, "father_name")},
                             .mother_name = base::Personal{text_of(json, "mother_name")},
                             .case_number = text_of(json, "case_number"),
                             .reason = text_of(json, "reason")};
}

base::Result<std::vector<Why>> readiness(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                         AuthorisationId id, base::Instant now) {
    const auto row = TRY(row_for(tx, by, id));
    std::optional<people::SessionId> session;
    if (by.account() == row.asker && by.session()) session = by.session()->session;
    std::vector<Why> whys;
    const auto why_not = TRY(against_grant(tx, row, now));
    if (why_not) whys.push_back(*why_not);
    const auto facts = TRY(facts_of(tx, desk, row, session, now));
    for (const Why why : against_kinship(facts, now)) whys.push_back(why);
    return whys;
}

base::Result<std::optional<KinshipFacts>> kinship_facts(store::ReadTx& tx, const Desk& desk,
                                                        const KinshipQuestion& question, base::Instant now) {
    using Answer = std::optional<KinshipFacts>;
    if (question.code.empty()) return Answer{};
    const auto row = TRY(rows::authorisation_by_code(tx, kinship_code_hash(desk.ledger, question.code)));
    if (!row) return Answer{};
    auto facts = TRY(facts_of(tx, desk, *row, question.session, now));
    facts.own = is(row->asker == question.asker && row->grant == question.grant);
    facts.of_person = is(question.person && *question.person == row->person);
    facts.of_case = is(question.case_commitment == row->case_commitment);
    return Answer{facts};
}

}  // namespace menhu::grants
