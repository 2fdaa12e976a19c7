#pragma once
// The words of the made-up city: surnames, given names, roads, counties. Inside the room. Constants; any thread.
#include <span>
#include <string>
#include <string_view>

#include "demo/chance.h"
#include "demo/ids.h"

namespace menhu::demo {

struct IndigenousName {
    std::string_view name;
    std::string_view romanised;
};

std::string_view surname(Chance& chance);
// Two characters, seldom one; of the generation that was born then. Now and then a rare one.
std::string given_name(Chance& chance, Sex sex, int birth_year);
// Of the people (code of the 社家署 list) or of the Atayal where we know no names.
const IndigenousName& indigenous_name(Chance& chance, Sex sex, int people);
std::string_view vietnamese_name(Chance& chance, Sex sex);
std::string_view indonesian_name(Chance& chance, Sex sex);
// "新北市板橋區"
std::string_view elsewhere(Chance& chance);
std::string_view abroad(Chance& chance);
// "示範中山路二段12巷3號5樓"
std::string street(Chance& chance, int building);
// "長男", "次女"; `place` from 1. And as the head's child: "長子", "次女".
std::string birth_order(Sex sex, int place);
std::string child_relation(Sex sex, int place);

}  // namespace menhu::demo
