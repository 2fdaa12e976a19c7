#include "duties/tables.h"

#include <vector>

#include "duties/destruction_rows.h"
#include "duties/leaver_rows.h"
#include "duties/letter_rows.h"

namespace menhu::duties {

std::span<const store::Statement> statements() {
    static const std::vector<store::Statement> all = [] {
        std::vector<store::Statement> list;
        for (const auto part : {rows::leaver_statements(), rows::letter_statements(), rows::destruction_statements()}) {
            list.insert(list.end(), part.begin(), part.end());
        }
        return list;
    }();
    return all;
}

}  // namespace menhu::duties
