// What the ledger costs: one append, appends made durable in groups, publishing, and verification of a whole log. An
// entry here is what an audited query enters: 13 members, a person, a case, 200 bytes sealed.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <semaphore>

#include "kit/postgres.h"
#include "ledger/export.h"
#include "ledger/ledger.h"
#include "ledger/publisher.h"
#include "ledger/verify.h"

namespace menhu::ledger {
namespace {

template <class T>
T must(base::Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().describe().c_str());
        std::abort();
    }
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

const base::Instant now = *base::from_rfc3339("2026-11-23T04:00:00.000Z");

Entry query(const Ledger& ledger, std::int64_t number) {
    Entry entry;
    entry.kind = "query.lookup";
    entry.account = 1'000'000'007 + number % 300;
    entry.unit = 1'000'000'009 + number % 20;
    entry.grant = 1'000'000'021 + number % 100;
    entry.purpose = "辦理役男徵集";
    entry.case_commitment = ledger.case_commitment(std::to_string(number / 3));
    entry.person = ledger.person_tag(std::to_string(number * 7919));
    entry.counts = {{"fields", 6}, {"records", 1}};
    entry.facts = {{"outcome", "found"}};
    entry.secret = base::Personal<std::string>{std::string(200, 's')};
    return entry;
}

class Place {
public:
    explicit Place(store::Engine engine) {
        std::string directory = std::filesystem::temp_directory_path() / "menhu-bench-XXXXXX";
        if (::mkdtemp(directory.data()) == nullptr) std::abort();
        store::Settings settings;
        settings.engine = engine;
        settings.directory = directory_ = directory;
        settings.digest = [](base::ByteView) { return std::string{"bench"}; };
        settings.migrations.assign(migrations().begin(), migrations().end());
        if (engine == store::Engine::postgres) {
            server_ = kit::Postgres::start(kit::Durable::yes);
            settings.postgres = server_->create_database();
        }
        database = must(store::Database::open(settings));
        ledger = must(Ledger::open(*database, keyring_, "bench.example", random_, now));
    }
    ~Place() {
        ledger.reset();
        database.reset();
        std::filesystem::remove_all(directory_);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    // Appends in transactions of 10,000, then publishes.
    void fill(std::int64_t count) {
        for (std::int64_t first = 0; first < count; first += 10'000) {
            must(database->write([&](store::WriteTx& tx) -> base::Result<void> {
                for (std::int64_t i = first; i < std::min(first + 10'000, count); ++i) {
                    TRY(append(tx, *ledger, query(*ledger, i), now));
                }
                return {};
            }));
        }
        must(Publisher{*database, *ledger}.publish(now));
    }

    const std::filesystem::path& directory() const { return directory_; }
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Ledger> ledger;

private:
    std::filesystem::path directory_;
    std::unique_ptr<kit::Postgres> server_;
    base::SeededRandom random_{1};
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
};

store::Engine engine_of(const benchmark::State& state) {
    return state.range(0) == 0 ? store::Engine::sqlite : store::Engine::postgres;
}

// One append inside a running transaction, after 100,000 others.
void append_one(benchmark::State& state) {
    Place place{engine_of(state)};
    place.fill(100'000);
    std::int64_t number = 100'000;
    const Entry entry = query(*place.ledger, number);
    must(place.database->write([&](store::WriteTx& tx) -> base::Result<void> {
        for (auto _ : state) TRY(append(tx, *place.ledger, entry, now));
        return {};
    }));
    state.SetItemsProcessed(state.iterations());
}

// Groups of closures that wait together for one commit.
void append_durably(benchmark::State& state) {
    Place place{engine_of(state)};
    place.fill(10'000);
    const auto group = state.range(1);
    std::counting_semaphore<> done{0};
    std::int64_t number = 10'000;
    for (auto _ : state) {
        for (std::int64_t i = 0; i < group; ++i) {
            place.database->submit([&ledger = *place.ledger, number](
                                       store::WriteTx& tx) { return append(tx, ledger, query(ledger, number), now); },
                                   [&done](base::Result<store::Committed<Receipt>> receipt) {
                                       must(std::move(receipt));
                                       done.release();
                                   });
            ++number;
        }
        for (std::int64_t i = 0; i < group; ++i) done.acquire();
    }
    state.SetItemsProcessed(state.iterations() * group);
}

void publish_new(benchmark::State& state) {
    Place place{engine_of(state)};
    place.fill(10'000);
    Publisher publisher{*place.database, *place.ledger};
    must(publisher.publish(now));
    std::int64_t entries = 0;
    for (auto _ : state) {
        state.PauseTiming();
        must(place.database->write([&](store::WriteTx& tx) -> base::Result<void> {
            for (std::int64_t i = 0; i < state.range(1); ++i) {
                TRY(append(tx, *place.ledger, query(*place.ledger, ++entries), now));
            }
            return {};
        }));
        state.ResumeTiming();
        must(publisher.publish(now));
    }
    state.SetItemsProcessed(entries);
}

void check_sound(const Verification& verification, std::int64_t size) {
    if (!verification.sound() || verification.entries != size) std::abort();
}

void verify_whole_database(benchmark::State& state) {
    Place place{engine_of(state)};
    const auto size = state.range(1);
    place.fill(size);
    const TrustPolicy policy = must(TrustPolicy::of_log(place.ledger->verify_key(2026).text()));
    for (auto _ : state) check_sound(must(verify_database(*place.database, 2026, policy)), size);
    state.SetItemsProcessed(state.iterations() * size);
}

void verify_whole_export(benchmark::State& state) {
    Place place{store::Engine::sqlite};
    const auto size = state.range(1);
    place.fill(size);
    const std::filesystem::path directory = place.directory() / "export";
    must(export_log(*place.database, 2026, directory));
    const TrustPolicy policy = must(TrustPolicy::of_log(place.ledger->verify_key(2026).text()));
    for (auto _ : state) check_sound(must(verify_export(directory, policy)), size);
    state.SetItemsProcessed(state.iterations() * size);
}

// The first argument is the engine: 0 SQLite, 1 PostgreSQL.
BENCHMARK(append_one)->Arg(0)->Arg(1);
BENCHMARK(append_durably)->ArgsProduct({{0, 1}, {1, 8, 32, 128}})->UseRealTime()->MinTime(2);
BENCHMARK(publish_new)->ArgsProduct({{0, 1}, {100, 10'000}})->UseRealTime();
BENCHMARK(verify_whole_database)
    ->Args({0, 1'000'000})
    ->Args({1, 200'000})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(verify_whole_export)->Args({0, 1'000'000})->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace menhu::ledger

BENCHMARK_MAIN();
