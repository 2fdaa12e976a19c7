#pragma once
// TOML 1.0 read into a plain tree that knows its lines, and a reader that checks a whole document and names every
// mistake by line. For layouts, profiles, configuration and manifests. Thread rule: values; a TomlReader belongs to one
// thread.
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace menhu::format {

enum class TomlKind : std::uint8_t { text, integer, real, boolean, date, table, array };
// "an integer", for the English of a problem.
std::string_view toml_kind_name(TomlKind kind);

// A node of the tree; exactly the members of its kind are filled.
class TomlNode {
public:
    TomlKind kind = TomlKind::table;
    std::uint32_t line = 0;  // where it begins, from 1
    std::string text;        // text; a date (and time) as it is written in RFC 3339
    std::int64_t integer = 0;
    double real = 0;
    bool boolean = false;
    std::vector<TomlNode> items;    // of an array; or the values of a table
    std::vector<std::string> keys;  // of a table, beside `items`, in the order of the file

    const TomlNode* find(std::string_view key) const;  // in a table; null if absent
};

// The root table. Errors: format.toml_syntax, the detail naming `source` and the line; format.toml_limit for documents
// above 4 MiB or nested deeper than 32.
base::Result<TomlNode> parse_toml(std::string_view text, std::string_view source);

struct TomlProblem {
    std::uint32_t line;
    std::string message;  // English, names the key, never the value
};

// Reads tables with types and bounds, collecting every problem instead of stopping at the first. A value that is absent
// or wrong reads as the fallback (or zero/empty), so that reading can go on; ask `finish` before using any of it.
class TomlReader {
public:
    explicit TomlReader(std::string source) : source_{std::move(source)} {}

    // Required values.
    std::string text(const TomlNode& table, std::string_view key);
    std::int64_t integer(const TomlNode& table, std::string_view key, std::int64_t least, std::int64_t most);
    bool boolean(const TomlNode& table, std::string_view key);
    std::string date(const TomlNode& table, std::string_view key);  // "YYYY-MM-DD", a TOML date or a text of that form
    const TomlNode* table(const TomlNode& table, std::string_view key);
    // Optional ones.
    std::string text_or(const TomlNode& table, std::string_view key, std::string_view fallback);
    std::int64_t integer_or(const TomlNode& table, std::string_view key, std::int64_t least, std::int64_t most,
                            std::int64_t fallback);
    bool boolean_or(const TomlNode& table, std::string_view key, bool fallback);
    std::optional<std::string> date_if(const TomlNode& table, std::string_view key);
    const TomlNode* table_if(const TomlNode& table, std::string_view key);
    // Arrays: absent reads as empty.
    std::vector<std::string> texts(const TomlNode& table, std::string_view key);
    std::vector<const TomlNode*> tables(const TomlNode& table, std::string_view key);

    // Any other key of the table is a problem: a misspelt setting must not be silently ignored.
    void only(const TomlNode& table, std::initializer_list<std::string_view> known);
    void refuse(std::uint32_t line, std::string message);

    const std::vector<TomlProblem>& problems() const { return problems_; }
    // An Error with `code` (a literal) whose detail is every problem as "source:line: message", joined by newlines; the
    // first 50 of them.
    base::Result<void> finish(std::string_view code) const;

private:
    const TomlNode* need(const TomlNode& table, std::string_view key, TomlKind kind);
    const TomlNode* take(const TomlNode& table, std::string_view key, TomlKind kind);
    std::string source_;
    std::vector<TomlProblem> problems_;
};

// A text as a TOML basic string, quotes included.
std::string toml_quote(std::string_view text);

}  // namespace menhu::format
