#include "registry/household_order.h"

#include <algorithm>
#include <utility>

namespace menhu::registry {

namespace {

using format::PersonField;

bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool is(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

Place place_in(const Found& member) {
    const auto& person = member.person;
    if (person.get(PersonField::head_id) == person.get(PersonField::person_id)) return Place::head;
    return place_of(person.get(PersonField::relation));
}

}  // namespace

Place place_of(std::string_view relation) {
    if (is(relation, {"戶長", "本人"})) return Place::head;
    if (is(relation, {"妻", "夫", "配偶"})) return Place::spouse;
    if (holds(relation, {"寄居"})) return Place::lodger;
    if (holds(relation, {"家屬"})) return Place::other;
    // Collaterals before the rest: 伯父, 姨母, 姪女 and 堂弟 hold the words of the lines, too.
    if (holds(relation,
              {"兄", "弟", "姊", "姐", "妹", "姪", "侄", "甥", "伯", "叔", "姑", "舅", "姨", "堂", "表", "嫂", "嬸"})) {
        return Place::collateral;
    }
    if (holds(relation, {"孫", "子", "女", "男", "媳", "婿"})) return Place::descendant;
    if (holds(relation, {"父", "母", "祖", "翁", "公", "婆"})) return Place::ascendant;
    return Place::other;
}

void sort_household(std::vector<Found>& members) {
    std::ranges::sort(members, [](const Found& left, const Found& right) {
        const auto a = place_in(left);
        const auto b = place_in(right);
        if (a != b) return a < b;
        const auto key = [](const Found& found) {
            return std::pair{found.person.get(PersonField::birth_date), found.person.get(PersonField::person_id)};
        };
        return key(left) < key(right);
    });
}

}  // namespace menhu::registry
