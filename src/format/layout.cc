#include "format/layout.h"

namespace menhu::format {

const Code* CodeTable::find(std::string_view code) const {
    for (const Code& row : codes) {
        if (row.code == code) return &row;
    }
    return nullptr;
}

const Code* CodeTable::find_canonical(std::string_view text) const {
    for (const Code& row : codes) {
        if ((row.means.empty() ? row.code : row.means) == text) return &row;
    }
    return nullptr;
}

bool CodeTable::valid_on(const Code& code, std::string_view day) {
    if (day.empty()) return true;
    return (code.from.empty() || code.from <= day) && (code.until.empty() || day <= code.until);
}

std::optional<std::size_t> RecordType::index_of(PersonField field) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].person == field) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> RecordType::index_of(ControlField field) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].control == field) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> RecordType::index_of(EventField field) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].event == field) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> RecordType::index_of(std::string_view name) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) return i;
    }
    return std::nullopt;
}

const RecordType* Layout::record(RecordRole role) const {
    for (const RecordType& type : records) {
        if (type.role == role) return &type;
    }
    return nullptr;
}

}  // namespace menhu::format
