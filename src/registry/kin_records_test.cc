// Kinship over stored records: from a delivery to an answer, each record opened once.
#include "registry/kin_records.h"

#include "registry/kin_terms.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using kit::id_of;
using kit::PersonField;

class KinRecords : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        auto people = kit::residents(20);
        for (auto& person : kit::family()) people.push_back(person);
        // 900001's father died married; 900005 is 900001's younger brother, by whose record the father has his earlier
        // id.
        auto father = kit::resident(900006);
        father[PersonField::birth_date] = "1948-01-01";
        father[PersonField::marriage_code] = "2";
        father[PersonField::spouse_id] = id_of(900004);
        father[PersonField::status] = "dead";
        father[PersonField::status_date] = "2001-05-06";
        father[PersonField::earlier_ids] = id_of(800006);
        auto brother = kit::resident(900005);
        brother[PersonField::birth_date] = "1990-01-01";
        brother[PersonField::father_id] = id_of(800006);
        brother[PersonField::mother_id] = id_of(900004);
        // The wife's mother, whose own parents nobody names; and a son-in-law to be.
        auto wifes_mother = kit::resident(900007);
        wifes_mother[PersonField::birth_date] = "1955-01-01";
        wifes_mother[PersonField::sex] = "female";
        for (auto& person : people) {
            const auto& id = person[PersonField::person_id];
            if (id == id_of(900001)) person[PersonField::father_id] = id_of(900006);
            if (id == id_of(900002)) person[PersonField::mother_id] = id_of(900007);
            if (id == id_of(900004)) {
                person[PersonField::sex] = "female";
                person[PersonField::marriage_code] = "4";
                person[PersonField::spouse_id] = id_of(900006);
            }
            if (id == id_of(900003)) {
                person[PersonField::sex] = "female";
            }
        }
        // 15 was adopted by 16 alone.
        people[14][PersonField::foster_father_id] = id_of(16);
        people[14][PersonField::foster_mother_name] = "＝";
        people[14][PersonField::father_id] = id_of(17);
        people[14][PersonField::birth_date] = "2010-01-01";
        people.push_back(father);
        people.push_back(brother);
        people.push_back(wifes_mother);
        load(people);
    }

    struct Told {
        Kinship kinship;
        std::size_t opened = 0;
    };
    Told ask(int one, std::optional<int> other, const KinCeiling& ceiling, std::size_t most = 100) {
        return good(store_->write([&](store::WriteTx& tx) -> base::Result<Told> {
                   auto& inside = registry_->inside();
                   auto* const generation = TRY(open_current(tx, inside));
                   Finder finder{tx, inside, *generation};
                   KinReader reader{finder, inside.index_key, *base::from_iso(generation->base_date)};
                   const auto tag = [&](int number) { return person_tag(inside.index_key, id_of(number)); };
                   Told told;
                   if (other) {
                       told.kinship = TRY(reader.relation(tag(one), tag(*other), ceiling, most));
                   } else {
                       told.kinship = TRY(reader.everybody(tag(one), ceiling, most));
                   }
                   told.opened = reader.opened();
                   return told;
               }))
            .value();
    }
    std::string term(int one, int other, const KinCeiling& ceiling = {}) {
        const auto told = ask(one, other, ceiling);
        if (const auto* nearest = told.kinship.nearest()) return kin_term(*nearest).zh;
        return std::string{truth_name(told.kinship.verdict)};
    }
};

INSTANTIATE_TEST_SUITE_P(Both, KinRecords, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(KinRecords, TellsRelationsFromTheRecords) {
    EXPECT_EQ(term(900003, 900001), "父");
    EXPECT_EQ(term(900003, 900002), "母");
    EXPECT_EQ(term(900003, 900004), "祖母");
    EXPECT_EQ(term(900003, 900006), "祖父") << "the dead stay kin";
    EXPECT_EQ(term(900003, 900007), "外祖母");
    EXPECT_EQ(term(900001, 900005), "弟") << "the brother's record names the father by his earlier id";
    EXPECT_EQ(term(900001, 900002), "妻");
    EXPECT_EQ(term(900001, 900007), "岳母");
    EXPECT_EQ(term(900004, 900002), "媳婦");
    EXPECT_EQ(term(900002, 900006), "公") << "971: affinity does not end with death";
    EXPECT_EQ(term(900002, 900005), "小叔");
    EXPECT_EQ(term(900004, 900006), "cannot_tell") << "a widow has no husband any more; earlier marriages are not held";
    EXPECT_EQ(term(15, 16), "養父");
    EXPECT_EQ(term(15, 17), "本生父");
    EXPECT_EQ(term(1, 2, {.blood = 2, .affinity = {}}), "cannot_tell") << "no parents in their records";
}

TEST_P(KinRecords, OpensEachRecordOnceAndNoMoreThanNeeded) {
    const auto told = ask(900001, 900005, {.blood = 2, .affinity = {}});
    EXPECT_EQ(told.kinship.nearest()->degree, 2);
    EXPECT_EQ(told.opened, 4u) << "the two and their parents; the father once, by two numbers";
    const auto bound = ask(900001, 900005, {.blood = 2, .affinity = {}}, 2);
    EXPECT_EQ(bound.opened, 2u);
    EXPECT_EQ(bound.kinship.gaps.back().kind, KinGap::Kind::bound);
}

TEST_P(KinRecords, ListsEverybodyWithinTwoDegrees) {
    const auto told = ask(900003, {}, {.blood = 2, .affinity = {}});
    std::vector<std::string> terms;
    for (const auto& relation : told.kinship.relations) terms.push_back(kin_term(relation).zh);
    std::ranges::sort(terms);
    EXPECT_EQ(terms, (std::vector<std::string>{"外祖母", "母", "父", "祖母", "祖父"}));
    EXPECT_EQ(told.kinship.verdict, Truth::cannot_tell)
        << "the wife's father is in no record, and children may be elsewhere";
    const auto down = ask(900004, {}, {.blood = 2, .affinity = 1});
    std::set<std::string> found;
    for (const auto& relation : down.kinship.relations) found.insert(kin_term(relation).zh);
    EXPECT_EQ(found, (std::set<std::string>{"子", "孫女", "媳婦"}));
}

}  // namespace
}  // namespace menhu::registry
