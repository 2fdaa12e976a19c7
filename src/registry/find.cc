#include "registry/find.h"

#include "format/name.h"
#include "registry/bucket.h"

namespace menhu::registry {

namespace {

using format::PersonField;

bool lists(std::string_view ids, std::string_view id) {
    while (!ids.empty()) {
        const auto end = std::min(ids.find(';'), ids.size());
        if (ids.substr(0, end) == id) return true;
        ids.remove_prefix(std::min(end + 1, ids.size()));
    }
    return false;
}

}  // namespace

base::Result<std::optional<Found>> Finder::person(const Tag& tag) {
    const auto body = TRY(tx_.bucket(generation_.volume, bucket_key(tag, Index::person, generation_.record_bits)));
    if (!body) return std::optional<Found>{};
    const auto record = TRY(find_record(*body, tag));
    if (!record) return std::optional<Found>{};
    auto plain =
        TRY(generation_.aead.open(crypto::nonce_of(record->number), record_aad(generation_.id, tag), record->sealed));
    const auto view = TRY(PersonView::read(plain.view()));
    return std::optional{Found{tag, std::move(plain), view}};
}

base::Result<std::vector<Found>> Finder::by_id(std::string_view id) {
    const auto tag = person_tag(inside_.index_key, id);
    std::vector<Found> out;
    auto found = TRY(person(tag));
    if (found && found->person.get(PersonField::person_id) == id) out.push_back(*std::move(found));
    // An id that was taken from one person can have been given to another: whoever asks by it is told of both.
    const auto tags = TRY(pairs(Index::earlier, tag));
    auto before = TRY(people(tags, [&](const PersonView& view) {
        return view.get(PersonField::person_id) != id && lists(view.get(PersonField::earlier_ids), id);
    }));
    for (auto& one : before) {
        one.by = PersonCard::By::earlier_id;
        out.push_back(std::move(one));
    }
    return out;
}

base::Result<std::vector<Found>> Finder::by_name(std::string_view name, std::string_view birth_date) {
    std::string wanted;
    format::normalise_name(name, wanted);
    const auto tags = TRY(pairs(Index::name_birth, name_birth_tag(inside_.index_key, wanted, birth_date)));
    return people(tags, [&](const PersonView& view) {
        std::string normal;
        format::normalise_name(view.get(PersonField::person_name), normal);
        return normal == wanted && view.get(PersonField::birth_date) == birth_date;
    });
}

base::Result<std::vector<Found>> Finder::by_name_in(std::string_view name, std::string_view district,
                                                    const std::vector<Tag>& listed) {
    std::string wanted;
    format::normalise_name(name, wanted);
    return people(listed, [&](const PersonView& view) {
        std::string normal;
        format::normalise_name(view.get(PersonField::person_name), normal);
        return normal == wanted && view.get(PersonField::area_code) == district;
    });
}

base::Result<std::vector<Found>> Finder::household(std::string_view number) {
    if (number.empty()) return std::vector<Found>{};
    const auto tags = TRY(pairs(Index::household, household_tag(inside_.index_key, number)));
    return people(tags, [&](const PersonView& view) { return view.get(PersonField::household_number) == number; });
}

base::Result<std::vector<Tag>> Finder::pairs(Index index, const Tag& tag) {
    const auto body = TRY(tx_.bucket(generation_.volume, bucket_key(tag, index, generation_.pair_bits)));
    if (!body) return std::vector<Tag>{};
    return find_pairs(*body, tag);
}

template <class Wanted>
base::Result<std::vector<Found>> Finder::people(const std::vector<Tag>& tags, Wanted&& wanted) {
    std::vector<Found> out;
    for (const auto& tag : tags) {
        auto found = TRY(person(tag));
        if (found && wanted(found->person)) out.push_back(*std::move(found));
    }
    return out;
}

}  // namespace menhu::registry
