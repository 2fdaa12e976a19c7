#pragma once
// Leavers and letters (F2.2, U3) as the interface shows them. Values; any thread.
#include "web/views.h"

namespace menhu::web {

enum class LeaverKind : std::uint8_t { transfer, resignation, retirement, leave };
BOOST_DESCRIBE_ENUM(LeaverKind, transfer, resignation, retirement, leave)

struct LeaverPreviewRequest {
    IdText account;
    LeaverKind kind{};
    Text<10, 10> on;                                // the day from which the rights are others; today is at once
    std::optional<Text<10, 10>> until;              // of a leave: the first day back
    std::optional<IdText> unit;                     // of a transfer
    std::optional<std::vector<Text<1, 40>>> roles;  // of a transfer; absent or none: the account is suspended there
    std::optional<IdText> hand_over_to;
};
BOOST_DESCRIBE_STRUCT(LeaverPreviewRequest, (), (account, kind, on, until, unit, roles, hand_over_to))

struct LeaverRequest {
    IdText account;
    LeaverKind kind{};
    Text<10, 10> on;
    std::optional<Text<10, 10>> until;
    std::optional<IdText> unit;
    std::optional<std::vector<Text<1, 40>>> roles;
    std::optional<IdText> hand_over_to;
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(LeaverRequest, (), (account, kind, on, until, unit, roles, hand_over_to, reason))

struct EffectView {
    std::string code;
    std::string zh;
    std::string en;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(EffectView, (), (code, zh, en, clause))

struct LeaverGrantView {
    std::string id;
    std::string purpose_zh;
    std::string purpose_en;
    std::string to;      // its end
    bool alone = false;  // nobody else holds it
};
BOOST_DESCRIBE_STRUCT(LeaverGrantView, (), (id, purpose_zh, purpose_en, to, alone))

struct LeaverPreviewView {
    std::vector<EffectView> effects;
    std::int64_t sessions = 0;
    std::vector<LeaverGrantView> grants;
    std::vector<EffectView> open_work;
    std::optional<std::string> letter_due;  // the last day for the letter; null if none is due
};
BOOST_DESCRIBE_STRUCT(LeaverPreviewView, (), (effects, sessions, grants, open_work, letter_due))

struct LeaverCreated {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(LeaverCreated, (), (id))

struct LeaverRowView {
    std::string id;
    AccountRef account;
    UnitView unit;
    std::string kind;
    std::string on;
    std::optional<std::string> until;
    std::string state;  // "planned", "in_force", "over" (of a leave), "withdrawn"
    std::string recorded_at;
    std::vector<std::string> letters;
};
BOOST_DESCRIBE_STRUCT(LeaverRowView, (), (id, account, unit, kind, on, until, state, recorded_at, letters))

struct LeaverList {
    std::vector<LeaverRowView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(LeaverList, (), (items, total, next))

// What was looked up before the change: for the head of the unit, by whom reading it is recorded; null for others.
struct LeaverAccessesView {
    std::string from;
    std::string to;
    std::int64_t total = 0;
    std::vector<AccessView> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(LeaverAccessesView, (), (from, to, total, items, next))

struct LeaverView {
    std::string id;
    AccountRef account;
    UnitView unit;
    std::string kind;
    std::string on;
    std::optional<std::string> until;
    std::string state;
    std::optional<UnitView> to_unit;
    std::vector<std::string> to_roles;
    std::optional<AccountRef> hand_over_to;
    std::string reason;
    AccountRef recorded_by;
    std::string recorded_at;
    std::optional<std::string> withdrawn_at;
    std::string withdrawn_reason;
    std::vector<EffectView> effects;  // what was done
    std::optional<LeaverAccessesView> accesses;
    std::vector<std::string> letters;
    std::vector<std::string> may;  // of "withdraw"
};
BOOST_DESCRIBE_STRUCT(LeaverView, (),
                      (id, account, unit, kind, on, until, state, to_unit, to_roles, hand_over_to, reason, recorded_by,
                       recorded_at, withdrawn_at, withdrawn_reason, effects, accesses, letters, may))

struct LeaverReasonRequest {
    Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(LeaverReasonRequest, (), (reason))

struct LetterRowView {
    std::string id;
    std::string subject;
    std::string kind;  // of the duty: "designated_person", "handler", "head"; or "link_end"
    std::string to;
    std::string due;    // the last day
    std::string state;  // "draft", "sent", "void" (the change was taken back before)
    bool overdue = false;
    std::string document_number;
    std::optional<std::string> sent_on;
};
BOOST_DESCRIBE_STRUCT(LetterRowView, (), (id, subject, kind, to, due, state, overdue, document_number, sent_on))

struct LetterList {
    std::vector<LetterRowView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(LetterList, (), (items, total, next))

// The link that a letter tells of.
struct LetterLinkView {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(LetterLinkView, (), (code, name))

struct LetterView {
    std::string id;
    std::string subject;
    std::string body;  // paragraphs, one a line
    std::string kind;
    std::string to;
    AccountRef account;  // whose duty changed
    UnitView unit;
    std::string event_on;
    std::string due;
    std::string state;
    bool overdue = false;
    std::string document_number;
    std::optional<std::string> sent_on;
    std::optional<std::string> leaver;
    std::optional<LetterLinkView> link;
    std::string drafted_at;
    std::vector<std::string> may;  // of "change", "send"
};
BOOST_DESCRIBE_STRUCT(LetterView, (),
                      (id, subject, body, kind, to, account, unit, event_on, due, state, overdue, document_number,
                       sent_on, leaver, link, drafted_at, may))

struct LetterTextRequest {
    Text<1, 200> subject;
    Text<1, 4000> body;
};
BOOST_DESCRIBE_STRUCT(LetterTextRequest, (), (subject, body))

struct LetterSentRequest {
    Text<1, 100> document_number;
    Text<10, 10> on;
};
BOOST_DESCRIBE_STRUCT(LetterSentRequest, (), (document_number, on))

}  // namespace menhu::web
