#pragma once
// What an answer said, kept for a quarter of an hour so that it can be put into a case file (附卷) as it was shown: the
// server keeps nothing of it; it travels sealed with the answer, and comes back with the wish to attach.
//
// Promises: an exhibit holds what the answer showed and no more, masked where the answer was masked; it can be opened
// by the account that was answered, for that answer, within handle_life, and by nobody else. One that would be longer
// than a request may be is not made. Cost: some microseconds for each record. Thread rule: pure but for chance; any
// thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/tag.h"
#include "grants/ids.h"
#include "people/actor.h"
#include "registry/kin_query.h"
#include "registry/lookup.h"
#include "registry/match.h"
#include "registry/question.h"
#include "registry/registry.h"

namespace menhu::registry {

enum class ExhibitKind : std::uint8_t { card, household, answer, kinship, match };
struct ExhibitWords {
    std::string_view code;  // "card"
    std::string_view zh;    // the title of the document
    std::string_view en;
};
const ExhibitWords& words_of(ExhibitKind kind);
std::optional<ExhibitKind> exhibit_kind(std::string_view code);

struct ExhibitColumn {
    std::string head;
    std::uint32_t width = 8;
};
struct ExhibitTable {
    std::string caption;
    std::vector<ExhibitColumn> columns;
    std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

struct Exhibit {
    ExhibitKind kind = ExhibitKind::card;
    Shown shown = Shown::masked;
    people::AccountId account{0};  // who was answered
    grants::GrantId grant{0};
    std::string case_number;
    std::int64_t source = 0;  // the query's number, or the match's
    std::string base_date;
    int log = 0;  // the entries of the answer
    std::int64_t first_index = 0;
    std::int64_t last_index = 0;
    base::Instant answered_at{};
    std::vector<crypto::Tag> people;  // of the ledger
    std::vector<std::pair<std::string, std::string>> lines;
    std::vector<ExhibitTable> tables;
    std::vector<std::string> notes;
};

// Of an answer that shows somebody; nothing of one that does not, or of a list to choose from.
std::optional<Exhibit> exhibit_of(const Disclosure& answer);
Exhibit exhibit_of(const AnswerGiven& answer);
std::optional<Exhibit> exhibit_of(const KinshipDisclosure& answer);
// Rows of a match's result, by their positions in it, of the one who asked for it. Nothing is entered here: attaching
// is. Errors: registry.exhibit_roster (refused: people whom the registry found, not the list), registry.match_unknown,
// registry.match_result_gone, registry.match_state (it still goes on), registry.exhibit_rows (none, one twice, one that
// is not there, or more than the profile's number).
base::Result<Exhibit> exhibit_of(store::ReadTx& tx, const Registry& registry, const MatchBook& book,
                                 const people::Actor& by, MatchId id, std::span<const std::int64_t> positions,
                                 base::Instant now);

// As text for the answer; empty if it is too long to come back in a request.
std::string seal_exhibit(const Registry& registry, const Exhibit& exhibit, base::Random& random, base::Instant now);
inline std::string seal_exhibit(const Registry& registry, const std::optional<Exhibit>& exhibit, base::Random& random,
                                base::Instant now) {
    return exhibit ? seal_exhibit(registry, *exhibit, random, now) : std::string{};
}
// Errors: registry.exhibit_invalid (bad_input: not of this account and answer, or changed), registry.exhibit_expired
// (conflict: ask again).
base::Result<Exhibit> open_exhibit(const Registry& registry, const people::Actor& actor, QueryId query,
                                   std::string_view sealed, base::Instant now);

}  // namespace menhu::registry
