// What kinship costs beside the opening of records: walks within two degrees over a city in memory, 200,000 people of
// five generations with three children a couple, some adopted, some married twice. `opened` is the mean number of
// records that a walk asks for; `p99_us` the slowest of a hundred.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <vector>

#include "base/random.h"
#include "registry/kinship.h"

namespace menhu::registry {
namespace {

constexpr int generations = 5;
constexpr int people = 200'000;

PersonKey key_of(std::uint64_t number) {
    PersonKey key{};
    std::memcpy(key.data(), &number, sizeof number);
    return key;
}
std::uint64_t number_of(const PersonKey& key) {
    std::uint64_t number = 0;
    std::memcpy(&number, key.data(), sizeof number);
    return number;
}

class City {
public:
    City() : people_(people) {
        constexpr int size = people / generations;
        for (int at = 0; at < people; ++at) add(at, at / size);
        for (int generation = 0; generation < generations; ++generation) {
            for (int at = generation * size; at + 1 < (generation + 1) * size; at += 2) {
                // A neighbour two couples on: nobody marries a sibling.
                const int other = generation * size + (at - generation * size + 7) % size;
                if (other % 2 == 1) marry(at, other, generation);
            }
        }
        for (int at = size; at < people; ++at) give_parents(at, (at / size - 1) * size, size);
    }
    const KinPerson& at(std::uint64_t number) const { return people_[number]; }
    KinPerson copy(const PersonKey& key) const { return people_[number_of(key)]; }
    std::uint64_t some() { return people / 2 + random_.below(people / 2); }

private:
    static DayRange year(int number) { return DayRange::at(base::Date{std::chrono::year{number} / 6 / 1}); }
    void add(int at, int generation) {
        auto& person = people_[static_cast<std::size_t>(at)];
        person.key = key_of(static_cast<std::uint64_t>(at));
        person.sex = at % 2 == 0 ? KinSex::male : KinSex::female;
        person.born = year(1905 + 28 * generation + at % 20);
        person.marriages_held = Holds::all;
        person.father.state = person.mother.state = KinParent::State::none;
    }
    void marry(int one, int other, int generation) {
        const bool ended = random_.below(5) == 0;
        for (const auto& [own, theirs] : {std::pair{one, other}, std::pair{other, one}}) {
            people_[static_cast<std::size_t>(own)].marriages.push_back(
                {.spouse = key_of(static_cast<std::uint64_t>(theirs)),
                 .began = year(1930 + 28 * generation),
                 .end = ended ? MarriageEnd::death : MarriageEnd::lasts,
                 .ended = year(1990 + 28 * generation),
                 .law = MarriageLaw::civil_code});
        }
    }
    void give_parents(int at, int first, int size) {
        // Couples of three children, spread over the generation.
        const int father = first + static_cast<int>((static_cast<std::int64_t>(at) * 2 / 3) % size) / 2 * 2;
        auto& child = people_[static_cast<std::size_t>(at)];
        auto& man = people_[static_cast<std::size_t>(father)];
        child.father = {KinParent::State::known, man.key};
        man.children.push_back(child.key);
        if (man.marriages.empty()) return;
        const auto mother = *man.marriages.front().spouse;
        child.mother = {KinParent::State::known, mother};
        people_[number_of(mother)].children.push_back(child.key);
        if (random_.below(100) != 0) return;
        auto& adopter = people_[static_cast<std::size_t>(first) + random_.below(static_cast<std::uint64_t>(size))];
        child.adoptions.push_back({.parent = adopter.key, .began = child.born, .ended = {}});
        adopter.children.push_back(child.key);
    }

    base::SeededRandom random_{7};
    std::vector<KinPerson> people_;
};

City& city() {
    static City one;
    return one;
}

void run(benchmark::State& state, const KinCeiling& ceiling, bool everybody) {
    auto& all = city();
    std::vector<double> micros;
    double opened = 0;
    double relations = 0;
    for (auto _ : state) {
        const auto one = all.some();
        KinQuestion question{.one = key_of(one), .other = {}, .on = *base::make_date(2026, 11, 1), .ceiling = ceiling};
        if (!everybody) question.other = key_of(one + 1);
        const auto start = std::chrono::steady_clock::now();
        KinshipWalk walk{question};
        while (const auto wanted = walk.wanted()) walk.give(*wanted, all.copy(*wanted));
        const auto kinship = walk.answer();
        micros.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
        opened += static_cast<double>(kinship.opened);
        relations += static_cast<double>(kinship.relations.size());
        benchmark::DoNotOptimize(kinship);
    }
    std::ranges::sort(micros);
    state.counters["opened"] = opened / static_cast<double>(micros.size());
    state.counters["relations"] = relations / static_cast<double>(micros.size());
    state.counters["p99_us"] = micros[micros.size() * 99 / 100];
}

void two_people_by_blood(benchmark::State& state) { run(state, {.blood = 2, .affinity = {}}, false); }
void two_people(benchmark::State& state) { run(state, {.blood = 2, .affinity = 2}, false); }
void everybody_by_blood(benchmark::State& state) { run(state, {.blood = 2, .affinity = {}}, true); }
void everybody(benchmark::State& state) { run(state, {.blood = 2, .affinity = 2}, true); }
void everybody_to_four(benchmark::State& state) { run(state, {.blood = 4, .affinity = {}}, true); }

BENCHMARK(two_people_by_blood);
BENCHMARK(two_people);
BENCHMARK(everybody_by_blood);
BENCHMARK(everybody);
BENCHMARK(everybody_to_four);

}  // namespace
}  // namespace menhu::registry

BENCHMARK_MAIN();
