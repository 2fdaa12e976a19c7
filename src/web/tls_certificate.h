#pragma once
// A self-signed certificate for a first start and for demonstrations: ECDSA P-256, good for localhost and 127.0.0.1.
// A browser will warn of it; an agency puts its own in its place. Thread rule: any thread.
#include <filesystem>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace menhu::web {

// Writes both as PEM, the key with mode 0600; neither file may exist. Errors: web.tls_certificate_not_made.
base::Result<void> make_self_signed_certificate(const std::filesystem::path& certificate,
                                                const std::filesystem::path& key, base::Random& random,
                                                base::Instant now);

}  // namespace menhu::web
