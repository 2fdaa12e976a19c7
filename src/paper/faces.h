#pragma once
// The three faces of 全字庫正楷體 (Debian package fonts-cns11643-kai), and which characters they have. Inside the room.
// Thread rule: immutable once opened.
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace menhu::paper {

class Faces {
public:
    // Errors: paper.font_missing: none of the machine's fonts is TW-Kai.
    static base::Result<std::unique_ptr<Faces>> open();
    ~Faces();
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;

    // The text with every character that no face has as "〔U+2B7F0〕". So are an agency's own characters (private use
    // in the basic plane), whose code means something else in every agency; selectors and joiners, which have no shape
    // of their own, are left out.
    std::string printable(std::string_view text) const;

    // For Pango: in this order.
    static constexpr const char* families = "TW-Kai,TW-Kai-Ext-B,TW-Kai-Plus";

private:
    Faces();
    struct Coverage;
    std::unique_ptr<Coverage> coverage_;
};

}  // namespace menhu::paper
