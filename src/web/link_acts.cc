// What is done about links: registered, changed, renewed, suspended, ended, staffed, reviewed. Letters that follow from
// it are drafted in the same transaction (U3, X1).
#include "duties/letter.h"
#include "grants/link_people.h"
#include "grants/link_review.h"
#include "web/catalogue_views.h"
#include "web/day.h"
#include "web/handlers_catalogue.h"

namespace menhu::web {

namespace {

using grants::LinkTerms;

Answer created(const std::string& id) {
    auto answer = answer_json(CatalogueCreated{.id = id});
    answer.status = 201;
    return answer;
}

std::expected<LinkTerms, Invalid> terms_of(LinkRequest& request) {
    const auto unit = people::UnitId::parse(request.unit.value);
    if (!unit) return std::unexpected{Invalid{"unit", "應為單位編號", "must be the id of a unit"}};
    const auto from = read_start(request.from.value);
    if (!from) return std::unexpected{bad_catalogue_day("from")};
    const auto until = read_end(request.until.value);
    if (!until) return std::unexpected{bad_catalogue_day("until")};
    LinkTerms terms{.name_zh = std::move(request.name_zh.value),
                    .name_en = std::move(request.name_en.value),
                    .provider = std::move(request.provider.value),
                    .unit = *unit,
                    .purpose = std::move(request.purpose.value),
                    .letter = std::move(request.letter.value),
                    .letter_on = std::nullopt,
                    .tables = {},
                    .from = *from,
                    .until = *until};
    if (request.letter_on) {
        terms.letter_on = base::from_iso(request.letter_on->value);
        if (!terms.letter_on) return std::unexpected{bad_catalogue_day("letter_on")};
    }
    for (LinkTableRequest& table : request.tables) {
        grants::LinkTable& one = terms.tables.emplace_back();
        one.number = std::move(table.number.value);
        one.name = std::move(table.name.value);
        for (auto& field : table.fields) one.fields.push_back(std::move(field.value));
    }
    return terms;
}

grants::DataClass data_class_of(LinkDataClass data_class) {
    switch (data_class) {
        case LinkDataClass::household:
            return grants::DataClass::household;
        case LinkDataClass::kinship:
            return grants::DataClass::kinship;
        case LinkDataClass::change:
            return grants::DataClass::change;
    }
    base::throw_bug("data_class_of: no such class");
}

grants::LinkDuty duty_of(LinkPersonKind kind) {
    switch (kind) {
        case LinkPersonKind::designated_person:
            return grants::LinkDuty::designated_person;
        case LinkPersonKind::handler:
            return grants::LinkDuty::handler;
        case LinkPersonKind::head:
            return grants::LinkDuty::head;
    }
    base::throw_bug("duty_of: no such kind");
}

// One act and the letters that follow from it. Work: (WriteTx&, const Actor&) -> Result<T>.
template <class Work>
auto in_one_act(const Rooms& rooms, const Call& call, Work work) {
    using T = std::invoke_result_t<Work&, store::WriteTx&, const people::Actor&>;
    return rooms.database.write([&rooms, call, work](store::WriteTx& tx) -> T {
        const auto actor = TRY(enter(tx, rooms, call));
        auto done = work(tx, actor);
        if (done) TRY(duties::draft_missing_letters(tx, rooms.office, std::nullopt, rooms.random, call.now));
        return done;
    });
}

template <class Work>
Answer do_act(const Rooms& rooms, const Call& call, Work work) {
    const auto done = in_one_act(rooms, call, work);
    return done ? answer_nothing() : answer_error(done.error());
}

using Reasoned = base::Result<void> (*)(store::WriteTx&, const grants::Desk&, const people::Actor&, std::string_view,
                                        std::string_view, base::Instant);
Answer do_with_reason(const Rooms& rooms, const Call& call, Reasoned act) {
    LinkReasonRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    return do_act(rooms, call, [&rooms, call, act, reason = request.reason.value](store::WriteTx& tx, const auto& by) {
        return act(tx, rooms.desk, by, call.parts.at(0), reason, call.now);
    });
}

}  // namespace

Answer post_link(const Rooms& rooms, const Call& call) {
    LinkRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    grants::NewLink link{
        .code = std::move(request.code.value), .data_class = data_class_of(request.data_class), .terms = {}};
    auto terms = terms_of(request);
    if (!terms) return answer_problem(problem_of(std::move(terms.error())));
    link.terms = *std::move(terms);
    const auto made = in_one_act(rooms, call, [&rooms, call, link](store::WriteTx& tx, const people::Actor& by) {
        return grants::register_link(tx, rooms.desk, by, link, rooms.random, call.now);
    });
    return made ? created(made->value().text()) : answer_error(made.error());
}

Answer post_link_change(const Rooms& rooms, const Call& call) {
    LinkRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const std::string note = request.note ? request.note->value : std::string{};
    auto terms = terms_of(request);
    if (!terms) return answer_problem(problem_of(std::move(terms.error())));
    return do_act(rooms, call, [&rooms, call, terms = *terms, note](store::WriteTx& tx, const people::Actor& by) {
        return grants::change_link(tx, rooms.desk, by, call.parts.at(0), terms, note, call.now);
    });
}

Answer post_link_renewal(const Rooms& rooms, const Call& call) {
    LinkRenewalRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto letter_on = base::from_iso(request.letter_on.value);
    if (!letter_on) return answer_problem(problem_of(bad_catalogue_day("letter_on")));
    const auto until = read_end(request.until.value);
    if (!until) return answer_problem(problem_of(bad_catalogue_day("until")));
    const grants::Renewal renewal{.letter = std::move(request.letter.value),
                                  .letter_on = *letter_on,
                                  .until = *until,
                                  .note = std::move(request.note.value)};
    return do_act(rooms, call, [&rooms, call, renewal](store::WriteTx& tx, const people::Actor& by) {
        return grants::renew_link(tx, rooms.desk, by, call.parts.at(0), renewal, call.now);
    });
}

Answer post_link_suspend(const Rooms& rooms, const Call& call) {
    return do_with_reason(rooms, call, grants::suspend_link);
}

Answer post_link_resume(const Rooms& rooms, const Call& call) {
    return do_with_reason(rooms, call, grants::resume_link);
}

Answer post_link_keep(const Rooms& rooms, const Call& call) { return do_with_reason(rooms, call, grants::keep_link); }

Answer post_link_ending(const Rooms& rooms, const Call& call) {
    EndingRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto at = read_end(request.at.value);
    if (!at) return answer_problem(problem_of(bad_catalogue_day("at")));
    return do_act(rooms, call,
                  [&rooms, call, at = *at, reason = request.reason.value](store::WriteTx& tx, const auto& by) {
                      return grants::plan_link_ending(tx, rooms.desk, by, call.parts.at(0), at, reason, call.now);
                  });
}

Answer post_link_person(const Rooms& rooms, const Call& call) {
    LinkPersonRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto account = people::AccountId::parse(request.account.value);
    if (!account) return answer_error({base::Fault::not_found, "people.not_found", "account"});
    const auto from = read_start(request.from.value);
    if (!from) return answer_problem(problem_of(bad_catalogue_day("from")));
    const grants::NewLinkPerson person{
        .duty = duty_of(request.kind), .account = *account, .from = *from, .note = std::move(request.note.value)};
    const auto made = in_one_act(rooms, call, [&rooms, call, person](store::WriteTx& tx, const people::Actor& by) {
        return grants::name_link_person(tx, rooms.desk, by, call.parts.at(0), person, rooms.random, call.now);
    });
    return made ? created(made->value().text()) : answer_error(made.error());
}

Answer post_link_person_end(const Rooms& rooms, const Call& call) {
    LinkPersonEndRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto person = grants::LinkPersonId::parse(call.parts.at(0));
    if (!person) return answer_error({base::Fault::not_found, "grants.link_person_unknown"});
    const auto at = read_end(request.at.value);
    if (!at) return answer_problem(problem_of(bad_catalogue_day("at")));
    return do_act(
        rooms, call,
        [&rooms, call, person = *person, at = *at, note = request.note.value](store::WriteTx& tx, const auto& by) {
            return grants::end_link_person(tx, rooms.desk, by, person, at, note, call.now);
        });
}

Answer post_link_review(const Rooms& rooms, const Call& call) {
    LinkReviewRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto need = request.needed ? grants::Need::needed : grants::Need::not_needed;
    const auto made =
        in_one_act(rooms, call, [&rooms, call, need, note = request.note.value](store::WriteTx& tx, const auto& by) {
            return grants::review_link(tx, rooms.desk, by, call.parts.at(0), need, note, rooms.random, call.now);
        });
    return made ? created(made->value().text()) : answer_error(made.error());
}

}  // namespace menhu::web
