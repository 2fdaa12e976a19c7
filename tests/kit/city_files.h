#pragma once
// The demonstration city's files for the tests of rooms that take them in: what the office gets, by manifest and bytes.
#include <cstdint>
#include <string>
#include <vector>

namespace menhu::kit {

struct CityFile {
    std::string manifest;
    std::string bytes;
};

struct CityYear {
    CityFile first;                 // the full file on the day on which the city begins
    std::vector<CityFile> changes;  // of each month
    CityFile fresh;                 // the full file after all of them, with the next sequence
};

// UTF-8, delimited; ends on 2026-11-01, so that the villages of 2026-03-01 are divided in it.
CityYear a_city_year(std::int64_t people, int months);

}  // namespace menhu::kit
