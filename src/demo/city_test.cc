#include "demo/city.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "demo/ids.h"
#include "demo/read_back.h"
#include "format/national_id.h"

namespace menhu::demo {
namespace {

using format::PersonField;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const law::Districts& taoyuan() {
    static const law::Districts districts = law::Districts::load(law::taoyuan_districts()).value();
    return districts;
}

CityOptions options_for(const Scratch& scratch, std::int64_t people = 4000) {
    CityOptions options;
    options.people = people;
    options.seed = 7;
    options.base_date = std::chrono::year{2026} / std::chrono::November / 1;
    options.directory = scratch.path();
    return options;
}

class CityTest : public ::testing::Test {
protected:
    // One city for all the tests that only read it.
    static void SetUpTestSuite() {
        scratch_ = std::make_unique<Scratch>("city");
        auto city = write_deliveries(options_for(*scratch_, 12000), taoyuan());
        ASSERT_TRUE(city) << city.error().describe();
        city_ = std::make_unique<City>(std::move(*city));
        big5_ = std::make_unique<ReadBack>(read_back(city_->deliveries[0]));
        utf8_ = std::make_unique<ReadBack>(read_back(city_->deliveries[1]));
    }
    static void TearDownTestSuite() {
        utf8_.reset();
        big5_.reset();
        city_.reset();
        scratch_.reset();
    }
    static std::map<std::string, const Record*, std::less<>> by_id() {
        std::map<std::string, const Record*, std::less<>> people;
        for (const Record& record : utf8_->people) {
            people.emplace(record[PersonField::person_id], &record);
        }
        return people;
    }

    static std::unique_ptr<Scratch> scratch_;
    static std::unique_ptr<City> city_;
    static std::unique_ptr<ReadBack> big5_;
    static std::unique_ptr<ReadBack> utf8_;
};
std::unique_ptr<Scratch> CityTest::scratch_;
std::unique_ptr<City> CityTest::city_;
std::unique_ptr<ReadBack> CityTest::big5_;
std::unique_ptr<ReadBack> CityTest::utf8_;

TEST_F(CityTest, ManifestHeaderAndTrailerAgreeWithTheFile) {
    for (const ReadBack* back : {big5_.get(), utf8_.get()}) {
        EXPECT_EQ(back->headers, 1);
        EXPECT_EQ(back->trailers, 1);
        EXPECT_THAT(back->people, SizeIs(12000));
        EXPECT_EQ(back->manifest.records, 12000);
        EXPECT_EQ(back->trailer_count, "12000");
        EXPECT_EQ(back->manifest.bytes, static_cast<std::int64_t>(back->bytes.size()));
        EXPECT_EQ(back->manifest.sha256, crypto::sha256(std::string_view{back->bytes}));
        EXPECT_EQ(back->manifest.base_date, "2026-11-01");
    }
}

TEST_F(CityTest, EveryFieldReadsBackWithoutAProblem) {
    EXPECT_THAT(utf8_->problems, IsEmpty());
    EXPECT_THAT(big5_->problems, IsEmpty());
    EXPECT_GT(big5_->mapped, 20U);       // characters outside Big5, by the table
    EXPECT_GT(big5_->user_defined, 0U);  // and some that no table explains
}

TEST_F(CityTest, BothFilesSayTheSame) {
    for (std::size_t i = 0; i < utf8_->people.size(); ++i) {
        for (const format::PersonFieldName& name : format::person_field_names) {
            EXPECT_EQ(big5_->people[i][name.field], utf8_->people[i][name.field]) << i << " " << name.name;
        }
    }
}

TEST_F(CityTest, NoIdCanBeAnybodys) {
    std::set<std::string, std::less<>> ids;
    for (const Record& record : utf8_->people) {
        EXPECT_TRUE(ids.emplace(record[PersonField::person_id]).second);
        for (const PersonField field :
             {PersonField::person_id, PersonField::spouse_id, PersonField::father_id, PersonField::mother_id,
              PersonField::foster_father_id, PersonField::foster_mother_id, PersonField::head_id}) {
            const std::string_view id = record[field];
            if (id.empty()) continue;
            const format::IdReading reading = format::read_national_id(id);
            EXPECT_EQ(reading.problem(), format::IdProblem::none);
            EXPECT_EQ(id[0], 'Y');
            // A serial that the office of that letter never reached; foreign numbers of either form came after its end.
            if (reading.kind() == format::IdKind::national || reading.kind() == format::IdKind::national_nine) {
                EXPECT_GE(id[2], '2');
                EXPECT_LE(id[2], '5');
            }
        }
    }
}

TEST_F(CityTest, EveryAddressAndEveryNoteSaysThatItIsMadeUp) {
    for (const Record& record : utf8_->people) {
        EXPECT_TRUE(record[PersonField::street_doorplate].starts_with("示範"));
        EXPECT_TRUE(record[PersonField::notes].ends_with("【示範資料】"));
    }
}

TEST_F(CityTest, HouseholdsHaveOneHeadWhoLivesThereAndIsOfAge) {
    struct Home {
        int members = 0;
        int heads = 0;
        std::string head_id;
        std::string area;
    };
    std::map<std::string, Home, std::less<>> homes;
    for (const Record& record : utf8_->people) {
        Home& home = homes[std::string{record[PersonField::household_number]}];
        if (home.members++ == 0) {
            home.head_id = record[PersonField::head_id];
            home.area = record[PersonField::area_code];
        }
        EXPECT_EQ(home.head_id, record[PersonField::head_id]);
        EXPECT_EQ(home.area, record[PersonField::area_code]);
        if (record[PersonField::person_id] != record[PersonField::head_id]) {
            EXPECT_NE(record[PersonField::relation], "戶長");
            continue;
        }
        ++home.heads;
        EXPECT_EQ(record[PersonField::relation], "戶長");
        EXPECT_EQ(record[PersonField::status], "resident");
        EXPECT_LE(record[PersonField::birth_date], "2008-11-01");
    }
    for (const auto& [number, home] : homes) EXPECT_EQ(home.heads, 1) << number;
    const double size = static_cast<double>(utf8_->people.size()) / static_cast<double>(homes.size());
    EXPECT_GT(size, 2.0);
    EXPECT_LT(size, 3.0);
}

TEST_F(CityTest, SpousesPointAtEachOtherAndParentsAreOlder) {
    const auto people = by_id();
    int couples = 0;
    int parents = 0;
    for (const Record& record : utf8_->people) {
        if (const auto spouse = people.find(record[PersonField::spouse_id]); spouse != people.end()) {
            ++couples;
            EXPECT_EQ((*spouse->second)[PersonField::spouse_id], record[PersonField::person_id]);
        }
        for (const PersonField field : {PersonField::father_id, PersonField::mother_id}) {
            const auto parent = people.find(record[field]);
            if (parent == people.end()) continue;
            ++parents;
            EXPECT_LT((*parent->second)[PersonField::birth_date].substr(0, 4),
                      record[PersonField::birth_date].substr(0, 4));
        }
    }
    EXPECT_GT(couples, 4000);
    EXPECT_GT(parents, 4000);
}

TEST_F(CityTest, NothingHappensAfterTheBaseDateOrBeforeBirth) {
    for (const Record& record : utf8_->people) {
        const std::string_view born = record[PersonField::birth_date];
        EXPECT_LE(born, "2026-11-01");
        for (const PersonField field :
             {PersonField::moved_in_date, PersonField::moved_out_date, PersonField::status_date}) {
            const std::string_view date = record[field];
            if (date.empty()) continue;
            EXPECT_LE(date, "2026-11-01");
            EXPECT_GE(date.substr(0, born.size()), born);
        }
    }
}

TEST_F(CityTest, HoldsEveryKindOfPersonThatItPromises) {
    // Twelve thousand are enough for all of them but the rarest two.
    EXPECT_GE(city_->examples.size(), 20U);
    std::map<std::string, int, std::less<>> districts;
    int before_republic = 0;
    for (const Record& record : utf8_->people) {
        ++districts[std::string{record[PersonField::area_code]}];
        if (record[PersonField::born_before_republic] == "1") {
            ++before_republic;
            EXPECT_LT(record[PersonField::birth_date], "1912");
            EXPECT_NE(record[PersonField::status], "resident");
        }
    }
    EXPECT_THAT(districts, SizeIs(13));
    EXPECT_GT(before_republic, 0);
    const auto largest = std::ranges::max_element(districts, {}, [](const auto& row) { return row.second; });
    EXPECT_EQ(largest->first, "68000010");
}

TEST(City, SameOptionsSameBytes) {
    const Scratch first{"first"};
    const Scratch second{"second"};
    const Scratch other{"other"};
    CityOptions options = options_for(first);
    const City a = write_deliveries(options, taoyuan()).value();
    options.directory = second.path();
    const City b = write_deliveries(options, taoyuan()).value();
    options.directory = other.path();
    options.seed = 8;
    const City c = write_deliveries(options, taoyuan()).value();
    for (std::size_t i = 0; i < a.deliveries.size(); ++i) {
        EXPECT_EQ(bytes_of(a.deliveries[i].data), bytes_of(b.deliveries[i].data));
        EXPECT_EQ(bytes_of(a.deliveries[i].manifest), bytes_of(b.deliveries[i].manifest));
        EXPECT_NE(bytes_of(a.deliveries[i].data), bytes_of(c.deliveries[i].data));
    }
}

TEST(City, WritesExactlyAsManyAsAsked) {
    for (const std::int64_t people : {100, 101, 159, 160, 161, 777, 2000}) {
        const Scratch scratch{"count"};
        CityOptions options = options_for(scratch, people);
        options.files = Files::utf8;
        const City city = write_deliveries(options, taoyuan()).value();
        EXPECT_THAT(city.deliveries, SizeIs(1));
        EXPECT_THAT(read_back(city.deliveries[0]).people, SizeIs(people));
    }
}

TEST(City, RefusesWhatItCannotMake) {
    const Scratch scratch{"refused"};
    CityOptions options = options_for(scratch, 99);
    EXPECT_EQ(write_deliveries(options, taoyuan()).error().code(), "demo.people_out_of_range");
    options.people = most_people + 1;
    EXPECT_EQ(write_deliveries(options, taoyuan()).error().code(), "demo.people_out_of_range");
    options.people = 1000;
    options.base_date = std::chrono::year{2026} / std::chrono::February / 30;
    EXPECT_EQ(write_deliveries(options, taoyuan()).error().code(), "demo.base_date_out_of_range");
    options = options_for(scratch, 1000);
    options.directory = "/dev/null/city";
    EXPECT_EQ(write_deliveries(options, taoyuan()).error().code(), "demo.directory_unusable");
}

TEST(City, StopsWhenTold) {
    const Scratch scratch{"stopped"};
    std::int64_t told = 0;
    const auto city = write_deliveries(options_for(scratch, 100'000), taoyuan(), [&](std::int64_t people) {
        told = people;
        return Proceed::stop;
    });
    ASSERT_FALSE(city);
    EXPECT_EQ(city.error().code(), "demo.stopped");
    EXPECT_GT(told, 0);
    EXPECT_LT(told, 100'000);
}

TEST(City, OnTheDayBeforeTheDivisionItHasTheOldVillages) {
    const Scratch scratch{"villages"};
    CityOptions options = options_for(scratch, 30'000);
    options.files = Files::utf8;
    options.base_date = std::chrono::year{2026} / std::chrono::February / 28;
    const ReadBack back = read_back(write_deliveries(options, taoyuan()).value().deliveries[0]);
    for (const Record& record : back.people) {
        EXPECT_FALSE(record[PersonField::village_code].empty());  // the new ones have no public code yet
        EXPECT_NE(record[PersonField::village], "青園里");
    }
}

TEST(Numbers, NoneTwice) {
    Numbers numbers{123456789};
    std::set<std::string> seen;
    for (int i = 0; i < 50'000; ++i) {
        EXPECT_TRUE(seen.insert(numbers.national_id(Sex::male)).second);
        EXPECT_TRUE(seen.insert(numbers.national_id(Sex::female)).second);
        EXPECT_TRUE(seen.insert(numbers.foreign_id(Sex::female)).second);
        EXPECT_TRUE(seen.insert(numbers.old_foreign_id(Sex::male)).second);
        EXPECT_TRUE(seen.insert(numbers.household_number()).second);
    }
}

}  // namespace
}  // namespace menhu::demo
