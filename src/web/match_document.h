#pragma once
// The result of a match as a document (ODS, CSV): the list's own columns, and beside them outcome, reason and the days
// that decide. Pure; any thread.
#include "law/profile.h"
#include "paper/document.h"
#include "registry/match.h"

namespace menhu::web {

// `made_by`: who takes it, for the head.
paper::Document match_document(const registry::MatchResult& result, const law::MatchRule& rule,
                               const law::Profile& profile, std::string_view made_by, base::Instant at);

}  // namespace menhu::web
