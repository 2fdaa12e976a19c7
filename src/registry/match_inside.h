#pragma once
// What the files of matches share. Inside the room. Thread rule: as the transaction.
#include <string>
#include <string_view>

#include "crypto/secret.h"
#include "grants/operation.h"
#include "ledger/entry.h"
#include "registry/match.h"
#include "registry/match_pack.h"
#include "registry/match_rows.h"

namespace menhu::registry {

// Not waiting: that is computed. A Bug if there is no such state.
MatchState stored_match_state(std::string_view code);
// Who, under which grant, which match and rule.
ledger::Entry match_entry(std::string_view kind, const rows::MatchRow& match);

struct OpenMatch {
    crypto::Secret key;
    MatchHead head;
};
// Error: registry.match_result_gone.
base::Result<OpenMatch> open_match(const Registry& registry, const rows::MatchRow& row);
// Of who asked for it, and still of that unit. Error: registry.match_unknown.
base::Result<rows::MatchRow> own_match(store::ReadTx& tx, const people::Actor& by, MatchId id);

grants::Operation operation_of(const law::MatchRule& rule);

// The sealed part of an entry: case, reason, fields, source; about whom, in which role, if it is about somebody.
std::string match_secret(const MatchHead& head, std::string_view source, std::string_view id, std::string_view role);

}  // namespace menhu::registry
