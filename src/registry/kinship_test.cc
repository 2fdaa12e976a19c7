// The table of 民法 cases: each with the article that decides it.
#include "registry/kinship.h"

#include <gtest/gtest.h>

#include "registry/kin_kit.h"

namespace menhu::registry {
namespace {

// Four generations on both sides, all alive, nothing unknown.
//   曾祖 + 曾祖母 → 祖父, 叔公; 祖父 + 祖母 → 伯, 父, 姑; 外公 + 外婆 → 母, 舅, 姨; 父 + 母 → 兄, 我, 妹
class Clan : public testing::Test {
protected:
    Clan() {
        family.man("曾祖", "1880-01-01");
        family.woman("曾祖母", "1882-01-01");
        family.man("祖父", "1905-01-01");
        family.woman("祖母", "1907-01-01");
        family.man("叔公", "1910-01-01");
        family.man("外公", "1906-01-01");
        family.woman("外婆", "1908-01-01");
        family.man("伯", "1928-01-01");
        family.man("父", "1930-01-01");
        family.woman("姑", "1932-01-01");
        family.woman("母", "1931-01-01");
        family.man("舅", "1933-01-01");
        family.woman("姨", "1935-01-01");
        family.man("兄", "1953-01-01");
        family.man("我", "1955-01-01");
        family.woman("妹", "1957-01-01");
        for (const auto* child : {"祖父", "叔公"}) family.parents(child, "曾祖", "曾祖母");
        for (const auto* child : {"伯", "父", "姑"}) family.parents(child, "祖父", "祖母");
        for (const auto* child : {"母", "舅", "姨"}) family.parents(child, "外公", "外婆");
        for (const auto* child : {"兄", "我", "妹"}) family.parents(child, "父", "母");
        family.marry("曾祖", "曾祖母", "1903-01-01");
        family.marry("祖父", "祖母", "1926-01-01");
        family.marry("外公", "外婆", "1929-01-01");
        family.marry("父", "母", "1952-01-01");
        family.close();
    }
    Family family;
};

struct Expected {
    std::string one, other, told;
    const char* article;
};

TEST_F(Clan, BloodIsCountedByGenerations) {
    family.man("子", "1980-01-01");
    family.woman("女", "1982-01-01");
    family.woman("妻", "1956-01-01");
    for (const auto* child : {"子", "女"}) family.parents(child, "我", "妻");
    family.marry("我", "妻", "1979-01-01");
    family.man("孫", "2005-01-01");
    family.father("孫", "子");
    family.man("外孫", "2006-01-01");
    family.mother("外孫", "女");
    family.woman("姪女", "1981-01-01");
    family.father("姪女", "兄");
    family.man("甥", "1983-01-01");
    family.mother("甥", "妹");
    family.man("堂弟", "1960-01-01");
    family.father("堂弟", "伯");
    family.woman("表姊", "1950-01-01");
    family.mother("表姊", "姑");
    family.man("堂叔", "1940-01-01");
    family.father("堂叔", "叔公");
    family.man("堂姪", "1990-01-01");
    family.father("堂姪", "堂弟");
    family.close();
    const std::vector<Expected> table{
        {"我", "父", "父 直系血親1", "967 I, 968: one generation, one degree"},
        {"我", "母", "母 直系血親1", "967 I, 968"},
        {"父", "我", "子 直系血親1", "967 I: descended from oneself"},
        {"我", "女", "女 直系血親1", "967 I"},
        {"我", "祖父", "祖父 直系血親2", "968: counted upwards"},
        {"我", "祖母", "祖母 直系血親2", "968"},
        {"我", "外公", "外祖父 直系血親2", "968: through the mother alike"},
        {"我", "外婆", "外祖母 直系血親2", "968"},
        {"我", "孫", "孫 直系血親2", "968: counted downwards"},
        {"我", "外孫", "外孫 直系血親2", "968"},
        {"外孫", "我", "外祖父 直系血親2", "968"},
        {"我", "曾祖", "曾祖父 直系血親3", "968"},
        {"曾祖", "我", "曾孫 直系血親3", "968"},
        {"孫", "曾祖", "直系血親尊親屬五親等 直系血親5", "968"},
        {"我", "兄", "兄 旁系血親2", "967 II, 968: up one, down one"},
        {"我", "妹", "妹 旁系血親2", "968"},
        {"妹", "我", "兄 旁系血親2", "968"},
        {"我", "伯", "伯父 旁系血親3", "968: to the common origin and down"},
        {"伯", "我", "姪 旁系血親3", "968"},
        {"我", "姑", "姑母 旁系血親3", "968"},
        {"我", "舅", "舅父 旁系血親3", "968"},
        {"我", "姨", "姨母 旁系血親3", "968"},
        {"我", "姪女", "姪女 旁系血親3", "968"},
        {"我", "甥", "外甥 旁系血親3", "968"},
        {"姨", "我", "外甥 旁系血親3", "968"},
        {"我", "堂弟", "堂弟 旁系血親4", "968: cousins are four"},
        {"我", "表姊", "表姊 旁系血親4", "968"},
        {"表姊", "堂弟", "表弟 旁系血親4", "968"},
        {"我", "叔公", "旁系血親四親等 旁系血親4", "968: three up, one down"},
        {"我", "堂叔", "旁系血親五親等 旁系血親5", "968"},
        {"孫", "堂姪", "旁系血親六親等 旁系血親6", "968"},
        {"子", "堂姪", "旁系血親六親等 旁系血親6", "968"},
    };
    for (const auto& [one, other, told, article] : table) {
        // The last row: 子 is 我's, 堂姪 is 伯's grandson: up three, down three.
        EXPECT_EQ(family.told(one, other), one == "孫" && other == "堂姪" ? "－" : told)
            << one << " → " << other << ": " << article;
    }
    EXPECT_EQ(family.told("孫", "堂姪", {.blood = 7, .affinity = {}}), "旁系血親七親等 旁系血親7");
}

TEST_F(Clan, AffinityHasThreeKinds) {
    family.woman("妻", "1956-01-01");
    family.man("岳父", "1925-01-01");
    family.woman("岳母", "1927-01-01");
    family.man("妻弟", "1960-01-01");
    family.woman("妻姊", "1950-01-01");
    for (const auto* child : {"妻", "妻弟", "妻姊"}) family.parents(child, "岳父", "岳母");
    family.marry("岳父", "岳母", "1948-01-01");
    family.marry("我", "妻", "1979-01-01");
    family.woman("嫂", "1954-01-01");
    family.marry("兄", "嫂", "1978-01-01");
    family.man("妹夫", "1950-01-01");
    family.marry("妹", "妹夫", "1980-01-01");
    family.woman("舅母", "1936-01-01");
    family.marry("舅", "舅母", "1960-01-01");
    family.man("姑丈", "1930-01-01");
    family.marry("姑", "姑丈", "1955-01-01");
    family.woman("弟婦之母", "1930-01-01");
    family.mother("嫂", "弟婦之母");
    family.man("連襟", "1948-01-01");
    family.marry("妻姊", "連襟", "1975-01-01");
    family.woman("妻弟媳", "1962-01-01");
    family.marry("妻弟", "妻弟媳", "1985-01-01");
    family.man("子", "1980-01-01");
    family.parents("子", "我", "妻");
    family.woman("媳", "1982-01-01");
    family.marry("子", "媳", "2005-01-01");
    family.man("親家翁", "1950-01-01");
    family.father("媳", "親家翁");
    family.man("妻前子", "1975-01-01");
    family.mother("妻前子", "妻");
    family.woman("妻前子媳", "1977-01-01");
    family.marry("妻前子", "妻前子媳", "2001-01-01");
    family.close();
    const std::vector<Expected> table{
        {"我", "妻", "妻", "a spouse has no degree: 969 does not name one"},
        {"妻", "我", "夫", "as above"},
        {"我", "嫂", "嫂 旁系姻親2", "970 (1): spouse of blood"},
        {"我", "妹夫", "妹夫 旁系姻親2", "970 (1)"},
        {"我", "媳", "媳婦 直系姻親1", "970 (1)"},
        {"我", "舅母", "舅母 旁系姻親3", "970 (1)"},
        {"我", "姑丈", "姑丈 旁系姻親3", "970 (1)"},
        {"我", "岳父", "岳父 直系姻親1", "970 (2): blood of the spouse"},
        {"我", "岳母", "岳母 直系姻親1", "970 (2)"},
        {"妻", "父", "公 直系姻親1", "970 (2)"},
        {"妻", "母", "婆 直系姻親1", "970 (2)"},
        {"我", "妻弟", "小舅 旁系姻親2", "970 (2)"},
        {"我", "妻姊", "大姨 旁系姻親2", "970 (2)"},
        {"妻", "兄", "大伯 旁系姻親2", "970 (2)"},
        {"妻", "妹", "小姑 旁系姻親2", "970 (2)"},
        {"我", "妻前子", "繼子 直系姻親1", "970 (2)"},
        {"妻前子", "我", "繼父 直系姻親1", "970 (1)"},
        {"我", "連襟", "連襟 旁系姻親2", "970 (3): spouse of blood of the spouse"},
        {"我", "妻弟媳", "配偶之弟之配偶 旁系姻親2", "970 (3)"},
        {"妻", "嫂", "妯娌 旁系姻親2", "970 (3)"},
        {"我", "妻前子媳", "配偶之子之配偶 直系姻親1", "970 (3)"},
        {"我", "親家翁", "－", "969: blood of the spouse of blood (親家) is none"},
        {"我", "弟婦之母", "－", "969: as above"},
        {"岳父", "父", "－", "969: the parents of two who married are nothing to each other"},
        {"子", "岳父", "外祖父 直系血親2", "967: one's mother's father is blood"},
        {"子", "妻", "母 直系血親1", "a father's wife who is one's mother is not a stepmother"},
    };
    for (const auto& [one, other, told, article] : table)
        EXPECT_EQ(family.told(one, other), told) << one << " → " << other << ": " << article;
    const auto relation = *family.between("我", "連襟").nearest();
    EXPECT_EQ(relation.kind, KinKind::spouse_of_blood_of_spouse);
    EXPECT_EQ(relation.articles, (std::vector<std::string_view>{"967 II", "968", "969", "970 (3)"}));
    ASSERT_EQ(relation.steps.size(), 4U);
    EXPECT_EQ(family.name(relation.steps[0].to), "妻");
    EXPECT_EQ(kin_step_article(relation.steps[0].kind), "民法969");
    EXPECT_EQ(kin_term(relation).en, "wife's sister's husband");
}

TEST_F(Clan, AffinityEndsWithDivorceAndAnnulmentAndNotWithDeath) {
    family.woman("前妻", "1956-01-01");
    family.woman("撤銷", "1957-01-01");
    family.woman("亡妻", "1958-01-01");
    for (const auto* wife : {"前妻", "撤銷", "亡妻"}) {
        const auto father = std::string{wife} + "父";
        family.man(father, "1920-01-01");
        family.father(wife, father);
    }
    family.marry("我", "前妻", "1979-01-01", MarriageEnd::divorce, "1990-05-01");
    family.marry("我", "撤銷", "1991-01-01", MarriageEnd::annulment, "1991-06-01");
    family.marry("我", "亡妻", "1992-01-01", MarriageEnd::death, "2000-01-01");
    family.close();
    EXPECT_EQ(family.told("我", "前妻父"), "－") << "971: ends with divorce";
    EXPECT_EQ(family.told("我", "前妻"), "－") << "971, 1050";
    EXPECT_EQ(family.told("我", "撤銷父"), "－") << "971: and with annulment (998: for the time after)";
    EXPECT_EQ(family.told("我", "亡妻父"), "岳父 直系姻親1") << "971: not with death";
    EXPECT_EQ(family.told("我", "亡妻"), "－") << "death ends the marriage itself";
    EXPECT_EQ(family.told("父", "亡妻"), "媳婦 直系姻親1") << "971";
    const auto late = *family.between("我", "亡妻父").nearest();
    EXPECT_EQ(late.steps[0].kind, KinStep::Kind::late_spouse);
    EXPECT_EQ(late.articles.back(), "971");
    const auto then = family.run(
        {.one = family.key("我"), .other = family.key("前妻父"), .on = *base::from_iso("1985-01-01"), .ceiling = {}});
    EXPECT_EQ(kin_term(*then.nearest()).zh, "岳父") << "before the divorce it was";
    const auto still_not = family.run(
        {.one = family.key("我"), .other = family.key("前妻父"), .on = *base::from_iso("1978-12-31"), .ceiling = {}});
    EXPECT_EQ(still_not.verdict, Truth::no) << "before the marriage it was not";
}

// 971, text in force until 1985-06-04: affinity ended, too, when the widow remarried, or the widower who had married
// into his wife's family.
TEST_F(Clan, ARemarriageAfterDeathEndedAffinityUntil1985) {
    family.man("亡夫", "1930-01-01");
    family.woman("寡婦", "1932-01-01");
    family.woman("亡夫母", "1905-01-01");
    family.mother("亡夫", "亡夫母");
    family.marry("亡夫", "寡婦", "1950-01-01", MarriageEnd::death, "1960-01-01");
    family.man("後夫", "1931-01-01");
    family.marry("寡婦", "後夫", "1985-06-04");
    family.close();
    EXPECT_EQ(family.told("寡婦", "亡夫母"), "－");
    family["寡婦"].marriages[1].began = on_day("1985-06-05");
    family["後夫"].marriages[0].began = on_day("1985-06-05");
    EXPECT_EQ(family.told("寡婦", "亡夫母"), "婆 直系姻親1");

    family.woman("亡婦", "1932-01-01");
    family.man("鰥夫", "1930-01-01");
    family.man("亡婦父", "1900-01-01");
    family.father("亡婦", "亡婦父");
    family.woman("後妻", "1940-01-01");
    family.marry("亡婦", "鰥夫", "1950-01-01", MarriageEnd::death, "1960-01-01");
    family.marry("鰥夫", "後妻", "1962-01-01");
    family.close();
    const auto kinship = family.between("鰥夫", "亡婦父");
    EXPECT_EQ(kinship.verdict, Truth::cannot_tell) << "whether he had married into her family (贅夫) no record says";
    ASSERT_EQ(kinship.relations.size(), 1U);
    EXPECT_EQ(kinship.relations[0].doubts[0].kind, KinDoubt::Kind::remarriage);
}

TEST_F(Clan, AdoptionMakesKinAndSuspendsBirth) {
    family.man("養父", "1925-01-01");
    family.woman("養母", "1927-01-01");
    family.marry("養父", "養母", "1950-01-01");
    family.man("養祖", "1900-01-01");
    family.father("養父", "養祖");
    family.woman("養妹", "1958-01-01");
    family.parents("養妹", "養父", "養母");
    family.adopt("我", "養父", "1956-01-01");
    family.adopt("我", "養母", "1956-01-01");
    family.man("子", "1980-01-01");
    family.father("子", "我");
    family.close();
    EXPECT_EQ(family.told("我", "養父"), "養父 直系血親1") << "1077 I: as a child born in wedlock";
    EXPECT_EQ(family.told("我", "養祖"), "養祖父 直系血親2") << "1077 I: and their kin";
    EXPECT_EQ(family.told("我", "養妹"), "養妹 旁系血親2") << "1077 I";
    EXPECT_EQ(family.told("子", "養祖"), "養曾祖父 直系血親3") << "1077 I: born after the adoption";
    EXPECT_EQ(family.told("我", "父"), "本生父 直系血親1") << "1077 II: the blood stays, rights are suspended";
    EXPECT_EQ(family.told("我", "兄"), "本生兄 旁系血親2") << "1077 II";
    EXPECT_EQ(family.told("子", "祖父"), "本生曾祖父 直系血親3") << "1077 II reaches whom 1077 IV reaches";
    const auto birth = *family.between("我", "父").nearest();
    EXPECT_EQ(birth.suspended, Truth::yes);
    EXPECT_EQ(birth.articles.back(), "1077 II");
    EXPECT_EQ(family.told("兄", "妹"), "妹 旁系血親2") << "nobody else's kinship changes";

    // 1080, 1083: the end restores.
    for (auto& adoption : family["我"].adoptions) adoption.ended = on_day("1990-01-01");
    EXPECT_EQ(family.told("我", "養父"), "－") << "1083: over from its end";
    EXPECT_EQ(family.told("子", "養祖"), "－") << "1083: for descendants, too";
    const auto restored = *family.between("我", "父").nearest();
    EXPECT_EQ(kin_term(restored).zh, "父");
    EXPECT_TRUE(restored.restored);
    EXPECT_EQ(restored.articles.back(), "1083");
    const auto then = family.run(
        {.one = family.key("我"), .other = family.key("養父"), .on = *base::from_iso("1989-12-31"), .ceiling = {}});
    EXPECT_EQ(kin_term(*then.nearest()).zh, "養父") << "until the day before";
}

// 1077 II, proviso: one spouse adopts the other's child.
TEST_F(Clan, AStepParentsAdoptionLeavesTheOtherSideAlone) {
    family.man("繼父", "1930-01-01");
    family["父"].marriages[0].end = MarriageEnd::divorce;
    family["父"].marriages[0].ended = on_day("1960-01-01");
    family["母"].marriages[0] = family["父"].marriages[0];
    family["母"].marriages[0].spouse = family.key("父");
    family.marry("母", "繼父", "1962-01-01");
    family.close();
    EXPECT_EQ(family.told("我", "繼父"), "繼父 直系姻親1") << "970 (1)";
    family.adopt("我", "繼父", "1963-01-01");
    EXPECT_EQ(family.told("我", "繼父"), "養父 直系血親1");
    EXPECT_EQ(family.between("我", "母").nearest()->suspended, Truth::no) << "1077 II proviso: the mother's side stays";
    EXPECT_EQ(family.between("我", "舅").nearest()->suspended, Truth::no);
    EXPECT_EQ(family.between("我", "父").nearest()->suspended, Truth::yes) << "1077 II: the father's is suspended";
    EXPECT_EQ(family.between("我", "祖父").nearest()->suspended, Truth::yes);
}

// 1077 III: the adopter marries the parent by birth afterwards.
TEST_F(Clan, AnAdopterWhoMarriesTheParentRestoresIt) {
    family["父"].marriages.clear();
    family["母"].marriages.clear();
    family.marry("父", "母", "1952-01-01", MarriageEnd::divorce, "1958-01-01");
    family.man("收養者", "1928-01-01");
    family.adopt("我", "收養者", "1960-01-01");
    family.close();
    EXPECT_EQ(family.between("我", "母").nearest()->suspended, Truth::yes) << "1077 II";
    family.marry("母", "收養者", "1965-01-01");
    EXPECT_EQ(family.between("我", "母").nearest()->suspended, Truth::no) << "1077 III";
    EXPECT_EQ(family.between("我", "外公").nearest()->suspended, Truth::no) << "1077 III: and the parent's kin";
    EXPECT_EQ(family.between("我", "父").nearest()->suspended, Truth::yes);
}

// 1077 IV: an adoption reaches descendants who were minors at the approval; others only by a consent.
TEST_F(Clan, AnAdoptionReachesMinorsWhoWereThereBefore) {
    family.man("養祖", "1930-01-01");
    family.man("幼子", "2000-01-01");
    family.man("長子", "1980-01-01");
    family.father("幼子", "我");
    family.father("長子", "我");
    family.adopt("我", "養祖", "2010-06-01");
    family.close();
    EXPECT_EQ(family.told("幼子", "養祖"), "養祖父 直系血親2") << "1077 IV: ten years old then";
    const auto kinship = family.between("長子", "養祖");
    EXPECT_EQ(kinship.verdict, Truth::cannot_tell) << "1077 IV proviso: of age then, and consents are in no record";
    ASSERT_EQ(kinship.relations.size(), 1U);
    EXPECT_EQ(kinship.relations[0].doubts, (std::vector{KinDoubt{KinDoubt::Kind::adoption_reach, family.key("我")}}));
    // 民法 12: of age at twenty until 2022, at eighteen from 2023.
    family["幼子"].born = on_day("1990-06-02");
    EXPECT_EQ(family.told("幼子", "養祖"), "養祖父 直系血親2") << "12 (old): nineteen";
    family["幼子"].born = on_day("1990-06-01");
    EXPECT_EQ(family.told("幼子", "養祖"), "?") << "12 (old): twenty on the day";
    family["我"].adoptions[0].began = on_day("2024-06-01");
    family["幼子"].born = on_day("2006-06-02");
    EXPECT_EQ(family.told("幼子", "養祖"), "養祖父 直系血親2") << "12: seventeen";
    family["幼子"].born = on_day("2006-06-01");
    EXPECT_EQ(family.told("幼子", "養祖"), "?") << "12: eighteen on the day";
    family["幼子"].born = on_day("2000-01-01");
    family["我"].adoptions[0].began = on_day("2007-05-24");
    EXPECT_EQ(family.told("幼子", "養祖"), "?") << "before 1077 IV was law (2007-05-25) no text says";
}

TEST_F(Clan, HalfBloodIsBlood) {
    family.woman("後母", "1940-01-01");
    family.man("弟", "1965-01-01");
    family.parents("弟", "父", "後母");
    family.man("養兄", "1950-01-01");
    family.adopt("養兄", "父", "1951-01-01");
    family.close();
    EXPECT_EQ(family.told("我", "弟"), "同父異母弟 旁系血親2") << "967 II: one common parent is a common origin";
    const auto full = family.between("我", "兄");
    EXPECT_EQ(full.relations.size(), 2U) << "through the father and through the mother";
    for (const auto& relation : full.relations) EXPECT_EQ(relation.blood, KinBlood::full);
    EXPECT_EQ(family.between("我", "養兄").nearest()->blood, KinBlood::not_applicable);
    EXPECT_EQ(family.told("我", "養兄"), "養兄 旁系血親2") << "1077 I";
}

// 748 施行法: no text gives the two each other's kin (民法 969 is not referred to), none denies it (24 II).
TEST_F(Clan, AUnionUnderAct748LeavesAffinityOpen) {
    family.man("伴侶", "1956-01-01");
    family.man("伴侶父", "1930-01-01");
    family.father("伴侶", "伴侶父");
    family.marry("我", "伴侶", "2019-05-24");
    family["我"].marriages[0].law = family["伴侶"].marriages[0].law = MarriageLaw::act_748;
    family.close();
    EXPECT_EQ(family.told("我", "伴侶"), "配偶") << "748 施行法 2";
    const auto kinship = family.between("我", "伴侶父");
    EXPECT_EQ(kinship.verdict, Truth::cannot_tell);
    EXPECT_EQ(kinship.relations.at(0).doubts.at(0).kind, KinDoubt::Kind::marriage_748);
    EXPECT_EQ(family.around("我").verdict, Truth::cannot_tell) << "a doubtful relation leaves the list open";
    // 748 施行法 20: the partner adopts the other's child; two fathers.
    family.woman("女", "2015-01-01");
    family.father("女", "我");
    family.adopt("女", "伴侶", "2020-01-01");
    family.close();
    EXPECT_EQ(family.told("女", "我"), "父 直系血親1") << "1077 II proviso";
    EXPECT_EQ(family.told("女", "伴侶"), "養父 直系血親1");
    EXPECT_EQ(family.told("女", "伴侶父"), "養祖父 直系血親2");
}

TEST_F(Clan, AnUnknownParentWithinTheCeilingCannotTell) {
    family.man("陌生", "1958-01-01");
    family.close();
    const KinCeiling two{.blood = 2, .affinity = {}};
    EXPECT_EQ(family.told("我", "陌生", two), "－");
    family["陌生"].father.state = KinParent::State::unknown;
    const auto kinship = family.between("我", "陌生", two);
    EXPECT_EQ(kinship.verdict, Truth::cannot_tell) << "父 may be the unknown father, and then they are brothers";
    EXPECT_EQ(kinship.gaps, (std::vector{KinGap{KinGap::Kind::father, family.key("陌生"), 1}}));
    EXPECT_EQ(family.told("我", "陌生", {.blood = 1, .affinity = {}}), "?") << "我 is older and may be the father";
    family["陌生"].born = on_day("1954-01-01");
    EXPECT_EQ(family.told("我", "陌生", {.blood = 1, .affinity = {}}), "－") << "nobody is younger than their child";
    family["陌生"].father.state = KinParent::State::none;
    EXPECT_EQ(family.told("我", "陌生", two), "－") << "1065: no father in law until somebody recognises the child";
    // A relation that is there stays told; what else there may be is named.
    family["妹"].father.state = KinParent::State::unknown;
    const auto sister = family.between("我", "妹", two);
    EXPECT_EQ(sister.verdict, Truth::yes);
    EXPECT_EQ(sister.nearest()->blood, KinBlood::unknown) << "half or full depends on the unknown father";
    EXPECT_FALSE(sister.gaps.empty());
}

TEST_F(Clan, OnlyGapsThatMatterAreGaps) {
    family.man("子", "1990-01-01");
    family.man("老翁", "1940-01-01");
    family.woman("老嫗", "1940-01-01");
    family.close();
    family["子"].father.state = KinParent::State::unknown;
    const KinCeiling one{.blood = 1, .affinity = {}};
    EXPECT_EQ(family.told("子", "老翁", one), "?");
    EXPECT_EQ(family.told("子", "老嫗", one), "－") << "a woman is not the unknown father";
    family["子"].father.state = KinParent::State::none;
    family["子"].adoptions.push_back({.parent = {}, .began = on_day("1991-01-01"), .ended = {}});
    EXPECT_EQ(family.told("子", "老翁", one), "?") << "adopted by nobody knows whom";
    family["子"].adoptions[0].ended = on_day("2000-01-01");
    EXPECT_EQ(family.told("子", "老翁", one), "－") << "1083: over";
    // The parents of a common mother make two children no nearer.
    family["母"].father.state = KinParent::State::unknown;
    for (const auto* child : {"我", "妹"}) family[child].born = DayRange{};
    EXPECT_TRUE(family.between("我", "妹", {.blood = 2, .affinity = {}}).gaps.empty());
}

TEST_F(Clan, ASpousesUnknownParentsMatterForAffinity) {
    family.woman("妻", "1956-01-01");
    family.man("老翁", "1920-01-01");
    family.marry("我", "妻", "1979-01-01");
    family.close();
    family["妻"].father.state = KinParent::State::unknown;
    const KinCeiling one{.blood = 1, .affinity = 1};
    EXPECT_EQ(family.told("我", "老翁", one), "?") << "he may be the father-in-law";
    for (const auto* person : {"我", "妻"}) {
        family[person].marriages[0].end = MarriageEnd::divorce;
        family[person].marriages[0].ended = on_day("1990-01-01");
    }
    EXPECT_EQ(family.told("我", "老翁", one), "－") << "971";
    family["我"].marriages[0].spouse.reset();
    family["妻"].marriages.clear();
    EXPECT_EQ(family.told("我", "老翁", one), "－") << "971: whoever she was";
    family["我"].marriages[0].end = MarriageEnd::death;
    const auto open = family.between("我", "老翁", one);
    EXPECT_EQ(open.gaps, (std::vector{KinGap{KinGap::Kind::spouse, family.key("我"), 1}}));
}

TEST_F(Clan, TheAdoptersRecordTellsOfHisMarriageWithTheParent) {
    family.man("繼父", "1930-01-01");
    family.adopt("我", "繼父", "1963-01-01");
    family.close();
    family["母"].marriages.clear();
    family["母"].marriages_held = Holds::some;
    family["繼父"].marriages.push_back({.spouse = family.key("母"),
                                        .began = on_day("1962-01-01"),
                                        .end = MarriageEnd::death,
                                        .ended = on_day("1980-01-01"),
                                        .law = MarriageLaw::civil_code});
    EXPECT_EQ(family.between("我", "母", {.blood = 1, .affinity = {}}).nearest()->suspended, Truth::no)
        << "1077 II proviso";
}

TEST_F(Clan, TwoUnknownFathersMayBeOneMan) {
    family.man("甲", "1990-01-01");
    family.man("乙", "1990-01-01");
    family.close();
    family["甲"].father.state = family["乙"].father.state = KinParent::State::unknown;
    const auto twins = family.between("甲", "乙", {.blood = 2, .affinity = {}});
    EXPECT_EQ(twins.verdict, Truth::cannot_tell) << "born on one day, neither is above the other; brothers they may be";
    EXPECT_EQ(twins.gaps.size(), 2U);
    family["乙"].father.state = KinParent::State::none;
    family["乙"].mother.state = KinParent::State::unknown;
    EXPECT_EQ(family.told("甲", "乙", {.blood = 2, .affinity = {}}), "－") << "a father and a mother are two people";
}

TEST_F(Clan, AParentWhoseRecordIsElsewhereIsNamedAndTheRestIsOpen) {
    family.lose("母");
    family.close();
    const KinCeiling two{.blood = 2, .affinity = {}};
    EXPECT_EQ(family.told("我", "母", two), "母 直系血親1") << "the child's record names her";
    EXPECT_EQ(family.told("我", "妹", two), "妹 旁系血親2") << "both records name the same mother";
    EXPECT_EQ(family.told("我", "外公", two), "?") << "her own parents are in the record that is elsewhere";
    const auto kinship = family.between("我", "外公", two);
    EXPECT_EQ(kinship.gaps.at(0).kind, KinGap::Kind::record);
    EXPECT_EQ(family.name(kinship.gaps.at(0).person), "母");
}

TEST_F(Clan, EarlierMarriagesThatTheRecordDoesNotHoldAreNamed) {
    family["我"].marriages_held = Holds::some;
    const auto kinship = family.between("我", "曾祖母", {.blood = 1, .affinity = 1});
    EXPECT_EQ(kinship.verdict, Truth::cannot_tell);
    EXPECT_EQ(kinship.gaps, (std::vector{KinGap{KinGap::Kind::earlier_marriages, family.key("我"), 1}}));
    EXPECT_EQ(family.told("我", "曾祖母", {.blood = 1, .affinity = {}}), "－") << "blood asks no marriages";
}

TEST_F(Clan, RecordsOfTwoSpousesThatDisagreeCannotTell) {
    family.woman("妻", "1956-01-01");
    family.man("岳父", "1930-01-01");
    family.father("妻", "岳父");
    family.marry("我", "妻", "1979-01-01");
    family["妻"].marriages[0].end = MarriageEnd::divorce;
    family["妻"].marriages[0].ended = on_day("1990-01-01");
    family.close();
    EXPECT_EQ(family.told("我", "岳父"), "?");
    family["妻"].marriages.clear();
    EXPECT_EQ(family.told("我", "岳父"), "?") << "one-sided";
    EXPECT_EQ(family.between("我", "岳父").relations.at(0).doubts.at(0).kind, KinDoubt::Kind::marriage_records);
    family.man("別人", "1950-01-01");
    family.marry("妻", "別人", "1985-01-01");
    family["妻"].marriages_held = Holds::some;
    family.close();
    EXPECT_EQ(family.told("我", "岳父"), "?") << "a marriage that lasts stands in both records";
    family["妻"].marriages.clear();
    family["我"].marriages[0].end = MarriageEnd::death;
    family["我"].marriages[0].ended = on_day("1985-01-01");
    EXPECT_EQ(family.told("我", "岳父"), "岳父 直系姻親1") << "one that has ended may have been overwritten";
}

TEST_F(Clan, ASpouseWhomOnlyTheOthersRecordNames) {
    family.woman("亡妻", "1956-01-01");
    family.man("岳父", "1930-01-01");
    family.father("亡妻", "岳父");
    family.marry("我", "亡妻", "1979-01-01", MarriageEnd::death, "1990-01-01");
    family["我"].marriages.clear();
    family.close();
    EXPECT_EQ(family.told("我", "岳父"), "－") << "nothing leads to her";
    family["我"].named_as_spouse_by = {family.key("亡妻")};
    EXPECT_EQ(family.told("我", "岳父"), "?") << "by his record he never married";
    family["我"].marriages_held = Holds::some;
    EXPECT_EQ(family.told("我", "岳父"), "岳父 直系姻親1") << "her record tells; his may have been overwritten";
    std::set<std::string> names;
    for (const auto& relation : family.around("我").relations) names.insert(family.name(relation.to()));
    EXPECT_TRUE(names.contains("岳父"));
}

TEST_F(Clan, WhetherRightsAreSuspendedMayBeOpen) {
    family.man("收養者", "1928-01-01");
    family.adopt("我", "收養者", "1960-01-01");
    family.close();
    family["收養者"].marriages_held = family["母"].marriages_held = Holds::some;
    EXPECT_EQ(family.between("我", "母").nearest()->suspended, Truth::cannot_tell)
        << "1077 II proviso, III: they may have been married; neither record holds all marriages";
    family["母"].marriages_held = Holds::all;
    EXPECT_EQ(family.between("我", "母").nearest()->suspended, Truth::yes);
    family["我"].adoptions[0].parent.reset();
    EXPECT_EQ(family.between("我", "母").nearest()->suspended, Truth::cannot_tell) << "adopted by nobody knows whom";
}

TEST_F(Clan, EachCeilingBindsItsOwnKind) {
    family.woman("嫂", "1954-01-01");
    family.marry("兄", "嫂", "1978-01-01");
    family.close();
    const auto names = [&](KinCeiling ceiling) {
        std::set<std::string> out;
        for (const auto& relation : family.around("我", ceiling).relations) out.insert(family.name(relation.to()));
        return out;
    };
    EXPECT_EQ(names({.blood = 1, .affinity = 2}), (std::set<std::string>{"父", "母", "嫂"}));
    EXPECT_EQ(names({.blood = 2, .affinity = 1}),
              (std::set<std::string>{"父", "母", "祖父", "祖母", "外公", "外婆", "兄", "妹"}));
    EXPECT_EQ(family.told("我", "兄", {.blood = 1, .affinity = 2}), "－");
}

TEST_F(Clan, WhoWasDeclaredDeadAndCameBackIsNoLateSpouse) {
    family.woman("妻", "1956-01-01");
    family.marry("我", "妻", "1979-01-01", MarriageEnd::death, "1990-01-01");
    family.marry("我", "妻", "1995-01-01");
    family.close();
    EXPECT_EQ(family.told("我", "妻"), "妻");
    EXPECT_EQ(family.between("我", "妻").nearest()->steps[0].kind, KinStep::Kind::spouse);
}

TEST_F(Clan, EverybodyWithinTwoDegrees) {
    family.woman("妻", "1956-01-01");
    family.man("岳父", "1930-01-01");
    family.father("妻", "岳父");
    family.marry("我", "妻", "1979-01-01");
    family.man("子", "1980-01-01");
    family.parents("子", "我", "妻");
    family.close();
    const auto kinship = family.around("我");
    EXPECT_EQ(kinship.verdict, Truth::yes) << "nothing is missing";
    std::set<std::string> names;
    for (const auto& relation : kinship.relations)
        names.insert(family.name(relation.to()) + std::to_string(relation.degree));
    EXPECT_EQ(names, (std::set<std::string>{"妻0", "父1", "母1", "子1", "岳父1", "祖父2", "祖母2", "外公2", "外婆2",
                                            "兄2", "妹2"}));
    EXPECT_EQ(kinship.relations.front().kind, KinKind::spouse);
    family["祖父"].father.state = KinParent::State::unknown;
    EXPECT_EQ(family.around("我").verdict, Truth::yes) << "a great-grandfather is beyond";
    family["父"].mother.state = KinParent::State::unknown;
    const auto open = family.around("我");
    EXPECT_EQ(open.verdict, Truth::cannot_tell);
    EXPECT_EQ(open.gaps, (std::vector{KinGap{KinGap::Kind::mother, family.key("父"), 2}}));
    family["父"].mother.state = KinParent::State::known;
    const auto blood = family.run({.one = family.key("我"), .other = {}, .ceiling = {.blood = 2, .affinity = {}}});
    EXPECT_EQ(blood.verdict, Truth::cannot_tell) << "children may be registered elsewhere";
    EXPECT_EQ(blood.gaps, (std::vector{KinGap{KinGap::Kind::children, family.key("我"), 1}}));
}

TEST_F(Clan, TheBoundOnOpenedRecordsHolds) {
    for (const std::size_t most : {0U, 1U, 2U, 3U}) {
        const auto kinship = family.run({.one = family.key("我"),
                                         .other = family.key("曾祖"),
                                         .ceiling = {.blood = 3, .affinity = {}},
                                         .max_opened = most});
        EXPECT_EQ(kinship.opened, most);
        EXPECT_EQ(kinship.verdict, Truth::cannot_tell);
        EXPECT_EQ(kinship.gaps.back().kind, KinGap::Kind::bound);
    }
    EXPECT_EQ(family.told("我", "曾祖", {.blood = 3, .affinity = {}}), "曾祖父 直系血親3");
}

TEST_F(Clan, NobodyBeyondTheCeilingIsOpened) {
    // Two and their parents decide two degrees.
    const auto kinship = family.between("我", "妹", {.blood = 2, .affinity = {}});
    EXPECT_EQ(kinship.opened, 4U);
    EXPECT_EQ(family.between("我", "父", {.blood = 1, .affinity = {}}).opened, 2U);
}

TEST(KinshipTest, BrokenDataEndInAnAnswer) {
    Family family;
    family.man("甲", "1950-01-01");
    family.man("乙", "1960-01-01");
    family.father("甲", "乙");
    family.father("乙", "甲");
    family.man("丙", "1970-01-01");
    family.father("丙", "丙");
    family.marry("丙", "丙", "1990-01-01");
    family.close();
    const auto circle = family.between("甲", "乙");
    EXPECT_TRUE(circle.own_ancestor);
    EXPECT_EQ(circle.verdict, Truth::yes) << "both readings are told; the mark says that the data are wrong";
    EXPECT_EQ(circle.relations.size(), 2U);
    EXPECT_EQ(family.around("丙").relations.size(), 0U);
    EXPECT_TRUE(family.around("丙").own_ancestor);
    // Somebody who married their own child is wrong enough, but nobody's own ancestor.
    family.man("丁", "1940-01-01");
    family.woman("戊", "1970-01-01");
    family.father("戊", "丁");
    family.marry("丁", "戊", "1990-01-01");
    family.close();
    EXPECT_FALSE(family.around("丁").own_ancestor);
    EXPECT_TRUE(family.between("丙", "丙").same_person);
    EXPECT_TRUE(family.around("甲", {.blood = 9, .affinity = 9}).own_ancestor);
}

TEST(KinshipTest, AnEarlierIdLeadsToThePerson) {
    KinQuestion question{.one = key_of(1),
                         .other = key_of(2),
                         .on = *base::from_iso("2026-01-01"),
                         .ceiling = {.blood = 2, .affinity = {}}};
    KinshipWalk walk{question};
    while (const auto wanted = walk.wanted()) {
        KinPerson person;
        person.key = *wanted;
        person.father.state = KinParent::State::none;
        if (*wanted == key_of(1)) person.mother = {KinParent::State::known, key_of(90)};  // her earlier id
        if (*wanted == key_of(2)) person.mother = {KinParent::State::known, key_of(9)};
        if (*wanted == key_of(90) || *wanted == key_of(9)) {
            person.key = key_of(9);
            person.mother.state = KinParent::State::none;
        }
        walk.give(*wanted, person);
    }
    const auto kinship = walk.answer();
    EXPECT_EQ(kinship.verdict, Truth::yes);
    EXPECT_EQ(kinship.nearest()->degree, 2);
    EXPECT_EQ(kinship.opened, 3U) << "the mother once";
}

TEST(KinshipTest, WhereSexOrOrderIsUnknownTheWordCoversAll) {
    Family family;
    family.add("我", KinSex::unknown, "1990");
    family.add("手足", KinSex::unknown, "1990");
    family.add("親", KinSex::unknown, "1960-01-01");
    family.add("親手足", KinSex::unknown, "1960-01-01");
    family.add("祖", KinSex::unknown, "1930-01-01");
    for (const auto* child : {"我", "手足"}) family.adopt(child, "親", "1991-01-01");
    for (const auto* child : {"親", "親手足"}) family.adopt(child, "祖", "1961-01-01");
    family.close();
    EXPECT_EQ(family.told("我", "手足"), "養兄弟姊妹 旁系血親2");
    EXPECT_EQ(family.told("我", "親手足"), "養伯叔姑舅姨 旁系血親3");
    EXPECT_EQ(family.told("親手足", "我"), "養姪甥 旁系血親3");
    EXPECT_EQ(family.told("我", "祖"), "養祖父母或外祖父母 直系血親2");
    EXPECT_EQ(family.told("祖", "我"), "養孫子女或外孫子女 直系血親2");
}

}  // namespace
}  // namespace menhu::registry
