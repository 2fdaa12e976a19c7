#include "format/toml.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "format/date_text.h"

namespace menhu::format {

namespace {

constexpr std::size_t byte_limit = std::size_t{4} << 20;
constexpr int depth_limit = 32;

std::string date_of(const ::toml::date& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string time_of(const ::toml::time& time) {
    return fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
}

// Offsets are minutes east of UTC.
std::string date_time_of(const ::toml::date_time& value) {
    std::string text = date_of(value.date) + "T" + time_of(value.time);
    if (!value.offset) return text;
    if (value.offset->minutes == 0) return text + "Z";
    const int minutes = value.offset->minutes < 0 ? -value.offset->minutes : value.offset->minutes;
    return text + fmt::format("{}{:02}:{:02}", value.offset->minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

TomlNode convert(const ::toml::node& node) {
    TomlNode out;
    out.line = node.source().begin.line;
    if (const auto* table = node.as_table()) {
        out.kind = TomlKind::table;
        // toml++ keeps keys sorted; the file's order is what a reader expects in lists made from a table.
        std::vector<std::pair<const ::toml::key*, const ::toml::node*>> members;
        for (const auto& [key, value] : *table) members.emplace_back(&key, &value);
        std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
            return std::pair{a.first->source().begin.line, a.first->source().begin.column} <
                   std::pair{b.first->source().begin.line, b.first->source().begin.column};
        });
        for (const auto& [key, value] : members) {
            out.keys.emplace_back(key->str());
            out.items.push_back(convert(*value));
        }
    } else if (const auto* array = node.as_array()) {
        out.kind = TomlKind::array;
        for (const auto& value : *array) out.items.push_back(convert(value));
    } else if (const auto* text = node.as_string()) {
        out.kind = TomlKind::text;
        out.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        out.kind = TomlKind::integer;
        out.integer = integer->get();
    } else if (const auto* real = node.as_floating_point()) {
        out.kind = TomlKind::real;
        out.real = real->get();
    } else if (const auto* boolean = node.as_boolean()) {
        out.kind = TomlKind::boolean;
        out.boolean = boolean->get();
    } else {
        out.kind = TomlKind::date;
        if (const auto* date = node.as_date()) out.text = date_of(date->get());
        if (const auto* time = node.as_time()) out.text = time_of(time->get());
        if (const auto* date_time = node.as_date_time()) out.text = date_time_of(date_time->get());
    }
    return out;
}

// Brackets and braces open at once bound the parser's recursion; dots in keys bound the depth of tables. Counted before
// parsing, outside strings and comments as far as a line tells; too careful never hurts a document written by hand.
bool too_deep(std::string_view text) {
    int depth = 0;
    int dots = 0;
    for (const char c : text) {
        if (c == '[' || c == '{') ++depth;
        if ((c == ']' || c == '}') && depth > 0) --depth;
        if (c == '\n') dots = 0;
        if (c == '.') ++dots;
        if (depth > depth_limit || dots > 4096) return true;
    }
    return false;
}

std::string_view kind_name(TomlKind kind) {
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
    return "";
}

}  // namespace

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
    if (too_deep(text)) {
        return base::Error{base::Fault::bad_input, "format.toml_limit", fmt::format("{}: nested too deep", source)};
    }
    const ::toml::parse_result result = ::toml::parse(text, source);
    if (!result) {
        // The parser's own words can quote the document; the place is enough.
        return base::Error{base::Fault::bad_input, "format.toml_syntax",
                           fmt::format("{}:{}: not TOML (column {})", source, result.error().source().begin.line,
                                       result.error().source().begin.column)};
    }
    return convert(result.table());
}

void TomlReader::refuse(std::uint32_t line, std::string message) { problems_.push_back({line, std::move(message)}); }

// The node if it is there and of the kind; a problem if it is of another.
const TomlNode* TomlReader::take(const TomlNode& table, std::string_view key, TomlKind kind) {
    const TomlNode* node = table.find(key);
    if (node != nullptr && node->kind != kind) {
        refuse(node->line, fmt::format("{} must be {}", key, kind_name(kind)));
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
