// Life of a clan: births, parents, marriages, deaths.
#include <algorithm>
#include <array>

#include "demo/life.h"
#include "demo/notes.h"
#include "demo/words.h"

namespace menhu::demo {

using std::chrono::days;

namespace {

constexpr int year_days = 366;

bool is_wed(const Kin& kin) { return kin.marriage == Marriage::married || kin.marriage == Marriage::united; }
bool is_free(const Kin& kin) {
    return kin.spouse == nobody && (kin.marriage == Marriage::never || kin.marriage == Marriage::divorced ||
                                    kin.marriage == Marriage::united_ended);
}
bool is_adopted(const Kin& kin) { return kin.foster_father != nobody || kin.foster_mother != nobody; }

void note(Kin& kin, Day on, std::string_view what) {
    std::string& text = kin.notes.emplace_back(Note{on, {}}).text;
    append_roc_date(on, text);
    text += what;
}

}  // namespace

void ClanLife::birth(int mother, Day registered) {
    const Kin& she = clan_.at(mother);
    if (she.sex != Sex::female || !is_here(mother) || age(mother, registered) < 20 || age(mother, registered) > 43) {
        return;
    }
    if (!is_wed(she) && !chance_->of_thousand(60)) return;
    const Day on = not_before_the_last(mother, registered - days{chance_->between(1, 14)});
    int same = 0;
    const Sex sex = chance_->of_thousand(517) ? Sex::male : Sex::female;
    for (const Kin& kin : clan_.people) {
        if (kin.mother != mother) continue;
        if (kin.born + days{300} > on) return;
        if (kin.sex == sex) ++same;
    }
    const int father =
        is_wed(she) && she.spouse != nobody && clan_.at(she.spouse).sex == Sex::male ? she.spouse : nobody;
    const bool by_father = father != nobody && !clan_.at(father).surname.empty();
    const int together = chance_->of_thousand(13) ? 2 : 1;
    for (int i = 0; i < together; ++i) {
        begin_act();
        const int child =
            ClanMaker{*world_, *chance_, clan_}.add(sex, on, clan_.at(by_father ? father : mother).surname);
        Kin& kin = clan_.at(child);
        kin.father = father;
        kin.mother = mother;
        kin.father_unknown = father == nobody;
        kin.order = ++same;
        kin.birth_place = world_->city();
        note_birth(kin, world_->city());
        put_into(clan_.at(mother).household, child);
        Event& event = happened(child, Legal::birth, on);
        event.registered = std::max(on, registered);
        event.to = place_of(home(child));
        event.other_id = clan_.at(mother).id;
        end_act(child, *changes_);
    }
}

void ClanLife::recognition(int child, Day on) {
    if (!is_here(child) || !clan_.at(child).father_unknown || age(child, on) >= 18 || is_adopted(clan_.at(child)))
        return;
    begin_act();
    ClanMaker maker{*world_, *chance_, clan_};
    const int father =
        maker.add(Sex::male, clan_.at(child).born - days{chance_->between(22, 40) * year_days}, surname(*chance_));
    Kin& kin = clan_.at(child);
    kin.father = father;
    kin.father_unknown = false;
    note(kin, on, "被" + clan_.at(father).name + "認領。");
    happened(child, Legal::recognition, on).other_id = clan_.at(father).id;
    end_act(child, *changes_);
}

// A child comes into the household, and is adopted by the couple.
void ClanLife::adoption(int parent, Day on) {
    const int other = clan_.at(parent).spouse;
    if (!is_here(parent) || !is_wed(clan_.at(parent)) || other == nobody || !is_here(other)) return;
    if (clan_.at(other).household != clan_.at(parent).household) return;
    if (age(parent, on) < 28 || age(parent, on) > 60 || age(other, on) < 28) return;
    const Sex sex = chance_->of_thousand(500) ? Sex::male : Sex::female;
    ClanMaker maker{*world_, *chance_, clan_};
    begin_act();
    const int child = maker.add(sex, on - days{chance_->between(200, 8 * year_days)}, surname(*chance_));
    maker.give_parents(child);
    maker.join(clan_.at(parent).household, child);
    arrive(child, on);
    end_act(child, *changes_);

    begin_act();
    const Day adopted = later(on, 9);
    Kin& kin = clan_.at(child);
    const std::string former = kin.name;
    const bool parent_first = clan_.at(parent).sex == Sex::male || clan_.at(other).sex == Sex::female;
    kin.foster_father = parent_first ? parent : other;
    kin.foster_mother = parent_first ? other : parent;
    kin.surname = clan_.at(kin.foster_father).surname;
    kin.name = std::string{kin.surname} + given_name(*chance_, sex, year_of(kin.born));
    note_adoption(kin, clan_.at(parent).name + "、" + clan_.at(other).name + "共同", adopted);
    for (const int adopter : {parent, other}) {
        Event& event = happened(child, Legal::adoption, adopted);
        event.other_id = clan_.at(adopter).id;
        event.from = former;
        event.to = kin.name;
    }
    end_act(child, *changes_);
}

void ClanLife::adoption_end(int child, Day on) {
    if (!is_here(child) || !is_adopted(clan_.at(child))) return;
    begin_act();
    Kin& kin = clan_.at(child);
    for (const int parent : {kin.foster_father, kin.foster_mother}) {
        if (parent != nobody) happened(child, Legal::adoption_end, on).other_id = clan_.at(parent).id;
    }
    kin.foster_father = kin.foster_mother = nobody;
    kin.adopted_by_one = false;
    note(kin, on, "終止收養。");
    end_act(child, *changes_);
}

void ClanLife::marriage(int person, Day on) {
    if (!is_here(person) || !is_free(clan_.at(person)) || age(person, on) < 21 || age(person, on) > 50) return;
    if (age(person, on) > 38 && !chance_->of_thousand(300)) return;
    ClanMaker maker{*world_, *chance_, clan_};
    begin_act();
    int spouse = nobody;
    if (chance_->of_thousand(30)) {
        const Day born = clan_.at(person).born + days{chance_->between(-700, 700)};
        spouse = maker.add(clan_.at(person).sex, std::min(born, on - days{20 * year_days}), surname(*chance_));
        maker.give_parents(spouse);
    } else {
        spouse = maker.add_spouse(person);
    }
    const bool is_registered = !clan_.at(spouse).surname.empty();
    if (is_registered) {
        maker.join(clan_.at(person).household, spouse);
        arrive(spouse, on);
        end_act(spouse, *changes_);
        begin_act();
    }
    const Day wed = later(on, 5);
    maker.marry(person, spouse, wed);
    happened(person, Legal::marriage, wed).other_id = clan_.at(spouse).id;
    if (is_registered) happened(spouse, Legal::marriage, wed).other_id = clan_.at(person).id;
    end_act(person, *changes_);
}

void ClanLife::divorce(int person, Day on) {
    const int other = clan_.at(person).spouse;
    if (!is_here(person) || !is_wed(clan_.at(person)) || other == nobody) return;
    const Standing theirs = clan_.at(other).standing;
    if (theirs == Standing::dead || theirs == Standing::declared_dead) return;
    const int house = clan_.at(person).household;
    begin_act();
    for (const auto& [one, from] : {std::pair{person, other}, std::pair{other, person}}) {
        Kin& kin = clan_.at(one);
        kin.marriage = kin.marriage == Marriage::united ? Marriage::united_ended : Marriage::divorced;
        note_divorce(kin, clan_.at(from).name, on);
        if (kin.household != nobody) happened(one, Legal::divorce, on).other_id = clan_.at(from).id;
    }
    clan_.at(person).spouse = clan_.at(other).spouse = nobody;
    end_act(person, *changes_);

    const std::vector<int> members = clan_.households[static_cast<std::size_t>(house)].members;
    const bool any = std::ranges::any_of(members, [&](int member) {
        return is_here(member) && age(member, on) < 18 &&
               (clan_.at(member).father == person || clan_.at(member).mother == person);
    });
    if (any) {
        const int keeper = clan_.households[static_cast<std::size_t>(house)].head == other ? other : person;
        begin_act();
        for (const int member : members) {
            Kin& kin = clan_.at(member);
            if (!is_here(member) || age(member, on) >= 18 || (kin.father != person && kin.mother != person)) continue;
            note_custody(kin, clan_.at(keeper).sex == Sex::male ? "父" : "母", on);
            happened(member, Legal::parental_rights, on).other_id = clan_.at(keeper).id;
        }
        end_act(keeper, *changes_);
    }
    // Who is not the head leaves, sooner or later.
    const int leaver = clan_.households[static_cast<std::size_t>(house)].head == person ? other : person;
    if (!is_here(leaver) || clan_.at(leaver).household != house || chance_->of_thousand(350)) return;
    if (chance_->of_thousand(600)) {
        move_within(leaver, later(on, 12));
    } else {
        move_out(leaver, Legal::move_out, later(on, 12));
    }
}

void ClanLife::guardianship(int person, Legal kind, Day on) {
    if (!is_here(person) || age(person, on) < (kind == Legal::guardianship ? 75 : 60)) return;
    const Household& household = home(person);
    const auto guardian = std::ranges::find_if(
        household.members, [&](int member) { return member != person && is_here(member) && age(member, on) >= 20; });
    if (guardian == household.members.end()) return;
    const int by = *guardian;
    begin_act();
    note(clan_.at(person), on,
         std::string{kind == Legal::guardianship ? "受監護宣告由" : "受輔助宣告由"} + clan_.at(by).name +
             (kind == Legal::guardianship ? "監護。" : "輔助。"));
    happened(person, kind, on).other_id = clan_.at(by).id;
    end_act(person, *changes_);
}

void ClanLife::parental_rights(int child, Day on) {
    if (!is_here(child) || age(child, on) >= 18) return;
    const Kin& kin = clan_.at(child);
    for (const int parent : {kin.mother, kin.father}) {
        if (parent == nobody || !is_here(parent) || is_wed(clan_.at(parent))) continue;
        if (clan_.at(parent).household != kin.household) continue;
        begin_act();
        note_custody(clan_.at(child), clan_.at(parent).sex == Sex::male ? "父" : "母", on);
        happened(child, Legal::parental_rights, on).other_id = clan_.at(parent).id;
        end_act(child, *changes_);
        return;
    }
}

void ClanLife::death(int person, Legal kind, Day registered) {
    const bool declared = kind == Legal::declared_dead;
    if (!is_here(person)) return;
    const int years = age(person, registered);
    if (declared ? years < 70 : years < 60 && !chance_->of_thousand(40)) return;
    const int house = clan_.at(person).household;
    const bool was_head = home(person).head == person;
    if (residents_beside(home(person), person) > 0 && adults_beside(home(person), person, registered) == 0) return;
    const Day on = not_before_the_last(person, registered - days{declared ? 0 : chance_->between(0, 9)});
    begin_act();
    Kin& kin = clan_.at(person);
    kin.standing = declared ? Standing::declared_dead : Standing::dead;
    kin.standing_since = on;
    note_end(kin);
    Event& event = happened(person, kind, on);
    event.registered = std::max(on, registered);
    const int other = kin.spouse;
    if (is_wed(kin) && other != nobody) {
        Kin& left = clan_.at(other);
        const bool united = left.marriage == Marriage::united;
        if (is_wed(left)) left.marriage = united ? Marriage::united_widowed : Marriage::widowed;
        if (left.household != nobody && left.standing == Standing::resident) {
            Event& theirs = happened(other, Legal::correction, on);
            theirs.registered = std::max(on, registered);
            theirs.from = "有偶";
            theirs.to = "喪偶";
            theirs.other_id = clan_.at(person).id;
        }
    }
    end_act(person, *changes_);
    if (was_head) head_change(house, std::max(on, registered));
}

}  // namespace menhu::demo
