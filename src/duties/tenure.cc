#include "duties/tenure.h"

#include <algorithm>
#include <map>

#include "grants/link_people.h"
#include "people/account.h"
#include "people/duty_history.h"
#include "people/unit.h"

namespace menhu::duties {
namespace {

people::DutyKind kind_of(grants::LinkDuty duty) {
    switch (duty) {
        case grants::LinkDuty::designated_person:
            return people::DutyKind::designated_person;
        case grants::LinkDuty::handler:
            return people::DutyKind::handler;
        case grants::LinkDuty::head:
            return people::DutyKind::head;
    }
    base::throw_bug("kind_of: no such duty");
}

}  // namespace

Tenure tenure_of(const people::OfficeDuty& duty) {
    return {.cause = duty.id.number(),
            .link = std::nullopt,
            .link_name = {},
            .provider = {},
            .unit = duty.unit,
            .unit_name = duty.unit_name,
            .kind = duty.kind,
            .account = duty.account,
            .account_name = duty.account_name,
            .display_name = duty.display_name,
            .from = duty.from,
            .until = duty.until};
}

base::Result<std::vector<Tenure>> tenures(store::ReadTx& tx, base::Instant now) {
    const auto office = TRY(people::answering_duties(tx));
    std::vector<Tenure> all;
    for (const people::OfficeDuty& duty : office) all.push_back(tenure_of(duty));
    const auto of_links = TRY(grants::people_of_links(tx));
    std::map<people::UnitId, std::string> unit_names;
    for (const grants::LinkPerson& person : of_links) {
        const auto account = TRY(people::find_account(tx, person.account, now));
        if (!account) continue;
        if (!unit_names.contains(person.link_unit)) {
            const auto unit = TRY(people::find_unit(tx, person.link_unit));
            unit_names.emplace(person.link_unit, unit ? unit->name_zh : std::string{});
        }
        all.push_back({.cause = person.id.number(),
                       .link = person.link,
                       .link_name = person.link_zh,
                       .provider = person.provider,
                       .unit = person.link_unit,
                       .unit_name = unit_names.at(person.link_unit),
                       .kind = kind_of(person.duty),
                       .account = person.account,
                       .account_name = account->name,
                       .display_name = account->display_name,
                       .from = person.from,
                       .until = person.until});
    }
    return all;
}

bool is_named_for_link(const std::vector<Tenure>& all, const Tenure& one, base::Instant at) {
    return std::ranges::any_of(all, [&](const Tenure& other) {
        return other.link && !one.link && other.account == one.account && other.kind == one.kind &&
               (!one.unit || other.unit == one.unit) && other.in_force(at);
    });
}

}  // namespace menhu::duties
