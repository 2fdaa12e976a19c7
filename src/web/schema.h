#pragma once
// JSON Schema (as OpenAPI 3.1 uses it) of described structs. Thread rule: a SchemaBook belongs to one thread.
#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>

#include "web/json.h"

namespace menhu::web {

// "menhu::web::QueryView" -> "QueryView"
template <class T>
std::string type_name() {
    std::string_view name = __PRETTY_FUNCTION__;
    name.remove_prefix(name.find("T = ") + 4);
    name = name.substr(0, name.find_first_of("];"));
    if (const auto colons = name.rfind("::"); colons != std::string_view::npos) name.remove_prefix(colons + 2);
    return std::string{name};
}

// Collects the schemas that are named; `of<T>()` answers the schema itself or a reference to it.
class SchemaBook {
public:
    // In an answer an empty optional is written as null, so the member is always there; in a request it may be left
    // out.
    enum class Side : std::uint8_t { request, answer };
    void write_side(Side side) { side_ = side; }

    template <class T>
    std::string of() {
        if constexpr (std::is_same_v<T, bool>) {
            return R"({"type":"boolean"})";
        } else if constexpr (std::is_integral_v<T>) {
            return R"({"type":"integer"})";
        } else if constexpr (IsOptional<T>::value) {
            return fmt::format(R"({{"anyOf":[{},{{"type":"null"}}]}})", of<typename T::value_type>());
        } else if constexpr (IsVector<T>::value) {
            return fmt::format(R"({{"type":"array","items":{}}})", of<typename T::value_type>());
        } else if constexpr (TextField<T>) {
            return fmt::format(R"({{"type":"string","minLength":{},"maxLength":{}}})", T::min, T::max);
        } else if constexpr (DescribedEnum<T> || DescribedStruct<T>) {
            const auto name = type_name<T>();
            if (!named_.contains(name)) {
                named_[name] = "";  // a struct may hold itself in a list
                named_[name] = body<T>();
            }
            return fmt::format(R"({{"$ref":"#/components/schemas/{}"}})", name);
        } else {
            return R"({"type":"string"})";
        }
    }
    const std::map<std::string, std::string>& named() const { return named_; }

private:
    template <class T>
    std::string body() {
        std::string out;
        if constexpr (DescribedEnum<T>) {
            out = R"({"type":"string","enum":[)";
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
                if (out.back() != '[') out += ',';
                write_text(out, wire_name(enumerator.name));
            });
            return out + "]}";
        } else {
            std::string required;
            out = R"({"type":"object","additionalProperties":false,"properties":{)";
            boost::mp11::mp_for_each<Members<T>>([&](auto member) {
                using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
                if (out.back() != '{') out += ',';
                write_text(out, wire_name(member.name));
                out += ':' + of<Member>();
                if (side_ == Side::answer || !IsOptional<Member>::value) {
                    if (!required.empty()) required += ',';
                    write_text(required, wire_name(member.name));
                }
            });
            out += '}';
            if (!required.empty()) out += fmt::format(R"(,"required":[{}])", required);
            return out + '}';
        }
    }

    Side side_ = Side::answer;
    std::map<std::string, std::string> named_;
};

// How a row of the endpoint table names a type.
using SchemaOf = std::string (*)(SchemaBook&);
template <class T>
std::string schema_of(SchemaBook& book) {
    return book.of<T>();
}

}  // namespace menhu::web
