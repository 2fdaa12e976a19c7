#pragma once
// The one place where a Disclosure is made: entry first, then cards. Inside the room. Thread rule: as the transaction.
#include <string>
#include <string_view>
#include <vector>

#include "registry/find.h"
#include "registry/lookup.h"

namespace menhu::registry {

// One act of disclosing.
struct Act {
    std::string_view subject{};  // JSON object about whom was asked; sealed
    Shown shown = Shown::masked;
    std::int64_t left_out = 0;  // people outside the permit's population
    Form form = Form::cards;
};

class Discloser {
public:
    Discloser(store::WriteTx& tx, Registry::Inside& inside, grants::Permit permit, base::Random& random,
              base::Instant now)
        : tx_{tx}, inside_{inside}, permit_{std::move(permit)}, random_{random}, now_{now} {}

    const grants::Permit& permit() const { return permit_; }
    // Why the permit does not reach this person; nothing if it does.
    base::Result<std::optional<grants::Why>> outside(const Found& found);
    // May so many of one name be listed?
    std::optional<grants::Why> too_many(std::int64_t found) const;
    // A refusal after the permit, entered; the second about nobody in particular.
    base::Result<Answer> refuse(grants::Why why, const Found& found, std::string_view subject);
    base::Result<Answer> refuse(grants::Why why, std::string_view subject);
    // Enters the act and makes the answer. `people` may be empty: that nobody was found is recorded too.
    base::Result<Answer> disclose(const Act& act, const OpenGeneration& generation, const std::vector<Found>& people);
    // The permit's fields of one, for an act that has its entry; without a handle.
    base::Result<PersonCard> card(const Found& found, const OpenGeneration& generation, const Act& act) const;

private:
    ledger::Entry entry(const Act& act, const OpenGeneration& generation, const std::vector<Found>& people,
                        QueryId query) const;
    // The others of an answer about several: each has an entry, so that each person's trail is whole.
    base::Result<void> enter_each(const std::vector<Found>& people, QueryId query);

    store::WriteTx& tx_;
    Registry::Inside& inside_;
    grants::Permit permit_;
    base::Random& random_;
    base::Instant now_;
};

}  // namespace menhu::registry
