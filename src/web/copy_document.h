#pragma once
// The outcome of a match as the file of an export: its document with the marks of the copy, in the head and as a table
// at the end, since CSV has no head. Pure but for the borrowed rules; any thread.
#include <string>

#include "base/time.h"
#include "law/profile.h"
#include "paper/document.h"
#include "registry/copy.h"

namespace menhu::web {

// `book` and `profile` are borrowed for as long as the writer lives. `made_by`: who exports it.
registry::MatchWriter match_writer(const registry::MatchBook& book, const law::Profile& profile, std::string made_by,
                                   paper::Form form, base::Instant at);

}  // namespace menhu::web
