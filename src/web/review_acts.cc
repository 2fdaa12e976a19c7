// Account reviews (U2): deciding, submitting, signing. Each is one act on the writer.
#include "oversight/review.h"
#include "web/handlers_review.h"
#include "web/review_door.h"
#include "web/views_review.h"

namespace menhu::web {

namespace {

using oversight::ReviewId;

base::Error no_such_review() { return {base::Fault::not_found, "oversight.review_not_found"}; }

oversight::Decision decision_of(LineDecision decision) {
    switch (decision) {
        case LineDecision::keep:
            return oversight::Decision::keep;
        case LineDecision::change:
            return oversight::Decision::change;
        case LineDecision::suspend:
            return oversight::Decision::suspend;
        case LineDecision::close:
            return oversight::Decision::close;
    }
    base::throw_bug("decision_of: no such decision");
}

// What is asked, read from the body; nothing of it is a right.
struct Asked {
    std::vector<people::AccountId> accounts;
    bool undisputed = false;
    oversight::Choice choice;
};

std::expected<Asked, Invalid> asked_of(const DecideLinesRequest& request) {
    Asked asked;
    asked.undisputed = request.undisputed.value_or(false);
    asked.choice = {.decision = decision_of(request.decision), .note = request.note.value, .roles = std::nullopt};
    for (const auto& text : request.accounts) {
        const auto account = people::AccountId::parse(text.value);
        if (!account) return std::unexpected{Invalid{"accounts", "應為帳號編號", "must be ids of accounts"}};
        asked.accounts.push_back(*account);
    }
    if (asked.undisputed && (!asked.accounts.empty() || request.decision != LineDecision::keep)) {
        return std::unexpected{Invalid{"undisputed", "只能與保留一起使用，且不得另列帳號",
                                       "goes with keep, and without a list of accounts"}};
    }
    if (request.roles) {
        people::Roles roles;
        for (const auto& name : *request.roles) {
            const auto role = law::parse_role(name.value);
            if (!role) return std::unexpected{Invalid{"roles", "沒有這個角色", "names a role that is not there"}};
            roles.add(*role);
        }
        asked.choice.roles = roles;
    }
    return asked;
}

// One act on the review of the path; work: (tx, actor, review) -> Result<T>.
template <class Work>
auto act(const Rooms& rooms, const Call& call, ReviewId review, Work work) {
    return rooms.database.write([&rooms, call, review, work](store::WriteTx& tx) {
        using Out = std::invoke_result_t<const Work&, store::WriteTx&, const people::Actor&, ReviewId>;
        auto actor = enter(tx, rooms, call);
        if (!actor) return Out{std::move(actor).error()};
        return work(tx, *actor, review);
    });
}

}  // namespace

Answer post_review_lines(const Rooms& rooms, const Call& call) {
    DecideLinesRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto asked = asked_of(request);
    if (!asked) return answer_problem(problem_of(Invalid{asked.error()}));
    const auto review = ReviewId::parse(call.parts.at(0));
    if (!review) return answer_error(no_such_review());
    const auto done =
        act(rooms, call, *review,
            [&rooms, what = *asked, now = call.now](store::WriteTx& tx, const people::Actor& actor,
                                                    ReviewId id) -> base::Result<std::int64_t> {
                if (what.undisputed) {
                    return oversight::keep_undisputed(tx, rooms.office, actor, id, what.choice.note, now);
                }
                return oversight::decide_lines(tx, rooms.office, actor, id, what.accounts, what.choice, now);
            });
    if (!done) return answer_error(done.error());
    return answer_json(DecidedView{.decided = done->value()});
}

Answer post_review_submit(const Rooms& rooms, const Call& call) {
    const auto review = ReviewId::parse(call.parts.at(0));
    if (!review) return answer_error(no_such_review());
    const auto done = act(
        rooms, call, *review,
        [&rooms, now = call.now](store::WriteTx& tx, const people::Actor& actor, ReviewId id) -> base::Result<void> {
            return oversight::submit_review(tx, rooms.office, actor, id, rooms.random, now);
        });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_review_send_back(const Rooms& rooms, const Call& call) {
    ReviewReasonRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto review = ReviewId::parse(call.parts.at(0));
    if (!review) return answer_error(no_such_review());
    const auto done =
        act(rooms, call, *review,
            [&rooms, reason = request.reason.value, now = call.now](store::WriteTx& tx, const people::Actor& actor,
                                                                    ReviewId id) -> base::Result<void> {
                return oversight::send_back_review(tx, rooms.office, actor, id, reason, rooms.random, now);
            });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_review_sign(const Rooms& rooms, const Call& call) {
    const auto review = ReviewId::parse(call.parts.at(0));
    if (!review) return answer_error(no_such_review());
    const auto done = act(rooms, call, *review,
                          [&rooms, now = call.now](store::WriteTx& tx, const people::Actor& actor,
                                                   ReviewId id) -> base::Result<oversight::ReviewRecord> {
                              return oversight::sign_review(tx, rooms.office, actor, id, now);
                          });
    if (!done) return answer_error(done.error());
    return get_review(rooms, call);
}

}  // namespace menhu::web
