// Asking: what is shown, to whom, and that nothing is shown without its entry.
#include "kit/fail_at_every_call.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using grants::Operation;
using kit::PersonField;

const CardField* field(const PersonCard& card, std::string_view name) {
    for (const auto& one : card.fields) {
        if (one.name == name) return &one;
    }
    return nullptr;
}

class Lookup : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        auto people = kit::residents(50);
        for (auto& person : kit::family()) people.push_back(person);
        people[0][PersonField::earlier_ids] = kit::id_of(700001) + ";" + kit::id_of(700002);
        people[1][PersonField::area_code] = "68000020";
        people[2][PersonField::person_name] = people[3][PersonField::person_name] = "陳同名";
        people[2][PersonField::birth_date] = people[3][PersonField::birth_date] = "1990-01-02";
        people[4][PersonField::status] = "dead";
        load(people);
    }
    Disclosure shown(base::Result<store::Committed<Answer>> answer) {
        auto value = good(std::move(answer)).value();
        if (!std::holds_alternative<Disclosure>(value)) {
            throw std::runtime_error{std::string{std::get<grants::Refusal>(value).code()}};
        }
        return std::get<Disclosure>(std::move(value));
    }
    std::string refused(base::Result<store::Committed<Answer>> answer) {
        const auto value = good(std::move(answer)).value();
        if (!std::holds_alternative<grants::Refusal>(value)) return "shown";
        return std::string{std::get<grants::Refusal>(value).code()};
    }
    template <class Act>
    base::Result<store::Committed<Answer>> second(grants::GrantId grant, Operation operation, QueryId query,
                                                  const std::string& handle, Act act) {
        return store_->write([&, grant, operation](store::WriteTx& tx) -> base::Result<Answer> {
            const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
            const auto opened = TRY(open_handle(*registry_, worker, query, handle, now_));
            auto allowed = TRY(permit(tx, grant, operation));
            return act(tx, *registry_, std::move(allowed), opened, random_, now_);
        });
    }
    static Subject by_name(std::string name, std::string birth_date) {
        return ByNameAndBirth{base::Personal{std::move(name)}, base::Personal{std::move(birth_date)}};
    }
};

INSTANTIATE_TEST_SUITE_P(Both, Lookup, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Lookup, ShowsTheGrantsFieldsMasked) {
    const auto answer = shown(ask(make_grant(), by_id(kit::id_of(10))));
    EXPECT_EQ(answer.base_date(), "2026-11-01");
    EXPECT_EQ(answer.shown(), Shown::masked);
    ASSERT_EQ(answer.cards().size(), 1u);
    const auto& card = answer.cards().front();
    EXPECT_EQ(card.status_zh, "現住");
    ASSERT_NE(field(card, "PersonId"), nullptr);
    EXPECT_EQ(field(card, "PersonId")->value, masked(law::Mask::id, kit::id_of(10)));
    EXPECT_EQ(field(card, "PersonId")->shown, Shown::masked);
    EXPECT_EQ(field(card, "PersonName")->value, "王○○0");
    EXPECT_EQ(field(card, "PersonName")->label_zh, "姓名");
    EXPECT_EQ(field(card, "Status")->value, "現住");
    EXPECT_EQ(field(card, "Status")->value_en, "resident");
    EXPECT_EQ(field(card, "HouseholdNumber"), nullptr) << "not a field of the grant";
    EXPECT_EQ(field(card, "StreetDoorplate"), nullptr);
    EXPECT_EQ(entries("query.lookup"), 1);
    const auto entry = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, answer.receipt().log, answer.receipt().index); }));
    EXPECT_EQ(entry.kind, "query.lookup");
    EXPECT_EQ(entry.person, ledger_->person_tag(kit::id_of(10)));
    EXPECT_FALSE(entry.sealed.empty());
    const auto secret = good(store_->read([&](store::ReadTx& tx) {
        return ledger::open_secret(tx, *ledger_, answer.receipt().log, answer.receipt().index);
    }));
    EXPECT_NE(secret.text().find(kit::id_of(10)), std::string::npos);
    EXPECT_NE(secret.text().find("桃婦字第1150000001號"), std::string::npos);
}

TEST_P(Lookup, FindsByEarlierIdAndByForgivenWriting) {
    const auto grant = make_grant();
    for (const auto& id : {kit::id_of(700001), kit::id_of(700002), std::string{"ｈ"} + kit::id_of(1).substr(1)}) {
        const auto answer = shown(ask(grant, by_id(id)));
        ASSERT_EQ(answer.cards().size(), 1u) << id;
        EXPECT_EQ(field(answer.cards().front(), "PersonId")->value, masked(law::Mask::id, kit::id_of(1)));
    }
    EXPECT_EQ(code_of(ask(grant, by_id("H100000000"))), "registry.subject_id");
}

TEST_P(Lookup, FindsEveryoneWithANameAndBirthDate) {
    const auto grant = make_grant();
    const auto answer = shown(ask(grant, by_name("陳　同名", "1990-01-02")));
    EXPECT_EQ(answer.cards().size(), 2u);
    EXPECT_EQ(entries("query.shown"), 2) << "each of several has an entry";
    EXPECT_TRUE(shown(ask(grant, by_name("陳同名", "1990-01-03"))).cards().empty());
    EXPECT_EQ(code_of(ask(grant, by_name("", "1990-01-02"))), "registry.subject_name");
    EXPECT_EQ(code_of(ask(grant, by_name("陳同名", "1990-02-30"))), "registry.subject_birth_date");
    EXPECT_EQ(code_of(ask(grant, by_name("陳同名", "79/01/02"))), "registry.subject_birth_date");
}

TEST_P(Lookup, RecordsThatNobodyWasFound) {
    const auto answer = shown(ask(make_grant(), by_id(kit::id_of(5000))));
    EXPECT_TRUE(answer.cards().empty());
    const auto entry = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, answer.receipt().log, answer.receipt().index); }));
    EXPECT_NE(std::ranges::find(entry.facts, std::pair<std::string, std::string>{"outcome", "none"}),
              entry.facts.end());
}

TEST_P(Lookup, RefusesAPersonOutsideThePopulation) {
    const auto grant = make_grant({.kind = grants::Population::Kind::districts, .districts = {"68000010"}});
    EXPECT_EQ(refused(ask(grant, by_id(kit::id_of(1)))), "shown");
    EXPECT_EQ(refused(ask(grant, by_id(kit::id_of(2)))), "grants.outside_population");
    EXPECT_EQ(entries("query.lookup"), 1);
}

TEST_P(Lookup, RevealsInASecondAct) {
    const auto grant = make_grant();
    const auto first = shown(ask(grant, by_id(kit::id_of(10))));
    const auto& handle = first.cards().front().handle;
    const auto full = shown(second(grant, Operation::reveal, first.query(), handle, reveal));
    EXPECT_EQ(full.shown(), Shown::full);
    ASSERT_EQ(full.cards().size(), 1u);
    EXPECT_EQ(field(full.cards().front(), "PersonId")->value, kit::id_of(10));
    EXPECT_EQ(field(full.cards().front(), "PersonName")->value, "王小10");
    EXPECT_EQ(field(full.cards().front(), "HouseholdNumber"), nullptr);
    EXPECT_NE(full.receipt().index, first.receipt().index);
    EXPECT_EQ(entries("query.reveal"), 1);
}

TEST_P(Lookup, BindsAHandleToWhoWasAnsweredWhatAndWhen) {
    const auto grant = make_grant();
    const auto first = shown(ask(grant, by_id(kit::id_of(10))));
    const auto handle = first.cards().front().handle;
    const auto other = good(who(other_token_));
    const auto worker = good(who(worker_token_));
    EXPECT_EQ(code_of(open_handle(*registry_, worker, first.query(), handle, now_)), "none");
    EXPECT_EQ(code_of(open_handle(*registry_, other, first.query(), handle, now_)), "registry.handle_invalid");
    EXPECT_EQ(code_of(open_handle(*registry_, worker, QueryId{1}, handle, now_)), "registry.handle_invalid");
    auto changed = handle;
    changed[20] = changed[20] == 'A' ? 'B' : 'A';
    EXPECT_EQ(code_of(open_handle(*registry_, worker, first.query(), changed, now_)), "registry.handle_invalid");
    EXPECT_EQ(code_of(open_handle(*registry_, worker, first.query(), "", now_)), "registry.handle_invalid");
    EXPECT_EQ(code_of(open_handle(*registry_, worker, first.query(), handle, now_ + std::chrono::minutes{15})),
              "registry.handle_expired");
    EXPECT_EQ(good(open_handle(*registry_, worker, first.query(), handle, now_)).person(),
              ledger_->person_tag(kit::id_of(10)));
    EXPECT_EQ(handle.find(kit::id_of(10)), std::string::npos);
    const auto another = make_grant();
    EXPECT_EQ(code_of(second(another, Operation::reveal, first.query(), handle, reveal)), "registry.permit_mismatch");
}

TEST_P(Lookup, ShowsAHouseholdInLegalOrder) {
    const auto grant = make_grant();
    const auto first = shown(ask(grant, by_id(kit::id_of(900003))));
    const auto members =
        shown(second(grant, Operation::household, first.query(), first.cards().front().handle, household));
    std::vector<std::string> relations;
    for (const auto& card : members.cards()) relations.push_back(field(card, "Relation")->value);
    EXPECT_EQ(relations, (std::vector<std::string>{"戶長", "妻", "母", "長女"}));
    EXPECT_EQ(members.shown(), Shown::masked);
    EXPECT_EQ(entries("query.household"), 1);
    EXPECT_EQ(entries("query.shown"), 4);
}

TEST_P(Lookup, SaysThatAPersonIsDead) {
    const auto answer = shown(ask(make_grant(), by_id(kit::id_of(5))));
    EXPECT_EQ(answer.cards().front().status_zh, "死亡");
    EXPECT_EQ(answer.cards().front().status_en, "dead");
}

TEST_P(Lookup, ShowsNothingWithoutItsEntryAndEntersNothingWithoutAnAnswer) {
    const auto grant = make_grant();
    menhu::kit::Faults faults;
    auto settings = store_.settings();
    faults.into(settings);
    reopen(settings);
    std::int64_t before = entries("query.lookup");
    menhu::kit::fail_at_every_call(
        faults, [&] { return ask(grant, by_id(kit::id_of(10))).has_value(); },
        [&](const menhu::kit::Outcome& outcome) {
            const auto after = entries("query.lookup");
            EXPECT_EQ(after - before, outcome.succeeded ? 1 : 0) << outcome.what;
            before = after;
        });
}

}  // namespace
}  // namespace menhu::registry
