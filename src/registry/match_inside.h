#pragma once
// What the files of matches share. Inside the room. Thread rule: as the transaction.
#include <string>
#include <string_view>

#include "crypto/secret.h"
#include "grants/operation.h"
#include "grants/permit.h"
#include "ledger/entry.h"
#include "registry/inside.h"
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

// A match that is not yet in the tables: its rows packed and sealed under a key of its own.
struct PreparedMatch {
    MatchId id{0};
    crypto::Secret key;
    base::Bytes wrapped_key;
    std::string file;
    std::vector<std::string> headers;
    std::vector<base::Bytes> parts;  // sealed
    std::int64_t rows = 0;
};
// `parts`: packed, rows_of_part each.
PreparedMatch prepare_match(const Registry& registry, std::string file, std::vector<std::string> headers,
                            const std::vector<base::Bytes>& parts, std::int64_t rows, base::Random& random,
                            base::Instant now);
// What a match is begun for, beside its permit.
struct MatchCause {
    std::string_view rule;
    std::string_view on;      // "2026-03-01"
    std::string_view list;    // the fact that says where its rows are from
    std::string_view from;    // its name: "list", "frame"
    std::string_view source;  // the address of the call
    // "other": the rule is another programme's, its legal bases are none of the grant's; empty: it is the grant's own.
    std::string_view basis = {};
};
// Keeps it, with its entry "match.begun": ready for match_step, run 1.
base::Result<void> keep_match(store::WriteTx& tx, const Registry& registry, const PreparedMatch& match,
                              const MatchCause& cause, const grants::Permit& permit, const OpenGeneration& generation,
                              base::Instant now);

// The sealed part of an entry: case, reason, fields, source; about whom, in which role, if it is about somebody.
std::string match_secret(const MatchHead& head, std::string_view source, std::string_view id, std::string_view role);

}  // namespace menhu::registry
