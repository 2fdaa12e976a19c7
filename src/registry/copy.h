#pragma once
// Copies of data that leave (S2.4, S1.2, S3.1): an export, encrypted to a named recipient under the Civil Affairs
// Bureau's approval; and what is taken into a case file. Each has a row, an entry before it leaves, a last day, and the
// record of its end.
//
// Promises: what is exported is written, encrypted and kept as ciphertext only; the plain file is never on a disk. The
// file is handed to who asked, for the profile's hours (export_file_hours), and is then gone; a revoked approval or key
// stops one that waits. Thread rule: as the transaction; export_copy on a thread that may block.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "grants/ids.h"
#include "grants/refusal.h"
#include "people/actor.h"
#include "registry/copy_approval.h"
#include "registry/match.h"
#include "registry/recipient.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

using CopyId = base::Id<struct CopyTag>;

// What a copy bears, so that one that turns up says where it came from.
struct CopyMark {
    CopyId id{0};
    std::int64_t number = 0;  // this copy of the approval's
    std::int64_t of = 0;
    std::string letter_number;
    std::string recipient;  // organisation and name
    std::string case_number;
    base::Date destroy_by;
    int log = 0;  // the entry of its making
    std::int64_t index = 0;
};

// What is to be copied, as the one who keeps it offers it. `read` runs in the closure that decides, after the permit,
// and enters that it was read; `write` afterwards, outside.
struct CopyContent {
    std::int64_t people = 0;
    std::function<base::Result<std::string>(const CopyMark& mark)> write;
};
struct CopySource {
    CopyOf of = CopyOf::match;
    std::int64_t outcome = 0;  // the number of its id
    grants::GrantId grant{0};  // under which it came to be; the copy is made under the same
    std::string form;          // "ods", "csv": the ending of the file in the file
    std::function<base::Result<CopyContent>(store::WriteTx& tx, const people::Actor& by, base::Instant now)> read;
};
struct NewExport {
    CopyApprovalId approval{0};
    RecipientId recipient{0};
    std::string case_number;
    std::string reason;
    std::string source;  // the address of the call; empty at the console
};
using Exported = std::variant<CopyId, grants::Refusal>;
// In two closures, with the encryption between them: decided, numbered and entered ("export.begun"); then kept and
// entered ("export.made"), or entered as not made ("export.failed"). Errors: registry.copy_approval_unknown,
// registry.copy_not_approved (refused; detail: approval, grant, outcome, recipient, copies, people),
// registry.recipient_unknown, registry.recipient_not_confirmed (refused); those of grants::decide, of the source and of
// crypto::age_encrypt.
base::Result<Exported> export_copy(const Registry& registry, const ActorOf& actor_of, const CopySource& source,
                                   const NewExport& wish, base::Random& random, base::Instant now);

// The outcome of a match, offered for export; what is exported of it is `write`s. (copy_match.cc)
using MatchWriter = std::function<base::Result<std::string>(const MatchResult& result, const CopyMark& mark)>;
CopySource match_source(const Registry& registry, const MatchBook& book, const Match& match, std::string_view form,
                        MatchWriter write);
// What a rule's outcome is.
CopyOf copy_of(const law::MatchRule& rule);

// The outcome of a match, plain, into its case file (S1.2): the answers to what was asked of the list's own people,
// with a last day, after which its destruction is due (S3.1). Rosters and frames are not: they are data of people whom
// the office did not name, and leave as exports only. (copy_match.cc) Errors: registry.copy_not_approved (case_file),
// those of read_match.
struct CaseFileCopy {
    CopyId id{0};
    MatchResult result;
};
base::Result<CaseFileCopy> take_case_file_copy(store::WriteTx& tx, const Registry& registry, const MatchBook& book,
                                               const people::Actor& by, MatchId id, std::string_view form,
                                               base::Random& random, base::Instant now);

enum class CopyKind : std::uint8_t { export_, case_file };
std::string_view copy_kind_code(CopyKind kind);  // "export", "case_file"

// ready: its file waits to be fetched. unfetched: nobody did, so that nothing left. out: it left, until its last day.
enum class CopyState : std::uint8_t { making, failed, ready, unfetched, out, overdue, destroyed };
std::string_view copy_state_code(CopyState state);
std::optional<CopyState> copy_state_from_code(std::string_view code);

struct CopyEnd {
    base::Date destroyed_on{};
    std::string method;
    std::string witness;
    std::string certificate;  // of the recipient: number of its letter or certificate; of a case file may be empty
};
struct Copy {
    CopyId id{0};
    CopyKind kind = CopyKind::export_;
    CopyOf of = CopyOf::match;
    std::int64_t outcome = 0;
    people::AccountId account{0};
    people::UnitId unit{0};
    grants::GrantId grant{0};
    std::optional<CopyApprovalId> approval;
    std::optional<RecipientId> recipient;
    std::int64_t number = 0;
    std::string form;
    std::int64_t people = 0;
    base::Personal<std::string> case_number;  // for who made it; empty for others
    base::Personal<std::string> reason;
    std::string problem;
    std::int64_t bytes = 0;
    std::optional<crypto::Digest> sha256;  // of what leaves
    std::int64_t log = 0;
    std::int64_t index = 0;
    base::Instant begun_at{};
    std::optional<base::Instant> fetch_until;
    std::optional<base::Instant> fetched_at;
    base::Date destroy_by{};
    CopyState state = CopyState::making;
    std::optional<CopyEnd> end;
    std::optional<people::AccountId> ended_by;
    std::optional<base::Instant> ended_at;
    bool may_fetch(const people::Actor& by) const;
    bool may_record_end(const people::Actor& by) const;
};
struct CopyQuestion {
    std::optional<CopyState> state{};
    std::optional<CopyId> before{};
    std::int64_t limit = 50;
};
struct CopyPage {
    std::vector<Copy> items;  // the newest first
    std::int64_t total = 0;
    std::optional<CopyId> next;
};
// One's own; those of the unit for its head; all for keepers, checkers, auditors, ethics and Civil Affairs.
base::Result<CopyPage> copies(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                              const CopyQuestion& question, base::Instant now);
// Error: registry.copy_unknown (also when it is none of the reader's).
base::Result<Copy> find_copy(store::ReadTx& tx, const Registry& registry, const people::Actor& by, CopyId id,
                             base::Instant now);

// The encrypted file, for who asked; entered ("export.fetched"). Errors: registry.copy_unknown,
// registry.copy_file_gone, registry.copy_not_approved (the approval or the key was revoked meanwhile).
base::Result<std::string> fetch_copy(store::WriteTx& tx, const Registry& registry, const people::Actor& by, CopyId id,
                                     base::Instant now);
// By who made it, or a designated person. Errors: registry.copy_unknown, registry.copy_state,
// registry.copy_end_ill_formed (detail: which part), registry.copy_not_yours.
base::Result<void> record_copy_end(store::WriteTx& tx, const Registry& registry, const people::Actor& by, CopyId id,
                                   const CopyEnd& end, base::Instant now);

// For the daily job: files whose time is over, at most `limit`; answers how many.
base::Result<std::int64_t> end_copy_files(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                          base::Instant now);

}  // namespace menhu::registry
