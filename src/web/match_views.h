#pragma once
// Lists and matches as the interface shows them. Thread rule: as the transaction.
#include "registry/match.h"
#include "web/handlers_match.h"
#include "web/names.h"
#include "web/views_match.h"

namespace menhu::web {

MatchRuleView view_of(const law::MatchRule& rule, const law::Profile& profile);
base::Result<MatchListView> view_of(const registry::KeptList& list, std::string_view sheet,
                                    std::optional<std::uint32_t> header_row, const law::MatchRules& rules);
base::Result<MatchView> view_of(const Rooms& rooms, Names& names, const registry::Match& match, base::Instant now);
// `masks`: of the columns of a roster; of a list its ids are masked.
MatchRow view_of(const registry::MatchedRow& row, const std::vector<law::Mask>& masks);
std::vector<law::Mask> masks_of(const law::MatchRule& rule, const std::vector<std::string>& headers,
                                const law::Profile& profile);
// Nothing if an index is out of bounds.
std::optional<std::vector<registry::ColumnChoice>> columns_of(const std::vector<MatchColumnChoice>& choices);
// Of an error or a refusal.
MatchProblem match_problem_of(std::string_view code);

}  // namespace menhu::web
