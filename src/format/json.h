#pragma once
// JSON (RFC 8259): a value, a strict parser with limits, and the canonical writer (keys sorted by bytes, no spaces,
// UTF-8 unescaped but for what must be), so that equal values are equal bytes. Thread rule: values.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace menhu::format {

class Json {
public:
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json, std::less<>>;

    Json() = default;                                             // null
    Json(std::nullptr_t) {}                                       // NOLINT(google-explicit-constructor)
    Json(bool value) : value_{value} {}                           // NOLINT(google-explicit-constructor)
    Json(std::int64_t value) : value_{value} {}                   // NOLINT(google-explicit-constructor)
    Json(int value) : value_{std::int64_t{value}} {}              // NOLINT(google-explicit-constructor)
    Json(double value) : value_{value} {}                         // NOLINT(google-explicit-constructor)
    Json(std::string value) : value_{std::move(value)} {}         // NOLINT(google-explicit-constructor)
    Json(std::string_view value) : value_{std::string{value}} {}  // NOLINT(google-explicit-constructor)
    Json(const char* value) : value_{std::string{value}} {}       // NOLINT(google-explicit-constructor)
    Json(Array value) : value_{std::move(value)} {}               // NOLINT(google-explicit-constructor)
    Json(Object value) : value_{std::move(value)} {}              // NOLINT(google-explicit-constructor)

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    // Null when the value is of another kind.
    const bool* boolean() const { return std::get_if<bool>(&value_); }
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
    const double* real() const { return std::get_if<double>(&value_); }
    const std::string* text() const { return std::get_if<std::string>(&value_); }
    const Array* array() const { return std::get_if<Array>(&value_); }
    const Object* object() const { return std::get_if<Object>(&value_); }
    Array* array() { return std::get_if<Array>(&value_); }
    Object* object() { return std::get_if<Object>(&value_); }
    // The member of an object; null when it is no object or has no such member.
    const Json* find(std::string_view key) const;

    friend bool operator==(const Json&, const Json&) = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

struct JsonLimits {
    std::size_t bytes = std::size_t{1} << 20;
    std::size_t depth = 32;
    std::size_t values = 100'000;
};

// Whole text, UTF-8, no duplicate keys, no numbers beyond int64 (an integer) or double. Errors: format.json_syntax
// (detail: the byte offset), format.json_limit.
base::Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

std::string canonical_json(const Json& value);
void append_canonical_json(const Json& value, std::string& out);
// A quoted string; bytes that are not UTF-8 become U+FFFD, so that the output is always JSON.
void append_json_text(std::string_view text, std::string& out);

}  // namespace menhu::format
