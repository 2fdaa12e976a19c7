// A name that two villages had, one after the other; and the card that says which.
#include "registry/villages.h"

#include <gtest/gtest.h>

#include "registry/definition.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using kit::PersonField;

const law::Districts& city() {
    static const auto districts = law::Districts::load(law::taoyuan_districts()).value();
    return districts;
}

std::string zh(std::string_view code, std::string_view village, std::string_view day) {
    const auto days = village_days(city(), "68000060", code, village, day);
    return days ? days->zh : "";
}

TEST(Villages, OfOneNameAreToldApartByTheirDays) {
    EXPECT_EQ(zh("", "竹圍里", "2026-02-28"), "（至 115/2/28）");
    EXPECT_EQ(zh("", "竹圍里", "2026-03-01"), "（自 115/3/1）");
    EXPECT_EQ(zh("68000060012", "竹圍里", "2026-11-01"), "（至 115/2/28）") << "the code says which";
    EXPECT_EQ(zh("", "海口里", "2026-11-01"), "") << "one of that name, and it is still there";
    EXPECT_EQ(zh("", "沒有里", "2026-11-01"), "");
    EXPECT_EQ(zh("", "竹圍里", "2026"), "") << "not known to the day: nothing is guessed";
}

class VillageCard : public RegistryTest {};
INSTANTIATE_TEST_SUITE_P(Both, VillageCard, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(VillageCard, SaysWhichOfTwoVillagesOfANameItMeans) {
    const auto text = std::string{law::taoyuan_districts().bytes};
    const auto id = write([&](store::WriteTx& tx) {
        return save_definition(tx, *registry_, fetcher(), DefinitionKind::villages, text, random_, now_);
    });
    write([&](store::WriteTx& tx) {
        return decide_definition(tx, *registry_, second(), id, Approval::approve, "", now_);
    });
    auto people = kit::residents(2);
    for (auto& person : people) {
        person[PersonField::area_code] = "68000060";
        person[PersonField::village] = "竹圍里";
    }
    people[1][PersonField::status] = "dead";
    people[1][PersonField::status_date] = "2026-01-15";
    load(people);
    const auto grant = make_grant({}, {"PersonId", "Village", "AreaCode"});
    const auto village = [&](int number) {
        const auto answer = good(ask(grant, by_id(kit::id_of(number))));
        const auto& card = std::get<Disclosure>(answer.value()).cards().at(0);
        return std::ranges::find(card.fields, "Village", &CardField::name)->value;
    };
    EXPECT_EQ(village(1), "竹圍里（自 115/3/1）") << "lives there on the base date";
    EXPECT_EQ(village(2), "竹圍里（至 115/2/28）") << "died while the old one was there";
}

}  // namespace
}  // namespace menhu::registry
