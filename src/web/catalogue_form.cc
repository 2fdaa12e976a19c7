// What whoever keeps the catalogue chooses from: fields with their category, codes of the personal-data law, and the
// people who may answer for a link (P2.1, F2.1).
#include <algorithm>

#include "grants/basis.h"
#include "grants/link_people.h"
#include "people/account.h"
#include "people/office.h"
#include "web/catalogue_views.h"
#include "web/handlers_catalogue.h"

namespace menhu::web {

namespace {

using people::Role;
using people::Standing;

// A list to choose from; whoever is not on it is found by more letters.
constexpr std::size_t most_candidates = 20;

bool may_have(const people::Account& account, grants::LinkDuty duty) {
    if (account.standing != Standing::active && account.standing != Standing::not_yet_valid) return false;
    switch (duty) {
        case grants::LinkDuty::designated_person:
            return account.roles.has(Role::designated_person);
        case grants::LinkDuty::head:
            return account.roles.has(Role::unit_head);
        case grants::LinkDuty::handler:
            return true;
    }
    return false;
}

bool is_called(const people::Account& account, std::string_view words) {
    return words.empty() || account.name.contains(people::folded_name(words)) || account.display_name.contains(words) ||
           account.unit_name.contains(words);
}

}  // namespace

Answer get_catalogue_form(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx&, const people::Actor&) -> base::Result<Answer> {
        const auto& profile = rooms.profile();
        std::vector<std::string> names;
        for (const auto& field : profile.fields()) names.emplace_back(field.name());
        CatalogueForm form{.fields = categories_of(names, profile), .categories = {}, .codes = {}};
        for (const auto& one : profile.data_categories()) form.categories.push_back({one.code, one.title});
        for (const auto& one : profile.purpose_codes()) form.codes.push_back({one.code, one.title});
        return answer_json(form);
    });
}

Answer get_link_candidates(const Rooms& rooms, const Call& call) {
    const auto duty = grants::link_duty_from_code(call.query_value("kind"));
    if (!duty) return answer_problem(problem_of(unknown_word("kind")));
    const auto words = call.query_value("q");
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        TRY(grants::require_catalogue_keeper(tx, actor, call.now));
        const auto all = TRY(people::accounts(tx, call.now));
        LinkCandidateList list;
        for (const auto& account : all) {
            // Nobody names the own account.
            if (account.id == actor.account() || !may_have(account, *duty) || !is_called(account, words)) continue;
            list.items.push_back({.id = account.id.text(),
                                  .account = account.name,
                                  .name = account.display_name,
                                  .unit = {.id = account.unit.text(), .name = account.unit_name}});
            if (list.items.size() == most_candidates) break;
        }
        return answer_json(list);
    });
}

}  // namespace menhu::web
