#include "law/districts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace menhu::law {
namespace {

using namespace std::chrono;
using ::testing::HasSubstr;

Districts taoyuan() {
    auto districts = Districts::load(taoyuan_districts());
    if (!districts) ADD_FAILURE() << describe(districts.error());
    return std::move(districts).value();
}

std::ptrdiff_t villages_on(const District& district, Date day) {
    return std::ranges::count_if(district.villages, [&](const Village& village) { return village.exists(day); });
}

TEST(Districts, ThirteenWithTheirVillagesBeforeAndAfterTheDivision) {
    const Districts districts = taoyuan();
    EXPECT_EQ(districts.county_code(), "68000");
    ASSERT_EQ(districts.all().size(), 13U);
    std::ptrdiff_t before = 0;
    std::ptrdiff_t after = 0;
    for (const District& district : districts.all()) {
        before += villages_on(district, 2026y / February / 28);
        after += villages_on(district, 2026y / March / 1);
    }
    EXPECT_EQ(before, 516);
    EXPECT_EQ(after, 529);
    EXPECT_EQ(villages_on(*districts.find("68000010"), 2026y / March / 1), 85);
    EXPECT_EQ(villages_on(*districts.find_name("龜山區"), 2026y / March / 1), 36);
    EXPECT_EQ(districts.find("68000140"), nullptr);
    EXPECT_EQ(districts.find_name("板橋區"), nullptr);
}

TEST(Districts, TwoVillagesOfOneNameOnDifferentDays) {
    const Districts districts = taoyuan();
    std::vector<Village> found;
    for (const Village& village : districts.find_name("大園區")->villages) {
        if (village.name == "竹圍里") found.push_back(village);
    }
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].code, "68000060012");
    EXPECT_TRUE(found[0].exists(2026y / February / 28));
    EXPECT_FALSE(found[0].exists(2026y / March / 1));
    EXPECT_EQ(found[1].code, std::nullopt);  // no source prints the new codes yet
    EXPECT_FALSE(found[1].exists(2026y / February / 28));
    EXPECT_TRUE(found[1].exists(2026y / March / 1));
}

TEST(Districts, AVillageIsFoundByItsCode) {
    const Districts districts = taoyuan();
    ASSERT_NE(districts.find_village("68000010001"), nullptr);
    EXPECT_EQ(districts.find_village("68000010001")->name, "文化里");
    EXPECT_EQ(districts.find_village("68000010999"), nullptr);
    EXPECT_EQ(districts.find_village("68000010"), nullptr);
    EXPECT_EQ(districts.find_village(""), nullptr);
}

TEST(Districts, CharactersOutsideBig5AreWhole) {
    const Districts districts = taoyuan();
    const auto has = [](const District& district, std::string_view name) {
        return std::ranges::find(district.villages, name, &Village::name) != district.villages.end();
    };
    EXPECT_TRUE(has(*districts.find_name("大園區"), "菓林里"));  // U+83D3
    EXPECT_TRUE(has(*districts.find_name("新屋區"), "槺榔里"));  // U+69FA
}

TEST(Districts, SaysEveryProblemByLine) {
    const base::EmbeddedFile file{"city.toml",
                                  "county_code = \"68000\"\n"
                                  "county_name = \"桃園市\"\n"
                                  "[[districts]]\n"
                                  "code = \"99900010\"\n"
                                  "name = \"甲區\"\n"
                                  "name_en = \"A\"\n"
                                  "postcode = \"330\"\n"
                                  "population = -1\n"
                                  "villages = [\n"
                                  "    { code = \"6800001000\", name = \"子里\" },\n"
                                  "    { name = \"丑里\", from = 2026-03-01, to = 2026-02-01 },\n"
                                  "    { name = \"寅里\" },\n"
                                  "    { name = \"寅里\", from = 2026-03-01 },\n"
                                  "]\n"};
    const auto loaded = Districts::load(file);
    ASSERT_FALSE(loaded);
    const std::string text = describe(loaded.error());
    EXPECT_THAT(text, HasSubstr("city.toml:3: 區代碼應為"));
    EXPECT_THAT(text, HasSubstr("city.toml:8: `population`"));
    EXPECT_THAT(text, HasSubstr("city.toml:10: 村里代碼應為"));
    EXPECT_THAT(text, HasSubstr("city.toml:11: 訖日早於起日"));
    EXPECT_THAT(text, HasSubstr("city.toml:13: 同一區同時有兩個"));
}

}  // namespace
}  // namespace menhu::law
