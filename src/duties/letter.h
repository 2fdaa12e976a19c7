#pragma once
// Letters to the provider: when a head, a handler or a designated person of a link changes, the Civil Affairs Bureau is
// told within seven days; when a link ends, a month before (U3, F2.1, X1; 辦法 15).
//
// Promises: each beginning and each end of such a duty is told once, whoever recorded it: somebody who has the same
// duty in a unit and for a link that the unit manages is told of for the link. The deadline is counted by the Civil
// Code and the government's calendar. A sent letter stays as it was sent. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/ids.h"
#include "law/profile.h"
#include "paper/document.h"
#include "people/actor.h"
#include "people/duty.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::duties {

struct LetterTag;
using LetterId = base::Id<LetterTag>;
struct LeaverTag;
using LeaverId = base::Id<LeaverTag>;

enum class LetterState : std::uint8_t { draft, sent, void_ };
std::string_view letter_state_code(LetterState state);  // "draft", "sent", "void"

struct Letter {
    LetterId id{0};
    std::optional<LeaverId> leaver;
    std::optional<grants::LinkId> link;
    std::string link_name;         // empty if the letter is about a duty of office
    people::AccountId account{0};  // whose duty began or ended; who planned the ending of a link
    std::string account_name;
    std::string display_name;
    std::optional<people::UnitId> unit;  // nothing: the whole agency
    std::string unit_name;
    std::optional<people::DutyKind> kind;  // nothing: it tells the ending of a link
    std::string event;                     // "began", "ended"; "ending" of a link
    base::Date event_on{};
    base::Date due_on{};  // the last day
    std::string addressee;
    base::Instant drafted_at{};
    std::string subject;
    std::string body;  // paragraphs, one a line
    LetterState state = LetterState::draft;
    std::string document_number;
    std::optional<base::Date> sent_on;

    bool overdue(base::Instant now) const { return state == LetterState::draft && due_on < base::taipei_date(now); }
};

std::string_view letter_kind_code(const Letter& letter);  // that of its duty, or "link_end"

// The last day for a letter about something that happened on `event`: the profile's number of days after it, moved by
// Civil Code 122 where the calendar covers the year, and not moved where it does not.
base::Date letter_due(const law::Profile& profile, base::Date event);
// The last day for the letter about a link that ends before `at`: the profile's notice before, or the worked day before
// that where it is no day of work.
base::Date ending_letter_due(const law::Profile& profile, base::Instant at);

// Whether the end of this duty of office would have to be told: always of a designated person, of heads and handlers
// while their unit (or, for the whole agency, any) holds a grant, and of the head of a unit that manages a link. Not if
// it is told for a link. A first holder is told with the application for the link.
base::Result<bool> is_told(store::ReadTx& tx, const people::OfficeDuty& duty, base::Instant at);

// Drafts what is missing: for who records duties, in the same transaction, and for the daily job. Beginnings that
// follow an end which is told in a letter not yet sent are written into that one. Letters about `leaver`'s account
// belong to that leaver. Drafts of endings of links that were put off or taken back become void. Answers the new ones;
// one entry each.
struct OfLeaver {
    LeaverId leaver{0};
    people::AccountId account{0};
    std::string_view kind_zh;  // "調動", "離職", …
};
base::Result<std::vector<LetterId>> draft_missing_letters(store::WriteTx& tx, const people::Office& office,
                                                          const std::optional<OfLeaver>& leaver, base::Random& random,
                                                          base::Instant now);

base::Result<std::vector<Letter>> letters(store::ReadTx& tx);  // drafts by their due day, then the others, newest first
base::Result<std::optional<Letter>> find_letter(store::ReadTx& tx, LetterId letter);
base::Result<std::vector<LetterId>> letters_of(store::ReadTx& tx, LeaverId leaver);
base::Result<std::vector<Letter>> letters_of_link(store::ReadTx& tx, grants::LinkId link);  // newest first

// These three by an account administrator or the head of the letter's unit (of the agency, if it has none), and about a
// link by a designated person. Errors:
// duties.letter_not_found, duties.letter_over (it was sent or is void), people.not_your_unit, those of require_any().
base::Result<void> require_letter_writer(store::ReadTx& tx, const people::Actor& by, const Letter& letter,
                                         base::Instant now);
base::Result<void> change_letter(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                 LetterId letter, std::string_view subject, std::string_view body, base::Instant now);
// Errors too: duties.sent_day_wrong (ahead, or before the draft).
base::Result<void> mark_letter_sent(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                    LetterId letter, std::string_view document_number, base::Date on,
                                    base::Instant now);
// The change was taken back: drafts of the leaver are void.
base::Result<void> void_letters(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                LeaverId leaver, base::Instant now);

// As a letter in the form of the administration (函): to be printed or written on.
paper::Document letter_document(const Letter& letter, const law::Profile& profile);

}  // namespace menhu::duties
