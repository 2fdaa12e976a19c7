#include "registry/lookup.h"

#include <algorithm>
#include <utility>

#include "format/household_number.h"
#include "format/json.h"
#include "format/name.h"
#include "format/national_id.h"
#include "registry/disclose.h"
#include "registry/household_order.h"

namespace menhu::registry {

namespace {

using format::PersonField;
using grants::Operation;

std::string json_object(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
    std::string out = "{";
    for (const auto& [key, value] : members) {
        if (out.size() > 1) out += ',';
        format::append_json_text(key, out);
        out += ':';
        format::append_json_text(value, out);
    }
    return out + "}";
}

base::Result<void> check_permit(const grants::Permit& permit, Operation operation, const Handle& handle) {
    CHECK(permit.operation() == operation);
    if (operation != Operation::lookup && handle.of() == Form::list) {
        return base::Error{base::Fault::conflict, "registry.handle_listed"};
    }
    if (permit.grant() == handle.grant() && permit.case_number() == handle.case_number()) return {};
    return base::Error{base::Fault::bad_input, "registry.permit_mismatch"};
}

// The person of a handle, in the generation that is in use now.
base::Result<std::vector<Found>> of_handle(Finder& finder, const Handle& handle) {
    std::vector<Found> people;
    auto found = TRY(finder.person(handle.record()));
    if (found) people.push_back(*std::move(found));
    return people;
}

std::string subject_of(const std::vector<Found>& people, const Handle& handle) {
    const auto query = handle.query().text();
    if (people.empty()) return json_object({{"query", query}});
    return json_object({{"id", people.front().person.get(PersonField::person_id)}, {"query", query}});
}

// Of those that were found, whom the permit reaches.
struct Reached {
    std::vector<Found> people;
    std::int64_t left_out = 0;
    // Why it reaches none of them, and one whom it does not; nothing if it reaches one, or nobody was found.
    std::optional<grants::Why> why;
    std::optional<Found> beyond;
};
base::Result<Reached> reach(Discloser& discloser, std::vector<Found> found) {
    Reached out;
    for (auto& one : found) {
        const auto outside = TRY(discloser.outside(one));
        if (!outside) {
            out.people.push_back(std::move(one));
            continue;
        }
        ++out.left_out;
        out.why = outside;
        if (!out.beyond) out.beyond = std::move(one);
    }
    if (!out.people.empty()) out.why.reset();
    return out;
}

// Everything that one act upon the generation in use needs.
struct Asking {
    Finder finder;
    Discloser discloser;
    OpenGeneration& generation;
    std::string about;
};

base::Result<Answer> answer_about(Asking& at, std::vector<Found> found, Act act) {
    auto reached = TRY(reach(at.discloser, std::move(found)));
    if (reached.why) return at.discloser.refuse(*reached.why, *reached.beyond, at.about);
    act.subject = at.about;
    act.left_out = reached.left_out;
    return at.discloser.disclose(act, at.generation, reached.people);
}

base::Result<Answer> answer_household(Asking& at, std::string_view number) {
    auto found = TRY(at.finder.household(number));
    sort_household(found);
    return answer_about(at, std::move(found), {});
}

base::Result<Answer> answer_search(Asking& at, const Registry::Inside& inside, const ByNameInDistrict& search) {
    if (at.generation.name_district == OpenGeneration::NameDistrict::missing) {
        return base::Error{base::Fault::conflict, "registry.search_not_built"};
    }
    std::string name;
    format::normalise_name(search.name.reveal(), name);
    const auto tags =
        TRY(at.finder.pairs(Index::name_district, name_district_tag(inside.index_key, name, search.district)));
    if (const auto why = at.discloser.too_many(static_cast<std::int64_t>(tags.size()))) {
        return at.discloser.refuse(*why, at.about);
    }
    auto found = TRY(at.finder.by_name_in(search.name.reveal(), search.district, tags));
    // In no order that says more than the list does: by birth date, as a register would.
    std::ranges::sort(found, {}, [](const Found& one) {
        return std::pair{one.person.get(PersonField::birth_date), one.person.get(PersonField::person_id)};
    });
    return answer_about(at, std::move(found), {.form = Form::list});
}

}  // namespace

base::Result<Answer> lookup(store::WriteTx& tx, const Registry& registry, grants::Permit permit, const Subject& subject,
                            base::Random& random, base::Instant now) {
    CHECK(permit.operation() == operation_for(subject));
    TRY(check_subject(registry, subject));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Asking at{.finder = {tx, inside, *generation},
              .discloser = {tx, inside, std::move(permit), random, now},
              .generation = *generation,
              .about = subject_json(subject)};
    if (const auto* household = std::get_if<ByHousehold>(&subject)) {
        return answer_household(at, format::HouseholdNumber::read(household->number.reveal())->text());
    }
    if (const auto* search = std::get_if<ByNameInDistrict>(&subject)) return answer_search(at, inside, *search);
    if (const auto* id = std::get_if<ById>(&subject)) {
        auto found = TRY(at.finder.by_id(format::read_national_id(id->id.reveal()).text()));
        return answer_about(at, std::move(found), {});
    }
    // Of several with one name and birth date only those of whom the grant speaks are shown.
    const auto& name = std::get<ByNameAndBirth>(subject);
    auto found = TRY(at.finder.by_name(name.name.reveal(), name.birth_date.reveal()));
    return answer_about(at, std::move(found), {});
}

base::Result<Answer> open_listed(store::WriteTx& tx, const Registry& registry, grants::Permit permit,
                                 const Handle& handle, base::Random& random, base::Instant now) {
    TRY(check_permit(permit, Operation::lookup, handle));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Asking at{.finder = {tx, inside, *generation},
              .discloser = {tx, inside, std::move(permit), random, now},
              .generation = *generation,
              .about = {}};
    auto found = TRY(of_handle(at.finder, handle));
    at.about = subject_of(found, handle);
    return answer_about(at, std::move(found), {});
}

base::Result<Answer> reveal(store::WriteTx& tx, const Registry& registry, grants::Permit permit, const Handle& handle,
                            base::Random& random, base::Instant now) {
    TRY(check_permit(permit, Operation::reveal, handle));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Asking at{.finder = {tx, inside, *generation},
              .discloser = {tx, inside, std::move(permit), random, now},
              .generation = *generation,
              .about = {}};
    auto found = TRY(of_handle(at.finder, handle));
    at.about = subject_of(found, handle);
    return answer_about(at, std::move(found), {.shown = Shown::full});
}

base::Result<Answer> household(store::WriteTx& tx, const Registry& registry, grants::Permit permit,
                               const Handle& handle, base::Random& random, base::Instant now) {
    TRY(check_permit(permit, Operation::household, handle));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Asking at{.finder = {tx, inside, *generation},
              .discloser = {tx, inside, std::move(permit), random, now},
              .generation = *generation,
              .about = {}};
    auto asked = TRY(of_handle(at.finder, handle));
    at.about = subject_of(asked, handle);
    if (asked.empty()) return answer_about(at, {}, {});
    const auto outside = TRY(at.discloser.outside(asked.front()));
    if (outside) return at.discloser.refuse(*outside, asked.front(), at.about);
    return answer_household(at, asked.front().person.get(PersonField::household_number));
}

}  // namespace menhu::registry
