#include "grants/words.h"

#include "base/result.h"

namespace menhu::grants {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += ' ';
        text += word;
    }
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string networks_text(const std::vector<format::Network>& networks) {
    std::vector<std::string> words;
    words.reserve(networks.size());
    for (const format::Network& network : networks) words.push_back(network.text());
    return joined(words);
}

std::vector<format::Network> networks_from(std::string_view text) {
    std::vector<format::Network> networks;
    for (const std::string& word : split(text)) {
        const auto network = format::Network::parse(word);
        CHECK(network);
        networks.push_back(*network);
    }
    return networks;
}

}  // namespace menhu::grants
