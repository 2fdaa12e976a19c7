#include "app/demo_catalogue.h"

#include <algorithm>
#include <array>

#include "app/granting.h"
#include "base/calendar.h"
#include "grants/link.h"
#include "grants/link_people.h"
#include "people/account.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

constexpr std::string_view holding = "household";
constexpr std::string_view managing_unit = "it";
constexpr std::string_view agency_head = "head.agency";
// Approved so long ago that the yearly review is asked for within the month.
constexpr int approved_days_ago = 340;
constexpr int years_of_term = 5;

struct InCharge {
    grants::LinkDuty duty;
    std::string_view account;
};
constexpr std::array in_charge{
    InCharge{grants::LinkDuty::designated_person, "designated"},
    InCharge{grants::LinkDuty::handler, "it"},
    InCharge{grants::LinkDuty::head, "head.it"},
};

// The tables are made up, as the letter is; together they have every field that the demonstration's deliveries carry.
std::vector<grants::LinkTable> tables_of(const law::Profile& profile) {
    constexpr std::array person{"PersonName", "RomanisedName",      "PersonId",  "EarlierIds",
                                "BirthDate",  "BornBeforeRepublic", "Sex",       "Status",
                                "StatusDate", "BirthPlace",         "BirthOrder"};
    grants::LinkTable people{.number = "示範表-01", .name = "個人基本資料", .fields = {}};
    grants::LinkTable households{.number = "示範表-02", .name = "戶籍及親屬資料", .fields = {}};
    for (const law::Field& field : profile.fields()) {
        const bool is_person = std::ranges::find(person, field.name()) != person.end();
        (is_person ? people : households).fields.emplace_back(field.name());
    }
    return {std::move(people), std::move(households)};
}

base::Result<grants::NewLink> demonstration_link(store::ReadTx& tx, const law::Profile& profile, base::Instant now) {
    const auto unit = TRY(people::find_unit(tx, managing_unit));
    if (!unit) return Error{Fault::not_found, "app.no_such_unit", std::string{managing_unit}};
    const base::Date from = base::add_days(base::taipei_date(now), -approved_days_ago);
    base::Date until = from + std::chrono::years{years_of_term};
    if (!until.ok()) until = until.year() / until.month() / std::chrono::last;
    return grants::NewLink{.code = std::string{holding},
                           .data_class = grants::DataClass::household,
                           .terms = {.name_zh = "戶籍資料連結作業（示範）",
                                     .name_en = "Household records (demonstration)",
                                     .provider = profile.agency().provider,
                                     .unit = unit->id,
                                     .purpose = "審查各項津貼、補助與扶助之設籍及親屬關係",
                                     .letter = "示範戶字第0000000001號（示範核准函）",
                                     .letter_on = from,
                                     .tables = tables_of(profile),
                                     .from = base::taipei_start(from),
                                     .until = base::taipei_start(until)}};
}

base::Result<void> make_link(House& house, const SignedInAccount& by, base::Random& random, base::Instant now) {
    const auto actor = TRY(by.actor(now));
    TRY(house.database().write([&house, &random, actor, now](store::WriteTx& tx) -> base::Result<int> {
        const auto known = TRY(grants::find_link(tx, holding));
        if (known) return 0;
        const auto link = TRY(demonstration_link(tx, house.profile(), now));
        TRY(grants::register_link(tx, house.desk(), actor, link, random, now));
        for (const InCharge& one : in_charge) {
            const auto account = TRY(people::find_account(tx, one.account, now));
            if (!account) return Error{Fault::not_found, "app.no_such_account", std::string{one.account}};
            TRY(grants::name_link_person(
                tx, house.desk(), actor, holding,
                {.duty = one.duty, .account = account->id, .from = link.terms.from, .note = "示範"}, random, now));
        }
        return 0;
    }));
    return {};
}

base::Result<void> make_purposes(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                 const SignedInAccount& by, base::Random& random, base::Clock& clock) {
    const std::string head_name{agency_head};
    auto head = TRY(
        SignedInAccount::with(house, random, head_name, crypto::Secret::copy_of(sign_ins.at(head_name)), clock.now()));
    for (const auto& planned : plan.purposes) {
        const auto known =
            TRY(house.database().read([&](store::ReadTx& tx) { return grants::find_purpose(tx, planned.code); }));
        if (!known) {
            const auto operations = TRY(operations_of(planned.operations));
            const grants::NewPurpose purpose{.code = planned.code,
                                             .name_zh = planned.name_zh,
                                             .name_en = planned.name_en,
                                             .bases = planned.bases,
                                             .units = planned.units,
                                             .fields = planned.fields,
                                             .operations = operations,
                                             .case_pattern = planned.case_pattern,
                                             .case_example = planned.case_example,
                                             .acknowledgement_zh = planned.acknowledgement_zh,
                                             .acknowledgement_en = planned.acknowledgement_en};
            TRY(make_purpose(house, by, purpose, random, clock.now()));
        } else if (known->stored == grants::StoredPurposeState::approved) {
            continue;
        }
        const auto now = clock.now();
        const auto actor = TRY(head.actor(now));
        TRY(house.database().write([&house, actor, code = planned.code, now](store::WriteTx& tx) -> base::Result<int> {
            TRY(grants::approve_purpose(tx, house.desk(), actor, code, std::nullopt, "示範核可", now));
            return 0;
        }));
    }
    return head.sign_out(clock.now());
}

}  // namespace

base::Result<void> make_catalogue(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                  const SignedInAccount& by, base::Random& random, base::Clock& clock) {
    TRY(make_link(house, by, random, clock.now()));
    return make_purposes(house, plan, sign_ins, by, random, clock);
}

}  // namespace menhu::app
