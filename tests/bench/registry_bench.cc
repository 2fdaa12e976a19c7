// Import of a synthetic city and look-ups, searches by name and kinship in it. tests/bench/import_bench.sh runs it
// beside `sqlite3 .import` and COPY; tests/bench/plain_registry.py is the same work on plain data.
//
//     registry_bench [--people N] [--city DIRECTORY] [--layout big5|utf8] [--workers N] [--engine sqlite|postgres]
//
// The city is written if DIRECTORY does not hold one of that size yet. Prints one line of tab-separated figures each.
#include "registry/kin_query.h"
#include "registry/kin_records.h"
#include "registry_city.h"

namespace menhu::registry {
namespace {

using namespace city_bench;

class Bench : public CityBench {
protected:
    // Processor seconds too: on a machine that does other things the clock says little.
    struct Spent {
        double clock;
        double cpu;
    };
    void report(const Delivery& delivery, double upload, Spent reading, Spent whole) const {
        const auto& result = delivery.report.value();
        std::printf("people\tbytes\tupload s\treading s\tbuilding s\timport s\tcpu s\trecords/s\tpeak MiB\trejected\n");
        std::printf("%llu\t%lld\t%.2f\t%.2f (cpu %.2f)\t%.2f (cpu %.2f)\t%.2f\t%.2f\t%.0f\t%ld\t%llu\n",
                    static_cast<unsigned long long>(result.read), static_cast<long long>(delivery.manifest.bytes),
                    upload, reading.clock, reading.cpu, whole.clock - reading.clock, whole.cpu - reading.cpu,
                    whole.clock, whole.cpu, static_cast<double>(result.read) / whole.clock, peak_mib(),
                    static_cast<unsigned long long>(result.rejected));
        for (const auto& check : result.checks) {
            if (check.outcome == Outcome::passed) continue;
            std::printf("%s\t%s\t%llu\t%s\n", std::string{check_info(check.kind).code}.c_str(),
                        std::string{outcome_code(check.outcome)}.c_str(), static_cast<unsigned long long>(check.count),
                        check.detail.c_str());
        }
    }
    void search_names(grants::GrantId grant, const std::vector<std::string>& ids);
    void walk_kin(const std::vector<std::string>& ids);
};

constexpr store::Statement forget_searches{"bench.forget_searches", "DELETE FROM grants_searches"};

struct Sought {
    std::string name;
    std::string district;
};

// What the full record of an id says; nothing if nobody has it.
std::optional<Sought> sought(const Answer& revealed) {
    Sought out;
    for (const auto& card : std::get<Disclosure>(revealed).cards()) {
        for (const auto& field : card.fields) {
            if (field.name == "PersonName") out.name = field.value;
            if (field.name == "AreaCode") out.district = field.value.substr(0, 8);
        }
    }
    if (out.name.empty() || out.district.size() != 8) return std::nullopt;
    return out;
}

// Searches by the names and districts of people who are there, one to a commit, entries included: the aim is 50 ms.
void Bench::search_names(grants::GrantId grant, const std::vector<std::string>& ids) {
    std::vector<Sought> all;
    write([&](store::WriteTx& tx) -> base::Result<int> {
        const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
        for (const auto& id : ids) {
            auto first = TRY(permit(tx, grant, grants::Operation::lookup));
            const auto found = TRY(lookup(tx, *registry_, std::move(first), by_id(id), random_, now_));
            const auto& card = std::get<Disclosure>(found);
            if (card.cards().empty()) continue;
            const auto handle = TRY(open_handle(*registry_, worker, card.query(), card.cards().front().handle, now_));
            auto again = TRY(permit(tx, grant, grants::Operation::reveal));
            const auto full = TRY(reveal(tx, *registry_, std::move(again), handle, random_, now_));
            if (auto one = sought(full)) all.push_back(*std::move(one));
        }
        return 0;
    });
    Laps laps;
    std::size_t listed = 0;
    std::size_t too_many = 0;
    for (const auto& one : all) {
        // The searches of a day are few; here they are not what is measured.
        write([](store::WriteTx& tx) -> base::Result<int> {
            TRY(tx.run(forget_searches));
            return 0;
        });
        const auto start = Stopwatch::now();
        const auto answer = good(ask(grant, ByNameInDistrict{base::Personal{one.name}, one.district})).value();
        laps.add(seconds_since(start) * 1000);
        const auto* list = std::get_if<Disclosure>(&answer);
        if (list != nullptr) {
            EXPECT_FALSE(list->cards().empty());
            listed += list->cards().size();
        } else {
            ++too_many;
        }
    }
    ASSERT_GT(laps.count(), 0U);
    std::printf("searches\tpeople listed\ttoo many\tp50 ms\tp99 ms\tmost ms\n%zu\t%zu\t%zu\t%.2f\t%.2f\t%.2f\n",
                laps.count(), listed, too_many, laps.at(50), laps.at(99), laps.at(100));
}

// Everybody within two degrees of people who are there: what the walk reads, each in a transaction of its own. The aim
// is a p99 of 10 ms.
void Bench::walk_kin(const std::vector<std::string>& ids) {
    for (const bool married : {false, true}) {
        const KinCeiling ceiling{.blood = 2, .affinity = married ? std::optional{2} : std::nullopt};
        Laps laps;
        std::size_t opened = 0;
        std::size_t found = 0;
        for (const auto& id : ids) {
            const auto start = Stopwatch::now();
            write([&](store::WriteTx& tx) -> base::Result<int> {
                auto& inside = registry_->inside();
                auto* const generation = TRY(open_current(tx, inside));
                Finder finder{tx, inside, *generation};
                KinReader reader{finder, inside.index_key, *base::from_iso(generation->base_date)};
                const auto told = TRY(reader.everybody(person_tag(inside.index_key, id), ceiling, max_kin_opened));
                opened += reader.opened();
                found += told.relations.size();
                return 0;
            });
            laps.add(seconds_since(start) * 1000);
        }
        EXPECT_GT(found, ids.size());
        std::printf(
            "kinship\twalks\tkin found\trecords opened\tp50 ms\tp99 ms\tmost ms\n%s\t%zu\t%zu\t%zu\t%.2f\t%.2f\t%.2f\n",
            married ? "blood and marriage" : "blood", laps.count(), found, opened, laps.at(50), laps.at(99),
            laps.at(100));
    }
}

TEST_P(Bench, ImportsTheCityAndAsksAboutIt) {
    auto start = Stopwatch::now();
    const auto id = bring();
    const double uploaded = seconds_since(start);
    forget_peak();
    start = Stopwatch::now();
    const double cpu_before = processor_seconds();
    Spent reading{};
    const auto state = good(import(id, [&](const Progress& progress) {
        if (progress.phase == Phase::reading) reading = {seconds_since(start), processor_seconds() - cpu_before};
        return Proceed::go_on;
    }));
    report(delivery(id), uploaded, reading, {seconds_since(start), processor_seconds() - cpu_before});
    ASSERT_EQ(state, DeliveryState::awaiting_sign_off);
    use(id);

    // Look-ups as the writer does them, many to a commit: decide, find, open, append.
    const auto grant = make_grant();
    const auto ids = some_ids(2000);
    std::size_t shown = 0;
    start = Stopwatch::now();
    write([&](store::WriteTx& tx) -> base::Result<int> {
        for (const auto& one : ids) {
            auto allowed = TRY(permit(tx, grant, grants::Operation::lookup));
            const auto answer = TRY(lookup(tx, *registry_, std::move(allowed), by_id(one), random_, now_));
            shown += std::get<Disclosure>(answer).cards().size();
        }
        return 0;
    });
    const double each = seconds_since(start) * 1e6 / static_cast<double>(ids.size());
    std::printf("look-ups\tµs each with identify, decide and append\n%zu\t%.1f\n", shown, each);
    EXPECT_GT(shown, ids.size() * 9 / 10);
    search_names(grant, {ids.begin(), ids.begin() + 500});
    walk_kin(ids);
}

INSTANTIATE_TEST_SUITE_P(City, Bench, testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         menhu::kit::engine_name);

}  // namespace
}  // namespace menhu::registry

int main(int count, char** words) { return menhu::registry::city_bench::run(count, words); }
