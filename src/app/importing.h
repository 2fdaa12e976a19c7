#pragma once
// A delivery from two files to its report, at the command line: the same functions that the page uses. Thread rule: one
// thread, busy until the import ends.
#include <filesystem>

#include "app/house.h"
#include "app/sign_in.h"
#include "app/terminal.h"
#include "base/time.h"
#include "registry/delivery.h"
#include "registry/sign_off.h"

namespace menhu::app {

// Takes the manifest in (or finds the delivery that has it and was interrupted), receives what is missing of the file,
// imports. Answers the delivery as it is then. Errors: app.file_unreadable, those of registry.
base::Result<registry::Delivery> import_files(House& house, const SignedInAccount& account, const Terminal& terminal,
                                              base::Clock& clock, base::Random& random,
                                              const std::filesystem::path& manifest, const std::filesystem::path& file);

void print_report(const registry::Delivery& delivery, const Terminal& terminal);

}  // namespace menhu::app
