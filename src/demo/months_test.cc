// The months of the city: its change files, and the full file after each of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "demo/city.h"
#include "demo/read_back.h"
#include "format/event_fields.h"

namespace menhu::demo {
namespace {

using format::EventField;
using format::PersonField;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int months = 12;

const law::Districts& taoyuan() {
    static const law::Districts districts = law::Districts::load(law::taoyuan_districts()).value();
    return districts;
}

CityOptions a_year(const Scratch& scratch, std::int64_t people, Files files = Files::utf8) {
    CityOptions options;
    options.people = people;
    options.seed = 7;
    options.base_date = std::chrono::year{2026} / std::chrono::November / 1;
    options.months = months;
    options.directory = scratch.path();
    options.files = files;
    return options;
}

// What an office would hold: people by id, and their events in one order.
struct Held {
    Record record;
    std::vector<EventTexts> events;  // without change number and undone act
};
using Holding = std::map<std::string, Held, std::less<>>;

EventTexts stored(const ReadEvent& event) {
    EventTexts texts = event.texts;
    texts[static_cast<std::size_t>(EventField::change_number)].clear();
    texts[static_cast<std::size_t>(EventField::undone_act)].clear();
    if (texts[static_cast<std::size_t>(EventField::undone)].empty()) {
        texts[static_cast<std::size_t>(EventField::undone)] = "0";
    }
    return texts;
}

Holding holding_of(const ReadBack& full) {
    Holding holding;
    for (const Record& record : full.people) holding[std::string{record[PersonField::person_id]}].record = record;
    for (const ReadEvent& event : full.events) holding.at(event.id).events.push_back(stored(event));
    return holding;
}

void sort_events(Holding& holding) {
    for (auto& [id, held] : holding) std::ranges::sort(held.events);
}

// By the rules of docs/formats/layout.md, in the plainest way. Answers what does not fit.
std::vector<std::string> apply(const ReadBack& file, Holding& holding) {
    std::vector<std::string> wrong;
    for (const ReadChange& change : file.changes) {
        const std::string& id = change.event.id;
        const std::string where = change.event[EventField::change_number] + " " + change.event[EventField::event_code];
        const auto found = holding.find(id);
        if (change.before.has_value() != (found != holding.end())) {
            wrong.push_back(where + ": held or not");
            continue;
        }
        std::vector<EventTexts> events;
        if (change.before) {
            if (found->second.record != *change.before) wrong.push_back(where + ": before-image");
            events = std::move(found->second.events);
            holding.erase(found);
        }
        if (const std::string& undone = change.event[EventField::undone_act]; !undone.empty()) {
            int marked = 0;
            for (EventTexts& event : events) {
                if (event[static_cast<std::size_t>(EventField::act)] != undone) continue;
                event[static_cast<std::size_t>(EventField::undone)] = "1";
                ++marked;
            }
            if (marked == 0) wrong.push_back(where + ": nothing to undo");
        }
        if (!change.after) continue;
        events.push_back(stored(change.event));
        const std::string now{(*change.after)[PersonField::person_id]};
        if (holding.contains(now)) wrong.push_back(where + ": id is held");
        holding[now] = {*change.after, std::move(events)};
    }
    return wrong;
}

class YearTest : public ::testing::Test {
protected:
    // One year of a city that is large enough for every kind of event.
    static void SetUpTestSuite() {
        scratch_ = std::make_unique<Scratch>("year");
        city_ = std::make_unique<City>(write_months(a_year(*scratch_, 30'000), taoyuan()).value());
    }
    static void TearDownTestSuite() {
        city_.reset();
        scratch_.reset();
    }
    static std::unique_ptr<Scratch> scratch_;
    static std::unique_ptr<City> city_;
};
std::unique_ptr<Scratch> YearTest::scratch_;
std::unique_ptr<City> YearTest::city_;

TEST_F(YearTest, ChangesOneByOneEndInTheFreshFullFile) {
    const Scratch fresh{"fresh"};
    ASSERT_THAT(city_->changes, SizeIs(months));
    Holding holding = holding_of(read_back(city_->deliveries[0]));
    EXPECT_THAT(holding, SizeIs(30'000));
    std::string base_date = "2025-11-01";
    for (int month = 1; month <= months; ++month) {
        const ReadBack file = read_back(city_->changes[static_cast<std::size_t>(month) - 1]);
        EXPECT_THAT(file.problems, IsEmpty());
        EXPECT_EQ(file.header[static_cast<std::size_t>(format::ControlField::sequence)], std::to_string(month));
        EXPECT_EQ(file.header[static_cast<std::size_t>(format::ControlField::previous_base_date)], base_date);
        base_date = file.manifest.base_date;
        EXPECT_EQ(file.manifest.kind, format::DeliveryKind::change);
        EXPECT_EQ(file.manifest.records, static_cast<std::int64_t>(file.changes.size()));
        EXPECT_EQ(file.trailer_count, std::to_string(file.changes.size()));
        EXPECT_THAT(apply(file, holding), IsEmpty()) << month;
        if (month != 5 && month != months) continue;
        CityOptions options = a_year(fresh, 30'000);
        options.after = month;
        const ReadBack full = read_back(write_deliveries(options, taoyuan()).value().deliveries[0]);
        EXPECT_THAT(full.problems, IsEmpty());
        EXPECT_EQ(full.manifest.base_date, base_date);
        EXPECT_EQ(full.header[static_cast<std::size_t>(format::ControlField::change_sequence)], std::to_string(month));
        Holding whole = holding_of(full);
        sort_events(whole);
        sort_events(holding);
        ASSERT_EQ(whole.size(), holding.size());
        for (const auto& [id, held] : whole) {
            const auto found = holding.find(id);
            ASSERT_NE(found, holding.end()) << id;
            EXPECT_EQ(found->second.record, held.record) << id;
            EXPECT_EQ(found->second.events, held.events) << id;
        }
    }
    EXPECT_EQ(base_date, "2026-11-01");
}

TEST_F(YearTest, NothingHappensAfterTheDayOfItsFile) {
    const auto is_early = [](const ReadEvent& event, const ReadBack& file) {
        return event[EventField::event_date] <= file.manifest.base_date &&
               event[EventField::registered_date] <= file.manifest.base_date;
    };
    const ReadBack full = read_back(city_->deliveries[0]);
    EXPECT_GT(full.events.size(), 30'000U);
    for (const ReadEvent& event : full.events) EXPECT_TRUE(is_early(event, full)) << event.id;
    for (const WrittenDelivery& delivery : city_->changes) {
        const ReadBack file = read_back(delivery);
        for (const ReadChange& change : file.changes) EXPECT_TRUE(is_early(change.event, file)) << change.event.id;
    }
}

TEST_F(YearTest, EveryLegalEventHappens) {
    std::set<std::string, std::less<>> kinds;
    int newcomers = 0;
    int struck_out = 0;
    for (const WrittenDelivery& delivery : city_->changes) {
        for (const ReadChange& change : read_back(delivery).changes) {
            kinds.insert(change.event[EventField::event_code]);
            if (!change.before) ++newcomers;
            if (!change.after) ++struck_out;
        }
    }
    for (const format::EventName& name : format::event_names) EXPECT_TRUE(kinds.contains(name.code)) << name.code;
    EXPECT_GT(newcomers, 100);
    EXPECT_GT(struck_out, 0);
}

TEST_F(YearTest, TheVillagesOfMarchAreDividedAndANameIsUsedAgain) {
    std::set<std::string> became;
    for (const WrittenDelivery& delivery : city_->changes) {
        const ReadBack file = read_back(delivery);
        for (const ReadChange& change : file.changes) {
            if (change.event[EventField::event_code] != "boundary") continue;
            EXPECT_EQ(change.event[EventField::event_date], "2026-03-01");
            EXPECT_EQ(file.manifest.base_date, "2026-03-01");
            const auto village = [](const std::string& place) { return place.substr(place.size() - 9); };
            became.insert(village(change.event[EventField::event_from]) + village(change.event[EventField::event_to]));
            if (!change.after || village(change.event[EventField::event_to]) != "竹圍里") continue;
            // The new one is another place: its code is not the old one's.
            EXPECT_EQ((*change.after)[PersonField::village_code].substr(8, 1), "9");
        }
    }
    EXPECT_TRUE(became.contains("竹圍里海口里"));
    EXPECT_TRUE(std::ranges::any_of(became, [](const std::string& row) { return row.ends_with("竹圍里"); }));
    EXPECT_GE(became.size(), 14U);
}

TEST_F(YearTest, TheExamplesAreThereInTheEnd) {
    const Scratch fresh{"examples"};
    std::set<std::string, std::less<>> residents;
    std::set<std::string, std::less<>> ids;
    for (const Record& record :
         read_back(write_deliveries(a_year(fresh, 30'000), taoyuan()).value().deliveries[0]).people) {
        ids.emplace(record[PersonField::person_id]);
        if (record[PersonField::status] == "resident") residents.emplace(record[PersonField::person_id]);
    }
    EXPECT_GE(city_->examples.size(), 25U);
    for (const Example& example : city_->examples) {
        EXPECT_TRUE(ids.contains(example.id)) << example.what_en;
        if (example.what_en.contains("resident") || example.what_en.contains("within the year")) {
            EXPECT_TRUE(residents.contains(example.id)) << example.what_en;
        }
    }
}

TEST(Months, BothEncodingsSayTheSame) {
    const Scratch scratch{"encodings"};
    const City city = write_months(a_year(scratch, 3000, Files::both), taoyuan()).value();
    ASSERT_THAT(city.changes, SizeIs(2 * months));
    for (std::size_t i = 0; i < city.changes.size(); i += 2) {
        const ReadBack big5 = read_back(city.changes[i]);
        const ReadBack utf8 = read_back(city.changes[i + 1]);
        EXPECT_THAT(big5.problems, IsEmpty());
        ASSERT_EQ(big5.changes.size(), utf8.changes.size());
        for (std::size_t j = 0; j < big5.changes.size(); ++j) {
            EXPECT_EQ(big5.changes[j].event.texts, utf8.changes[j].event.texts);
            EXPECT_EQ(big5.changes[j].before, utf8.changes[j].before);
            EXPECT_EQ(big5.changes[j].after, utf8.changes[j].after);
        }
    }
}

TEST(Months, SameOptionsSameBytes) {
    const Scratch first{"months_first"};
    const Scratch second{"months_second"};
    const City a = write_months(a_year(first, 2000), taoyuan()).value();
    const City b = write_months(a_year(second, 2000), taoyuan()).value();
    for (std::size_t i = 0; i < a.changes.size(); ++i) {
        EXPECT_EQ(bytes_of(a.changes[i].data), bytes_of(b.changes[i].data));
        EXPECT_EQ(bytes_of(a.changes[i].manifest), bytes_of(b.changes[i].manifest));
    }
    // The city begins the same whether or not it is asked for what follows.
    CityOptions options = a_year(second, 2000);
    options.after = 0;
    const City begun = write_deliveries(options, taoyuan()).value();
    EXPECT_EQ(bytes_of(a.deliveries[0].data), bytes_of(begun.deliveries[0].data));
    for (const auto& file : std::filesystem::directory_iterator{second.path()}) {
        EXPECT_NE(file.path().extension(), ".part");
    }
}

TEST(Months, RefusesWhatItCannotMake) {
    const Scratch scratch{"months_refused"};
    CityOptions options = a_year(scratch, 1000);
    options.months = most_months + 1;
    EXPECT_EQ(write_months(options, taoyuan()).error().code(), "demo.months_out_of_range");
    options.months = 3;
    options.after = 4;
    EXPECT_EQ(write_deliveries(options, taoyuan()).error().code(), "demo.months_out_of_range");
}

TEST(Months, BaseDatesAreTheSameDayOfEachMonthOrItsLast) {
    CityOptions options;
    options.base_date = std::chrono::year{2027} / std::chrono::March / 31;
    options.months = 3;
    EXPECT_EQ(base_date_after(options, 0), std::chrono::year{2026} / std::chrono::December / 31);
    EXPECT_EQ(base_date_after(options, 2), std::chrono::year{2027} / std::chrono::February / 28);
    EXPECT_EQ(base_date_after(options, 3), options.base_date);
}

}  // namespace
}  // namespace menhu::demo
