#include "grants/decide.h"

#include <algorithm>

#include "grants/case_pattern.h"
#include "grants/decision_rows.h"
#include "grants/record.h"
#include "grants/verdict.h"
#include "grants/words.h"

namespace menhu::grants {

// Makes permits; the only friend that they have.
class Decision {
public:
    static Permit permit(const people::Actor& actor, const Ask& ask, StoredGrant grant, const ledger::Ledger& ledger,
                         base::Instant now) {
        Permit permit;
        permit.account_ = actor.account();
        permit.unit_ = actor.unit();
        permit.grant_ = ask.grant;
        permit.operation_ = ask.operation;
        permit.purpose_ = std::move(grant.purpose);
        permit.holding_ = std::move(grant.holding);
        permit.fields_ = ask.fields.empty() ? std::move(grant.fields) : ask.fields;
        sort_unique(permit.fields_);
        permit.population_ = std::move(grant.population);
        permit.case_number_ = trimmed_case_number(ask.case_number);
        permit.case_commitment_ = ledger.case_commitment(permit.case_number_);
        permit.reason_ = ask.reason;
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
    return ask.case_number.size() > max_text || ask.reason.size() > max_text || ask.sealed.size() > max_sealed ||
           ask.fields.size() > max_fields;
}

}  // namespace

base::Result<std::variant<Permit, Refusal>> decide(store::WriteTx& tx, const Desk& desk, const people::Actor& actor,
                                                   const Ask& ask, base::Instant now) {
    using Answer = std::variant<Permit, Refusal>;
    if (is_too_large(ask)) return base::Error{base::Fault::bad_input, "grants.ask_too_large"};
    auto grant = TRY(rows::stored_grant(tx, ask.grant, actor.account(), now));
    const Asker asker{.standing = actor.standing(),
                      .duty = actor.duty(),
                      .roles = actor.granted_roles(),
                      .unit = actor.unit().number()};
    const Wish wish{.operation = ask.operation,
                    .case_number = trimmed_case_number(ask.case_number),
                    .reason = ask.reason,
                    .holding = ask.holding,
                    .fields = ask.fields,
                    .reason_length_min = desk.profile.numbers().reason_length_min.value};
    if (const auto why = verdict(asker, grant, wish, now)) {
        auto refusal = TRY(Recorder::refuse(tx, desk, *why,
                                            {.account = actor.account().number(),
                                             .unit = actor.unit().number(),
                                             .grant = ask.grant,
                                             .purpose = grant ? std::string_view{grant->purpose} : std::string_view{},
                                             .operation = ask.operation,
                                             .case_number = wish.case_number,
                                             .reason = ask.reason,
                                             .person = ask.person,
                                             .sealed = ask.sealed},
                                            now));
        return Answer{std::move(refusal)};
    }
    if (name_of(ask.operation).counting == OperationName::Counting::counted) {
        TRY(rows::count_use(tx, ask.grant, now));
    }
    return Answer{Decision::permit(actor, ask, *std::move(grant), desk.ledger, now)};
}

base::Result<std::optional<Why>> check_population(store::ReadTx& tx, const Permit& permit, const PersonPlace& place) {
    using Answer = std::optional<Why>;
    const Population& population = permit.population();
    switch (population.kind) {
        case Population::Kind::all:
            return Answer{};
        case Population::Kind::districts:
            if (std::ranges::binary_search(population.districts, place.district)) return Answer{};
            return Answer{Why::outside_population};
        case Population::Kind::case_list:
            break;
    }
    if (!place.person) return Answer{Why::outside_population};
    const auto listed = TRY(rows::count_on_case_list(tx, permit.grant(), *place.person));
    if (listed > 0) return Answer{};
    return Answer{Why::outside_population};
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
                             .sealed = sealed},
                            now);
}

}  // namespace menhu::grants
