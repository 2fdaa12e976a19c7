#pragma once
// Makes one clan: people, their kin, what became of them, and the households they live in. Inside the room. Thread
// rule: one thread; borrows the world, the chance and the clan.
#include <string>
#include <string_view>
#include <vector>

#include "demo/chance.h"
#include "demo/clan.h"
#include "demo/world.h"

namespace menhu::demo {

class ClanMaker {
public:
    ClanMaker(World& world, Chance& chance, Clan& clan) : world_{world}, chance_{chance}, clan_{clan} {}

    // Fills the (cleared) clan with about a family; never more than `most` recorded people, which is at least 1. Below
    // `smallest_budget` it makes one person living alone.
    void make(std::int64_t most);
    static constexpr std::int64_t smallest_budget = 160;

    // People; also those who come later. References into the clan's people do not outlive an addition.
    int add(Sex sex, Day born, std::string_view surname_given);
    void give_parents(int child);  // outside the clan: named in the child's record only
    int add_spouse(int of);        // of the other sex
    void marry(int one, int other, Day on);
    // Into the household, with an id if there is none yet. Does nothing for a foreigner who is not naturalised.
    void join(int household, int index);

private:
    // Kinds of clan.
    void make_alone();
    void make_family();
    void make_same_sex_couple();
    void make_institution();

    void name_indigenous(Kin& kin);
    void make_foreign(int index);  // a spouse from abroad, with a record if naturalised
    void record_earlier_ids(int index);

    // What happened to them before the city begins: remembered as it is made, entered as events when everybody has an
    // id.
    struct Past {
        int person;
        Legal kind;
        Day on;
        int act;
        int other = nobody;
        std::string from{};
        std::string to{};
    };
    int next_act() { return ++clan_.acts; }
    void remember(int person, Legal kind, Day on, int other = nobody, std::string from = {}, std::string to = {});
    void enter_events();
    void enter_beginning(int index);
    void enter_end(int index);
    void enter_boundary(const Household& household, Day formed);
    void enter(int index, Legal kind, Day on, int act, std::string from, std::string to);
    std::string home_of(const Kin& kin) const;

    // What became of them.
    void decide_death(int index);
    void divorce(int father, int mother, Day on, int household);
    void raise(int father, int mother, int household, int depth);
    int add_child(int father, int mother, Day born);
    void adopt(int child, int father, int mother);
    void grow_up(int child, int household, int depth);
    void leave(int child, int household);
    bool may_grow() const { return clan_.recorded + 12 <= most_; }

    // Households.
    int new_household(Day formed);
    void close_households();
    void choose_head(Household& household);
    void move_in(Household& household, Day formed);
    void settle(int index);

    int age(const Kin& kin) const { return years_between(kin.born, world_.base_day()); }

    World& world_;
    Chance& chance_;
    Clan& clan_;
    std::int64_t most_ = 0;
    World::Place home_{};      // where the clan comes from
    std::uint8_t people_ = 0;  // indigenous people of the clan, 0: none
    std::vector<Day> formed_;  // of each household
    std::vector<Past> past_;
};

}  // namespace menhu::demo
