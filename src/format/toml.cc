#include "format/toml.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "format/date_text.h"
#include "format/toml_parser.h"

namespace menhu::format {

namespace {

constexpr std::size_t byte_limit = std::size_t{4} << 20;

}  // namespace

std::string_view toml_kind_name(TomlKind kind) {
    switch (kind) {
        case TomlKind::text:
            return "a text";
        case TomlKind::integer:
            return "an integer";
        case TomlKind::real:
            return "a number";
        case TomlKind::boolean:
            return "true or false";
        case TomlKind::date:
            return "a date";
        case TomlKind::table:
            return "a table";
        case TomlKind::array:
            return "an array";
    }
    base::throw_bug("toml_kind_name: no such kind");
}

const TomlNode* TomlNode::find(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == key) return &items[i];
    }
    return nullptr;
}

base::Result<TomlNode> parse_toml(std::string_view text, std::string_view source) {
    if (text.size() > byte_limit) {
        return base::Error{base::Fault::bad_input, "format.toml_limit", fmt::format("{}: more than 4 MiB", source)};
    }
    TomlNode root;
    const TomlFailure failure = parse_toml_text(text, root);
    if (!failure.what.empty()) {
        return base::Error{base::Fault::bad_input, failure.limit ? "format.toml_limit" : "format.toml_syntax",
                           fmt::format("{}:{}: {}", source, failure.line, failure.what)};
    }
    return root;
}

void TomlReader::refuse(std::uint32_t line, std::string message) { problems_.push_back({line, std::move(message)}); }

// The node if it is there and of the kind; a problem if it is of another.
const TomlNode* TomlReader::take(const TomlNode& table, std::string_view key, TomlKind kind) {
    const TomlNode* node = table.find(key);
    if (node != nullptr && node->kind != kind) {
        refuse(node->line, fmt::format("{} must be {}", key, toml_kind_name(kind)));
        return nullptr;
    }
    return node;
}

const TomlNode* TomlReader::need(const TomlNode& table, std::string_view key, TomlKind kind) {
    if (table.find(key) == nullptr) refuse(table.line, fmt::format("{} is missing", key));
    return take(table, key, kind);
}

std::string TomlReader::text(const TomlNode& table, std::string_view key) {
    const TomlNode* node = need(table, key, TomlKind::text);
    if (node != nullptr && node->text.empty()) refuse(node->line, fmt::format("{} is empty", key));
    return node == nullptr ? std::string{} : node->text;
}

std::string TomlReader::text_or(const TomlNode& table, std::string_view key, std::string_view fallback) {
    const TomlNode* node = take(table, key, TomlKind::text);
    return node == nullptr ? std::string{fallback} : node->text;
}

std::int64_t TomlReader::integer(const TomlNode& table, std::string_view key, std::int64_t least, std::int64_t most) {
    if (table.find(key) == nullptr) refuse(table.line, fmt::format("{} is missing", key));
    return integer_or(table, key, least, most, 0);
}

std::int64_t TomlReader::integer_or(const TomlNode& table, std::string_view key, std::int64_t least, std::int64_t most,
                                    std::int64_t fallback) {
    const TomlNode* node = take(table, key, TomlKind::integer);
    if (node == nullptr) return fallback;
    if (node->integer < least || node->integer > most) {
        refuse(node->line, fmt::format("{} must be from {} to {}", key, least, most));
        return fallback;
    }
    return node->integer;
}

bool TomlReader::boolean(const TomlNode& table, std::string_view key) {
    const TomlNode* node = need(table, key, TomlKind::boolean);
    return node != nullptr && node->boolean;
}

bool TomlReader::boolean_or(const TomlNode& table, std::string_view key, bool fallback) {
    const TomlNode* node = take(table, key, TomlKind::boolean);
    return node == nullptr ? fallback : node->boolean;
}

std::optional<std::string> TomlReader::date_if(const TomlNode& table, std::string_view key) {
    const TomlNode* node = table.find(key);
    if (node == nullptr) return std::nullopt;
    if (node->kind == TomlKind::date || node->kind == TomlKind::text) {
        const auto date = read_date(node->text, DateForm::iso);
        if (date && date->precision == DatePrecision::day) return node->text;
    }
    refuse(node->line, fmt::format("{} must be a date, YYYY-MM-DD", key));
    return std::nullopt;
}

std::string TomlReader::date(const TomlNode& table, std::string_view key) {
    if (table.find(key) == nullptr) refuse(table.line, fmt::format("{} is missing", key));
    return date_if(table, key).value_or("");
}

const TomlNode* TomlReader::table(const TomlNode& table, std::string_view key) {
    return need(table, key, TomlKind::table);
}

const TomlNode* TomlReader::table_if(const TomlNode& table, std::string_view key) {
    return take(table, key, TomlKind::table);
}

std::vector<std::string> TomlReader::texts(const TomlNode& table, std::string_view key) {
    std::vector<std::string> out;
    const TomlNode* array = take(table, key, TomlKind::array);
    if (array == nullptr) return out;
    for (const TomlNode& item : array->items) {
        if (item.kind == TomlKind::text) {
            out.push_back(item.text);
        } else {
            refuse(item.line, fmt::format("{} must hold texts only", key));
        }
    }
    return out;
}

std::vector<const TomlNode*> TomlReader::tables(const TomlNode& table, std::string_view key) {
    std::vector<const TomlNode*> out;
    const TomlNode* array = take(table, key, TomlKind::array);
    if (array == nullptr) return out;
    for (const TomlNode& item : array->items) {
        if (item.kind == TomlKind::table) {
            out.push_back(&item);
        } else {
            refuse(item.line, fmt::format("{} must hold tables only", key));
        }
    }
    return out;
}

void TomlReader::only(const TomlNode& table, std::initializer_list<std::string_view> known) {
    for (std::size_t i = 0; i < table.keys.size(); ++i) {
        if (std::find(known.begin(), known.end(), table.keys[i]) == known.end()) {
            refuse(table.items[i].line, fmt::format("unknown key {}", toml_quote(table.keys[i])));
        }
    }
}

base::Result<void> TomlReader::finish(std::string_view code) const {
    if (problems_.empty()) return {};
    constexpr std::size_t shown = 50;
    std::vector<TomlProblem> sorted = problems_;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return std::tie(a.line, a.message) < std::tie(b.line, b.message); });
    std::string detail;
    for (std::size_t i = 0; i < sorted.size() && i < shown; ++i) {
        if (i != 0) detail.push_back('\n');
        fmt::format_to(std::back_inserter(detail), "{}:{}: {}", source_, sorted[i].line, sorted[i].message);
    }
    if (sorted.size() > shown) fmt::format_to(std::back_inserter(detail), "\nand {} more", sorted.size() - shown);
    return base::Error{base::Fault::bad_input, code, std::move(detail)};
}

std::string toml_quote(std::string_view text) {
    std::string out{"\""};
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (byte < 0x20 || byte == 0x7F) {
            fmt::format_to(std::back_inserter(out), "\\u{:04X}", byte);
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
    return out;
}

}  // namespace menhu::format
