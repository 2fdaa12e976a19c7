#pragma once
// A ZIP package in memory, one part at a time, bounded against bombs: how many entries, how many bytes a part unpacks
// to, by how much, and how many all readings together. Parts are stored or deflated, as ODF and OOXML have them; other
// methods are not offered to their decoders. Inside the room. Thread rule: one thread.
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "format/workbook.h"

struct zip;

namespace menhu::format {

class PackageReader {
public:
    // Borrows the bytes. Errors: format.sheet_unreadable, format.sheet_limit.
    static base::Result<PackageReader> open(std::string_view bytes, const SheetLimits& limits);

    bool has(const std::string& part) const;
    // The part in pieces, until one is told to stop or answers an Error. Errors: format.sheet_unreadable (also a part
    // that is not there, is encrypted, or whose checksum is wrong), format.sheet_limit.
    base::Result<void> read(const std::string& part,
                            const std::function<base::Result<Reading>(std::string_view)>& on_piece) const;
    // A part of at most `most` bytes, whole.
    base::Result<std::string> text(const std::string& part, std::size_t most) const;

private:
    PackageReader(zip* archive, const SheetLimits& limits)
        : archive_{archive, &PackageReader::discard}, limits_{limits} {}
    static void discard(zip* archive);
    std::unique_ptr<zip, void (*)(zip*)> archive_;
    SheetLimits limits_;
    mutable std::size_t work_ = 0;  // bytes unpacked so far
};

}  // namespace menhu::format
