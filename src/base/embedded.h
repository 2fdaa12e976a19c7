#pragma once
// A file that the build put inside the binary (cmake/Embed.cmake). Immutable; any thread.
#include <string_view>

namespace menhu::base {

struct EmbeddedFile {
    std::string_view name;   // relative path, e.g. "0001_people_accounts.sql"
    std::string_view bytes;  // its content
};

}  // namespace menhu::base
