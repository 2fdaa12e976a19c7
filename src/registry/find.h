#pragma once
// Finding records in the generation in use. What is found is checked against what was asked: an index entry alone is
// never an answer. Inside the room. Thread rule: the writer's thread.
#include <optional>
#include <vector>

#include "crypto/secret.h"
#include "registry/inside.h"
#include "registry/lookup.h"
#include "registry/tags.h"

namespace menhu::registry {

// An opened record; the view borrows from `plain`, also after a move.
struct Found {
    Tag tag;
    crypto::Secret plain;
    PersonView person;
    PersonCard::By by = PersonCard::By::present;
};

class Finder {
public:
    Finder(store::ReadTx& tx, const Registry::Inside& inside, OpenGeneration& generation)
        : tx_{tx}, inside_{inside}, generation_{generation} {}

    base::Result<std::optional<Found>> person(const Tag& tag);
    // Whoever has the id, then whoever had it before. `id` is in normal form.
    base::Result<std::vector<Found>> by_id(std::string_view id);
    base::Result<std::vector<Found>> by_name(std::string_view name, std::string_view birth_date);
    // Those of `listed` (pairs of Index::name_district) who have this name and live there.
    base::Result<std::vector<Found>> by_name_in(std::string_view name, std::string_view district,
                                                const std::vector<Tag>& listed);
    // Everybody with this household number.
    base::Result<std::vector<Found>> household(std::string_view number);
    // Whom the index leads to, unopened: what the entries say is for the caller to compare with the records.
    base::Result<std::vector<Tag>> pairs(Index index, const Tag& tag);

private:
    // Those of `tags` whose records satisfy `wanted`.
    template <class Wanted>
    base::Result<std::vector<Found>> people(const std::vector<Tag>& tags, Wanted&& wanted);

    store::ReadTx& tx_;
    const Registry::Inside& inside_;
    OpenGeneration& generation_;
};

}  // namespace menhu::registry
