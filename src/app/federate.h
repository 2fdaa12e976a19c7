#pragma once
// From the configuration to the identity providers (federation). Thread rule: one thread.
#include "app/config.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "federation/federation.h"

namespace menhu::app {

// A password or key of another server, alone in a file that only its owner may read; one line end at its end does not
// count. Errors: app.secret_file, app.secret_file_mode (the detail is the path).
base::Result<crypto::Secret> read_secret_file(const std::filesystem::path& path);

// Errors: those of read_secret_file.
base::Result<federation::Settings> federation_settings(const Config& config);

// Whether the files that the settings name can be used. Errors: those of federation_settings and of
// federation::CardSignIn::check_files; federation.certificate_files for authorities that are not there.
base::Result<void> check_federation_files(const Config& config, const crypto::Secret& any_key);

}  // namespace menhu::app
