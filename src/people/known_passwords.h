#pragma once
// The bundled list of common passwords (data/passwords/common.txt), one a line in small letters. Inside the room.
// Immutable; any thread.
#include <span>

#include "base/embedded.h"

namespace menhu::people {

std::span<const base::EmbeddedFile> known_passwords();

}  // namespace menhu::people
