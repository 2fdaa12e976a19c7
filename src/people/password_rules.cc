#include <algorithm>

#include "people/known_passwords.h"
#include "people/password.h"

namespace menhu::people {
namespace {

constexpr std::size_t max_bytes = 1024;  // of UTF-8; a passphrase fits, a book does not

std::string folded(std::string_view text) {
    std::string small{text};
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

std::int64_t code_points(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

// Upper case, lower case, digit, everything else (signs and all that is not ASCII).
int classes(std::string_view text) {
    bool upper = false;
    bool lower = false;
    bool digit = false;
    bool other = false;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            upper = true;
        } else if (c >= 'a' && c <= 'z') {
            lower = true;
        } else if (c >= '0' && c <= '9') {
            digit = true;
        } else {
            other = true;
        }
    }
    return static_cast<int>(upper) + static_cast<int>(lower) + static_cast<int>(digit) + static_cast<int>(other);
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// One thing over and over, or a run of the keyboard's digits or letters, is no better than its first character.
bool is_monotonous(std::string_view text) {
    if (text.size() < 2) return true;
    const int step = text[1] - text[0];
    if (step < -1 || step > 1) return false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] - text[i - 1] != step) return false;
    }
    return true;
}

// Is the whole a common password, or a common one with digits and signs after it ("password123!")?
bool is_common(std::string_view password) {
    const std::string small = folded(password);
    std::string_view stem = small;
    while (!stem.empty() && !(stem.back() >= 'a' && stem.back() <= 'z')) stem.remove_suffix(1);
    std::string_view list = known_passwords().front().bytes;
    while (!list.empty()) {
        const auto end = std::min(list.find('\n'), list.size());
        const std::string_view line = list.substr(0, end);
        if (!line.empty() && line.front() != '#' && (line == small || line == stem)) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace

std::vector<PasswordProblem> check_password(const law::Numbers& numbers, std::string_view account_name,
                                            std::string_view display_name, std::string_view password) {
    std::vector<PasswordProblem> problems;
    const auto add = [&](std::string_view code, std::string zh, std::string en) {
        problems.push_back({.code = code, .zh = std::move(zh), .en = std::move(en)});
    };
    const std::string least = std::to_string(numbers.password_length_min.value);
    if (code_points(password) < numbers.password_length_min.value) {
        add("people.password_too_short", "密碼至少要 " + least + " 個字元", "Use at least " + least + " characters");
    }
    if (password.size() > max_bytes) {
        add("people.password_too_long", "密碼太長，請縮短到 1024 位元組以內", "Use at most 1024 bytes");
    }
    if (has_control(password)) {
        add("people.password_control", "密碼不得含有控制字元", "Leave out control characters");
    }
    const std::string kinds = std::to_string(numbers.password_classes_min.value);
    if (classes(password) < numbers.password_classes_min.value) {
        add("people.password_too_plain", "大寫、小寫、數字、符號中至少要用到 " + kinds + " 種",
            "Use at least " + kinds + " of: upper case, lower case, digits, signs");
    }
    const std::string small = folded(password);
    if ((account_name.size() >= 3 && small.contains(folded(account_name))) ||
        (code_points(display_name) >= 2 && small.contains(folded(display_name)))) {
        add("people.password_has_name", "密碼不得包含帳號或姓名",
            "Leave your account name and your own name out of it");
    }
    if (is_monotonous(small) || is_common(password)) {
        add("people.password_common", "這個密碼太常見，容易被猜中，請換一個",
            "This password is widely used and easily guessed; choose another");
    }
    return problems;
}

}  // namespace menhu::people
