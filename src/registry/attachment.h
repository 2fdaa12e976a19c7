#pragma once
// What was answered, as a document for the case file (附卷, 四(一)2): made, entered, kept or only printed, and
// destroyed (四(三)1); and the register of what went into which case.
//
// Promises: the document is made of an exhibit, so it shows what the answer showed; it bears 密件, who, when, grant,
// case number, the entries of the answer and a code of chance, which makes its SHA-256 tell nothing to who only guesses
// at its content. It leaves nobody's hands before "case.attached" with that hash is committed, and one entry for each
// person when it shows several. The permit (Operation::attach) is decided anew, and a conflict of interest that was
// declared since stops it. The file lies sealed under a key of its own until its last day, which is asked when it is
// read; then the key is destroyed. The register is kept as long as the log (S2.5). Cost: a document takes some 100 ms
// and is made outside the writer. Thread rule: as the transaction; attach on a thread that may block.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "grants/ids.h"
#include "grants/refusal.h"
#include "ledger/ledger.h"
#include "people/actor.h"
#include "registry/exhibit.h"
#include "registry/match.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

using AttachmentId = base::Id<struct AttachmentTag>;

// printed: the file can be fetched for a short time and is then destroyed. kept: until the last day of the profile.
enum class Keeps : std::uint8_t { printed, kept };
std::string_view keeps_code(Keeps keeps);  // "printed", "kept"

// What became of the paper: it stays in the closed case's file, was destroyed beyond recognition, never was.
enum class PaperIs : std::uint8_t { unsaid, filed, destroyed, not_printed };
std::string_view paper_code(PaperIs paper);  // "unsaid", …
std::optional<PaperIs> paper_from_code(std::string_view code);

struct NewAttachment {
    std::string case_number;  // that of the answer; rows of a match go into the file of another case
    Keeps keeps = Keeps::printed;
    std::string reason;
    std::string source;  // the address of the call; empty at the console
};

struct Attachment {
    AttachmentId id{0};
    people::AccountId account{0};
    people::UnitId unit{0};
    grants::GrantId grant{0};
    ExhibitKind kind = ExhibitKind::card;
    Shown shown = Shown::masked;
    Keeps keeps = Keeps::printed;
    base::Personal<std::string> case_number;  // empty once the register's time is over
    int source_log = 0;                       // the entries of the answer
    std::int64_t source_first = 0;
    std::int64_t source_last = 0;
    int entry_log = 0;  // of attaching
    std::int64_t entry_index = 0;
    std::int64_t people = 0;
    std::int64_t bytes = 0;
    crypto::Digest sha256{};
    base::Instant made_at{};
    base::Instant ends_at{};  // from then on there is no file
    base::Instant due_at{};   // by then it is said what became of the paper
    enum class File : std::uint8_t { kept, ended, destroyed } file = File::kept;
    std::int64_t opened = 0;
    PaperIs paper = PaperIs::unsaid;
    std::string paper_on;  // "2026-12-01"

    // The reader: who attached may open it; who attached, or acts as head of that unit, may end it and say what became
    // of the paper.
    enum class Rights : std::uint8_t { look, answer_for, open } rights = Rights::look;
    bool may_open() const { return rights == Rights::open && file == File::kept; }
    bool may_destroy() const { return rights != Rights::look && file == File::kept; }
    bool may_say() const { return rights != Rights::look && paper == PaperIs::unsaid; }
};
std::string_view file_code(Attachment::File file);  // "kept", "ended", "destroyed"

using Attached = std::variant<AttachmentId, grants::Refusal>;
// Errors: registry.exhibit_invalid (another's), paper.font_missing, paper.not_written; those of grants::decide, crypto,
// ledger and store.
base::Result<Attached> attach(const Registry& registry, const ActorOf& actor_of, const Exhibit& exhibit,
                              const NewAttachment& wish, base::Random& random, base::Instant now);

struct AttachmentSearch {
    // own: those that the reader made. unit: those of the reader's unit, for its head. all: for who checks.
    enum class Scope : std::uint8_t { own, unit, all } scope = Scope::own;
    enum class State : std::uint8_t { any, kept, gone, paper_unsaid } state = State::any;
    std::optional<ExhibitKind> kind{};
    std::optional<std::string> case_number{};
    std::optional<crypto::Digest> sha256{};
    std::optional<AttachmentId> before{};
    std::int64_t limit = 50;
};
struct AttachmentPage {
    std::vector<Attachment> items;  // the newest first
    std::int64_t total = 0;
};
// How far the reader sees: all for a checker and an auditor, the unit for its head, else the own.
AttachmentSearch::Scope widest_scope(const people::Actor& by);
// Reading what others attached is entered first ("case.register_read"). Errors: registry.attachment_scope (refused).
base::Result<AttachmentPage> search_attachments(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                                const AttachmentSearch& search, base::Instant now);
// Error: registry.attachment_unknown (also when it is not the reader's to see).
base::Result<Attachment> find_attachment(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                                         AttachmentId id, base::Instant now);
// Those of the reader whose paper has not been accounted for and is due before `until`: how many, and the first day.
struct PaperDue {
    std::int64_t count = 0;
    base::Instant first{};
};
base::Result<PaperDue> paper_due(store::ReadTx& tx, const people::Actor& by, base::Instant until);

// The file, for who attached it; entered before ("case.attachment_opened"). Errors: registry.attachment_unknown,
// registry.attachment_gone, registry.attachment_corrupt (what is kept is not what was entered).
base::Result<std::string> open_attachment(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                          AttachmentId id, base::Instant now);
// The file's key and the file, at once. Errors: registry.attachment_unknown, registry.attachment_gone.
base::Result<void> destroy_attachment(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                      AttachmentId id, base::Instant now);
struct PaperSaid {
    PaperIs paper = PaperIs::filed;  // not unsaid
    base::Date on;                   // not before it was made, not after today
    std::string note;                // how it was destroyed, where it is filed
};
// Once. Errors: registry.attachment_unknown, registry.attachment_said, registry.attachment_day.
base::Result<void> say_paper(store::WriteTx& tx, const Registry& registry, const people::Actor& by, AttachmentId id,
                             const PaperSaid& said, base::Instant now);

// For the hourly job: files whose time is over, and what the register no longer needs; at most `limit` of each.
base::Result<std::int64_t> end_attachments(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                           base::Instant now);

}  // namespace menhu::registry
