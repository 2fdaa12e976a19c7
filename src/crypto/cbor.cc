#include "crypto/cbor.h"

namespace menhu::crypto {
namespace {

// Major types, RFC 8949 section 3.1.
constexpr unsigned positive = 0;
constexpr unsigned negative = 1;
constexpr unsigned byte_string = 2;
constexpr unsigned text_string = 3;
constexpr unsigned list = 4;
constexpr unsigned pairs = 5;
constexpr unsigned tag = 6;

}  // namespace

std::optional<base::ByteView> CborReader::take(std::uint64_t size) {
    if (size > rest_.size()) return std::nullopt;
    const base::ByteView taken = rest_.first(static_cast<std::size_t>(size));
    rest_ = rest_.subspan(taken.size());
    return taken;
}

std::optional<CborReader::Item> CborReader::item() {
    const auto head = take(1);
    if (!head) return std::nullopt;
    const unsigned kind = (*head)[0] >> 5U;
    const unsigned low = (*head)[0] & 31U;
    if (low < 24) return Item{kind, low};
    if (low > 27) return std::nullopt;  // reserved, or of indefinite length
    const auto argument = take(std::uint64_t{1} << (low - 24));
    if (!argument) return std::nullopt;
    std::uint64_t number = 0;
    for (const std::uint8_t byte : *argument) number = number << 8U | byte;
    return Item{kind, number};
}

std::optional<CborReader::Item> CborReader::item_of(unsigned kind) {
    auto found = item();
    return found && found->kind == kind ? found : std::nullopt;
}

std::optional<std::uint64_t> CborReader::map() {
    const auto found = item_of(pairs);
    return found ? std::optional{found->argument} : std::nullopt;
}

std::optional<base::ByteView> CborReader::bytes() {
    const auto found = item_of(byte_string);
    return found ? take(found->argument) : std::nullopt;
}

std::optional<std::string_view> CborReader::text() {
    const auto found = item_of(text_string);
    const auto taken = found ? take(found->argument) : std::nullopt;
    return taken ? std::optional{base::as_text(*taken)} : std::nullopt;
}

std::optional<std::int64_t> CborReader::integer() {
    const auto found = item();
    if (!found || (found->kind != positive && found->kind != negative)) return std::nullopt;
    if (found->argument > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    const auto number = static_cast<std::int64_t>(found->argument);
    return found->kind == positive ? number : -1 - number;
}

bool CborReader::skip(int depth) {
    if (depth < 0) return false;
    const auto found = item();
    if (!found) return false;
    switch (found->kind) {
        case byte_string:
        case text_string:
            return take(found->argument).has_value();
        case list:
        case pairs:
        case tag: {
            const std::uint64_t each = found->kind == pairs ? 2 : 1;
            const std::uint64_t count = found->kind == tag ? 1 : found->argument;
            if (count > rest_.size() / each) return false;  // every value takes a byte at least
            for (std::uint64_t i = 0; i < count * each; ++i) {
                if (!skip(depth - 1)) return false;
            }
            return true;
        }
        default:
            return true;  // numbers and simple values: the argument was all
    }
}

}  // namespace menhu::crypto
