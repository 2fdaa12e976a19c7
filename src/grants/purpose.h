#pragma once
// Legal bases and the purposes that rest on them (P1, P2.1, P2.2). The catalogue of bases comes from the profile; an
// agency may end one. A purpose names the units that may use it, the fields that it may need, and what its users
// acknowledge. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "grants/operation.h"
#include "people/actor.h"
#include "people/unit.h"
#include "store/database.h"

namespace menhu::grants {

// A legal basis as the installation holds it: in force from (absent: before anything we hold) up to and not including
// `until` (absent: open). Instants, so that "in force" is one comparison; a day of the profile begins at midnight in
// Asia/Taipei.
struct Basis {
    std::string id;  // "B05"
    std::string title;
    std::string title_en;
    std::optional<base::Instant> from;
    std::optional<base::Instant> until;
    bool in_force(base::Instant now) const { return (!from || *from <= now) && (!until || now < *until); }
};

struct NewPurpose {
    std::string code;  // [a-z0-9-]{1,40}, unique
    std::string name_zh;
    std::string name_en;
    std::vector<std::string> bases;   // ids of bases, at least one, each in force
    std::vector<std::string> units;   // codes of people's units; at least one
    std::vector<std::string> fields;  // names of law::Field; at least one
    Operations operations;            // that a grant for it may give
    // What a case number of this purpose looks like, in the notation of case_pattern.h; empty: any non-empty text.
    std::string case_pattern;
    std::string case_example;        // shown beside the field, e.g. "桃婦字第1150000001號"
    std::string acknowledgement_zh;  // what the user reads before each use (L1)
    std::string acknowledgement_en;
};

struct Purpose {
    PurposeId id;
    NewPurpose what;
};

// Takes over the profile's bases: new ones are added, texts and dates are brought up to date (an end that
// the agency set stays), a basis that the profile no longer names ends now. Answers how many rows changed.
base::Result<std::int64_t> adopt_bases(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       base::Instant now);
// A basis loses force at `until`; every purpose that rests on it alone stops with it. By an account administrator.
base::Result<void> end_basis(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view basis,
                             base::Instant until, base::Instant now);
base::Result<std::vector<Basis>> bases(store::ReadTx& tx);  // by id

// By an account administrator. Errors: grants.purpose_exists, grants.purpose_ill_formed,
// grants.purpose_basis_not_in_force, grants.unit_unknown, grants.field_unknown, those of people::require.
base::Result<PurposeId> create_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                       const NewPurpose& purpose, base::Random& random, base::Instant now);
base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx);  // by code
base::Result<std::optional<Purpose>> find_purpose(store::ReadTx& tx, std::string_view code);

}  // namespace menhu::grants
