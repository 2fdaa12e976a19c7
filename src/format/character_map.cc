#include "format/character_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "format/code_points.h"
#include "format/csv.h"
#include "format/encoding.h"
#include "format/encoding_tables.h"

namespace menhu::format {

namespace {

std::optional<std::uint32_t> read_hex(std::string_view text, std::size_t least, std::size_t most) {
    if (text.size() < least || text.size() > most) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : text) {
        std::uint32_t digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<std::uint32_t>(c - '0');
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<std::uint32_t>(c - 'A' + 10);
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<std::uint32_t>(c - 'a' + 10);
        } else {
            return std::nullopt;
        }
        value = value << 4 | digit;
    }
    return value;
}

// "U+E000", a Big5 code "FA40", or a CNS 11643 position "CNS12-2121" in a user's plane.
std::optional<char32_t> read_private_use(std::string_view code) {
    if (code.starts_with("U+")) {
        const auto value = read_hex(code.substr(2), 4, 6);
        if (!value || !is_private_use(*value)) return std::nullopt;
        return static_cast<char32_t>(*value);
    }
    if (code.starts_with("CNS") && code.size() == 10 && code[5] == '-') {
        const unsigned plane = static_cast<unsigned>(code[3] - '0') * 10 + static_cast<unsigned>(code[4] - '0');
        const auto position = read_hex(code.substr(6), 4, 4);
        if (!position || plane < cns_user_first_plane || plane > 16) return std::nullopt;
        const std::size_t row = (*position >> 8) - 0x21;
        const std::size_t column = (*position & 0xFF) - 0x21;
        if (row >= 94 || column >= 94) return std::nullopt;
        return static_cast<char32_t>(cns_user_base + (plane - cns_user_first_plane) * cns_plane_size + row * 94 +
                                     column);
    }
    const auto big5 = read_hex(code, 4, 4);
    if (!big5) return std::nullopt;
    return big5_user_defined(static_cast<std::uint16_t>(*big5));
}

std::optional<std::string> read_unicode(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (text.front() == ' ') {
            text.remove_prefix(1);
            continue;
        }
        if (!text.starts_with("U+")) return std::nullopt;
        const std::size_t end = std::min(text.find_first_of(" +", 2), text.size());
        const auto value = read_hex(text.substr(2, end - 2), 4, 6);
        if (!value || *value > 0x10FFFF || is_surrogate(*value) || is_private_use(*value) || *value < 0x20) {
            return std::nullopt;
        }
        append_utf8(*value, out);
        text.remove_prefix(end);
        // "U+4E00+U+4E8C": the joining plus
        if (text.starts_with("+U+")) text.remove_prefix(1);
    }
    if (out.empty() || out.size() > 64) return std::nullopt;
    return out;
}

}  // namespace

base::Result<CharacterMap> CharacterMap::parse_csv(std::string_view text, std::string source) {
    const std::vector<CsvRow> lines = TRY(format::parse_csv(text));
    CharacterMap map;
    map.source_ = std::move(source);
    std::string problems;
    std::size_t problem_count = 0;
    const auto refuse = [&](std::uint64_t line, std::string_view what) {
        if (++problem_count <= 50) fmt::format_to(std::back_inserter(problems), "{}:{}: {}\n", map.source_, line, what);
    };
    if (lines.empty() || lines[0].cells.size() < 2 || lines[0].cells[0] != "code" || lines[0].cells[1] != "unicode") {
        refuse(1, "the first line must be the header code,unicode[,note]");
    }
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const CsvRow& line = lines[i];
        if (line.cells.size() < 2) {
            refuse(line.line, "code and unicode are needed");
            continue;
        }
        const auto point = read_private_use(line.cells[0]);
        const auto unicode = read_unicode(line.cells[1]);
        if (!point) refuse(line.line, "code is no user-defined character (U+E000, FA40 or CNS12-2121)");
        if (!unicode) refuse(line.line, "unicode is not written as U+4E00, or is a private-use character itself");
        if (point && unicode) map.rows_.push_back({*point, *unicode});
    }
    std::sort(map.rows_.begin(), map.rows_.end(),
              [](const Row& a, const Row& b) { return a.private_use < b.private_use; });
    for (std::size_t i = 1; i < map.rows_.size(); ++i) {
        if (map.rows_[i].private_use == map.rows_[i - 1].private_use) {
            refuse(0,
                   fmt::format("U+{:04X} has more than one row", static_cast<std::uint32_t>(map.rows_[i].private_use)));
        }
    }
    if (problem_count != 0) {
        return base::Error{base::Fault::bad_input, "format.character_map_invalid", std::move(problems)};
    }
    return map;
}

const CharacterMap::Row* CharacterMap::find(char32_t private_use) const {
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), private_use,
                                     [](const Row& row, char32_t point) { return row.private_use < point; });
    return at != rows_.end() && at->private_use == private_use ? &*at : nullptr;
}

}  // namespace menhu::format
