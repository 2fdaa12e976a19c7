// Asking by household number, by an id of before, and by name within a district; histories and their masks.
#include "registry/registry_test.h"
#include "registry/timeline.h"

namespace menhu::registry {
namespace {

using grants::Operation;
using kit::PersonField;

const std::string taoyuan = "68000010";
const std::string zhongli = "68000020";
constexpr store::Statement forget_indexes{"test.forget_indexes", "DELETE FROM registry_generation_indexes"};

std::vector<std::string> names_of(const PersonCard& card) {
    std::vector<std::string> names;
    for (const auto& field : card.fields) names.emplace_back(field.name);
    return names;
}

std::string value_of(const PersonCard& card, std::string_view name) {
    for (const auto& field : card.fields) {
        if (field.name == name) return field.value;
    }
    return "none";
}

class Search : public RegistryTest {
protected:
    // Three 陳怡君 of Taoyuan district and one of Zhongli, twenty 林志明 and twenty-one 王小明, and a family.
    void SetUp() override {
        RegistryTest::SetUp();
        auto people = kit::residents(60);
        for (const int index : {0, 1, 2, 3})
            people[static_cast<std::size_t>(index)][PersonField::person_name] = "陳怡君";
        people[3][PersonField::area_code] = zhongli;
        for (std::size_t index = 10; index < 30; ++index) people[index][PersonField::person_name] = "林志明";
        for (std::size_t index = 30; index < 51; ++index) people[index][PersonField::person_name] = "王小明";
        people[4][PersonField::earlier_ids] = kit::id_of(700001);
        // An id that was taken from one and given to another.
        people[5][PersonField::earlier_ids] = kit::id_of(7);
        for (auto& person : kit::family()) people.push_back(person);
        load(people);
    }
    Disclosure shown(base::Result<store::Committed<Answer>> answer) {
        auto value = good(std::move(answer)).value();
        if (!std::holds_alternative<Disclosure>(value)) {
            throw std::runtime_error{std::string{std::get<grants::Refusal>(value).code()}};
        }
        return std::get<Disclosure>(std::move(value));
    }
    // The code of the refusal or error.
    std::string outcome(base::Result<store::Committed<Answer>> answer) {
        if (!answer) {
            const auto& error = answer.error();
            return std::string{error.code() == "test.refused" ? error.detail() : error.code()};
        }
        const auto value = std::move(answer)->value();
        if (!std::holds_alternative<grants::Refusal>(value)) return "shown";
        return std::string{std::get<grants::Refusal>(value).code()};
    }
    template <class Act>
    base::Result<store::Committed<Answer>> second(const Disclosure& first, std::size_t card, Operation operation,
                                                  Act act) {
        return store_->write([&, operation](store::WriteTx& tx) -> base::Result<Answer> {
            const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
            const auto handle =
                TRY(open_handle(*registry_, worker, first.query(), first.cards().at(card).handle, now_));
            auto allowed = TRY(permit(tx, first.grant(), operation));
            return act(tx, *registry_, std::move(allowed), handle, random_, now_);
        });
    }
    static Subject by_household(std::string number) { return ByHousehold{base::Personal{std::move(number)}}; }
    static Subject by_name_in(std::string name, std::string district) {
        return ByNameInDistrict{base::Personal{std::move(name)}, std::move(district)};
    }
};

INSTANTIATE_TEST_SUITE_P(Both, Search, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Search, ShowsTheHouseholdOfANumberInLegalOrder) {
    const auto grant = make_grant();
    const auto answer = shown(ask(grant, by_household(" ｈ" + kit::household_of(900001).substr(1))));
    EXPECT_EQ(answer.operation(), Operation::household);
    EXPECT_EQ(answer.form(), Form::cards);
    std::vector<std::string> relations;
    for (const auto& card : answer.cards()) relations.push_back(value_of(card, "Relation"));
    EXPECT_EQ(relations, (std::vector<std::string>{"戶長", "妻", "母", "長女"}));
    EXPECT_EQ(entries("query.household"), 1);
    EXPECT_EQ(entries("query.shown"), 4);
    const auto full = shown(second(answer, 2, Operation::reveal, reveal));
    EXPECT_EQ(value_of(full.cards().front(), "PersonId"), kit::id_of(900004));
    const auto nobody = shown(ask(grant, by_household("H7654321")));
    EXPECT_TRUE(nobody.cards().empty());
    EXPECT_EQ(entries("query.household"), 2) << "that nobody was found is recorded too";
    EXPECT_EQ(outcome(ask(grant, by_household("12345678"))), "registry.subject_household");
    EXPECT_EQ(outcome(ask(make_grant({.kind = grants::Population::Kind::districts, .districts = {zhongli}}),
                          by_household(kit::household_of(900001)))),
              "grants.outside_population");
}

TEST_P(Search, SaysThatAnIdIsAnEarlierOne) {
    const auto grant = make_grant();
    const auto now = shown(ask(grant, by_id(kit::id_of(5))));
    EXPECT_EQ(now.cards().at(0).by, PersonCard::By::present);
    const auto before = shown(ask(grant, by_id(kit::id_of(700001))));
    ASSERT_EQ(before.cards().size(), 1u);
    EXPECT_EQ(before.cards()[0].by, PersonCard::By::earlier_id);
    EXPECT_EQ(value_of(before.cards()[0], "PersonId"), masked(law::Mask::id, kit::id_of(5)));
    const auto entry = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, before.receipt().log, before.receipt().index); }));
    EXPECT_NE(std::ranges::find(entry.facts, std::pair<std::string, std::string>{"by", "earlier_id"}),
              entry.facts.end());
    const auto both = shown(ask(grant, by_id(kit::id_of(7))));
    ASSERT_EQ(both.cards().size(), 2u) << "who has it, and who had it";
    EXPECT_EQ(both.cards()[0].by, PersonCard::By::present);
    EXPECT_EQ(both.cards()[1].by, PersonCard::By::earlier_id);
}

TEST_P(Search, ListsPeopleOfANameInADistrictAndLittleOfThem) {
    const auto grant = make_grant({}, {"PersonId", "PersonName", "BirthDate", "Sex", "AreaCode", "StreetDoorplate",
                                       "HouseholdNumber", "MoveHistory"});
    const auto answer = shown(ask(grant, by_name_in("陳　怡君", taoyuan)));
    EXPECT_EQ(answer.form(), Form::list);
    EXPECT_EQ(answer.operation(), Operation::name_search);
    ASSERT_EQ(answer.cards().size(), 3u);
    for (const auto& card : answer.cards()) {
        EXPECT_EQ(names_of(card), (std::vector<std::string>{"PersonName", "BirthDate", "Sex", "AreaCode"}));
        EXPECT_EQ(value_of(card, "PersonName"), "陳○君");
        EXPECT_EQ(value_of(card, "BirthDate"), "1985-**-**");
        EXPECT_TRUE(card.histories.empty());
    }
    EXPECT_EQ(entries("query.name_search"), 1);
    EXPECT_EQ(entries("query.shown"), 3);
    const auto entry = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, answer.receipt().log, answer.receipt().index); }));
    EXPECT_FALSE(entry.person);
    EXPECT_NE(std::ranges::find(entry.facts, std::pair<std::string, std::string>{"search_district", taoyuan}),
              entry.facts.end());
    EXPECT_EQ(shown(ask(grant, by_name_in("陳怡君", zhongli))).cards().size(), 1u);
    EXPECT_TRUE(shown(ask(grant, by_name_in("陳怡", taoyuan))).cards().empty()) << "a part of a name finds nobody";
    EXPECT_EQ(outcome(ask(grant, by_name_in("", taoyuan))), "registry.subject_name");
    EXPECT_EQ(outcome(ask(grant, by_name_in("陳怡君", "6800001"))), "registry.subject_district");
}

TEST_P(Search, OpensOneOfTheListBeforeAnythingElse) {
    const auto list = shown(ask(make_grant(), by_name_in("陳怡君", taoyuan)));
    EXPECT_EQ(outcome(second(list, 0, Operation::reveal, reveal)), "registry.handle_listed");
    EXPECT_EQ(outcome(second(list, 0, Operation::household, household)), "registry.handle_listed");
    const auto opened = shown(second(list, 1, Operation::lookup, open_listed));
    EXPECT_EQ(opened.form(), Form::cards);
    EXPECT_EQ(opened.shown(), Shown::masked);
    ASSERT_EQ(opened.cards().size(), 1u);
    EXPECT_EQ(entries("query.lookup"), 1);
    const auto full = shown(second(opened, 0, Operation::reveal, reveal));
    EXPECT_EQ(value_of(full.cards()[0], "PersonName"), "陳怡君");
    EXPECT_EQ(entries("query.reveal"), 1);
}

TEST_P(Search, RefusesTooManyAndOpensNone) {
    const auto grant = make_grant();
    EXPECT_EQ(shown(ask(grant, by_name_in("林志明", taoyuan))).cards().size(), 20u);
    const auto shown_before = entries("query.shown");
    EXPECT_EQ(outcome(ask(grant, by_name_in("王小明", taoyuan))), "grants.search_too_many");
    EXPECT_EQ(entries("query.shown"), shown_before);
    EXPECT_EQ(entries("query.refused"), 1);
    EXPECT_EQ(entries("query.name_search"), 1);
}

TEST_P(Search, StaysInTheDistrictsOfTheGrant) {
    const auto grant = make_grant({.kind = grants::Population::Kind::districts, .districts = {zhongli}});
    EXPECT_EQ(outcome(ask(grant, by_name_in("陳怡君", taoyuan))), "grants.search_outside_district");
    EXPECT_EQ(entries("query.name_search"), 0) << "refused before anything is opened";
    EXPECT_EQ(outcome(ask(grant, by_name_in("陳怡君", zhongli))), "shown");
}

TEST_P(Search, EndsWithTheSearchesOfTheDay) {
    const auto grant = make_grant();
    const grants::Desk desk{*ledger_, profile_};
    const auto left = [&] {
        const auto worker = good(who(worker_token_));
        return good(store_->read([&](store::ReadTx& tx) { return grants::searches_left(tx, desk, worker, now_); }));
    };
    const auto most = profile_.numbers().name_search_day.value;
    EXPECT_EQ(left(), most);
    EXPECT_EQ(outcome(ask(grant, by_name_in("王小明", taoyuan))), "grants.search_too_many");
    EXPECT_EQ(left(), most - 1) << "one that finds too many counts";
    for (std::int64_t turn = 1; turn < most; ++turn) {
        EXPECT_EQ(outcome(ask(grant, by_name_in("陳怡君", zhongli))), "shown") << turn;
    }
    EXPECT_EQ(left(), 0);
    EXPECT_EQ(outcome(ask(grant, by_name_in("陳怡君", zhongli))), "grants.search_day_used_up");
    EXPECT_EQ(outcome(ask(grant, by_id(kit::id_of(1)))), "shown") << "other ways are not touched";
}

TEST_P(Search, SaysThatTheDataWereBuiltBefore) {
    const auto grant = make_grant();
    write([](store::WriteTx& tx) -> base::Result<int> {
        TRY(tx.run(forget_indexes));
        return 0;
    });
    registry_.reset();
    open_registry();
    EXPECT_EQ(outcome(ask(grant, by_name_in("陳怡君", zhongli))), "registry.search_not_built");
    EXPECT_EQ(outcome(ask(grant, by_household(kit::household_of(1)))), "shown");
}

TEST(Timeline, KeepsTheEventsOfItsKindAndMasksThem) {
    const std::vector<PersonEvent> events{{.kind = LegalEvent::move_in,
                                           .on = "2020-05-06",
                                           .registered = "2020-05-07",
                                           .from = "新北市板橋區文化路一段1號",
                                           .to = "桃園市中壢區示範路2號",
                                           .other_id = {},
                                           .act = "M-17",
                                           .undone = true},
                                          {.kind = LegalEvent::marriage,
                                           .on = "2021",
                                           .registered = {},
                                           .from = {},
                                           .to = "王大明",
                                           .other_id = "A123456789",
                                           .act = "S-3",
                                           .undone = false},
                                          {.kind = LegalEvent::name_change,
                                           .on = "2022-01-02",
                                           .registered = {},
                                           .from = "陳阿花",
                                           .to = "陳怡君",
                                           .other_id = {},
                                           .act = {},
                                           .undone = false}};
    const law::Field moves{.field = PersonField::move_history, .category = "C031", .mask = law::Mask::text};
    const law::Field status{.field = PersonField::status_history, .category = "C021", .mask = law::Mask::text};
    const auto hidden = card_history(events, moves, Shown::masked);
    ASSERT_EQ(hidden.events.size(), 1u);
    EXPECT_EQ(hidden.name, "MoveHistory");
    EXPECT_EQ(hidden.events[0].code, "move_in");
    EXPECT_EQ(hidden.events[0].on, "2020-**-**");
    EXPECT_EQ(hidden.events[0].from, "新北市板橋區（已遮蔽）");
    EXPECT_EQ(hidden.events[0].to, "桃園市中壢區（已遮蔽）");
    EXPECT_TRUE(hidden.events[0].act.empty());
    EXPECT_EQ(hidden.events[0].standing, CardEvent::Standing::undone);
    const auto other = card_history(events, status, Shown::masked);
    ASSERT_EQ(other.events.size(), 2u);
    EXPECT_EQ(other.events[0].other_id, "A12*****89");
    EXPECT_EQ(other.events[0].to, "（已遮蔽）");
    EXPECT_EQ(other.events[1].from, "陳○花");
    const auto full = card_history(events, status, Shown::full);
    EXPECT_EQ(full.events[0].to, "王大明");
    EXPECT_EQ(full.events[0].other_id, "A123456789");
    EXPECT_EQ(full.events[0].act, "S-3");
    EXPECT_EQ(full.shown, Shown::full);
}

}  // namespace
}  // namespace menhu::registry
