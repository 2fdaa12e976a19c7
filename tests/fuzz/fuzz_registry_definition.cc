// What the office says of the files that it receives: any text is taken or each of its mistakes is named, in both
// languages and by a line that the text has.
#include <algorithm>
#include <cstdlib>

#include "format/code_points.h"
#include "registry/definition.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace menhu;
    using registry::DefinitionKind;
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data + 1), size - 1};
    const auto ends = std::ranges::count(text, '\n') + std::ranges::count(text, '\r');  // CSV takes either
    const auto lines = static_cast<std::size_t>(ends) + 1;
    constexpr DefinitionKind kinds[]{DefinitionKind::layout, DefinitionKind::characters, DefinitionKind::villages};
    for (const auto& problem : registry::definition_problems(kinds[data[0] % std::size(kinds)], text)) {
        if (problem.zh.empty() || problem.en.empty() || problem.line > lines) std::abort();
        if (!format::is_utf8(problem.zh) || !format::is_utf8(problem.en)) std::abort();
    }
    return 0;
}
