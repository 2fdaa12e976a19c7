#pragma once
// Account reviews (U2) as the interface shows them. Values; any thread.
#include "web/views.h"

namespace menhu::web {

struct EntryPlaceView {
    std::string log;
    std::int64_t index = 0;
};
BOOST_DESCRIBE_STRUCT(EntryPlaceView, (), (log, index))

struct ProposalView {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view clause;
};
BOOST_DESCRIBE_STRUCT(ProposalView, (), (code, zh, en, clause))

struct ProposalCountView {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view clause;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ProposalCountView, (), (code, zh, en, clause, count))

struct DecisionCountView {
    std::string_view code;  // "keep", "change", "suspend", "close", "undecided"
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(DecisionCountView, (), (code, count))

struct ReviewCountsView {
    std::int64_t accounts = 0;
    std::int64_t decided = 0;
    std::int64_t undecided = 0;
    std::int64_t with_proposal = 0;
    std::vector<ProposalCountView> proposals;
    std::vector<DecisionCountView> decisions;
};
BOOST_DESCRIBE_STRUCT(ReviewCountsView, (), (accounts, decided, undecided, with_proposal, proposals, decisions))

struct ReviewHeadView {
    std::string id;
    std::string period;     // "2026-H2"; for a profile of other periods "2026-07-01"
    std::string period_zh;  // "115年下半年"
    std::string period_en;
    std::string opened_at;
    std::string due;    // a day, included
    std::string state;  // "open", "submitted", "signed"
};
BOOST_DESCRIBE_STRUCT(ReviewHeadView, (), (id, period, period_zh, period_en, opened_at, due, state))

struct ReviewRowView : ReviewHeadView {
    std::int64_t accounts = 0;
    std::int64_t undecided = 0;
    std::optional<std::string> signed_at;
};
BOOST_DESCRIBE_STRUCT(ReviewRowView, (ReviewHeadView), (accounts, undecided, signed_at))

struct ReviewList {
    std::vector<ReviewRowView> items;
};
BOOST_DESCRIBE_STRUCT(ReviewList, (), (items))

struct ReviewStepView {
    std::string at;
    std::string act;  // "submitted", "sent_back", "signed"
    AccountRef by;
    std::string as;  // "administrator", "head", "deputy"
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReviewStepView, (), (at, act, by, as, reason))

struct ReviewView : ReviewHeadView {
    std::string from;  // what was used is looked at from here, up to the opening
    ReviewCountsView counts;
    std::optional<std::string> personnel_at;  // of the personnel list that was compared
    std::optional<AccountRef> submitted_by;
    std::optional<std::string> submitted_at;
    std::optional<std::string> sent_back;  // the reason, while it is the newest step
    std::optional<AccountRef> signed_by;
    std::optional<std::string> signed_at;
    std::optional<std::string> record_digest;
    std::optional<EntryPlaceView> receipt;
    std::vector<ReviewStepView> steps;
    std::vector<std::string> may;  // of "decide", "personnel", "submit", "send_back", "sign"
};
BOOST_DESCRIBE_STRUCT(ReviewView, (ReviewHeadView),
                      (from, counts, personnel_at, submitted_by, submitted_at, sent_back, signed_by, signed_at,
                       record_digest, receipt, steps, may))

struct ReviewLineView {
    AccountRef account;
    UnitView unit;
    std::vector<std::string> roles;
    std::string standing;
    std::optional<std::string> last_signed_in;
    std::vector<ProposalView> proposals;
    std::string decision;  // empty: none yet
    std::string note;
    std::vector<std::string> new_roles;
    std::optional<AccountRef> decided_by;  // none for what the system itself found decided
    std::optional<std::string> decided_at;
    std::optional<std::string> carried_out_at;
    bool may_decide = false;
};
BOOST_DESCRIBE_STRUCT(ReviewLineView, (),
                      (account, unit, roles, standing, last_signed_in, proposals, decision, note, new_roles, decided_by,
                       decided_at, carried_out_at, may_decide))

struct ReviewLineList {
    std::vector<ReviewLineView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ReviewLineList, (), (items, total, next))

enum class LineDecision : std::uint8_t { keep, change, suspend, close };
BOOST_DESCRIBE_ENUM(LineDecision, keep, change, suspend, close)

// `undisputed`: instead of a list, every line without a proposal that nobody has decided yet and that one may decide.
struct DecideLinesRequest {
    std::vector<IdText> accounts;
    std::optional<bool> undisputed;
    LineDecision decision{};
    Text<0, 500> note;
    std::optional<std::vector<Text<1, 40>>> roles;  // with `change`, and only then
};
BOOST_DESCRIBE_STRUCT(DecideLinesRequest, (), (accounts, undisputed, decision, note, roles))

struct DecidedView {
    std::int64_t decided = 0;
};
BOOST_DESCRIBE_STRUCT(DecidedView, (), (decided))

struct PersonnelRequest {
    Text<1, 2000000> csv;  // employee_number,name,unit_code,status
};
BOOST_DESCRIBE_STRUCT(PersonnelRequest, (), (csv))

struct PersonnelView {
    std::int64_t rows = 0;
    std::int64_t matched = 0;   // accounts that are on the list
    std::int64_t proposed = 0;  // accounts with something against them by it
};
BOOST_DESCRIBE_STRUCT(PersonnelView, (), (rows, matched, proposed))

struct ReviewReasonRequest {
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(ReviewReasonRequest, (), (reason))

struct ReviewVerificationView {
    bool ok = false;
    std::string digest;           // of the record as it is computed anew
    std::string recorded_digest;  // in the ledger
    EntryPlaceView entry;
    std::string what;  // what does not agree: "", "lines", "record", "entry"
};
BOOST_DESCRIBE_STRUCT(ReviewVerificationView, (), (ok, digest, recorded_digest, entry, what))

}  // namespace menhu::web
