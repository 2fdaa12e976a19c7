#pragma once
// From a template of the profile to a letter in the store: filled in, entered, and told to who answers for it. Inside
// the room. Thread rule: as the transaction.
#include <map>
#include <string>
#include <string_view>

#include "base/random.h"
#include "duties/letter.h"

namespace menhu::duties {

using Fill = std::map<std::string_view, std::string>;

// Drafts the letter: `letter` without id, subject and body, in the words of the template `name`. Tells the account
// administrators of its unit and of the agency, and for a link those in charge of it. Error: duties.letter_unworded.
base::Result<LetterId> put_draft(store::WriteTx& tx, const people::Office& office, Letter letter, std::string_view name,
                                 Fill fill, base::Random& random, base::Instant now);

// The drafts about endings of links, and the ones of them that are void now. Answers the new ones.
base::Result<std::vector<LetterId>> draft_endings(store::WriteTx& tx, const people::Office& office,
                                                  base::Random& random, base::Instant now);

}  // namespace menhu::duties
