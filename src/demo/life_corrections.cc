// Life of a clan: names, ids, and what was entered wrongly.
#include <algorithm>

#include "demo/life.h"
#include "demo/notes.h"
#include "demo/words.h"

namespace menhu::demo {

using std::chrono::days;

namespace {

void note(Kin& kin, Day on, std::string_view what) {
    std::string& text = kin.notes.emplace_back(Note{on, {}}).text;
    append_roc_date(on, text);
    text += what;
}

}  // namespace

void ClanLife::name_change(int person, Day on) {
    if (!is_here(person) || clan_.at(person).people != 0) return;
    begin_act();
    Kin& kin = clan_.at(person);
    Event& event = happened(person, Legal::name_change, on);
    event.from = kin.name;
    kin.name = std::string{kin.surname} + given_name(*chance_, kin.sex, year_of(kin.born));
    event.to = kin.name;
    note_renamed(kin, event.from, on);
    end_act(person, *changes_);
}

void ClanLife::id_change(int person, Day on) {
    // A layout has room for four earlier ids.
    if (!is_here(person) || clan_.at(person).id.size() != 10 ||
        std::ranges::count(clan_.at(person).earlier_ids, ';') >= 3) {
        return;
    }
    begin_act();
    Kin& kin = clan_.at(person);
    Event& event = happened(person, Legal::id_change, on);
    event.from = kin.id;
    kin.digit = digit_of(kin);
    if (!kin.earlier_ids.empty()) kin.earlier_ids += ';';
    kin.earlier_ids += kin.id;
    kin.id = world_->numbers().national_id(kin.sex);
    event.to = kin.id;
    note_id_corrected(kin, event.from, on);
    end_act(person, *changes_);
}

void ClanLife::birth_date(int person, Day on) {
    if (!is_here(person) || clan_.at(person).precision != Precision::day) return;
    Kin& kin = clan_.at(person);
    const Day right = kin.born - days{chance_->between(1, 20)};
    if (year_of(right) != year_of(kin.born)) return;
    begin_act();
    Event& event = happened(person, Legal::birth_date_correction, on);
    event.from = date_text(kin.born);
    kin.born = right;
    event.to = date_text(kin.born);
    note(kin, on, "更正出生日期。");
    end_act(person, *changes_);
}

void ClanLife::indigenous(int person, Day on) {
    if (!is_here(person) || clan_.at(person).people == 0) return;
    begin_act();
    Kin& kin = clan_.at(person);
    Event& event = happened(person, Legal::indigenous_status, on);
    event.from = kin.highland ? "山地原住民" : "平地原住民";
    kin.highland = !kin.highland;
    event.to = kin.highland ? "山地原住民" : "平地原住民";
    note_indigenous(kin, on);
    end_act(person, *changes_);
}

// 恢復戶籍
void ClanLife::restoration(int person, Day on) {
    Kin& kin = clan_.at(person);
    if (kin.standing != Standing::revoked || kin.standing_since >= on) return;
    if (residents_beside(home(person), person) == 0) return;
    begin_act();
    kin.standing = Standing::resident;
    note(kin, on, "恢復戶籍登記。");
    happened(person, Legal::restoration, on).to = place_of(home(person));
    end_act(person, *changes_);
}

void ClanLife::correction(int person, Day on) {
    if (!is_here(person)) return;
    begin_act();
    Kin& kin = clan_.at(person);
    Event& event = happened(person, Legal::correction, on);
    event.from = kin.birth_place;
    kin.birth_place = elsewhere(*chance_).substr(0, 9);
    event.to = kin.birth_place;
    note(kin, on, "更正出生地。");
    end_act(person, *changes_);
}

// 撤銷: of an entry that was made in the months before. Of a move into the city, the person was never here.
void ClanLife::revocation(int person, Day on) {
    // Corrections come with what happened to others.
    std::vector<Event> events = clan_.at(person).events;
    std::erase_if(events, [](const Event& event) { return event.kind == Legal::correction; });
    if (events.empty() || events.back().on >= on) return;
    const Event last = events.back();
    if (last.undone || last.undoes) return;
    if (last.kind == Legal::move_in && events.size() == 1) return strike_out(person, last, on);
    Kin& kin = clan_.at(person);
    const bool left = last.kind == Legal::move_out && kin.standing == Standing::moved_away;
    const bool renamed = last.kind == Legal::name_change && is_here(person);
    if (!left && !renamed) return;
    // A whole household's entry is left alone: each of them would have to come back.
    const bool alone = std::ranges::none_of(clan_.people, [&](const Kin& other) {
        return &other != &kin && std::ranges::any_of(other.events, [&](const Event& event) {
            return event.act == last.act && event.kind == last.kind;
        });
    });
    if (!alone || last.on < month_->first - days{400}) return;
    begin_act();
    for (Event& event : kin.events) {
        if (event.act == last.act) event.undone = true;
    }
    Event& event = happened(person, Legal::revocation, on);
    event.undoes = last.act;
    if (left) {
        kin.standing = Standing::resident;
        kin.moved_to = {};
        event.to = place_of(home(person));
        note(kin, on, "撤銷遷出登記。");
    } else {
        event.from = kin.name;
        kin.name = last.from;
        event.to = kin.name;
        note(kin, on, "撤銷改名登記。");
    }
    end_act(person, *changes_);
}

void ClanLife::strike_out(int person, const Event& moved_in, Day on) {
    // Alone, kin to nobody here, and registered in the last months: nobody else's record speaks of them.
    const bool recent = moved_in.on > month_->first - days{200};
    if (!recent || home(person).members.size() != 1 || clan_.at(person).spouse != nobody) return;
    begin_act();
    Event& event = happened(person, Legal::revocation, on);
    event.from = place_of(home(person));
    event.undoes = moved_in.act;
    take_out(person);
    end_act(person, *changes_);
}

}  // namespace menhu::demo
