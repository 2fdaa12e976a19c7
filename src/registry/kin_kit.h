#pragma once
// A family for tests of kinship: people by name, and the walk over them, which it watches.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "registry/kin_terms.h"
#include "registry/kinship.h"

namespace menhu::registry {

inline PersonKey key_of(std::uint64_t number) {
    PersonKey key{};
    for (std::size_t at = 0; at < 8; ++at) key[at] = static_cast<std::uint8_t>(number >> (8 * at));
    return key;
}

inline DayRange on_day(std::string_view iso) { return day_range(iso).value(); }

class Family {
public:
    explicit Family(std::string_view today = "2026-11-01") : today_{*base::from_iso(today)} {}

    // Both parents unknown until they are named; never married unless said.
    KinPerson& add(const std::string& name, KinSex sex, std::string_view born) {
        auto& person = people_[name];
        person.key = key(name);
        person.sex = sex;
        person.born = on_day(born);
        person.marriages_held = Holds::all;
        return person;
    }
    KinPerson& man(const std::string& name, std::string_view born) { return add(name, KinSex::male, born); }
    KinPerson& woman(const std::string& name, std::string_view born) { return add(name, KinSex::female, born); }
    KinPerson& operator[](const std::string& name) { return people_.at(name); }

    PersonKey key(const std::string& name) {
        const auto [entry, is_new] = numbers_.try_emplace(name, numbers_.size() + 1);
        return key_of(entry->second);
    }
    std::string name(const PersonKey& wanted) {
        for (const auto& [name, number] : numbers_) {
            if (key_of(number) == wanted) return name;
        }
        return "?";
    }
    void father(const std::string& child, const std::string& parent) {
        people_.at(child).father = {KinParent::State::known, key(parent)};
    }
    void mother(const std::string& child, const std::string& parent) {
        people_.at(child).mother = {KinParent::State::known, key(parent)};
    }
    void parents(const std::string& child, const std::string& father_name, const std::string& mother_name) {
        father(child, father_name);
        mother(child, mother_name);
    }
    void adopt(const std::string& child, const std::string& parent, std::string_view from, std::string_view to = {}) {
        Adoption adoption{.parent = key(parent), .began = on_day(from), .ended = {}};
        if (!to.empty()) adoption.ended = on_day(to);
        people_.at(child).adoptions.push_back(adoption);
    }
    void marry(const std::string& one, const std::string& other, std::string_view from,
               MarriageEnd end = MarriageEnd::lasts, std::string_view to = {}) {
        Marriage marriage{.spouse = key(other), .began = on_day(from), .end = end, .ended = {}, .law = {}};
        if (!to.empty()) marriage.ended = on_day(to);
        people_.at(one).marriages.push_back(marriage);
        marriage.spouse = key(one);
        if (people_.contains(other)) people_.at(other).marriages.push_back(marriage);
    }
    // The record is not held; those who name the person still do.
    void lose(const std::string& name) { people_.erase(name); }
    // Everybody without parents so far has none to be found: the family is all there is.
    void close() {
        for (auto& [name, person] : people_) {
            for (auto* parent : {&person.father, &person.mother}) {
                if (parent->state == KinParent::State::unknown) parent->state = KinParent::State::none;
            }
        }
    }

    Kinship run(KinQuestion question) {
        name_children();
        question.on = question.on == last_day_of_all ? today_ : question.on;
        KinshipWalk walk{question};
        std::set<PersonKey> asked;
        while (const auto wanted = walk.wanted()) {
            EXPECT_TRUE(asked.insert(*wanted).second) << "asked twice: " << name(*wanted);
            const auto found = people_.find(name(*wanted));
            if (found == people_.end()) {
                walk.give_none(*wanted);
            } else {
                walk.give(*wanted, found->second);
            }
        }
        EXPECT_LE(walk.opened(), question.max_opened);
        return walk.answer();
    }
    Kinship between(const std::string& one, const std::string& other,
                    KinCeiling ceiling = {.blood = 6, .affinity = 6}) {
        return run({.one = key(one), .other = key(other), .ceiling = ceiling});
    }
    Kinship around(const std::string& one, KinCeiling ceiling = {}) {
        return run({.one = key(one), .other = {}, .ceiling = ceiling, .children_held = Holds::all});
    }
    // "祖父 直系血親2" of the nearest relation that is certain, "－" if there is none, "?" if nothing can be told.
    std::string told(const std::string& one, const std::string& other,
                     KinCeiling ceiling = {.blood = 6, .affinity = 6}) {
        const auto kinship = between(one, other, ceiling);
        if (kinship.verdict == Truth::cannot_tell) return "?";
        if (kinship.nearest() == nullptr) return "－";
        const auto& relation = *kinship.nearest();
        auto text = kin_term(relation).zh;
        if (relation.kind == KinKind::spouse) return text;
        text += relation.line == KinLine::lineal ? " 直系" : " 旁系";
        text += relation.kind == KinKind::blood ? "血親" : "姻親";
        return text + std::to_string(relation.degree);
    }

private:
    void name_children() {
        for (auto& [name, person] : people_) person.children.clear();
        const auto add = [&](const PersonKey& parent, const PersonKey& child) {
            const auto found = people_.find(name(parent));
            if (found == people_.end()) return;
            auto& list = found->second.children;
            if (std::ranges::find(list, child) == list.end()) list.push_back(child);
        };
        for (auto& [name, person] : people_) {
            if (person.father.state == KinParent::State::known) add(person.father.key, person.key);
            if (person.mother.state == KinParent::State::known) add(person.mother.key, person.key);
            for (const auto& adoption : person.adoptions) {
                if (adoption.parent) add(*adoption.parent, person.key);
            }
        }
    }

    base::Date today_;
    std::map<std::string, KinPerson> people_;
    std::map<std::string, std::uint64_t> numbers_;
};

}  // namespace menhu::registry
