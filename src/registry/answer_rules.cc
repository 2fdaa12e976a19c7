// The rules by which answers are found, in words, each with its article.
#include <algorithm>
#include <array>

#include "base/result.h"
#include "registry/question.h"

namespace menhu::registry {

namespace {

constexpr std::array rules{
    AnswerRule{"residence.registered", "當日設籍本市", "Registered in the city on that day", "戶籍法4、17、18"},
    AnswerRule{"residence.not_yet_born", "當日尚未出生", "Not yet born on that day", "民法6"},
    AnswerRule{"residence.not_yet_registered", "當日尚未辦理出生或初設戶籍登記",
               "The birth or first registration had not taken place by that day", "戶籍法6、15"},
    AnswerRule{"residence.moved_away", "當日已遷出外縣市", "Moved away by that day", "戶籍法16 I"},
    AnswerRule{"residence.moved_abroad", "當日已遷出國外", "Moved abroad by that day", "戶籍法16 III"},
    AnswerRule{"residence.died", "當日已死亡", "Dead by that day", "戶籍法14"},
    AnswerRule{"residence.declared_dead", "當日已受死亡宣告", "Declared dead by that day", "民法8、9；戶籍法14"},
    AnswerRule{"residence.ended", "戶籍已撤銷或廢止", "The registration was revoked", "戶籍法23、24"},
    AnswerRule{"residence.struck_out", "戶籍登記經撤銷，自始無效", "Struck out: the registration never was",
               "戶籍法23"},
    AnswerRule{"residence.before_the_record", "資料沒有當時的紀錄", "The data hold nothing of that time", ""},
    AnswerRule{"residence.after_base_date", "詢問日晚於資料基準日", "The day asked for is after the base date", ""},
    AnswerRule{"residence.day_of_event", "事件日期不完整，不能確定當日狀態",
               "The day of an event is not known exactly enough", "戶籍法施行細則12"},
    AnswerRule{"residence.order", "事件先後不能確定", "The order of two events cannot be told", ""},
    AnswerRule{"residence.contradiction", "紀錄內容互相矛盾", "The record contradicts itself", ""},
    AnswerRule{"residence.period", "連續設籍是否屆滿所定期間", "Registered without a break for the period",
               "民法120、121"},
    AnswerRule{"residence.joined", "遷入前的設籍期間或可合併計算", "Time registered elsewhere may join on",
               "桃園市生育津貼發放作業要點"},
    AnswerRule{"residence.not_a_national", "持統一證號者無戶籍", "Known by a foreign resident's number: not registered",
               "戶籍法1、3"},
    AnswerRule{"alive.registered", "至資料基準日仍設籍", "Registered up to the base date", "民法6"},
    AnswerRule{"alive.died", "死亡登記所載日期", "By the day of death", "民法6；戶籍法14"},
    AnswerRule{"alive.declared_dead", "死亡宣告判決所定死亡之日", "By the day of death that the judgment sets",
               "民法8、9"},
    AnswerRule{"alive.moved_away", "遷出後的狀態不在資料中", "What followed after moving away is not held", ""},
    AnswerRule{"alive.moved_abroad", "遷出國外後的狀態不在資料中", "What followed after moving abroad is not held", ""},
    AnswerRule{"alive.revoked", "戶籍撤銷或廢止後的狀態不在資料中",
               "What followed after the registration ended is not held", "戶籍法23、24"},
    AnswerRule{"alive.not_yet_born", "當日尚未出生", "Not yet born on that day", "民法6"},
    AnswerRule{"alive.birth", "出生日期不完整", "The day of birth is not known exactly enough", "民法124 II"},
    AnswerRule{"alive.after_base_date", "詢問日晚於資料基準日", "The day asked for is after the base date", ""},
    AnswerRule{"alive.contradiction", "紀錄內容互相矛盾", "The record contradicts itself", ""},
    AnswerRule{"age.at_least", "自出生之日起算，滿所問年齡", "Counted from the day of birth", "民法124 I"},
    AnswerRule{"household.of_the_day", "當日所屬之戶", "The households of that day", "戶籍法3、5-1"},
    AnswerRule{"household.not_registered", "至少一人當日未設籍本市", "At least one was not registered in the city",
               "戶籍法5-1"},
    AnswerRule{"parent.by_birth", "登記為父或母", "Registered as a parent by birth", "民法1061、1065；戶籍法6、7"},
    AnswerRule{"parent.by_adoption", "登記為養父或養母", "Registered as a parent by adoption",
               "民法1072、1077、1079、1083"},
    AnswerRule{"parent.named", "依子女紀錄所載父母統號", "By the ids of the parents in the child's record", ""},
    AnswerRule{"parent.not_yet_born", "當日子女尚未出生", "The child was not yet born on that day", "民法6"},
    AnswerRule{"parent.after_base_date", "詢問日晚於資料基準日", "The day asked for is after the base date", ""},
    AnswerRule{"spouse.named", "依紀錄所載配偶統號", "By the id of the spouse in the record", "民法982；戶籍法9"},
    AnswerRule{"spouse.dated", "依結婚、離婚登記日期", "By the days of marriage and divorce", "民法982、1050；戶籍法9"},
    AnswerRule{"spouse.never_married", "登記為未婚", "Registered as never married", "戶籍法9"},
    AnswerRule{"spouse.not_married", "登記為離婚、喪偶或婚姻關係消滅", "Registered as divorced, widowed or ended",
               "民法1050"},
    AnswerRule{"spouse.ended_by_death", "一方死亡，婚姻關係消滅", "The marriage ended with a death", "民法6"},
    AnswerRule{"spouse.after_base_date", "詢問日晚於資料基準日", "The day asked for is after the base date", ""},
    AnswerRule{"person.not_held", "此人不在本市資料中", "The person has no record in the copy", ""},
};

}  // namespace

std::span<const AnswerRule> answer_rules() { return rules; }

const AnswerRule& rule_named(std::string_view name) {
    const auto* found = std::ranges::find(rules, name, &AnswerRule::name);
    CHECK(found != rules.end());
    return *found;
}

}  // namespace menhu::registry
