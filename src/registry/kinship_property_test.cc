// Kinship against a second, plain implementation: it lists every way up from everybody, breadth-first and to the end,
// joins the ways that meet, and reads the articles one by one. It shares no code with the walk.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/random.h"
#include "registry/kin_kit.h"

namespace menhu::registry {
namespace {

// Everything about a world is known to the day; what may still be open is what the law leaves open.
struct PlainAdoption {
    int parent, from, to;  // `to` is never when it lasts
};
struct PlainMarriage {
    int one, other, from, to;
    MarriageEnd end;
    bool act_748;
};
struct PlainPerson {
    int born = 0;
    bool is_woman = false;
    int father = -1;
    int mother = -1;
    std::vector<PlainAdoption> adoptions;
};
constexpr int never = 1 << 29;

base::Date date_of(int day) { return base::add_days(*base::from_iso("1900-01-01"), day); }
int day_of(std::string_view iso) { return base::days_between(*base::from_iso("1900-01-01"), *base::from_iso(iso)); }

struct World {
    std::vector<PlainPerson> people;
    std::vector<PlainMarriage> marriages;
    int today = 0;

    int size() const { return static_cast<int>(people.size()); }
    const PlainPerson& at(int person) const { return people[static_cast<std::size_t>(person)]; }
};

class WorldMaker {
public:
    explicit WorldMaker(std::uint64_t seed) : random_{seed} {}

    World make(int count) {
        World world;
        world.today = day_of("2026-11-01") - below(8000);
        for (int at = 0; at < count; ++at) {
            PlainPerson person;
            // The young come later, so that parents are there; a few are younger than their "children".
            person.born = at * 40000 / count + below(4000);
            person.is_woman = below(2) == 1;
            world.people.push_back(person);
        }
        for (int child = 1; child < count; ++child) {
            for (int n = 0; n < 3; ++n) add_parent(world, child, below(child));
            if (below(5) == 0) add_adoption(world, child, below(child));
            if (below(12) == 0) add_adoption(world, child, below(count));
        }
        for (int n = 0; n < count; ++n) add_marriage(world, below(count), below(count));
        return world;
    }

private:
    int below(int bound) { return static_cast<int>(random_.below(static_cast<std::uint64_t>(bound))); }
    void add_parent(World& world, int child, int parent) {
        auto& person = world.people[static_cast<std::size_t>(child)];
        (world.at(parent).is_woman ? person.mother : person.father) = parent;
        // Couples have children: the other parent is often the one the first was last given a child with.
        if (below(2) == 0) return;
        const auto mate = mates_.find(parent);
        if (mate != mates_.end() && mate->second < child && &world.at(mate->second) != &person) {
            (world.at(mate->second).is_woman ? person.mother : person.father) = mate->second;
        }
        if (person.father >= 0 && person.mother >= 0) {
            mates_[person.father] = person.mother;
            mates_[person.mother] = person.father;
        }
    }
    void add_adoption(World& world, int child, int parent) {
        if (parent == child) return;
        auto& person = world.people[static_cast<std::size_t>(child)];
        PlainAdoption adoption{parent, person.born + below(20000), never};
        if (below(3) == 0) adoption.to = adoption.from + below(6000);
        person.adoptions.push_back(adoption);
        // Couples adopt together, or the spouse of a parent does.
        const auto mate = mates_.find(parent);
        if (mate != mates_.end() && mate->second != child && below(2) == 0) {
            adoption.parent = mate->second;
            person.adoptions.push_back(adoption);
        }
    }
    void add_marriage(World& world, int one, int other) {
        if (const auto mate = mates_.find(one); mate != mates_.end() && below(2) == 0) other = mate->second;
        if (one == other) return;
        PlainMarriage marriage{one,
                               other,
                               std::max(world.at(one).born, world.at(other).born) + 6000 + below(6000),
                               never,
                               MarriageEnd::lasts,
                               world.at(one).is_woman == world.at(other).is_woman};
        static constexpr MarriageEnd ends[] = {MarriageEnd::lasts, MarriageEnd::divorce, MarriageEnd::annulment,
                                               MarriageEnd::death, MarriageEnd::death,   MarriageEnd::unknown};
        marriage.end = ends[below(6)];
        if (marriage.end != MarriageEnd::lasts) marriage.to = marriage.from + below(8000);
        world.marriages.push_back(marriage);
    }

    base::SeededRandom random_;
    std::map<int, int> mates_;
};

// What both implementations say of a chain.
struct Said {
    KinKind kind;
    int up, down;
    std::vector<int> people;
    Truth truth;
    Truth suspended;
    bool adoptive;
    std::vector<int> bonds;  // of each step
    auto operator<=>(const Said&) const = default;
};

class Plain {
public:
    explicit Plain(const World& world) : world_{world} {
        for (int person = 0; person < world.size(); ++person) {
            std::vector<Way> ways{{{person}, {}}};
            for (std::size_t at = 0; at < ways.size(); ++at) {
                if (ways[at].people.size() > 4) continue;
                for (const auto& link : links(ways[at].people.back())) {
                    auto longer = ways[at];
                    if (std::ranges::count(longer.people, link.parent) != 0) continue;
                    longer.people.push_back(link.parent);
                    longer.links.push_back(link);
                    ways.push_back(longer);
                }
            }
            auto& by_top = ways_.emplace_back(world.people.size());
            for (auto& way : ways) by_top[static_cast<std::size_t>(way.people.back())].push_back(std::move(way));
        }
    }

    std::vector<Said> between(int one, int other, int blood, int affinity) const {
        std::vector<Said> out;
        add_blood(out, one, other, blood, -1, -1);
        for (const int first : spouses(one)) {
            if (first == other) {
                const auto truth = married(one, other);
                if (truth != Truth::no)
                    out.push_back({KinKind::spouse, 0, 0, {one, other}, truth, Truth::no, false, {9}});
            } else {
                add_blood(out, first, other, affinity, one, -1);
            }
            for (const int last : spouses(other)) {
                if (first != last && first != other && last != one) add_blood(out, first, last, affinity, one, other);
            }
        }
        for (const int last : spouses(other)) {
            if (last != one) add_blood(out, one, last, affinity, -1, other);
        }
        std::ranges::sort(out);
        return out;
    }

private:
    struct Link {
        int child, parent, bond;  // 0 father, 1 mother, 2 adoption
        PlainAdoption adoption;
    };
    struct Way {
        std::vector<int> people;
        std::vector<Link> links;
    };

    bool lasts(const PlainAdoption& adoption) const {
        return adoption.from <= world_.today && adoption.to > world_.today;
    }
    std::vector<Link> links(int person) const {
        std::vector<Link> out;
        const auto& who = world_.at(person);
        if (who.father >= 0) out.push_back({person, who.father, 0, {}});
        if (who.mother >= 0) out.push_back({person, who.mother, 1, {}});
        for (const auto& adoption : who.adoptions) {
            if (lasts(adoption)) out.push_back({person, adoption.parent, 2, adoption});
        }
        return out;
    }
    bool is_child(int child, int parent) const {
        return std::ranges::any_of(links(child), [&](const Link& link) { return link.parent == parent; });
    }
    std::set<int> spouses(int person) const {
        std::set<int> out;
        for (const auto& m : world_.marriages) {
            if (m.one == person) out.insert(m.other);
            if (m.other == person) out.insert(m.one);
        }
        return out;
    }
    static bool of(const PlainMarriage& m, int one, int other) {
        return (m.one == one && m.other == other) || (m.one == other && m.other == one);
    }
    Truth married(int one, int other) const {
        for (const auto& m : world_.marriages) {
            if (of(m, one, other) && m.from <= world_.today && m.to > world_.today) return Truth::yes;
        }
        return Truth::no;
    }
    // 969, 971, and its text until 1985-06-04.
    Truth affinity(int one, int other) const {
        auto best = Truth::no;
        for (const auto& m : world_.marriages) {
            if (!of(m, one, other) || m.from > world_.today) continue;
            auto truth = Truth::yes;
            const bool over = m.to <= world_.today;
            if (over && (m.end == MarriageEnd::divorce || m.end == MarriageEnd::annulment)) truth = Truth::no;
            if (over && m.end == MarriageEnd::unknown) truth = Truth::cannot_tell;
            if (m.end == MarriageEnd::death) {
                for (const auto& next : world_.marriages) {
                    for (const int survivor : {m.one, m.other}) {
                        if (next.one != survivor && next.other != survivor) continue;
                        if (next.from <= m.to || next.from > world_.today || next.from >= day_of("1985-06-05"))
                            continue;
                        truth = std::min(truth, world_.at(survivor).is_woman ? Truth::no : Truth::cannot_tell);
                    }
                }
            }
            if (m.act_748) truth = std::min(truth, Truth::cannot_tell);
            best = std::max(best, truth);
        }
        return best;
    }
    static int birthday(int born, int years) {
        const auto date = date_of(born);
        const auto then = base::make_date(static_cast<int>(date.year()) + years, static_cast<unsigned>(date.month()),
                                          static_cast<unsigned>(date.day()));
        const auto march = base::make_date(static_cast<int>(date.year()) + years, 3, 1);
        return base::days_between(*base::from_iso("1900-01-01"), then ? *then : *march);
    }
    // 1077 IV: does the adoption of way.people[at] reach the way's beginning?
    Truth reaches(const Way& way, std::size_t at, const PlainAdoption& adoption) const {
        if (at == 0) return Truth::yes;
        for (std::size_t below = 0; below < at; ++below) {
            const auto& link = way.links[below];
            const int came = link.bond == 2 ? link.adoption.from : world_.at(link.child).born;
            if (came >= adoption.from) return Truth::yes;
        }
        const int age = adoption.from >= day_of("2023-01-01") ? 18 : 20;
        const bool minor = birthday(world_.at(way.people.front()).born, age) > adoption.from;
        return minor && adoption.from >= day_of("2007-05-25") ? Truth::yes : Truth::cannot_tell;
    }
    void judge(const Way& way, Said& said) const {
        for (std::size_t at = 0; at < way.links.size(); ++at) {
            const auto& link = way.links[at];
            if (link.bond == 2) {
                said.adoptive = true;
                said.truth = std::min(said.truth, reaches(way, at, link.adoption));
                continue;
            }
            for (const auto& adoption : world_.at(link.child).adoptions) {
                if (!lasts(adoption)) continue;
                bool exempt = adoption.parent == link.parent;
                for (const auto& m : world_.marriages) {
                    if (of(m, adoption.parent, link.parent) && m.from <= world_.today && m.to >= adoption.from)
                        exempt = true;
                }
                if (!exempt) said.suspended = std::max(said.suspended, reaches(way, at, adoption));
            }
        }
    }
    void add_blood(std::vector<Said>& out, int one, int other, int limit, int before, int after) const {
        if (one == other) return;
        for (std::size_t top = 0; top < world_.people.size(); ++top) {
            for (const auto& left : ways_[static_cast<std::size_t>(one)][top]) {
                for (const auto& right : ways_[static_cast<std::size_t>(other)][top]) {
                    join(out, left, right, limit, before, after);
                }
            }
        }
    }
    void join(std::vector<Said>& out, const Way& left, const Way& right, int limit, int before, int after) const {
        const int one = left.people.front();
        const int other = right.people.front();
        const auto up = left.links.size();
        const auto down = right.links.size();
        if (up + down == 0 || static_cast<int>(up + down) > limit) return;
        Said said{before >= 0  ? (after >= 0 ? KinKind::spouse_of_blood_of_spouse : KinKind::blood_of_spouse)
                  : after >= 0 ? KinKind::spouse_of_blood
                               : KinKind::blood,
                  static_cast<int>(up),
                  static_cast<int>(down),
                  {},
                  Truth::yes,
                  Truth::no,
                  false,
                  {}};
        auto& people = said.people;
        if (before >= 0) people.push_back(before);
        people.insert(people.end(), left.people.begin(), left.people.end());
        people.insert(people.end(), right.people.rbegin() + 1, right.people.rend());
        if (after >= 0) people.push_back(after);
        if (std::set<int>(people.begin(), people.end()).size() != people.size()) return;
        if (before >= 0) said.bonds.push_back(9);
        for (const auto& link : left.links) said.bonds.push_back(link.bond);
        for (auto link = right.links.rbegin(); link != right.links.rend(); ++link)
            said.bonds.push_back(link->bond == 2 ? 4 : 3);
        if (after >= 0) said.bonds.push_back(9);
        // A spouse's child who is one's own, a parent's spouse who is the other parent: blood, not affinity.
        if (before >= 0 && up == 0 && is_child(people[2], before)) return;
        if (after >= 0 && down == 0 && is_child(people[people.size() - 3], after)) return;
        judge(left, said);
        judge(right, said);
        if (before >= 0) said.truth = std::min(said.truth, affinity(before, one));
        if (after >= 0) said.truth = std::min(said.truth, affinity(other, after));
        for (const int person : people) {
            if (world_.at(person).born > world_.today) said.truth = Truth::no;
        }
        if (said.truth != Truth::no) out.push_back(said);
    }

    const World& world_;
    std::vector<std::vector<std::vector<Way>>> ways_;  // of each person, by where they end
};

// The same world as records.
std::vector<KinPerson> records(const World& world) {
    std::vector<KinPerson> out(world.people.size());
    const auto key = [](int person) { return key_of(static_cast<std::uint64_t>(person) + 1); };
    const auto named = [&](int person) {
        return KinParent{person < 0 ? KinParent::State::none : KinParent::State::known, key(person)};
    };
    for (int at = 0; at < world.size(); ++at) {
        auto& record = out[static_cast<std::size_t>(at)];
        const auto& person = world.at(at);
        record.key = key(at);
        record.sex = person.is_woman ? KinSex::female : KinSex::male;
        record.born = DayRange::at(date_of(person.born));
        record.father = named(person.father);
        record.mother = named(person.mother);
        record.marriages_held = Holds::all;
        for (const auto& adoption : person.adoptions) {
            Adoption made{.parent = key(adoption.parent), .began = DayRange::at(date_of(adoption.from)), .ended = {}};
            if (adoption.to != never) made.ended = DayRange::at(date_of(adoption.to));
            record.adoptions.push_back(made);
            out[static_cast<std::size_t>(adoption.parent)].children.push_back(key(at));
        }
        for (const int parent : {person.father, person.mother}) {
            if (parent >= 0) out[static_cast<std::size_t>(parent)].children.push_back(key(at));
        }
    }
    for (const auto& m : world.marriages) {
        for (const auto& [own, other] : {std::pair{m.one, m.other}, std::pair{m.other, m.one}}) {
            Marriage made{.spouse = key(other),
                          .began = DayRange::at(date_of(m.from)),
                          .end = m.end,
                          .ended = {},
                          .law = m.act_748 ? MarriageLaw::act_748 : MarriageLaw::civil_code};
            if (m.end != MarriageEnd::lasts) made.ended = DayRange::at(date_of(m.to));
            out[static_cast<std::size_t>(own)].marriages.push_back(made);
        }
    }
    return out;
}

int person_of(const PersonKey& key) {
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < 8; ++at) number |= static_cast<std::uint64_t>(key[at]) << (8 * at);
    return static_cast<int>(number) - 1;
}

Kinship walk(const std::vector<KinPerson>& people, KinQuestion question) {
    KinshipWalk walk{question};
    while (const auto wanted = walk.wanted()) walk.give(*wanted, people[static_cast<std::size_t>(person_of(*wanted))]);
    return walk.answer();
}

Said said_by(const Relation& relation, int from) {
    Said out{relation.kind,  relation.up,        relation.down,     {from},
             relation.truth, relation.suspended, relation.adoptive, {}};
    static constexpr int bonds[] = {0, 1, 2, 3, 4, 9, 9};
    for (const auto& step : relation.steps) {
        out.people.push_back(person_of(step.to));
        out.bonds.push_back(bonds[static_cast<std::size_t>(step.kind)]);
    }
    return out;
}

TEST(KinshipProperty, AgreesWithThePlainReadingOnRandomFamilies) {
    constexpr int people = 26;
    constexpr KinCeiling ceiling{.blood = 4, .affinity = 3};
    std::size_t pairs = 0;
    std::size_t related = 0;
    std::size_t by_adoption = 0;
    std::size_t open = 0;
    std::size_t suspended = 0;
    for (std::uint64_t seed = 1; seed <= 160; ++seed) {
        const auto world = WorldMaker{seed}.make(people);
        const Plain plain{world};
        const auto held = records(world);
        const auto on = date_of(world.today);
        for (int one = 0; one < people; ++one) {
            std::vector<Said> around;
            for (int other = 0; other < people; ++other) {
                if (one == other) continue;
                const auto expected = plain.between(one, other, ceiling.blood, *ceiling.affinity);
                const auto kinship = walk(held, {.one = held[static_cast<std::size_t>(one)].key,
                                                 .other = held[static_cast<std::size_t>(other)].key,
                                                 .on = on,
                                                 .ceiling = ceiling});
                std::vector<Said> said;
                for (const auto& relation : kinship.relations) said.push_back(said_by(relation, one));
                std::ranges::sort(said);
                ASSERT_EQ(said, expected) << "seed " << seed << ": " << one << " and " << other;
                ASSERT_TRUE(kinship.gaps.empty());
                const auto is_sure = [](const Said& chain) { return chain.truth == Truth::yes; };
                const auto verdict = expected.empty()                         ? Truth::no
                                     : std::ranges::any_of(expected, is_sure) ? Truth::yes
                                                                              : Truth::cannot_tell;
                ASSERT_EQ(kinship.verdict, verdict);
                ++pairs;
                related += expected.empty() ? 0 : 1;
                open += verdict == Truth::cannot_tell ? 1 : 0;
                for (const auto& chain : expected) {
                    by_adoption += chain.adoptive ? 1 : 0;
                    suspended += chain.suspended == Truth::yes ? 1 : 0;
                }
                around.insert(around.end(), expected.begin(), expected.end());
            }
            const auto all = walk(held, {.one = held[static_cast<std::size_t>(one)].key,
                                         .other = {},
                                         .on = on,
                                         .ceiling = ceiling,
                                         .children_held = Holds::all});
            std::vector<Said> said;
            for (const auto& relation : all.relations) said.push_back(said_by(relation, one));
            std::ranges::sort(said);
            std::ranges::sort(around);
            ASSERT_EQ(said, around) << "seed " << seed << ": everybody around " << one;
        }
    }
    EXPECT_GE(pairs, 100'000U);
    // The worlds hold what the law is about.
    EXPECT_GT(related, pairs / 10);
    EXPECT_GT(by_adoption, 1'000U);
    EXPECT_GT(suspended, 1'000U);
    EXPECT_GT(open, 500U);
}

// With parents and records taken away at random, nothing that was told becomes false: no "no" where there is a
// relation, no relation that is not there.
TEST(KinshipProperty, WhatIsNotKnownIsNeverGuessed) {
    constexpr int people = 22;
    constexpr KinCeiling ceiling{.blood = 3, .affinity = 2};
    std::size_t cannot_tell = 0;
    std::size_t told = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const auto world = WorldMaker{seed * 977}.make(people);
        const Plain plain{world};
        auto held = records(world);
        base::SeededRandom random{seed};
        std::set<int> lost;
        for (int at = 0; at < people; ++at) {
            auto& record = held[static_cast<std::size_t>(at)];
            if (random.below(6) == 0) record.father.state = KinParent::State::unknown;
            if (random.below(6) == 0) record.mother.state = KinParent::State::unknown;
            if (random.below(8) == 0) lost.insert(at);
            for (auto& adoption : record.adoptions) {
                if (random.below(6) == 0) adoption.parent.reset();
            }
            if (random.below(4) == 0) {
                record.marriages_held = Holds::some;
                if (!record.marriages.empty() && record.marriages.front().end != MarriageEnd::lasts) {
                    record.marriages.erase(record.marriages.begin());
                }
            }
        }
        for (int one = 0; one < people; ++one) {
            for (int other = 0; other < people; ++other) {
                if (one == other) continue;
                KinshipWalk walk{{.one = key_of(static_cast<std::uint64_t>(one) + 1),
                                  .other = key_of(static_cast<std::uint64_t>(other) + 1),
                                  .on = date_of(world.today),
                                  .ceiling = ceiling}};
                while (const auto wanted = walk.wanted()) {
                    const int person = person_of(*wanted);
                    if (lost.contains(person)) {
                        walk.give_none(*wanted);
                    } else {
                        walk.give(*wanted, held[static_cast<std::size_t>(person)]);
                    }
                }
                const auto kinship = walk.answer();
                const auto truth = plain.between(one, other, ceiling.blood, *ceiling.affinity);
                const auto is_sure = [](const Said& chain) { return chain.truth == Truth::yes; };
                if (kinship.verdict == Truth::no) {
                    ASSERT_TRUE(std::ranges::none_of(truth, is_sure))
                        << "seed " << seed << ": " << one << " and " << other;
                }
                if (kinship.verdict == Truth::yes) {
                    ASSERT_FALSE(truth.empty()) << "seed " << seed << ": " << one << " and " << other;
                }
                (kinship.verdict == Truth::cannot_tell ? cannot_tell : told) += 1;
            }
        }
    }
    EXPECT_GT(cannot_tell, 1'000U);
    EXPECT_GT(told, 1'000U);
}

}  // namespace
}  // namespace menhu::registry
