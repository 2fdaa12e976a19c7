#include "demo/notes.h"

#include "demo/words.h"

namespace menhu::demo {
namespace {

constexpr std::string_view registered = "申登。";

void append(std::string& out, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) out += part;
}

// A few days after the event, as people come to the office.
void append_registered(Day event, std::string& out) {
    append_roc_date(event + std::chrono::days{4}, out);
    out += registered;
}

}  // namespace

void append_roc_date(Day day, std::string& out) {
    const std::chrono::year_month_day date{day};
    const int year = static_cast<int>(date.year());
    out += year < 1912 ? "民國前" : "民國";
    out += std::to_string(year < 1912 ? 1912 - year : year - 1911);
    out += "年";
    out += std::to_string(static_cast<unsigned>(date.month()));
    out += "月";
    out += std::to_string(static_cast<unsigned>(date.day()));
    out += "日";
}

void note_birth(Kin& kin, std::string_view city) {
    append_roc_date(kin.born, kin.notes);
    append(kin.notes, {"在", city, "出生"});
    append_registered(kin.born, kin.notes);
}

void note_moved_in(Kin& kin) {
    append(kin.notes, {"原住", kin.moved_in_from});
    append_roc_date(kin.moved_in_on, kin.notes);
    kin.notes += "遷入登記。";
}

void note_moved_within(Kin& kin, std::string_view from, Day on) {
    append(kin.notes, {"原住", from});
    append_roc_date(on, kin.notes);
    kin.notes += "住址變更。";
}

void note_marriage(Kin& kin, std::string_view spouse) {
    append_roc_date(kin.married, kin.notes);
    append(kin.notes, {"與", spouse, "結婚"});
    append_registered(kin.married, kin.notes);
}

void note_divorce(Kin& kin, std::string_view former, Day on) {
    append_roc_date(on, kin.notes);
    append(kin.notes, {"與", former, "離婚"});
    append_registered(on, kin.notes);
}

void note_custody(Kin& kin, std::string_view parent, Day on) {
    append(kin.notes, {"未成年子女權利義務由", parent, "行使負擔"});
    append_registered(on, kin.notes);
}

void note_adoption(Kin& kin, std::string_view by, Day on) {
    append_roc_date(on, kin.notes);
    append(kin.notes, {"被", by, "收養"});
    append_registered(on, kin.notes);
}

void note_born_before_wedding(Kin& parent, const Kin& child, Day on) {
    append(parent.notes, {birth_order(child.sex, child.order), child.name, "國民身分證統一編號", child.id,
                          "因生父母結婚取得婚生子女身分更正為其子女"});
    append_registered(on, parent.notes);
}

void note_naturalised(Kin& kin, std::string_view country, Day on) {
    append(kin.notes, {"原", country, "國籍"});
    append_roc_date(on, kin.notes);
    kin.notes += "歸化取得我國國籍初設戶籍登記。";
}

void note_renamed(Kin& kin, std::string_view former, Day on) {
    append(kin.notes, {"原姓名", former, "特殊原因"});
    append_roc_date(on, kin.notes);
    kin.notes += "第一次改名。";
}

void note_id_corrected(Kin& kin, std::string_view former, Day on) {
    append(kin.notes, {"原國民身分證統一編號", former});
    append_roc_date(on, kin.notes);
    kin.notes += "變更。";
}

void note_indigenous(Kin& kin, Day on) {
    append(kin.notes, {"原登記", kin.highland ? "平地" : "山地", "原住民身分"});
    append_roc_date(on, kin.notes);
    kin.notes += "變更。";
}

void note_end(Kin& kin) {
    switch (kin.standing) {
        case Standing::resident:
            return;
        case Standing::moved_away:
        case Standing::moved_abroad:
            append_roc_date(kin.standing_since, kin.notes);
            append(kin.notes, {"遷出", kin.moved_to, "登記。"});
            return;
        case Standing::dead:
            append_roc_date(kin.standing_since, kin.notes);
            kin.notes += "死亡";
            break;
        case Standing::declared_dead:
            append_roc_date(kin.standing_since, kin.notes);
            kin.notes += "死亡宣告";
            break;
        case Standing::revoked:
            append_roc_date(kin.standing_since, kin.notes);
            kin.notes += "廢止戶籍登記。";
            return;
    }
    append_registered(kin.standing_since, kin.notes);
}

}  // namespace menhu::demo
