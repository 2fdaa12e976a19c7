// What the single writer costs and gives: acts per second with 1 to 128 clients that each wait for their commit, the
// overhead of a closure, volumes. An act here is what an audited query asks of the store: two look-ups by key, one
// bucket, one entry of 600 bytes. SQLite with synchronous=FULL; PostgreSQL with fsync, both on the disk of TMPDIR.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

#include "kit/postgres.h"
#include "store/database.h"
#include "store/volume.h"

namespace menhu::store {
namespace {

using base::Result;

constexpr base::EmbeddedFile tables{"0900_bench_tables.sql",
                                    "CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT NOT NULL);\n"
                                    "CREATE TABLE entry (number BIGINT PRIMARY KEY, bytes BYTEA NOT NULL);\n"
                                    "-- append_only: entry\n"};
constexpr Statement add_item{"bench.add_item", "INSERT INTO item (id, name) VALUES ($1, $2)"};
constexpr Statement item{"bench.item", "SELECT name FROM item WHERE id = $1"};
constexpr Statement last{"bench.last", "SELECT COALESCE(MAX(number), 0) FROM entry"};
constexpr Statement append{"bench.append", "INSERT INTO entry (number, bytes) VALUES ($1, $2)"};
constexpr std::int64_t items = 1000;

template <class T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().describe().c_str());
        std::abort();
    }
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// One database for all benchmarks of an engine; made when first asked for.
class Place {
public:
    explicit Place(Engine engine) {
        std::string directory = std::filesystem::temp_directory_path() / "menhu-bench-XXXXXX";
        if (::mkdtemp(directory.data()) == nullptr) std::abort();
        settings_.engine = engine;
        settings_.directory = directory;
        settings_.digest = [](base::ByteView) { return std::string{"bench"}; };
        settings_.migrations = {tables};
        if (engine == Engine::postgres) {
            server_ = kit::Postgres::start(kit::Durable::yes);
            settings_.postgres = server_->create_database();
        }
        database_ = must(Database::open(settings_));
        must(database_->write([](WriteTx& tx) -> Result<void> {
            for (std::int64_t id = 0; id < items; ++id) {
                TRY(tx.run(add_item, id, "an account, a session or a grant"));
            }
            return {};
        }));
        VolumeWriter volume = must(VolumeWriter::create(*database_, "bench"));
        const base::Bytes body(6000, 7);
        for (std::int64_t key = 0; key < 10'000; ++key) must(volume.put(key, body));
        must(volume.finish());
    }
    ~Place() {
        database_.reset();
        std::filesystem::remove_all(settings_.directory);
    }
    Database& operator*() { return *database_; }

private:
    Settings settings_;
    std::unique_ptr<kit::Postgres> server_;
    std::unique_ptr<Database> database_;
};

Database& place(Engine engine) {
    static std::unique_ptr<Place> places[2];
    std::unique_ptr<Place>& found = places[engine == Engine::sqlite ? 0 : 1];
    if (!found) found = std::make_unique<Place>(engine);
    return **found;
}

Result<std::int64_t> act(WriteTx& tx, std::int64_t number) {
    const auto text = [](const Row& row) { return static_cast<std::int64_t>(row.text(0).size()); };
    TRY(tx.one(item, text, number % items));
    TRY(tx.one(item, text, number * 7 % items));
    TRY(tx.bucket("bench", number * 31 % 10'000));
    const auto index = TRY(tx.one(last, [](const Row& row) { return row.integer(0); }));
    const base::Bytes bytes(600, 1);
    TRY(tx.run(append, *index + 1, bytes));
    return *index;
}

template <Engine engine>
void acts(benchmark::State& state) {
    Database& database = place(engine);
    std::int64_t number = state.thread_index() * 100'000;
    std::vector<std::chrono::nanoseconds> waits;
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        must(database.write([n = ++number](WriteTx& tx) { return act(tx, n); }));
        waits.push_back(std::chrono::steady_clock::now() - start);
    }
    state.SetItemsProcessed(state.iterations());
    std::ranges::sort(waits);
    const auto millis_at = [&](std::size_t per_cent) {
        const double nanos = static_cast<double>(waits[(waits.size() - 1) * per_cent / 100].count());
        return benchmark::Counter{nanos / 1e6, benchmark::Counter::kAvgThreads};
    };
    state.counters["p50_ms"] = millis_at(50);
    state.counters["p99_ms"] = millis_at(99);
}

// The clients of a server do not wait in threads: closures are handed over and answered later.
template <Engine engine>
void acts_submitted(benchmark::State& state) {
    Database& database = place(engine);
    const auto waiting = static_cast<std::int64_t>(state.range(0));
    std::int64_t number = 0;
    std::atomic<std::int64_t> done = 0;
    for (auto _ : state) {
        const std::int64_t before = done;
        if (number - before >= waiting) done.wait(before);
        database.submit([n = ++number](WriteTx& tx) { return act(tx, n); },
                        [&](const Result<Committed<std::int64_t>>& answer) {
                            if (!answer) std::abort();
                            ++done;
                            done.notify_one();
                        });
    }
    for (std::int64_t seen = done; seen < number; seen = done) done.wait(seen);
    state.SetItemsProcessed(state.iterations());
}

// A closure that asks nothing: queue, group, call back.
void empty_closures(benchmark::State& state) {
    Database& database = place(Engine::sqlite);
    std::atomic<std::int64_t> done = 0;
    std::int64_t sent = 0;
    for (auto _ : state) {
        database.submit([](WriteTx&) -> Result<void> { return {}; },
                        [&](const Result<Committed<void>>& answer) { done += answer ? 1 : 0; });
        if (++sent % 4096 == 0) {
            while (done < sent) {
            }
        }
    }
    while (done < sent) {
    }
    state.SetItemsProcessed(state.iterations());
}

template <Engine engine>
void buckets(benchmark::State& state) {
    Database& database = place(engine);
    std::int64_t key = 0;
    for (auto _ : state) {
        must(database.read([&](ReadTx& tx) -> Result<void> {
            for (int n = 0; n < 100; ++n) {
                key = (key + 7919) % 10'000;
                TRY(tx.bucket("bench", key));
            }
            return {};
        }));
    }
    state.SetItemsProcessed(state.iterations() * 100);
}

template <Engine engine>
void volume(benchmark::State& state) {
    Database& database = place(engine);
    const base::Bytes body(6000, 7);
    constexpr std::int64_t count = 20'000;
    for (auto _ : state) {
        VolumeWriter writer = must(VolumeWriter::create(database, "built"));
        for (std::int64_t key = 0; key < count; ++key) must(writer.put(key, body));
        must(writer.finish());
        must(drop_volume(database, "built"));
    }
    state.SetBytesProcessed(state.iterations() * count * 6000);
}

BENCHMARK(empty_closures)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(acts<Engine::sqlite>)
    ->Threads(1)
    ->Threads(8)
    ->Threads(32)
    ->Threads(64)
    ->Threads(128)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(acts_submitted<Engine::sqlite>)
    ->Arg(1)
    ->Arg(8)
    ->Arg(32)
    ->Arg(64)
    ->Arg(128)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(buckets<Engine::sqlite>)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(volume<Engine::sqlite>)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(acts<Engine::postgres>)
    ->Threads(1)
    ->Threads(8)
    ->Threads(32)
    ->Threads(64)
    ->Threads(128)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(acts_submitted<Engine::postgres>)
    ->Arg(1)
    ->Arg(8)
    ->Arg(32)
    ->Arg(64)
    ->Arg(128)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(buckets<Engine::postgres>)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(volume<Engine::postgres>)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace menhu::store

BENCHMARK_MAIN();
