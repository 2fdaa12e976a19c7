#include "duties/letter_rows.h"

#include <array>

namespace menhu::duties::rows {
namespace {

#define LETTER_COLUMNS                                                                                            \
    "l.id, l.leaver_id, l.account_id, l.account_name, l.display_name, l.unit_id, l.unit_name, l.kind, "           \
    "l.event, l.event_on, l.due_on, l.addressee, l.drafted_at, t.subject, t.body, s.document_number, s.sent_on, " \
    "v.voided_at, l.link_id, l.link_name FROM duties_letters l JOIN duties_letter_texts t ON t.letter_id = l.id " \
    "AND t.number = (SELECT MAX(n.number) FROM duties_letter_texts n WHERE n.letter_id = l.id) "                  \
    "LEFT JOIN duties_letters_sent s ON s.letter_id = l.id LEFT JOIN duties_letters_void v ON v.letter_id = l.id "
constexpr store::Statement all_statement{
    "duties.letters",
    "SELECT " LETTER_COLUMNS
    "ORDER BY CASE WHEN s.letter_id IS NULL AND v.letter_id IS NULL THEN 0 ELSE 1 END, "
    "CASE WHEN s.letter_id IS NULL AND v.letter_id IS NULL THEN l.due_on ELSE '' END, l.drafted_at DESC, l.id"};
constexpr store::Statement one_statement{"duties.letter", "SELECT " LETTER_COLUMNS "WHERE l.id = $1"};
constexpr store::Statement of_link_statement{
    "duties.letters_of_link", "SELECT " LETTER_COLUMNS "WHERE l.link_id = $1 ORDER BY l.drafted_at DESC, l.id DESC"};
#undef LETTER_COLUMNS
constexpr store::Statement of_leaver_statement{"duties.letters_of_leaver",
                                               "SELECT id FROM duties_letters WHERE leaver_id = $1 ORDER BY id"};
// A letter that became void told nobody anything.
constexpr store::Statement causes_statement{"duties.letter_causes",
                                            "SELECT c.duty_id, c.event FROM duties_letter_causes c LEFT JOIN "
                                            "duties_letters_void v ON v.letter_id = c.letter_id "
                                            "WHERE v.letter_id IS NULL ORDER BY c.duty_id, c.event"};
constexpr store::Statement insert_statement{
    "duties.insert_letter",
    "INSERT INTO duties_letters (id, leaver_id, account_id, account_name, display_name, unit_id, unit_name, kind, "
    "event, event_on, due_on, addressee, drafted_at, link_id, link_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
    "$10, "
    "$11, $12, $13, $14, $15)"};
constexpr store::Statement cause_statement{
    "duties.insert_letter_cause", "INSERT INTO duties_letter_causes (duty_id, event, letter_id) VALUES ($1, $2, $3)"};
constexpr store::Statement text_statement{
    "duties.insert_letter_text",
    "INSERT INTO duties_letter_texts (letter_id, number, subject, body, changed_by, changed_at) VALUES ($1, "
    "(SELECT COALESCE(MAX(n.number), 0) + 1 FROM duties_letter_texts n WHERE n.letter_id = $1), $2, $3, $4, $5)"};
constexpr store::Statement sent_statement{
    "duties.insert_letter_sent",
    "INSERT INTO duties_letters_sent (letter_id, document_number, sent_on, sent_by, sent_by_name, recorded_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr store::Statement void_statement{"duties.insert_letter_void",
                                          "INSERT INTO duties_letters_void (letter_id, voided_at) VALUES ($1, $2)"};
constexpr std::array letter_table{all_statement,    one_statement,    of_leaver_statement, of_link_statement,
                                  causes_statement, insert_statement, cause_statement,     text_statement,
                                  sent_statement,   void_statement};

base::Date day(std::string_view text) {
    const auto date = base::from_iso(text);
    CHECK(date);
    return *date;
}

Letter decode(const store::Row& row) {
    const auto kind = people::duty_kind_from_code(row.text(7));
    CHECK(kind || row.text(7) == "link_end");
    Letter letter{.id = LetterId{row.integer(0)},
                  .leaver = std::nullopt,
                  .link = std::nullopt,
                  .link_name = std::string{row.text(19)},
                  .account = people::AccountId{row.integer(2)},
                  .account_name = std::string{row.text(3)},
                  .display_name = std::string{row.text(4)},
                  .unit = std::nullopt,
                  .unit_name = std::string{row.text(6)},
                  .kind = kind,
                  .event = std::string{row.text(8)},
                  .event_on = day(row.text(9)),
                  .due_on = day(row.text(10)),
                  .addressee = std::string{row.text(11)},
                  .drafted_at = row.instant(12),
                  .subject = std::string{row.text(13)},
                  .body = std::string{row.text(14)},
                  .state = LetterState::draft,
                  .document_number = row.maybe_text(15).value_or(""),
                  .sent_on = std::nullopt};
    if (const auto leaver = row.maybe_integer(1)) letter.leaver = LeaverId{*leaver};
    if (const auto link = row.maybe_integer(18)) letter.link = grants::LinkId{*link};
    if (const auto unit = row.maybe_integer(5)) letter.unit = people::UnitId{*unit};
    if (!row.is_null(16)) {
        letter.state = LetterState::sent;
        letter.sent_on = day(row.text(16));
    } else if (!row.is_null(17)) {
        letter.state = LetterState::void_;
    }
    return letter;
}

}  // namespace

base::Result<void> insert_letter(store::WriteTx& tx, const Letter& letter) {
    TRY(tx.run(insert_statement, letter.id, letter.leaver, letter.account, letter.account_name, letter.display_name,
               letter.unit, letter.unit_name, letter_kind_code(letter), letter.event, base::to_iso(letter.event_on),
               base::to_iso(letter.due_on), letter.addressee, letter.drafted_at, letter.link, letter.link_name));
    return {};
}

base::Result<void> insert_cause(store::WriteTx& tx, std::int64_t cause, std::string_view event, LetterId letter) {
    TRY(tx.run(cause_statement, cause, event, letter));
    return {};
}

base::Result<void> insert_text(store::WriteTx& tx, LetterId letter, std::string_view subject, std::string_view body,
                               people::AccountId by, base::Instant now) {
    TRY(tx.run(text_statement, letter, subject, body, by, now));
    return {};
}

base::Result<void> insert_sent(store::WriteTx& tx, LetterId letter, std::string_view document_number, base::Date on,
                               const people::Actor& by, base::Instant now) {
    TRY(tx.run(sent_statement, letter, document_number, base::to_iso(on), by.account(), by.display_name(), now));
    return {};
}

base::Result<void> insert_void(store::WriteTx& tx, LetterId letter, base::Instant now) {
    TRY(tx.run(void_statement, letter, now));
    return {};
}

base::Result<std::vector<Letter>> letters(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::optional<Letter>> letter(store::ReadTx& tx, LetterId id) { return tx.one(one_statement, decode, id); }

base::Result<std::vector<LetterId>> letters_of(store::ReadTx& tx, LeaverId leaver) {
    return tx.all(of_leaver_statement, [](const store::Row& row) { return LetterId{row.integer(0)}; }, leaver);
}

base::Result<std::vector<Letter>> letters_of_link(store::ReadTx& tx, grants::LinkId link) {
    return tx.all(of_link_statement, decode, link);
}

base::Result<std::set<std::pair<std::int64_t, std::string>>> causes(store::ReadTx& tx) {
    const auto all = TRY(tx.all(
        causes_statement, [](const store::Row& row) { return std::pair{row.integer(0), std::string{row.text(1)}}; }));
    return std::set<std::pair<std::int64_t, std::string>>{all.begin(), all.end()};
}

std::span<const store::Statement> letter_statements() { return letter_table; }

}  // namespace menhu::duties::rows
