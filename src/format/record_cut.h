#pragma once
// Inside the room: where records and cells end, by bytes, aware of the encoding's units. Pure; any thread.
#include <cstddef>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "format/layout.h"

namespace menhu::format {

// `bytes` starts at a record. The size of that record with its line end; nullopt if the end is not in `bytes`. The
// caller promises that the first `looked` bytes hold no line end.
std::optional<std::size_t> record_size(const Layout& layout, base::ByteView bytes, std::size_t looked);

// Splits a delimited record (without its line end) into cells. Cells with doubled quotes are rewritten into `unquoted`,
// the others are slices. False when a quote stands where none may.
bool split_cells(const Layout& layout, base::ByteView record, std::vector<base::ByteView>& cells,
                 base::Bytes& unquoted);

// Without spaces at either end.
base::ByteView trim_spaces(base::ByteView bytes, Encoding encoding);

}  // namespace menhu::format
