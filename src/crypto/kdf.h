#pragma once
// HKDF-SHA-256 (RFC 5869): keys from a key. Thread rule: pure.
#include <string_view>

#include "base/bytes.h"
#include "crypto/secret.h"

namespace menhu::crypto {

// `size` bytes, at most 255 * 32. `info` names the use, e.g. "menhu ledger month 2026-11".
Secret hkdf_sha256(base::ByteView key, base::ByteView salt, base::ByteView info, std::size_t size);
Secret hkdf_sha256(const Secret& key, std::string_view info, std::size_t size = 32);

}  // namespace menhu::crypto
