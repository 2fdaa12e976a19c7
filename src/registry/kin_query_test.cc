// A kinship query from the authorisation of two people to the answer and its entries.
#include "registry/kin_query.h"

#include "grants/conflict.h"
#include "grants/kinship.h"
#include "registry/attachment.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using grants::Operation;
using kit::id_of;
using kit::PersonField;

using Given = std::variant<KinshipDisclosure, grants::Refusal>;
constexpr std::string_view case_number = "桃婦字第1150000001號";

class KinQuery : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        auto people = kit::residents(10);
        for (auto& person : kit::family()) people.push_back(person);
        for (auto& person : people) {
            const auto id = person[PersonField::person_id];
            if (id == id_of(900001)) {
                person[PersonField::father_name] = "王大明";
                person[PersonField::mother_name] = "陳美玉";
            }
            if (id == id_of(900002) || id == id_of(900003) || id == id_of(900004)) person[PersonField::sex] = "female";
            if (id == id_of(900004)) person[PersonField::area_code] = "68000020";
        }
        load(people);
        add("guan", *unit_, {Role::controller});
        guan_token_ = token_of("guan");
        // Nobody takes two stages: whoever heads the unit that manages the data is not the head of the agency.
        const auto secretariat = unit("secretariat");
        const auto owner = add("owner", secretariat, {Role::unit_head});
        const auto chief = good(who(chief_token_));
        write([&](store::WriteTx& tx) {
            return people::assign_duty(tx, *office_, chief,
                                       {.unit = secretariat,
                                        .kind = people::DutyKind::head,
                                        .account = owner,
                                        .from = now_ - std::chrono::days{1},
                                        .until = std::nullopt,
                                        .note = ""},
                                       random_, now_);
        });
    }

    grants::GrantId kinship_grant(grants::Population population = {}) {
        make_grant();  // the purpose's bases and the heads of the office
        const grants::Desk desk{*ledger_, profile_};
        const menhu::kit::Granted granted{*store_, *office_, desk, random_, now_};
        grants::NewPurpose what{.code = "protection",
                                .name_zh = "兒少保護個案",
                                .name_en = "Child protection",
                                .bases = {profile_.bases().front().id},
                                .units = {profile_.units().front().code},
                                .fields = {"AreaCode", "PersonId", "PersonName", "Status"},
                                .operations = {Operation::lookup, Operation::kinship},
                                .case_pattern = "",
                                .case_example = "",
                                .acknowledgement_zh = "知悉",
                                .acknowledgement_en = "Noted"};
        granted.purpose(what);
        grants::UseForm form;
        form.purpose = "protection";
        form.holding = "kinship";
        form.holders = {good(who(worker_token_)).account()};
        form.fields = what.fields;
        form.operations = {Operation::lookup, Operation::kinship};
        form.population = std::move(population);
        form.from = now_;
        form.until = now_ + std::chrono::days{30};
        form.expected = {.day = 100, .month = 100, .total = 100};
        form.afterwards = "附卷";
        form.reason = "查明扶養義務人，辦理兒少保護案件";
        return granted.give("worker", form);
    }
    // Registered by the controller, opened by the worker, attended.
    std::string ready(grants::GrantId grant, int subject) {
        const grants::Desk desk{*ledger_, profile_};
        grants::NewAuthorisation what;
        what.asker = good(who(worker_token_)).account();
        what.grant = grant;
        what.person_id = base::Personal{id_of(subject)};
        what.case_number = case_number;
        what.from = now_;
        what.until = now_ + std::chrono::days{1};
        what.reason = "查明扶養義務人，辦理兒少保護案件";
        const auto guan = good(who(guan_token_));
        const auto worker = good(who(worker_token_));
        const auto made =
            write([&](store::WriteTx& tx) { return grants::authorise_kinship(tx, desk, guan, what, random_, now_); });
        write([&](store::WriteTx& tx) { return grants::open_kinship(tx, desk, worker, made.id, made.code, now_); });
        write([&](store::WriteTx& tx) { return grants::attend_kinship(tx, desk, guan, made.id, now_); });
        last_ = made.id;
        return made.code;
    }
    KinshipAsk about(int subject, std::optional<int> other = {}) const {
        KinshipAsk ask;
        ask.subject = base::Personal{id_of(subject)};
        if (other) ask.other = base::Personal{id_of(*other)};
        ask.father_name = base::Personal{std::string{"王大明"}};
        ask.mother_name = base::Personal{std::string{"陳美玉"}};
        return ask;
    }
    Given put(grants::GrantId grant, const std::string& code, const KinshipAsk& asked) {
        return good(store_->write([&](store::WriteTx& tx) -> base::Result<Given> {
                   const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
                   grants::Ask ask;
                   ask.grant = grant;
                   ask.operation = Operation::kinship;
                   ask.case_number = case_number;
                   ask.reason = "查明扶養義務人";
                   ask.holding = "kinship";
                   ask.authorisation = code;
                   ask.person = kinship_tag(*registry_, asked);
                   ask.sealed = kinship_json(asked);
                   auto decision = TRY(grants::decide(tx, {*ledger_, profile_}, worker, ask, now_));
                   if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Given{std::move(*refusal)};
                   return kinship(tx, *registry_, std::get<grants::Permit>(std::move(decision)), asked, random_, now_);
               }))
            .value();
    }
    static KinshipDisclosure disclosed(Given given) {
        if (auto* refusal = std::get_if<grants::Refusal>(&given)) {
            throw std::runtime_error{std::string{refusal->code()}};
        }
        return std::get<KinshipDisclosure>(std::move(given));
    }
    static std::string refused(const Given& given) {
        const auto* refusal = std::get_if<grants::Refusal>(&given);
        return refusal == nullptr ? "answered" : std::string{refusal->code()};
    }
    static std::vector<std::string> terms(const KinshipDisclosure& answer) {
        std::vector<std::string> out;
        for (const auto& relation : answer.relations()) out.push_back(relation.term.zh);
        std::ranges::sort(out);
        return out;
    }

    std::string guan_token_;
    std::optional<grants::AuthorisationId> last_;
};

INSTANTIATE_TEST_SUITE_P(Both, KinQuery, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(KinQuery, ListsKinWithChainsMaskedAndWithGaps) {
    const auto grant = kinship_grant();
    const auto answer = disclosed(put(grant, ready(grant, 900001), about(900001)));
    EXPECT_EQ(answer.outcome(), KinshipDisclosure::Outcome::answered);
    EXPECT_EQ(answer.father(), NameCheck::equal);
    EXPECT_EQ(answer.mother(), NameCheck::equal);
    EXPECT_EQ(answer.ceiling().blood, 2);
    EXPECT_FALSE(answer.ceiling().affinity) << "blood alone unless asked for";
    EXPECT_EQ(terms(answer), (std::vector<std::string>{"女", "母"}));
    EXPECT_EQ(answer.verdict(), Truth::cannot_tell) << "the father is in no record";
    ASSERT_FALSE(answer.gaps().empty());
    const auto father = std::ranges::find(answer.gaps(), KinGap::Kind::father, &KinGapShown::kind);
    ASSERT_NE(father, answer.gaps().end());
    EXPECT_EQ(father->person, 0u);
    for (const auto& person : answer.people()) {
        ASSERT_EQ(person.state, KinShown::State::shown);
        const auto id = std::ranges::find(person.card->fields, "PersonId", &CardField::name);
        ASSERT_NE(id, person.card->fields.end());
        EXPECT_EQ(id->shown, Shown::masked);
        EXPECT_EQ(std::ranges::find(person.card->fields, "FatherName", &CardField::name), person.card->fields.end())
            << "not a field of the grant";
        EXPECT_FALSE(person.card->handle.empty());
    }
    const auto with_marriages = [&] {
        auto asked = about(900001);
        asked.marriages = KinshipAsk::Marriages::included;
        return disclosed(put(grant, ready(grant, 900001), asked));
    }();
    EXPECT_EQ(terms(with_marriages), (std::vector<std::string>{"女", "妻", "母"}));
}

TEST_P(KinQuery, NamesThatDifferShowNothing) {
    const auto grant = kinship_grant();
    auto asked = about(900001);
    asked.father_name = base::Personal{std::string{"王小明"}};
    const auto answer = disclosed(put(grant, ready(grant, 900001), asked));
    EXPECT_EQ(answer.outcome(), KinshipDisclosure::Outcome::names_differ);
    EXPECT_EQ(answer.father(), NameCheck::different);
    EXPECT_EQ(answer.mother(), NameCheck::equal);
    EXPECT_TRUE(answer.people().empty());
    EXPECT_TRUE(answer.relations().empty());
    EXPECT_EQ(entries("query.kinship"), 1) << "it is entered all the same";
    EXPECT_EQ(entries("query.shown"), 0);
    // A name that the record holds must be given (辦法 10); one that it lacks cannot be compared.
    asked.father_name = base::Personal{std::string{}};
    EXPECT_EQ(disclosed(put(grant, ready(grant, 900001), asked)).father(), NameCheck::different);
    EXPECT_EQ(disclosed(put(grant, ready(grant, 900004), about(900004))).father(), NameCheck::not_held);
    // Spaces and forms of a character do not count.
    asked.father_name = base::Personal{std::string{"王　大明"}};
    EXPECT_EQ(disclosed(put(grant, ready(grant, 900001), asked)).father(), NameCheck::equal);
}

TEST_P(KinQuery, OfTwoTheChainIsToldOrThatItCannotBe) {
    const auto grant = kinship_grant();
    const auto code = ready(grant, 900001);
    const auto mother = disclosed(put(grant, code, about(900001, 900004)));
    EXPECT_EQ(mother.verdict(), Truth::yes);
    ASSERT_EQ(mother.relations().size(), 1u);
    EXPECT_EQ(mother.relations().front().term.zh, "母");
    EXPECT_EQ(mother.relations().front().to, 1u);
    EXPECT_EQ(mother.relations().front().steps.front().article, "民法967");
    const auto stranger = disclosed(put(grant, code, about(900001, 1)));
    EXPECT_EQ(stranger.verdict(), Truth::cannot_tell) << "parents that no record names";
    EXPECT_EQ(stranger.people().size(), 2u);
    const auto unknown = disclosed(put(grant, code, about(900001, 5000)));
    EXPECT_EQ(unknown.people().at(1).state, KinShown::State::not_held);
    EXPECT_EQ(entries("grants.kinship_used"), 3) << "each names asker and controller";
}

TEST_P(KinQuery, EachPersonOfTheAnswerIsEntered) {
    const auto grant = kinship_grant();
    const auto answer = disclosed(put(grant, ready(grant, 900001), about(900001)));
    EXPECT_EQ(entries("query.kinship"), 1);
    EXPECT_EQ(entries("query.shown"), static_cast<std::int64_t>(answer.people().size()) - 1);
    const auto entry = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, answer.receipt().log, answer.receipt().index); }));
    EXPECT_EQ(entry.person, ledger_->person_tag(id_of(900001)));
    const auto secret = good(store_->read([&](store::ReadTx& tx) {
        return ledger::open_secret(tx, *ledger_, answer.receipt().log, answer.receipt().index);
    }));
    EXPECT_NE(secret.text().find("王大明"), std::string::npos) << "what was typed, for those who check";
    for (const auto& [key, value] : entry.facts) EXPECT_EQ(value.find("王"), std::string::npos) << key;
}

TEST_P(KinQuery, OfThoseOutsideTheGrantOnlyThePlaceIsShown) {
    const auto grant = kinship_grant({.kind = grants::Population::Kind::districts, .districts = {"68000010"}});
    const auto code = ready(grant, 900001);
    const auto answer = disclosed(put(grant, code, about(900001)));
    const auto mother = std::ranges::find(answer.relations(), "母", [](const auto& one) { return one.term.zh; });
    ASSERT_NE(mother, answer.relations().end());
    EXPECT_EQ(answer.people().at(mother->to).state, KinShown::State::withheld);
    EXPECT_FALSE(answer.people().at(mother->to).card);
    EXPECT_EQ(refused(put(grant, code, about(900001, 900004))), "grants.outside_population") << "asked about by name";
    // The daughter is a relative of the asker.
    const auto worker = good(who(worker_token_));
    write([&](store::WriteTx& tx) {
        return grants::declare_conflict(tx, {*ledger_, profile_}, worker,
                                        {.grant = grant,
                                         .person = ledger_->person_tag(id_of(900003)),
                                         .case_number = {},
                                         .relation = grants::Relation::relative,
                                         .note = {},
                                         .hand_to = {}},
                                        random_, now_);
    });
    const auto again = disclosed(put(grant, code, about(900001)));
    for (const auto& relation : again.relations()) {
        EXPECT_EQ(again.people().at(relation.to).state, KinShown::State::withheld) << relation.term.zh;
    }
    EXPECT_EQ(refused(put(grant, code, about(900001, 900003))), "grants.conflict_declared");
}

TEST_P(KinQuery, IsRefusedWithoutBothAndForAnother) {
    const auto grant = kinship_grant();
    EXPECT_EQ(refused(put(grant, "", about(900001))), "grants.kinship_not_authorised");
    const auto code = ready(grant, 900001);
    EXPECT_EQ(refused(put(grant, code, about(900002))), "grants.kinship_other_person");
    EXPECT_EQ(refused(put(grant, code, about(900001))), "answered");
    const auto guan = good(who(guan_token_));
    write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(grants::withdraw_kinship(tx, {*ledger_, profile_}, guan, *last_, "案件改由他人辦理", now_));
        return 0;
    });
    EXPECT_EQ(refused(put(grant, code, about(900001))), "grants.kinship_withdrawn");
    EXPECT_EQ(entries("query.kinship"), 1);
}

TEST_P(KinQuery, GoesIntoTheCaseFileAsItWasShownWithoutAnotherAuthorisation) {
    const auto grant = kinship_grant();
    const auto answer = disclosed(put(grant, ready(grant, 900001), about(900001)));
    const auto sealed = seal_exhibit(*registry_, exhibit_of(answer), random_, now_);
    const auto exhibit = good(open_exhibit(*registry_, good(who(worker_token_)), answer.query(), sealed, now_));
    EXPECT_EQ(exhibit.kind, ExhibitKind::kinship);
    EXPECT_EQ(exhibit.people.size(), answer.people().size());
    std::string text;
    for (const auto& table : exhibit.tables) {
        for (const auto& row : table.rows) {
            for (const auto& cell : row) text += cell + "|";
        }
    }
    for (const auto* wanted : {"女", "母", "直系血親 1 親等", "民法 967 I"})
        EXPECT_NE(text.find(wanted), text.npos) << wanted;
    EXPECT_EQ(text.find(id_of(900001)), text.npos) << "masked, as it was shown";
    const ActorOf actor_of = [&](store::WriteTx& tx, base::Instant now) {
        return people::identify(static_cast<store::ReadTx&>(tx), *office_, worker_token_, now);
    };
    const NewAttachment wish{
        .case_number = {}, .keeps = Keeps::kept, .reason = "附入兒少保護案卷", .source = "192.0.2.7"};
    const auto made = good(attach(*registry_, actor_of, exhibit, wish, random_, now_));
    EXPECT_TRUE(std::holds_alternative<AttachmentId>(made));
    EXPECT_EQ(entries("query.kinship"), 1) << "nobody was asked about again";
    EXPECT_EQ(entries("case.attached"), 1);
    const auto none = disclosed(put(grant, ready(grant, 5000), about(5000)));
    EXPECT_FALSE(exhibit_of(none)) << "of nobody there is nothing to attach";
}

TEST_P(KinQuery, WhoIsNotHeldIsSaidToBeSo) {
    const auto grant = kinship_grant();
    const auto answer = disclosed(put(grant, ready(grant, 5000), about(5000)));
    EXPECT_EQ(answer.outcome(), KinshipDisclosure::Outcome::not_held);
    EXPECT_TRUE(answer.people().empty());
    EXPECT_EQ(entries("query.kinship"), 1);
}

TEST(KinshipAskTest, IllFormedOnesAreRefused) {
    KinshipAsk ask;
    ask.subject = base::Personal{std::string{"A123456788"}};
    EXPECT_EQ(code_of(check_kinship(ask)), "registry.subject_id");
    ask.subject = base::Personal{std::string{"A123456789"}};
    EXPECT_EQ(code_of(check_kinship(ask)), "none");
    ask.other = base::Personal{std::string{"a123456789"}};
    EXPECT_EQ(code_of(check_kinship(ask)), "registry.question_same");
    ask.other.reset();
    ask.father_name = base::Personal{std::string(801, 'x')};
    EXPECT_EQ(code_of(check_kinship(ask)), "registry.subject_name");
}

}  // namespace
}  // namespace menhu::registry
