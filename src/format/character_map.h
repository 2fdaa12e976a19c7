#pragma once
// An agency's table of its user-defined characters (造字對照表): private-use code point to Unicode text. The same code
// means different characters at household, land, tax and other offices, so a table names its source, and none is built
// in. CSV form: docs/formats/encodings.md. A value; any thread.
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace menhu::format {

class CharacterMap {
public:
    struct Row {
        char32_t private_use;
        std::string text;  // UTF-8, one code point or more, none of them private
    };

    CharacterMap() = default;
    // CSV with the header `code,unicode[,note]`: code is "U+E000" or a Big5 code such as "FA40" in a user-defined area;
    // unicode is "U+2A6A5", or several joined by "+" or spaces. All bad lines are named in the error
    // (format.character_map_invalid).
    static base::Result<CharacterMap> parse_csv(std::string_view text, std::string source);

    const std::string& source() const { return source_; }
    std::span<const Row> rows() const { return rows_; }  // by code point, ascending
    const Row* find(char32_t private_use) const;

private:
    std::string source_;
    std::vector<Row> rows_;
};

}  // namespace menhu::format
