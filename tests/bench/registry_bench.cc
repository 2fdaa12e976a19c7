// Import of a synthetic city and look-ups in it. tests/bench/import_bench.sh runs it beside `sqlite3 .import` and COPY.
//
//     registry_bench [--people N] [--city DIRECTORY] [--layout big5|utf8] [--workers N] [--engine sqlite|postgres]
//
// The city is written if DIRECTORY does not hold one of that size yet. Prints one line of tab-separated figures each.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "demo/city.h"
#include "registry/registry_test.h"
#include "spent.h"

namespace menhu::registry {
namespace {

using bench::processor_seconds;
using Stopwatch = std::chrono::steady_clock;

double seconds_since(Stopwatch::time_point start) {
    return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

struct Options {
    std::int64_t people = 100'000;
    std::filesystem::path city = "/tmp/menhu-bench-city";
    std::string layout = "big5";
    int workers = 2;
    store::Engine engine = store::Engine::sqlite;
};
Options options;

void forget_peak() { std::ofstream{"/proc/self/clear_refs"} << '5'; }
long peak_mib() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) / 1024;
    }
    return 0;
}

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class Bench : public RegistryTest {
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
    std::vector<std::string> some_ids(const std::filesystem::path& data, std::size_t count) const {
        std::vector<std::string> ids;
        std::ifstream file{data, std::ios::binary};
        std::string line;
        std::getline(file, line);
        while (ids.size() < count && std::getline(file, line)) {
            if (line[0] != 'P') continue;
            ids.push_back(options.layout == "big5" ? line.substr(1, 10) : line.substr(2, line.find('|', 2) - 2));
        }
        return ids;
    }
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
    std::vector<double> millis;
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
        millis.push_back(seconds_since(start) * 1000);
        const auto* list = std::get_if<Disclosure>(&answer);
        if (list != nullptr) {
            EXPECT_FALSE(list->cards().empty());
            listed += list->cards().size();
        } else {
            ++too_many;
        }
    }
    ASSERT_FALSE(millis.empty());
    std::ranges::sort(millis);
    const auto at = [&](std::size_t percent) { return millis[(millis.size() - 1) * percent / 100]; };
    std::printf("searches\tpeople listed\ttoo many\tp50 ms\tp99 ms\tmost ms\n%zu\t%zu\t%zu\t%.2f\t%.2f\t%.2f\n",
                millis.size(), listed, too_many, at(50), at(99), millis.back());
}

TEST_P(Bench, ImportsTheCityAndAsksAboutIt) {
    const auto [manifest, data] = city();
    open_with_characters();
    const auto id = write([&](store::WriteTx& tx) {
        return take_manifest(tx, *registry_, fetcher(), read_whole(manifest), random_, now_);
    });
    auto start = Stopwatch::now();
    {
        auto upload = good(Upload::open(*registry_, fetcher(), id, 0));
        std::ifstream file{data, std::ios::binary};
        base::Bytes chunk(1 << 20);
        while (file) {
            file.read(reinterpret_cast<char*>(chunk.data()), static_cast<std::streamsize>(chunk.size()));
            good(upload.write(base::ByteView{chunk}.first(static_cast<std::size_t>(file.gcount()))));
        }
        good(upload.finish());
    }
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
    ASSERT_EQ(good(sign_off(*registry_, fetcher(), id, Decision::accept, "", now_)), DeliveryState::in_use);

    // Look-ups as the writer does them, many to a commit: decide, find, open, append.
    const auto grant = make_grant();
    const auto ids = some_ids(data, 2000);
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
    search_names(grant,
                 {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(500, ids.size()))});
}

INSTANTIATE_TEST_SUITE_P(City, Bench, testing::ValuesIn(std::vector{options.engine}));

}  // namespace
}  // namespace menhu::registry

int main(int count, char** words) {
    auto& options = menhu::registry::options;
    for (int index = 1; index + 1 < count; index += 2) {
        const std::string_view name{words[index]};
        const std::string value{words[index + 1]};
        if (name == "--people") options.people = std::stoll(value);
        if (name == "--city") options.city = value;
        if (name == "--layout") options.layout = value;
        if (name == "--workers") options.workers = std::stoi(value);
        if (name == "--engine" && value == "postgres") options.engine = menhu::store::Engine::postgres;
    }
    int none = 1;
    testing::InitGoogleTest(&none, words);
    return RUN_ALL_TESTS();
}
