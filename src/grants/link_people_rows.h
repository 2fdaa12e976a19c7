#pragma once
// grants_link_people. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <vector>

#include "grants/link_people.h"
#include "store/database.h"

namespace menhu::grants::rows {

base::Result<void> insert_link_person(store::WriteTx& tx, const LinkPerson& person, people::AccountId by,
                                      base::Instant now);
base::Result<void> update_link_person_end(store::WriteTx& tx, LinkPersonId id, base::Instant until);
base::Result<std::vector<LinkPerson>> people_of_link(store::ReadTx& tx, LinkId link);
base::Result<std::vector<LinkPerson>> people_of_links(store::ReadTx& tx);
base::Result<std::vector<LinkPerson>> link_people_of(store::ReadTx& tx, people::AccountId account);
base::Result<std::optional<LinkPerson>> link_person(store::ReadTx& tx, LinkPersonId id);

std::span<const store::Statement> link_people_statements();

}  // namespace menhu::grants::rows
