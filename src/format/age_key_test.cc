#include "format/age_key.h"

#include <gtest/gtest.h>

#include "base/bytes.h"

namespace menhu::format {
namespace {

// The recipient of age's own test key; its point by an independent decoder.
constexpr std::string_view known = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
constexpr std::string_view point = "132c442be010fbd57e72603328aa76e71fccc1503aae219327d14d9c9993f472";

TEST(AgeKey, ReadsAndForgivesSpaces) {
    const auto key = AgeKey::read(" \t" + std::string{known} + "\r\n");
    ASSERT_TRUE(key);
    EXPECT_EQ(key->text(), known);
    EXPECT_EQ(base::to_hex(key->point()), point);
}

TEST(AgeKey, EveryWrongCharacterIsFound) {
    constexpr std::string_view letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    for (std::size_t i = 4; i < known.size(); ++i) {
        for (const char c : letters) {
            if (c == known[i]) continue;
            std::string wrong{known};
            wrong[i] = c;
            EXPECT_FALSE(AgeKey::read(wrong)) << i << c;
        }
    }
}

TEST(AgeKey, EverySwapOfNeighboursIsFound) {
    for (std::size_t i = 4; i + 1 < known.size(); ++i) {
        std::string wrong{known};
        if (wrong[i] == wrong[i + 1]) continue;
        std::swap(wrong[i], wrong[i + 1]);
        EXPECT_FALSE(AgeKey::read(wrong)) << i;
    }
}

TEST(AgeKey, WhatIsNoKeyIsNotTaken) {
    std::string capitals{known};
    for (char& c : capitals) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    for (const std::string& wrong :
         {std::string{}, std::string{"   "}, std::string{"age1"}, std::string{known.substr(0, 61)},
          std::string{known} + "q", std::string{"-R /etc/passwd"}, capitals, std::string{known} + "\n-R",
          std::string{"AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"}}) {
        EXPECT_FALSE(AgeKey::read(wrong)) << wrong;
    }
}

TEST(AgeKey, ThePointOfNothingIsNotTaken) {
    // All zero: whatever is encrypted to it, anybody can open.
    EXPECT_FALSE(AgeKey::read("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"));
}

}  // namespace
}  // namespace menhu::format
