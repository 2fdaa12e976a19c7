#pragma once
// Asking about people under a permit: look-up, household, search by name, and the second acts upon an answer: opening
// one of a list, the household of somebody, and reveal, which shows full values.
//
// Promises: the entry is appended before anything is answered, in the same transaction, also when nothing was found; a
// Disclosure cannot be made without its Receipt; it holds the permit's fields and no others; a person outside the
// permit's population is refused, with an entry and with nothing shown; a search by name that would list too many is
// refused before a record is opened. Cost besides the append: one indexed SELECT, two buckets for a look-up by id, two
// and more by name, one a member for a household or a list. Thread rule: as the transaction; a Disclosure is a value.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/tag.h"
#include "grants/decide.h"
#include "grants/permit.h"
#include "grants/refusal.h"
#include "ledger/ledger.h"
#include "people/actor.h"
#include "registry/person.h"
#include "registry/registry.h"
#include "registry/subject.h"
#include "store/database.h"

namespace menhu::registry {

enum class Shown : std::uint8_t { masked, full };

struct CardField {
    std::string_view name;  // "BirthDate"
    std::string_view label_zh;
    std::string_view label_en;
    std::string value;            // in words: 有偶 for a code, 中壢區 for a district
    std::string value_en;         // where the English words differ; else empty
    Shown shown = Shown::masked;  // full where the profile masks nothing
};

// One event of a history, in words.
struct CardEvent {
    enum class Standing : std::uint8_t { stands, undone };  // undone: 撤銷, it never happened
    std::string_view code;                                  // "move_in"
    std::string_view zh;
    std::string_view en;
    std::string on;  // "2024-05-01", "2024-05", "2024" or empty
    std::string registered;
    std::string from;
    std::string to;
    std::string other_id;
    std::string act;
    Standing standing = Standing::stands;
};

struct CardHistory {
    std::string_view name;  // "MoveHistory", "StatusHistory"
    std::string_view label_zh;
    std::string_view label_en;
    std::vector<CardEvent> events;  // the oldest first; may be empty: the data hold none
    Shown shown = Shown::masked;
};

struct PersonCard {
    enum class By : std::uint8_t { present, earlier_id };  // earlier_id: what was asked by is an id of before
    std::string handle;          // for reveal and household of this answer; good for fifteen minutes
    std::string_view status_zh;  // 現住, 遷出, …: shown with every card, because 除戶 is not death
    std::string_view status_en;
    std::vector<CardField> fields;  // the permit's, in the order of the catalogue; those without a value are left out
    By by = By::present;
    std::vector<CardHistory> histories;  // those of the permit
};

// What an answer is: cards; or a list to choose from, of the few fields that tell people of one name apart.
enum class Form : std::uint8_t { cards, list };

class Disclosure {
public:
    // What was done: lookup, reveal, household or name_search.
    grants::Operation operation() const { return operation_; }
    Form form() const { return form_; }
    people::AccountId account() const { return account_; }  // who asked
    const ledger::Receipt& receipt() const { return receipt_; }
    QueryId query() const { return query_; }
    GenerationId generation() const { return generation_; }
    const std::string& base_date() const { return base_date_; }  // the copy lags the household office
    grants::GrantId grant() const { return grant_; }
    const std::string& case_number() const { return case_number_; }
    Shown shown() const { return shown_; }
    const std::vector<PersonCard>& cards() const { return cards_; }
    // By which tags the ledger knows whom the cards are about, in their order.
    const std::vector<crypto::Tag>& people() const { return people_; }

private:
    friend class Discloser;
    Disclosure(ledger::Receipt receipt, QueryId query, GenerationId generation)
        : receipt_{std::move(receipt)}, query_{query}, generation_{generation} {}

    ledger::Receipt receipt_;
    QueryId query_;
    GenerationId generation_;
    std::string base_date_;
    grants::GrantId grant_{0};
    std::string case_number_;
    Shown shown_ = Shown::masked;
    grants::Operation operation_ = grants::Operation::lookup;
    Form form_ = Form::cards;
    people::AccountId account_{0};
    std::vector<PersonCard> cards_;
    std::vector<crypto::Tag> people_;
};

using Answer = std::variant<Disclosure, grants::Refusal>;

// Which person of which answer, bound to the account that was answered, the query and a quarter of an hour. It says
// under which grant and for which case the second act is, so that grants::decide can be asked again.
class Handle {
public:
    grants::GrantId grant() const { return grant_; }
    const std::string& case_number() const { return case_number_; }
    QueryId query() const { return query_; }
    // The tag by which the ledger and case lists know the person; for grants::Ask::person.
    const crypto::Tag& person() const { return person_; }
    // The tag of the person's record, which only this room can use.
    const crypto::Tag& record() const { return record_; }
    // The answer in which it stood. Who only stands in a list is opened first, which is a look-up.
    Form of() const { return of_; }

private:
    friend base::Result<Handle> open_handle(const Registry&, const people::Actor&, QueryId, std::string_view,
                                            base::Instant);
    Handle() = default;
    grants::GrantId grant_{0};
    std::string case_number_;
    QueryId query_{0};
    crypto::Tag person_{};
    crypto::Tag record_{};
    Form of_ = Form::cards;
};

// Error: registry.handle_invalid (bad_input: not of this account and query, or changed), registry.handle_expired
// (conflict: ask again).
base::Result<Handle> open_handle(const Registry& registry, const people::Actor& actor, QueryId query,
                                 std::string_view handle, base::Instant now);

// About the subject, masked; the permit is for operation_for(subject). By id: whoever has it, and whoever had it
// before, which the card says. By name and birth date: several may share them. By household number: its members in
// legal order. By name in a district: a list, or Why::search_too_many with nothing opened. Errors:
// registry.no_generation (conflict: nothing is in use yet), registry.search_not_built (conflict: the data in use were
// built without that index), registry.record_corrupt, registry.bucket_corrupt; those of crypto, ledger and store.
base::Result<Answer> lookup(store::WriteTx& tx, const Registry& registry, grants::Permit permit, const Subject& subject,
                            base::Random& random, base::Instant now);

// The masked card of one of a list. The permit is for Operation::lookup, under the handle's grant: it counts as a
// look-up. Errors: as lookup; registry.permit_mismatch.
base::Result<Answer> open_listed(store::WriteTx& tx, const Registry& registry, grants::Permit permit,
                                 const Handle& handle, base::Random& random, base::Instant now);

// The full values of one card of an earlier answer. The permit is for Operation::reveal, under the handle's grant.
// Errors: as lookup; registry.permit_mismatch if the permit is for another grant or case than the handle;
// registry.handle_listed (conflict) if the handle is of a list.
base::Result<Answer> reveal(store::WriteTx& tx, const Registry& registry, grants::Permit permit, const Handle& handle,
                            base::Random& random, base::Instant now);

// The members of the household of one card, masked, in legal order (戶籍法施行細則 4: head, spouse, lineal ascendants,
// lineal descendants, collaterals, other members, lodgers). The permit is for Operation::household. Members outside the
// permit's population are left out and counted in the entry. Errors: as reveal.
base::Result<Answer> household(store::WriteTx& tx, const Registry& registry, grants::Permit permit,
                               const Handle& handle, base::Random& random, base::Instant now);

}  // namespace menhu::registry
