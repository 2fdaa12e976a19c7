#pragma once
// A name as it stands in a search filter (RFC 4515 section 3) and in a distinguished name (RFC 4514 section 2.4), so
// that nobody's name can be a filter or a path of its own. Inside the room. Pure; any thread.
#include <string>
#include <string_view>

namespace menhu::federation {

std::string escaped_for_filter(std::string_view value);
std::string escaped_for_name(std::string_view value);

// The text with every "{name}" replaced.
std::string with_name(std::string_view text, std::string_view name);

}  // namespace menhu::federation
