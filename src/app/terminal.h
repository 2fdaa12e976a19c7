#pragma once
// The command line's words: arguments, the language, and secrets that are asked for and never taken from arguments.
// Thread rule: one thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crypto/secret.h"

namespace menhu::app {

enum class Language : std::uint8_t { zh, en };

// "menhu account create lin --unit x --roles a,b": words without dashes, then options; `--name value` or
// `--name=value`, or a flag `--name` from the list.
class Arguments {
public:
    // Errors: app.argument_unknown, app.argument_missing (detail: which).
    static base::Result<Arguments> parse(std::vector<std::string> words, std::vector<std::string_view> options,
                                         std::vector<std::string_view> flags, std::size_t positional);
    const std::vector<std::string>& words() const { return words_; }
    std::optional<std::string> option(std::string_view name) const;
    std::string option_or(std::string_view name, std::string_view otherwise) const;
    base::Result<std::string> need(std::string_view name) const;
    base::Result<std::int64_t> number_or(std::string_view name, std::int64_t least, std::int64_t most,
                                         std::int64_t otherwise) const;
    bool has(std::string_view flag) const;

private:
    std::vector<std::string> words_;
    std::vector<std::pair<std::string, std::string>> options_;
    std::vector<std::string> flags_;
};

class Terminal {
public:
    explicit Terminal(Language language) : language_{language} {}
    Language language() const { return language_; }
    std::string_view either(std::string_view zh, std::string_view en) const {
        return language_ == Language::zh ? zh : en;
    }
    // A line on standard output.
    void say(std::string_view zh, std::string_view en) const { print(either(zh, en)); }
    void print(std::string_view line) const;
    // A line that the next one replaces, if the output is a terminal.
    void progress(std::string_view line) const;
    // An error on standard error, by its row in docs/errors; the detail only for the operator's own mistakes.
    void complain(const base::Error& error) const;
    // A line of standard input; without echo if that is a terminal. Error: app.input_ended.
    base::Result<crypto::Secret> ask_secret(std::string_view zh, std::string_view en) const;

private:
    Language language_;
};

// --lang zh|en, else from LC_ALL, LC_MESSAGES or LANG; Chinese unless they name another language.
Language language_of(const std::vector<std::string>& words);

}  // namespace menhu::app
