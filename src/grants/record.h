#pragma once
// Enters the acts of this room in the ledger, in the act's transaction. Inside the room. Thread rule: as the
// transaction.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grants/desk.h"
#include "grants/grant.h"
#include "grants/refusal.h"
#include "people/actor.h"
#include "store/database.h"

namespace menhu::grants {

using Facts = std::vector<std::pair<std::string, std::string>>;

// "grants.created", …; the list is in docs/formats/entries.md. `reason` is sealed; empty: nothing is.
base::Result<void> record(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view kind,
                          std::optional<GrantId> grant, Facts facts, std::string_view reason, base::Instant now);

// What a refusal is recorded with.
struct RefusedAsk {
    std::int64_t account = 0;
    std::int64_t unit = 0;
    GrantId grant{0};
    std::string_view purpose;  // empty if there is no such grant
    Operation operation = Operation::lookup;
    std::string_view case_number;
    std::string_view reason;
    std::optional<crypto::Tag> person;
    std::string_view sealed;              // a JSON object
    std::span<const std::string> fields;  // asked for; empty: all of the grant
    std::string_view source;
    Facts facts{};  // of the decision
};

// Makes refusals, each with its entry ("query.refused").
class Recorder {
public:
    static base::Result<Refusal> refuse(store::WriteTx& tx, const Desk& desk, Why why, const RefusedAsk& ask,
                                        base::Instant now);
};

}  // namespace menhu::grants
