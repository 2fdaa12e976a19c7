// The grants of the one who asks.
#include <algorithm>

#include "web/grant_views.h"
#include "web/handlers.h"
#include "web/use_views.h"

namespace menhu::web {

std::vector<GrantView> views_of(const std::vector<grants::GrantView>& grants, const law::Profile& profile,
                                const law::Districts* districts) {
    std::vector<GrantView> views;
    views.reserve(grants.size());
    for (const auto& grant : grants) {
        GrantView view{
            .id = grant.id.text(),
            .purpose_zh = grant.purpose_zh,
            .purpose_en = grant.purpose_en,
            .bases = {},
            .unit = grant.unit_name,
            .fields = {},
            .operations = {},
            .population = {.kind = std::string{grants::population_kind_code(grant.population.kind)}, .districts = {}},
            .state = std::string{grants::grant_state_code(grant.state)},
            .halted_by = std::string{grants::halt_code(grant.halt)},
            .case_example = grant.case_example,
            .from = instant_text(grant.from),
            .to = instant_text(grant.until),
            .days_left = grant.days_left,
            .quota_day = grant.quota_day,
            .quota_total = grant.quota_total,
            .used_today = grant.used_today,
            .used_total = grant.used_total,
            .acknowledgement = grant.acknowledgement_zh,
            .acknowledgement_en = grant.acknowledgement_en,
            .quota_month = grant.quota_month,
            .used_month = grant.used_month,
            .hours = hours_view(grant.hours, grant.weekdays),
            .networks = network_texts(grant.networks),
            .lapses_on = std::nullopt,
        };
        if (grant.lapses_at) view.lapses_on = base::to_iso(base::taipei_date(*grant.lapses_at));
        for (const auto& basis : grant.bases) view.bases.push_back({basis.id, basis.title});
        view.fields = field_labels(grant.fields, profile);
        for (const auto& code : grant.population.districts) {
            const auto* district = districts != nullptr ? districts->find(code) : nullptr;
            view.population.districts.push_back(
                {code, district != nullptr ? district->name : code, district != nullptr ? district->name_en : code});
        }
        for (const auto operation : grant.operations.list()) {
            view.operations.emplace_back(grants::name_of(operation).code);
        }
        views.push_back(std::move(view));
    }
    return views;
}

Answer get_grants(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto grants = TRY(grants::grants_of(tx, actor, call.now));
        GrantList list{.items = views_of(grants, rooms.profile(), rooms.registry.settings().districts)};
        const auto renewable = TRY(grants::renewable(tx, rooms.profile(), grants, call.now));
        for (auto& view : list.items) {
            view.renewable = std::ranges::any_of(renewable, [&](grants::GrantId id) { return id.text() == view.id; });
        }
        return answer_json(list);
    });
}

}  // namespace menhu::web
