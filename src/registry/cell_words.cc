#include "registry/cell_words.h"

namespace menhu::registry {

using format::PersonField;

CellWords::CellWords(const OpenGeneration& generation, const law::Districts* districts,
                     const std::vector<std::string>& fields) {
    if (districts != nullptr) {
        for (const auto& district : districts->all())
            areas_.emplace(district.code, district.code + " " + district.name);
    }
    const auto* person = generation.layout == nullptr ? nullptr : generation.layout->record(format::RecordRole::person);
    for (const auto& name : fields) {
        const auto field = format::person_field_named(name);
        const auto index = field && person != nullptr ? person->index_of(*field) : std::nullopt;
        if (!index || !person->fields[*index].codes) continue;
        for (const auto& code : generation.layout->code_tables[*person->fields[*index].codes].codes) {
            if (code.zh.empty()) continue;
            words_.emplace(std::pair{*field, code.means.empty() ? code.code : code.means}, code.zh);
        }
    }
}

std::string CellWords::of(PersonField field, std::string_view value) const {
    std::string text{value};
    if (field == PersonField::area_code) {
        const auto found = areas_.find(text);
        return found == areas_.end() ? text : found->second;
    }
    const auto found = words_.find(std::pair{field, text});
    return found == words_.end() ? text : found->second;
}

}  // namespace menhu::registry
