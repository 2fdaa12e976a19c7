#pragma once
// What happens to a clan from month to month: legal acts, each of which touches people of the clan and changes their
// records. The same clan, month and chance live the same life, however many months are asked for. Inside the room.
// Thread rule: one thread; borrows what it is given.
#include <optional>
#include <string>
#include <vector>

#include "demo/chance.h"
#include "demo/clan.h"
#include "demo/clan_maker.h"
#include "demo/record.h"
#include "demo/world.h"
#include "law/districts.h"

namespace menhu::demo {

// What an act did to one person.
struct Change {
    Event event;
    std::string id;                // before the act; of somebody new, after it
    std::optional<Record> before;  // none: somebody new
    std::optional<Record> after;   // none: struck out
};

// The days of one change file.
struct Month {
    int number = 1;              // from 1, after the city's beginning
    Day first;                   // the day after the base date before
    Day last;                    // its base date
    std::optional<Day> divided;  // villages changed on that day of it
};

class ClanLife {
public:
    enum class Follow : std::uint8_t {
        people,      // who is there
        everything,  // events, records and changes as well
    };
    ClanLife(Clan& clan, Follow follow) : clan_{clan}, follow_{follow} {}

    // For a clan that begins.
    void begin();
    // One month, in which `world` is the city's. Changes are appended if everything is followed.
    void live(World& world, const Month& month, Chance& chance, std::vector<Change>& changes);

private:
    // An act: begin_act, whatever it changes, happened for each whom it is about, end_act. Whose record changes beside
    // (named as a parent, a spouse, a head) has a correction that points at `subject`.
    struct Part {
        int person;
        Event event;
    };
    void begin_act();
    Event& happened(int person, Legal kind, Day on);
    void end_act(int subject, std::vector<Change>& changes);
    void tell(int person, const Event& event, std::vector<Change>& changes);
    bool refill(int person);

    // life_family.cc
    void birth(int mother, Day on);
    void recognition(int child, Day on);
    void adoption(int parent, Day on);
    void adoption_end(int child, Day on);
    void marriage(int person, Day on);
    void divorce(int person, Day on);
    void guardianship(int person, Legal kind, Day on);
    void parental_rights(int child, Day on);
    void death(int person, Legal kind, Day on);
    // life_moves.cc
    void move_in(Day on);
    void move_out(int person, Legal kind, Day on);
    void move_within(int person, Day on);
    void move_back(int person, Day on);
    void split(int person, Day on);
    void merge(int person, Day on);
    void head_change(int household, Day on);
    void renumbering(int household, Day on);
    void boundary(Day on);
    void first_registration(int person, Day on);
    void registration_ends(int person, Legal kind, Day on);
    // life_corrections.cc
    void name_change(int person, Day on);
    void id_change(int person, Day on);
    void birth_date(int person, Day on);
    void indigenous(int person, Day on);
    void restoration(int person, Day on);
    void correction(int person, Day on);
    void revocation(int person, Day on);
    void strike_out(int person, const Event& moved_in, Day on);

    // What may befall somebody in a month; the order is that of the shares in life.cc.
    enum class Turn : std::uint8_t;
    struct Planned {
        Day on;
        int person;
        Turn turn;
    };
    void carry_out(const Planned& planned);

    bool is_here(int person) const;
    bool is_alone_in(const Household& household) const { return household.members.size() == 1; }
    bool has_ended_members(const Household& household) const;
    int adults_beside(const Household& household, int person, Day on) const;  // residents of age
    int residents_beside(const Household& household, int person) const;
    bool may_leave(int person, Day on) const;  // not the head, or nobody is left behind
    int age(int person, Day on) const { return years_between(clan_.at(person).born, on); }
    Household& home(int person) { return clan_.households[static_cast<std::size_t>(clan_.at(person).household)]; }
    const Household& home(int person) const {
        return clan_.households[static_cast<std::size_t>(clan_.at(person).household)];
    }
    std::string place_of(const Household& household) const;
    int found_household(const World::Place& place, std::string street_given, int neighbourhood);
    void take_out(int person);  // of its household
    void put_into(int household, int person);
    void arrive(int person, Day on);  // from another county
    Day not_before_the_last(int person, Day on) const;
    Day later(Day on, int days);

    Clan& clan_;
    Follow follow_;
    World* world_ = nullptr;
    const Month* month_ = nullptr;
    Chance* chance_ = nullptr;
    std::vector<Change>* changes_ = nullptr;
    std::vector<Part> parts_;
    std::vector<Planned> planned_;
    std::vector<std::optional<Record>> records_;  // of each of the clan's people, as of the last act
    std::vector<std::optional<Record>> former_;   // of those whom the act at hand changed
    std::vector<int> changed_;
    Record scratch_;
};

}  // namespace menhu::demo
