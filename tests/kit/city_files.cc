#include "kit/city_files.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "demo/city.h"

namespace menhu::kit {

namespace {

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

CityFile read(const demo::WrittenDelivery& delivery) { return {bytes_of(delivery.manifest), bytes_of(delivery.data)}; }

}  // namespace

CityYear a_city_year(std::int64_t people, int months) {
    std::string folder = (std::filesystem::temp_directory_path() / "menhu-city-XXXXXX").string();
    CHECK(::mkdtemp(folder.data()) != nullptr);
    const auto districts = law::Districts::load(law::taoyuan_districts()).value();
    demo::CityOptions options;
    options.people = people;
    options.seed = 7;
    options.base_date = std::chrono::year{2026} / std::chrono::November / 1;
    options.months = months;
    options.directory = folder;
    options.files = demo::Files::utf8;
    CityYear year;
    const auto lived = demo::write_months(options, districts).value();
    year.first = read(lived.deliveries.front());
    for (const auto& month : lived.changes) year.changes.push_back(read(month));
    options.sequence = 2;
    year.fresh = read(demo::write_deliveries(options, districts).value().deliveries.front());
    std::filesystem::remove_all(folder);
    return year;
}

}  // namespace menhu::kit
