#include "paper/faces.h"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include <array>

#include "format/code_points.h"

namespace menhu::paper {
namespace {

constexpr std::array names{"TW-Kai", "TW-Kai-Ext-B", "TW-Kai-Plus"};

struct DestroyPattern {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
struct DestroyObjects {
    void operator()(FcObjectSet* objects) const { FcObjectSetDestroy(objects); }
};
struct DestroyFonts {
    void operator()(FcFontSet* fonts) const { FcFontSetDestroy(fonts); }
};
struct DestroyCharacters {
    void operator()(FcCharSet* characters) const { FcCharSetDestroy(characters); }
};
using Characters = std::unique_ptr<FcCharSet, DestroyCharacters>;

// Adds what the face of this name has; false if the machine has no such face.
bool add_face(const char* name, FcCharSet& all) {
    const std::unique_ptr<FcPattern, DestroyPattern> pattern{FcPatternCreate()};
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(name));
    const std::unique_ptr<FcObjectSet, DestroyObjects> objects{FcObjectSetBuild(FC_FAMILY, FC_CHARSET, nullptr)};
    const std::unique_ptr<FcFontSet, DestroyFonts> fonts{FcFontList(nullptr, pattern.get(), objects.get())};
    if (!fonts || fonts->nfont == 0) return false;
    FcCharSet* characters = nullptr;
    if (FcPatternGetCharSet(fonts->fonts[0], FC_CHARSET, 0, &characters) != FcResultMatch) return false;
    FcCharSetMerge(&all, characters, nullptr);
    return true;
}

bool has_no_shape(char32_t value) {
    return (value >= 0xFE00 && value <= 0xFE0F) || (value >= 0xE0100 && value <= 0xE01EF) ||
           (value >= 0x200B && value <= 0x200F) || value == 0x2060 || value == 0xFEFF;
}
bool is_agency_own(char32_t value) { return value >= 0xE000 && value <= 0xF8FF; }

}  // namespace

struct Faces::Coverage {
    Characters characters{FcCharSetCreate()};
    bool has(char32_t value) const {
        return FcCharSetHasChar(characters.get(), static_cast<FcChar32>(value)) == FcTrue;
    }
};

Faces::Faces() : coverage_{std::make_unique<Coverage>()} {}
Faces::~Faces() = default;

base::Result<std::unique_ptr<Faces>> Faces::open() {
    std::unique_ptr<Faces> faces{new Faces};
    bool has_first = false;
    for (const char* name : names) {
        const bool found = add_face(name, *faces->coverage_->characters);
        if (name == names.front()) has_first = found;
    }
    if (!has_first) return base::Error{base::Fault::unavailable, "paper.font_missing", names.front()};
    return faces;
}

std::string Faces::printable(std::string_view text) const {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto step = format::next_code_point(text, at);
        const bool is_plain =
            step.valid && (step.value == '\n' || step.value == '\t' || (step.value >= 0x20 && step.value < 0x7F));
        if (is_plain || (step.valid && !is_agency_own(step.value) && coverage_->has(step.value))) {
            out.append(text, at, step.size);
        } else if (step.valid && !has_no_shape(step.value)) {
            out += fmt::format("〔U+{:04X}〕", static_cast<std::uint32_t>(step.value));
        }
        at += step.size;
    }
    return out;
}

}  // namespace menhu::paper
