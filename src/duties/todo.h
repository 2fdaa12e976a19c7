#pragma once
// What the law wants from somebody, by when, with the clause: the list on the home page. Computed when asked, from what
// the rooms below know. Thread rule: as the transaction.
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::duties {

struct Todo {
    std::string code;  // "application_waits", …
    std::string zh;
    std::string en;
    std::string clause;
    std::optional<base::Instant> due;
    std::string link;  // a page of the front end
};

// By what is due first; what has no day comes last.
base::Result<std::vector<Todo>> todos_of(store::ReadTx& tx, const people::Office& office, const people::Actor& actor,
                                         base::Instant now);

}  // namespace menhu::duties
