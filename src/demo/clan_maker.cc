// Clan: the four kinds of it, and how a family grows.
#include "demo/clan_maker.h"

#include <algorithm>

#include "base/result.h"
#include "demo/notes.h"
#include "demo/words.h"

namespace menhu::demo {

using std::chrono::days;

namespace {

constexpr int year_days = 366;

struct Span {
    int fewest;
    int most;
};
// Children of a mother born then.
Span children_of(int mother_year) {
    if (mother_year < 1945) return {3, 6};
    if (mother_year < 1960) return {2, 4};
    if (mother_year < 1975) return {1, 3};
    if (mother_year < 1990) return {0, 3};
    return {0, 2};
}

// Of a thousand, who are or were married at that age.
int wed_share(int age) {
    if (age < 20) return 0;
    if (age < 25) return 60;
    if (age < 30) return 260;
    if (age < 35) return 520;
    if (age < 45) return 720;
    return 860;
}

// Of a thousand, who died in the last fifteen years and would now be of that age.
int dead_share(int age) {
    if (age < 40) return 3;
    if (age < 60) return 18;
    if (age < 75) return 80;
    if (age < 85) return 260;
    if (age < 95) return 600;
    if (age < 105) return 930;
    return 1000;
}

}  // namespace

void ClanMaker::make(std::int64_t most) {
    most_ = most;
    formed_.clear();
    past_.clear();
    home_ = world_.place(chance_);
    people_ = 0;
    if (home_.district->code == "68000130") {
        if (chance_.of_thousand(700)) people_ = 2;
    } else if (chance_.of_thousand(34)) {
        people_ = chance_.of_thousand(600) ? 1 : 2;
    }
    const std::uint32_t kind = chance_.below(1000);
    if (most < smallest_budget || kind < 380) {
        make_alone();
    } else if (kind < 386) {
        make_same_sex_couple();
    } else if (kind < 387) {
        make_institution();
    } else {
        make_family();
    }
    close_households();
    CHECK(clan_.recorded <= most);
}

void ClanMaker::make_alone() {
    const Sex sex = chance_.of_thousand(520) ? Sex::male : Sex::female;
    const Day born = day_in(chance_, world_.base_year() - chance_.between(21, 84));
    const int person = add(sex, born, surname(chance_));
    give_parents(person);
    Kin& kin = clan_.at(person);
    if (people_ != 0) name_indigenous(kin);
    if (chance_.below(1000) < static_cast<std::uint32_t>(wed_share(age(kin)) / 2)) kin.marriage = Marriage::divorced;
    if (chance_.of_thousand(4)) {
        const std::string former = std::string{kin.surname} + given_name(chance_, sex, year_of(born));
        const Day on = day_between(chance_, born + days{18 * year_days}, world_.base_day());
        note_renamed(kin, former, on);
        remember(person, Legal::name_change, on, nobody, former, kin.name);
    }
    join(new_household(born + days{20 * year_days}), person);
}

void ClanMaker::make_same_sex_couple() {
    const Sex sex = chance_.of_thousand(350) ? Sex::male : Sex::female;
    const Day law = std::chrono::sys_days{std::chrono::year{2019} / std::chrono::May / 24};
    const int one = add(sex, day_in(chance_, world_.base_year() - chance_.between(27, 55)), surname(chance_));
    const int other = add(sex, day_in(chance_, world_.base_year() - chance_.between(27, 55)), surname(chance_));
    give_parents(one);
    give_parents(other);
    const Day wed = day_between(chance_, law, world_.base_day());
    const bool united = world_.base_day() >= law;
    if (united) marry(one, other, wed);
    const int home = new_household(wed);
    join(home, one);
    join(home, other);
    if (!united || !chance_.of_thousand(400)) return;
    const Day earliest = std::max(clan_.at(one).born, clan_.at(other).born) + days{24 * year_days};
    const Day born =
        day_between(chance_, std::max(earliest, world_.base_day() - days{15 * year_days}), world_.base_day());
    const int child = add(chance_.of_thousand(510) ? Sex::male : Sex::female, born, clan_.at(one).surname);
    const Day adopted = day_between(chance_, std::max(born + days{60}, wed), world_.base_day());
    if (chance_.of_thousand(700)) {
        // A child of one, adopted by the other (繼親收養): two mothers or two fathers.
        Kin& kin = clan_.at(child);
        (sex == Sex::female ? kin.mother : kin.father) = one;
        (sex == Sex::female ? kin.foster_mother : kin.foster_father) = other;
        if (sex == Sex::female) kin.father_unknown = true;
        note_adoption(kin, clan_.at(other).name, adopted);
        remember(child, Legal::adoption, adopted, other);
        if (sex == Sex::male) kin.mother = add(Sex::female, born - days{30 * year_days}, surname(chance_));
    } else {
        // A child of others, adopted by both.
        give_parents(child);
        clan_.at(child).foster_father = one;
        clan_.at(child).foster_mother = other;
        note_adoption(clan_.at(child), clan_.at(one).name + "、" + clan_.at(other).name, adopted);
        remember(child, Legal::adoption, adopted, one);
        past_.push_back({.person = child, .kind = Legal::adoption, .on = adopted, .act = clan_.acts, .other = other});
    }
    join(home, child);
}

void ClanMaker::make_institution() {
    // 共同事業戶: a home for the old, a temple, a dormitory; nobody need be kin.
    const int home = new_household(world_.base_day() - days{chance_.between(1, 9000)});
    clan_.households[static_cast<std::size_t>(home)].type = Household::Type::business;
    const int residents = chance_.between(6, 40);
    for (int i = 0; i < residents; ++i) {
        const Sex sex = chance_.of_thousand(500) ? Sex::male : Sex::female;
        const int person = add(sex, day_in(chance_, world_.base_year() - chance_.between(30, 95)), surname(chance_));
        give_parents(person);
        join(home, person);
    }
}

void ClanMaker::make_family() {
    const std::uint32_t when = chance_.below(100);
    const int year = when < 14   ? chance_.between(1928, 1945)
                     : when < 52 ? chance_.between(1946, 1965)
                     : when < 78 ? chance_.between(1966, 1981)
                                 : chance_.between(1982, 1999);
    const bool unwed = chance_.of_thousand(25);
    const int first = add(unwed ? Sex::female : Sex::male, day_in(chance_, year), surname(chance_));
    give_parents(first);
    if (people_ != 0) name_indigenous(clan_.at(first));
    const int other = unwed ? nobody : add_spouse(first);
    const Day wed = std::min(clan_.at(first).born + days{chance_.between(21 * year_days, 33 * year_days)},
                             world_.base_day() - days{30});
    if (other != nobody) marry(first, other, std::max(wed, clan_.at(other).born + days{20 * year_days}));
    const int home = new_household(wed);
    join(home, first);
    if (other != nobody) join(home, other);
    // The founder's father, long dead, sometimes still on the household's page: born before the Republic, some.
    if (const int elder = clan_.at(first).father; elder != nobody && year < 1950 && chance_.of_thousand(90) &&
                                                  year_of(clan_.at(elder).born) > world_.base_year() - 129) {
        Kin& kin = clan_.at(elder);
        kin.marriage = Marriage::married;
        kin.spouse = clan_.at(first).mother;
        kin.standing = chance_.of_thousand(120) ? Standing::declared_dead : Standing::dead;
        kin.standing_since = day_in(chance_, chance_.between(std::max(1972, year_of(kin.born) + 62), 2005));
        if (kin.id.empty()) kin.id = world_.numbers().nine_character_id(kin.sex);
        join(home, elder);
    }
    raise(unwed ? nobody : first, unwed ? first : other, home, 0);
}

void ClanMaker::decide_death(int index) {
    Kin& kin = clan_.at(index);
    if (!chance_.of_thousand(dead_share(age(kin)))) return;
    const Day earliest = std::max(kin.marriage == Marriage::never ? kin.born : kin.married + days{1},
                                  world_.base_day() - days{15 * year_days});
    kin.standing_since = day_between(chance_, earliest, world_.base_day());
    kin.standing = chance_.of_thousand(8) ? Standing::declared_dead : Standing::dead;
    if (kin.spouse == nobody) return;
    Kin& spouse = clan_.at(kin.spouse);
    if (spouse.standing != Standing::dead && spouse.standing != Standing::declared_dead) {
        spouse.marriage = spouse.marriage == Marriage::united ? Marriage::united_widowed : Marriage::widowed;
    }
}

void ClanMaker::divorce(int father, int mother, Day on, int household) {
    Kin& man = clan_.at(father);
    Kin& woman = clan_.at(mother);
    note_divorce(man, woman.name, on);
    note_divorce(woman, man.name, on);
    remember(father, Legal::divorce, on, mother);
    past_.push_back({.person = mother, .kind = Legal::divorce, .on = on, .act = clan_.acts, .other = father});
    man.marriage = woman.marriage = Marriage::divorced;
    man.spouse = woman.spouse = nobody;
    // One of the two leaves: into a household of its own in the city, or out of what the city holds.
    int leaver = chance_.of_thousand(500) ? father : mother;
    const int keeper = leaver == father ? mother : father;
    if (clan_.at(keeper).household != household) leaver = keeper;
    std::vector<int>& members = clan_.households[static_cast<std::size_t>(household)].members;
    const auto at = std::ranges::find(members, leaver);
    if (at == members.end()) return;
    members.erase(at);
    --clan_.recorded;
    clan_.at(leaver).household = nobody;
    if (chance_.of_thousand(550)) join(new_household(on), leaver);
}

int ClanMaker::add_child(int father, int mother, Day born) {
    const Sex sex = chance_.of_thousand(517) ? Sex::male : Sex::female;
    const bool by_father = father != nobody && !clan_.at(father).surname.empty() && !chance_.of_thousand(45);
    const std::string_view family = clan_.at(by_father ? father : mother).surname;
    const int child = add(sex, born, family.empty() ? clan_.at(father == nobody ? mother : father).surname : family);
    Kin& kin = clan_.at(child);
    kin.father = father;
    kin.mother = mother;
    kin.father_unknown = father == nobody;
    if (people_ != 0) name_indigenous(kin);
    if (year_of(born) > 1996 && chance_.of_thousand(300)) note_birth(kin, world_.city());
    if (chance_.of_thousand(6)) adopt(child, father, mother);
    return child;
}

void ClanMaker::adopt(int child, int father, int mother) {
    // Its natural parents are others; 收養 keeps both pairs on the record.
    clan_.at(child).father = clan_.at(child).mother = nobody;
    clan_.at(child).father_unknown = false;
    give_parents(child);
    const Day born = clan_.at(child).born;
    if (const int natural = clan_.at(child).father; natural != nobody) {
        const std::string_view other = surname(chance_);
        clan_.at(natural).surname = other;
        clan_.at(natural).name = std::string{other} + given_name(chance_, Sex::male, year_of(born) - 30);
    }
    Kin& kin = clan_.at(child);
    kin.foster_father = father;
    kin.foster_mother = mother;
    kin.adopted_by_one = father == nobody || mother == nobody;
    std::string by = clan_.at(father != nobody ? father : mother).name;
    if (!kin.adopted_by_one) by += "、" + clan_.at(mother).name + "共同";
    const Day on = day_between(chance_, born + days{90}, std::min(born + days{6 * year_days}, world_.base_day()));
    note_adoption(kin, by, on);
    const int act = next_act();
    for (const int parent : {father, mother}) {
        if (parent == nobody) continue;
        past_.push_back({.person = child, .kind = Legal::adoption, .on = on, .act = act, .other = parent});
    }
}

void ClanMaker::raise(int father, int mother, int household, int depth) {
    Day last = world_.base_day();
    for (const int parent : {father, mother}) {
        if (parent == nobody || clan_.at(parent).standing != Standing::resident) continue;
        decide_death(parent);
        if (clan_.at(parent).standing != Standing::resident) last = std::min(last, clan_.at(parent).standing_since);
    }
    const Day wed = father != nobody ? clan_.at(mother).married : clan_.at(mother).born + days{23 * year_days};
    Day parted = last;
    const bool apart = father != nobody && last == world_.base_day() && wed + days{3 * year_days} < last &&
                       chance_.of_thousand(year_of(clan_.at(mother).born) < 1950 ? 30 : 170);
    if (apart) parted = day_between(chance_, wed + days{2 * year_days}, last);

    const Day latest = std::min(parted, clan_.at(mother).born + days{45 * year_days});
    const Span span = children_of(year_of(clan_.at(mother).born));
    const int wanted = chance_.between(father == nobody ? 1 : span.fewest, father == nobody ? 1 : span.most);
    std::vector<int> children;
    int sons = 0;
    int daughters = 0;
    Day born = wed + days{chance_.between(-120, 1300)};
    while (static_cast<int>(children.size()) < wanted && born <= latest) {
        const int together = chance_.of_thousand(13) ? (chance_.of_thousand(30) ? 3 : 2) : 1;
        for (int i = 0; i < together; ++i) {
            const int child = add_child(father, mother, born);
            Kin& kin = clan_.at(child);
            kin.order = kin.sex == Sex::male ? ++sons : ++daughters;
            children.push_back(child);
        }
        if (born < wed && father != nobody) {
            note_born_before_wedding(clan_.at(father), clan_.at(children.back()), wed);
        }
        born += days{chance_.between(420, 1700)};
    }
    if (apart) {
        divorce(father, mother, parted, household);
        const int keeper = clan_.at(father).household == household ? father : mother;
        for (const int child : children) {
            if (age(clan_.at(child)) >= 18) continue;
            note_custody(clan_.at(child), clan_.at(keeper).sex == Sex::male ? "父" : "母", parted);
            remember(child, Legal::parental_rights, parted, keeper);
        }
    }
    for (const int child : children) grow_up(child, household, depth);
}

void ClanMaker::grow_up(int child, int household, int depth) {
    const int years = age(clan_.at(child));
    decide_death(child);
    if (years < 20 || clan_.at(child).standing != Standing::resident) {
        join(household, child);
        return;
    }
    const bool son = clan_.at(child).sex == Sex::male;
    const bool weds = depth < 2 && may_grow() && chance_.of_thousand(wed_share(years));
    const std::uint32_t where = chance_.below(100);
    if (!weds) {
        if (where < 60) {
            join(household, child);
        } else if (where < 80) {
            join(new_household(clan_.at(child).born + days{22 * year_days}), child);
        } else {
            leave(child, household);
        }
        return;
    }
    if (where >= (son ? 75U : 60U)) {
        leave(child, household);
        return;
    }
    const int spouse = add_spouse(child);
    const Day youngest = std::max(clan_.at(child).born, clan_.at(spouse).born) + days{20 * year_days};
    const Day wed =
        std::min(day_between(chance_, youngest, std::min(youngest + days{14 * year_days}, world_.base_day())),
                 world_.base_day());
    marry(child, spouse, wed);
    const bool stays = where < (son ? 32U : 8U);
    const int home = stays ? household : new_household(wed);
    join(home, child);
    join(home, spouse);
    const int father = son ? child : spouse;
    raise(father, son ? spouse : child, home, depth + 1);
}

void ClanMaker::leave(int child, int household) {
    // Most are no longer in what the city holds; some are still on the page, with where they went.
    if (!chance_.of_thousand(220)) return;
    Kin& kin = clan_.at(child);
    const std::uint32_t how = chance_.below(100);
    kin.standing = how < 40 ? Standing::moved_away : how < 98 ? Standing::moved_abroad : Standing::revoked;
    if (kin.standing != Standing::revoked) {
        kin.moved_to = kin.standing == Standing::moved_away ? elsewhere(chance_) : abroad(chance_);
    }
    kin.standing_since = day_between(chance_, kin.born + days{19 * year_days}, world_.base_day());
    join(household, child);
}

}  // namespace menhu::demo
