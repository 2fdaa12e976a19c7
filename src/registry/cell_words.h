#pragma once
// A field's value as a list shows it: in words as on a card, 現住 and not resident, 68000010 桃園區. Inside the room.
// Thread rule: immutable once made; any thread.
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "law/districts.h"
#include "registry/inside.h"

namespace menhu::registry {

class CellWords {
public:
    // By the layout that the generation was read with; `districts` may be null, then codes stay codes.
    CellWords(const OpenGeneration& generation, const law::Districts* districts,
              const std::vector<std::string>& fields);
    std::string of(format::PersonField field, std::string_view value) const;

private:
    std::map<std::pair<format::PersonField, std::string>, std::string> words_;
    std::map<std::string, std::string> areas_;
};

}  // namespace menhu::registry
