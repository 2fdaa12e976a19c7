#pragma once
// A cell as text, and how a column stands by default. Inside the room. Pure; any thread.
#include <cstdint>
#include <string>

#include "paper/document.h"

namespace menhu::paper {

enum class DateText : std::uint8_t { republic, iso };

std::string cell_text(const Cell& cell, DateText dates);
// How wide a text is in ems where a Han character is one and an ASCII character half of one.
double em_width(std::string_view text);
Align align_of(const Column& column);
// The same text with every byte that is not UTF-8, and every character that XML 1.0 cannot hold, as U+FFFD.
std::string presentable(std::string_view text);

}  // namespace menhu::paper
