#include "ledger/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/text.h"

namespace menhu::ledger {

std::string checkpoint_text(const Checkpoint& checkpoint) {
    return fmt::format("{}\n{}\n{}\n{}", checkpoint.origin, checkpoint.size, base::to_base64(checkpoint.root),
                       checkpoint.extension);
}

base::Result<Checkpoint> parse_checkpoint(std::string_view text) {
    const auto malformed = [](std::string_view what) {
        return base::Error{base::Fault::bad_input, "ledger.checkpoint_malformed", std::string{what}};
    };
    const auto origin = take_line(text);
    const auto size_line = take_line(text);
    const auto root_line = take_line(text);
    if (!origin || !size_line || !root_line) return malformed("too few lines");
    if (origin->empty()) return malformed("origin");
    const auto size = decimal_number(*size_line);
    if (!size) return malformed("size");
    const auto root = base::from_base64(*root_line);
    Checkpoint checkpoint{.origin = std::string{*origin}, .size = *size, .extension = std::string{text}};
    if (!root || root->size() != checkpoint.root.size()) return malformed("root");
    std::ranges::copy(*root, checkpoint.root.begin());
    while (!text.empty()) {
        const auto line = take_line(text);
        if (!line || line->empty()) return malformed("extension line");
    }
    return checkpoint;
}

}  // namespace menhu::ledger
