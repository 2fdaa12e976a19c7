#pragma once
// A synthetic city, written out as delivery files in the demonstration layouts, with manifests, the table of its
// user-defined characters and a list of people worth asking about; and the months that it lives through, as change
// files. docs/formats/demo.md says what is in it.
//
// Promises: the same options write the same bytes; the full file after a month is what the one before it and that
// month's change file make together; memory stays flat whatever the number of people (a file of changes is written
// beside itself first, to be counted); no id in it can be anybody's (ids.h), and every address and every record's notes
// say 示範. Thread rule: one city on one thread.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "law/districts.h"

namespace menhu::demo {

enum class Files : std::uint8_t {
    big5,  // demo_full_big5: fixed width, characters outside Big5 in the user-defined area
    utf8,  // demo_full_utf8: delimited
    both,  // the same delivery twice: an office takes in one of them
};

struct CityOptions {
    std::int64_t people = 50'000;  // fewest_people to most_people, exactly, on the day on which the city begins
    std::uint64_t seed = 1;
    law::Date base_date;  // 資料基準日: the day on which the data stand in the end
    // Before that day the city lives through so many months (0 to most_months); it begins so many before.
    int months = 0;
    // write_deliveries: the full file as it stood after so many of them; none: after all.
    std::optional<int> after{};
    std::int64_t sequence = 1;        // of the full file; those of the months count from 1
    std::filesystem::path directory;  // made if it is not there; files of the same names are replaced
    Files files = Files::both;
};

inline constexpr std::int64_t fewest_people = 100;
inline constexpr std::int64_t most_people = 3'000'000;
inline constexpr int most_months = 24;

struct WrittenDelivery {
    std::string layout;
    std::filesystem::path manifest;  // "big5.toml", "utf8.toml"
    std::filesystem::path data;      // "big5.dat", "utf8.txt"
    std::int64_t people = 0;         // or changes
    std::int64_t bytes = 0;
};

// Somebody to ask about, to show what the city holds. All of it is made up.
struct Example {
    std::string what_zh;  // "姓名有 Big5 以外的字"
    std::string what_en;
    std::string id;
    std::string name;
    std::string birth_date;  // canonical
    std::string area_code;
};

struct City {
    std::vector<WrittenDelivery> deliveries;  // full files
    std::vector<WrittenDelivery> changes;     // "big5-change-01", …: month by month
    std::filesystem::path characters;         // "characters.csv", the table that the Big5 file needs
    std::filesystem::path examples_file;      // "examples.csv"
    std::vector<Example> examples;
    std::int64_t households = 0;
};

enum class Proceed : std::uint8_t { go_on, stop };
// Called a few times a second with the number of people written so far.
using OnProgress = std::function<Proceed(std::int64_t people)>;

// The full file, after `options.after` months.
// Errors: demo.people_out_of_range, demo.months_out_of_range, demo.directory_unusable, demo.write_failed, demo.stopped;
// those of format for layouts that cannot be read.
base::Result<City> write_deliveries(const CityOptions& options, const law::Districts& districts,
                                    const OnProgress& on_progress = {});

// The full file of the day on which the city begins, and the change files of all its months; the examples are as the
// people stand in the end. Errors: as above.
base::Result<City> write_months(const CityOptions& options, const law::Districts& districts,
                                const OnProgress& on_progress = {});

// The base date after so many of `options.months`.
law::Date base_date_after(const CityOptions& options, int months);

// The table of user-defined characters that the city uses, as CSV (docs/formats/encodings.md): made up, like the city.
std::string_view demonstration_characters();

}  // namespace menhu::demo
