#include "app/terminal.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "web/problem.h"

namespace menhu::app {

namespace {

base::Error unknown(std::string_view what) {
    return {base::Fault::bad_input, "app.argument_unknown", std::string{what}};
}
base::Error missing(std::string_view what) {
    return {base::Fault::bad_input, "app.argument_missing", std::string{what}};
}

// Echo off while a secret is typed.
class Quiet {
public:
    Quiet() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~Quiet() {
        if (is_changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

private:
    termios before_{};
    bool is_changed_ = false;
};

}  // namespace

base::Result<Arguments> Arguments::parse(std::vector<std::string> words, std::vector<std::string_view> options,
                                         std::vector<std::string_view> flags, std::size_t positional) {
    options.insert(options.end(), {"dir", "lang"});
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (!word.starts_with("--")) {
            if (arguments.words_.size() >= positional) return unknown(word);
            arguments.words_.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string::npos ? std::string::npos : equals - 2);
        if (std::ranges::find(flags, name) != flags.end() && equals == std::string::npos) {
            arguments.flags_.push_back(name);
        } else if (std::ranges::find(options, name) == options.end()) {
            return unknown("--" + name);
        } else if (equals != std::string::npos) {
            arguments.options_.emplace_back(name, word.substr(equals + 1));
        } else if (++i < words.size()) {
            arguments.options_.emplace_back(name, words[i]);
        } else {
            return missing("--" + name);
        }
    }
    if (arguments.words_.size() < positional) return missing("…");
    return arguments;
}

std::optional<std::string> Arguments::option(std::string_view name) const {
    for (const auto& [key, value] : options_) {
        if (key == name) return value;
    }
    return std::nullopt;
}
std::string Arguments::option_or(std::string_view name, std::string_view otherwise) const {
    return option(name).value_or(std::string{otherwise});
}
base::Result<std::string> Arguments::need(std::string_view name) const {
    auto value = option(name);
    if (!value || value->empty()) return missing("--" + std::string{name});
    return *value;
}
base::Result<std::int64_t> Arguments::number_or(std::string_view name, std::int64_t least, std::int64_t most,
                                                std::int64_t otherwise) const {
    const auto text = option(name);
    if (!text) return otherwise;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size() || number < least || number > most) {
        return base::Error{base::Fault::bad_input, "app.argument_number",
                           fmt::format("--{}: {}–{}", name, least, most)};
    }
    return number;
}
bool Arguments::has(std::string_view flag) const { return std::ranges::find(flags_, flag) != flags_.end(); }

void Terminal::print(std::string_view line) const {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void Terminal::progress(std::string_view line) const {
    if (::isatty(STDOUT_FILENO) == 0) return;
    std::fwrite("\r\033[K", 1, 4, stdout);
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

void Terminal::complain(const base::Error& error) const {
    const auto problem = web::problem_of(error);
    std::string text = fmt::format("menhu: {} {}（{}）\n", either(problem.detail_zh, problem.detail_en),
                                   either(problem.next_zh, problem.next_en), error.code());
    if (!error.detail().empty()) text += fmt::format("       {}\n", error.detail());
    std::fwrite(text.data(), 1, text.size(), stderr);
}

base::Result<crypto::Secret> Terminal::ask_secret(std::string_view zh, std::string_view en) const {
    const bool is_terminal = ::isatty(STDIN_FILENO) != 0;
    std::optional<Quiet> quiet;
    if (is_terminal) {
        const auto prompt = fmt::format("{}: ", either(zh, en));
        std::fwrite(prompt.data(), 1, prompt.size(), stderr);
        quiet.emplace();
    }
    crypto::Secret line{4096};
    std::size_t size = 0;
    char byte = 0;
    bool is_whole = false;
    while (size < line.size()) {
        const auto got = ::read(STDIN_FILENO, &byte, 1);
        if (got <= 0) break;
        if (byte == '\n') {
            is_whole = true;
            break;
        }
        line.writable()[size++] = static_cast<std::uint8_t>(byte);
    }
    if (is_terminal) std::fputc('\n', stderr);
    if (!is_whole && size == 0) return base::Error{base::Fault::bad_input, "app.input_ended"};
    return crypto::Secret::copy_of(line.view().first(size));
}

Language language_of(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--lang=en" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "en")) {
            return Language::en;
        }
        if (words[i].starts_with("--lang")) return Language::zh;
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view locale{value};
        const bool says_nothing = locale == "C" || locale == "POSIX" || locale.starts_with("C.");
        return locale.starts_with("zh") || says_nothing ? Language::zh : Language::en;
    }
    return Language::zh;
}

}  // namespace menhu::app
