// Deciding the lines of a review, comparing a personnel list, handing the review to the head and back.
#include <algorithm>
#include <unordered_map>

#include "oversight/record_act.h"
#include "oversight/review.h"
#include "oversight/review_notices.h"
#include "oversight/review_rows.h"

namespace menhu::oversight {
namespace {

using base::Error;
using base::Fault;

constexpr people::Roles deciders{people::Role::account_administrator, people::Role::unit_head};

base::Result<Review> review_to_change(store::ReadTx& tx, ReviewId id, ReviewState wanted) {
    auto review = TRY(rows::review(tx, id));
    if (!review) return Error{Fault::not_found, "oversight.review_not_found"};
    const auto steps = TRY(rows::steps(tx, id));
    if (state_of(steps) != wanted) {
        return Error{Fault::conflict,
                     wanted == ReviewState::open ? "oversight.review_not_open" : "oversight.review_not_submitted"};
    }
    return *std::move(review);
}

base::Result<void> check_choice(const people::Office& office, const Choice& choice) {
    if (choice.note.size() > 4000) return Error{Fault::bad_input, "oversight.note_missing", "too long"};
    if ((choice.decision == Decision::change) != choice.roles.has_value()) {
        return Error{Fault::bad_input, "oversight.roles_ill_formed"};
    }
    if (!choice.roles) return {};
    if (choice.roles->empty()) return Error{Fault::bad_input, "oversight.roles_ill_formed"};
    if (const auto* broken = people::broken_separation(office.profile(), *choice.roles)) {
        return Error{Fault::conflict, "people.roles_separated",
                     std::string{law::role_name(broken->one)} + " " + std::string{law::role_name(broken->other)} + " " +
                         broken->clause};
    }
    return {};
}

// Who keeps what speaks for itself needs no words; everything else does (附件二2(12): the record says why).
bool needs_note(const ReviewLine& line, const Choice& choice) {
    return choice.decision != Decision::keep || !line.proposals.empty();
}

base::Result<void> put_decision(store::WriteTx& tx, const people::Actor& by, const LineRights& rights, ReviewId review,
                                const ReviewLine& line, const Choice& choice, base::Instant now) {
    return rows::insert_decision(tx, review, line.account,
                                 {.decision = choice.decision,
                                  .note = choice.note,
                                  .roles = choice.roles,
                                  .by = by.account(),
                                  .by_name = by.display_name(),
                                  .capacity = std::string{rights.capacity(line)},
                                  .at = now});
}

base::Result<void> record_decision(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                   ReviewId review, const Choice& choice,
                                   const std::vector<people::AccountId>& accounts, base::Instant now) {
    ReviewAct act{.kind = "oversight.review_decided",
                  .review = review,
                  .facts = {{"decision", std::string{decision_code(choice.decision)}}},
                  .counts = {{"lines", static_cast<std::int64_t>(accounts.size())}},
                  .reason = choice.note};
    if (choice.roles) act.facts.emplace_back("roles", choice.roles->text());
    // Up to so many are named; the signed record names all.
    constexpr std::size_t named = 100;
    if (accounts.size() <= named) {
        std::string ids;
        for (const people::AccountId account : accounts) {
            if (!ids.empty()) ids += ' ';
            ids += account.text();
        }
        act.facts.emplace_back("accounts", std::move(ids));
    }
    TRY(record_act(tx, office, by.account(), by.unit(), act, now));
    return {};
}

base::Result<void> add_step(store::WriteTx& tx, const people::Actor& by, ReviewId review, std::string_view act,
                            std::string_view capacity, std::string_view reason, base::Instant now) {
    const auto steps = TRY(rows::steps(tx, review));
    return rows::insert_step(tx, review,
                             {.number = static_cast<std::int64_t>(steps.size()) + 1,
                              .act = std::string{act},
                              .by = by.account(),
                              .by_name = by.display_name(),
                              .capacity = std::string{capacity},
                              .at = now,
                              .reason = std::string{reason}});
}

}  // namespace

base::Result<std::int64_t> decide_lines(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                        ReviewId review, const std::vector<people::AccountId>& accounts,
                                        const Choice& choice, base::Instant now) {
    TRY(people::require_any(by, deciders));
    TRY(check_choice(office, choice));
    TRY(review_to_change(tx, review, ReviewState::open));
    const auto rights = TRY(LineRights::of(tx, by, now));
    const auto lines = TRY(rows::lines(tx, review));
    std::unordered_map<people::AccountId, const ReviewLine*> by_account;
    for (const ReviewLine& line : lines) by_account.emplace(line.account, &line);
    std::vector<people::AccountId> unique = accounts;
    std::ranges::sort(unique);
    const auto rest = std::ranges::unique(unique);
    unique.erase(rest.begin(), rest.end());
    if (unique.empty()) return Error{Fault::bad_input, "oversight.no_line_named"};
    for (const people::AccountId account : unique) {
        const auto found = by_account.find(account);
        if (found == by_account.end()) return Error{Fault::not_found, "oversight.line_not_found", account.text()};
        const ReviewLine& line = *found->second;
        if (account == by.account()) return Error{Fault::refused, "oversight.own_line"};
        if (!rights.may_decide(line)) return Error{Fault::refused, "oversight.not_your_line", account.text()};
        if (line.decided && line.decided->by == people::operator_account) {
            return Error{Fault::conflict, "oversight.line_closed", account.text()};
        }
        if (choice.note.empty() && needs_note(line, choice)) {
            return Error{Fault::bad_input, "oversight.note_missing", account.text()};
        }
        TRY(put_decision(tx, by, rights, review, line, choice, now));
    }
    TRY(record_decision(tx, office, by, review, choice, unique, now));
    return static_cast<std::int64_t>(unique.size());
}

base::Result<std::int64_t> keep_undisputed(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                           ReviewId review, std::string_view note, base::Instant now) {
    TRY(people::require_any(by, deciders));
    TRY(review_to_change(tx, review, ReviewState::open));
    const auto rights = TRY(LineRights::of(tx, by, now));
    const auto lines = TRY(rows::lines(tx, review));
    const Choice choice{.decision = Decision::keep, .note = std::string{note}, .roles = std::nullopt};
    TRY(check_choice(office, choice));
    std::vector<people::AccountId> kept;
    for (const ReviewLine& line : lines) {
        if (line.decided || !line.proposals.empty() || !rights.may_decide(line)) continue;
        TRY(put_decision(tx, by, rights, review, line, choice, now));
        kept.push_back(line.account);
    }
    if (!kept.empty()) TRY(record_decision(tx, office, by, review, choice, kept, now));
    return static_cast<std::int64_t>(kept.size());
}

base::Result<PersonnelAnswer> compare_personnel(store::WriteTx& tx, const people::Office& office,
                                                const people::Actor& by, ReviewId review, std::string_view csv,
                                                base::Instant now) {
    TRY(people::require(by, people::Role::account_administrator));
    TRY(review_to_change(tx, review, ReviewState::open));
    const auto rights = TRY(LineRights::of(tx, by, now));
    if (!rights.administers_any()) return Error{Fault::refused, "oversight.not_your_line"};
    auto read = TRY(read_personnel(csv));
    const PersonnelList list{std::move(read)};
    const auto lines = TRY(rows::lines(tx, review));
    const auto before = TRY(rows::lists(tx, review));
    PersonnelUpload upload{.number = static_cast<std::int64_t>(before.size()) + 1,
                           .digest = crypto::sha256(csv),
                           .rows = static_cast<std::int64_t>(list.size()),
                           .matched = 0,
                           .at = now,
                           .by = by.account(),
                           .by_name = by.display_name()};
    PersonnelAnswer answer{.rows = upload.rows};
    std::vector<std::pair<people::AccountId, std::vector<Proposal>>> findings;
    for (const ReviewLine& line : lines) {
        if (line.standing == people::standing_code(people::Standing::closed)) continue;
        auto match = list.match(line.employee_number, line.display_name, line.unit_code);
        if (match.found == PersonnelMatch::Found::yes) ++answer.matched;
        if (!match.proposals.empty()) findings.emplace_back(line.account, std::move(match.proposals));
    }
    upload.matched = answer.matched;
    answer.proposed = static_cast<std::int64_t>(findings.size());
    TRY(rows::insert_list(tx, review, upload));
    for (const auto& [account, proposals] : findings) {
        TRY(rows::insert_finding(tx, review, upload.number, account, proposals));
    }
    TRY(record_act(tx, office, by.account(), by.unit(),
                   {.kind = "oversight.review_personnel_compared",
                    .review = review,
                    .facts = {{"sha256", base::to_hex(upload.digest)}},
                    .counts = {{"matched", answer.matched}, {"proposed", answer.proposed}, {"rows", answer.rows}},
                    .reason = {}},
                   now));
    return answer;
}

base::Result<void> submit_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                 ReviewId review, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::account_administrator));
    const Review what = TRY(review_to_change(tx, review, ReviewState::open));
    const auto rights = TRY(LineRights::of(tx, by, now));
    if (!rights.administers_any()) return Error{Fault::refused, "oversight.not_your_line"};
    const auto lines = TRY(rows::lines(tx, review));
    const auto undecided = std::ranges::count_if(lines, [](const ReviewLine& line) { return !line.decided; });
    if (undecided > 0) return Error{Fault::conflict, "oversight.lines_undecided", std::to_string(undecided)};
    TRY(add_step(tx, by, review, "submitted", "administrator", {}, now));
    TRY(record_act(tx, office, by.account(), by.unit(),
                   {.kind = "oversight.review_submitted",
                    .review = review,
                    .facts = {},
                    .counts = {{"lines", static_cast<std::int64_t>(lines.size())}},
                    .reason = {}},
                   now));
    return notify_submitted(tx, what, random, now);
}

base::Result<void> send_back_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                    ReviewId review, std::string_view reason, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::unit_head));
    const Review what = TRY(review_to_change(tx, review, ReviewState::submitted));
    const auto head = TRY(agency_head(tx, now));
    if (!head || head->account != by.account()) return Error{Fault::refused, "oversight.not_the_head"};
    TRY(add_step(tx, by, review, "sent_back", people::duty_kind_code(head->kind), reason, now));
    TRY(record_act(
        tx, office, by.account(), by.unit(),
        {.kind = "oversight.review_sent_back", .review = review, .facts = {}, .counts = {}, .reason = reason}, now));
    return notify_sent_back(tx, what, random, now);
}

}  // namespace menhu::oversight
