// Letters to the provider (U3): read, worded, sent, printed.
#include <algorithm>

#include "duties/letter.h"
#include "grants/link.h"
#include "web/document_answer.h"
#include "web/handlers_duties.h"
#include "web/views_duties.h"

namespace menhu::web {

namespace {

using duties::Letter;
using duties::LetterId;

constexpr people::Roles readers_of_all{people::Role::auditor, people::Role::checker, people::Role::civil_affairs};

base::Error no_such_letter() { return {base::Fault::not_found, "duties.letter_not_found"}; }

// Those who write it, and those who see to it that letters are written.
base::Result<bool> may_read(store::ReadTx& tx, const people::Actor& actor, const Letter& letter, base::Instant now) {
    if (actor.roles().has_any(readers_of_all)) return true;
    const auto writes = duties::require_letter_writer(tx, actor, letter, now);
    if (writes) return true;
    if (writes.error().fault() != base::Fault::refused) return writes.error();
    return false;
}

base::Result<Letter> letter_to_read(store::ReadTx& tx, const people::Actor& actor, const Call& call) {
    const auto id = LetterId::parse(call.parts.at(0));
    if (!id) return no_such_letter();
    auto letter = TRY(duties::find_letter(tx, *id));
    if (!letter) return no_such_letter();
    const bool may = TRY(may_read(tx, actor, *letter, call.now));
    if (!may) return base::Error{base::Fault::refused, "people.not_your_unit"};
    return *std::move(letter);
}

std::optional<std::string> sent_text(const Letter& letter) {
    if (!letter.sent_on) return std::nullopt;
    return base::to_iso(*letter.sent_on);
}

Answer print(const Rooms& rooms, const Call& call, paper::Form form) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto letter = TRY(letter_to_read(tx, actor, call));
        auto bytes = TRY(paper::write(duties::letter_document(letter, rooms.profile()), form, call.now));
        return answer_document(form, "letter-" + letter.id.text(), std::move(bytes));
    });
}

}  // namespace

Answer get_letters(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto all = TRY(duties::letters(tx));
        LetterList list;
        for (const auto& letter : all) {
            const bool may = TRY(may_read(tx, actor, letter, call.now));
            if (!may) continue;
            ++list.total;
            list.items.push_back({.id = letter.id.text(),
                                  .subject = letter.subject,
                                  .kind = std::string{duties::letter_kind_code(letter)},
                                  .to = letter.addressee,
                                  .due = base::to_iso(letter.due_on),
                                  .state = std::string{duties::letter_state_code(letter.state)},
                                  .overdue = letter.overdue(call.now),
                                  .document_number = letter.document_number,
                                  .sent_on = sent_text(letter)});
        }
        return answer_json(list);
    });
}

Answer get_letter(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto letter = TRY(letter_to_read(tx, actor, call));
        LetterView view{.id = letter.id.text(),
                        .subject = letter.subject,
                        .body = letter.body,
                        .kind = std::string{duties::letter_kind_code(letter)},
                        .to = letter.addressee,
                        .account = {letter.account.text(), letter.account_name, letter.display_name},
                        .unit = {letter.unit ? letter.unit->text() : std::string{}, letter.unit_name},
                        .event_on = base::to_iso(letter.event_on),
                        .due = base::to_iso(letter.due_on),
                        .state = std::string{duties::letter_state_code(letter.state)},
                        .overdue = letter.overdue(call.now),
                        .document_number = letter.document_number,
                        .sent_on = sent_text(letter),
                        .leaver = std::nullopt,
                        .link = std::nullopt,
                        .drafted_at = instant_text(letter.drafted_at),
                        .may = {}};
        if (letter.leaver) view.leaver = letter.leaver->text();
        if (letter.link) {
            const auto links = TRY(grants::links(tx));
            const auto link = std::ranges::find(links, *letter.link, &grants::Link::id);
            if (link != links.end()) view.link = {.code = link->code, .name = letter.link_name};
        }
        if (letter.state == duties::LetterState::draft && duties::require_letter_writer(tx, actor, letter, call.now)) {
            view.may = {"change", "send"};
        }
        return answer_json(view);
    });
}

Answer put_letter(const Rooms& rooms, const Call& call) {
    LetterTextRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = LetterId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_letter());
    const auto done = rooms.database.write([&rooms, call, id, subject = request.subject.value,
                                            body = request.body.value](store::WriteTx& tx) -> base::Result<void> {
        const auto actor = TRY(enter(tx, rooms, call));
        return duties::change_letter(tx, rooms.office, actor, *id, subject, body, call.now);
    });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer post_letter_sent(const Rooms& rooms, const Call& call) {
    LetterSentRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = LetterId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_letter());
    const auto on = base::from_iso(request.on.value);
    if (!on) {
        return answer_problem(problem_of(Invalid{"on", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}));
    }
    const auto done = rooms.database.write(
        [&rooms, call, id, number = request.document_number.value, on = *on](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            return duties::mark_letter_sent(tx, rooms.office, actor, *id, number, on, call.now);
        });
    return done ? answer_nothing() : answer_error(done.error());
}

Answer get_letter_odt(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::odt); }

Answer get_letter_pdf(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::pdf); }

}  // namespace menhu::web
