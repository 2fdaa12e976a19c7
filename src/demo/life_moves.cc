// Life of a clan: who comes, goes and moves; households.
#include <algorithm>

#include "demo/life.h"
#include "demo/notes.h"
#include "demo/villages.h"
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

// Within an act: somebody new in the household came from another county.
void ClanLife::arrive(int person, Day on) {
    Kin& kin = clan_.at(person);
    kin.moved_in = true;
    kin.moved_in_on = on;
    kin.moved_in_from = elsewhere(*chance_);
    if (kin.birth_place.empty()) kin.birth_place = kin.moved_in_from.substr(0, 9);
    note_moved_in(kin);
    Event& event = happened(person, Legal::move_in, on);
    event.from = kin.moved_in_from;
    event.to = place_of(home(person));
}

// A household of people whom the city did not know.
void ClanLife::move_in(Day on) {
    ClanMaker maker{*world_, *chance_, clan_};
    begin_act();
    const std::uint32_t who = chance_->below(10);
    const Sex sex = chance_->of_thousand(480) ? Sex::male : Sex::female;
    const int first = maker.add(sex, day_in(*chance_, year_of(on) - chance_->between(22, 65)), surname(*chance_));
    maker.give_parents(first);
    const int house =
        found_household(world_->place(*chance_), street(*chance_, chance_->between(1, 360)), chance_->between(1, 32));
    clan_.households[static_cast<std::size_t>(house)].head = first;
    maker.join(house, first);
    if (who >= 6 && age(first, on) >= 26) {
        const int spouse = maker.add_spouse(first);
        maker.marry(first, spouse, on - days{chance_->between(400, 1500)});
        maker.join(house, spouse);
        const int mother = sex == Sex::female ? first : spouse;
        if (who >= 8 && age(mother, on) < 46 && !clan_.at(spouse).surname.empty()) {
            const int father = sex == Sex::female ? spouse : first;
            const int child = maker.add(chance_->of_thousand(517) ? Sex::male : Sex::female,
                                        on - days{chance_->between(60, 380)}, clan_.at(father).surname);
            clan_.at(child).father = father;
            clan_.at(child).mother = mother;
            maker.join(house, child);
        }
    }
    const std::vector<int> members = clan_.households[static_cast<std::size_t>(house)].members;
    const std::string_view from = elsewhere(*chance_);
    for (const int member : members) {
        arrive(member, on);
        clan_.at(member).moved_in_from = from;
        parts_.back().event.from = from;
    }
    end_act(first, *changes_);
}

// To another county or abroad: one, or a whole small household.
void ClanLife::move_out(int person, Legal kind, Day on) {
    if (!is_here(person)) return;
    const Household& household = home(person);
    const bool abroad_it_is = kind == Legal::move_abroad;
    std::vector<int> leaving{person};
    if (household.head == person && residents_beside(household, person) <= 2 &&
        household.type != Household::Type::business) {
        for (const int member : household.members) {
            if (member != person && is_here(member)) leaving.push_back(member);
        }
    } else if (!may_leave(person, on) || age(person, on) < 18) {
        return;
    }
    const std::string_view to = abroad_it_is ? abroad(*chance_) : elsewhere(*chance_);
    begin_act();
    for (const int member : leaving) {
        Kin& kin = clan_.at(member);
        kin.standing = abroad_it_is ? Standing::moved_abroad : Standing::moved_away;
        kin.standing_since = on;
        kin.moved_to = to;
        note_end(kin);
        Event& event = happened(member, kind, on);
        event.from = place_of(home(member));
        event.to = to;
    }
    end_act(person, *changes_);
}

// Inside the city: the head with the whole household, anybody else into a household of their own.
void ClanLife::move_within(int person, Day on) {
    if (!is_here(person) || age(person, on) < 18) return;
    const bool all = home(person).head == person;
    if (home(person).type == Household::Type::business) return;
    if (all ? has_ended_members(home(person)) : !may_leave(person, on)) return;
    const World::Place place =
        chance_->of_thousand(600) ? world_->place_in(*chance_, *home(person).district) : world_->place(*chance_);
    const std::string from = place_of(home(person));
    begin_act();
    std::string there = street(*chance_, chance_->between(1, 360));
    const int neighbourhood = chance_->between(1, 32);
    std::vector<int> moving{person};
    if (all) {
        Household& household = home(person);
        moving = household.members;
        // The number is the household office's: another district, another number.
        if (household.district != place.district) household.number = world_->numbers().household_number();
        household.district = place.district;
        household.village = place.village;
        household.neighbourhood = neighbourhood;
        household.street = std::move(there);
    } else {
        const int to = found_household(place, std::move(there), neighbourhood);
        take_out(person);
        put_into(to, person);
        clan_.households[static_cast<std::size_t>(to)].head = person;
    }
    for (const int member : moving) {
        note_moved_within(clan_.at(member), from, on);
        Event& event = happened(member, Legal::move_within, on);
        event.from = from;
        event.to = place_of(home(member));
    }
    end_act(person, *changes_);
}

// Back into the household on whose page somebody still is.
void ClanLife::move_back(int person, Day on) {
    Kin& kin = clan_.at(person);
    if (kin.standing != Standing::moved_away && kin.standing != Standing::moved_abroad) return;
    if (kin.standing_since + days{20} > on || residents_beside(home(person), person) == 0) return;
    begin_act();
    kin.standing = Standing::resident;
    kin.moved_in = true;
    kin.moved_in_on = on;
    kin.moved_in_from = kin.moved_to;
    kin.moved_to = {};
    note_moved_in(kin);
    Event& event = happened(person, Legal::move_in, on);
    event.from = kin.moved_in_from;
    event.to = place_of(home(person));
    end_act(person, *changes_);
}

// 分戶: one who is of age, with spouse and children, at the same address.
void ClanLife::split(int person, Day on) {
    if (!is_here(person) || age(person, on) < 20 || !may_leave(person, on)) return;
    const int head = home(person).head;
    if (home(person).type == Household::Type::business || head == person || !is_here(head)) return;
    const int spouse = clan_.at(person).spouse;
    if (spouse != nobody && head == spouse) return;
    std::vector<int> leaving{person};
    for (const int member : home(person).members) {
        const Kin& kin = clan_.at(member);
        const bool is_child = age(member, on) < 18 && (kin.father == person || kin.mother == person ||
                                                       kin.foster_father == person || kin.foster_mother == person);
        if (member != person && is_here(member) && (member == spouse || is_child)) leaving.push_back(member);
    }
    // Whoever stays has a head who is of age.
    const Household former = home(person);
    begin_act();
    const int to = found_household({former.district, former.village}, former.street, former.neighbourhood);
    clan_.households[static_cast<std::size_t>(to)].head = person;
    for (const int member : leaving) {
        take_out(member);
        put_into(to, member);
        Event& event = happened(member, Legal::household_split, on);
        event.from = former.number;
        event.to = clan_.households[static_cast<std::size_t>(to)].number;
    }
    end_act(person, *changes_);
}

// 合戶: another household of the clan joins this one; it moves here first if it lives elsewhere.
void ClanLife::merge(int person, Day on) {
    if (!is_here(person) || home(person).head != person) return;
    const int house = clan_.at(person).household;
    if (home(person).type == Household::Type::business) return;
    for (std::size_t i = 0; i < clan_.households.size(); ++i) {
        const Household& other = clan_.households[i];
        if (static_cast<int>(i) == house || other.members.empty() || other.members.size() > 3) continue;
        if (other.type == Household::Type::business || has_ended_members(other)) continue;
        const std::vector<int> coming = other.members;
        const std::string number = other.number;
        const std::string from = place_of(other);
        if (other.street != home(person).street || other.village != home(person).village) {
            begin_act();
            Household& moving = clan_.households[i];
            const Household& here = home(person);
            if (moving.district != here.district) moving.number = world_->numbers().household_number();
            moving.district = here.district;
            moving.village = here.village;
            moving.neighbourhood = here.neighbourhood;
            moving.street = here.street;
            for (const int member : coming) {
                note_moved_within(clan_.at(member), from, on);
                Event& event = happened(member, Legal::move_within, on);
                event.from = from;
                event.to = place_of(moving);
            }
            end_act(coming.front(), *changes_);
        }
        const std::string now = clan_.households[i].number;
        begin_act();
        for (const int member : coming) {
            take_out(member);
            put_into(house, member);
            Event& event = happened(member, Legal::household_merge, on);
            event.from = now;
            event.to = home(person).number;
        }
        end_act(person, *changes_);
        return;
    }
}

// Another resident of age heads the household; nothing if there is none.
void ClanLife::head_change(int household, Day on) {
    const Household& old = clan_.households[static_cast<std::size_t>(household)];
    int next = nobody;
    for (const int member : old.members) {
        if (member == old.head || !is_here(member) || age(member, on) < 18) continue;
        if (next == nobody || member == clan_.at(old.head).spouse) next = member;
    }
    if (next == nobody) return;
    begin_act();
    clan_.households[static_cast<std::size_t>(household)].head = next;
    for (const int member : clan_.households[static_cast<std::size_t>(household)].members) {
        if (is_here(member)) happened(member, Legal::head_change, on).other_id = clan_.at(next).id;
    }
    end_act(next, *changes_);
}

void ClanLife::renumbering(int household, Day on) {
    Household& home_of_them = clan_.households[static_cast<std::size_t>(household)];
    if (has_ended_members(home_of_them)) return;
    begin_act();
    const std::string from = home_of_them.street;
    home_of_them.street = street(*chance_, chance_->between(1, 360));
    for (const int member : home_of_them.members) {
        Event& event = happened(member, Legal::renumbering, on);
        event.from = from;
        event.to = home_of_them.street;
    }
    end_act(home_of_them.head, *changes_);
}

void ClanLife::boundary(Day on) {
    for (Household& household : clan_.households) {
        if (household.members.empty()) continue;
        const law::Village* const now =
            village_after(*household.district, *household.village, household.neighbourhood, on);
        if (now == nullptr || std::ranges::none_of(household.members, [&](int member) { return is_here(member); })) {
            continue;
        }
        begin_act();
        const std::string from = place_of(household);
        household.village = now;
        for (const int member : household.members) {
            if (!is_here(member)) continue;
            Event& event = happened(member, Legal::boundary, on);
            event.from = from;
            event.to = place_of(household);
        }
        end_act(household.head, *changes_);
    }
}

// The spouse from abroad is naturalised, with a Chinese name and an id.
void ClanLife::first_registration(int person, Day on) {
    const int spouse = clan_.at(person).spouse;
    if (!is_here(person) || spouse == nobody || !clan_.at(spouse).surname.empty()) return;
    begin_act();
    ClanMaker maker{*world_, *chance_, clan_};
    Kin& kin = clan_.at(spouse);
    if (!kin.name.empty() && static_cast<unsigned char>(kin.name.front()) < 0x80) kin.romanised = kin.name;
    kin.surname = surname(*chance_);
    kin.name = std::string{kin.surname} + given_name(*chance_, kin.sex, year_of(kin.born));
    kin.earlier_ids = kin.id;
    kin.id.clear();
    maker.join(clan_.at(person).household, spouse);
    note_naturalised(kin, kin.birth_place, on);
    Event& event = happened(spouse, Legal::first_registration, on);
    event.from = kin.birth_place;
    event.to = place_of(home(spouse));
    event.other_id = clan_.at(person).id;
    end_act(spouse, *changes_);
}

// 喪失國籍, 廢止戶籍: the registration ends from then on.
void ClanLife::registration_ends(int person, Legal kind, Day on) {
    if (!is_here(person) || age(person, on) < 20 || !may_leave(person, on)) return;
    begin_act();
    Kin& kin = clan_.at(person);
    kin.standing = Standing::revoked;
    kin.standing_since = on;
    if (kind == Legal::nationality_loss) note(kin, on, "喪失國籍。");
    note_end(kin);
    happened(person, kind, on).from = place_of(home(person));
    end_act(person, *changes_);
}

}  // namespace menhu::demo
