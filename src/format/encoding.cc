#include "format/encoding.h"

#include <algorithm>

#include "format/code_points.h"
#include "format/encoding_tables.h"

namespace menhu::format {

namespace {

struct NamedEncoding {
    std::string_view name;
    Encoding encoding;
};
constexpr NamedEncoding named_encodings[]{
    {"utf-8", Encoding::utf8},  {"utf-16le", Encoding::utf16le}, {"utf-16be", Encoding::utf16be},
    {"cp950", Encoding::cp950}, {"euc-tw", Encoding::euc_tw},    {"big5", Encoding::cp950},
    {"utf8", Encoding::utf8},
};

struct Area {
    std::uint16_t first;
    std::uint16_t last;
    char32_t base;
};
// Microsoft's order of the user-defined areas. Rows hold 157 characters, but the last area starts in the middle of one.
constexpr Area areas[]{
    {0xFA40, 0xFEFE, 0xE000}, {0x8E40, 0xA0FE, 0xE311}, {0x8140, 0x8DFE, 0xEEB8}, {0xC6A1, 0xC8FE, 0xF6B1}};

constexpr unsigned row_length = 157;
constexpr unsigned column_of(unsigned trail) { return trail <= 0x7E ? trail - 0x40 : trail - 0xA1 + 63; }
constexpr unsigned position_of(std::uint16_t code) { return (code >> 8) * row_length + column_of(code & 0xFF); }

}  // namespace

std::optional<Encoding> encoding_named(std::string_view name) {
    std::string lower;
    for (const char c : name) lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    for (const NamedEncoding& row : named_encodings) {
        if (row.name == lower) return row.encoding;
    }
    return std::nullopt;
}

std::string_view encoding_name(Encoding encoding) {
    for (const NamedEncoding& row : named_encodings) {
        if (row.encoding == encoding) return row.name;
    }
    return "";
}

std::size_t byte_order_mark(base::ByteView start, Encoding encoding) {
    const std::string_view text = base::as_text(start);
    if (encoding == Encoding::utf8 && text.starts_with("\xEF\xBB\xBF")) return 3;
    if (encoding == Encoding::utf16le && text.starts_with("\xFF\xFE")) return 2;
    if (encoding == Encoding::utf16be && text.starts_with("\xFE\xFF")) return 2;
    return 0;
}

std::optional<char32_t> big5_user_defined(std::uint16_t code) {
    const unsigned trail = code & 0xFF;
    if (trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail > 0xFE) return std::nullopt;
    for (const Area& area : areas) {
        if (code >= area.first && code <= area.last) return area.base + position_of(code) - position_of(area.first);
    }
    return std::nullopt;
}

std::optional<std::uint16_t> big5_of_user_defined(char32_t point) {
    for (const Area& area : areas) {
        const unsigned count = position_of(area.last) - position_of(area.first) + 1;
        if (point < area.base || point >= area.base + count) continue;
        const unsigned position = position_of(area.first) + static_cast<unsigned>(point - area.base);
        const unsigned column = position % row_length;
        const unsigned trail = column < 63 ? column + 0x40 : column - 63 + 0xA1;
        return static_cast<std::uint16_t>((position / row_length) << 8 | trail);
    }
    return std::nullopt;
}

Decoder::Decoder(Encoding encoding, std::unique_ptr<const DecodeTables> tables)
    : encoding_{encoding}, tables_{std::move(tables)} {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

base::Result<Decoder> Decoder::open(Encoding encoding, const CharacterMap& map) {
    auto tables = std::make_unique<DecodeTables>();
    tables->map = map;
    if (encoding == Encoding::cp950) {
        auto table = TRY(load_big5_table());
        tables->big5 = std::move(table);
    }
    if (encoding == Encoding::euc_tw) {
        auto table = TRY(load_cns_table());
        tables->cns = std::move(table);
    }
    for (std::vector<std::uint32_t>* table : {&tables->big5, &tables->cns}) {
        for (std::uint32_t& entry : *table) {
            if ((entry & entry_user_defined) != 0) entry = tables->entry_of(entry & ~entry_flags);
        }
    }
    tables->private_use.resize(0xF900 - 0xE000);
    for (std::size_t i = 0; i < tables->private_use.size(); ++i) {
        tables->private_use[i] = tables->entry_of(static_cast<char32_t>(0xE000 + i));
    }
    return Decoder{encoding, std::move(tables)};
}

Encoder::Encoder(Encoding encoding, std::unique_ptr<const EncodeTables> tables)
    : encoding_{encoding}, tables_{std::move(tables)} {}
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;
Encoder::~Encoder() = default;

base::Result<Encoder> Encoder::open(Encoding encoding, const CharacterMap& map) {
    auto tables = std::make_unique<EncodeTables>();
    if (encoding == Encoding::cp950) {
        auto loaded = TRY(load_big5_codes());
        *tables = std::move(loaded);
    }
    if (encoding == Encoding::euc_tw) {
        auto loaded = TRY(load_cns_codes());
        *tables = std::move(loaded);
    }
    const auto code_of = [&tables](char32_t point) -> std::uint32_t {
        if (point < tables->codes.size()) return tables->codes[point];
        const auto found = tables->beyond.find(point);
        return found == tables->beyond.end() ? 0 : found->second;
    };
    for (const CharacterMap::Row& row : map.rows()) {
        const std::uint32_t code = code_of(row.private_use);
        if (code == 0) continue;  // UTF forms write the character itself
        const CodePoint first = next_code_point(row.text, 0);
        if (first.size != row.text.size()) {
            tables->texts.emplace_back(row.text, code);
        } else if (code_of(first.value) == 0) {
            tables->beyond.insert_or_assign(first.value, code);
            if (first.value < tables->codes.size()) tables->codes[first.value] = code;
        }
    }
    // The longest text wins where one begins another.
    std::sort(tables->texts.begin(), tables->texts.end(), [](const auto& a, const auto& b) {
        return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
    });
    return Encoder{encoding, std::move(tables)};
}

}  // namespace menhu::format
