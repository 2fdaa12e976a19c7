#include "registry/lookup.h"

#include "format/date_text.h"
#include "format/json.h"
#include "format/national_id.h"
#include "registry/disclose.h"
#include "registry/household_order.h"

namespace menhu::registry {

namespace {

using format::PersonField;
using grants::Operation;

constexpr std::size_t longest_name = 800;  // bytes; records hold at most 50 code points

base::Error bad(std::string_view code) { return {base::Fault::bad_input, code}; }

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

}  // namespace

base::Result<void> check_subject(const Subject& subject) {
    if (const auto* id = std::get_if<ById>(&subject)) {
        const auto reading = format::read_national_id(id->id.reveal());
        if (reading.problem() != format::IdProblem::none) return bad("registry.subject_id");
        return {};
    }
    const auto& name = std::get<ByNameAndBirth>(subject);
    if (name.name.reveal().empty() || name.name.reveal().size() > longest_name) return bad("registry.subject_name");
    const auto date = format::read_date(name.birth_date.reveal(), format::DateForm::iso);
    if (!date || format::date_text(*date) != name.birth_date.reveal()) return bad("registry.subject_birth_date");
    return {};
}

std::optional<crypto::Tag> subject_tag(const Registry& registry, const Subject& subject) {
    const auto* id = std::get_if<ById>(&subject);
    if (id == nullptr) return std::nullopt;
    return registry.ledger().person_tag(format::read_national_id(id->id.reveal()).text());
}

std::string subject_json(const Subject& subject) {
    if (const auto* id = std::get_if<ById>(&subject)) {
        return json_object({{"id", format::read_national_id(id->id.reveal()).text()}});
    }
    const auto& name = std::get<ByNameAndBirth>(subject);
    return json_object({{"birth_date", name.birth_date.reveal()}, {"name", name.name.reveal()}});
}

base::Result<Answer> lookup(store::WriteTx& tx, const Registry& registry, grants::Permit permit, const Subject& subject,
                            base::Random& random, base::Instant now) {
    CHECK(permit.operation() == Operation::lookup);
    TRY(check_subject(subject));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Finder finder{tx, inside, *generation};
    Discloser discloser{tx, inside, std::move(permit), random, now};
    auto people = TRY(finder.subject(subject));
    const auto about = subject_json(subject);
    // Of several with one name and birth date only those of whom the grant speaks are shown.
    std::vector<Found> shown;
    std::optional<grants::Why> why;
    for (auto& found : people) {
        const auto outside = TRY(discloser.outside(found));
        if (!outside) {
            shown.push_back(std::move(found));
            continue;
        }
        if (people.size() == 1) return discloser.refuse(*outside, found, about);
        why = outside;
    }
    if (shown.empty() && why) return discloser.refuse(*why, people.front(), about);
    const auto left_out = static_cast<std::int64_t>(people.size() - shown.size());
    return discloser.disclose({.kind = "query.lookup", .subject = about, .left_out = left_out}, *generation, shown);
}

base::Result<Answer> reveal(store::WriteTx& tx, const Registry& registry, grants::Permit permit, const Handle& handle,
                            base::Random& random, base::Instant now) {
    TRY(check_permit(permit, Operation::reveal, handle));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Finder finder{tx, inside, *generation};
    Discloser discloser{tx, inside, std::move(permit), random, now};
    const auto people = TRY(of_handle(finder, handle));
    const auto about = subject_of(people, handle);
    for (const auto& found : people) {
        const auto outside = TRY(discloser.outside(found));
        if (outside) return discloser.refuse(*outside, found, about);
    }
    return discloser.disclose({.kind = "query.reveal", .subject = about, .shown = Shown::full}, *generation, people);
}

base::Result<Answer> household(store::WriteTx& tx, const Registry& registry, grants::Permit permit,
                               const Handle& handle, base::Random& random, base::Instant now) {
    TRY(check_permit(permit, Operation::household, handle));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Finder finder{tx, inside, *generation};
    Discloser discloser{tx, inside, std::move(permit), random, now};
    const auto asked = TRY(of_handle(finder, handle));
    const auto about = subject_of(asked, handle);
    std::vector<Found> members;
    std::int64_t left_out = 0;
    for (const auto& found : asked) {
        const auto outside = TRY(discloser.outside(found));
        if (outside) return discloser.refuse(*outside, found, about);
        auto all = TRY(finder.household(found.person.get(PersonField::household_number)));
        for (auto& member : all) {
            const auto beyond = TRY(discloser.outside(member));
            if (beyond) {
                ++left_out;
            } else {
                members.push_back(std::move(member));
            }
        }
    }
    sort_household(members);
    return discloser.disclose({.kind = "query.household", .subject = about, .left_out = left_out}, *generation,
                              members);
}

}  // namespace menhu::registry
