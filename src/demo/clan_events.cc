// Clan: what happened to its people before the city begins, as events of their registration.
#include <algorithm>
#include <tuple>

#include "demo/clan_maker.h"
#include "demo/villages.h"

namespace menhu::demo {

using std::chrono::days;

namespace {

const Day villages_changed = std::chrono::sys_days{std::chrono::year{2026} / std::chrono::March / 1};

// People come to the office a few days after; a change of address or of a name is what it is registered as.
bool is_registered_later(Legal kind) {
    return kind == Legal::birth || kind == Legal::death || kind == Legal::declared_dead || kind == Legal::divorce ||
           kind == Legal::marriage || kind == Legal::adoption || kind == Legal::parental_rights;
}

}  // namespace

void ClanMaker::remember(int person, Legal kind, Day on, int other, std::string from, std::string to) {
    past_.push_back({.person = person,
                     .kind = kind,
                     .on = on,
                     .act = next_act(),
                     .other = other,
                     .from = std::move(from),
                     .to = std::move(to)});
}

std::string ClanMaker::home_of(const Kin& kin) const {
    const Household& household = clan_.households[static_cast<std::size_t>(kin.household)];
    return world_.name_of(*household.district, *household.village);
}

void ClanMaker::enter(int index, Legal kind, Day on, int act, std::string from, std::string to) {
    Event& event = clan_.at(index).events.emplace_back();
    event.kind = kind;
    event.on = on;
    event.act = act;
    event.registered = is_registered_later(kind) ? std::min(on + days{4}, world_.base_day()) : on;
    event.from = std::move(from);
    event.to = std::move(to);
}

void ClanMaker::enter_beginning(int index) {
    const Kin& kin = clan_.at(index);
    if (kin.moved_in) {
        enter(index, Legal::move_in, kin.moved_in_on, next_act(), std::string{kin.moved_in_from}, home_of(kin));
        return;
    }
    // A foreigner's first registration is remembered; everybody else was born here.
    if (kin.birth_place == "越南" || kin.birth_place == "印尼") return;
    enter(index, Legal::birth, kin.born, next_act(), {}, std::string{kin.birth_place});
    clan_.at(index).events.back().precision = kin.precision;
    if (kin.precision != Precision::day) clan_.at(index).events.back().registered.reset();
}

void ClanMaker::enter_end(int index) {
    const Kin& kin = clan_.at(index);
    const std::string to{kin.moved_to};
    switch (kin.standing) {
        case Standing::resident:
            return;
        case Standing::moved_away:
            return enter(index, Legal::move_out, kin.standing_since, next_act(), home_of(kin), to);
        case Standing::moved_abroad:
            return enter(index, Legal::move_abroad, kin.standing_since, next_act(), home_of(kin), to);
        case Standing::dead:
            return enter(index, Legal::death, kin.standing_since, next_act(), {}, {});
        case Standing::declared_dead:
            return enter(index, Legal::declared_dead, kin.standing_since, next_act(), {}, {});
        case Standing::revoked:
            return enter(index, Legal::annulment, kin.standing_since, next_act(), {}, {});
    }
}

void ClanMaker::enter_boundary(const Household& household, Day formed) {
    if (world_.base_day() < villages_changed || formed >= villages_changed) return;
    const law::Village* const former =
        village_before(*household.district, *household.village, household.neighbourhood, villages_changed);
    if (former == nullptr) return;
    const int act = next_act();
    for (const int member : household.members) {
        const Kin& kin = clan_.at(member);
        const bool was_there = kin.born < villages_changed && (!kin.moved_in || kin.moved_in_on < villages_changed) &&
                               (kin.standing == Standing::resident || kin.standing_since >= villages_changed);
        if (!was_there) continue;
        enter(member, Legal::boundary, villages_changed, act, world_.name_of(*household.district, *former),
              world_.name_of(*household.district, *household.village));
    }
}

void ClanMaker::enter_events() {
    for (std::size_t i = 0; i < clan_.people.size(); ++i) {
        if (clan_.people[i].household != nobody) enter_beginning(static_cast<int>(i));
    }
    for (Past& past : past_) {
        if (clan_.at(past.person).household == nobody) continue;
        enter(past.person, past.kind, past.on, past.act, std::move(past.from), std::move(past.to));
        if (past.other != nobody) clan_.at(past.person).events.back().other_id = clan_.at(past.other).id;
    }
    for (std::size_t i = 0; i < clan_.households.size(); ++i) enter_boundary(clan_.households[i], formed_[i]);
    for (std::size_t i = 0; i < clan_.people.size(); ++i) {
        Kin& kin = clan_.people[i];
        if (kin.household == nobody) continue;
        enter_end(static_cast<int>(i));
        std::ranges::sort(kin.events, [](const Event& a, const Event& b) {
            return std::tie(a.on, a.act, a.other_id) < std::tie(b.on, b.act, b.other_id);
        });
    }
}

}  // namespace menhu::demo
