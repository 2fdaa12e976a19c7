#include "grants/rebuild.h"

#include <algorithm>
#include <charconv>

#include "base/id.h"
#include "format/json.h"
#include "grants/cases_rows.h"
#include "grants/rules.h"
#include "grants/verdict.h"
#include "grants/words.h"
#include "ledger/ledger.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

std::string_view fact(const ledger::EntryView& entry, std::string_view name) {
    const auto found = std::ranges::find(entry.facts, name, &std::pair<std::string, std::string>::first);
    return found == entry.facts.end() ? std::string_view{} : std::string_view{found->second};
}

std::optional<std::int64_t> count(const ledger::EntryView& entry, std::string_view name) {
    const std::string_view text = fact(entry, name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Operation> operation_of(const ledger::EntryView& entry) {
    constexpr std::string_view family = "query.";
    if (!entry.kind.starts_with(family)) return std::nullopt;
    if (entry.kind == "query.refused") return operation_from_code(fact(entry, "operation"));
    return operation_from_code(std::string_view{entry.kind}.substr(family.size()));
}

std::string text_of(const format::Json& sealed, std::string_view name) {
    const auto* found = sealed.find(name);
    return found != nullptr && found->text() != nullptr ? *found->text() : std::string{};
}

base::Result<std::optional<SealedAsk>> open_ask(store::ReadTx& tx, const Desk& desk, const ledger::EntryView& entry) {
    using Answer = std::optional<SealedAsk>;
    const auto secret = ledger::open_secret(tx, desk.ledger, entry.log, entry.index);
    if (!secret) {
        // After its retention the month's key is gone: what was typed cannot be looked at any more (S2.5).
        if (secret.error().code() == "ledger.month_key_destroyed") return Answer{};
        return secret.error();
    }
    const auto sealed = TRY(format::parse_json(secret->text()));
    SealedAsk ask{
        .case_number = text_of(sealed, "case_number"), .reason = text_of(sealed, "reason"), .fields = {}, .source = {}};
    if (sealed.find("fields") != nullptr) {
        auto& fields = ask.fields.emplace();
        for (auto& field : split(text_of(sealed, "fields"))) fields.push_back(std::move(field));
    }
    if (sealed.find("source") != nullptr) ask.source = text_of(sealed, "source");
    return Answer{std::move(ask)};
}

// The case on the list that counted then, if that list is still there.
base::Result<void> find_case(store::ReadTx& tx, const Desk& desk, const ledger::EntryView& entry, Rebuilt& out) {
    const auto load = CaseLoadId::parse(fact(entry, "case_load"));
    if (!load) return {};
    const auto row = TRY(rows::load(tx, load->number()));
    if (!row || row->replaced_at || !entry.case_commitment) {
        out.by_entry.insert("case_list");
        return {};
    }
    const auto listed = TRY(rows::listed_case(tx, load->number(), *entry.case_commitment));
    out.listed_case.emplace();
    out.listed_case->load = load->number();
    if (!listed) return {};
    out.listed_case->listed = ListedCase::Listed::yes;
    if (listed->closed_at) {
        out.listed_case->askable_until =
            people::after(*listed->closed_at, desk.profile.numbers().case_closed_grace.value);
    }
    return {};
}

void name_what_is_lost(Rebuilt& out) {
    // How the session had proved itself, with which data in mind somebody asked, who stood beside, and where the person
    // lived then: none of it has a history.
    out.by_entry.insert({"sign_in", "holding", "population"});
    if (out.operation == Operation::name_search) {
        out.by_entry.insert("search_found");
        if (!out.searched_today) out.by_entry.insert("search");
    }
    if (out.operation == Operation::kinship) out.by_entry.insert("kinship");
    const bool is_of_session = out.recorded != nullptr &&
                               (out.recorded->why == Why::account_idle || out.recorded->why == Why::account_separated ||
                                out.recorded->why == Why::outside_hours || out.recorded->why == Why::outside_network);
    if (is_of_session || !out.then.standing) out.by_entry.insert("account");
    if (!out.then.term) out.by_entry.insert({"role", "unit"});
    if (!out.ask) out.by_entry.insert({"case_number", "reason"});
    if (!out.ask || !out.ask->fields) out.by_entry.insert("fields");
    const bool is_bound = out.terms && !out.terms->grant.networks.empty();
    if (is_bound && (!out.ask || !out.ask->source)) out.by_entry.insert("grant_network");
    if (!out.used_today || !out.used_month || !out.used_total) out.by_entry.insert("quota");
}

}  // namespace

base::Result<Snapshot> snapshot(store::ReadTx& tx, const Rebuilt& of, GrantId grant, base::Instant at) {
    Snapshot found;
    found.at = at;
    found.term = TRY(people::term_at(tx, of.account, at));
    found.standing = TRY(people::standing_at(tx, of.account, at));
    if (!of.terms) return found;
    found.state = TRY(rows::grant_state_at(tx, grant, at));
    found.holds = TRY(rows::holds_at(tx, grant, of.account, at));
    found.purpose = TRY(rows::purpose_at(tx, of.terms->purpose, at));
    if (found.purpose) found.bases = TRY(rows::bases_at(tx, of.terms->purpose, found.purpose->number, at));
    found.link = TRY(rows::link_stood_at(tx, of.terms->grant.holding, at));
    return found;
}

base::Result<Rebuilt> rebuild(store::ReadTx& tx, const Desk& desk, const ledger::EntryView& entry) {
    const auto operation = operation_of(entry);
    if (!operation || !entry.account || !entry.grant) return Error{Fault::not_found, "grants.not_a_decision"};
    const GrantId grant{*entry.grant};
    Rebuilt out;
    out.account = people::AccountId{*entry.account};
    out.operation = *operation;
    out.recorded = find_refused(fact(entry, "refusal"));
    out.reason_length_min = desk.profile.numbers().reason_length_min.value;
    out.terms = TRY(rows::grant_terms(tx, grant));
    out.then = TRY(snapshot(tx, out, grant, entry.at));
    out.ask = TRY(open_ask(tx, desk, entry));
    out.used_today = count(entry, "quota_day_used");
    out.used_month = count(entry, "quota_month_used");
    out.used_total = count(entry, "quota_total_used");
    out.searched_today = count(entry, "search_day_used");
    out.search_district = fact(entry, "search_district");
    out.searches_a_day = desk.profile.numbers().name_search_day.value;
    TRY(find_case(tx, desk, entry, out));
    if (entry.person) out.conflicts = TRY(rows::conflicts_at(tx, out.account, *entry.person, entry.at));
    name_what_is_lost(out);
    return out;
}

Situation situation_of(const Rebuilt& rebuilt) {
    const Snapshot& then = rebuilt.then;
    Situation situation;
    situation.now = then.at;
    situation.asker = {.standing = then.standing.value_or(people::Standing::active),
                       .duty = people::Duty::none,
                       .roles = then.term ? then.term->roles : people::Roles{},
                       .unit = then.term ? then.term->unit.number() : 0};
    situation.wish.operation = rebuilt.operation;
    situation.wish.reason_length_min = rebuilt.reason_length_min;
    if (rebuilt.ask) {
        situation.wish.case_number = rebuilt.ask->case_number;
        situation.wish.reason = rebuilt.ask->reason;
        if (rebuilt.ask->source) situation.wish.source = *rebuilt.ask->source;
        if (rebuilt.ask->fields) situation.wish.fields = *rebuilt.ask->fields;
    }
    situation.person = PersonFacts{.conflicts = rebuilt.conflicts};
    if (rebuilt.operation == Operation::name_search) {
        situation.search = SearchFacts{.district = rebuilt.search_district,
                                       .used_today = rebuilt.searched_today.value_or(0),
                                       .most_a_day = rebuilt.searches_a_day};
    }
    if (!rebuilt.terms) return situation;
    StoredGrant& grant = situation.grant.emplace(rebuilt.terms->grant);
    situation.wish.holding = rebuilt.terms->grant.holding;
    grant.state = then.state ? then.state->state : StoredState::ended;
    grant.holds = then.holds;
    grant.used_today = rebuilt.used_today.value_or(0);
    grant.used_month = rebuilt.used_month.value_or(0);
    grant.used_total = rebuilt.used_total.value_or(0);
    if (rebuilt.used_total == 0) grant.lapses_at = rebuilt.terms->lapses_at;
    if (then.purpose) {
        grant.purpose.state = StoredPurpose::State::approved;
        grant.purpose.ended_at = then.purpose->ended_at;
        grant.purpose.case_pattern = then.purpose->case_pattern;
        grant.operations = grant.operations.common(then.purpose->operations);
    }
    for (const auto& basis : then.bases) grant.purpose.bases_in_force += basis.in_force(then.at) ? 1 : 0;
    if (then.link) grant.link = then.link->link;
    grant.fields = effective_fields(rebuilt.terms->fields, then.link ? then.link->fields : std::string{},
                                    then.purpose ? then.purpose->fields : std::string{});
    grant.listed_case = rebuilt.listed_case;
    return situation;
}

}  // namespace menhu::grants
