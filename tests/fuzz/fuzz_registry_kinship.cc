// Kinship over any records, also such as no family has: loops, people who are their own parents, marriages with
// oneself, children that deny it. A walk ends, asks for nobody twice and for no more than it may, and tells only chains
// that are chains. And periods of registration over any events.
#include <algorithm>
#include <set>
#include <span>

#include "base/result.h"
#include "registry/kin_terms.h"
#include "registry/kinship.h"
#include "registry/questions.h"
#include "registry/residence.h"

namespace {

using namespace menhu;
using namespace menhu::registry;

class Source {
public:
    explicit Source(std::span<const std::uint8_t> bytes) : bytes_{bytes} {}
    int below(int bound) {
        if (bytes_.empty()) return 0;
        const int value = bytes_.front() % bound;
        bytes_ = bytes_.subspan(1);
        return value;
    }
    bool empty() const { return bytes_.empty(); }
    base::Date day() {
        const int year = 1950 + below(80);
        const auto month = static_cast<unsigned>(1 + below(12));
        return *base::make_date(year, month, 28);
    }
    DayRange range() {
        const auto one = day();
        if (below(2) == 0) return DayRange::at(one);
        const auto other = day();
        return {std::min(one, other), std::max(one, other)};
    }

private:
    std::span<const std::uint8_t> bytes_;
};

PersonKey key_of(int number) {
    PersonKey key{};
    key[0] = static_cast<std::uint8_t>(number);
    return key;
}

KinPerson person(Source& source, int number, int count) {
    KinPerson out;
    // An earlier id now and then.
    out.key = key_of(source.below(16) == 0 ? source.below(count) : number);
    out.sex = static_cast<KinSex>(source.below(3));
    out.born = source.range();
    for (auto* parent : {&out.father, &out.mother}) {
        *parent = {static_cast<KinParent::State>(source.below(3)), key_of(source.below(count))};
    }
    for (int n = source.below(3); n > 0; --n) {
        Adoption adoption{.parent = key_of(source.below(count)), .began = source.range(), .ended = {}};
        if (source.below(4) == 0) adoption.parent.reset();
        if (source.below(3) == 0) adoption.ended = source.range();
        out.adoptions.push_back(adoption);
    }
    for (int n = source.below(3); n > 0; --n) {
        Marriage marriage{.spouse = key_of(source.below(count)),
                          .began = source.range(),
                          .end = static_cast<MarriageEnd>(source.below(5)),
                          .ended = source.range(),
                          .law = static_cast<MarriageLaw>(source.below(2))};
        if (source.below(4) == 0) marriage.spouse.reset();
        out.marriages.push_back(marriage);
    }
    out.marriages_held = static_cast<Holds>(source.below(2));
    for (int n = source.below(4); n > 0; --n) out.children.push_back(key_of(source.below(count)));
    for (int n = source.below(2); n > 0; --n) out.named_as_spouse_by.push_back(key_of(source.below(count)));
    return out;
}

void check(const Kinship& kinship, const KinQuestion& question) {
    CHECK(kinship.opened <= question.max_opened);
    for (const auto& relation : kinship.relations) {
        CHECK(relation.truth != Truth::no && !relation.steps.empty());
        CHECK(relation.truth == Truth::yes || !relation.doubts.empty());
        const bool by_blood = relation.kind == KinKind::blood;
        CHECK(relation.degree <= (by_blood ? question.ceiling.blood : question.ceiling.affinity.value_or(-1)));
        CHECK(relation.degree == relation.up + relation.down);
        std::set<PersonKey> met;
        for (const auto& step : relation.steps) CHECK(met.insert(step.to).second);
        CHECK(!kin_term(relation).zh.empty() && !kin_term(relation).en.empty());
    }
    if (kinship.verdict == Truth::no) CHECK(kinship.relations.empty() && (kinship.gaps.empty() || kinship.same_person));
    if (kinship.verdict == Truth::yes && question.other) CHECK(kinship.nearest() != nullptr);
}

void walk(Source& source) {
    const int count = 2 + source.below(10);
    KinQuestion question{.one = key_of(0), .other = {}, .on = source.day(), .ceiling = {}};
    if (source.below(2) == 0) question.other = key_of(1);
    question.ceiling.blood = source.below(6);
    question.ceiling.affinity = source.below(5);
    if (source.below(4) == 0) question.ceiling.affinity.reset();
    question.max_opened = static_cast<std::size_t>(source.below(15));
    question.children_held = static_cast<Holds>(source.below(2));
    KinshipWalk kinship{question};
    std::set<PersonKey> asked;
    while (const auto wanted = kinship.wanted()) {
        CHECK(asked.insert(*wanted).second);
        if (source.below(8) == 7) {
            kinship.give_none(*wanted);
        } else {
            kinship.give(*wanted, person(source, (*wanted)[0], count));
        }
    }
    check(kinship.answer(), question);
}

void residence(Source& source) {
    History history;
    history.base_date = source.day();
    history.born = source.range();
    while (!source.empty() && history.events.size() < 8) {
        history.events.push_back({.kind = static_cast<EventKind>(source.below(12)),
                                  .on = source.range(),
                                  .place = source.below(2) == 0 ? "新北市" : "",
                                  .registered = {},
                                  .undone = source.below(4) == 0});
    }
    const auto day = source.day();
    law::ResidenceRule rule;
    rule.period = {.in = static_cast<law::Term::In>(source.below(3)), .count = 1 + source.below(100)};
    rule.first_day = static_cast<law::DayCounts>(source.below(2));
    rule.joined =
        law::JoinedResidence{.least = {.in = law::Term::In::days, .count = 1 + source.below(30)}, .from = {"新北市"}};
    const auto on_the_day = resident_on(history, day);
    const auto period = resident_for(history, rule, day);
    for (const auto& verdict : {on_the_day, period}) {
        CHECK((verdict.truth == Truth::cannot_tell) == !verdict.missing.empty());
        CHECK(!verdict.rule.empty() && !verdict.days.empty());
    }
    // For a period before a day means on that day, too.
    CHECK(period.truth != Truth::yes || on_the_day.truth == Truth::yes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    Source source{{data + 1, size - 1}};
    if (data[0] % 2 == 0) {
        walk(source);
    } else {
        residence(source);
    }
    return 0;
}
