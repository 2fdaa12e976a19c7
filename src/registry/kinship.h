#pragma once
// Kinship (親等) by 民法 967 to 971, 1077 and 1083: who is what to whom on a day, by blood and by marriage, and through
// whom. Pure: the records are supplied step by step by whoever may open them.
//
// Promises: each person is asked for at most once, and only if the answer needs the record; no more than
// `max_opened` in all; any data, also people who are their own ancestors, end in an answer. What the records do not
// say makes the answer `cannot_tell`, with the gap named; nothing is guessed. How the law is read where it is silent:
// docs/decisions/0012-kinship.md. Thread rule: one thread each.
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "registry/kin.h"

namespace menhu::registry {

struct KinCeiling {
    int blood = 2;
    std::optional<int> affinity = 2;  // absent: relations by marriage are not asked for
};

struct KinQuestion {
    PersonKey one{};
    std::optional<PersonKey> other;  // absent: everybody within the ceiling
    base::Date on = last_day_of_all;
    KinCeiling ceiling;
    std::size_t max_opened = 200;
    Holds children_held = Holds::some;  // are there children whose records lie elsewhere?
};

enum class KinKind : std::uint8_t {
    spouse,                     // no degree
    blood,                      // 967
    spouse_of_blood,            // 969, 970 (1)
    blood_of_spouse,            // 969, 970 (2)
    spouse_of_blood_of_spouse,  // 969, 970 (3)
};
enum class KinLine : std::uint8_t { none, lineal, collateral };
// 半血緣: common parents both, or one. Of natural collaterals only.
enum class KinBlood : std::uint8_t { not_applicable, full, half, unknown };

struct KinStep {
    // What `to` is of the person before.
    enum class Kind : std::uint8_t { father, mother, adoptive_parent, child, adopted_child, spouse, late_spouse };
    Kind kind = Kind::father;
    PersonKey to{};
    KinSex sex = KinSex::unknown;  // of `to`, as far as its record or its place tells
    DayRange born;
};
std::string_view kin_step_article(KinStep::Kind kind);

// Why a relation is not certain.
struct KinDoubt {
    enum class Kind : std::uint8_t {
        adoption_dates,    // whether it was in force on the day
        adoption_reach,    // whether it reaches a descendant who was there before it (1077 IV)
        marriage_dates,    // whether it was in force on the day
        marriage_end,      // how it ended
        marriage_records,  // the records of the two disagree
        marriage_748,      // no text gives such a union affinity, and none denies it
        remarriage,        // before 1985-06-05 some remarriages after death ended affinity (971, old text)
        birth_date,        // whether somebody of the chain was born by the day
    };
    Kind kind = Kind::adoption_dates;
    PersonKey person{};
    friend bool operator==(const KinDoubt&, const KinDoubt&) = default;
};

// One chain from `one` to another: what the other is of `one`.
struct Relation {
    KinKind kind = KinKind::blood;
    KinLine line = KinLine::none;
    int degree = 0;
    int up = 0;
    int down = 0;
    bool adoptive = false;  // a step by adoption is in it
    KinBlood blood = KinBlood::not_applicable;
    Truth truth = Truth::yes;           // yes or cannot_tell
    Truth suspended = Truth::no;        // rights and duties are suspended by an adoption (1077 II); the blood stays
    bool restored = false;              // an adoption that suspended it has ended (1083)
    std::vector<KinDoubt> doubts;       // why truth is cannot_tell
    KinSex from_sex = KinSex::unknown;  // of `one`
    DayRange from_born;
    std::vector<KinStep> steps;
    std::vector<std::string_view> articles;  // "967 I", …

    const PersonKey& to() const { return steps.back().to; }
};

// A fact that the records do not hold and on which the answer depends.
struct KinGap {
    enum class Kind : std::uint8_t {
        father,             // not in the record
        mother,             // not in the record
        adoptive_parent,    // not identified
        spouse,             // not identified
        earlier_marriages,  // the record tells of the last one only
        record,             // of a person of the chain is not held
        children,           // of this person may be registered elsewhere
        bound,              // as many records as allowed were opened
    };
    Kind kind = Kind::father;
    PersonKey person{};
    int least_degree = 0;  // a relation hidden by this gap has at least this degree
    friend bool operator==(const KinGap&, const KinGap&) = default;
};

struct Kinship {
    // Is there a relation within the ceiling? For everybody: is the list whole? yes or cannot_tell.
    Truth verdict = Truth::cannot_tell;
    bool same_person = false;         // `one` and `other` are one; no relation is told
    std::vector<Relation> relations;  // the nearest first; one for each chain
    std::vector<KinGap> gaps;
    bool own_ancestor = false;  // the data say that somebody is their own ancestor; that chain was left
    std::size_t opened = 0;

    // The nearest relation that is certain; nullptr if there is none.
    const Relation* nearest() const;
};

class KinGraph;

class KinshipWalk {
public:
    explicit KinshipWalk(const KinQuestion& question);
    ~KinshipWalk();
    KinshipWalk(KinshipWalk&&) noexcept;
    KinshipWalk& operator=(KinshipWalk&&) noexcept;

    // Whose record is needed next; nothing when no more are, or when as many as allowed have been asked for.
    std::optional<PersonKey> wanted();
    // The record that was wanted, or that it is not held.
    void give(const PersonKey& wanted, KinPerson person);
    void give_none(const PersonKey& wanted);
    std::size_t opened() const { return opened_; }
    // When nothing is wanted any more.
    Kinship answer() const;

private:
    void plan();

    KinQuestion question_;
    std::unique_ptr<KinGraph> graph_;
    std::vector<PersonKey> planned_;
    std::size_t next_ = 0;
    std::size_t opened_ = 0;
    bool bound_ = false;
};

}  // namespace menhu::registry
