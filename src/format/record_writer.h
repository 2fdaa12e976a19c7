#pragma once
// Writes records in a layout, from canonical texts (the forms that FieldReader gives): for demonstration data and for
// tests. Immutable after opening; any thread.
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "format/encoding.h"
#include "format/layout.h"

namespace menhu::format {

class RecordWriter {
public:
    // The layout outlives me. `map` is used backwards (Encoder).
    static base::Result<RecordWriter> open(const Layout& layout, const CharacterMap& map = {});
    // Appends one record with its mark and line end. `values` stand beside type.fields; a filler's is ignored. The flag
    // that a date before the Republic needs is a field of its own, the caller's to set. Nothing is appended on an
    // error: format.value_too_long, format.value_unencodable, format.value_invalid (the detail names the field, never
    // the value).
    base::Result<void> write(const RecordType& type, std::span<const std::string_view> values, std::string& out) const;
    const Layout& layout() const { return *layout_; }

private:
    RecordWriter(const Layout& layout, Encoder encoder) : layout_{&layout}, encoder_{std::move(encoder)} {}
    base::Result<void> write_field(const Field& field, std::string_view value, std::string& out) const;
    const Layout* layout_;
    Encoder encoder_;
};

}  // namespace menhu::format
