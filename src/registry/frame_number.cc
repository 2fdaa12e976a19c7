// Draws in public and how their numbers are written.
#include <algorithm>
#include <array>

#include "registry/frame_plan.h"

namespace menhu::registry {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A lottery: so many of 1 to `most` in any order, then perhaps one of 1 to `extra`.
struct Lottery {
    std::string_view code;
    std::size_t count;
    int most;
    int extra;  // 0: none
};
constexpr std::array lotteries{Lottery{"daily_cash", 5, 39, 0}, Lottery{"lotto", 6, 49, 49},
                               Lottery{"super_lotto", 6, 38, 8}};

constexpr std::array sources{
    FrameSource{"daily_cash", "台灣彩券今彩 539", "Taiwan Lottery, Daily Cash 539", "五個號碼", "the five numbers",
                "03 11 17 22 38"},
    FrameSource{"lotto", "台灣彩券大樂透", "Taiwan Lottery, Lotto 6/49", "六個號碼，最後寫特別號",
                "the six numbers, then the special number", "04 09 18 27 33 45 12"},
    FrameSource{"super_lotto", "台灣彩券威力彩", "Taiwan Lottery, Super Lotto 6/38", "第一區六個號碼，最後寫第二區號碼",
                "the six numbers of the first field, then the second's", "02 08 15 21 30 36 05"},
    FrameSource{"taiex", "證券交易所發行量加權股價指數（收盤）", "TAIEX at the close, Taiwan Stock Exchange",
                "指數，含兩位小數", "the index with its two decimals", "27431.08"},
    FrameSource{"ceremony", "公開抽籤（有見證人）", "A drawing of lots in public, with witnesses",
                "抽出的數字，六至二十位", "the digits drawn, six to twenty", "314159"},
};

// Groups of digits, whatever stands between them; nothing if there is anything else than separators.
std::optional<std::vector<int>> numbers_in(std::string_view text) {
    std::vector<int> out;
    bool in_number = false;
    for (const char c : text) {
        if (is_digit(c)) {
            if (!in_number) out.push_back(0);
            in_number = true;
            out.back() = out.back() * 10 + (c - '0');
            if (out.back() > 999) return std::nullopt;
        } else if (c == ' ' || c == ',' || c == '-' || c == '+' || c == ';' || c == '.') {
            in_number = false;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::optional<std::string> lottery_number(const Lottery& lottery, std::string_view typed) {
    auto numbers = numbers_in(typed);
    if (!numbers || numbers->size() != lottery.count + (lottery.extra > 0 ? 1 : 0)) return std::nullopt;
    const auto main_end = numbers->begin() + static_cast<std::ptrdiff_t>(lottery.count);
    std::sort(numbers->begin(), main_end);
    if (std::adjacent_find(numbers->begin(), main_end) != main_end) return std::nullopt;
    const auto is_within = [](int number, int most) { return number >= 1 && number <= most; };
    if (!std::all_of(numbers->begin(), main_end, [&](int one) { return is_within(one, lottery.most); })) {
        return std::nullopt;
    }
    if (lottery.extra > 0 && !is_within(numbers->back(), lottery.extra)) return std::nullopt;
    std::string out;
    for (const int number : *numbers) out += (out.empty() ? "" : " ") + two_digits(number);
    return out;
}

// Full-width digits and signs as half-width ones; other characters stay.
std::string half_width(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto rest = text.substr(at);
        if (rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xE3\x80\x81")) {  // U+3000, U+3001
            out += ' ';
            at += 2;
        } else if (rest.size() >= 3 && rest[0] == '\xEF' && rest[1] == '\xBC' &&
                   static_cast<unsigned char>(rest[2]) <= 0x9F) {
            out += static_cast<char>(static_cast<unsigned char>(rest[2]) - 0x80 + 0x20);  // U+FF01 to U+FF1F
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::span<const FrameSource> frame_sources() { return sources; }

const FrameSource* find_frame_source(std::string_view code) {
    const auto* found = std::ranges::find(sources, code, &FrameSource::code);
    return found == sources.end() ? nullptr : found;
}

std::optional<std::string> canonical_number(std::string_view source, std::string_view typed) {
    const auto half = half_width(typed);
    const auto text = trimmed(half);
    const auto* lottery = std::ranges::find(lotteries, source, &Lottery::code);
    if (lottery != lotteries.end()) return lottery_number(*lottery, text);
    if (source == "taiex") {
        std::string digits;
        for (const char c : text) {
            if (c != ',') digits += c;  // "27,431.08"
        }
        const auto point = digits.find('.');
        if (point == std::string::npos || point < 3 || point > 6 || digits.size() != point + 3) return std::nullopt;
        const auto whole = digits.substr(0, point) + digits.substr(point + 1);
        if (!std::ranges::all_of(whole, is_digit) || digits.front() == '0') return std::nullopt;
        return digits;
    }
    if (source != "ceremony" || text.size() < 6 || text.size() > 20) return std::nullopt;
    if (!std::ranges::all_of(text, is_digit)) return std::nullopt;
    return std::string{text};
}

}  // namespace menhu::registry
