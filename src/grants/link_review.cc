#include "grants/link_review.h"

#include <algorithm>
#include <limits>
#include <set>

#include "format/code_points.h"
#include "format/json.h"
#include "grants/basis.h"
#include "grants/link_review_rows.h"
#include "grants/link_rows.h"
#include "grants/record.h"
#include "ledger/trail.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using format::Json;

constexpr std::size_t longest_note = 500;
constexpr std::string_view ending_reason = "年度檢討認無續用需要 / not needed any more, by the yearly review";

std::int64_t day_number(base::Date date) { return std::chrono::sys_days{date}.time_since_epoch().count(); }
base::Date from_day_number(std::int64_t day) { return base::Date{std::chrono::sys_days{std::chrono::days{day}}}; }

// Refusals are few: they are read, and those under the link's grants are counted.
base::Result<std::int64_t> count_refusals(store::ReadTx& tx, const std::set<std::int64_t>& grants, base::Instant from,
                                          base::Instant to) {
    ledger::TrailFilter filter{.kind = "query.refused", .from = from, .to = to, .limit = 1000};
    std::int64_t count = 0;
    do {
        const auto page = TRY(ledger::trail(tx, filter));
        count += std::ranges::count_if(page.items,
                                       [&](const auto& entry) { return entry.grant && grants.contains(*entry.grant); });
        filter.cursor = page.next;
    } while (filter.cursor);
    return count;
}

std::string facts_text(const LinkUsage& usage) {
    Json::Array grants;
    for (const LinkGrantUse& one : usage.grants) {
        grants.emplace_back(Json::Object{{"grant", Json{one.grant.text()}},
                                         {"purpose", Json{one.purpose_code}},
                                         {"queries", Json{one.queries}},
                                         {"unit", Json{one.unit.text()}}});
    }
    Json::Object facts{{"from", Json{base::to_iso(usage.from)}},
                       {"to", Json{base::to_iso(usage.to)}},
                       {"queries", Json{usage.queries}},
                       {"refusals", Json{usage.refusals}},
                       {"units", Json{usage.units}},
                       {"grants", Json{std::move(grants)}}};
    if (usage.last_used_on) facts.emplace("last_used_on", Json{base::to_iso(*usage.last_used_on)});
    return format::canonical_json(std::move(facts));
}

base::Instant before(base::Instant instant, const law::Term& term) {
    return people::after(instant, {.in = term.in, .count = -term.count});
}

}  // namespace

base::Result<std::optional<base::Date>> last_used_on(store::ReadTx& tx, std::string_view code) {
    const auto day = TRY(rows::last_day_of_use(tx, code, std::numeric_limits<std::int64_t>::max()));
    if (!day) return std::optional<base::Date>{};
    return std::optional{from_day_number(*day)};
}

base::Result<LinkUsage> link_usage(store::ReadTx& tx, const Link& link, base::Date from, base::Date to) {
    LinkUsage usage{.from = from, .to = to, .grants = {}, .last_used_on = std::nullopt};
    usage.grants = TRY(rows::use_of_link(tx, link.code, day_number(from), day_number(to)));
    std::set<std::int64_t> grants;
    std::set<people::UnitId> units;
    for (const LinkGrantUse& one : usage.grants) {
        usage.queries += one.queries;
        grants.insert(one.grant.number());
        if (one.queries > 0) units.insert(one.unit);
    }
    usage.units = static_cast<std::int64_t>(units.size());
    usage.refusals = TRY(count_refusals(tx, grants, base::taipei_start(from), base::taipei_end(to)));
    const auto last = TRY(rows::last_day_of_use(tx, link.code, day_number(to)));
    if (last && *last >= day_number(from)) usage.last_used_on = from_day_number(*last);
    return usage;
}

base::Result<LinkReviewId> review_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       std::string_view code, Need need, std::string_view note, base::Random& random,
                                       base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    const auto link = TRY(rows::link(tx, code));
    if (!link) return Error{Fault::not_found, "grants.link_unknown", std::string{code}};
    if (link->state(now) == LinkState::ended) return Error{Fault::conflict, "grants.link_over"};
    if (!format::is_utf8(note) || format::count_code_points(note) > longest_note) {
        return Error{Fault::bad_input, "grants.link_ill_formed", "note"};
    }
    const base::Date today = base::taipei_date(now);
    const auto earlier = TRY(rows::link_reviews(tx, link->id));
    // Since the review before; of a first one, the year until today or since the link's beginning.
    const base::Date since = earlier.empty()
                                 ? std::max(base::taipei_date(before(now, desk.profile.numbers().link_review_period)),
                                            std::min(base::taipei_date(link->terms.from), today))
                                 : base::taipei_date(earlier.front().at);
    const auto usage = TRY(link_usage(tx, *link, since, today));
    const LinkReview review{.id = LinkReviewId::make(now, random),
                            .link = link->id,
                            .at = now,
                            .by = by.account(),
                            .by_name = by.display_name(),
                            .since = since,
                            .need = need,
                            .note = std::string{note},
                            .facts = facts_text(usage)};
    TRY(rows::insert_link_review(tx, review));
    TRY(record(tx, desk, by, "grants.link_reviewed", std::nullopt,
               {{"link", link->code},
                {"review", review.id.text()},
                {"needed", need == Need::needed ? "yes" : "no"},
                {"from", base::to_iso(usage.from)},
                {"to", base::to_iso(usage.to)},
                {"queries", std::to_string(usage.queries)},
                {"refusals", std::to_string(usage.refusals)},
                {"grants", std::to_string(usage.grants.size())},
                {"units", std::to_string(usage.units)}},
               note, now));
    if (need == Need::not_needed && !link->ended_at) {
        // The day after the notice begins, so that the whole notice is kept; or with its term, if that is sooner.
        const base::Instant first = base::taipei_end(base::taipei_date(earliest_ending(desk.profile, now)));
        if (first < link->terms.until) {
            TRY(plan_link_ending(tx, desk, by, code, first, ending_reason, now));
        }
    }
    return review.id;
}

base::Result<std::vector<LinkReview>> link_reviews(store::ReadTx& tx, LinkId link) {
    return rows::link_reviews(tx, link);
}

base::Result<std::optional<LinkReview>> find_link_review(store::ReadTx& tx, LinkReviewId review) {
    return rows::link_review(tx, review);
}

}  // namespace menhu::grants
