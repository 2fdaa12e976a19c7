#include "format/address.h"

#include <gtest/gtest.h>

namespace menhu::format {
namespace {

TEST(Addresses, AllParts) {
    const Address a = split_address("桃園市中壢區普義里003鄰中山東路二段12巷3弄5衖100號之1三樓之2");
    EXPECT_EQ(a.county, "桃園市");
    EXPECT_EQ(a.district, "中壢區");
    EXPECT_EQ(a.village, "普義里");
    EXPECT_EQ(a.neighbourhood, "003鄰");
    EXPECT_EQ(a.road, "中山東路");
    EXPECT_EQ(a.section, "二段");
    EXPECT_EQ(a.lane, "12巷");
    EXPECT_EQ(a.alley, "3弄");
    EXPECT_EQ(a.sub_alley, "5衖");
    EXPECT_EQ(a.number, "100之1號");
    EXPECT_EQ(a.floor, "3樓");
    EXPECT_EQ(a.room, "之2");
    EXPECT_EQ(a.rest, "");
}

TEST(Addresses, NamesThatContainTheWordsOfOtherParts) {
    EXPECT_EQ(split_address("桃園市平鎮區鎮興里5鄰平東路1號").district, "平鎮區");
    EXPECT_EQ(split_address("桃園市桃園區成功路一段32號").road, "成功路");
    EXPECT_EQ(split_address("新竹縣竹北市縣政二路10號").district, "竹北市");
    EXPECT_EQ(split_address("桃園市龜山區文化一路259號").road, "文化一路");
    EXPECT_EQ(split_address("桃園市大園區菓林里7鄰三民路２段１００號").village, "菓林里");
    EXPECT_EQ(split_address("桃園市大園區三民路２段１００號").section, "二段");
    EXPECT_EQ(split_address("台北市信義區市府路1號").county, "臺北市");
    EXPECT_EQ(split_address("台北市信義區市府路1號").road, "市府路");
    EXPECT_EQ(split_address("桃園市八德區新村街5號").road, "新村街");
}

TEST(Addresses, WithoutARoad) {
    const Address a = split_address("桃園市新屋區槺榔里2鄰下庄子８７號");
    EXPECT_EQ(a.village, "槺榔里");
    EXPECT_EQ(a.road, "下庄子");
    EXPECT_EQ(a.number, "87號");
}

TEST(Addresses, NothingIsLost) {
    EXPECT_EQ(split_address("中壢戶政事務所").rest, "中壢戶政事務所");
    EXPECT_EQ(split_address("").rest, "");
    EXPECT_EQ(split_address("桃園市桃園區縣府路1號後棟").rest, "後棟");
}

TEST(Addresses, ANormalFormForComparing) {
    EXPECT_EQ(normalise_address("台北市 中山路２段十二巷０３弄一百零五號三樓"), "臺北市中山路二段12巷3弄105號3樓");
    EXPECT_EQ(normalise_address("三民路一段12之１號"), "三民路一段12之1號");
    EXPECT_EQ(normalise_address("文化一路5-3號"), "文化一路5-3號");
    EXPECT_EQ(normalise_address("二十三號"), "23號");
    EXPECT_EQ(normalise_address("十樓"), "10樓");
    EXPECT_EQ(normalise_address("12段"), "十二段");
    EXPECT_EQ(normalise_address("5號之1三樓"), "5號之1,3樓");
}

}  // namespace
}  // namespace menhu::format
