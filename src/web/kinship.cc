// Kinship authorisations (the ministry's rules, article 10): registered, opened, attended, withdrawn, looked at.
#include "grants/kinship.h"

#include "people/term.h"
#include "registry/person.h"
#include "web/day.h"
#include "web/handlers_kinship.h"
#include "web/names.h"
#include "web/views_kinship.h"

namespace menhu::web {

namespace {

using grants::AuthorisationId;
using grants::AuthorisationState;
using people::Role;

base::Error no_such_authorisation() { return {base::Fault::not_found, "grants.kinship_not_found"}; }

std::vector<std::string> may_of(const grants::Authorisation& one, const people::Actor& actor) {
    std::vector<std::string> may;
    const bool lasts = one.state == AuthorisationState::in_force || one.state == AuthorisationState::planned;
    if (!lasts) return may;
    const bool is_asker = one.asker == actor.account();
    if (is_asker) may.emplace_back("open");
    if (actor.has(Role::controller)) {
        if (!is_asker && one.state == AuthorisationState::in_force) may.emplace_back("attend");
        may.emplace_back("withdraw");
    }
    return may;
}

bool is_party(const grants::Authorisation& one, const people::Actor& actor) {
    return one.asker == actor.account() || actor.has(Role::controller);
}

// What is sealed, for the two sides; nothing where the month's key is destroyed (S2.5).
base::Result<std::optional<grants::AuthorisedSubject>> subject_of(store::ReadTx& tx, const Rooms& rooms,
                                                                  const people::Actor& actor,
                                                                  const grants::Authorisation& one) {
    using Answer = std::optional<grants::AuthorisedSubject>;
    if (!is_party(one, actor)) return Answer{};
    auto subject = grants::authorised_subject(tx, rooms.desk, actor, one.id);
    if (!subject) {
        if (subject.error().code() == "ledger.month_key_destroyed") return Answer{};
        return std::move(subject).error();
    }
    return Answer{*std::move(subject)};
}

base::Result<KinshipRow> row_of(const grants::Authorisation& one,
                                const std::optional<grants::AuthorisedSubject>& subject, const people::Actor& actor,
                                Names& names) {
    KinshipRow row;
    row.id = one.id.text();
    row.asker = TRY(names.account(one.asker));
    row.controller = TRY(names.account(one.controller));
    row.grant = one.grant.text();
    const auto* const grant = TRY(names.grant(one.grant));
    if (grant != nullptr) {
        row.purpose_zh = grant->purpose_zh;
        row.purpose_en = grant->purpose_en;
    }
    if (subject) {
        row.subject_masked = registry::masked(law::Mask::id, subject->person_id.reveal());
        row.case_number = subject->case_number;
    }
    row.from = instant_text(one.from);
    row.until = instant_text(one.until);
    row.state = grants::authorisation_state_code(one.state);
    row.uses = one.uses;
    if (one.last_used_at) row.last_used_at = instant_text(*one.last_used_at);
    row.log = std::to_string(one.entry_log);
    row.index = one.entry_index;
    row.may = may_of(one, actor);
    return row;
}

std::expected<grants::NewAuthorisation, Invalid> authorisation_of(KinshipRequest request) {
    grants::NewAuthorisation what;
    const auto asker = people::AccountId::parse(request.asker.value);
    if (!asker) return std::unexpected{Invalid{"asker", "應為帳號編號", "must be the id of an account"}};
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return std::unexpected{Invalid{"grant", "應為核准編號", "must be the id of a grant"}};
    const auto from = read_start(request.from.value);
    if (!from) return std::unexpected{Invalid{"from", "應為日期或時間", "must be a day or an instant"}};
    const auto until = read_end(request.until.value);
    if (!until) return std::unexpected{Invalid{"until", "應為日期或時間", "must be a day or an instant"}};
    what.asker = *asker;
    what.grant = *grant;
    what.person_id = base::Personal{std::move(request.person_id.value)};
    if (request.father_name) what.father_name = base::Personal{std::move(request.father_name->value)};
    if (request.mother_name) what.mother_name = base::Personal{std::move(request.mother_name->value)};
    what.case_number = std::move(request.case_number.value);
    what.from = *from;
    what.until = *until;
    what.reason = std::move(request.reason.value);
    return what;
}

Notice notice_of(grants::Why why) {
    const auto& row = grants::refused(why);
    return {.code = std::string{row.code},
            .zh = std::string{row.reason_zh},
            .en = std::string{row.reason_en},
            .clause = std::string{row.clause}};
}

}  // namespace

Answer get_kinship_form(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        KinshipForm form;
        const auto use = TRY(grants::kinship_use(tx, call.now));
        form.on = use == grants::KinshipUse::on;
        const auto& numbers = rooms.profile().numbers();
        const auto longest = people::after(call.now, numbers.kinship_authorisation_max.value) - call.now;
        form.days_max = std::chrono::duration_cast<std::chrono::days>(longest).count();
        form.presence_minutes =
            std::chrono::duration_cast<std::chrono::minutes>(numbers.kinship_presence.value).count();
        Names names{tx, call.now};
        const auto grants = TRY(grants::kinship_grants(tx, actor, call.now));
        for (const auto& grant : grants) {
            KinshipFormGrant view{.id = grant.id.text(),
                                  .purpose_zh = grant.purpose_zh,
                                  .purpose_en = grant.purpose_en,
                                  .unit = {.id = grant.unit.text(), .name = grant.unit_name},
                                  .holders = {},
                                  .case_example = grant.case_example,
                                  .until = instant_text(grant.until)};
            for (const auto holder : grant.holders) {
                if (holder == actor.account()) continue;
                auto ref = TRY(names.account(holder));
                view.holders.push_back(std::move(ref));
            }
            form.grants.push_back(std::move(view));
        }
        return answer_json(form);
    });
}

Answer get_authorisations(const Rooms& rooms, const Call& call) {
    const auto box = call.query_value("box");
    if (!box.empty() && box != "all" && box != "mine" && box != "open") {
        return answer_problem(problem_of(unknown_word("box")));
    }
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        Names names{tx, call.now};
        KinshipList list;
        const auto all = TRY(grants::authorisations(tx, rooms.desk, actor, call.now));
        for (const auto& one : all) {
            const bool is_own = one.asker == actor.account() || one.controller == actor.account();
            if (box == "mine" && !is_own) continue;
            if (box == "open" && one.state != AuthorisationState::in_force &&
                one.state != AuthorisationState::planned) {
                continue;
            }
            const auto subject = TRY(subject_of(tx, rooms, actor, one));
            auto row = TRY(row_of(one, subject, actor, names));
            list.items.push_back(std::move(row));
        }
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer get_authorisation(const Rooms& rooms, const Call& call) {
    const auto id = AuthorisationId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_authorisation());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        Names names{tx, call.now};
        const auto one = TRY(grants::authorisation(tx, rooms.desk, actor, *id, call.now));
        const auto subject = TRY(subject_of(tx, rooms, actor, one));
        KinshipFull full;
        full.authorisation = TRY(row_of(one, subject, actor, names));
        if (subject) {
            full.reason = subject->reason;
            // The asker gives the parents' names with the question, and is not told them (辦法 10); nor is another
            // controller, who only attends.
            if (one.controller == actor.account()) {
                full.father_name = subject->father_name.reveal();
                full.mother_name = subject->mother_name.reveal();
            }
        }
        const auto acts = TRY(grants::authorisation_acts(tx, actor, *id));
        for (const auto& act : acts) {
            KinshipActView view;
            view.act = act.act;
            view.by = TRY(names.account(act.by));
            view.at = instant_text(act.at);
            if (act.until) view.until = instant_text(*act.until);
            if (act.act == "opened") {
                full.opened_at = view.at;
                full.present_until.reset();
            }
            if (act.act == "attended") full.present_until = view.until;
            full.acts.push_back(std::move(view));
        }
        return answer_json(full);
    });
}

Answer get_readiness(const Rooms& rooms, const Call& call) {
    const auto id = AuthorisationId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_authorisation());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        KinshipReadiness view;
        const auto missing = TRY(grants::readiness(tx, rooms.desk, actor, *id, call.now));
        for (const auto why : missing) view.missing.push_back(notice_of(why));
        view.ready = missing.empty();
        return answer_json(view);
    });
}

void post_authorisation(const Rooms& rooms, Call call, Reply reply) {
    KinshipRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    auto what = authorisation_of(std::move(request));
    if (!what) return reply.now(answer_problem(problem_of(std::move(what).error())));
    call.body.clear();
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call),
         what = *std::move(what)](store::WriteTx& tx) -> base::Result<grants::Authorised> {
            const auto actor = TRY(enter(tx, rooms, call));
            return grants::authorise_kinship(tx, rooms.desk, actor, what, rooms.random, call.now);
        },
        [](const grants::Authorised& made) {
            auto answer = answer_json(KinshipMade{.id = made.id.text(), .code = made.code});
            answer.status = 201;
            return answer;
        });
}

void post_authorisation_open(const Rooms& rooms, Call call, Reply reply) {
    KinshipCodeRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto id = AuthorisationId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_authorisation()));
    call.body.clear();
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id,
         code = std::move(request.code.value)](store::WriteTx& tx) -> base::Result<grants::Opened> {
            const auto actor = TRY(enter(tx, rooms, call));
            return grants::open_kinship(tx, rooms.desk, actor, id, code, call.now);
        },
        [](grants::Opened opened) {
            if (opened == grants::Opened::opened) return answer_nothing();
            return answer_error(base::Error{base::Fault::refused, "grants.kinship_code_wrong"});
        });
}

void post_authorisation_presence(const Rooms& rooms, Call call, Reply reply) {
    const auto id = AuthorisationId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_authorisation()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id](store::WriteTx& tx) -> base::Result<base::Instant> {
            const auto actor = TRY(enter(tx, rooms, call));
            return grants::attend_kinship(tx, rooms.desk, actor, id, call.now);
        },
        [](base::Instant until) { return answer_json(KinshipPresence{.present_until = instant_text(until)}); });
}

void post_authorisation_withdraw(const Rooms& rooms, Call call, Reply reply) {
    KinshipReasonRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto id = AuthorisationId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_authorisation()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), id = *id,
         reason = std::move(request.reason.value)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(grants::withdraw_kinship(tx, rooms.desk, actor, id, reason, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace menhu::web
