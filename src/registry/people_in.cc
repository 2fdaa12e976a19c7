#include "registry/people_in.h"

#include <charconv>
#include <map>

#include "registry/delivery_rows.h"

namespace menhu::registry {

base::Result<std::optional<std::int64_t>> people_in(store::ReadTx& tx, std::string_view holding,
                                                    const std::vector<std::string>& districts) {
    using Answer = std::optional<std::int64_t>;
    const auto whole = TRY(rows::people_in_use(tx, holding));
    if (!whole || districts.empty()) return whole;
    const auto counted = TRY(rows::people_by_district(tx, holding));
    if (counted.empty()) return Answer{};
    const std::map<std::int64_t, std::int64_t> by{counted.begin(), counted.end()};
    std::int64_t people = 0;
    for (const std::string& district : districts) {
        std::int64_t code = 0;
        std::from_chars(district.data(), district.data() + district.size(), code);
        const auto found = by.find(code);
        if (found != by.end()) people += found->second;
    }
    return Answer{people};
}

}  // namespace menhu::registry
