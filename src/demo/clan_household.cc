// Clan: its households, where they are, who heads them and since when their members live there.
#include <algorithm>

#include "demo/clan_maker.h"
#include "demo/notes.h"
#include "demo/words.h"

namespace menhu::demo {

using std::chrono::days;

namespace {

const Day city_since = std::chrono::sys_days{std::chrono::year{2014} / std::chrono::December / 25};

bool has_ended(const Kin& kin) { return kin.standing != Standing::resident; }

}  // namespace

int ClanMaker::new_household(Day formed) {
    const int index = static_cast<int>(clan_.households.size());
    Household& household = clan_.households.emplace_back();
    const World::Place place = chance_.of_thousand(index == 0 ? 1000 : 650) ? world_.place_in(chance_, *home_.district)
                                                                            : world_.place(chance_);
    household.district = place.district;
    household.village = place.village;
    household.neighbourhood = chance_.between(1, 32);
    household.street = street(chance_, chance_.between(1, 360));
    formed_.push_back(std::min(formed, world_.base_day() - days{1}));
    return index;
}

void ClanMaker::join(int household, int index) {
    Kin& kin = clan_.at(index);
    // A foreigner who is not naturalised has no household registration: named beside the spouse, and nowhere else.
    if (kin.surname.empty()) return;
    if (kin.id.empty()) kin.id = world_.numbers().national_id(kin.sex);
    kin.household = household;
    clan_.households[static_cast<std::size_t>(household)].members.push_back(index);
    ++clan_.recorded;
}

void ClanMaker::choose_head(Household& household) {
    std::vector<int> adults;
    for (const int member : household.members) {
        if (!has_ended(clan_.at(member)) && age(clan_.at(member)) >= 18) adults.push_back(member);
    }
    if (adults.empty()) {
        household.head = nobody;
        return;
    }
    // The first that came, or in a quarter of the households the second.
    const bool second = adults.size() > 1 && chance_.of_thousand(250);
    household.head = adults[second ? 1 : 0];
    const auto at = std::ranges::find(household.members, household.head);
    std::rotate(household.members.begin(), at, at + 1);
}

void ClanMaker::move_in(Household& household, Day formed) {
    if (!chance_.of_thousand(420)) return;
    // Nobody on the page had ended before the household came.
    Day latest = world_.base_day();
    for (const int member : household.members) {
        const Kin& kin = clan_.at(member);
        if (has_ended(kin)) latest = std::min(latest, kin.standing_since);
    }
    if (latest < formed) return;
    const Day on = day_between(chance_, formed, latest);
    const bool within = chance_.of_thousand(450);
    const std::string_view from = elsewhere(chance_);
    const World::Place former = world_.place(chance_);
    const int act = next_act();
    for (const int member : household.members) {
        Kin& kin = clan_.at(member);
        if (kin.born >= on) continue;
        if (within) {
            note_moved_within(kin, world_.name_of(*former.district, *former.village), on);
            past_.push_back({.person = member,
                             .kind = Legal::move_within,
                             .on = on,
                             .act = act,
                             .from = world_.name_of(*former.district, *former.village),
                             .to = world_.name_of(*household.district, *household.village)});
        } else {
            kin.moved_in = true;
            kin.moved_in_on = on;
            kin.moved_in_from = from;
        }
    }
}

void ClanMaker::settle(int index) {
    Kin& kin = clan_.at(index);
    if (!kin.moved_in && kin.marriage != Marriage::never && kin.spouse != nobody && kin.father != nobody &&
        clan_.at(kin.father).household == nobody && !has_ended(kin) && chance_.of_thousand(350)) {
        // Came to the city with the wedding.
        kin.moved_in = true;
        kin.moved_in_on = kin.married;
        kin.moved_in_from = elsewhere(chance_);
    }
    if (kin.birth_place.empty()) {
        if (kin.moved_in) {
            kin.birth_place = kin.moved_in_from.substr(0, 9);  // three characters: the county
        } else {
            kin.birth_place = kin.born < city_since ? "桃園縣" : "桃園市";
        }
    }
    if (kin.moved_in) note_moved_in(kin);
    if (year_of(kin.born) < 1945) {
        const std::uint32_t known = chance_.below(100);
        kin.precision = known < 2 ? Precision::year : known < 4 ? Precision::month : Precision::day;
    }
    record_earlier_ids(index);
    note_end(kin);
}

void ClanMaker::close_households() {
    for (std::size_t i = 0; i < clan_.households.size(); ++i) {
        Household& household = clan_.households[i];
        choose_head(household);
        if (household.head == nobody) {
            // Nobody of age lives there: the city holds no such household.
            for (const int member : household.members) clan_.at(member).household = nobody;
            clan_.recorded -= static_cast<std::int64_t>(household.members.size());
            household.members.clear();
            continue;
        }
        household.number = world_.numbers().household_number();
        if (household.type != Household::Type::business) {
            household.type = household.members.size() == 1 ? Household::Type::alone : Household::Type::together;
        }
        move_in(household, formed_[i]);
        for (const int member : household.members) settle(member);
    }
    enter_events();
}

}  // namespace menhu::demo
