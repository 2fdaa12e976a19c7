#pragma once
// Conflicts of interest as the interface reads and answers them. Values; any thread.
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

enum class ConflictRelation { self, spouse, relative, in_law, household, acquaintance, other };
BOOST_DESCRIBE_ENUM(ConflictRelation, self, spouse, relative, in_law, household, acquaintance, other)

// Whom it is about: a card of an answer (query and handle), or the entry of one's own access or refusal (log and
// index).
struct ConflictRequest {
    std::optional<IdText> query;
    std::optional<Text<1, 2000>> handle;
    std::optional<Text<4, 4>> log;
    std::optional<std::int64_t> index;
    ConflictRelation relation{};
    std::optional<Text<0, 2000>> note;
    std::optional<IdText> hand_to;
};
BOOST_DESCRIBE_STRUCT(ConflictRequest, (), (query, handle, log, index, relation, note, hand_to))

struct ConflictMade {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(ConflictMade, (), (id))

struct ConflictView {
    std::string id;
    AccountRef account;
    UnitView unit;
    std::string grant;
    std::string purpose_zh;
    std::string purpose_en;
    std::string relation;
    std::optional<std::string> note;  // for those who handle the case, as the next
    std::optional<std::string> case_number;
    std::string at;
    std::optional<AccountRef> hand_to;  // absent: the head of the unit sees to it
    std::optional<std::string> taken_at;
    std::optional<AccountRef> taken_by;
    std::optional<std::string> withdrawn_at;
    std::optional<AccountRef> withdrawn_by;
    std::string log;  // where it was entered
    std::int64_t index = 0;
    std::vector<std::string> may;  // "take", "withdraw"
};
BOOST_DESCRIBE_STRUCT(ConflictView, (),
                      (id, account, unit, grant, purpose_zh, purpose_en, relation, note, case_number, at, hand_to,
                       taken_at, taken_by, withdrawn_at, withdrawn_by, log, index, may))

struct ConflictList {
    std::vector<ConflictView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ConflictList, (), (items, total, next))

struct Colleagues {
    std::vector<AccountRef> items;
};
BOOST_DESCRIBE_STRUCT(Colleagues, (), (items))

struct ConflictReasonRequest {
    Text<1, 2000> reason;
};
BOOST_DESCRIBE_STRUCT(ConflictReasonRequest, (), (reason))

}  // namespace menhu::web
