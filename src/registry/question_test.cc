// Answers instead of data, over stored records: what they rest on, what they tell, and that each is entered.
#include "registry/question.h"

#include "grants/conflict.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using grants::Operation;
using kit::id_of;
using kit::PersonField;

using Given = std::variant<AnswerGiven, grants::Refusal>;

class Questions : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        auto people = kit::residents(10);
        for (auto& person : kit::family()) people.push_back(person);
        people[0][PersonField::moved_in_date] = "2020-03-04";
        people[0][PersonField::moved_in_from] = "臺南市東區";
        people[0][PersonField::earlier_ids] = id_of(700001);
        people[1][PersonField::area_code] = "68000020";
        people[4][PersonField::status] = "dead";
        people[4][PersonField::status_date] = "2024-05-06";
        load(people);
        everything_ = make_grant({}, {"AreaCode", "BirthDate", "FatherId", "FosterFatherId", "FosterMotherId",
                                      "HouseholdNumber", "MarriageCode", "MotherId", "MovedInDate", "PersonId",
                                      "PersonName", "SpouseId", "Status", "StatusDate"});
    }

    Question question(QuestionKind kind, int subject, std::optional<int> other = {}) const {
        Question made;
        made.kind = kind;
        made.subject = base::Personal{id_of(subject)};
        if (other) made.other = base::Personal{id_of(*other)};
        if (kind == QuestionKind::age) made.period = law::Term{.in = law::Term::In::years, .count = 18};
        if (kind == QuestionKind::resident_since) made.period = law::Term{.in = law::Term::In::years, .count = 1};
        return made;
    }
    base::Result<store::Committed<Given>> put(grants::GrantId grant, const Question& asked) {
        return store_->write([&](store::WriteTx& tx) -> base::Result<Given> {
            const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
            grants::Ask ask;
            ask.grant = grant;
            ask.operation = Operation::answer;
            ask.case_number = "桃婦字第1150000001號";
            ask.reason = "審核津貼之設籍資格";
            ask.fields = question_fields(asked.kind);
            ask.person = question_tag(*registry_, asked);
            ask.sealed = question_json(asked);
            auto decision = TRY(grants::decide(tx, {*ledger_, profile_}, worker, ask, now_));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Given{std::move(*refusal)};
            return answer(tx, *registry_, std::get<grants::Permit>(std::move(decision)), asked, random_, now_);
        });
    }
    AnswerGiven given(const Question& asked) {
        auto value = good(put(*everything_, asked)).value();
        if (!std::holds_alternative<AnswerGiven>(value)) {
            throw std::runtime_error{std::string{std::get<grants::Refusal>(value).code()}};
        }
        return std::get<AnswerGiven>(std::move(value));
    }
    std::string told(const Question& asked) {
        const auto answer = given(asked);
        return std::string{truth_name(answer.truth())} + " " + std::string{answer.rule().name};
    }
    std::string refused(grants::GrantId grant, const Question& asked) {
        const auto value = good(put(grant, asked)).value();
        if (!std::holds_alternative<grants::Refusal>(value)) return "answered";
        return std::string{std::get<grants::Refusal>(value).code()};
    }

    std::optional<grants::GrantId> everything_;
};

INSTANTIATE_TEST_SUITE_P(Both, Questions, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Questions, AreAnsweredFromTheRecords) {
    EXPECT_EQ(told(question(QuestionKind::resident_since, 1)), "yes residence.period");
    EXPECT_EQ(told(question(QuestionKind::resident_since, 2)), "cannot_tell residence.period");
    EXPECT_EQ(told(question(QuestionKind::resident_on, 1)), "yes residence.registered");
    EXPECT_EQ(told(question(QuestionKind::alive, 5)), "no alive.died");
    EXPECT_EQ(told(question(QuestionKind::alive, 1)), "yes alive.registered");
    EXPECT_EQ(told(question(QuestionKind::age, 1)), "yes age.at_least");
    EXPECT_EQ(told(question(QuestionKind::age, 900003)), "no age.at_least");
    EXPECT_EQ(told(question(QuestionKind::same_household, 900001, 900004)), "yes household.of_the_day");
    EXPECT_EQ(told(question(QuestionKind::same_household, 900001, 1)), "no household.of_the_day");
    EXPECT_EQ(told(question(QuestionKind::parent_of, 900001, 900003)), "yes parent.by_birth");
    EXPECT_EQ(told(question(QuestionKind::parent_of, 900003, 900001)), "cannot_tell parent.named");
    EXPECT_EQ(told(question(QuestionKind::spouse_of, 900001, 900002)), "yes spouse.named");
    EXPECT_EQ(told(question(QuestionKind::spouse_of, 900002, 900001)), "yes spouse.named");
    EXPECT_EQ(told(question(QuestionKind::spouse_of, 900001, 1)), "no spouse.named");
    auto past = question(QuestionKind::alive, 5);
    past.on = base::from_iso("2024-05-05");
    EXPECT_EQ(told(past), "yes alive.died");
}

TEST_P(Questions, OfWhomTheCopyDoesNotHoldSilenceIsNotANo) {
    const auto answer = given(question(QuestionKind::alive, 5000));
    EXPECT_EQ(answer.truth(), Truth::cannot_tell);
    EXPECT_EQ(answer.missing(), std::vector{MissingFact::person_not_held});
    auto foreigner = question(QuestionKind::resident_on, 1);
    foreigner.subject = base::Personal{std::string{"H800000011"}};
    EXPECT_EQ(told(foreigner), "no residence.not_a_national") << "戶籍法 1, 3";
    // A parent who is not held is known by the number that the child's record names.
    EXPECT_EQ(told(question(QuestionKind::parent_of, 900006, 900003)), "no parent.named");
    EXPECT_EQ(told(question(QuestionKind::parent_of, 900001, 5000)), "cannot_tell person.not_held");
    auto earlier = question(QuestionKind::alive, 700001);
    EXPECT_EQ(told(earlier), "yes alive.registered") << "by the number of before";
}

TEST_P(Questions, TheRuleOfAProgrammeIsThatOfTheDay) {
    auto asked = question(QuestionKind::resident_since, 1);
    asked.period.reset();
    asked.programme = "childbirth_allowance";
    asked.on = base::from_iso("2025-06-01");
    const auto answer = given(asked);
    EXPECT_EQ(answer.truth(), Truth::yes);
    ASSERT_NE(answer.programme(), nullptr);
    EXPECT_EQ(answer.programme()->from, base::from_iso("2024-01-01"));
    EXPECT_EQ(answer.rule().article, "民法120、121");
    asked.programme = "postpartum_care";
    EXPECT_EQ(code_of(put(*everything_, asked)), "registry.question_programme") << "it holds from 2026 only";
}

TEST_P(Questions, TellNoMoreThanTheyRestOn) {
    const auto age = given(question(QuestionKind::age, 1));
    for (const auto& day : age.days()) {
        if (day.what == DayOf::asked) continue;
        EXPECT_EQ(day.shown, ToldDay::Shown::masked) << day_of_en(day.what);
        EXPECT_NE(day.from.find('*'), std::string::npos) << day.from;
    }
    // Registered on a day rests on the state; the day of moving in is another field's.
    const auto here = given(question(QuestionKind::resident_on, 1));
    const auto moved = std::ranges::find(here.days(), DayOf::moved_in, &ToldDay::what);
    ASSERT_NE(moved, here.days().end());
    EXPECT_EQ(moved->shown, ToldDay::Shown::withheld);
    EXPECT_EQ(moved->from, "");
    // The end of a period is as much as its beginning.
    for (const auto& day : given(question(QuestionKind::resident_since, 2)).days()) {
        if (day.what == DayOf::period_complete || day.what == DayOf::registered_since) EXPECT_EQ(day.from, "");
    }
    const auto since = given(question(QuestionKind::resident_since, 1));
    const auto began = std::ranges::find(since.days(), DayOf::registered_since, &ToldDay::what);
    ASSERT_NE(began, since.days().end());
    EXPECT_EQ(began->from, "2020-03-04");
}

TEST_P(Questions, EachIsEnteredForEachPersonAndSealed) {
    const auto answer = given(question(QuestionKind::parent_of, 900001, 900003));
    EXPECT_EQ(entries("query.answer"), 1);
    EXPECT_EQ(entries("query.shown"), 1) << "the other has a trail, too";
    const auto entry = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, answer.receipt().log, answer.receipt().index); }));
    EXPECT_EQ(entry.kind, "query.answer");
    EXPECT_EQ(entry.person, ledger_->person_tag(id_of(900001)));
    EXPECT_NE(std::ranges::find(entry.facts, std::pair<std::string, std::string>{"question", "parent_of"}),
              entry.facts.end());
    for (const auto& [key, value] : entry.facts) EXPECT_NE(value, "yes") << key << ": the verdict is sealed";
    const auto secret = good(store_->read([&](store::ReadTx& tx) {
        return ledger::open_secret(tx, *ledger_, answer.receipt().log, answer.receipt().index);
    }));
    EXPECT_NE(secret.text().find(id_of(900003)), std::string::npos);
    EXPECT_NE(secret.text().find("\"verdict\":\"yes\""), std::string::npos);
    EXPECT_NE(secret.text().find("FatherId FosterFatherId FosterMotherId MotherId"), std::string::npos);
}

TEST_P(Questions, AreRefusedOutsideFieldsPopulationAndConflicts) {
    const auto narrow = make_grant({}, {"PersonId", "PersonName", "BirthDate", "Status"});
    EXPECT_EQ(refused(narrow, question(QuestionKind::age, 1)), "answered");
    EXPECT_EQ(refused(narrow, question(QuestionKind::alive, 1)), "grants.field_outside");
    EXPECT_EQ(refused(narrow, question(QuestionKind::spouse_of, 900001, 900002)), "grants.field_outside");
    const auto district = make_grant({.kind = grants::Population::Kind::districts, .districts = {"68000010"}},
                                     {"BirthDate", "HouseholdNumber", "Status", "PersonId"});
    EXPECT_EQ(refused(district, question(QuestionKind::age, 1)), "answered");
    EXPECT_EQ(refused(district, question(QuestionKind::age, 2)), "grants.outside_population");
    EXPECT_EQ(refused(district, question(QuestionKind::same_household, 1, 2)), "grants.outside_population")
        << "the other, too";
    EXPECT_EQ(entries("query.answer"), 2);
    // The second person is one's own relative, held or not.
    const auto worker = good(who(worker_token_));
    for (const int relative : {3, 5000}) {
        write([&](store::WriteTx& tx) {
            return grants::declare_conflict(tx, {*ledger_, profile_}, worker,
                                            {.grant = *everything_,
                                             .person = ledger_->person_tag(id_of(relative)),
                                             .case_number = {},
                                             .relation = grants::Relation::relative,
                                             .note = {},
                                             .hand_to = {}},
                                            random_, now_);
        });
        EXPECT_EQ(refused(*everything_, question(QuestionKind::same_household, 1, relative)),
                  "grants.conflict_declared");
        EXPECT_EQ(refused(*everything_, question(QuestionKind::parent_of, relative, 1)), "grants.conflict_declared");
    }
}

TEST_P(Questions, IllFormedOnesSpendNothing) {
    auto asked = question(QuestionKind::alive, 1);
    asked.subject = base::Personal{std::string{"A123456788"}};
    EXPECT_EQ(code_of(check_question(*registry_, asked)), "registry.subject_id");
    EXPECT_EQ(code_of(check_question(*registry_, question(QuestionKind::alive, 1, 2))), "registry.question_other");
    EXPECT_EQ(code_of(check_question(*registry_, question(QuestionKind::parent_of, 1))), "registry.question_other");
    EXPECT_EQ(code_of(check_question(*registry_, question(QuestionKind::parent_of, 1, 1))), "registry.question_same");
    asked = question(QuestionKind::age, 1);
    for (const int years : {0, -1, 151}) {
        asked.period = law::Term{.in = law::Term::In::years, .count = years};
        EXPECT_EQ(code_of(check_question(*registry_, asked)), "registry.question_period") << years;
    }
    asked.period.reset();
    EXPECT_EQ(code_of(check_question(*registry_, asked)), "registry.question_period");
    asked = question(QuestionKind::resident_since, 1);
    asked.programme = "childbirth_allowance";
    EXPECT_EQ(code_of(check_question(*registry_, asked)), "registry.question_period") << "one of the two";
    asked.period.reset();
    asked.programme = "nothing";
    EXPECT_EQ(code_of(check_question(*registry_, asked)), "registry.question_programme");
    EXPECT_EQ(entries("query.answer"), 0);
}

}  // namespace
}  // namespace menhu::registry
