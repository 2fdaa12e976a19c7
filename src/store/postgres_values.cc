#include "store/postgres_values.h"

#include <charconv>
#include <limits>

namespace menhu::store {
namespace {

// From pg_type.dat of the server; libpq has no header for them that an application may use.
constexpr Oid bool_type = 16;
constexpr Oid bytea_type = 17;
constexpr Oid name_type = 19;
constexpr Oid int8_type = 20;
constexpr Oid int2_type = 21;
constexpr Oid int4_type = 23;
constexpr Oid text_type = 25;
constexpr Oid varchar_type = 1043;
constexpr Oid numeric_type = 1700;

constexpr int text_format = 0;
constexpr int binary_format = 1;

// A whole number in the binary form of numeric: digit count, weight, sign, scale, then digits in base 10,000. SUM of a
// BIGINT answers in this type.
std::int64_t whole_number(base::ByteView raw) {
    CHECK(raw.size() >= 8);
    const int digits = base::get_u16(raw);
    const int weight = static_cast<std::int16_t>(base::get_u16(raw.subspan(2)));
    const bool negative = base::get_u16(raw.subspan(4)) == 0x4000;
    CHECK(negative || base::get_u16(raw.subspan(4)) == 0);
    CHECK(raw.size() == 8 + 2 * static_cast<std::size_t>(digits) && digits <= weight + 1);
    std::int64_t value = 0;
    for (int i = 0; i <= weight; ++i) {
        const std::int64_t digit = i < digits ? base::get_u16(raw.subspan(8 + 2 * static_cast<std::size_t>(i))) : 0;
        CHECK(!__builtin_mul_overflow(value, 10'000, &value));
        CHECK(!__builtin_sub_overflow(value, digit, &value));
    }
    if (negative) return value;
    CHECK(value != std::numeric_limits<std::int64_t>::min());
    return -value;
}

}  // namespace

PostgresParameters::PostgresParameters(std::span<const Value> values, std::span<const Oid> types)
    : numbers_(values.size()), pointers_(values.size()), lengths_(values.size()), formats_(values.size()) {
    CHECK(values.size() == types.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        formats_[i] = binary_format;
        if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
            put_integer(i, *number, types[i]);
        } else if (const auto* text = std::get_if<std::string_view>(&values[i])) {
            CHECK(types[i] == text_type || types[i] == varchar_type || types[i] == name_type);
            pointers_[i] = text->data() != nullptr ? text->data() : "";
            lengths_[i] = static_cast<int>(text->size());
        } else if (const auto* bytes = std::get_if<base::ByteView>(&values[i])) {
            CHECK(types[i] == bytea_type);
            pointers_[i] = bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data());
            lengths_[i] = static_cast<int>(bytes->size());
        }
    }
}

void PostgresParameters::put_integer(std::size_t index, std::int64_t number, Oid type) {
    std::array<char, 24>& place = numbers_[index];
    pointers_[index] = place.data();
    int size = 0;
    if (type == int8_type) size = 8;
    if (type == int4_type) size = 4;
    if (type == int2_type) size = 2;
    if (size > 0) {
        CHECK(size == 8 || number == number << (64 - 8 * size) >> (64 - 8 * size));
        for (int i = 0; i < size; ++i) {
            place[static_cast<std::size_t>(i)] = static_cast<char>(number >> (8 * (size - 1 - i)));
        }
        lengths_[index] = size;
        return;
    }
    CHECK(type == numeric_type);
    formats_[index] = text_format;
    *std::to_chars(place.data(), place.data() + place.size() - 1, number).ptr = '\0';
}

bool PostgresRow::is_null(int column) const {
    CHECK(column >= 0 && column < PQnfields(result_));
    return PQgetisnull(result_, row_, column) != 0;
}

base::ByteView PostgresRow::raw(int column) const {
    CHECK(!is_null(column));
    return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(result_, row_, column)),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresRow::integer(int column) const {
    const base::ByteView value = raw(column);
    switch (PQftype(result_, column)) {
        case int8_type:
            return static_cast<std::int64_t>(base::get_u64(value));
        case int4_type:
            return static_cast<std::int32_t>(base::get_u32(value));
        case int2_type:
            return static_cast<std::int16_t>(base::get_u16(value));
        case bool_type:
            return value[0] != 0 ? 1 : 0;
        case numeric_type:
            return whole_number(value);
        default:
            base::throw_bug("integer() of a column of another type");
    }
}

std::string_view PostgresRow::text(int column) const {
    const base::ByteView value = raw(column);
    const Oid type = PQftype(result_, column);
    CHECK(type == text_type || type == varchar_type || type == name_type);
    return base::as_text(value);
}

base::ByteView PostgresRow::bytes(int column) const {
    const base::ByteView value = raw(column);
    CHECK(PQftype(result_, column) == bytea_type);
    return value;
}

}  // namespace menhu::store
