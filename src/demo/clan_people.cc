// Clan: people and their names, numbers and kin.
#include <algorithm>

#include "demo/clan_maker.h"
#include "demo/notes.h"
#include "demo/words.h"

namespace menhu::demo {
namespace {

using std::chrono::days;

constexpr int atayal = 2;  // in the 社家署 list; the other people of the city is 1, 阿美

}  // namespace

int ClanMaker::add(Sex sex, Day born, std::string_view surname_given) {
    const int index = static_cast<int>(clan_.people.size());
    Kin& kin = clan_.people.emplace_back();
    kin.sex = sex;
    kin.born = born;
    kin.surname = surname_given;
    kin.described_on = std::max(born, world_.base_day());
    const int year = year_of(born);
    kin.name = surname_given;
    kin.name += given_name(chance_, sex, year);
    // Who died before ids were given to everybody (1965) has none, or one of nine characters.
    if (year >= 1932 || chance_.of_thousand(350)) {
        kin.id = world_.numbers().national_id(sex);
    } else if (chance_.of_thousand(150)) {
        kin.id = world_.numbers().nine_character_id(sex);
    }
    return index;
}

void ClanMaker::name_indigenous(Kin& kin) {
    kin.people = people_;
    kin.highland = people_ == atayal;
    if (chance_.of_thousand(20)) {
        const Day on = day_between(chance_, kin.born, world_.base_day());
        note_indigenous(kin, on);
        remember(static_cast<int>(&kin - clan_.people.data()), Legal::indigenous_status, on, nobody,
                 kin.highland ? "平地原住民" : "山地原住民", kin.highland ? "山地原住民" : "平地原住民");
    }
    if (chance_.of_thousand(450)) return;  // keeps the Han name that most have
    const IndigenousName& own = indigenous_name(chance_, kin.sex, people_);
    const IndigenousName& fathers = indigenous_name(chance_, Sex::male, people_);
    if (chance_.of_thousand(250)) {
        // A Han name with the romanised one beside it.
        kin.romanised = own.romanised;
        return;
    }
    kin.name = own.name;
    kin.name += chance_.of_thousand(850) ? "．" : "‧";
    kin.name += fathers.name;
    kin.romanised = own.romanised;
    kin.romanised += ' ';
    kin.romanised += fathers.romanised;
}

void ClanMaker::give_parents(int child) {
    const Day born = clan_.at(child).born;
    const std::string_view family = clan_.at(child).surname;
    const int year = year_of(born);
    const int mother = add(Sex::female, day_in(chance_, year - chance_.between(19, 36)), surname(chance_));
    clan_.at(child).mother = mother;
    if (chance_.of_thousand(15)) {
        clan_.at(child).father_unknown = true;  // and the child has its mother's surname
        clan_.at(mother).surname = family;
        clan_.at(mother).name = std::string{family} + given_name(chance_, Sex::female, year - 25);
        return;
    }
    const int father = add(Sex::male, day_in(chance_, year - chance_.between(21, 42)), family);
    clan_.at(child).father = father;
    // 冠夫姓, the habit of that generation.
    if (year < 1966 && chance_.of_thousand(350)) clan_.at(mother).name.insert(0, family);
}

int ClanMaker::add_spouse(int of) {
    const Sex sex = clan_.at(of).sex == Sex::male ? Sex::female : Sex::male;
    const Day other_born = clan_.at(of).born;
    const int years = sex == Sex::female ? chance_.between(-2, 7) : chance_.between(-7, 2);
    Day born = day_in(chance_, year_of(other_born) + years);
    // Nobody is wed at less than twenty.
    const Day latest = world_.base_day() - days{20 * 366};
    if (born > latest) born = latest;
    const int spouse = add(sex, born, surname(chance_));
    if (year_of(born) > 1962 && chance_.of_thousand(sex == Sex::female ? 60 : 10)) {
        make_foreign(spouse);
    } else {
        give_parents(spouse);
    }
    return spouse;
}

void ClanMaker::make_foreign(int index) {
    const bool vietnamese = chance_.of_thousand(650);
    Numbers& numbers = world_.numbers();
    Kin& kin = clan_.at(index);
    kin.birth_place = vietnamese ? "越南" : "印尼";
    const auto foreign = [&] {
        return std::string{vietnamese ? vietnamese_name(chance_, kin.sex) : indonesian_name(chance_, kin.sex)};
    };
    const Day grown = kin.born + days{24 * 366};
    if (chance_.of_thousand(450) && grown < world_.base_day()) {
        // Naturalised: a national id, and the foreign resident's numbers before it, in one form or both.
        kin.romanised = foreign();
        if (kin.romanised.front() < 'A' || kin.romanised.front() > 'Z') kin.romanised.clear();
        const int forms = chance_.between(0, 2);
        if (forms != 0) kin.earlier_ids = numbers.old_foreign_id(kin.sex);
        if (forms != 1) {
            if (!kin.earlier_ids.empty()) kin.earlier_ids += ';';
            kin.earlier_ids += numbers.foreign_id(kin.sex);
        }
        const Day on = day_between(chance_, grown, world_.base_day());
        note_naturalised(kin, kin.birth_place, on);
        remember(index, Legal::first_registration, on, nobody, std::string{kin.birth_place});
        return;
    }
    // Still a foreigner: no record, only a name beside the spouse's, with a number of either form or none.
    kin.name = foreign();
    kin.surname = {};
    const int form = chance_.between(0, 99);
    kin.id = form < 40 ? std::string{} : form < 85 ? numbers.foreign_id(kin.sex) : numbers.old_foreign_id(kin.sex);
}

void ClanMaker::marry(int one, int other, Day on) {
    Kin& a = clan_.at(one);
    Kin& b = clan_.at(other);
    a.spouse = other;
    b.spouse = one;
    a.married = b.married = on;
    a.marriage = b.marriage = a.sex == b.sex ? Marriage::united : Marriage::married;
    remember(one, Legal::marriage, on, other);
    past_.push_back({.person = other, .kind = Legal::marriage, .on = on, .act = clan_.acts, .other = one});
    if (chance_.of_thousand(600)) note_marriage(a, b.name);
    if (chance_.of_thousand(600)) note_marriage(b, a.name);
    // 冠夫姓
    Kin& wife = a.sex == Sex::female ? a : b;
    const Kin& husband = a.sex == Sex::female ? b : a;
    if (a.sex != b.sex && year_of(wife.born) < 1946 && wife.people == 0 && !husband.surname.empty() &&
        chance_.of_thousand(300)) {
        wife.name.insert(0, husband.surname);
    }
}

void ClanMaker::record_earlier_ids(int index) {
    Kin& kin = clan_.at(index);
    if (!kin.earlier_ids.empty()) return;
    Numbers& numbers = world_.numbers();
    const Day grown = kin.born + days{20 * 366};
    if (year_of(kin.born) < 1950 && chance_.of_thousand(25)) {
        kin.earlier_ids = numbers.nine_character_id(kin.sex);
    } else if (grown < world_.base_day() && chance_.of_thousand(1)) {
        // Corrected, or changed with the registered sex.
        const bool sex_changed = chance_.of_thousand(250);
        const Sex former = (kin.sex == Sex::male) == sex_changed ? Sex::female : Sex::male;
        kin.earlier_ids = numbers.national_id(former);
        const Day on = day_between(chance_, grown, world_.base_day());
        note_id_corrected(kin, kin.earlier_ids, on);
        remember(index, Legal::id_change, on, nobody, kin.earlier_ids, kin.id);
    }
}

}  // namespace menhu::demo
