#include "demo/flaws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "demo/read_back.h"

namespace menhu::demo {
namespace {

using format::PersonField;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::SizeIs;

constexpr std::int64_t people = 3200;

ReadBack flawed(Flaw flaw, Files files = Files::utf8) {
    static const law::Districts districts = law::Districts::load(law::taoyuan_districts()).value();
    const Scratch scratch{"flaw"};
    CityOptions options;
    options.people = people;
    options.seed = 3;
    options.base_date = std::chrono::year{2026} / std::chrono::November / 1;
    options.directory = scratch.path();
    options.files = files;
    return read_back(write_flawed(flaw, options, districts).value().deliveries[0]);
}

bool is_as_the_manifest_says(const ReadBack& back) {
    return back.manifest.bytes == static_cast<std::int64_t>(back.bytes.size()) &&
           back.manifest.sha256 == crypto::sha256(std::string_view{back.bytes});
}

TEST(Flaws, OfTheFile) {
    const ReadBack hash = flawed(Flaw::wrong_hash);
    EXPECT_EQ(hash.manifest.bytes, static_cast<std::int64_t>(hash.bytes.size()));
    EXPECT_NE(hash.manifest.sha256, crypto::sha256(std::string_view{hash.bytes}));

    const ReadBack truncated = flawed(Flaw::truncated, Files::big5);
    EXPECT_LT(static_cast<std::int64_t>(truncated.bytes.size()), truncated.manifest.bytes);
    EXPECT_EQ(truncated.trailers, 0);

    const ReadBack trailer = flawed(Flaw::missing_trailer);
    EXPECT_TRUE(is_as_the_manifest_says(trailer));
    EXPECT_EQ(trailer.trailers, 0);
    EXPECT_THAT(trailer.people, SizeIs(people));

    const ReadBack count = flawed(Flaw::wrong_count);
    EXPECT_TRUE(is_as_the_manifest_says(count));
    EXPECT_EQ(count.trailer_count, "3201");

    const ReadBack missing = flawed(Flaw::missing_record);
    EXPECT_TRUE(is_as_the_manifest_says(missing));
    EXPECT_THAT(missing.people, SizeIs(people - 1));
    EXPECT_EQ(missing.manifest.records, people);
}

TEST(Flaws, OfRowsThatReadingNotices) {
    const std::map<Flaw, std::string> found{
        {Flaw::bad_check_digit, "PersonId: check_digit"},
        {Flaw::missing_required, "PersonName: missing"},
        {Flaw::unknown_code, "MarriageCode: unknown_code"},
    };
    for (const auto& [flaw, problem] : found) {
        for (const Files files : {Files::utf8, Files::big5}) {
            const ReadBack back = flawed(flaw, files);
            EXPECT_TRUE(is_as_the_manifest_says(back));
            EXPECT_THAT(back.problems, AllOf(SizeIs(AllOf(Ge(3U), Le(6U))), Each(HasSubstr(problem)))) << problem;
        }
    }
    EXPECT_THAT(flawed(Flaw::too_many_bad_rows).problems, SizeIs(AllOf(Ge(290U), Le(350U))));
}

TEST(Flaws, OfRowsAmongEachOther) {
    const auto heads = [](const ReadBack& back) {
        std::map<std::string, std::set<std::string>> of_household;
        for (const Record& record : back.people) {
            if (record[PersonField::relation] == "戶長") {
                of_household[std::string{record[PersonField::household_number]}].emplace(
                    record[PersonField::person_id]);
            }
        }
        return std::ranges::count_if(of_household, [](const auto& row) { return row.second.size() > 1; });
    };
    const ReadBack two = flawed(Flaw::two_heads);
    EXPECT_THAT(two.problems, IsEmpty());
    EXPECT_GE(heads(two), 3);

    const ReadBack elsewhere = flawed(Flaw::head_elsewhere);
    std::set<std::string, std::less<>> ids;
    for (const Record& record : elsewhere.people) ids.emplace(record[PersonField::person_id]);
    EXPECT_GE(std::ranges::count_if(elsewhere.people,
                                    [&](const Record& record) { return !ids.contains(record[PersonField::head_id]); }),
              3);

    const ReadBack repeated = flawed(Flaw::repeated_person);
    ids.clear();
    for (const Record& record : repeated.people) ids.emplace(record[PersonField::person_id]);
    EXPECT_THAT(repeated.people, SizeIs(people));
    EXPECT_LE(static_cast<std::int64_t>(ids.size()), people - 3);

    const ReadBack dates = flawed(Flaw::implausible_date);
    EXPECT_THAT(dates.problems, IsEmpty());
    EXPECT_GE(std::ranges::count_if(
                  dates.people, [](const Record& record) { return record[PersonField::birth_date] > "2026-11-01"; }),
              3);

    const ReadBack spouses = flawed(Flaw::one_sided_spouse);
    std::map<std::string, std::string, std::less<>> spouse_of;
    for (const Record& record : spouses.people) {
        spouse_of.emplace(record[PersonField::person_id], record[PersonField::spouse_id]);
    }
    EXPECT_GE(std::ranges::count_if(spouse_of,
                                    [&](const auto& row) {
                                        const auto other = spouse_of.find(row.second);
                                        return other != spouse_of.end() && other->second != row.first;
                                    }),
              3);
}

TEST(Flaws, EachHasAName) {
    std::set<std::string_view> names;
    for (const FlawName& name : flaw_names()) EXPECT_TRUE(names.insert(name.name).second);
    EXPECT_EQ(names.size(), static_cast<std::size_t>(Flaw::too_many_bad_rows) + 1);
}

}  // namespace
}  // namespace menhu::demo
