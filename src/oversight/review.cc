#include "oversight/review.h"

#include <algorithm>
#include <array>

#include "oversight/review_notices.h"
#include "oversight/review_rows.h"

namespace menhu::oversight {
namespace {

struct DecisionName {
    Decision decision;
    std::string_view code;
};
constexpr std::array decision_names{
    DecisionName{Decision::keep, "keep"},
    DecisionName{Decision::change, "change"},
    DecisionName{Decision::suspend, "suspend"},
    DecisionName{Decision::close, "close"},
};

}  // namespace

std::string_view review_state_code(ReviewState state) {
    switch (state) {
        case ReviewState::open:
            return "open";
        case ReviewState::submitted:
            return "submitted";
        case ReviewState::signed_:
            return "signed";
    }
    base::throw_bug("review_state_code: no such state");
}

std::string_view decision_code(Decision decision) {
    const auto* const found = std::ranges::find(decision_names, decision, &DecisionName::decision);
    CHECK(found != decision_names.end());
    return found->code;
}

std::optional<Decision> decision_from_code(std::string_view code) {
    const auto* const found = std::ranges::find(decision_names, code, &DecisionName::code);
    if (found == decision_names.end()) return std::nullopt;
    return found->decision;
}

ReviewState state_of(const std::vector<ReviewStep>& steps) {
    if (steps.empty() || steps.back().act == "sent_back") return ReviewState::open;
    return steps.back().act == "signed" ? ReviewState::signed_ : ReviewState::submitted;
}

base::Result<std::vector<Review>> reviews(store::ReadTx& tx) { return rows::reviews(tx); }
base::Result<std::optional<Review>> find_review(store::ReadTx& tx, ReviewId review) { return rows::review(tx, review); }
base::Result<std::vector<ReviewStep>> review_steps(store::ReadTx& tx, ReviewId review) {
    return rows::steps(tx, review);
}
base::Result<std::vector<ReviewLine>> review_lines(store::ReadTx& tx, ReviewId review) {
    return rows::lines(tx, review);
}
base::Result<std::optional<ReviewRecord>> review_record(store::ReadTx& tx, ReviewId review) {
    return rows::record(tx, review);
}
base::Result<std::vector<PersonnelUpload>> personnel_uploads(store::ReadTx& tx, ReviewId review) {
    return rows::lists(tx, review);
}

base::Result<LineRights> LineRights::of(store::ReadTx& tx, const people::Actor& actor, base::Instant now) {
    LineRights rights;
    rights.self_ = actor.account();
    if (actor.has(people::Role::account_administrator)) {
        const auto duties = TRY(people::duties_of_account(tx, actor.account()));
        for (const people::OfficeDuty& duty : duties) {
            if (duty.kind != people::DutyKind::account_administrator || !duty.in_force(now)) continue;
            if (duty.unit) {
                rights.units_.push_back(*duty.unit);
            } else {
                rights.everywhere_ = true;
            }
        }
    }
    if (actor.has(people::Role::unit_head)) {
        const auto head = TRY(agency_head(tx, now));
        rights.heads_ = head && head->account == actor.account();
    }
    return rights;
}

bool LineRights::administers(people::UnitId unit) const {
    return everywhere_ || std::ranges::find(units_, unit) != units_.end();
}

bool LineRights::may_decide(const ReviewLine& line) const {
    if (line.account == self_) return false;
    // The lines of administrators: another administrator, or the head, so that one administrator is enough.
    return administers(line) || (heads_ && line.roles.has(people::Role::account_administrator));
}

std::string_view LineRights::capacity(const ReviewLine& line) const {
    return administers(line) ? "administrator" : "head";
}

base::Result<ReviewRights> review_rights(store::ReadTx& tx, const people::Actor& actor, ReviewId review,
                                         base::Instant now) {
    ReviewRights rights;
    const auto of_lines = TRY(LineRights::of(tx, actor, now));
    rights.administers = of_lines.administers_any();
    rights.heads = of_lines.heads();
    if (!rights.heads) return rights;
    const auto decided = TRY(rows::count_decided_by(tx, review, actor.account(), "administrator"));
    rights.decided = decided > 0;
    return rights;
}

base::Result<ReviewProgress> review_progress(store::ReadTx& tx, ReviewId review) { return rows::progress(tx, review); }

base::Result<std::int64_t> undecided_for(store::ReadTx& tx, ReviewId review, const LineRights& rights) {
    const auto units = TRY(rows::undecided(tx, review, rights.self()));
    std::int64_t count = 0;
    for (const auto& unit : units) {
        if (rights.administers(unit.unit)) {
            count += unit.lines;
        } else if (rights.heads()) {
            count += unit.of_administrators;
        }
    }
    return count;
}

}  // namespace menhu::oversight
