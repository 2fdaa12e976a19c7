#include "grants/case_pattern.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace menhu::grants {
namespace {

constexpr std::size_t max_bytes = 100;

// One step of a pattern: what one byte must be, and the steps that may follow it.
struct Step {
    enum class Kind : std::uint8_t { digit, letter, any, literal } kind;
    char literal;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool takes(const Step& step, char c) {
    switch (step.kind) {
        case Step::Kind::digit:
            return is_digit(c);
        case Step::Kind::letter:
            return is_letter(c);
        case Step::Kind::any:
            return c != ' ' && !is_control(c);
        case Step::Kind::literal:
            return c == step.literal;
    }
    return false;
}

// The pattern as steps; `skip[i]` is the step after the bracket that opens before step i, or 0.
struct Steps {
    std::vector<Step> steps;
    std::vector<std::size_t> skip;
    bool readable = false;
};

Steps read(std::string_view pattern) {
    Steps out;
    if (pattern.size() > max_bytes) return out;
    constexpr auto none = static_cast<std::size_t>(-1);
    std::size_t open = none;
    std::vector<std::pair<std::size_t, std::size_t>> brackets;
    for (const char c : pattern) {
        if (is_control(c)) return out;
        if (c == '[') {
            if (open != none) return out;
            open = out.steps.size();
        } else if (c == ']') {
            if (open == none || open == out.steps.size()) return out;
            brackets.emplace_back(open, out.steps.size());
            open = none;
        } else {
            const auto kind = c == '#'   ? Step::Kind::digit
                              : c == '@' ? Step::Kind::letter
                              : c == '*' ? Step::Kind::any
                                         : Step::Kind::literal;
            out.steps.push_back({kind, c});
        }
    }
    if (open != none) return out;
    out.skip.assign(out.steps.size() + 1, 0);
    for (const auto& [from, to] : brackets) out.skip[from] = to;
    out.readable = true;
    return out;
}

// Marks step `at` and every step that can be reached from it without a byte.
void reach(const Steps& steps, std::vector<char>& places, std::size_t at) {
    places[at] = 1;
    while (steps.skip[at] != 0) {
        at = steps.skip[at];
        places[at] = 1;
    }
}

}  // namespace

std::string_view trimmed_case_number(std::string_view number) {
    const auto first = number.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return number.substr(first, number.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_case_pattern(std::string_view pattern) { return read(pattern).readable; }

bool case_number_matches(std::string_view pattern, std::string_view number) {
    if (number.size() > max_bytes || std::ranges::any_of(number, is_control)) return false;
    if (pattern.empty()) return std::ranges::any_of(number, [](char c) { return c != ' '; });
    const Steps steps = read(pattern);
    if (!steps.readable) return false;
    const std::size_t end = steps.steps.size();
    std::vector<char> places(end + 1, 0);
    std::vector<char> after(end + 1, 0);
    reach(steps, places, 0);
    for (const char c : number) {
        std::ranges::fill(after, 0);
        for (std::size_t at = 0; at < end; ++at) {
            if (places[at] == 0 || !takes(steps.steps[at], c)) continue;
            reach(steps, after, at + 1);
            if (steps.steps[at].kind == Step::Kind::any) after[at] = 1;  // and more of the same
        }
        places.swap(after);
    }
    return places[end] != 0;
}

}  // namespace menhu::grants
