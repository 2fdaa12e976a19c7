#include "registry/kin_terms.h"

#include <array>
#include <span>
#include <string_view>

namespace menhu::registry {

namespace {

using Words = std::pair<std::string_view, std::string_view>;  // Chinese, English

KinTerm word(const Words& words) { return {std::string{words.first}, std::string{words.second}}; }

const Words& by_sex(KinSex sex, const Words& male, const Words& female, const Words& either) {
    if (sex == KinSex::male) return male;
    return sex == KinSex::female ? female : either;
}

enum class Order : std::uint8_t { unknown, elder, younger };

// A chain's part by blood: from whom, and step by step to whom.
struct Line {
    DayRange from_born;
    std::span<const KinStep> steps;
    int up = 0;
    int down = 0;
    KinBlood blood = KinBlood::not_applicable;

    KinSex sex(std::size_t step) const { return steps[step].sex; }
    KinSex last() const { return steps.back().sex; }
    const DayRange& born(std::size_t step) const { return steps[step].born; }
};

// Is `other` born before `one`?
Order order(const DayRange& one, const DayRange& other) {
    if (before(other, one) == Truth::yes) return Order::elder;
    return before(one, other) == Truth::yes ? Order::younger : Order::unknown;
}

KinTerm sibling(const Line& line) {
    static constexpr std::array<std::array<Words, 3>, 3> words{{
        {{{"兄弟姊妹", "sibling"}, {"兄弟", "brother"}, {"姊妹", "sister"}}},
        {{{"兄姊", "elder sibling"}, {"兄", "elder brother"}, {"姊", "elder sister"}}},
        {{{"弟妹", "younger sibling"}, {"弟", "younger brother"}, {"妹", "younger sister"}}},
    }};
    auto term = word(words[static_cast<std::size_t>(order(line.from_born, line.steps.back().born))]
                          [static_cast<std::size_t>(line.last())]);
    if (line.blood == KinBlood::half) {
        const bool by_father = line.steps.front().kind == KinStep::Kind::father;
        term.zh = (by_father ? "同父異母" : "同母異父") + term.zh;
        term.en = "half " + term.en + (by_father ? " by the father" : " by the mother");
    }
    return term;
}

KinTerm parents_sibling(const Line& line) {
    const auto sex = line.last();
    switch (line.sex(0)) {
        case KinSex::male: {
            if (sex == KinSex::female) return {"姑母", "father's sister"};
            if (sex == KinSex::unknown) return {"伯叔姑", "father's sibling"};
            const auto age = order(line.born(0), line.steps.back().born);
            if (age == Order::elder) return {"伯父", "father's elder brother"};
            if (age == Order::younger) return {"叔父", "father's younger brother"};
            return {"伯叔父", "father's brother"};
        }
        case KinSex::female:
            return word(
                by_sex(sex, {"舅父", "mother's brother"}, {"姨母", "mother's sister"}, {"舅姨", "mother's sibling"}));
        case KinSex::unknown:
            break;
    }
    return {"伯叔姑舅姨", "uncle or aunt"};
}

KinTerm siblings_child(const Line& line) {
    const auto sex = line.last();
    if (line.sex(1) == KinSex::male) {
        return word(
            by_sex(sex, {"姪", "brother's son"}, {"姪女", "brother's daughter"}, {"姪子女", "brother's child"}));
    }
    if (line.sex(1) == KinSex::female) {
        return word(
            by_sex(sex, {"外甥", "sister's son"}, {"外甥女", "sister's daughter"}, {"外甥子女", "sister's child"}));
    }
    return {"姪甥", "nephew or niece"};
}

KinTerm cousin(const Line& line) {
    static constexpr std::array<std::array<std::string_view, 3>, 3> ends{
        {{"兄弟姊妹", "兄弟", "姊妹"}, {"兄姊", "兄", "姊"}, {"弟妹", "弟", "妹"}}};
    static constexpr std::array<std::string_view, 3> sexes{"cousin", "male cousin", "female cousin"};
    static constexpr std::array<std::string_view, 3> ages{"", "elder ", "younger "};
    const auto age = static_cast<std::size_t>(order(line.from_born, line.steps.back().born));
    const auto sex = static_cast<std::size_t>(line.last());
    // 堂: of a father's brother; 表: of a father's sister, of a mother's brother or sister.
    const bool is_known = line.sex(0) == KinSex::female || line.sex(2) == KinSex::female ||
                          (line.sex(0) == KinSex::male && line.sex(2) == KinSex::male);
    const bool is_same = line.sex(0) == KinSex::male && line.sex(2) == KinSex::male;
    KinTerm term{is_known ? (is_same ? "堂" : "表") : "堂表", std::string{ages[age]}};
    term.zh += ends[age][sex];
    term.en += sexes[sex];
    if (is_known) term.en += is_same ? " by the father's brother" : " by an aunt or the mother";
    return term;
}

std::string number_zh(int number) {
    static constexpr std::array<std::string_view, 11> digits{"零", "一", "二", "三", "四", "五",
                                                             "六", "七", "八", "九", "十"};
    return number < 11 ? std::string{digits[static_cast<std::size_t>(number)]} : std::to_string(number);
}

KinTerm generic(const Line& line) {
    const int degree = line.up + line.down;
    const auto zh = number_zh(degree) + "親等";
    const auto en = ", " + std::to_string(degree) + " degrees";
    if (line.down == 0) return {"直系血親尊親屬" + zh, "lineal ascendant" + en};
    if (line.up == 0) return {"直系血親卑親屬" + zh, "lineal descendant" + en};
    return {"旁系血親" + zh, "collateral relative" + en};
}

KinTerm ascendant(const Line& line) {
    const auto sex = line.last();
    if (line.up == 1) return word(by_sex(sex, {"父", "father"}, {"母", "mother"}, {"父母", "parent"}));
    const bool by_men = line.up == 3 && line.sex(0) == KinSex::male && line.sex(1) == KinSex::male;
    if (by_men) {
        return word(by_sex(sex, {"曾祖父", "great-grandfather (paternal)"}, {"曾祖母", "great-grandmother (paternal)"},
                           {"曾祖父母", "great-grandparent (paternal)"}));
    }
    if (line.up != 2) return generic(line);
    switch (line.sex(0)) {
        case KinSex::male:
            return word(by_sex(sex, {"祖父", "paternal grandfather"}, {"祖母", "paternal grandmother"},
                               {"祖父母", "paternal grandparent"}));
        case KinSex::female:
            return word(by_sex(sex, {"外祖父", "maternal grandfather"}, {"外祖母", "maternal grandmother"},
                               {"外祖父母", "maternal grandparent"}));
        case KinSex::unknown:
            break;
    }
    return {"祖父母或外祖父母", "grandparent"};
}

KinTerm descendant(const Line& line) {
    const auto sex = line.last();
    if (line.down == 1) return word(by_sex(sex, {"子", "son"}, {"女", "daughter"}, {"子女", "child"}));
    const bool by_men = line.down == 3 && line.sex(0) == KinSex::male && line.sex(1) == KinSex::male;
    if (by_men) {
        return word(by_sex(sex, {"曾孫", "great-grandson (by sons)"}, {"曾孫女", "great-granddaughter (by sons)"},
                           {"曾孫子女", "great-grandchild (by sons)"}));
    }
    if (line.down != 2) return generic(line);
    switch (line.sex(0)) {
        case KinSex::male:
            return word(by_sex(sex, {"孫", "son's son"}, {"孫女", "son's daughter"}, {"孫子女", "son's child"}));
        case KinSex::female:
            return word(by_sex(sex, {"外孫", "daughter's son"}, {"外孫女", "daughter's daughter"},
                               {"外孫子女", "daughter's child"}));
        case KinSex::unknown:
            break;
    }
    return {"孫子女或外孫子女", "grandchild"};
}

KinTerm by_blood(const Line& line) {
    if (line.down == 0) return ascendant(line);
    if (line.up == 0) return descendant(line);
    if (line.up == 1 && line.down == 1) return sibling(line);
    if (line.up == 2 && line.down == 1) return parents_sibling(line);
    if (line.up == 1 && line.down == 2) return siblings_child(line);
    if (line.up == 2 && line.down == 2) return cousin(line);
    return generic(line);
}

// The spouse of somebody of the line, where there is a word.
std::optional<KinTerm> spouse_word(const Line& line, KinSex sex) {
    const auto of = line.last();
    const bool is_wife = of == KinSex::male && sex == KinSex::female;
    const bool is_husband = of == KinSex::female && sex == KinSex::male;
    const auto make = [](const Words& words) { return std::optional{word(words)}; };
    if (line.up == 1 && line.down == 0) {
        return make(by_sex(sex, {"繼父", "stepfather"}, {"繼母", "stepmother"}, {"繼父母", "step-parent"}));
    }
    if (!is_wife && !is_husband) return std::nullopt;
    if (line.up == 0 && line.down == 1) {
        return is_wife ? make({"媳婦", "daughter-in-law"}) : make({"女婿", "son-in-law"});
    }
    if (line.up == 0 && line.down == 2 && line.sex(0) != KinSex::unknown) {
        if (line.sex(0) == KinSex::male)
            return is_wife ? make({"孫媳", "son's son's wife"}) : make({"孫女婿", "son's daughter's husband"});
        return is_wife ? make({"外孫媳", "daughter's son's wife"})
                       : make({"外孫女婿", "daughter's daughter's husband"});
    }
    if (line.up == 1 && line.down == 1) {
        const auto age = order(line.from_born, line.steps.back().born);
        if (age == Order::elder)
            return is_wife ? make({"嫂", "elder brother's wife"}) : make({"姊夫", "elder sister's husband"});
        if (age == Order::younger)
            return is_wife ? make({"弟婦", "younger brother's wife"}) : make({"妹夫", "younger sister's husband"});
        return is_wife ? make({"兄弟之妻", "brother's wife"}) : make({"姊妹之夫", "sister's husband"});
    }
    if (line.up == 2 && line.down == 1 && line.sex(0) == KinSex::male) {
        if (is_husband) return make({"姑丈", "father's sister's husband"});
        const auto age = order(line.born(0), line.steps.back().born);
        if (age == Order::elder) return make({"伯母", "father's elder brother's wife"});
        if (age == Order::younger) return make({"嬸母", "father's younger brother's wife"});
        return make({"伯叔母", "father's brother's wife"});
    }
    if (line.up == 2 && line.down == 1 && line.sex(0) == KinSex::female) {
        return is_wife ? make({"舅母", "mother's brother's wife"}) : make({"姨丈", "mother's sister's husband"});
    }
    return std::nullopt;
}

// Blood of a spouse, where there is a word.
std::optional<KinTerm> in_law_word(const Line& line, KinSex own, KinSex spouse) {
    const auto sex = line.last();
    const bool by_husband = own == KinSex::female && spouse == KinSex::male;
    const bool by_wife = own == KinSex::male && spouse == KinSex::female;
    const auto make = [](const Words& words) { return std::optional{word(words)}; };
    if (line.up == 0 && line.down == 1) {
        return make(by_sex(sex, {"繼子", "stepson"}, {"繼女", "stepdaughter"}, {"繼子女", "stepchild"}));
    }
    if (line.up == 1 && line.down == 0 && by_husband) {
        return make(by_sex(sex, {"公", "husband's father"}, {"婆", "husband's mother"}, {"公婆", "husband's parent"}));
    }
    if (line.up == 1 && line.down == 0 && by_wife) {
        return make(by_sex(sex, {"岳父", "wife's father"}, {"岳母", "wife's mother"}, {"岳父母", "wife's parent"}));
    }
    const auto age = order(line.from_born, line.steps.back().born);
    if (line.up != 1 || line.down != 1 || age == Order::unknown || sex == KinSex::unknown) return std::nullopt;
    const bool is_elder = age == Order::elder;
    if (by_husband && sex == KinSex::male) {
        return is_elder ? make({"大伯", "husband's elder brother"}) : make({"小叔", "husband's younger brother"});
    }
    if (by_husband)
        return is_elder ? make({"大姑", "husband's elder sister"}) : make({"小姑", "husband's younger sister"});
    if (by_wife && sex == KinSex::male) {
        return is_elder ? make({"大舅", "wife's elder brother"}) : make({"小舅", "wife's younger brother"});
    }
    if (by_wife) return is_elder ? make({"大姨", "wife's elder sister"}) : make({"小姨", "wife's younger sister"});
    return std::nullopt;
}

KinTerm spouse_term(const Relation& relation) {
    const auto sex = relation.steps.back().sex;
    if (relation.from_sex == KinSex::female && sex == KinSex::male) return {"夫", "husband"};
    if (relation.from_sex == KinSex::male && sex == KinSex::female) return {"妻", "wife"};
    return {"配偶", "spouse"};
}

KinTerm unmarked(const Relation& relation) {
    if (relation.kind == KinKind::spouse) return spouse_term(relation);
    const bool leads = relation.kind == KinKind::blood_of_spouse || relation.kind == KinKind::spouse_of_blood_of_spouse;
    const bool trails =
        relation.kind == KinKind::spouse_of_blood || relation.kind == KinKind::spouse_of_blood_of_spouse;
    std::span<const KinStep> steps{relation.steps};
    Line line{.from_born = relation.from_born,
              .steps = {},
              .up = relation.up,
              .down = relation.down,
              .blood = relation.blood};
    const auto own = relation.from_sex;
    const auto spouse = steps.front().sex;
    const auto end = steps.back().sex;
    if (leads) {
        line.from_born = steps.front().born;
        steps = steps.subspan(1);
    }
    line.steps = trails ? steps.first(steps.size() - 1) : steps;
    if (!leads && !trails) return by_blood(line);
    if (!leads) {
        if (auto found = spouse_word(line, end)) return *found;
        const auto blood = by_blood(line);
        return {blood.zh + "之配偶", "spouse of the " + blood.en};
    }
    if (!trails) {
        if (auto found = in_law_word(line, own, spouse)) return *found;
        const auto blood = by_blood(line);
        return {"配偶之" + blood.zh, "spouse's " + blood.en};
    }
    if (line.up == 1 && line.down == 1) {
        const auto sibling_sex = line.last();
        const bool by_husband = own == KinSex::female && spouse == KinSex::male;
        const bool by_wife = own == KinSex::male && spouse == KinSex::female;
        if (by_husband && sibling_sex == KinSex::male && end == KinSex::female)
            return {"妯娌", "husband's brother's wife"};
        if (by_wife && sibling_sex == KinSex::female && end == KinSex::male) return {"連襟", "wife's sister's husband"};
    }
    const auto blood = by_blood(line);
    return {"配偶之" + blood.zh + "之配偶", "spouse of the spouse's " + blood.en};
}

}  // namespace

KinTerm kin_term(const Relation& relation) {
    auto term = unmarked(relation);
    if (relation.adoptive) {
        term.zh = "養" + term.zh;
        term.en += " (by adoption)";
    } else if (relation.suspended == Truth::yes) {
        term.zh = "本生" + term.zh;
        term.en += " (by birth; suspended by an adoption)";
    }
    return term;
}

}  // namespace menhu::registry
