#include "web/field_labels.h"

#include <algorithm>

namespace menhu::web {

std::vector<FieldLabel> field_labels(const std::vector<std::string>& fields, const law::Profile& profile) {
    std::vector<FieldLabel> labels;
    labels.reserve(fields.size());
    for (const auto& field : profile.fields()) {
        if (std::ranges::find(fields, field.name()) == fields.end()) continue;
        labels.push_back({std::string{field.name()}, std::string{field.label()}, std::string{field.label_en()}});
    }
    for (const auto& name : fields) {
        if (profile.find_field(name) == nullptr) labels.push_back({name, name, name});
    }
    return labels;
}

}  // namespace menhu::web
