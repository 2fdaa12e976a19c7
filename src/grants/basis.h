#pragma once
// Legal bases (P2.1): the profile's twenty, and those that the agency enters.
//
// Promises: a basis that ends stops every purpose without another one in force, at that millisecond and by itself; what
// was in force at any past instant stays answerable from the versions. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "grants/desk.h"
#include "people/actor.h"
#include "store/database.h"

namespace menhu::grants {

enum class BasisOrigin : std::uint8_t { profile, agency };
std::string_view basis_origin_code(BasisOrigin origin);  // "profile", "agency"

// In force from (absent: before anything we hold) up to and not including `until` (absent: open; the earlier of the
// profile's and the agency's). Instants, so that "in force" is one comparison; a day of the profile begins at midnight
// in Asia/Taipei.
struct Basis {
    std::string id;  // "B05" of the profile, "A01" of the agency
    std::string title;
    std::string title_en;
    std::vector<std::string> articles{};  // "第四條"; empty: the whole text
    std::string text{};                   // the line as issued; empty for the agency's
    std::optional<base::Instant> from{};
    std::optional<base::Instant> until{};
    std::optional<std::string> replaced_by{};  // the id of another
    BasisOrigin origin = BasisOrigin::profile;

    bool in_force(base::Instant now) const { return (!from || *from <= now) && (!until || now < *until); }
    // In force, with an end after `now` and not after `horizon`.
    bool ends_between(base::Instant now, base::Instant horizon) const {
        return in_force(now) && until && *until <= horizon;
    }
};

// Who keeps the catalogue: designated persons, and administrators of the whole agency. Errors: those of
// people::require.
base::Result<void> require_catalogue_keeper(store::ReadTx& tx, const people::Actor& by, base::Instant now);

// Takes over the profile's bases: new ones are added, texts and dates are brought up to date (what the agency set
// stays), a basis that the profile no longer names ends now. Answers how many rows changed. By an account administrator
// or the operator at the console.
base::Result<std::int64_t> adopt_bases(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       base::Instant now);

struct NewBasis {
    std::string title;
    std::string title_en;
    std::vector<std::string> articles;
    std::optional<base::Instant> from;
    std::optional<base::Instant> until;
};
// By a keeper of the catalogue; answers its id. Error: grants.basis_ill_formed.
base::Result<std::string> add_basis(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                    const NewBasis& basis, base::Instant now);

// What the agency knows of a basis: each part is set, cleared, or left as it is.
template <class T>
struct Setting {
    enum class Is : std::uint8_t { left, set, cleared } is = Is::left;
    T value{};
    static Setting to(T value) { return {Is::set, std::move(value)}; }
    static Setting none() { return {Is::cleared, T{}}; }
};
struct BasisDates {
    Setting<base::Instant> from{};
    Setting<base::Instant> until{};  // cleared: the profile's again
    Setting<std::string> replaced_by{};
    std::string note{};
};
// By a keeper of the catalogue. Errors: grants.basis_unknown, grants.basis_ill_formed (an end before its beginning, or
// it replaces itself).
base::Result<void> set_basis_dates(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                   std::string_view basis, const BasisDates& dates, base::Instant now);
// The same for its end alone.
base::Result<void> end_basis(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view basis,
                             base::Instant until, base::Instant now);

base::Result<std::vector<Basis>> bases(store::ReadTx& tx);  // by id
base::Result<std::optional<Basis>> find_basis(store::ReadTx& tx, std::string_view id);

struct BasisVersion {
    std::int64_t number = 0;
    std::optional<base::Instant> recorded_at;  // nothing: before versions were kept
    people::AccountId by{0};
    std::optional<base::Instant> from;
    std::optional<base::Instant> until;
    std::optional<std::string> replaced_by;
    std::string note;
};
base::Result<std::vector<BasisVersion>> basis_versions(store::ReadTx& tx, std::string_view basis);  // newest first

}  // namespace menhu::grants
