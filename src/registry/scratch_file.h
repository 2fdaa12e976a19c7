// Files of a Spill's folder: appended to in pieces, taken once. A file is made with its first piece, so that a small
// import makes few. Cost of an append beside its write(2): an open and a close, some 2 µs for 32 KiB.
#pragma once

#include <filesystem>

#include "base/bytes.h"
#include "base/result.h"

namespace menhu::registry {

// One write(2): whole or an error, so several threads may append complete entries. Error: registry.scratch_unusable.
base::Result<void> append_scratch(const std::filesystem::path& path, base::ByteView bytes);
// The bytes, none if nothing was appended; the file is removed. Error: registry.scratch_unusable.
base::Result<base::Bytes> take_scratch(const std::filesystem::path& path);

base::Error scratch_unusable(const char* what, int error);

}  // namespace menhu::registry
