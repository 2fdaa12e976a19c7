#include "registry/match_book.h"

namespace menhu::registry {

base::Result<MatchBook> MatchBook::load() {
    auto residence = law::ResidenceRules::load(law::taoyuan_residence());
    if (!residence) return law::data_error(residence.error());
    std::vector<std::string> names;
    for (const auto& rule : residence->all()) names.push_back(rule.name);
    auto rules = law::MatchRules::load(law::match_files(), names);
    if (!rules) return law::data_error(rules.error());
    return MatchBook{.rules = *std::move(rules), .residence = *std::move(residence)};
}

}  // namespace menhu::registry
