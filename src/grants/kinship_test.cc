// Kinship authorisations: two people, one person asked about, one case, a period to the millisecond.
#include "grants/kinship.h"

#include "grants/conflict.h"
#include "grants/desk_test.h"
#include "grants/link.h"
#include "people/duty.h"

namespace menhu::grants {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::string_view subject = "A123456789";

class KinshipTest : public DeskTest {
protected:
    void SetUp() override {
        DeskTest::SetUp();
        guan_ = add("guan", *women_, {Role::controller});
        auto spare = account("owner", unit("secretariat"), {Role::unit_head});
        const auto owner = add(actor("chief"), spare);
        const auto chief = actor("chief");
        write([&](store::WriteTx& tx) {
            return people::assign_duty(tx, *office_, chief,
                                       {.unit = unit("secretariat"),
                                        .kind = people::DutyKind::head,
                                        .account = owner,
                                        .from = now_ - days{1},
                                        .until = std::nullopt,
                                        .note = ""},
                                       random_, now_);
        });
        auto purpose = new_purpose("child-protection");
        purpose.operations = {Operation::lookup, Operation::kinship};
        granted().purpose(purpose);
        auto grant = new_grant();
        grant.purpose = "child-protection";
        grant.operations = {Operation::kinship};
        grant.holding = "kinship";
        grant.holders = {*lin_, *wu_};
        grant.until = now_ + days{60};
        grant.quota_day = 100;
        grant.quota_total = 100;
        kin_ = give(grant);
        lin_token_ = token_of("lin");
        guan_token_ = token_of("guan");
    }

    people::Actor as(const std::string& token) { return good(who(token)); }
    people::Actor lin() { return as(lin_token_); }
    people::Actor guan() { return as(guan_token_); }

    NewAuthorisation new_authorisation() const {
        NewAuthorisation what;
        what.asker = *lin_;
        what.grant = *kin_;
        what.person_id = base::Personal{std::string{" a12345 6789"}};
        what.father_name = base::Personal{std::string{"王大明"}};
        what.mother_name = base::Personal{std::string{"陳美玉"}};
        what.case_number = "C-2026-000007";
        what.from = now_;
        what.until = now_ + days{2};
        what.reason = "查明扶養義務人，辦理兒少保護案件";
        return what;
    }
    base::Result<Authorised> try_authorise(const people::Actor& by, const NewAuthorisation& what) {
        auto made =
            try_write([&](store::WriteTx& tx) { return authorise_kinship(tx, desk_, by, what, random_, now_); });
        if (!made) return made.error();
        return std::move(*made).value();
    }
    std::string refusal_of(const NewAuthorisation& what) { return code_of(try_authorise(guan(), what)); }
    Authorised authorise() { return good(try_authorise(guan(), new_authorisation())); }

    std::string open(const people::Actor& by, AuthorisationId id, const std::string& code) {
        auto opened = try_write([&](store::WriteTx& tx) { return open_kinship(tx, desk_, by, id, code, now_); });
        if (!opened) return std::string{opened.error().code()};
        return opened->value() == Opened::opened ? "opened" : "wrong_code";
    }
    std::string attend(const people::Actor& by, AuthorisationId id) {
        return attempt([&](store::WriteTx& tx) { return attend_kinship(tx, desk_, by, id, now_); });
    }
    std::string withdraw(const people::Actor& by, AuthorisationId id) {
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(withdraw_kinship(tx, desk_, by, id, "案件改由他人辦理", now_));
            return 0;
        });
    }
    // Both are there.
    Authorised ready() {
        auto made = authorise();
        EXPECT_EQ(open(lin(), made.id, made.code), "opened");
        EXPECT_EQ(attend(guan(), made.id), "none");
        return made;
    }

    Ask kinship_ask(const std::string& code) const {
        Ask ask;
        ask.grant = *kin_;
        ask.operation = Operation::kinship;
        ask.case_number = "C-2026-000007";
        ask.reason = "查明扶養義務人";
        ask.holding = "kinship";
        ask.authorisation = code;
        ask.person = ledger_->person_tag(subject);
        ask.sealed = R"({"id":"A123456789"})";
        return ask;
    }
    std::string asked(const Ask& ask) { return outcome(lin(), ask); }
    std::vector<std::string> missing(const people::Actor& by, AuthorisationId id) {
        std::vector<std::string> codes;
        for (const Why why : read([&](store::ReadTx& tx) { return readiness(tx, desk_, by, id, now_); })) {
            codes.emplace_back(refused(why).code);
        }
        return codes;
    }
    void suspend_account(people::AccountId account) {
        const auto chief = actor("chief");
        write([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(people::suspend(tx, *office_, chief, account, "test", now_));
            return 0;
        });
    }
    void on_link(auto work) {
        const auto chief = actor("chief");
        write([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(work(tx, chief));
            return 0;
        });
    }

    std::optional<people::AccountId> guan_;
    std::optional<GrantId> kin_;
    std::string lin_token_;
    std::string guan_token_;
};

TEST_P(KinshipTest, TwoPeopleAskAndEachUseNamesBoth) {
    const auto made = authorise();
    EXPECT_EQ(made.code.size(), 11U);
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_not_opened");
    EXPECT_EQ(open(lin(), made.id, " " + made.code), "opened");
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_controller_absent");
    EXPECT_EQ(attend(guan(), made.id), "none");
    EXPECT_TRUE(missing(lin(), made.id).empty());
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    now_ += minutes{5};
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");

    const auto uses = trail_of("grants.kinship_used");
    ASSERT_EQ(uses.size(), 2U);
    for (const auto& use : uses) {
        EXPECT_EQ(use.account, lin_->number());
        EXPECT_EQ(use.person, ledger_->person_tag(subject));
        EXPECT_EQ(use.case_commitment, ledger_->case_commitment("C-2026-000007"));
        EXPECT_EQ(fact(use, "present"), guan_->text());
        EXPECT_EQ(fact(use, "controller"), guan_->text());
        EXPECT_EQ(fact(use, "about_account"), lin_->text());
        EXPECT_EQ(fact(use, "authorisation"), made.id.text());
    }
    const auto seen = read([&](store::ReadTx& tx) { return authorisation(tx, desk_, guan(), made.id, now_); });
    EXPECT_EQ(seen.uses, 2);
    EXPECT_EQ(seen.last_used_at, now_);
}

TEST_P(KinshipTest, ThePeriodHoldsToTheMillisecond) {
    auto what = new_authorisation();
    what.from = now_ + minutes{2};
    what.until = now_ + minutes{6};
    const auto made = good(try_authorise(guan(), what));
    EXPECT_EQ(open(lin(), made.id, made.code), "opened");
    EXPECT_EQ(attend(guan(), made.id), "grants.kinship_not_begun");
    const auto start = now_;
    now_ = start + minutes{2} - milliseconds{1};
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_not_yet_valid");
    now_ += milliseconds{1};
    EXPECT_EQ(attend(guan(), made.id), "none");
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    now_ = start + minutes{6} - milliseconds{1};
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    now_ += milliseconds{1};
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_expired");
    EXPECT_EQ(open(lin(), made.id, made.code), "grants.kinship_over");
    EXPECT_EQ(attend(guan(), made.id), "grants.kinship_over");
    EXPECT_EQ(withdraw(guan(), made.id), "grants.kinship_over");
}

TEST_P(KinshipTest, PresenceLastsItsMinutesAndIsRenewed) {
    const auto made = ready();
    const auto lasts = profile_.numbers().kinship_presence.value;
    const auto start = now_;
    now_ = start + std::chrono::minutes{9};
    ASSERT_TRUE(try_write([&](store::WriteTx& tx) { return people::identify(tx, *office_, lin_token_, now_); }));
    ASSERT_TRUE(try_write([&](store::WriteTx& tx) { return people::identify(tx, *office_, guan_token_, now_); }));
    now_ = start + lasts - milliseconds{1};
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    now_ += milliseconds{1};
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_controller_absent");
    // The proof is too old by now: whoever stands beside proves it again.
    EXPECT_EQ(attend(guan(), made.id), "people.step_up_needed");
    guan_token_ = token_of("guan");
    EXPECT_EQ(attend(guan(), made.id), "none");
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
}

TEST_P(KinshipTest, ItEndsWithEitherSession) {
    auto made = ready();
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    good(store_->write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(people::sign_out(tx, *office_, guan_token_, now_));
        return 0;
    }));
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_controller_absent");
    guan_token_ = token_of("guan");
    // A new session is no presence by itself.
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_controller_absent");
    EXPECT_EQ(attend(guan(), made.id), "none");
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");

    // Another session of the asker's is not the one that was attended.
    const auto elsewhere = actor("lin");
    EXPECT_EQ(outcome(elsewhere, kinship_ask(made.code)), "grants.kinship_not_opened");
    good(store_->write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(people::sign_out(tx, *office_, lin_token_, now_));
        return 0;
    }));
    EXPECT_EQ(outcome(elsewhere, kinship_ask(made.code)), "grants.kinship_not_opened");
    EXPECT_EQ(attend(guan(), made.id), "grants.kinship_asker_absent");
    // Opened anew, it needs the controller anew.
    EXPECT_EQ(open(elsewhere, made.id, made.code), "opened");
    EXPECT_EQ(outcome(elsewhere, kinship_ask(made.code)), "grants.kinship_controller_absent");
}

TEST_P(KinshipTest, ASuspendedControllerIsNotThere) {
    const auto made = ready();
    suspend_account(*guan_);
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_controller_absent");
    EXPECT_EQ(missing(lin(), made.id), std::vector<std::string>{"grants.kinship_controller_absent"});
}

TEST_P(KinshipTest, SomebodyElseMayAttendWhoIsAController) {
    add("mei", *women_, {Role::controller});
    const auto made = authorise();
    EXPECT_EQ(open(lin(), made.id, made.code), "opened");
    EXPECT_EQ(attend(actor("wu"), made.id), "people.role_missing");
    const auto mei = actor("mei");
    EXPECT_EQ(attend(mei, made.id), "none");
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    const auto use = trail_of("grants.kinship_used").front();
    EXPECT_EQ(fact(use, "present"), mei.account().text());
    EXPECT_EQ(fact(use, "controller"), guan_->text());
}

TEST_P(KinshipTest, OnlyThisAskerThisPersonThisCase) {
    const auto made = ready();
    auto ask = kinship_ask(made.code);
    ask.case_number = "C-2026-000008";
    EXPECT_EQ(asked(ask), "grants.kinship_other_case");
    ask = kinship_ask(made.code);
    ask.person = ledger_->person_tag("A100000001");
    EXPECT_EQ(asked(ask), "grants.kinship_other_person");
    ask.person.reset();
    EXPECT_EQ(asked(ask), "grants.kinship_other_person");
    EXPECT_EQ(outcome(actor("wu"), kinship_ask(made.code)), "grants.kinship_not_authorised");
    EXPECT_EQ(asked(kinship_ask("")), "grants.kinship_not_authorised");
    EXPECT_EQ(asked(kinship_ask("00000-00000")), "grants.kinship_not_authorised");
    EXPECT_EQ(entries("grants.kinship_used"), 0);
    // Nobody but its asker opens it, and nobody learns that it is there.
    EXPECT_EQ(open(actor("wu"), made.id, made.code), "grants.kinship_not_found");
    const auto wu = actor("wu");
    const auto looked = store_->read([&](store::ReadTx& tx) { return authorisation(tx, desk_, wu, made.id, now_); });
    EXPECT_EQ(code_of(looked), "grants.kinship_not_found");
}

TEST_P(KinshipTest, WithdrawnIsOverAtOnce) {
    const auto made = ready();
    EXPECT_EQ(withdraw(lin(), made.id), "people.role_missing");
    EXPECT_EQ(withdraw(guan(), made.id), "none");
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_withdrawn");
    EXPECT_EQ(withdraw(guan(), made.id), "grants.kinship_over");
}

TEST_P(KinshipTest, WrongCodesAreEnteredAndBarIt) {
    const auto made = authorise();
    const auto most = profile_.numbers().sign_in_failures.value;
    for (std::int64_t i = 0; i < most; ++i) EXPECT_EQ(open(lin(), made.id, "ABCDE-FGHJK"), "wrong_code");
    EXPECT_EQ(entries("grants.kinship_code_wrong"), most);
    EXPECT_EQ(open(lin(), made.id, made.code), "grants.kinship_over");
    EXPECT_EQ(asked(kinship_ask(made.code)), "grants.kinship_barred");
}

TEST_P(KinshipTest, OffWithoutTheLinkOrItsLetter) {
    const auto made = ready();
    on_link([&](store::WriteTx& tx, const people::Actor& by) {
        return suspend_link(tx, desk_, by, "kinship", "test", now_);
    });
    EXPECT_EQ(refusal_of(new_authorisation()), "grants.kinship_not_approved");
    EXPECT_EQ(open(lin(), made.id, made.code), "grants.kinship_not_approved");
    EXPECT_EQ(attend(guan(), made.id), "grants.kinship_not_approved");
    EXPECT_NE(asked(kinship_ask(made.code)), "permit");
    EXPECT_EQ(missing(lin(), made.id), std::vector<std::string>{"grants.kinship_not_approved"});
    on_link([&](store::WriteTx& tx, const people::Actor& by) {
        return resume_link(tx, desk_, by, "kinship", "test", now_);
    });
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    EXPECT_EQ(run("UPDATE grants_links SET approval_letter = '' WHERE code = 'kinship'"), "none");
    EXPECT_EQ(refusal_of(new_authorisation()), "grants.kinship_not_approved");
    EXPECT_NE(asked(kinship_ask(made.code)), "permit");
    EXPECT_EQ(read([&](store::ReadTx& tx) { return kinship_use(tx, now_); }), KinshipUse::off);
}

TEST_P(KinshipTest, WhatMayNotBeAuthorised) {
    auto what = new_authorisation();
    what.person_id = base::Personal{std::string{"A123456780"}};  // its check digit is 9
    EXPECT_EQ(refusal_of(what), "grants.kinship_person_id");
    what = new_authorisation();
    what.asker = *guan_;
    EXPECT_EQ(refusal_of(what), "grants.kinship_own");
    what = new_authorisation();
    what.asker = *he_;
    EXPECT_EQ(refusal_of(what), "grants.kinship_asker");
    what = new_authorisation();
    what.grant = *grant_;
    EXPECT_EQ(refusal_of(what), "grants.kinship_grant");
    what = new_authorisation();
    what.until = what.from;
    EXPECT_EQ(refusal_of(what), "grants.kinship_period");
    what = new_authorisation();
    what.from = now_ - days{3};
    what.until = now_;
    EXPECT_EQ(refusal_of(what), "grants.kinship_period");
    what = new_authorisation();
    what.case_number = "7";
    EXPECT_EQ(refusal_of(what), "grants.kinship_case_number");
    what = new_authorisation();
    what.reason = " ";
    EXPECT_EQ(refusal_of(what), "grants.kinship_text");
    EXPECT_EQ(code_of(try_authorise(lin(), new_authorisation())), "people.role_missing");
    EXPECT_EQ(entries("grants.kinship_authorised"), 0);
    now_ += minutes{11};
    ASSERT_TRUE(who(guan_token_));
    EXPECT_EQ(refusal_of(new_authorisation()), "people.step_up_needed");
}

TEST_P(KinshipTest, TheLongestPeriodIsTheProfiles) {
    auto what = new_authorisation();
    what.until = what.from + days{30};
    EXPECT_EQ(refusal_of(what), "none");
    what.until = what.from + days{30} + milliseconds{1};
    EXPECT_EQ(refusal_of(what), "grants.kinship_period");
    what.from = now_ + days{50};
    what.until = now_ + days{60} + milliseconds{1};  // the grant is over by then
    EXPECT_EQ(refusal_of(what), "grants.kinship_period");
}

TEST_P(KinshipTest, TwoAccountsOfOnePersonAreOnePairOfEyes) {
    auto twin = account("twin", *women_, {Role::controller});
    twin.employee_number = "E-1001";
    add(actor("chief"), twin);
    EXPECT_EQ(run("UPDATE people_accounts SET employee_number = 'E-1001' WHERE name = 'lin'"), "none");
    EXPECT_EQ(code_of(try_authorise(actor("twin"), new_authorisation())), "grants.kinship_own");
    const auto made = authorise();
    EXPECT_EQ(open(lin(), made.id, made.code), "opened");
    EXPECT_EQ(attend(actor("twin"), made.id), "grants.kinship_own");
}

TEST_P(KinshipTest, WhoDeclaredAConflictIsNotAuthorised) {
    const auto lin_now = lin();
    write([&](store::WriteTx& tx) {
        NewConflict conflict;
        conflict.grant = *kin_;
        conflict.person = ledger_->person_tag(subject);
        conflict.relation = Relation::relative;
        return declare_conflict(tx, desk_, lin_now, conflict, random_, now_);
    });
    EXPECT_EQ(refusal_of(new_authorisation()), "grants.kinship_conflict");
}

TEST_P(KinshipTest, NothingPersonalIsInClear) {
    const auto made = ready();
    EXPECT_EQ(asked(kinship_ask(made.code)), "permit");
    const auto entry = trail_of("grants.kinship_authorised").front();
    for (const auto& [name, value] : entry.facts) {
        EXPECT_FALSE(value.contains(subject)) << name;
        EXPECT_FALSE(value.contains("王")) << name;
        EXPECT_FALSE(value.contains("C-2026")) << name;
        EXPECT_FALSE(value.contains(made.code)) << name;
    }
    const auto about = read([&](store::ReadTx& tx) { return authorised_subject(tx, desk_, guan(), made.id); });
    EXPECT_EQ(about.person_id.reveal(), subject);
    EXPECT_EQ(about.father_name.reveal(), "王大明");
    EXPECT_EQ(about.mother_name.reveal(), "陳美玉");
    EXPECT_EQ(about.case_number, "C-2026-000007");
    // A checker sees that it was and how it was used, not about whom.
    add("cha", *women_, {Role::checker});
    const auto cha = actor("cha");
    EXPECT_EQ(read([&](store::ReadTx& tx) { return authorisations(tx, desk_, cha, now_); }).size(), 1U);
    const auto hidden = store_->read([&](store::ReadTx& tx) { return authorised_subject(tx, desk_, cha, made.id); });
    EXPECT_EQ(code_of(hidden), "grants.kinship_not_found");
}

INSTANTIATE_TEST_SUITE_P(Both, KinshipTest, kit::both_engines(), kit::engine_name);

}  // namespace
}  // namespace menhu::grants
