// 稱謂: what the head of a household calls each member, by the kinship terms of 戶籍法施行細則 4.
#include "demo/clan.h"
#include "demo/words.h"

namespace menhu::demo {
namespace {

bool is_child(const Clan& clan, int parent, int child) {
    const Kin& kin = clan.at(child);
    return parent != nobody &&
           (kin.father == parent || kin.mother == parent || kin.foster_father == parent || kin.foster_mother == parent);
}

bool is_male(const Clan& clan, int member) { return clan.at(member).sex == Sex::male; }

// The child of `ancestor` through whom `member` descends from it, in two generations; nobody when it does not.
int link_between(const Clan& clan, int ancestor, int member) {
    const Kin& kin = clan.at(member);
    for (const int parent : {kin.father, kin.mother, kin.foster_father, kin.foster_mother}) {
        if (parent != nobody && is_child(clan, ancestor, parent)) return parent;
    }
    return nobody;
}

std::string_view as_child(const Clan& clan, int head, int member, std::string& text) {
    const Kin& kin = clan.at(member);
    if (kin.foster_father == head || kin.foster_mother == head) return kin.sex == Sex::male ? "養子" : "養女";
    text = child_relation(kin.sex, kin.order);
    return text;
}

std::string_view as_parent(const Clan& clan, int head, int member) {
    const Kin& kin = clan.at(head);
    const bool foster = kin.foster_father == member || kin.foster_mother == member;
    if (foster) return is_male(clan, member) ? "養父" : "養母";
    return is_male(clan, member) ? "父" : "母";
}

bool are_siblings(const Clan& clan, int one, int other) {
    const Kin& a = clan.at(one);
    const Kin& b = clan.at(other);
    return (a.father != nobody && a.father == b.father) || (a.mother != nobody && a.mother == b.mother);
}

// The brother or sister of `head` whose child `member` is; nobody when there is none.
int sibling_above(const Clan& clan, int head, int member) {
    const Kin& kin = clan.at(member);
    for (const int parent : {kin.father, kin.mother, kin.foster_father, kin.foster_mother}) {
        if (parent != nobody && parent != head && are_siblings(clan, head, parent)) return parent;
    }
    return nobody;
}

std::string_view as_sibling(const Clan& clan, int head, int member) {
    const bool older = clan.at(member).born < clan.at(head).born;
    if (is_male(clan, member)) return older ? "兄" : "弟";
    return older ? "姊" : "妹";
}

}  // namespace

std::string relation_to_head(const Clan& clan, const Household& household, int member) {
    const int head = household.head;
    if (member == head) return "戶長";
    if (household.type == Household::Type::business) return "寄居";
    const Kin& kin = clan.at(member);
    const Kin& first = clan.at(head);
    std::string text;
    if (first.spouse == member) {
        if (first.sex == kin.sex) return "配偶";
        return kin.sex == Sex::male ? "夫" : "妻";
    }
    if (is_child(clan, head, member)) return std::string{as_child(clan, head, member, text)};
    if (is_child(clan, member, head)) return std::string{as_parent(clan, head, member)};
    if (kin.spouse != nobody && is_child(clan, head, kin.spouse)) return kin.sex == Sex::male ? "婿" : "媳";
    if (const int link = link_between(clan, head, member); link != nobody) {
        if (is_male(clan, link)) return kin.sex == Sex::male ? "孫" : "孫女";
        return kin.sex == Sex::male ? "外孫" : "外孫女";
    }
    if (const int link = link_between(clan, member, head); link != nobody) {
        if (is_male(clan, link)) return kin.sex == Sex::male ? "祖父" : "祖母";
        return kin.sex == Sex::male ? "外祖父" : "外祖母";
    }
    if (first.spouse != nobody && is_child(clan, member, first.spouse)) {
        if (first.sex == Sex::male) return kin.sex == Sex::male ? "岳父" : "岳母";
        return kin.sex == Sex::male ? "翁" : "姑";
    }
    if (first.spouse != nobody && is_child(clan, first.spouse, member)) {
        return kin.sex == Sex::male ? "配偶之子" : "配偶之女";
    }
    if (are_siblings(clan, head, member)) return std::string{as_sibling(clan, head, member)};
    if (const int link = sibling_above(clan, head, member); link != nobody) {
        if (is_male(clan, link)) return kin.sex == Sex::male ? "姪" : "姪女";
        return kin.sex == Sex::male ? "外甥" : "外甥女";
    }
    if (kin.spouse != nobody && are_siblings(clan, head, kin.spouse)) {
        const bool older = clan.at(kin.spouse).born < first.born;
        if (kin.sex == Sex::male) return older ? "姊夫" : "妹夫";
        return older ? "嫂" : "弟媳";
    }
    return "家屬";
}

}  // namespace menhu::demo
