#pragma once
// What the interface shows of a decision: why an access was answered or refused, and lists of cases. The names are
// those of the JSON. Values.
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

struct WhyFact {
    std::string label_zh;
    std::string label_en;
    std::string value;
    std::string value_en;
};
BOOST_DESCRIBE_STRUCT(WhyFact, (), (label_zh, label_en, value, value_en))

struct WhyRule {
    std::string name;
    std::string clause;
    std::string title_zh;
    std::string title_en;
    std::string outcome;  // "passed", "failed", "not_reached"
    std::string by;       // "history", or "entry": what stood then is not kept, the outcome is the entry's
    std::vector<WhyFact> facts;
};
BOOST_DESCRIBE_STRUCT(WhyRule, (), (name, clause, title_zh, title_en, outcome, by, facts))

struct WhyChange {
    std::string label_zh;
    std::string label_en;
    std::string then;
    std::string then_en;
    std::string now;
    std::string now_en;
    std::optional<std::string> at;
};
BOOST_DESCRIBE_STRUCT(WhyChange, (), (label_zh, label_en, then, then_en, now, now_en, at))

struct WhyView {
    std::string log;
    std::int64_t index = 0;
    std::string at;
    std::string kind;
    std::string outcome;  // as of an access
    std::string refusal_zh;
    std::string refusal_en;
    AccountRef account;
    std::string unit;
    std::string purpose_zh;
    std::string purpose_en;
    std::string case_number;
    bool agrees = true;  // what was rebuilt gives the same answer as the entry
    std::vector<WhyRule> rules;
    std::vector<WhyChange> changes;
};
BOOST_DESCRIBE_STRUCT(WhyView, (),
                      (log, index, at, kind, outcome, refusal_zh, refusal_en, account, unit, purpose_zh, purpose_en,
                       case_number, agrees, rules, changes))

struct RejectedLine {
    std::int64_t line = 0;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(RejectedLine, (), (line, code))

struct CasesReport {
    std::int64_t count = 0;
    std::int64_t closed = 0;
    std::vector<RejectedLine> rejected;
};
BOOST_DESCRIBE_STRUCT(CasesReport, (), (count, closed, rejected))

}  // namespace menhu::web
