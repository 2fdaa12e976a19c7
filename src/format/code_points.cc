#include "format/code_points.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace menhu::format {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// Cluster breaks are only between code points in these ranges: no combining marks, joiners, Hangul parts or emoji.
bool stands_alone(char32_t value) {
    return (value >= 0x20 && value < 0x7F) ||
           (value >= 0xA0 && value < 0x300 && value != 0xA9 && value != 0xAD && value != 0xAE) ||
           (value >= 0x3400 && value <= 0x9FFF) || (value >= 0xE000 && value <= 0xFAFF) ||
           (value >= 0x20000 && value <= 0x3FFFD);
}

}  // namespace

CodePoint next_code_point(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const std::uint8_t lead = byte_at(text, at);
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xC2 || lead > 0xF4) return {0xFFFD, 1, false};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // Unicode 15 table 3-7: the second byte's range depends on the lead.
    std::uint8_t least = 0x80;
    std::uint8_t most = 0xBF;
    if (lead == 0xE0) least = 0xA0;
    if (lead == 0xED) most = 0x9F;
    if (lead == 0xF0) least = 0x90;
    if (lead == 0xF4) most = 0x8F;
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= text.size()) return {0xFFFD, static_cast<std::uint8_t>(i), false};
        const std::uint8_t byte = byte_at(text, at + i);
        if (byte < least || byte > most) return {0xFFFD, static_cast<std::uint8_t>(i), false};
        least = 0x80;
        most = 0xBF;
        value = (value << 6) | (byte & 0x3FU);
    }
    return {value, static_cast<std::uint8_t>(length), true};
}

void append_utf8(char32_t value, std::string& out) {
    if (value < 0x80) {
        out.push_back(static_cast<char>(value));
        return;
    }
    char bytes[4];
    std::size_t size = 0;
    if (value < 0x800) {
        bytes[size++] = static_cast<char>(0xC0 | (value >> 6));
    } else if (value < 0x10000) {
        bytes[size++] = static_cast<char>(0xE0 | (value >> 12));
        bytes[size++] = static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    } else {
        bytes[size++] = static_cast<char>(0xF0 | (value >> 18));
        bytes[size++] = static_cast<char>(0x80 | ((value >> 12) & 0x3F));
        bytes[size++] = static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    }
    bytes[size++] = static_cast<char>(0x80 | (value & 0x3F));
    out.append(bytes, size);
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = next_code_point(text, at);
        if (!point.valid) return false;
        at += point.size;
    }
    return true;
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) at += next_code_point(text, at).size;
    return count;
}

std::size_t count_graphemes(std::string_view text) {
    std::size_t count = 0;
    bool plain = true;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const CodePoint point = next_code_point(text, at);
        plain = plain && point.valid && stands_alone(point.value);
        at += point.size;
    }
    if (plain) return count;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks{
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)};
    if (U_FAILURE(status) || !breaks) return count;  // without ICU's data, code points are the nearest answer
    const icu::UnicodeString utf16 =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    breaks->setText(utf16);
    count = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

}  // namespace menhu::format
