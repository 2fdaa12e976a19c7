#include "demo/city.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

namespace menhu::demo {
namespace {

law::Districts taoyuan() {
    auto districts = law::Districts::load(law::district_files().front());
    if (!districts) ADD_FAILURE() << law::describe(districts.error());
    return std::move(districts).value();
}

TEST(City, Speed) {
    CityOptions options;
    options.people = std::getenv("PEOPLE") ? std::atoll(std::getenv("PEOPLE")) : 20000;
    options.base_date = std::chrono::year{2026} / std::chrono::November / 1;
    options.directory = std::getenv("OUT") ? std::getenv("OUT") : "/tmp/demo_out";
    const auto start = std::chrono::steady_clock::now();
    const auto city = write_deliveries(options, taoyuan());
    ASSERT_TRUE(city) << city.error().describe();
    std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << " s, households "
              << city->households << "\n";
    for (auto& e : city->examples)
        std::cout << e.what_zh << " " << e.id << " " << e.name << " " << e.birth_date << "\n";
}

}  // namespace
}  // namespace menhu::demo
