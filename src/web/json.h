#pragma once
// JSON from and to described structs (BOOST_DESCRIBE_STRUCT, BOOST_DESCRIBE_ENUM): one description makes the reader,
// the writer and the schema of the interface (schema.h), so that they cannot disagree.
//
// Promises: the reader is strict: an unknown member, a missing one, a wrong type, a text that is too long are all
// refused, with the path of the field and never its value. The writer writes members in their declared order; an empty
// optional is null. Thread rule: pure; any thread.
#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace menhu::web {

// A text of Min to Max code points in a request.
template <std::size_t Min, std::size_t Max>
struct Text {
    static constexpr std::size_t min = Min;
    static constexpr std::size_t max = Max;
    std::string value;
};

// Why a request could not be read: where, in words for its sender.
struct Invalid {
    std::string path;  // "subject.birth_date"
    std::string zh;
    std::string en;
};

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept TextField = requires(T text) {
    { T::max } -> std::convertible_to<std::size_t>;
    { text.value } -> std::convertible_to<std::string>;
};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

// Those of its bases come first.
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

// In the wire's names a trailing underscore, which keeps a C++ word free, is not written: `from_` is "from".
constexpr std::string_view wire_name(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

// ---- writing ----

void write_text(std::string& out, std::string_view text);  // quoted and escaped

template <class T>
void write_json(std::string& out, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out.append(digits, end);
    } else if constexpr (DescribedEnum<T>) {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
            if (enumerator.value == value) write_text(out, wire_name(enumerator.name));
        });
    } else if constexpr (IsOptional<T>::value) {
        if (value) {
            write_json(out, *value);
        } else {
            out += "null";
        }
    } else if constexpr (IsVector<T>::value) {
        out += '[';
        bool first = true;
        for (const auto& item : value) {
            if (!first) out += ',';
            first = false;
            write_json(out, item);
        }
        out += ']';
    } else if constexpr (TextField<T>) {
        write_text(out, value.value);
    } else if constexpr (DescribedStruct<T>) {
        out += '{';
        bool first = true;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (!first) out += ',';
            first = false;
            write_text(out, wire_name(member.name));
            out += ':';
            write_json(out, value.*member.pointer);
        });
        out += '}';
    } else {
        write_text(out, std::string_view{value});
    }
}

template <class T>
std::string to_json(const T& value) {
    std::string out;
    out.reserve(512);
    write_json(out, value);
    return out;
}

// ---- reading ----

// The parts that need no template; each answers what is wrong, or nothing.
std::optional<Invalid> parse_document(std::string_view text, boost::json::value& out);
std::optional<Invalid> read_text(const boost::json::value& json, const std::string& path, std::size_t min,
                                 std::size_t max, std::string& out);
std::optional<Invalid> read_integer(const boost::json::value& json, const std::string& path, std::int64_t& out);
Invalid wrong_type(const std::string& path, std::string_view zh, std::string_view en);
Invalid missing_member(const std::string& path);
Invalid unknown_member(const std::string& path);
Invalid unknown_word(const std::string& path);
Invalid too_many_items(const std::string& path, std::size_t max);
std::string child_path(const std::string& path, std::string_view name);

inline constexpr std::size_t longest_plain_text = 4000;
inline constexpr std::size_t longest_list = 1000;

template <class T>
std::optional<Invalid> read_json(const boost::json::value& json, const std::string& path, T& out) {
    if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_bool()) return wrong_type(path, "應為 true 或 false", "must be true or false");
        out = json.get_bool();
    } else if constexpr (std::is_integral_v<T>) {
        static_assert(std::is_same_v<T, std::int64_t>);
        return read_integer(json, path, out);
    } else if constexpr (DescribedEnum<T>) {
        std::string word;
        if (auto wrong = read_text(json, path, 1, 64, word)) return wrong;
        bool found = false;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
            if (wire_name(enumerator.name) == word) {
                out = enumerator.value;
                found = true;
            }
        });
        if (!found) return unknown_word(path);
    } else if constexpr (IsOptional<T>::value) {
        if (json.is_null()) {
            out.reset();
        } else {
            out.emplace();
            return read_json(json, path, *out);
        }
    } else if constexpr (IsVector<T>::value) {
        if (!json.is_array()) return wrong_type(path, "應為清單", "must be a list");
        const auto& items = json.get_array();
        if (items.size() > longest_list) return too_many_items(path, longest_list);
        out.resize(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (auto wrong = read_json(items[i], child_path(path, std::to_string(i)), out[i])) return wrong;
        }
    } else if constexpr (TextField<T>) {
        return read_text(json, path, T::min, T::max, out.value);
    } else if constexpr (DescribedStruct<T>) {
        if (!json.is_object()) return wrong_type(path, "應為物件", "must be an object");
        const auto& object = json.get_object();
        std::optional<Invalid> wrong;
        std::size_t known = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (wrong) return;
            const auto name = wire_name(member.name);
            auto& place = out.*member.pointer;
            const auto* found = object.if_contains(boost::json::string_view{name.data(), name.size()});
            if (found == nullptr) {
                if constexpr (!IsOptional<std::remove_cvref_t<decltype(place)>>::value) {
                    wrong = missing_member(child_path(path, name));
                }
                return;
            }
            ++known;
            wrong = read_json(*found, child_path(path, name), place);
        });
        if (wrong) return wrong;
        if (known != object.size()) {
            for (const auto& item : object) {
                const std::string_view key{item.key().data(), item.key().size()};
                bool is_known = false;
                boost::mp11::mp_for_each<Members<T>>([&](auto member) { is_known |= wire_name(member.name) == key; });
                if (!is_known) return unknown_member(path);
            }
        }
    } else {
        static_assert(std::is_same_v<T, std::string>);
        return read_text(json, path, 0, longest_plain_text, out);
    }
    return std::nullopt;
}

}  // namespace menhu::web
