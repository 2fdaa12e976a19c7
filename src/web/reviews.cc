// Account reviews (U2): looking.
#include <algorithm>

#include "people/duty.h"
#include "web/handlers_review.h"
#include "web/review_door.h"
#include "web/views_review.h"

namespace menhu::web {

namespace {

using oversight::Decision;
using oversight::Review;
using oversight::ReviewLine;
using oversight::ReviewState;
using oversight::ReviewStep;
using people::Role;

constexpr std::int64_t page_size = 100;

ReviewCountsView counts_of(const std::vector<ReviewLine>& lines) {
    ReviewCountsView counts;
    counts.accounts = static_cast<std::int64_t>(lines.size());
    for (const auto& name : oversight::proposal_names()) {
        counts.proposals.push_back({name.code, name.zh, name.en, name.clause, 0});
    }
    for (const auto decision : {Decision::keep, Decision::change, Decision::suspend, Decision::close}) {
        counts.decisions.push_back({oversight::decision_code(decision), 0});
    }
    for (const auto& line : lines) {
        if (!line.proposals.empty()) ++counts.with_proposal;
        for (const auto proposal : line.proposals) ++counts.proposals[static_cast<std::size_t>(proposal)].count;
        if (!line.decided) continue;
        ++counts.decided;
        ++counts.decisions[static_cast<std::size_t>(line.decided->decision)].count;
    }
    counts.undecided = counts.accounts - counts.decided;
    counts.decisions.push_back({"undecided", counts.undecided});
    std::erase_if(counts.proposals, [](const auto& one) { return one.count == 0; });
    return counts;
}

AccountRef by_of(people::AccountId account, const std::string& name) { return {account.text(), "", name}; }

void tell_steps(const std::vector<ReviewStep>& steps, ReviewView& view) {
    for (const auto& step : steps) {
        view.steps.push_back(
            {instant_text(step.at), step.act, by_of(step.by, step.by_name), step.capacity, step.reason});
        if (step.act == "submitted") {
            view.submitted_by = by_of(step.by, step.by_name);
            view.submitted_at = instant_text(step.at);
        } else if (step.act == "signed") {
            view.signed_by = by_of(step.by, step.by_name);
            view.signed_at = instant_text(step.at);
        } else {
            view.submitted_by.reset();
            view.submitted_at.reset();
        }
    }
    if (!steps.empty() && steps.back().act == "sent_back") view.sent_back = steps.back().reason;
}

std::vector<std::string> acts_of(ReviewState state, const oversight::ReviewRights& rights, std::int64_t undecided) {
    std::vector<std::string> acts;
    if (state == ReviewState::open) {
        if (rights.administers || rights.heads) acts.emplace_back("decide");
        if (rights.administers) acts.emplace_back("personnel");
        if (rights.administers && undecided == 0) acts.emplace_back("submit");
    } else if (state == ReviewState::submitted && rights.heads) {
        acts.emplace_back("send_back");
        if (!rights.decided) acts.emplace_back("sign");
    }
    return acts;
}

ReviewHeadView head_of(const Review& review, ReviewState state) {
    const auto name = oversight::name_of_period(review.period_from, review.period_until);
    return {.id = review.id.text(),
            .period = name.code,
            .period_zh = name.zh,
            .period_en = name.en,
            .opened_at = instant_text(review.opened_at),
            .due = base::to_iso(review.due),
            .state = std::string{oversight::review_state_code(state)}};
}

base::Result<ReviewView> view_of(store::ReadTx& tx, const people::Actor& actor, const Review& review,
                                 base::Instant now) {
    const auto steps = TRY(oversight::review_steps(tx, review.id));
    const auto lines = TRY(oversight::review_lines(tx, review.id));
    const auto rights = TRY(oversight::review_rights(tx, actor, review.id, now));
    const auto lists = TRY(oversight::personnel_uploads(tx, review.id));
    const auto state = oversight::state_of(steps);
    ReviewView view;
    static_cast<ReviewHeadView&>(view) = head_of(review, state);
    view.from = instant_text(review.looks_from);
    view.counts = counts_of(lines);
    if (!lists.empty()) view.personnel_at = instant_text(lists.back().at);
    tell_steps(steps, view);
    view.may = acts_of(state, rights, view.counts.undecided);
    if (state == ReviewState::signed_) {
        const auto record = TRY(oversight::review_record(tx, review.id));
        CHECK(record);  // made with the signature
        view.record_digest = base::to_hex(record->digest);
        view.receipt = EntryPlaceView{std::to_string(record->log), record->index};
    }
    return view;
}

std::vector<std::string> names_of(people::Roles roles) {
    std::vector<std::string> names;
    for (const auto role : roles.list()) names.emplace_back(law::role_name(role));
    return names;
}

ReviewLineView view_of(const ReviewLine& line, const ReviewReader& reader, bool open,
                       const std::optional<std::string>& signed_at) {
    ReviewLineView view{.account = {line.account.text(), line.account_name, line.display_name},
                        .unit = {line.unit.text(), line.unit_name},
                        .roles = names_of(line.roles),
                        .standing = line.standing,
                        .last_signed_in = std::nullopt,
                        .proposals = {},
                        .decision = {},
                        .note = {},
                        .new_roles = {},
                        .decided_by = std::nullopt,
                        .decided_at = std::nullopt,
                        .carried_out_at = std::nullopt,
                        .may_decide = false};
    if (line.last_signed_in) view.last_signed_in = instant_text(*line.last_signed_in);
    for (const auto proposal : line.proposals) {
        const auto& name = oversight::name_of(proposal);
        view.proposals.push_back({name.code, name.zh, name.en, name.clause});
    }
    bool by_system = false;
    if (line.decided) {
        const auto& decided = *line.decided;
        view.decision = oversight::decision_code(decided.decision);
        view.note = decided.note;
        if (decided.roles) view.new_roles = names_of(*decided.roles);
        view.decided_at = instant_text(decided.at);
        by_system = decided.by == people::operator_account;
        if (!by_system) view.decided_by = by_of(decided.by, decided.by_name);
    }
    if (line.outcome == "done") view.carried_out_at = signed_at;
    view.may_decide = open && !by_system && reader.lines.may_decide(line);
    return view;
}

// What a list of lines is asked for.
struct LineFilter {
    std::string proposal;  // a code, "any", "none"; empty: whatever
    std::string decision;  // a code, "undecided"; empty: whatever
    std::optional<people::UnitId> unit;
    std::string text;  // in the names
    std::int64_t offset = 0;

    bool admits(const ReviewLine& line) const {
        if (proposal == "any" && line.proposals.empty()) return false;
        if (proposal == "none" && !line.proposals.empty()) return false;
        if (!proposal.empty() && proposal != "any" && proposal != "none" &&
            std::ranges::none_of(line.proposals, [&](auto one) { return oversight::name_of(one).code == proposal; })) {
            return false;
        }
        if (decision == "undecided" && line.decided) return false;
        if (!decision.empty() && decision != "undecided" &&
            (!line.decided || oversight::decision_code(line.decided->decision) != decision)) {
            return false;
        }
        if (unit && line.unit != *unit) return false;
        return text.empty() || line.account_name.contains(text) || line.display_name.contains(text);
    }
};

std::expected<LineFilter, Invalid> filter_of(const Call& call) {
    LineFilter filter{.proposal = std::string{call.query_value("proposal")},
                      .decision = std::string{call.query_value("decision")},
                      .unit = std::nullopt,
                      .text = std::string{call.query_value("q")},
                      .offset = 0};
    if (const auto text = call.query_value("unit"); !text.empty()) {
        filter.unit = people::UnitId::parse(text);
        if (!filter.unit) return std::unexpected{Invalid{"unit", "應為單位編號", "must be the id of a unit"}};
    }
    if (const auto text = call.query_value("cursor"); !text.empty()) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), filter.offset);
        if (error != std::errc{} || end != text.data() + text.size() || filter.offset < 0) {
            return std::unexpected{Invalid{"cursor", "應為上一頁給的值", "must be what the page before gave"}};
        }
    }
    return filter;
}

}  // namespace

base::Result<ReviewReader> review_reader(store::ReadTx& tx, const people::Actor& actor, base::Instant now) {
    ReviewReader reader;
    reader.unit = actor.unit();
    reader.lines = TRY(oversight::LineRights::of(tx, actor, now));
    constexpr people::Roles overseers{Role::auditor, Role::checker, Role::civil_affairs};
    if (actor.roles().has_any(overseers) || reader.lines.heads()) return reader;
    if (actor.has(Role::account_administrator)) {
        if (!reader.lines.administers_everywhere()) reader.sees = ReviewReader::Sees::administered;
        return reader;
    }
    const bool deputy = TRY(people::has_duty(tx, actor.account(), people::DutyKind::deputy, std::nullopt, now));
    const bool head = TRY(people::has_duty(tx, actor.account(), people::DutyKind::head, std::nullopt, now));
    if (!deputy && !head) reader.sees = ReviewReader::Sees::own_unit;
    return reader;
}

bool ReviewReader::sees_line(const ReviewLine& line) const {
    switch (sees) {
        case Sees::all:
            return true;
        case Sees::administered:
            return lines.administers(line);
        case Sees::own_unit:
            return line.unit == unit;
    }
    return false;
}

base::Result<Review> review_of(store::ReadTx& tx, const Call& call) {
    const auto id = oversight::ReviewId::parse(call.parts.at(0));
    if (!id) return base::Error{base::Fault::not_found, "oversight.review_not_found"};
    auto review = TRY(oversight::find_review(tx, *id));
    if (!review) return base::Error{base::Fault::not_found, "oversight.review_not_found"};
    return *std::move(review);
}

Answer get_reviews(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        TRY(review_reader(tx, actor, call.now));
        const auto all = TRY(oversight::reviews(tx));
        ReviewList list;
        for (const auto& review : all) {
            const auto steps = TRY(oversight::review_steps(tx, review.id));
            const auto progress = TRY(oversight::review_progress(tx, review.id));
            const auto state = oversight::state_of(steps);
            ReviewRowView row{head_of(review, state), progress.accounts, progress.undecided, std::nullopt};
            if (state == ReviewState::signed_) row.signed_at = instant_text(steps.back().at);
            list.items.push_back(std::move(row));
        }
        return answer_json(list);
    });
}

Answer get_review(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        TRY(review_reader(tx, actor, call.now));
        const auto review = TRY(review_of(tx, call));
        const auto view = TRY(view_of(tx, actor, review, call.now));
        return answer_json(view);
    });
}

Answer get_review_lines(const Rooms& rooms, const Call& call) {
    const auto filter = filter_of(call);
    if (!filter) return answer_problem(problem_of(Invalid{filter.error()}));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto reader = TRY(review_reader(tx, actor, call.now));
        const auto review = TRY(review_of(tx, call));
        const auto steps = TRY(oversight::review_steps(tx, review.id));
        const auto lines = TRY(oversight::review_lines(tx, review.id));
        const bool open = oversight::state_of(steps) == ReviewState::open;
        std::optional<std::string> signed_at;
        if (oversight::state_of(steps) == ReviewState::signed_) signed_at = instant_text(steps.back().at);
        ReviewLineList list;
        for (const auto& line : lines) {
            if (!reader.sees_line(line) || !filter->admits(line)) continue;
            const auto place = list.total++;
            if (place < filter->offset || place >= filter->offset + page_size) continue;
            list.items.push_back(view_of(line, reader, open, signed_at));
        }
        if (filter->offset + page_size < list.total) list.next = std::to_string(filter->offset + page_size);
        return answer_json(list);
    });
}

Answer get_review_verification(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        TRY(review_reader(tx, actor, call.now));
        const auto review = TRY(review_of(tx, call));
        const auto found = TRY(oversight::verify_review(tx, rooms.office, review.id));
        return answer_json(ReviewVerificationView{.ok = found.ok,
                                                  .digest = base::to_hex(found.digest),
                                                  .recorded_digest = base::to_hex(found.recorded_digest),
                                                  .entry = {std::to_string(found.log), found.index},
                                                  .what = std::string{found.what}});
    });
}

}  // namespace menhu::web
