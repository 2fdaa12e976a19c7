#include "grants/decide.h"

#include <algorithm>

#include "grants/case_pattern.h"
#include "grants/conflict_rows.h"
#include "grants/decision_rows.h"
#include "grants/kinship_rows.h"
#include "grants/record.h"
#include "grants/search_rows.h"
#include "grants/verdict.h"
#include "grants/words.h"

namespace menhu::grants {

namespace {

// What an entry says of the decision, so that it can be explained when the counters have moved on.
Facts decision_facts(const StoredGrant& grant, const std::optional<SearchFacts>& search) {
    Facts facts{{"quota_day_used", std::to_string(grant.used_today)},
                {"quota_month_used", std::to_string(grant.used_month)},
                {"quota_total_used", std::to_string(grant.used_total)}};
    if (grant.listed_case) facts.emplace_back("case_load", base::id_text(grant.listed_case->load));
    if (search) {
        facts.emplace_back("search_day_used", std::to_string(search->used_today));
        facts.emplace_back("search_district", search->district);
    }
    return facts;
}

}  // namespace

// Makes permits; the only friend that they have.
class Decision {
public:
    static Permit permit(const people::Actor& actor, const Ask& ask, Situation situation,
                         const crypto::Digest& case_commitment, base::Instant now) {
        StoredGrant& grant = *situation.grant;
        Permit permit;
        permit.account_ = actor.account();
        permit.unit_ = actor.unit();
        permit.grant_ = ask.grant;
        permit.operation_ = ask.operation;
        permit.purpose_ = std::move(grant.purpose.code);
        permit.holding_ = std::move(grant.holding);
        permit.fields_ = ask.fields.empty() ? std::move(grant.fields) : ask.fields;
        sort_unique(permit.fields_);
        permit.facts_ = decision_facts(grant, situation.search);
        permit.population_ = std::move(grant.population);
        permit.case_number_ = trimmed_case_number(ask.case_number);
        permit.case_commitment_ = case_commitment;
        permit.reason_ = ask.reason;
        permit.source_ = ask.source;
        permit.cleared_ = ask.person;
        permit.decided_at_ = now;
        return permit;
    }
};

namespace {

// So that no entry is too large to be made; what people type is far below.
constexpr std::size_t max_text = 4096;
constexpr std::size_t max_sealed = 16 * 1024;
constexpr std::size_t max_fields = 200;

bool is_too_large(const Ask& ask) {
    return ask.case_number.size() > max_text || ask.reason.size() > max_text || ask.authorisation.size() > max_text ||
           ask.source.size() > max_text || ask.district.size() > max_text || ask.sealed.size() > max_sealed ||
           ask.fields.size() > max_fields;
}

}  // namespace

base::Result<std::variant<Permit, Refusal>> decide(store::WriteTx& tx, const Desk& desk, const people::Actor& actor,
                                                   const Ask& ask, base::Instant now) {
    using Answer = std::variant<Permit, Refusal>;
    if (is_too_large(ask)) return base::Error{base::Fault::bad_input, "grants.ask_too_large"};
    const auto case_number = trimmed_case_number(ask.case_number);
    const crypto::Digest case_commitment = desk.ledger.case_commitment(case_number);
    const law::Numbers& numbers = desk.profile.numbers();
    Situation situation{.now = now,
                        .asker = {.standing = actor.standing(),
                                  .duty = actor.duty(),
                                  .roles = actor.granted_roles(),
                                  .unit = actor.unit().number()},
                        .grant = std::nullopt,
                        .wish = {.operation = ask.operation,
                                 .case_number = case_number,
                                 .reason = ask.reason,
                                 .holding = ask.holding,
                                 .source = ask.source,
                                 .fields = ask.fields,
                                 .reason_length_min = numbers.reason_length_min.value},
                        .kinship = std::nullopt,
                        .search = std::nullopt,
                        .person = std::nullopt,
                        .population = nullptr};
    auto grant =
        TRY(rows::stored_grant(tx, {.grant = ask.grant, .account = actor.account(), .case_commitment = case_commitment},
                               numbers.case_closed_grace.value, now));
    situation.grant = std::move(grant);
    if (ask.person) {
        const auto conflicts = TRY(rows::count_conflicts(tx, actor.account(), *ask.person));
        situation.person = PersonFacts{.conflicts = conflicts};
    }
    const KinshipQuestion kinship{.code = ask.authorisation,
                                  .asker = actor.account(),
                                  .session = actor.session() ? actor.session()->session : people::SessionId{0},
                                  .grant = ask.grant,
                                  .person = ask.person,
                                  .case_commitment = case_commitment};
    if (ask.operation == Operation::kinship) {
        const auto facts = TRY(kinship_facts(tx, desk, kinship, now));
        situation.kinship = facts;
    }
    if (ask.operation == Operation::name_search) {
        const auto used = TRY(rows::count_searches(tx, actor.account(), now));
        situation.search = SearchFacts{.district = ask.district,
                                       .used_today = used,
                                       .most_a_day = numbers.name_search_day.value,
                                       .most = numbers.name_search_most.value};
    }
    if (const auto why = verdict(situation)) {
        auto refusal = TRY(Recorder::refuse(
            tx, desk, *why,
            {.account = actor.account().number(),
             .unit = actor.unit().number(),
             .grant = ask.grant,
             .purpose = situation.grant ? std::string_view{situation.grant->purpose.code} : std::string_view{},
             .operation = ask.operation,
             .case_number = case_number,
             .reason = ask.reason,
             .person = ask.person,
             .sealed = ask.sealed,
             .fields = ask.fields,
             .source = ask.source,
             .facts = situation.grant ? decision_facts(*situation.grant, situation.search) : Facts{}},
            now));
        return Answer{std::move(refusal)};
    }
    if (name_of(ask.operation).counting == OperationName::Counting::counted) {
        TRY(rows::count_use(tx, ask.grant, now));
    }
    if (ask.operation == Operation::kinship) TRY(record_kinship_use(tx, desk, actor, kinship, now));
    if (ask.operation == Operation::name_search) TRY(rows::count_search(tx, actor.account(), now));
    return Answer{Decision::permit(actor, ask, std::move(situation), case_commitment, now)};
}

base::Result<std::int64_t> searches_left(store::ReadTx& tx, const Desk& desk, const people::Actor& actor,
                                         base::Instant now) {
    const auto used = TRY(rows::count_searches(tx, actor.account(), now));
    return std::max<std::int64_t>(0, desk.profile.numbers().name_search_day.value - used);
}

std::optional<Why> check_found(const Desk& desk, const Permit& permit, std::int64_t found) {
    CHECK(permit.operation() == Operation::name_search);
    Situation situation;
    situation.wish.operation = permit.operation();
    situation.search = SearchFacts{.found = found, .most = desk.profile.numbers().name_search_most.value};
    return verdict_on_person(situation);
}

base::Result<std::optional<Why>> check_person(store::ReadTx& tx, const Permit& permit, const PersonPlace& place) {
    PersonFacts person{.found = PersonFacts::Found::found, .district = place.district};
    if (place.person && place.person != permit.cleared()) {
        const auto conflicts = TRY(rows::count_conflicts(tx, permit.account(), *place.person));
        person.conflicts = conflicts;
    }
    if (permit.population().kind == Population::Kind::case_list && place.person) {
        const auto listed = TRY(rows::count_on_case_list(tx, permit.grant(), *place.person));
        person.listed = listed;
    }
    Situation situation;
    situation.wish.operation = permit.operation();
    situation.person = person;
    situation.population = &permit.population();
    return verdict_on_person(situation);
}

base::Result<std::optional<Why>> check_unheld(store::ReadTx& tx, const Permit& permit, const crypto::Tag& person) {
    PersonFacts facts{.found = PersonFacts::Found::not_yet};
    facts.conflicts = TRY(rows::count_conflicts(tx, permit.account(), person));
    Situation situation;
    situation.wish.operation = permit.operation();
    situation.person = facts;
    situation.population = &permit.population();
    return verdict_on_person(situation);
}

base::Result<Refusal> record_refusal(store::WriteTx& tx, const Desk& desk, const Permit& permit, Why why,
                                     std::optional<crypto::Tag> person, std::string_view sealed, base::Instant now) {
    return Recorder::refuse(tx, desk, why,
                            {.account = permit.account().number(),
                             .unit = permit.unit().number(),
                             .grant = permit.grant(),
                             .purpose = permit.purpose(),
                             .operation = permit.operation(),
                             .case_number = permit.case_number(),
                             .reason = permit.reason(),
                             .person = person,
                             .sealed = sealed,
                             .fields = permit.fields(),
                             .source = permit.source(),
                             .facts = permit.facts()},
                            now);
}

}  // namespace menhu::grants
