#pragma once
// A synthetic city for the registry's benchmarks: written once into a folder, then brought to a registry of its own.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "demo/city.h"
#include "registry/registry_test.h"
#include "spent.h"

namespace menhu::registry {
namespace city_bench {

using bench::processor_seconds;
using Stopwatch = std::chrono::steady_clock;

inline double seconds_since(Stopwatch::time_point start) {
    return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

struct Options {
    std::int64_t people = 100'000;
    std::filesystem::path city = "/tmp/menhu-bench-city";
    std::string layout = "big5";
    int workers = 2;
    std::int64_t ids = 100'000;  // of the list that is matched
    store::Engine engine = store::Engine::sqlite;
};
inline Options options;

inline void forget_peak() { std::ofstream{"/proc/self/clear_refs"} << '5'; }
inline long peak_mib() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) / 1024;
    }
    return 0;
}

inline std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// A registry with nothing in it, and the files of the city.
class CityBench : public RegistryTest {
protected:
    static std::pair<std::filesystem::path, std::filesystem::path> city() {
        const auto folder = options.city / std::to_string(options.people);
        const auto manifest = folder / (options.layout + ".toml");
        const auto data = folder / (options.layout == "big5" ? "big5.dat" : "utf8.txt");
        if (!std::filesystem::exists(folder / "whole")) {
            const auto districts = law::Districts::load(law::taoyuan_districts()).value();
            demo::CityOptions wanted;
            wanted.people = options.people;
            wanted.base_date = std::chrono::year{2026} / 11 / 1;
            wanted.directory = folder;
            good(demo::write_deliveries(wanted, districts));
            std::ofstream{folder / "whole"} << "yes";
        }
        return {manifest, data};
    }
    void open_with_characters() {
        registry_.reset();
        registry_ = good(Registry::open(
            *store_, *ledger_, keyring_, profile_, random_,
            {.inbox = directory_ / "inbox",
             .scratch = directory_ / "scratch",
             .layouts = demonstration_layouts(),
             .characters = good(format::CharacterMap::parse_csv(demo::demonstration_characters(), "demo")),
             .districts = nullptr,
             .workers = options.workers},
            now_));
    }
    // Taken and uploaded, not yet imported.
    DeliveryId bring() {
        const auto [manifest, data] = city();
        open_with_characters();
        const auto id = write([&](store::WriteTx& tx) {
            return take_manifest(tx, *registry_, fetcher(), read_whole(manifest), random_, now_);
        });
        auto upload = good(Upload::open(*registry_, fetcher(), id, 0));
        std::ifstream file{data, std::ios::binary};
        base::Bytes chunk(1 << 20);
        while (file) {
            file.read(reinterpret_cast<char*>(chunk.data()), static_cast<std::streamsize>(chunk.size()));
            good(upload.write(base::ByteView{chunk}.first(static_cast<std::size_t>(file.gcount()))));
        }
        good(upload.finish());
        return id;
    }
    void use(DeliveryId id) {
        ASSERT_EQ(good(sign_off(*registry_, fetcher(), id, Decision::accept, "", now_)), DeliveryState::in_use);
    }
    // Ids of people who are there, `count` of them from the whole file.
    std::vector<std::string> some_ids(std::size_t count) const {
        const auto every = std::max<std::int64_t>(1, options.people / static_cast<std::int64_t>(count));
        std::vector<std::string> ids;
        std::ifstream file{city().second, std::ios::binary};
        std::int64_t number = 0;
        for (std::string line; ids.size() < count && std::getline(file, line);) {
            if (line[0] != 'P' || number++ % every != 0) continue;
            ids.push_back(options.layout == "big5" ? line.substr(1, 10) : line.substr(2, line.find('|', 2) - 2));
        }
        return ids;
    }
};

// --people N  --city DIRECTORY  --layout big5|utf8  --workers N  --engine sqlite|postgres  --ids N
inline int run(int count, char** words) {
    for (int index = 1; index + 1 < count; index += 2) {
        const std::string_view name{words[index]};
        const std::string value{words[index + 1]};
        if (name == "--people") options.people = std::stoll(value);
        if (name == "--city") options.city = value;
        if (name == "--layout") options.layout = value;
        if (name == "--workers") options.workers = std::stoi(value);
        if (name == "--ids") options.ids = std::stoll(value);
        if (name == "--engine" && value == "postgres") options.engine = store::Engine::postgres;
    }
    int none = 1;
    testing::InitGoogleTest(&none, words);
    testing::GTEST_FLAG(filter) = options.engine == store::Engine::postgres ? "*/Postgres" : "*/Sqlite";
    return RUN_ALL_TESTS();
}

// What took how long, in milliseconds.
class Laps {
public:
    void add(double millis) { all_.push_back(millis); }
    std::size_t count() const { return all_.size(); }
    double at(std::size_t percent) {
        std::ranges::sort(all_);
        return all_.empty() ? 0 : all_[(all_.size() - 1) * percent / 100];
    }

private:
    std::vector<double> all_;
};

}  // namespace city_bench
}  // namespace menhu::registry
