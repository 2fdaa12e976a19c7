#include "registry/answer.h"

#include <algorithm>
#include <array>

namespace menhu::registry {

namespace {

struct Words {
    std::string_view zh;
    std::string_view en;
};
// In the order of the enumerations.
constexpr std::array<Words, 18> day_words{{
    {"詢問日", "day asked for"},
    {"資料基準日", "base date of the data"},
    {"出生日期", "birth"},
    {"推定出生日期（民法第124條第2項）", "presumed birth (Civil Code 124 II)"},
    {"滿該年齡之日", "day on which the age is reached"},
    {"連續設籍起日", "registered without a break since"},
    {"初設戶籍日", "first registration"},
    {"遷入日", "moved in"},
    {"遷出日", "moved away"},
    {"遷出國外日", "moved abroad"},
    {"死亡日", "death"},
    {"死亡宣告所定死亡之日", "day of death by declaration"},
    {"撤銷或廢止戶籍日", "registration revoked"},
    {"期間屆滿日", "last day of the period"},
    {"收養日", "adopted"},
    {"終止收養日", "adoption ended"},
    {"結婚日", "married"},
    {"婚姻消滅日", "marriage ended"},
}};
struct FactWords {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
constexpr std::array<FactWords, 17> fact_words{{
    {"after_base_date", "詢問日晚於資料基準日", "The day asked for is after the data's base date"},
    {"before_move_in", "最近一次遷入前是否曾設籍本市", "Whether there was a stay here before the last move in"},
    {"begin_of_stay", "設籍本市的起日與原因", "When and how the registration here began"},
    {"origin_of_move", "最近一次遷入是否來自外縣市", "Whether the last move in came from outside the city"},
    {"day_of_event", "事件的確切日期", "The exact day of an event"},
    {"order_of_events", "同一期間各事件的先後", "The order of events of one time"},
    {"end_kind", "戶籍是撤銷（自始無效）或廢止",
     "Whether the registration was struck out from the beginning or revoked from then on"},
    {"after_leaving", "離開本市後在他處發生的事", "What happened elsewhere after the person left"},
    {"former_residence", "遷入前在原地設籍多久", "How long the person was registered at the place before"},
    {"household_history", "當時所屬的戶", "To which household the person belonged then"},
    {"parent_id", "父母的統號", "The id of a parent"},
    {"adoption_dates", "收養的起訖日期", "When the adoption began and ended"},
    {"marriage_dates", "婚姻的起訖日期", "When the marriage began and ended"},
    {"number_table", "新舊統一證號或統號的對照", "Which old and new numbers belong to one person"},
    {"children_elsewhere", "設籍他縣市的子女", "Children registered elsewhere"},
    {"person_not_held", "此人不在本市資料中", "The person has no record in the copy"},
    {"records_disagree", "紀錄內容互相矛盾", "The record contradicts itself"},
}};

const FactWords& words(MissingFact fact) { return fact_words[static_cast<std::size_t>(fact)]; }

Verdict strongest(std::vector<Verdict> verdicts, Truth wanted, Verdict of_none) {
    if (verdicts.empty()) return of_none;
    for (auto& verdict : verdicts) {
        if (verdict.truth == wanted) return std::move(verdict);
    }
    const auto open = std::ranges::find(verdicts, Truth::cannot_tell, &Verdict::truth);
    if (open == verdicts.end()) return std::move(verdicts.front());
    auto out = *open;
    for (const auto& verdict : verdicts) {
        for (const auto fact : verdict.missing) {
            if (std::ranges::find(out.missing, fact) == out.missing.end()) out.missing.push_back(fact);
        }
    }
    return out;
}

}  // namespace

std::string_view day_of_zh(DayOf what) { return day_words[static_cast<std::size_t>(what)].zh; }
std::string_view day_of_en(DayOf what) { return day_words[static_cast<std::size_t>(what)].en; }
std::string_view missing_fact_name(MissingFact fact) { return words(fact).name; }
std::string_view missing_fact_zh(MissingFact fact) { return words(fact).zh; }
std::string_view missing_fact_en(MissingFact fact) { return words(fact).en; }

Verdict any_of(std::vector<Verdict> verdicts) {
    return strongest(std::move(verdicts), Truth::yes, Verdict::no("any_of.none", {}));
}
Verdict all_of(std::vector<Verdict> verdicts) {
    return strongest(std::move(verdicts), Truth::no, Verdict::yes("all_of.none", {}));
}

}  // namespace menhu::registry
