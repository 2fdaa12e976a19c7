// Opening a review: every account as it stands, and what speaks against it.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "ledger/trail.h"
#include "oversight/record_act.h"
#include "oversight/review.h"
#include "oversight/review_notices.h"
#include "oversight/review_rows.h"
#include "people/account_marks.h"
#include "people/idle.h"
#include "people/movements.h"
#include "people/term.h"
#include "people/training.h"

namespace menhu::oversight {
namespace {

using Yes = ReviewedAccount::Yes;

law::Term back(const law::Term& term) { return {.in = term.in, .count = -term.count}; }

// Coming and going is no use of a role.
bool is_act(std::string_view kind) {
    constexpr std::string_view family = "people.";
    if (!kind.starts_with(family)) return kind != "web.refused";
    kind.remove_prefix(family.size());
    constexpr std::string_view comings[]{"sign", "session", "password", "first_factor", "credential", "step"};
    return std::ranges::none_of(comings, [&](std::string_view start) { return kind.starts_with(start); });
}

// Is there an act of the role since `from`? An indexed probe for each account that must show one: queries of a case
// worker, anything beside coming and going of an administrator.
base::Result<Yes> used(store::ReadTx& tx, const people::RollEntry& entry, base::Instant from, base::Instant to) {
    ledger::TrailFilter filter;
    filter.account = entry.account.number();
    filter.from = from;
    filter.to = to;
    if (entry.roles.has(people::Role::case_worker)) {
        filter.kind = "query.";
        filter.limit = 1;
        const auto page = TRY(ledger::trail(tx, filter));
        if (!page.items.empty()) return Yes::yes;
    }
    if (entry.roles.has(people::Role::account_administrator)) {
        filter.kind = "";
        filter.limit = 200;
        const auto page = TRY(ledger::trail(tx, filter));
        if (std::ranges::any_of(page.items, [](const auto& item) { return is_act(item.kind); })) return Yes::yes;
    }
    return Yes::no;
}

// What the accounts are seen with, read in a few statements for all, and one probe for each that must show an act.
base::Result<std::vector<ReviewedAccount>> see(store::ReadTx& tx, const people::Office& office, const Review& review) {
    const base::Instant now = review.opened_at;
    auto roll = TRY(people::roll(tx, office.profile(), {.at = now, .closed_since = review.looks_from, .now = now}));
    const auto marks = TRY(people::account_marks(tx));
    const auto movements = TRY(people::movements(tx, review.looks_from, now));
    const base::Date today = base::taipei_date(now);
    const base::Date new_year{today.year(), std::chrono::January, std::chrono::day{1}};
    const auto trained = TRY(people::trained_hours(tx, new_year, today));
    std::unordered_map<people::AccountId, std::int64_t> hours;
    for (const auto& one : trained) hours[one.account] += one.hours;
    std::unordered_set<people::AccountId> moved;
    std::unordered_set<people::AccountId> leaving;
    for (const auto& one : movements) {
        (one.what == people::Movement::What::moved ? moved : leaving).insert(one.account);
    }
    std::vector<ReviewedAccount> seen;
    seen.reserve(roll.size());
    for (people::RollEntry& entry : roll) {
        auto& account = seen.emplace_back();
        account.entry = std::move(entry);
        const people::RollEntry& who = account.entry;
        if (const auto found = marks.find(who.account); found != marks.end()) {
            account.employee_number = found->second.employee_number;
            if (found->second.pledge_version != office.profile().pledge().version) account.pledge_current = Yes::no;
        }
        if (who.standing == people::Standing::closed) continue;
        const auto idle_from =
            people::idle_at(office.numbers(),
                            {.term_from = who.term_from, .valid_from = who.from, .last_signed_in = who.last_signed_in});
        if (idle_from <= now) account.idle = Yes::yes;
        if (moved.contains(who.account)) account.moved = Yes::yes;
        if (leaving.contains(who.account)) account.leaving = Yes::yes;
        const auto required = people::training_hours_required(office.profile(), who.roles);
        if (hours[who.account] < required) account.trained = Yes::no;
        account.used = TRY(used(tx, who, review.looks_from, now));
    }
    return seen;
}

ReviewLine line_of(const ReviewedAccount& account, std::vector<Proposal> proposals) {
    const people::RollEntry& entry = account.entry;
    return {.account = entry.account,
            .account_name = entry.name,
            .display_name = entry.display_name,
            .employee_number = account.employee_number,
            .unit = entry.unit,
            .unit_code = entry.unit_code,
            .unit_name = entry.unit_name,
            .roles = entry.roles,
            .standing = std::string{people::standing_code(entry.standing)},
            .from = entry.from,
            .until = entry.until,
            .last_signed_in = entry.last_signed_in,
            .proposals = std::move(proposals),
            .decided = std::nullopt,
            .outcome = {}};
}

base::Result<ReviewId> open(store::WriteTx& tx, const people::Office& office, people::AccountId by, people::UnitId unit,
                            const ReviewPeriod& period, base::Random& random, base::Instant now) {
    const law::Numbers& numbers = office.numbers();
    const Review review{.id = ReviewId::make(now, random),
                        .period = period.code,
                        .period_from = period.from,
                        .period_until = period.until,
                        .looks_from = people::after(now, back(numbers.account_review_period)),
                        .opened_at = now,
                        .opened_by = by,
                        .due = base::taipei_date(people::after(now, numbers.account_review_due))};
    const auto seen = TRY(see(tx, office, review));
    const ReviewFrame frame{.looks_from = review.looks_from,
                            .opened_at = now,
                            .next_review = period.until,
                            .never_used_by = people::after(now, back(numbers.account_idle_warning))};
    auto proposals = propose(seen, frame);
    TRY(rows::insert_review(tx, review));
    std::int64_t proposed = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (!proposals[i].empty()) ++proposed;
        const ReviewLine line = line_of(seen[i], std::move(proposals[i]));
        TRY(rows::insert_line(tx, review.id, line));
        if (seen[i].entry.standing != people::Standing::closed) continue;
        // Nothing is left to decide: it was closed in the period.
        TRY(rows::insert_decision(tx, review.id, line.account,
                                  {.decision = Decision::close,
                                   .note = "期間內已廢止",
                                   .roles = std::nullopt,
                                   .by = people::operator_account,
                                   .by_name = "",
                                   .capacity = "system",
                                   .at = now}));
    }
    TRY(record_act(tx, office, by, unit,
                   {.kind = "oversight.review_opened",
                    .review = review.id,
                    .facts = {{"period", review.period}, {"due", base::to_iso(review.due)}},
                    .counts = {{"accounts", static_cast<std::int64_t>(seen.size())}, {"proposed", proposed}},
                    .reason = {}},
                   now));
    TRY(notify_opened(tx, review, random, now));
    return review.id;
}

}  // namespace

base::Result<std::optional<ReviewId>> open_due_review(store::WriteTx& tx, const people::Office& office,
                                                      base::Random& random, base::Instant now) {
    const auto period = review_period(now, office.numbers().account_review_period);
    const auto known = TRY(rows::count_of_period(tx, period.code));
    if (known > 0) return std::optional<ReviewId>{};
    // Made in this period: its first review is the next one's.
    const auto before =
        TRY(people::roll(tx, office.profile(), {.at = period.from, .closed_since = period.from, .now = now}));
    if (before.empty()) return std::optional<ReviewId>{};
    const auto made = TRY(open(tx, office, people::operator_account, people::operator_unit, period, random, now));
    return std::optional{made};
}

base::Result<ReviewId> open_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                   base::Random& random, base::Instant now) {
    TRY(people::require_any(by, {people::Role::account_administrator, people::Role::operator_}));
    const auto period = review_period(now, office.numbers().account_review_period);
    const auto known = TRY(rows::count_of_period(tx, period.code));
    if (known > 0) return base::Error{base::Fault::conflict, "oversight.review_exists", period.code};
    return open(tx, office, by.account(), by.unit(), period, random, now);
}

}  // namespace menhu::oversight
