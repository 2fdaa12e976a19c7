#include "web/json.h"

#include <fmt/format.h>

#include <boost/json/parse.hpp>

namespace menhu::web {

void write_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t clean = 0;  // start of what can be copied as it is
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text.substr(clean, i - clean));
        clean = i + 1;
        switch (byte) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += fmt::format("\\u{:04x}", byte);
        }
    }
    out.append(text.substr(clean));
    out += '"';
}

std::string child_path(const std::string& path, std::string_view name) {
    return path.empty() ? std::string{name} : fmt::format("{}.{}", path, name);
}

std::optional<Invalid> parse_document(std::string_view text, boost::json::value& out) {
    boost::json::error_code error;
    boost::json::parse_options options;
    options.max_depth = 16;
    out = boost::json::parse({text.data(), text.size()}, error, {}, options);
    if (error) return Invalid{"", "內容不是正確的 JSON", "the content is not valid JSON"};
    return std::nullopt;
}

std::optional<Invalid> read_text(const boost::json::value& json, const std::string& path, std::size_t min,
                                 std::size_t max, std::string& out) {
    if (!json.is_string()) return wrong_type(path, "應為文字", "must be text");
    const auto& text = json.get_string();
    std::size_t points = 0;
    for (const char byte : text) {
        points += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
        if (byte == '\0') return Invalid{path, "含有不允許的字元", "contains a character that is not allowed"};
    }
    if (points < min) {
        return min == 1 ? Invalid{path, "必填", "must not be empty"}
                        : Invalid{path, fmt::format("至少 {} 個字", min), fmt::format("at least {} characters", min)};
    }
    if (points > max) {
        return Invalid{path, fmt::format("最多 {} 個字", max), fmt::format("at most {} characters", max)};
    }
    out.assign(text.data(), text.size());
    return std::nullopt;
}

std::optional<Invalid> read_integer(const boost::json::value& json, const std::string& path, std::int64_t& out) {
    boost::json::error_code error;
    const auto number = json.to_number<std::int64_t>(error);
    if (error || json.is_double()) return wrong_type(path, "應為整數", "must be an integer");
    out = number;
    return std::nullopt;
}

Invalid wrong_type(const std::string& path, std::string_view zh, std::string_view en) {
    return {path, std::string{zh}, std::string{en}};
}
Invalid missing_member(const std::string& path) { return {path, "缺少這個欄位", "this member is missing"}; }
Invalid unknown_member(const std::string& path) {
    return {path, "含有不認得的欄位", "contains a member that is not known"};
}
Invalid unknown_word(const std::string& path) { return {path, "不是允許的值", "is not one of the allowed values"}; }
Invalid too_many_items(const std::string& path, std::size_t max) {
    return {path, fmt::format("最多 {} 筆", max), fmt::format("at most {} items", max)};
}

}  // namespace menhu::web
