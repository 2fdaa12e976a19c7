#include "format/json.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <limits>

#include "format/code_points.h"

namespace menhu::format {

namespace {

// Receives the parser's events and builds the value. Duplicate keys and numbers that do not fit stop it.
struct Builder {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
    using error_code = boost::json::error_code;
    using view = boost::json::string_view;

    struct Level {
        Json::Array array;
        Json::Object object;
        std::string key;
    };
    std::vector<Level> levels{1};
    std::string text;
    std::string number;
    std::size_t values_left = 0;
    bool over_limit = false;

    bool stop(error_code& ec) {
        ec = boost::json::error::syntax;
        return false;
    }
    bool room(error_code& ec) {
        if (values_left-- != 0) return true;
        over_limit = true;
        ec = boost::json::error::array_too_large;
        return false;
    }
    bool add(Json value, error_code& ec) {
        if (!room(ec)) return false;
        levels.back().array.push_back(std::move(value));
        return true;
    }

    // An object's members pass through `array` one at a time: on_key puts the key, the next event its value.
    bool settle(error_code& ec) {
        Level& level = levels.back();
        if (level.array.empty()) return true;
        if (!level.object.try_emplace(std::move(level.key), std::move(level.array.back())).second) return stop(ec);
        level.array.clear();
        return true;
    }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) {
        levels.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, error_code& ec) {
        if (!settle(ec)) return false;
        Json value{std::move(levels.back().object)};
        levels.pop_back();
        return add(std::move(value), ec);
    }
    bool on_array_begin(error_code&) {
        levels.emplace_back();
        return true;
    }
    bool on_array_end(std::size_t, error_code& ec) {
        Json value{std::move(levels.back().array)};
        levels.pop_back();
        return add(std::move(value), ec);
    }
    bool on_key_part(view part, std::size_t, error_code&) {
        text.append(part.data(), part.size());
        return true;
    }
    bool on_key(view part, std::size_t, error_code& ec) {
        if (!settle(ec)) return false;
        text.append(part.data(), part.size());
        levels.back().key = std::move(text);
        text.clear();
        return true;
    }
    bool on_string_part(view part, std::size_t, error_code&) {
        text.append(part.data(), part.size());
        return true;
    }
    bool on_string(view part, std::size_t, error_code& ec) {
        text.append(part.data(), part.size());
        std::string whole = std::move(text);
        text.clear();
        return add(Json{std::move(whole)}, ec);
    }
    bool on_number_part(view part, error_code&) {
        number.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t value, view, error_code& ec) {
        number.clear();
        return add(Json{value}, ec);
    }
    bool on_uint64(std::uint64_t, view, error_code& ec) { return stop(ec); }
    bool on_double(double, view last, error_code& ec) {
        // The parser's own value can be off by a unit in the last place: read the digits again.
        number.append(last.data(), last.size());
        double value = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
        // An integer that does not fit would lose digits without a word.
        const bool integer = number.find_first_of(".eE") == std::string::npos;
        number.clear();
        if (integer || read.ec != std::errc{} || !std::isfinite(value)) return stop(ec);
        return add(Json{value}, ec);
    }
    bool on_bool(bool value, error_code& ec) { return add(Json{value}, ec); }
    bool on_null(error_code& ec) { return add(Json{}, ec); }
    bool on_comment_part(view, error_code&) { return true; }
    bool on_comment(view, error_code&) { return true; }
};

}  // namespace

const Json* Json::find(std::string_view key) const {
    const Object* members = object();
    if (members == nullptr) return nullptr;
    const auto found = members->find(key);
    return found == members->end() ? nullptr : &found->second;
}

base::Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return base::Error{base::Fault::bad_input, "format.json_limit",
                           fmt::format("more than {} bytes", limits.bytes)};
    }
    boost::json::parse_options options;
    options.max_depth = limits.depth;
    boost::json::basic_parser<Builder> parser{options};
    parser.handler().values_left = limits.values;
    boost::json::error_code ec;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
    Builder& builder = parser.handler();
    if (!ec && read == text.size() && builder.levels.size() == 1 && builder.levels[0].array.size() == 1) {
        return std::move(builder.levels[0].array[0]);
    }
    const bool too_deep = ec == boost::json::error::too_deep;
    if (builder.over_limit || too_deep) {
        return base::Error{base::Fault::bad_input, "format.json_limit",
                           too_deep ? "nested too deep" : "too many values"};
    }
    return base::Error{base::Fault::bad_input, "format.json_syntax", fmt::format("at byte {}", read)};
}

void append_json_text(std::string_view text, std::string& out) {
    out.push_back('"');
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x80) {
            const CodePoint point = next_code_point(text, at);
            append_utf8(point.value, out);
            at += point.size;
            continue;
        }
        switch (byte) {
            case '"':
                out.append("\\\"");
                break;
            case '\\':
                out.append("\\\\");
                break;
            case '\b':
                out.append("\\b");
                break;
            case '\f':
                out.append("\\f");
                break;
            case '\n':
                out.append("\\n");
                break;
            case '\r':
                out.append("\\r");
                break;
            case '\t':
                out.append("\\t");
                break;
            default:
                if (byte < 0x20) {
                    fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
                } else {
                    out.push_back(text[at]);
                }
        }
        ++at;
    }
    out.push_back('"');
}

void append_canonical_json(const Json& value, std::string& out) {
    if (const bool* boolean = value.boolean()) {
        out.append(*boolean ? "true" : "false");
    } else if (const std::int64_t* integer = value.integer()) {
        fmt::format_to(std::back_inserter(out), "{}", *integer);
    } else if (const double* real = value.real()) {
        // Shortest digits that read back the same; "1.0" stays a real when it is read again.
        CHECK(std::isfinite(*real));
        const std::string digits = fmt::format("{}", *real);
        out.append(digits);
        if (digits.find_first_of(".e") == std::string::npos) out.append(".0");
    } else if (const std::string* text = value.text()) {
        append_json_text(*text, out);
    } else if (const Json::Array* array = value.array()) {
        out.push_back('[');
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i != 0) out.push_back(',');
            append_canonical_json((*array)[i], out);
        }
        out.push_back(']');
    } else if (const Json::Object* object = value.object()) {
        out.push_back('{');
        bool first = true;
        for (const auto& [key, member] : *object) {
            if (!first) out.push_back(',');
            first = false;
            append_json_text(key, out);
            out.push_back(':');
            append_canonical_json(member, out);
        }
        out.push_back('}');
    } else {
        out.append("null");
    }
}

std::string canonical_json(const Json& value) {
    std::string out;
    append_canonical_json(value, out);
    return out;
}

}  // namespace menhu::format
