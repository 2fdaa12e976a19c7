#pragma once
// Lists of words as the store keeps them: sorted, once each, with a space between. Inside the room. Pure; any thread.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "format/network.h"

namespace menhu::grants {

std::string joined(const std::vector<std::string>& words);
std::vector<std::string> split(std::string_view text);

// Networks as words. What cannot be read was never let in: a Bug.
std::string networks_text(const std::vector<format::Network>& networks);
std::vector<format::Network> networks_from(std::string_view text);

inline void sort_unique(std::vector<std::string>& words) {
    std::ranges::sort(words);
    const auto rest = std::ranges::unique(words);
    words.erase(rest.begin(), rest.end());
}

inline std::string lower_case(std::string_view text) {
    std::string small{text};
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

}  // namespace menhu::grants
