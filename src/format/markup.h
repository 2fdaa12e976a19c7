#pragma once
// Text inside XML and HTML. Pure; any thread.
#include <string>
#include <string_view>

namespace menhu::format {

// Appends it as the content of an element or of an attribute in double quotes: & < > " as their entities.
void append_escaped(std::string_view text, std::string& out);
std::string escaped(std::string_view text);

}  // namespace menhu::format
