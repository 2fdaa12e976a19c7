#pragma once
// Reads the tables of one data file and says everything that is wrong with it in both languages, by line. A value that
// is absent or wrong reads as empty, so that reading goes on; the problems decide whether any of it is used. Inside the
// room. Thread rule: one thread.
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/toml.h"
#include "law/profile.h"

namespace menhu::law {

// What reading several files found: their problems, and where each value that may stand only once was first seen.
struct Findings {
    std::vector<Problem> problems;
    std::map<std::string, std::string, std::less<>> seen;  // "kind\nvalue" → "file:line"
};

class DataReader {
public:
    DataReader(std::string file, Findings& findings) : file_{std::move(file)}, findings_{&findings} {}
    const std::string& file() const { return file_; }

    // The root of the file; nullopt (and a problem) when it is not TOML.
    std::optional<format::TomlNode> parse(std::string_view bytes);

    // Required: absent, empty or of another type is a problem.
    std::string text(const format::TomlNode& table, std::string_view key);
    std::int64_t integer(const format::TomlNode& table, std::string_view key, std::int64_t least, std::int64_t most);
    // Optional.
    std::optional<std::string> text_if(const format::TomlNode& table, std::string_view key);
    bool flag(const format::TomlNode& table, std::string_view key);  // absent reads as false
    std::optional<Date> date_if(const format::TomlNode& table, std::string_view key);
    std::vector<std::string> texts(const format::TomlNode& table, std::string_view key);
    // The tables of an array; absent is empty. `table` keeps them.
    std::vector<const format::TomlNode*> tables(const format::TomlNode& table, std::string_view key);

    // One of the named values; `names` are pairs of word and value.
    template <class T>
    T word(const format::TomlNode& table, std::string_view key,
           std::initializer_list<std::pair<std::string_view, T>> names) {
        const std::string found = text(table, key);
        for (const auto& [name, value] : names) {
            if (name == found) return value;
        }
        if (!found.empty()) refuse_word(table, key, found);
        return names.begin()->second;
    }

    // Any other key is a problem: a misspelt setting must not be passed over.
    void only(const format::TomlNode& table, std::initializer_list<std::string_view> known);
    // A value that may stand only once in all the files; `what` names its kind.
    void once(const format::TomlNode& table, std::string_view what_zh, std::string_view what_en,
              const std::string& value);

    void refuse(std::size_t line, std::string zh, std::string en);
    static std::size_t line_of(const format::TomlNode& table, std::string_view key);

private:
    const format::TomlNode* take(const format::TomlNode& table, std::string_view key, format::TomlKind kind);
    void refuse_word(const format::TomlNode& table, std::string_view key, std::string_view found);

    std::string file_;
    Findings* findings_;
};

}  // namespace menhu::law
