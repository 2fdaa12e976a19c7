#pragma once
// duties_letters and what hangs on them. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "duties/letter.h"

namespace menhu::duties::rows {

base::Result<void> insert_letter(store::WriteTx& tx, const Letter& letter);
// `cause`: the number of a duty of office, of a link's person, or of a link.
base::Result<void> insert_cause(store::WriteTx& tx, std::int64_t cause, std::string_view event, LetterId letter);
base::Result<void> insert_text(store::WriteTx& tx, LetterId letter, std::string_view subject, std::string_view body,
                               people::AccountId by, base::Instant now);
base::Result<void> insert_sent(store::WriteTx& tx, LetterId letter, std::string_view document_number, base::Date on,
                               const people::Actor& by, base::Instant now);
base::Result<void> insert_void(store::WriteTx& tx, LetterId letter, base::Instant now);

base::Result<std::vector<Letter>> letters(store::ReadTx& tx);
base::Result<std::optional<Letter>> letter(store::ReadTx& tx, LetterId id);
base::Result<std::vector<LetterId>> letters_of(store::ReadTx& tx, LeaverId leaver);
base::Result<std::vector<Letter>> letters_of_link(store::ReadTx& tx, grants::LinkId link);
// What has been told: cause and event.
base::Result<std::set<std::pair<std::int64_t, std::string>>> causes(store::ReadTx& tx);

std::span<const store::Statement> letter_statements();

}  // namespace menhu::duties::rows
