// The letters of a profile, and the calendar by which their days are counted.
#include <algorithm>

#include "law/profile_reader.h"

namespace menhu::law {

using format::TomlNode;

namespace {

// The first thing in braces that nobody fills in; empty if there is none.
std::string unknown_word(std::string_view text) {
    while (true) {
        const auto open = text.find('{');
        if (open == std::string_view::npos) return {};
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) return std::string{text.substr(open)};
        const auto word = text.substr(open + 1, close - open - 1);
        const auto words = letter_words();
        if (std::ranges::find(words, word) == words.end()) return std::string{word};
        text.remove_prefix(close + 1);
    }
}

}  // namespace

void ProfileReader::read_letters(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "letters")) {
        in.only(*row, {"name", "clause", "subject", "paragraphs"});
        LetterTemplate letter{in.text(*row, "name"), clause_of(in, *row), in.text(*row, "subject"),
                              in.texts(*row, "paragraphs")};
        in.once(*row, "函稿", "letter", letter.name);
        if (letter.paragraphs.empty()) in.refuse(row->line, "函稿沒有說明", "the letter has no paragraphs");
        auto texts = letter.paragraphs;
        texts.push_back(letter.subject);
        for (const std::string& text : texts) {
            const std::string word = unknown_word(text);
            if (word.empty()) continue;
            in.refuse(row->line, "函稿不能填入「" + word + "」", "nothing fills in \"" + word + "\" of the letter");
        }
        profile_.letters_.push_back(std::move(letter));
    }
}

void ProfileReader::read_work_days(DataReader& in, const TomlNode& root) {
    const auto table = in.text_if(root, "work_days");
    if (!table) return;
    const std::size_t line = DataReader::line_of(root, "work_days");
    in.once(root, "辦公日曆", "calendar", "work_days");
    auto days = base::WorkDays::parse(*table);
    if (days) {
        profile_.work_days_ = *std::move(days);
    } else {
        in.refuse(line, "辦公日曆有誤：" + days.error().detail(), "the calendar is wrong: " + days.error().detail());
    }
}

}  // namespace menhu::law
