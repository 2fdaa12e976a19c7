#include "demo/notes.h"

#include "demo/words.h"

namespace menhu::demo {
namespace {

constexpr std::string_view registered = "申登。";

void append(std::string& out, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) out += part;
}

std::string& add(Kin& kin, Day day) { return kin.notes.emplace_back(Note{day, {}}).text; }

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
    std::string& text = add(kin, kin.born);
    append_roc_date(kin.born, text);
    append(text, {"在", city, "出生"});
    append_registered(kin.born, text);
}

void note_moved_in(Kin& kin) {
    std::string& text = add(kin, kin.moved_in_on);
    append(text, {"原住", kin.moved_in_from});
    append_roc_date(kin.moved_in_on, text);
    text += "遷入登記。";
}

void note_moved_within(Kin& kin, std::string_view from, Day on) {
    std::string& text = add(kin, on);
    append(text, {"原住", from});
    append_roc_date(on, text);
    text += "住址變更。";
}

void note_marriage(Kin& kin, std::string_view spouse) {
    std::string& text = add(kin, kin.married);
    append_roc_date(kin.married, text);
    append(text, {"與", spouse, "結婚"});
    append_registered(kin.married, text);
}

void note_divorce(Kin& kin, std::string_view former, Day on) {
    std::string& text = add(kin, on);
    append_roc_date(on, text);
    append(text, {"與", former, "離婚"});
    append_registered(on, text);
}

void note_custody(Kin& kin, std::string_view parent, Day on) {
    std::string& text = add(kin, on);
    append(text, {"未成年子女權利義務由", parent, "行使負擔"});
    append_registered(on, text);
}

void note_adoption(Kin& kin, std::string_view by, Day on) {
    std::string& text = add(kin, on);
    append_roc_date(on, text);
    append(text, {"被", by, "收養"});
    append_registered(on, text);
}

void note_born_before_wedding(Kin& parent, const Kin& child, Day on) {
    std::string& text = add(parent, on);
    append(text, {birth_order(child.sex, child.order), child.name, "國民身分證統一編號", child.id,
                  "因生父母結婚取得婚生子女身分更正為其子女"});
    append_registered(on, text);
}

void note_naturalised(Kin& kin, std::string_view country, Day on) {
    std::string& text = add(kin, on);
    append(text, {"原", country, "國籍"});
    append_roc_date(on, text);
    text += "歸化取得我國國籍初設戶籍登記。";
}

void note_renamed(Kin& kin, std::string_view former, Day on) {
    std::string& text = add(kin, on);
    append(text, {"原姓名", former, "特殊原因"});
    append_roc_date(on, text);
    text += "第一次改名。";
}

void note_id_corrected(Kin& kin, std::string_view former, Day on) {
    std::string& text = add(kin, on);
    append(text, {"原國民身分證統一編號", former});
    append_roc_date(on, text);
    text += "變更。";
}

void note_indigenous(Kin& kin, Day on) {
    std::string& text = add(kin, on);
    append(text, {"原登記", kin.highland ? "平地" : "山地", "原住民身分"});
    append_roc_date(on, text);
    text += "變更。";
}

void note_end(Kin& kin) {
    if (kin.standing == Standing::resident) return;
    std::string& text = add(kin, kin.standing_since);
    append_roc_date(kin.standing_since, text);
    switch (kin.standing) {
        case Standing::resident:
            return;
        case Standing::moved_away:
        case Standing::moved_abroad:
            append(text, {"遷出", kin.moved_to, "登記。"});
            return;
        case Standing::dead:
            text += "死亡";
            break;
        case Standing::declared_dead:
            text += "死亡宣告";
            break;
        case Standing::revoked:
            text += "廢止戶籍登記。";
            return;
    }
    append_registered(kin.standing_since, text);
}

}  // namespace menhu::demo
