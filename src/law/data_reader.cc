#include "law/data_reader.h"

#include <algorithm>
#include <charconv>

namespace menhu::law {

using format::TomlKind;
using format::TomlNode;

namespace {

std::string_view kind_zh(TomlKind kind) {
    switch (kind) {
        case TomlKind::text:
            return "文字";
        case TomlKind::integer:
            return "整數";
        case TomlKind::real:
            return "小數";
        case TomlKind::boolean:
            return "true 或 false";
        case TomlKind::date:
            return "日期";
        case TomlKind::table:
            return "表";
        case TomlKind::array:
            return "陣列";
    }
    base::throw_bug("kind_zh: no such kind");
}

std::string quoted(std::string_view key) {
    std::string text{"`"};
    text.append(key);
    text += '`';
    return text;
}

std::optional<Date> read_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = -1;
        const char* const begin = text.data() + at;
        const auto end = std::from_chars(begin, begin + length, value);
        return end.ptr == begin + length ? value : -1;
    };
    const Date date{std::chrono::year{number(0, 4)}, std::chrono::month{static_cast<unsigned>(number(5, 2))},
                    std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    if (number(0, 4) < 0 || !date.ok()) return std::nullopt;
    return date;
}

}  // namespace

std::optional<TomlNode> DataReader::parse(std::string_view bytes) {
    auto root = format::parse_toml(bytes, file_);
    if (root) return std::move(*root);
    // The detail is "file:line: message"; the line is worth having as a number.
    std::string_view detail = root.error().detail();
    std::size_t line = 0;
    if (detail.starts_with(file_ + ":")) {
        const std::string_view rest = detail.substr(file_.size() + 1);
        const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), line);
        const auto used = static_cast<std::size_t>(end.ptr - rest.data());
        if (line > 0) detail = rest.substr(std::min(rest.size(), used + 2));
    }
    refuse(line, "不是正確的 TOML：" + std::string{detail}, "not valid TOML: " + std::string{detail});
    return std::nullopt;
}

std::size_t DataReader::line_of(const TomlNode& table, std::string_view key) {
    const TomlNode* const node = table.find(key);
    return node != nullptr ? node->line : table.line;
}

void DataReader::refuse(std::size_t line, std::string zh, std::string en) {
    findings_->problems.push_back({file_, line, std::move(zh), std::move(en)});
}

void DataReader::refuse_word(const TomlNode& table, std::string_view key, std::string_view found) {
    refuse(line_of(table, key), quoted(key) + " 不認得「" + std::string{found} + "」",
           quoted(key) + " does not know \"" + std::string{found} + "\"");
}

const TomlNode* DataReader::take(const TomlNode& table, std::string_view key, TomlKind kind) {
    const TomlNode* const node = table.find(key);
    if (node == nullptr) return nullptr;
    if (node->kind == kind) return node;
    refuse(node->line, quoted(key) + " 應為" + std::string{kind_zh(kind)},
           quoted(key) + " must be " + std::string{format::toml_kind_name(kind)});
    return nullptr;
}

std::string DataReader::text(const TomlNode& table, std::string_view key) {
    if (table.find(key) == nullptr) {
        refuse(table.line, "缺少 " + quoted(key), quoted(key) + " is missing");
        return {};
    }
    const TomlNode* const node = take(table, key, TomlKind::text);
    if (node == nullptr) return {};
    if (node->text.empty()) refuse(node->line, quoted(key) + " 是空的", quoted(key) + " is empty");
    return node->text;
}

std::optional<std::string> DataReader::text_if(const TomlNode& table, std::string_view key) {
    const TomlNode* const node = take(table, key, TomlKind::text);
    if (node == nullptr) return std::nullopt;
    return node->text;
}

std::int64_t DataReader::integer(const TomlNode& table, std::string_view key, std::int64_t least, std::int64_t most) {
    if (table.find(key) == nullptr) {
        refuse(table.line, "缺少 " + quoted(key), quoted(key) + " is missing");
        return least;
    }
    const TomlNode* const node = take(table, key, TomlKind::integer);
    if (node == nullptr) return least;
    if (node->integer < least || node->integer > most) {
        const std::string range = std::to_string(least) + " – " + std::to_string(most);
        refuse(node->line, quoted(key) + " 超出範圍 " + range, quoted(key) + " is outside " + range);
        return least;
    }
    return node->integer;
}

bool DataReader::flag(const TomlNode& table, std::string_view key) {
    const TomlNode* const node = take(table, key, TomlKind::boolean);
    return node != nullptr && node->boolean;
}

std::optional<Date> DataReader::date_if(const TomlNode& table, std::string_view key) {
    const TomlNode* const node = table.find(key);
    if (node == nullptr) return std::nullopt;
    const bool readable = node->kind == TomlKind::date || node->kind == TomlKind::text;
    if (const auto date = readable ? read_iso(node->text) : std::nullopt) return date;
    refuse(node->line, quoted(key) + " 應為日期，例如 2024-03-05", quoted(key) + " must be a date such as 2024-03-05");
    return std::nullopt;
}

std::vector<std::string> DataReader::texts(const TomlNode& table, std::string_view key) {
    std::vector<std::string> found;
    const TomlNode* const node = take(table, key, TomlKind::array);
    if (node == nullptr) return found;
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlKind::text && !item.text.empty()) {
            found.push_back(item.text);
        } else {
            refuse(item.line, quoted(key) + " 只能列出文字", quoted(key) + " may list texts only");
        }
    }
    return found;
}

std::vector<const TomlNode*> DataReader::tables(const TomlNode& table, std::string_view key) {
    std::vector<const TomlNode*> found;
    const TomlNode* const node = take(table, key, TomlKind::array);
    if (node == nullptr) return found;
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlKind::table) {
            found.push_back(&item);
        } else {
            refuse(item.line, quoted(key) + " 只能列出表", quoted(key) + " may list tables only");
        }
    }
    return found;
}

void DataReader::only(const TomlNode& table, std::initializer_list<std::string_view> known) {
    for (std::size_t i = 0; i < table.keys.size(); ++i) {
        if (std::ranges::find(known, std::string_view{table.keys[i]}) != known.end()) continue;
        refuse(table.items[i].line, "不認得的設定 " + quoted(table.keys[i]),
               quoted(table.keys[i]) + " is not a known key");
    }
}

void DataReader::once(const TomlNode& table, std::string_view what_zh, std::string_view what_en,
                      const std::string& value) {
    if (value.empty()) return;
    const auto [place, fresh] =
        findings_->seen.try_emplace(std::string{what_en} + "\n" + value, file_ + ":" + std::to_string(table.line));
    if (fresh) return;
    refuse(table.line, std::string{what_zh} + "「" + value + "」重複，第一次在 " + place->second,
           std::string{what_en} + " \"" + value + "\" is there twice, first at " + place->second);
}

}  // namespace menhu::law
