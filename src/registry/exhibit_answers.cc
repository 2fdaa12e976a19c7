// What an answer said, in the words of a document: a card, a household, an answer instead of data, kin.
#include "base/calendar.h"
#include "registry/exhibit.h"

namespace menhu::registry {

namespace {

using Rows = std::vector<std::vector<std::string>>;

// Days as those of the Republic; what is no day, or masked, as it stands.
std::string day_text(std::string_view value) {
    const auto day = base::from_iso(value);
    return day ? base::to_roc_slashes(*day) : std::string{value};
}

std::string_view truth_zh(Truth truth) {
    switch (truth) {
        case Truth::yes:
            return "是";
        case Truth::no:
            return "否";
        case Truth::cannot_tell:
            return "無法判定";
    }
    base::throw_bug("truth_zh: no such truth");
}

template <class Answer>
Exhibit begun(const Answer& answer, ExhibitKind kind, Shown shown) {
    Exhibit out;
    out.kind = kind;
    out.shown = shown;
    out.account = answer.account();
    out.grant = answer.grant();
    out.case_number = answer.case_number();
    out.source = answer.query().number();
    out.base_date = answer.base_date();
    out.log = answer.receipt().log;
    out.first_index = answer.receipt().index;
    out.last_index = answer.receipt().index;
    out.answered_at = answer.receipt().at;
    return out;
}

std::string event_text(const CardEvent& event) {
    std::string out{event.zh};
    if (event.standing == CardEvent::Standing::undone) out += "（已撤銷）";
    return out;
}

std::string places_of(const CardEvent& event) {
    std::string out;
    if (!event.from.empty()) out += "自 " + event.from;
    if (!event.to.empty()) out += (out.empty() ? "" : "；") + ("至 " + event.to);
    if (!event.other_id.empty()) out += (out.empty() ? "" : "；") + ("相關統號 " + event.other_id);
    return out;
}

ExhibitTable history_table(const CardHistory& history) {
    ExhibitTable table{.caption = std::string{history.label_zh},
                       .columns = {{"日期", 8}, {"事由", 12}, {"登記日", 8}, {"內容", 28}},
                       .rows = {}};
    for (const auto& event : history.events) {
        table.rows.push_back({day_text(event.on), event_text(event), day_text(event.registered), places_of(event)});
    }
    if (table.rows.empty()) table.rows.push_back({"", "資料中沒有紀錄", "", ""});
    return table;
}

void add_card(Exhibit& out, const PersonCard& card, std::string caption) {
    if (!card.status_zh.empty()) caption += "（" + std::string{card.status_zh} + "）";
    ExhibitTable table{.caption = std::move(caption), .columns = {{"項目", 10}, {"內容", 30}}, .rows = {}};
    for (const auto& field : card.fields) {
        const auto value = day_text(field.value);
        table.rows.push_back({std::string{field.label_zh}, value});
    }
    out.tables.push_back(std::move(table));
    for (const auto& history : card.histories) out.tables.push_back(history_table(history));
    if (card.by == PersonCard::By::earlier_id) out.notes.emplace_back("本筆以曾用之統一編號查得。");
}

// ---- kin ----

std::string_view name_check_zh(NameCheck check) {
    switch (check) {
        case NameCheck::equal:
            return "相符";
        case NameCheck::different:
            return "不符";
        case NameCheck::not_held:
            return "資料中無可核對";
    }
    base::throw_bug("name_check_zh: no such check");
}

std::string kind_text(const Relation& relation) {
    if (relation.kind == KinKind::spouse) return "配偶";
    std::string out = relation.kind == KinKind::blood ? "血親" : "姻親";
    if (relation.line == KinLine::lineal) out = "直系" + out;
    if (relation.line == KinLine::collateral) out = "旁系" + out;
    return out + " " + std::to_string(relation.degree) + " 親等";
}

std::string chain_text(const KinRelationShown& shown, const std::vector<KinShown>& people) {
    std::string out = "［1］";
    for (const auto& step : shown.steps) {
        out += " → " + std::string{step_words(step.kind, people[step.person].sex).zh} + "［" +
               std::to_string(step.person + 1) + "］";
    }
    return out;
}

std::string articles_text(const Relation& relation) {
    std::string out;
    for (const auto article : relation.articles) out += (out.empty() ? "民法 " : "、") + std::string{article};
    return out;
}

std::string person_text(const KinShown& person) {
    if (person.state == KinShown::State::not_held) return "資料中沒有此人的紀錄";
    if (person.state == KinShown::State::withheld) return "不在核准的範圍，不顯示";
    std::string out;
    for (const auto& field : person.card->fields) {
        out += (out.empty() ? "" : "；") + std::string{field.label_zh} + " " + day_text(field.value);
    }
    return out;
}

std::string conclusion(const KinshipDisclosure& answer) {
    const auto degrees = std::to_string(answer.ceiling().blood);
    if (answer.same_person()) return "所查兩人為同一人";
    if (answer.asked() == KinshipDisclosure::Asked::two) {
        if (answer.verdict() == Truth::yes) return "兩人有親屬關係，如下";
        if (answer.verdict() == Truth::no) return degrees + " 親等內查無親屬關係";
        return "無法判定：資料不足";
    }
    return answer.verdict() == Truth::yes ? degrees + " 親等內的親屬，如下"
                                          : degrees + " 親等內查得的親屬如下，未必齊全";
}

}  // namespace

std::optional<Exhibit> exhibit_of(const Disclosure& answer) {
    if (answer.form() == Form::list || answer.cards().empty()) return std::nullopt;
    const auto kind = answer.operation() == grants::Operation::household ? ExhibitKind::household : ExhibitKind::card;
    auto out = begun(answer, kind, answer.shown());
    out.people = answer.people();
    const auto count = answer.cards().size();
    for (std::size_t at = 0; at < count; ++at) {
        add_card(out, answer.cards()[at], count == 1 ? "戶籍資料" : "第 " + std::to_string(at + 1) + " 人");
    }
    if (count > 1) out.lines.emplace_back("人數", std::to_string(count));
    return out;
}

Exhibit exhibit_of(const AnswerGiven& answer) {
    auto out = begun(answer, ExhibitKind::answer, Shown::masked);
    out.lines.emplace_back("問題", std::string{form_of(answer.question()).zh});
    for (const auto& about : answer.about()) {
        out.people.push_back(about.person);
        out.lines.emplace_back(out.people.size() == 1 ? "對象" : "另一人", about.masked_id);
    }
    out.lines.emplace_back("答案", std::string{truth_zh(answer.truth())});
    out.lines.emplace_back("規則", std::string{answer.rule().zh});
    if (!answer.rule().article.empty()) out.lines.emplace_back("條文", std::string{answer.rule().article});
    if (answer.programme() != nullptr) {
        out.lines.emplace_back("業務規定", answer.programme()->title + "（" + answer.programme()->source + "）");
    }
    ExhibitTable days{.caption = "關鍵日期", .columns = {{"項目", 14}, {"日期", 26}}, .rows = {}};
    for (const auto& day : answer.days()) {
        std::string text = "資料中沒有";
        if (day.shown == ToldDay::Shown::withheld) text = "核准的欄位不含此項，不顯示";
        if (!day.from.empty()) text = day_text(day.from) + (day.until.empty() ? "" : " 至 " + day_text(day.until));
        days.rows.push_back({std::string{day_of_zh(day.what)}, std::move(text)});
    }
    if (!days.rows.empty()) out.tables.push_back(std::move(days));
    for (const auto fact : answer.missing()) {
        out.notes.push_back("資料中缺少：" + std::string{missing_fact_zh(fact)} + "。");
    }
    return out;
}

std::optional<Exhibit> exhibit_of(const KinshipDisclosure& answer) {
    if (answer.outcome() != KinshipDisclosure::Outcome::answered) return std::nullopt;
    auto out = begun(answer, ExhibitKind::kinship, Shown::masked);
    out.people = answer.tags();
    out.lines.emplace_back(
        "範圍", std::to_string(answer.ceiling().blood) + " 親等血親" + (answer.ceiling().affinity ? "，含姻親" : ""));
    out.lines.emplace_back("父姓名核對", std::string{name_check_zh(answer.father())});
    out.lines.emplace_back("母姓名核對", std::string{name_check_zh(answer.mother())});
    out.lines.emplace_back("結論", conclusion(answer));
    ExhibitTable kin{.caption = "親屬關係",
                     .columns = {{"對象", 4}, {"稱謂", 9}, {"親等", 11}, {"判定", 7}, {"經由", 22}, {"條文", 12}},
                     .rows = {}};
    for (const auto& shown : answer.relations()) {
        kin.rows.push_back({"［" + std::to_string(shown.to + 1) + "］", shown.term.zh, kind_text(shown.relation),
                            std::string{truth_zh(shown.relation.truth)}, chain_text(shown, answer.people()),
                            articles_text(shown.relation)});
    }
    if (!kin.rows.empty()) out.tables.push_back(std::move(kin));
    ExhibitTable people{.caption = "人員", .columns = {{"編號", 4}, {"內容", 40}}, .rows = {}};
    for (std::size_t at = 0; at < answer.people().size(); ++at) {
        people.rows.push_back({"［" + std::to_string(at + 1) + "］", person_text(answer.people()[at])});
    }
    out.tables.push_back(std::move(people));
    for (const auto& gap : answer.gaps()) {
        out.notes.push_back((gap.person ? "［" + std::to_string(*gap.person + 1) + "］" : std::string{}) +
                            std::string{gap_words(gap.kind).zh} + "。");
    }
    return out;
}

}  // namespace menhu::registry
