#include "grants/population.h"

#include <algorithm>
#include <array>

#include "base/result.h"

namespace menhu::grants {
namespace {

struct KindName {
    Population::Kind kind;
    std::string_view code;
};
constexpr std::array names{
    KindName{Population::Kind::all, "all"},
    KindName{Population::Kind::districts, "districts"},
    KindName{Population::Kind::case_list, "case_list"},
};

}  // namespace

bool are_district_codes(const std::vector<std::string>& codes) {
    return std::ranges::all_of(codes, [](const std::string& code) {
        return code.size() == 8 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    });
}

std::string_view population_kind_code(Population::Kind kind) {
    const auto* found = std::ranges::find(names, kind, &KindName::kind);
    CHECK(found != names.end());
    return found->code;
}

std::optional<Population::Kind> population_kind_from_code(std::string_view code) {
    const auto* found = std::ranges::find(names, code, &KindName::code);
    if (found == names.end()) return std::nullopt;
    return found->kind;
}

}  // namespace menhu::grants
