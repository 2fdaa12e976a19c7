#include "duties/letter.h"

#include <array>

#include "duties/letter_rows.h"
#include "duties/record_act.h"

namespace menhu::duties {
namespace {

using base::Error;
using base::Fault;

base::Result<Letter> letter_to_change(store::ReadTx& tx, const people::Actor& by, LetterId id, base::Instant now) {
    auto letter = TRY(rows::letter(tx, id));
    if (!letter) return Error{Fault::not_found, "duties.letter_not_found"};
    TRY(require_letter_writer(tx, by, *letter, now));
    if (letter->state != LetterState::draft) return Error{Fault::conflict, "duties.letter_over"};
    return *std::move(letter);
}

// 一、二、… for the paragraphs of a letter.
std::string ordinal(std::size_t number) {
    constexpr std::array digits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number < 10) return std::string{digits[number]} + "、";
    if (number < 20) return "十" + std::string{digits[number - 10]} + "、";
    return std::to_string(number) + "、";
}

}  // namespace

std::string_view letter_state_code(LetterState state) {
    switch (state) {
        case LetterState::draft:
            return "draft";
        case LetterState::sent:
            return "sent";
        case LetterState::void_:
            return "void";
    }
    base::throw_bug("letter_state_code: no such state");
}

std::string_view letter_kind_code(const Letter& letter) {
    return letter.kind ? people::duty_kind_code(*letter.kind) : std::string_view{"link_end"};
}

base::Result<std::vector<Letter>> letters(store::ReadTx& tx) { return rows::letters(tx); }
base::Result<std::optional<Letter>> find_letter(store::ReadTx& tx, LetterId letter) { return rows::letter(tx, letter); }
base::Result<std::vector<LetterId>> letters_of(store::ReadTx& tx, LeaverId leaver) {
    return rows::letters_of(tx, leaver);
}

base::Result<std::vector<Letter>> letters_of_link(store::ReadTx& tx, grants::LinkId link) {
    return rows::letters_of_link(tx, link);
}

base::Result<void> require_letter_writer(store::ReadTx& tx, const people::Actor& by, const Letter& letter,
                                         base::Instant now) {
    TRY(people::require_any(
        by, {people::Role::account_administrator, people::Role::unit_head, people::Role::designated_person}));
    if (letter.link && by.has(people::Role::designated_person)) return {};
    if (by.has(people::Role::account_administrator)) {
        const bool answers =
            TRY(people::has_duty(tx, by.account(), people::DutyKind::account_administrator, letter.unit, now));
        if (answers) return {};
    }
    if (by.has(people::Role::unit_head)) {
        const bool heads = TRY(people::has_duty(tx, by.account(), people::DutyKind::head, letter.unit, now));
        if (heads) return {};
        const bool deputises = TRY(people::has_duty(tx, by.account(), people::DutyKind::deputy, letter.unit, now));
        if (deputises) return {};
    }
    return Error{Fault::refused, "people.not_your_unit"};
}

base::Result<void> change_letter(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                 LetterId letter, std::string_view subject, std::string_view body, base::Instant now) {
    TRY(letter_to_change(tx, by, letter, now));
    TRY(rows::insert_text(tx, letter, subject, body, by.account(), now));
    return record_act(tx, office, by.account(), by.unit(), "duties.letter_changed", {{"letter", letter.text()}}, {},
                      now);
}

base::Result<void> mark_letter_sent(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                    LetterId id, std::string_view document_number, base::Date on, base::Instant now) {
    const auto letter = TRY(letter_to_change(tx, by, id, now));
    if (on > base::taipei_date(now)) return Error{Fault::bad_input, "duties.sent_day_wrong"};
    TRY(rows::insert_sent(tx, id, document_number, on, by, now));
    return record_act(tx, office, by.account(), by.unit(), "duties.letter_sent",
                      {{"letter", id.text()},
                       {"on", base::to_iso(on)},
                       {"due", base::to_iso(letter.due_on)},
                       {"document_number", std::string{document_number}}},
                      {}, now);
}

base::Result<void> void_letters(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                LeaverId leaver, base::Instant now) {
    const auto ids = TRY(rows::letters_of(tx, leaver));
    for (const LetterId id : ids) {
        const auto letter = TRY(rows::letter(tx, id));
        if (!letter || letter->state != LetterState::draft) continue;
        TRY(rows::insert_void(tx, id, now));
        TRY(record_act(tx, office, by.account(), by.unit(), "duties.letter_void", {{"letter", id.text()}}, {}, now));
    }
    return {};
}

paper::Document letter_document(const Letter& letter, const law::Profile& profile) {
    const bool sent = letter.state == LetterState::sent;
    paper::Document document{.title = sent ? "函" : "函（稿）",
                             .agency = profile.agency().name,
                             .lines = {{"受文者", letter.addressee},
                                       {"發文日期", sent ? base::to_roc_text(*letter.sent_on) : std::string{}},
                                       {"發文字號", letter.document_number},
                                       {"速別", "普通件"},
                                       {"密等及解密條件或保密期限", ""},
                                       {"附件", ""}},
                             .blocks = {},
                             .foot = sent ? std::string{} : "稿"};
    document.blocks.emplace_back(paper::Paragraph{.text = letter.subject, .label = "主旨："});
    document.blocks.emplace_back(paper::Paragraph{.text = "", .label = "說明："});
    std::string_view body = letter.body;
    for (std::size_t number = 1; !body.empty(); ++number) {
        const auto line = body.substr(0, body.find('\n'));
        document.blocks.emplace_back(
            paper::Paragraph{.text = std::string{line}, .label = ordinal(number), .indent = 1});
        body.remove_prefix(std::min(body.size(), line.size() + 1));
    }
    document.blocks.emplace_back(paper::Paragraph{.text = letter.addressee, .label = "正本："});
    document.blocks.emplace_back(paper::Signatures{.titles = {"承辦人", "單位主管", "機關首長"}});
    return document;
}

}  // namespace menhu::duties
