#pragma once
// From an ask to a permit or a refusal (P1, S1.1, S2.2, F2.4).
//
// Promises: a refusal is entered in the ledger in this transaction, with what was asked sealed beside it. A permit is
// counted against the grant's quotas in this transaction. Cost of a permit: one SELECT and one UPSERT; one look-up by
// index for conflicts of interest where the person's tag is known; for kinship those of its authorisation. Thread rule:
// as the transaction.
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "crypto/tag.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "grants/operation.h"
#include "grants/permit.h"
#include "grants/refusal.h"
#include "people/actor.h"
#include "store/database.h"

namespace menhu::grants {

struct Ask {
    GrantId grant{0};
    Operation operation = Operation::lookup;
    std::string case_number;
    std::string reason;
    std::string holding = "household";
    // The address from which the call came, for grants that are bound to networks; empty at the console, which is in
    // none.
    std::string source{};
    // For Operation::kinship: the code of the authorisation, as typed (kinship.h).
    std::string authorisation{};
    // For Operation::name_search: the district in which is searched ("68000010").
    std::string district{};
    // The fields wanted; empty: all of the grant.
    std::vector<std::string> fields;
    // For the record of a refusal: the person's tag, if the caller knows it, and a JSON object with what was asked,
    // sealed in the ledger ("{}" if there is nothing).
    std::optional<crypto::Tag> person;
    std::string sealed = "{}";
};

base::Result<std::variant<Permit, Refusal>> decide(store::WriteTx& tx, const Desk& desk, const people::Actor& actor,
                                                   const Ask& ask, base::Instant now);

// Where a person that was found lives and who it is.
struct PersonPlace {
    std::string_view district;  // "68000010"; empty if unknown
    std::optional<crypto::Tag> person;
};

// May the permit be used about this person? Nothing if so; else the reason (not of the grant's population, or a
// conflict of interest was declared), which the caller records with record_refusal and answers instead of the data. One
// indexed look-up for conflicts, one SELECT for a list of people.
base::Result<std::optional<Why>> check_person(store::ReadTx& tx, const Permit& permit, const PersonPlace& place);
// The same of somebody whom the data do not hold, so that where they live is not known: conflicts of interest alone.
base::Result<std::optional<Why>> check_unheld(store::ReadTx& tx, const Permit& permit, const crypto::Tag& person);

// So many people have the name that was searched for: may they be listed? Nothing if so. Asked before any of their
// records is opened. The permit is for Operation::name_search. Pure.
std::optional<Why> check_found(const Desk& desk, const Permit& permit, std::int64_t found);
// How many searches by name the actor has left today. One SELECT.
base::Result<std::int64_t> searches_left(store::ReadTx& tx, const Desk& desk, const people::Actor& actor,
                                         base::Instant now);

// Enters a refusal that came after the permit. `sealed`: a JSON object with whom it was about.
base::Result<Refusal> record_refusal(store::WriteTx& tx, const Desk& desk, const Permit& permit, Why why,
                                     std::optional<crypto::Tag> person, std::string_view sealed, base::Instant now);

}  // namespace menhu::grants
