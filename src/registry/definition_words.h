#pragma once
// What is wrong with a layout or a mapping of characters, in Chinese: the readers of src/format say it in English, the
// page of a designated person says it in their own words. Pure; any thread.
#include <string>
#include <string_view>

namespace menhu::registry {

// A message of parse_layout or CharacterMap::parse_csv without its place. One that is not known comes back as it is.
std::string chinese_of(std::string_view message);

}  // namespace menhu::registry
