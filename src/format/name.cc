#include "format/name.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "format/code_points.h"

namespace menhu::format {

namespace {

constexpr char32_t canonical_dot = 0xB7;

// 間隔號 as household, city and social systems write it (domain: 記事).
constexpr bool is_middle_dot(char32_t c) {
    return c == 0xB7 || c == 0x2022 || c == 0x2024 || c == 0x2027 || c == 0x2219 || c == 0x22C5 || c == 0x30FB ||
           c == 0xFE52 || c == 0xFF0E || c == 0xFF65 || c == 0x16EB || c == 0x2E31 || c == 0x387 || c == 0xFF61;
}

constexpr bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x202F || c == 0x205F || c == 0xFEFF;
}

// Code points that ICU must see: what composes, decomposes, has case beyond ASCII, or stands for a unified ideograph.
constexpr bool is_special(char32_t c) {
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c >= 0x3400 && c <= 0x9FFF) return false;
    if (is_private_use(c)) return false;
    if (c >= 0x20000 && c <= 0x2F7FF) return false;
    if (c >= 0x30000 && c <= 0x3FFFD) return false;
    if (c >= 0xFF01 && c <= 0xFF5E) return false;
    return !is_middle_dot(c) && !is_space(c);
}

constexpr bool joins_ideographs(char32_t c) {
    return is_han(c) || is_private_use(c) || c == canonical_dot || c >= 0x2E80;
}

constexpr bool is_compatibility(char32_t c) {
    return (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F) || (c >= 0x2F00 && c <= 0x2FDF) ||
           (c >= 0x2E80 && c <= 0x2EFF);
}

// Appends code points with spaces and case settled; remembers what it met.
class Writer {
public:
    explicit Writer(std::string& out) : out_{out}, start_{out.size()} {}

    void space(bool plain) {
        pending_space_ = true;
        ++pending_count_;
        plain_space_ = plain;
    }
    void put(char32_t c) {
        if (pending_space_) {
            // A space parts two Latin words; anywhere else (at the ends, beside ideographs) it means nothing.
            const bool keep = out_.size() > start_ && !joins_ideographs(last_) && !joins_ideographs(c);
            if (keep) out_.push_back(' ');
            if (!keep || pending_count_ > 1 || !plain_space_) changes_ = changes_ | NameChange::spaces;
            pending_space_ = false;
            pending_count_ = 0;
        }
        append_utf8(c, out_);
        last_ = c;
    }
    NameChange finish() {
        if (pending_space_) changes_ = changes_ | NameChange::spaces;
        return changes_;
    }
    void changed(NameChange change) { changes_ = changes_ | change; }
    char32_t last() const { return last_; }

private:
    std::string& out_;
    std::size_t start_;
    char32_t last_ = 0;
    bool pending_space_ = false;
    bool plain_space_ = true;
    unsigned pending_count_ = 0;
    NameChange changes_ = NameChange::none;
};

constexpr bool is_full_width(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E && c != 0xFF0E; }

void write_one(char32_t c, Writer& writer) {
    if (is_full_width(c)) {
        writer.changed(NameChange::width);
        c -= 0xFEE0;
    }
    if (is_space(c)) {
        writer.space(c == ' ');
        return;
    }
    // A full stop after an ideograph is a middle dot typed on another key; after a Latin initial it is a full stop.
    if (is_middle_dot(c) || (c == '.' && is_han(writer.last()))) {
        if (c != canonical_dot) writer.changed(NameChange::middle_dot);
        c = canonical_dot;
    } else if (c >= 'A' && c <= 'Z') {
        writer.changed(NameChange::letter_case);
        c += 'a' - 'A';
    }
    writer.put(c);
}

// NFC and case folding over the whole text; Kangxi and CJK radicals become the ideographs they show (NFKC for those
// only).
std::string fold_with_icu(std::string_view name, Writer& writer) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    CHECK(U_SUCCESS(status));  // the data are inside the library
    icu::UnicodeString text;
    for (std::size_t at = 0; at < name.size();) {
        const CodePoint point = next_code_point(name, at);
        at += point.size;
        auto value = static_cast<UChar32>(point.value);
        // Width first: a full-width letter composes with the accent after it only as a plain one.
        if (is_full_width(point.value)) {
            writer.changed(NameChange::width);
            value -= 0xFEE0;
        }
        if (is_compatibility(point.value)) {
            const icu::UnicodeString unified = nfkc->normalize(icu::UnicodeString{value}, status);
            if (unified != icu::UnicodeString{value}) writer.changed(NameChange::compatibility);
            text.append(unified);
        } else {
            text.append(value);
        }
    }
    const icu::UnicodeString composed = nfc->normalize(text, status);
    if (composed != text) writer.changed(NameChange::composed);
    // Folding can undo composition and the other way about, in a few letters more than once.
    icu::UnicodeString folded = composed;
    for (int round = 0; round < 4; ++round) {
        icu::UnicodeString next = folded;
        next.foldCase(U_FOLD_CASE_DEFAULT);
        next = nfc->normalize(next, status);
        if (next == folded) break;
        folded = next;
        writer.changed(NameChange::letter_case);
    }
    CHECK(U_SUCCESS(status));
    std::string utf8;
    folded.toUTF8String(utf8);
    return utf8;
}

}  // namespace

NameChange normalise_name(std::string_view name, std::string& out) {
    Writer writer{out};
    bool special = false;
    bool invalid = false;
    for (std::size_t at = 0; at < name.size();) {
        const CodePoint point = next_code_point(name, at);
        special = special || is_special(point.value);
        invalid = invalid || !point.valid;
        at += point.size;
    }
    if (invalid) writer.changed(NameChange::invalid);
    std::string folded;
    if (special || invalid) {
        folded = fold_with_icu(name, writer);
        name = folded;
    }
    for (std::size_t at = 0; at < name.size();) {
        const CodePoint point = next_code_point(name, at);
        at += point.size;
        write_one(point.value, writer);
    }
    return writer.finish();
}

std::vector<RareCharacter> rare_characters(std::string_view name, const Encoder& big5) {
    std::vector<RareCharacter> found;
    for (std::size_t at = 0; at < name.size();) {
        const CodePoint point = next_code_point(name, at);
        if (point.valid) {
            if (is_private_use(point.value)) {
                found.push_back({point.value, at, RareCharacter::Kind::private_use});
            } else if (point.value >= 0x10000) {
                found.push_back({point.value, at, RareCharacter::Kind::supplementary});
            } else if (!big5.can_encode(point.value)) {
                found.push_back({point.value, at, RareCharacter::Kind::outside_big5});
            }
        }
        at += point.size;
    }
    return found;
}

}  // namespace menhu::format
