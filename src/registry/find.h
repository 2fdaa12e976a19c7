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
};

class Finder {
public:
    Finder(store::ReadTx& tx, const Registry::Inside& inside, OpenGeneration& generation)
        : tx_{tx}, inside_{inside}, generation_{generation} {}

    base::Result<std::optional<Found>> person(const Tag& tag);
    // By id, today's or an earlier one, or by name and birth date. The subject is well formed (check_subject).
    base::Result<std::vector<Found>> subject(const Subject& subject);
    // Everybody with this household number.
    base::Result<std::vector<Found>> household(std::string_view number);
    // Whom the index leads to, unopened: what the entries say is for the caller to compare with the records.
    base::Result<std::vector<Tag>> pairs(Index index, const Tag& tag);

private:
    base::Result<std::vector<Found>> by_id(std::string_view id);
    base::Result<std::vector<Found>> by_name(std::string_view name, std::string_view birth_date);
    // Those of `tags` whose records satisfy `wanted`.
    template <class Wanted>
    base::Result<std::vector<Found>> people(const std::vector<Tag>& tags, Wanted&& wanted);

    store::ReadTx& tx_;
    const Registry::Inside& inside_;
    OpenGeneration& generation_;
};

}  // namespace menhu::registry
