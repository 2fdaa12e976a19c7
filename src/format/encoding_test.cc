#include "format/encoding.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "format/code_points.h"

namespace menhu::format {
namespace {

std::string decode(const Decoder& decoder, std::string_view bytes, DecodeReport* report = nullptr) {
    std::string out;
    const DecodeReport got = decoder.decode(base::as_bytes(bytes), out);
    if (report != nullptr) *report = got;
    return out;
}

Decoder decoder_of(Encoding encoding, const CharacterMap& map = {}) { return std::move(*Decoder::open(encoding, map)); }
Encoder encoder_of(Encoding encoding, const CharacterMap& map = {}) { return std::move(*Encoder::open(encoding, map)); }

std::string big5(unsigned code) { return {static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)}; }

std::string utf8(char32_t point) {
    std::string out;
    append_utf8(point, out);
    return out;
}

bool is_trail(unsigned byte) { return (byte >= 0x40 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xFE); }

TEST(Cp950, UserDefinedFormulaAtTheAreasEdges) {
    EXPECT_EQ(big5_user_defined(0xFA40), 0xE000U);
    EXPECT_EQ(big5_user_defined(0xFEFE), 0xE310U);
    EXPECT_EQ(big5_user_defined(0x8E40), 0xE311U);
    EXPECT_EQ(big5_user_defined(0xA0FE), 0xEEB7U);
    EXPECT_EQ(big5_user_defined(0x8140), 0xEEB8U);
    EXPECT_EQ(big5_user_defined(0x8DFE), 0xF6B0U);
    EXPECT_EQ(big5_user_defined(0xC6A1), 0xF6B1U);
    EXPECT_EQ(big5_user_defined(0xC8FE), 0xF848U);
    EXPECT_EQ(big5_user_defined(0x8742), 0xF268U);  // the example by which the formula was verified
    EXPECT_EQ(big5_user_defined(0xC67E), std::nullopt);
    EXPECT_EQ(big5_user_defined(0xA440), std::nullopt);
    EXPECT_EQ(big5_user_defined(0xFA7F), std::nullopt);
}

TEST(Cp950, EveryUserDefinedCodeRoundTrips) {
    const Decoder decoder = decoder_of(Encoding::cp950);
    const Encoder encoder = encoder_of(Encoding::cp950);
    std::set<char32_t> seen;
    for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
        for (unsigned trail = 0; trail <= 0xFF; ++trail) {
            const auto point = big5_user_defined(static_cast<std::uint16_t>(lead << 8 | trail));
            if (!point) continue;
            seen.insert(*point);
            EXPECT_EQ(big5_of_user_defined(*point), lead << 8 | trail);
            DecodeReport report;
            ASSERT_EQ(decode(decoder, big5(lead << 8 | trail), &report), utf8(*point));
            EXPECT_EQ(report.user_defined, 1U);
            EXPECT_EQ(report.invalid, 0U);
            std::string back;
            EXPECT_EQ(encoder.encode(utf8(*point), back).unencodable, 0U);
            EXPECT_EQ(back, big5(lead << 8 | trail));
        }
    }
    EXPECT_EQ(seen.size(), 785U + 2983U + 2041U + 408U);
    EXPECT_EQ(*seen.begin(), 0xE000U);
    EXPECT_EQ(*seen.rbegin(), 0xF848U);
}

TEST(Cp950, AgreesWithIcuOnEveryCode) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* icu = ucnv_open("windows-950-2000", &status);
    ASSERT_TRUE(U_SUCCESS(status));
    const Decoder decoder = decoder_of(Encoding::cp950);
    int characters = 0;
    for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
        for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
            if (!is_trail(trail)) continue;
            const std::string code = big5(lead << 8 | trail);
            UChar out[4];
            status = U_ZERO_ERROR;
            const int size = ucnv_toUChars(icu, out, 4, code.data(), 2, &status);
            ASSERT_EQ(size, 1);
            DecodeReport report;
            const std::string mine = decode(decoder, code, &report);
            if (out[0] == 0xFFFD) {
                EXPECT_EQ(report.invalid, 1U) << std::hex << lead << trail;
            } else {
                EXPECT_EQ(mine, utf8(out[0])) << std::hex << lead << trail;
                ++characters;
            }
        }
    }
    ucnv_close(icu);
    EXPECT_EQ(characters, 13'503 + 6'217);  // assigned, and user-defined
}

TEST(Cp950, EveryCharacterThatDecodesEncodesToACodeThatDecodesToIt) {
    const Decoder decoder = decoder_of(Encoding::cp950);
    const Encoder encoder = encoder_of(Encoding::cp950);
    for (unsigned code = 0x8140; code <= 0xFEFE; ++code) {
        if (!is_trail(code & 0xFF)) continue;
        DecodeReport report;
        const std::string text = decode(decoder, big5(code), &report);
        if (report.invalid != 0) continue;
        std::string back;
        ASSERT_EQ(encoder.encode(text, back).unencodable, 0U) << std::hex << code;
        EXPECT_EQ(decode(decoder, back), text);
    }
}

TEST(Cp950, NamesWhoseSecondByteLooksLikeAscii) {
    const Decoder decoder = decoder_of(Encoding::cp950);
    const Encoder encoder = encoder_of(Encoding::cp950);
    const std::string names = "許功蓋\xEF\xBC\x8E閱枯倚天碁銹裏墻恒粧嫺兀嗀";
    std::string bytes;
    ASSERT_EQ(encoder.encode(names, bytes).unencodable, 0U);
    EXPECT_NE(bytes.find('\\'), std::string::npos);
    EXPECT_EQ(decode(decoder, bytes), names);
    EXPECT_EQ(decode(decoder, "\xA5\x5C"), "功");
    EXPECT_EQ(decode(decoder, "\xA1\x45"), "\xE2\x80\xA7");  // U+2027, as Windows has it
    EXPECT_EQ(decode(decoder, "\xF9\xD6"), "碁");
    EXPECT_EQ(decode(decoder, "\xC9\x4A"), "\xEF\xA8\x8C");  // U+FA0C
    EXPECT_EQ(decode(decoder, "\x87\x42"), utf8(0xF268));    // HKSCS would say U+4603
}

TEST(Cp950, InvalidBytesAreCountedAndNothingIsSwallowed) {
    const Decoder decoder = decoder_of(Encoding::cp950);
    DecodeReport report;
    EXPECT_EQ(decode(decoder,
                     "ab\x80"
                     "c",
                     &report),
              "ab\xEF\xBF\xBD"
              "c");
    EXPECT_EQ(report.invalid, 1U);
    EXPECT_EQ(report.first_invalid, 2U);
    EXPECT_EQ(decode(decoder, "\xA4\x0D\x0A", &report), "\xEF\xBF\xBD\r\n");  // a lead byte before a line end
    EXPECT_EQ(report.first_invalid, 0U);
    EXPECT_EQ(decode(decoder, "\xFF\xA4\x40", &report), "\xEF\xBF\xBD一");
    const auto bad = decoder.invalid_sequences(base::as_bytes("a\xFF\xA4\x40\xF9\xFF\xA4"), 10);
    ASSERT_EQ(bad.size(), 4U);  // FF, F9, FF A4 cut … each by itself
    EXPECT_EQ(bad[0].offset, 1U);
    EXPECT_EQ(bad[0].bytes, base::Bytes{0xFF});
    EXPECT_EQ(bad[3].offset, 6U);
}

TEST(Cp950, TruncatedAtEveryByte) {
    const Decoder decoder = decoder_of(Encoding::cp950);
    const Encoder encoder = encoder_of(Encoding::cp950);
    std::string bytes;
    ASSERT_EQ(encoder.encode("王a許功蓋b陳" + utf8(0xE000) + "c", bytes).unencodable, 0U);
    const std::string whole = decode(decoder, bytes);
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        DecodeReport report;
        std::string part = decode(decoder, std::string_view{bytes}.substr(0, size), &report);
        EXPECT_LE(report.invalid, 1U);
        if (report.invalid == 1) {
            EXPECT_EQ(report.first_invalid, size - 1);
            part.resize(part.size() - 3);
        }
        EXPECT_TRUE(whole.starts_with(part));
    }
}

TEST(CharacterMaps, TranslateBothWays) {
    const auto map =
        CharacterMap::parse_csv("code,unicode,note\r\nFA40,U+2A6A5,dragon\r\nU+E001,U+77F3+U+66F9,two\r\n", "test");
    ASSERT_TRUE(map) << map.error().describe();
    const Decoder decoder = decoder_of(Encoding::cp950, *map);
    DecodeReport report;
    EXPECT_EQ(decode(decoder, "\xFA\x40\xFA\x41\xFA\x42", &report), utf8(0x2A6A5) + "石曹" + utf8(0xE002));
    EXPECT_EQ(report.mapped, 2U);
    EXPECT_EQ(report.user_defined, 1U);
    const Encoder encoder = encoder_of(Encoding::cp950, *map);
    std::string back;
    ASSERT_EQ(encoder.encode(utf8(0x2A6A5) + "石曹石" + utf8(0xE002), back).unencodable, 0U);
    EXPECT_EQ(back, "\xFA\x40\xFA\x41\xA5\xDB\xFA\x42");
    EXPECT_TRUE(encoder.can_encode(0x2A6A5));
    // The same table for Unicode files that carry private-use code points.
    EXPECT_EQ(decode(decoder_of(Encoding::utf8, *map), utf8(0xE000), &report), utf8(0x2A6A5));
    EXPECT_EQ(report.mapped, 1U);
}

TEST(CharacterMaps, EveryBadLineIsNamed) {
    const auto map = CharacterMap::parse_csv(
        "code,unicode\nA440,U+4E00\nFA40,U+E000\nFA41,x\nFA42\nFA43,U+4E00\nFA43,U+4E01\n", "造字.csv");
    ASSERT_FALSE(map);
    EXPECT_EQ(map.error().code(), "format.character_map_invalid");
    for (const char* line : {"造字.csv:2:", "造字.csv:3:", "造字.csv:4:", "造字.csv:5:", "U+E003"}) {
        EXPECT_NE(map.error().detail().find(line), std::string::npos) << line;
    }
    EXPECT_FALSE(CharacterMap::parse_csv("", "empty"));
}

TEST(CharacterMaps, TheDemonstrationsTableLoads) {
    std::ifstream file{"data/encodings/demo_characters.csv", std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto map = CharacterMap::parse_csv(text, "demo_characters.csv");
    ASSERT_TRUE(map) << map.error().detail();
    ASSERT_NE(map->find(0xE003), nullptr);
    EXPECT_EQ(map->find(0xE003)->text, "菓");
    EXPECT_EQ(map->source(), "demo_characters.csv");
}

TEST(Encoders, AllOrNothing) {
    const Encoder encoder = encoder_of(Encoding::cp950);
    std::string out = "kept";
    const EncodeReport report = encoder.encode("一\xF0\xA0\x80\x80二\xF0\xA0\x80\x80", out);  // U+20000 twice
    EXPECT_EQ(report.unencodable, 2U);
    EXPECT_EQ(report.first_unencodable, 3U);
    EXPECT_EQ(out, "kept");
    EXPECT_EQ(encoder.encode("a\xFF", out).unencodable, 1U);
    EXPECT_FALSE(encoder.can_encode(0x83D3));  // 菓, of 菓林里
    EXPECT_FALSE(encoder.can_encode(0x69FA));  // 槺, of 槺榔里
    EXPECT_TRUE(encoder.can_encode(U'一'));
}

TEST(Utf8, StrictAndCountsPrivateUse) {
    const Decoder decoder = decoder_of(Encoding::utf8);
    DecodeReport report;
    const std::string good = "a一\xF0\xA0\x80\x80é";
    EXPECT_EQ(decode(decoder, good, &report), good);
    EXPECT_EQ(report.invalid, 0U);
    decode(decoder, utf8(0xE000) + utf8(0xF0000), &report);
    EXPECT_EQ(report.user_defined, 2U);
    struct Bad {
        std::string_view bytes;
        std::uint32_t count;
    };
    // Unicode 15 section 3.9, tables 3-8 to 3-11: maximal subparts.
    const Bad bads[]{{"\xC0\xAF", 2},
                     {"\xE0\x80\xBF", 3},
                     {"\xED\xA0\x80", 3},
                     {"\xF4\x91\x92\x93", 4},
                     {"\xE1\x80\xE2", 2},
                     {"\xF0\x91\x92", 1},
                     {"\xFF", 1},
                     {"\x80", 1},
                     {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF", 4}};
    for (const Bad& bad : bads) {
        decode(decoder, std::string{"ok"} + std::string{bad.bytes} + "A", &report);
        EXPECT_EQ(report.invalid, bad.count);
        EXPECT_EQ(report.first_invalid, 2U);
        EXPECT_FALSE(is_utf8(bad.bytes));
    }
}

TEST(Utf16, BothWaysAndUnpairedSurrogates) {
    for (const Encoding encoding : {Encoding::utf16le, Encoding::utf16be}) {
        const Decoder decoder = decoder_of(encoding);
        const Encoder encoder = encoder_of(encoding);
        const std::string text = "a一\xF0\xA0\x80\x80" + utf8(0xE000);
        std::string bytes;
        ASSERT_EQ(encoder.encode(text, bytes).unencodable, 0U);
        EXPECT_EQ(bytes.size(), 10U);
        EXPECT_EQ(bytes[0], encoding == Encoding::utf16le ? 'a' : '\0');
        DecodeReport report;
        EXPECT_EQ(decode(decoder, bytes, &report), text);
        EXPECT_EQ(report.user_defined, 1U);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            std::string part = decode(decoder, std::string_view{bytes}.substr(0, size), &report);
            const bool cut = size % 2 == 1 || size == 6;  // in a unit, or between surrogates
            EXPECT_EQ(report.invalid, size == 7 ? 2U : cut ? 1U : 0U) << size;
        }
    }
    DecodeReport report;
    EXPECT_EQ(decode(decoder_of(Encoding::utf16be),
                     std::string_view{"\xDC\x00\x00"
                                      "A",
                                      4},
                     &report),
              "\xEF\xBF\xBD"
              "A");
    EXPECT_EQ(report.invalid, 1U);
}

TEST(EucTw, PlanesOneAndTwoAndUserPlanes) {
    const Decoder decoder = decoder_of(Encoding::euc_tw);
    const Encoder encoder = encoder_of(Encoding::euc_tw);
    DecodeReport report;
    EXPECT_EQ(decode(decoder, "\xC4\xE3", &report), decode(decoder, "\x8E\xA1\xC4\xE3"));  // plane 1, both forms
    EXPECT_EQ(report.invalid, 0U);
    // 一 is CNS 1-4421.
    EXPECT_EQ(decode(decoder, "\xC4\xA1"), "一");
    // 12-2121 belongs to the user.
    EXPECT_EQ(decode(decoder, "\x8E\xAC\xA1\xA1", &report), utf8(0xF0000));
    EXPECT_EQ(report.user_defined, 1U);
    std::string back;
    ASSERT_EQ(encoder.encode("一菓" + utf8(0xF0000), back).unencodable, 0U);
    EXPECT_EQ(decode(decoder, back), "一菓" + utf8(0xF0000));
    for (const std::string_view bad : {"\xA1", "\x8E\xA1\xA1", "\x8E\xB1\xA1\xA1", "\x80", "\xC4\x40"}) {
        decode(decoder, bad, &report);
        EXPECT_GE(report.invalid, 1U);
        EXPECT_EQ(report.first_invalid, 0U);
    }
    const auto map = CharacterMap::parse_csv("code,unicode\nCNS12-2121,U+2A6A5\n", "t");
    ASSERT_TRUE(map);
    EXPECT_EQ(decode(decoder_of(Encoding::euc_tw, *map), "\x8E\xAC\xA1\xA1"), utf8(0x2A6A5));
}

TEST(EucTw, EveryCodeThatDecodesRoundTripsToTheSameCharacter) {
    const Decoder decoder = decoder_of(Encoding::euc_tw);
    const Encoder encoder = encoder_of(Encoding::euc_tw);
    int characters = 0;
    for (unsigned plane = 0; plane < 16; ++plane) {
        for (unsigned row = 0; row < 94; ++row) {
            for (unsigned column = 0; column < 94; ++column) {
                const char code[4]{'\x8E', static_cast<char>(0xA1 + plane), static_cast<char>(0xA1 + row),
                                   static_cast<char>(0xA1 + column)};
                DecodeReport report;
                const std::string text = decode(decoder, {code, 4}, &report);
                if (report.invalid != 0) continue;
                ++characters;
                std::string back;
                ASSERT_EQ(encoder.encode(text, back).unencodable, 0U);
                ASSERT_EQ(decode(decoder, back), text);
            }
        }
    }
    EXPECT_GT(characters, 48'000 + 44'180 - 7'000);
}

TEST(Encodings, NamesAndMarks) {
    EXPECT_EQ(encoding_named("BIG5"), Encoding::cp950);
    EXPECT_EQ(encoding_named("utf-8"), Encoding::utf8);
    EXPECT_EQ(encoding_named("big5-hkscs"), std::nullopt);
    for (const Encoding encoding :
         {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::cp950, Encoding::euc_tw}) {
        EXPECT_EQ(encoding_named(encoding_name(encoding)), encoding);
    }
    EXPECT_EQ(byte_order_mark(base::as_bytes("\xEF\xBB\xBFx"), Encoding::utf8), 3U);
    EXPECT_EQ(byte_order_mark(base::as_bytes("\xEF\xBB\xBFx"), Encoding::cp950), 0U);
    EXPECT_EQ(byte_order_mark(base::as_bytes("\xFF\xFE"), Encoding::utf16le), 2U);
}

TEST(CodePoints, Counting) {
    EXPECT_EQ(count_code_points("a一\xF0\xA0\x80\x80"), 3U);
    EXPECT_EQ(count_graphemes("王小明"), 3U);
    EXPECT_EQ(count_graphemes("e\xCC\x81"), 1U);             // e + combining acute
    EXPECT_EQ(count_graphemes("葛\xF3\xA0\x84\x80城"), 2U);  // with a variation selector
    EXPECT_EQ(count_graphemes(""), 0U);
}

}  // namespace
}  // namespace menhu::format
