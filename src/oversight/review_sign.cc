// The head's signature, what it carries out, the record that it leaves, and the check of that record.
#include <algorithm>

#include "format/json.h"
#include "grants/holder.h"
#include "ledger/trail.h"
#include "oversight/record_act.h"
#include "oversight/review.h"
#include "oversight/review_notices.h"
#include "oversight/review_rows.h"
#include "people/reviewed_change.h"

namespace menhu::oversight {
namespace {

using base::Error;
using base::Fault;
using format::Json;

Json text_or_null(const std::optional<base::Instant>& at) {
    if (!at) return nullptr;
    return base::to_rfc3339(*at);
}

Json roles_json(people::Roles roles) {
    Json::Array list;
    for (const people::Role role : roles.list()) list.emplace_back(law::role_name(role));
    return list;
}

Json line_json(const ReviewLine& line) {
    Json::Array proposals;
    for (const Proposal proposal : line.proposals) proposals.emplace_back(name_of(proposal).code);
    Json::Object object{{"account", line.account.text()},
                        {"account_name", line.account_name},
                        {"display_name", line.display_name},
                        {"employee_number", line.employee_number},
                        {"from", base::to_rfc3339(line.from)},
                        {"last_signed_in", text_or_null(line.last_signed_in)},
                        {"outcome", line.outcome.empty() ? "none" : line.outcome},
                        {"proposals", std::move(proposals)},
                        {"roles", roles_json(line.roles)},
                        {"standing", line.standing},
                        {"unit", line.unit.text()},
                        {"unit_code", line.unit_code},
                        {"unit_name", line.unit_name},
                        {"until", text_or_null(line.until)}};
    if (line.decided) {
        const Decided& decided = *line.decided;
        object.emplace("decision", Json::Object{{"at", base::to_rfc3339(decided.at)},
                                                {"by", decided.by.text()},
                                                {"by_name", decided.by_name},
                                                {"capacity", decided.capacity},
                                                {"decision", std::string{decision_code(decided.decision)}},
                                                {"note", decided.note},
                                                {"roles", decided.roles ? roles_json(*decided.roles) : Json{nullptr}}});
    } else {
        object.emplace("decision", nullptr);
    }
    return object;
}

Json steps_json(const std::vector<ReviewStep>& steps) {
    Json::Array list;
    for (const ReviewStep& step : steps) {
        list.emplace_back(Json::Object{{"act", step.act},
                                       {"at", base::to_rfc3339(step.at)},
                                       {"by", step.by.text()},
                                       {"by_name", step.by_name},
                                       {"capacity", step.capacity},
                                       {"number", step.number},
                                       {"reason", step.reason}});
    }
    return list;
}

Json lists_json(const std::vector<PersonnelUpload>& lists) {
    Json::Array list;
    for (const PersonnelUpload& upload : lists) {
        list.emplace_back(Json::Object{{"at", base::to_rfc3339(upload.at)},
                                       {"by", upload.by.text()},
                                       {"by_name", upload.by_name},
                                       {"matched", upload.matched},
                                       {"number", upload.number},
                                       {"rows", upload.rows},
                                       {"sha256", base::to_hex(upload.digest)}});
    }
    return list;
}

// docs/formats/review.md
std::string record_text(const people::Office& office, const Review& review, const std::vector<ReviewLine>& lines,
                        const std::vector<PersonnelUpload>& lists, const std::vector<ReviewStep>& steps) {
    Json::Array all;
    all.reserve(lines.size());
    for (const ReviewLine& line : lines) all.push_back(line_json(line));
    return format::canonical_json(Json::Object{{"agency", office.profile().agency().code},
                                               {"due", base::to_iso(review.due)},
                                               {"format", "menhu account review 1"},
                                               {"id", review.id.text()},
                                               {"lines", std::move(all)},
                                               {"looks_from", base::to_rfc3339(review.looks_from)},
                                               {"opened_at", base::to_rfc3339(review.opened_at)},
                                               {"opened_by", review.opened_by.text()},
                                               {"period", review.period},
                                               {"period_from", base::to_rfc3339(review.period_from)},
                                               {"period_until", base::to_rfc3339(review.period_until)},
                                               {"personnel_lists", lists_json(lists)},
                                               {"steps", steps_json(steps)}});
}

base::Result<std::string> record_from_rows(store::ReadTx& tx, const people::Office& office, const Review& review) {
    const auto lines = TRY(rows::lines(tx, review.id));
    const auto lists = TRY(rows::lists(tx, review.id));
    const auto steps = TRY(rows::steps(tx, review.id));
    return record_text(office, review, lines, lists, steps);
}

// Does what was decided about one line; answers the outcome, empty for what is kept.
base::Result<std::string_view> carry_out(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                         ReviewId review, const ReviewLine& line, base::Instant now) {
    const Decided& decided = *line.decided;
    if (decided.decision == Decision::keep) return "";
    if (decided.by == people::operator_account) return "already";
    people::ReviewedChange change{.account = line.account,
                                  .state = people::State::open,
                                  .roles = decided.roles.value_or(people::Roles{}),
                                  .decided_by = decided.by,
                                  .review = review.text()};
    if (decided.decision == Decision::suspend) change.state = people::State::suspended;
    if (decided.decision == Decision::close) {
        change.state = people::State::closed;
        TRY(grants::remove_holder(tx, {office.ledger(), office.profile()}, by, line.account, now, now));
    }
    const auto carried = TRY(people::carry_out_reviewed(tx, office, by, change, now));
    return carried == people::Carried::done ? "done" : "already";
}

}  // namespace

base::Result<ReviewRecord> sign_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                       ReviewId id, base::Instant now) {
    TRY(people::require(by, people::Role::unit_head));
    const auto review = TRY(rows::review(tx, id));
    if (!review) return Error{Fault::not_found, "oversight.review_not_found"};
    auto steps = TRY(rows::steps(tx, id));
    if (state_of(steps) != ReviewState::submitted) return Error{Fault::conflict, "oversight.review_not_submitted"};
    const auto head = TRY(agency_head(tx, now));
    if (!head || head->account != by.account()) return Error{Fault::refused, "oversight.not_the_head"};
    auto lines = TRY(rows::lines(tx, id));
    if (std::ranges::any_of(lines, [&](const ReviewLine& line) {
            return line.decided && line.decided->by == by.account() && line.decided->capacity == "administrator";
        })) {
        return Error{Fault::refused, "oversight.decided_and_signs"};
    }
    steps.push_back({.number = static_cast<std::int64_t>(steps.size()) + 1,
                     .act = "signed",
                     .by = by.account(),
                     .by_name = by.display_name(),
                     .capacity = std::string{people::duty_kind_code(head->kind)},
                     .at = now,
                     .reason = {}});
    TRY(rows::insert_step(tx, id, steps.back()));
    std::int64_t done = 0;
    for (ReviewLine& line : lines) {
        CHECK(line.decided);  // submit_review saw to it
        line.outcome = TRY(carry_out(tx, office, by, id, line, now));
        if (line.outcome.empty()) continue;
        if (line.outcome == "done") ++done;
        TRY(rows::insert_outcome(tx, id, line.account, line.outcome));
    }
    const auto lists = TRY(rows::lists(tx, id));
    const std::string text = record_text(office, *review, lines, lists, steps);
    ReviewRecord record{
        .bytes = base::Bytes{text.begin(), text.end()}, .digest = crypto::sha256(text), .log = 0, .index = 0};
    const auto receipt =
        TRY(record_act(tx, office, by.account(), by.unit(),
                       {.kind = "oversight.review_signed",
                        .review = id,
                        .facts = {{"period", review->period}, {"record_sha256", base::to_hex(record.digest)}},
                        .counts = {{"carried_out", done}, {"lines", static_cast<std::int64_t>(lines.size())}},
                        .reason = {}},
                       now));
    record.log = receipt.log;
    record.index = receipt.index;
    TRY(rows::insert_record(tx, id, record));
    return record;
}

base::Result<ReviewVerification> verify_review(store::ReadTx& tx, const people::Office& office, ReviewId id) {
    const auto review = TRY(rows::review(tx, id));
    if (!review) return Error{Fault::not_found, "oversight.review_not_found"};
    const auto record = TRY(rows::record(tx, id));
    if (!record) return Error{Fault::conflict, "oversight.review_not_signed"};
    const std::string text = TRY(record_from_rows(tx, office, *review));
    const auto entry = TRY(ledger::entry_at(tx, record->log, record->index));
    ReviewVerification answer{.ok = false,
                              .digest = crypto::sha256(text),
                              .recorded_digest = {},
                              .log = record->log,
                              .index = record->index,
                              .what = "entry"};
    const auto fact = [&](std::string_view name) {
        const auto found = std::ranges::find(entry.facts, name, &std::pair<std::string, std::string>::first);
        return found == entry.facts.end() ? std::string_view{} : std::string_view{found->second};
    };
    const auto said = base::from_hex(fact("record_sha256"));
    if (entry.kind != "oversight.review_signed" || fact("review") != id.text() || !said ||
        said->size() != answer.recorded_digest.size()) {
        return answer;
    }
    std::ranges::copy(*said, answer.recorded_digest.begin());
    if (crypto::sha256(record->bytes) != answer.recorded_digest || record->digest != answer.recorded_digest) {
        answer.what = "record";
    } else if (answer.digest != answer.recorded_digest) {
        answer.what = "lines";
    } else {
        answer.what = "";
        answer.ok = true;
    }
    return answer;
}

}  // namespace menhu::oversight
