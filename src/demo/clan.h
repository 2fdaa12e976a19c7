#pragma once
// A clan of the made-up city: families that are related to each other, in one household or several. A city is made clan
// by clan, so that memory stays flat while parents, children and spouses point at each other across households.
// Inside the room. Thread rule: one thread.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demo/ids.h"
#include "law/districts.h"

namespace menhu::demo {

using Day = std::chrono::sys_days;

enum class Standing : std::uint8_t { resident, moved_away, moved_abroad, dead, declared_dead, revoked };
enum class Precision : std::uint8_t { day, month, year };

// Codes of RSCD3065 that occur in the city.
enum class Marriage : char {
    never = '1',
    married = '2',
    divorced = '3',
    widowed = '4',
    united = '6',  // under the Act of 2019 (司法院釋字第七四八號解釋施行法)
    united_ended = '7',
    united_widowed = '8',
};

inline constexpr int nobody = -1;

// A sentence of the notes (記事), and the day by which it takes its place among them.
struct Note {
    Day day;
    std::string text;
};

// A legal event of a person's registration, as files tell it. In the order of format::event_names.
enum class Legal : std::uint8_t {
    birth,
    recognition,
    adoption,
    adoption_end,
    marriage,
    divorce,
    guardianship,
    assistance,
    parental_rights,
    death,
    declared_dead,
    indigenous_status,
    first_registration,
    move_in,
    move_out,
    move_within,
    move_abroad,
    household_split,
    household_merge,
    head_change,
    name_change,
    id_change,
    birth_date_correction,
    renumbering,
    boundary,
    nationality_loss,
    revocation,
    annulment,
    restoration,
    correction,
};

struct Event {
    Legal kind = Legal::correction;
    Day on;
    Precision precision = Precision::day;
    std::optional<Day> registered;
    std::string from;
    std::string to;
    std::string other_id;         // as it was on that day: an id that changes later stays here
    int act = 0;                  // of the clan, from 1; the same for everybody whom the act touches
    bool undone = false;          // 撤銷
    std::optional<int> undoes{};  // of a revocation: the act that it takes back
};

struct Kin {
    Sex sex = Sex::male;
    Day born;
    Precision precision = Precision::day;
    std::string name;
    std::string romanised;
    std::string_view surname;
    std::string id;
    std::string earlier_ids;
    int father = nobody;
    int mother = nobody;
    bool father_unknown = false;  // written －
    int foster_father = nobody;
    int foster_mother = nobody;
    bool adopted_by_one = false;  // the other adoptive parent is written ＝
    int spouse = nobody;
    Marriage marriage = Marriage::never;
    Day married;
    int order = 1;  // among the children of its sex
    Standing standing = Standing::resident;
    Day standing_since;
    std::string_view moved_to;
    bool moved_in = false;
    Day moved_in_on;
    std::string_view moved_in_from;
    std::string_view birth_place;
    std::uint8_t people = 0;  // indigenous people, 0: none
    bool highland = false;
    int household = nobody;  // whoever is in one has a record; the others are only named in the records of kin
    int digit = -1;          // of the id that somebody had first, once it has changed
    Day described_on;        // military service and education are those of that day
    std::vector<Note> notes;
    std::vector<Event> events;
};

struct Household {
    enum class Type : std::uint8_t { together, business, alone };
    Type type = Type::together;
    std::string number;
    int head = nobody;
    std::vector<int> members;
    const law::District* district = nullptr;
    const law::Village* village = nullptr;
    int neighbourhood = 1;
    std::string street;
};

struct Clan {
    std::uint64_t number = 0;  // in the city, from 0
    std::vector<Kin> people;
    std::vector<Household> households;
    std::int64_t recorded = 0;  // members of all the households
    int acts = 0;               // legal acts so far

    void clear(std::uint64_t its_number) {
        number = its_number;
        people.clear();
        households.clear();
        recorded = 0;
        acts = 0;
    }
    Kin& at(int index) { return people[static_cast<std::size_t>(index)]; }
    const Kin& at(int index) const { return people[static_cast<std::size_t>(index)]; }
};

// A digit that differs from person to person and never changes for one.
int digit_of(const Kin& kin);

// What the head calls this member of the household (稱謂): a kinship term, or 家屬 or 寄居.
std::string relation_to_head(const Clan& clan, const Household& household, int member);

}  // namespace menhu::demo
