#pragma once
// The half-yearly account review (U2, F2.2): every account, what speaks against it, what somebody decided about it, and
// the head's signature. What was signed is carried out in the same transaction and can't be altered afterwards.
//
// Promises: one review for each period, opened by itself, also after the server was down. Nobody decides the own line;
// nobody who decided an ordinary line signs. The signed record is canonical JSON that anybody can hash; its digest is
// in the ledger, and verification computes it anew from the rows. Opening one of 2,000 accounts takes less than a
// second. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/calendar.h"
#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "oversight/propose.h"
#include "oversight/review_period.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::oversight {

struct ReviewTag;
using ReviewId = base::Id<ReviewTag>;

enum class ReviewState : std::uint8_t { open, submitted, signed_ };
std::string_view review_state_code(ReviewState state);  // "open", "submitted", "signed"

enum class Decision : std::uint8_t { keep, change, suspend, close };
std::string_view decision_code(Decision decision);
std::optional<Decision> decision_from_code(std::string_view code);

struct Review {
    ReviewId id{0};
    std::string period;  // its first day
    base::Instant period_from{};
    base::Instant period_until{};
    base::Instant looks_from{};
    base::Instant opened_at{};
    people::AccountId opened_by{0};  // 0: the system
    base::Date due{};                // the last day for the signature
};

// A step of a review: submitted, sent_back, signed.
struct ReviewStep {
    std::int64_t number = 0;
    std::string act;
    people::AccountId by{0};
    std::string by_name;
    std::string capacity;  // "administrator", "head", "deputy"
    base::Instant at{};
    std::string reason;
};

// What somebody decided about a line.
struct Decided {
    Decision decision = Decision::keep;
    std::string note;
    std::optional<people::Roles> roles;
    people::AccountId by{0};  // 0: the system
    std::string by_name;
    std::string capacity;
    base::Instant at{};
};

struct ReviewLine {
    people::AccountId account{0};
    std::string account_name;
    std::string display_name;
    std::string employee_number;
    people::UnitId unit{0};
    std::string unit_code;
    std::string unit_name;
    people::Roles roles;
    std::string standing;
    base::Instant from{};
    std::optional<base::Instant> until;
    std::optional<base::Instant> last_signed_in;
    std::vector<Proposal> proposals;  // with those of the newest personnel list
    std::optional<Decided> decided;
    std::string outcome;  // of the signature: "done", "already"; empty before, and for what is kept
};

struct ReviewRecord {
    base::Bytes bytes;  // canonical JSON
    crypto::Digest digest{};
    int log = 0;
    std::int64_t index = 0;
};

// ---- opening ----

// For the job, at any time and as often as one likes: opens the review of the period of `now` if there is none and the
// installation had accounts before the period began. Nothing: there is nothing to open.
base::Result<std::optional<ReviewId>> open_due_review(store::WriteTx& tx, const people::Office& office,
                                                      base::Random& random, base::Instant now);
// At once, by an account administrator or the operator at the console. Error: oversight.review_exists.
base::Result<ReviewId> open_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                   base::Random& random, base::Instant now);

// ---- looking ----

base::Result<std::vector<Review>> reviews(store::ReadTx& tx);  // the newest first
base::Result<std::optional<Review>> find_review(store::ReadTx& tx, ReviewId review);
base::Result<std::vector<ReviewStep>> review_steps(store::ReadTx& tx, ReviewId review);
base::Result<std::vector<ReviewLine>> review_lines(store::ReadTx& tx, ReviewId review);  // by unit, then by account
base::Result<std::optional<ReviewRecord>> review_record(store::ReadTx& tx, ReviewId review);
ReviewState state_of(const std::vector<ReviewStep>& steps);
// How far a review has come, counted in the database: for lists, which are asked for at every turn.
struct ReviewProgress {
    std::int64_t accounts = 0;
    std::int64_t undecided = 0;
};
base::Result<ReviewProgress> review_progress(store::ReadTx& tx, ReviewId review);
struct PersonnelUpload {
    std::int64_t number = 0;
    crypto::Digest digest{};
    std::int64_t rows = 0;
    std::int64_t matched = 0;
    base::Instant at{};
    people::AccountId by{0};
    std::string by_name;
};
base::Result<std::vector<PersonnelUpload>> personnel_uploads(store::ReadTx& tx, ReviewId review);

// What the actor may do with a review that has come so far.
struct ReviewRights {
    bool administers = false;  // decide, personnel, submit
    bool heads = false;        // send back, sign; decides the lines of administrators
    bool decided = false;      // an ordinary line, and so never signs
};
base::Result<ReviewRights> review_rights(store::ReadTx& tx, const people::Actor& actor, ReviewId review,
                                         base::Instant now);
// May the actor decide this line? Units in which the actor is administrator are asked once for all lines.
class LineRights {
public:
    static base::Result<LineRights> of(store::ReadTx& tx, const people::Actor& actor, base::Instant now);
    bool may_decide(const ReviewLine& line) const;
    std::string_view capacity(const ReviewLine& line) const;  // in which they do: "administrator", "head"
    bool administers_any() const { return everywhere_ || !units_.empty(); }
    bool administers_everywhere() const { return everywhere_; }
    bool administers(const ReviewLine& line) const { return administers(line.unit); }
    bool administers(people::UnitId unit) const;  // it, or all
    bool heads() const { return heads_; }
    people::AccountId self() const { return self_; }

private:
    people::AccountId self_{0};
    bool everywhere_ = false;
    bool heads_ = false;
    std::vector<people::UnitId> units_;
};

// The undecided lines which whoever has these rights may decide; counted in the database.
base::Result<std::int64_t> undecided_for(store::ReadTx& tx, ReviewId review, const LineRights& rights);

// ---- deciding ----

struct Choice {
    Decision decision = Decision::keep;
    std::string note;
    std::optional<people::Roles> roles;  // with change, and only then
};
// Decides the named lines anew; every one or none. Answers how many. Errors: oversight.review_not_found,
// oversight.review_not_open, oversight.line_not_found, oversight.own_line, oversight.not_your_line,
// oversight.note_missing (something speaks against the account, or it does not stay as it is),
// oversight.roles_ill_formed, people.roles_separated, those of require().
base::Result<std::int64_t> decide_lines(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                        ReviewId review, const std::vector<people::AccountId>& accounts,
                                        const Choice& choice, base::Instant now);
// Keeps every line that nobody decided, that nothing speaks against and that the actor may decide.
base::Result<std::int64_t> keep_undisputed(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                           ReviewId review, std::string_view note, base::Instant now);

struct PersonnelAnswer {
    std::int64_t rows = 0;
    std::int64_t matched = 0;
    std::int64_t proposed = 0;
};
// Compares the personnel office's list with the lines; a later list takes the place of an earlier. The list itself is
// not kept. Errors: oversight.personnel_ill_formed, oversight.review_not_open.
base::Result<PersonnelAnswer> compare_personnel(store::WriteTx& tx, const people::Office& office,
                                                const people::Actor& by, ReviewId review, std::string_view csv,
                                                base::Instant now);

// By an administrator. Errors: oversight.lines_undecided (detail: how many), oversight.review_not_open.
base::Result<void> submit_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                 ReviewId review, base::Random& random, base::Instant now);
// By the head of the agency or the deputy in absence. Errors: oversight.review_not_submitted, oversight.not_the_head.
base::Result<void> send_back_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                    ReviewId review, std::string_view reason, base::Random& random, base::Instant now);

// ---- signing ----

// The head's signature: carries out every decision, makes the record and enters its digest, all in this transaction.
// Errors: oversight.review_not_submitted, oversight.not_the_head, oversight.decided_and_signs.
base::Result<ReviewRecord> sign_review(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                       ReviewId review, base::Instant now);

struct ReviewVerification {
    bool ok = false;
    crypto::Digest digest{};           // of the record as it is computed anew from the rows
    crypto::Digest recorded_digest{};  // as the entry of the ledger says
    int log = 0;
    std::int64_t index = 0;
    std::string_view what;  // that does not agree: "", "lines", "record", "entry"
};
// Errors: oversight.review_not_found, oversight.review_not_signed, those of the ledger.
base::Result<ReviewVerification> verify_review(store::ReadTx& tx, const people::Office& office, ReviewId review);

}  // namespace menhu::oversight
