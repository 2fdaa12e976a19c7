#include "people/application.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "kit/fail_at_every_call.h"
#include "people/absence.h"
#include "people/contract.h"
#include "people/duty.h"
#include "people/office_test.h"
#include "people/one_time_token.h"
#include "people/pledge.h"
#include "people/training.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;
using Kind = ApplicationKind;
using State = ApplicationState;
using Act = ApplicationAct;

class Applications : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        head_ = make_account("head", {Role::unit_head});
        deputy_ = make_account("deputy", {Role::unit_head});
        top_ = make_account("top", {Role::unit_head});
        other_ = make_account("other", {Role::account_administrator});
        lin_ = make_account("lin", {Role::case_worker});
        wu_ = make_account("wu", {Role::case_worker});
        give(section_, DutyKind::head, *head_);
        give(section_, DutyKind::deputy, *deputy_);
        give(std::nullopt, DutyKind::head, *top_);
        give(section_, DutyKind::account_administrator, *other_);
    }
    void give(std::optional<UnitId> unit, DutyKind kind, AccountId account) {
        const Actor by = chief();
        write([&](store::WriteTx& tx) {
            return assign_duty(tx, *office_, by,
                               {.unit = unit,
                                .kind = kind,
                                .account = account,
                                .from = now_ - std::chrono::days{100},
                                .until = std::nullopt,
                                .note = {}},
                               random_, now_);
        });
    }
    Actor as(std::string_view name) { return good(who(token_of(name))); }
    ApplicationForm form(Kind kind = Kind::open) {
        ApplicationForm form;
        form.kind = kind;
        form.account_name = "new.one";
        form.display_name = "新進人員";
        form.email = "new.one@example.invalid";
        form.employee_number = "E-1";
        form.duties = "育兒津貼審查";
        form.unit = *section_;
        form.roles = {Role::case_worker};
        form.from = now_;
        form.pledge_version = profile_.pledge().version;
        form.reason = "承辦業務所需";
        if (kind != Kind::open) form.account = lin_;
        return form;
    }
    Submitted submit() {
        return write([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, form(), random_, now_); });
    }
    ApplicationId submit_for(const Actor& by, const ApplicationForm& form) {
        return write([&](store::WriteTx& tx) { return apply(tx, *office_, by, form, random_, now_); }).id;
    }
    std::string code(auto work) { return code_of(try_write(work)); }
    std::string act(Act what, const Actor& by, ApplicationId id) {
        return code([&](store::WriteTx& tx) -> base::Result<void> {
            switch (what) {
                case Act::endorse:
                    return endorse(tx, *office_, by, id, "", now_);
                case Act::carry_out:
                    return carry_out(tx, *office_, by, id, "", random_, now_);
                case Act::send_back:
                    return send_back(tx, *office_, by, id, "請補正", now_);
                case Act::refuse:
                    return refuse(tx, *office_, by, id, "不同意", now_);
                case Act::withdraw:
                    return withdraw(tx, *office_, by, id, "不需要了", now_);
                case Act::resubmit: {
                    auto again = form(Kind::change);
                    again.pledge_version = profile_.pledge().version;
                    return resubmit(tx, *office_, by, id, again, now_);
                }
                default:
                    return {};
            }
        });
    }
    void good_act(Act what, std::string_view person, ApplicationId id) {
        ASSERT_EQ(act(what, person_named(person), id), "none") << person << " " << application_act_code(what);
    }
    Actor person_named(std::string_view name) { return name == "chief" ? chief() : as(name); }
    Application find(ApplicationId id) {
        return *good(store_->read([&](store::ReadTx& tx) { return find_application(tx, id, now_); }));
    }
    std::vector<FormProblem> problems(const ApplicationForm& form, std::optional<AccountId> by = std::nullopt) {
        return good(store_->read([&](store::ReadTx& tx) { return check_form(tx, *office_, form, by, now_); }));
    }
    bool is_wrong(const ApplicationForm& form, std::string_view field) {
        return std::ranges::any_of(problems(form), [&](const auto& one) { return one.field == field; });
    }
    std::vector<std::string> warnings(ApplicationId id) {
        const Application application = find(id);
        std::vector<std::string> codes;
        const auto found = good(
            store_->read([&](store::ReadTx& tx) { return application_warnings(tx, *office_, application, now_); }));
        for (const auto& warning : found) codes.emplace_back(warning.code);
        return codes;
    }
    bool warns(ApplicationId id, std::string_view code) {
        const auto all = warnings(id);
        return std::ranges::find(all, code) != all.end();
    }
    std::optional<Account> account(std::string_view name) {
        return good(store_->read([&](store::ReadTx& tx) { return find_account(tx, name, now_); }));
    }

    std::optional<AccountId> head_;
    std::optional<AccountId> deputy_;
    std::optional<AccountId> top_;
    std::optional<AccountId> other_;
    std::optional<AccountId> lin_;
    std::optional<AccountId> wu_;
};
INSTANTIATE_TEST_SUITE_P(Both, Applications, kit::both_engines(), kit::engine_name);

TEST_P(Applications, FromTheFormToTheFirstSession) {
    const Submitted made = submit();
    EXPECT_EQ(made.number, "115-00001");
    EXPECT_EQ(find(made.id).state, State::submitted);
    EXPECT_EQ(act(Act::endorse, as("head"), made.id), "none");
    EXPECT_EQ(find(made.id).state, State::endorsed);
    EXPECT_EQ(act(Act::carry_out, chief(), made.id), "none");
    EXPECT_EQ(find(made.id).state, State::carried_out);
    const auto there = account("new.one");
    ASSERT_TRUE(there);
    EXPECT_EQ(there->roles, Roles{Role::case_worker});
    EXPECT_EQ(there->employee_number, "E-1");
    // No password works, since there is none; the code begins a session that may only enrol.
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(try_sign_in("new.one", strong)));
    const auto begun = good(redeem_token(*store_, *office_, random_, made.claim_code, "192.0.2.7", now_)).value();
    ASSERT_TRUE(std::holds_alternative<SignedIn>(begun));
    const Actor actor = good(who(std::get<SignedIn>(begun).token));
    EXPECT_EQ(actor.account(), there->id);
    EXPECT_FALSE(actor.may_act());
    EXPECT_TRUE(good(
        store_->read([&](store::ReadTx& tx) { return has_acknowledged(tx, there->id, profile_.pledge().version); })));
    for (const std::string_view kind :
         {"people.application_submitted", "people.application_endorsed", "people.application_carried_out"}) {
        ASSERT_EQ(trail_of(kind).size(), 1U) << kind;
        EXPECT_EQ(fact(trail_of(kind).front(), "application"), made.id.text());
        EXPECT_EQ(trail_of(kind).front().month != 0,
                  kind != "people.application_endorsed" && kind != "people.application_carried_out");  // sealed words
    }
    EXPECT_EQ(fact(trail_of("people.account_created").front(), "application"), made.id.text());
}

// Every act × every state × every person, against a table written by hand. The application is one of lin, to change.
TEST_P(Applications, EveryActInEveryStateByEverybody) {
    struct Row {
        State state;
        std::string_view person;
        Act act;
    };
    // What goes; everything else is refused or in conflict, and changes nothing.
    const std::vector<Row> goes{
        {State::submitted, "head", Act::endorse},   {State::submitted, "head", Act::send_back},
        {State::submitted, "head", Act::refuse},    {State::submitted, "lin", Act::withdraw},
        {State::submitted, "lin", Act::resubmit},   {State::endorsed, "chief", Act::carry_out},
        {State::endorsed, "other", Act::carry_out}, {State::endorsed, "chief", Act::send_back},
        {State::endorsed, "other", Act::send_back}, {State::endorsed, "chief", Act::refuse},
        {State::endorsed, "other", Act::refuse},    {State::endorsed, "lin", Act::withdraw},
        {State::sent_back, "lin", Act::resubmit},   {State::sent_back, "lin", Act::withdraw},
    };
    const auto bring = [&](State state) {
        const ApplicationId id = submit_for(as("lin"), form(Kind::change));
        if (state == State::endorsed || state == State::carried_out) good_act(Act::endorse, "head", id);
        if (state == State::carried_out) good_act(Act::carry_out, "chief", id);
        if (state == State::sent_back) good_act(Act::send_back, "head", id);
        if (state == State::withdrawn) good_act(Act::withdraw, "lin", id);
        if (state == State::refused) good_act(Act::refuse, "head", id);
        return id;
    };
    for (const State state :
         {State::submitted, State::endorsed, State::carried_out, State::sent_back, State::withdrawn, State::refused}) {
        for (const std::string_view person : {"lin", "wu", "head", "deputy", "top", "chief", "other"}) {
            for (const Act what :
                 {Act::endorse, Act::carry_out, Act::send_back, Act::refuse, Act::withdraw, Act::resubmit}) {
                const ApplicationId id = bring(state);
                EXPECT_EQ(find(id).state, state);
                const bool should = std::ranges::any_of(goes, [&](const Row& row) {
                    return row.state == state && row.person == person && row.act == what;
                });
                const std::string got = act(what, person_named(person), id);
                EXPECT_EQ(got == "none", should) << application_state_code(state) << " " << person << " "
                                                 << application_act_code(what) << ": " << got;
                if (!should) {
                    EXPECT_EQ(find(id).state, state) << person << " " << application_act_code(what);
                }
                const State after = find(id).state;
                if (after == State::submitted || after == State::endorsed || after == State::sent_back) {
                    good_act(Act::withdraw, "lin", id);  // so that the next may be made
                }
            }
        }
    }
}

TEST_P(Applications, NobodyDecidesTheirOwn) {
    // The head applies: neither the head nor the own deputy, but the head above.
    auto change = form(Kind::change);
    change.account = head_;
    change.roles = {Role::unit_head};
    const ApplicationId id = submit_for(as("head"), change);
    EXPECT_EQ(act(Act::endorse, as("head"), id), "people.own_application");
    EXPECT_EQ(act(Act::endorse, as("deputy"), id), "people.application_not_yours");
    EXPECT_TRUE(warns(id, "higher_head"));
    EXPECT_EQ(act(Act::endorse, as("top"), id), "none");
    EXPECT_EQ(act(Act::carry_out, chief(), id), "none");
    // An administrator's own is carried out by another one.
    auto own = form(Kind::change);
    own.account = other_;
    own.employee_number = "E-2";
    own.roles = {Role::account_administrator};
    const ApplicationId second = submit_for(as("other"), own);
    EXPECT_EQ(act(Act::endorse, as("head"), second), "none");
    EXPECT_EQ(act(Act::carry_out, as("other"), second), "people.own_application");
    EXPECT_EQ(act(Act::carry_out, chief(), second), "none");
}

TEST_P(Applications, AnotherAccountOfTheSamePersonIsTheirOwnToo) {
    auto first = form();
    first.account_name = "head.too";
    first.employee_number = "H-7";
    first.display_name = "主管";
    first.roles = {Role::unit_head};
    const Submitted made =
        write([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, first, random_, now_); });
    EXPECT_EQ(act(Act::endorse, as("head"), made.id), "none");
    EXPECT_EQ(act(Act::carry_out, chief(), made.id), "none");
    const auto twin = account("head.too");
    // The twin becomes head of the unit; an application with the same employee number is its own.
    const auto duties = good(store_->read([&](store::ReadTx& tx) { return duties_of_unit(tx, *section_); }));
    const Actor by = chief();
    for (const OfficeDuty& duty : duties) {
        if (duty.kind == DutyKind::head) {
            write([&](store::WriteTx& tx) { return end_duty(tx, *office_, by, duty.id, now_, "", now_); });
        }
    }
    write([&](store::WriteTx& tx) {
        return assign_duty(tx, *office_, by,
                           {.unit = section_,
                            .kind = DutyKind::head,
                            .account = twin->id,
                            .from = now_,
                            .until = std::nullopt,
                            .note = {}},
                           random_, now_);
    });
    auto again = form();
    again.employee_number = "H-7";
    const Submitted second =
        write([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, again, random_, now_); });
    EXPECT_TRUE(warns(second.id, "same_person"));
    const auto acting = good(store_->read([&](store::ReadTx& tx) {
        const std::vector<AccountId> concerned{twin->id};
        return acting_head(tx, *section_, concerned, now_);
    }));
    EXPECT_EQ(acting->account, *top_);
}

TEST_P(Applications, WhoEndorsedDoesNotCarryOut) {
    // One person is head and administrator of the unit.
    const Actor by = chief();
    write([&](store::WriteTx& tx) {
        return set_roles(tx, *office_, by, *head_, {Role::unit_head, Role::account_administrator}, now_);
    });
    give(section_, DutyKind::account_administrator, *head_);
    const Submitted made = submit();
    EXPECT_EQ(act(Act::endorse, as("head"), made.id), "none");
    EXPECT_EQ(act(Act::carry_out, as("head"), made.id), "people.same_person");
    EXPECT_EQ(act(Act::carry_out, as("other"), made.id), "none");
}

TEST_P(Applications, TheDeputyActsWhileTheHeadIsAway) {
    const Submitted made = submit();
    EXPECT_EQ(act(Act::endorse, as("deputy"), made.id), "people.application_not_yours");
    const Actor head = as("head");
    const AbsenceId away = write([&](store::WriteTx& tx) {
        return add_absence(tx, *office_, head, *head_, now_, now_ + 24h, "公差", random_, now_);
    });
    EXPECT_EQ(act(Act::endorse, as("head"), made.id), "people.application_not_yours");
    EXPECT_TRUE(warns(made.id, "head_absent"));
    EXPECT_EQ(act(Act::endorse, as("deputy"), made.id), "none");
    const auto steps = good(store_->read([&](store::ReadTx& tx) { return application_steps(tx, made.id); }));
    EXPECT_EQ(steps.back().as, ActedAs::deputy);
    EXPECT_EQ(fact(trail_of("people.absence_added").front(), "absence"), away.text());
    write([&](store::WriteTx& tx) { return end_absence(tx, *office_, head, away, now_); });
    EXPECT_EQ(code([&](store::WriteTx& tx) { return end_absence(tx, *office_, head, away, now_); }),
              "people.absence_over");
    now_ += 1ms;
    const auto acting = good(store_->read([&](store::ReadTx& tx) { return acting_head(tx, *section_, {}, now_); }));
    EXPECT_EQ(acting->account, *head_);
}

TEST_P(Applications, AnAdministratorOfAnotherUnitIsRefused) {
    const UnitId elsewhere = make_section("b-section", "乙科");
    auto wanted = form();
    wanted.unit = elsewhere;
    const Submitted made =
        write([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, wanted, random_, now_); });
    EXPECT_EQ(act(Act::endorse, as("top"), made.id), "none");  // no head there: the agency's
    EXPECT_EQ(act(Act::carry_out, as("other"), made.id), "people.not_your_unit");
    EXPECT_EQ(act(Act::carry_out, chief(), made.id), "none");
    // Nor does such an administrator touch accounts there.
    const Actor other = as("other");
    const auto there = account("new.one");
    EXPECT_EQ(code([&](store::WriteTx& tx) { return suspend(tx, *office_, other, there->id, "x", now_); }),
              "people.not_your_unit");
    EXPECT_EQ(code([&](store::WriteTx& tx) { return suspend(tx, *office_, other, *lin_, "x", now_); }), "none");
}

TEST_P(Applications, WhatIsWrongIsToldAllAtOnce) {
    auto bad = form();
    bad.account_name = "Bad Name";
    bad.display_name.clear();
    bad.email = "not an address";
    bad.roles = {Role::case_worker, Role::checker};
    bad.lasting = Lasting::temporary;
    bad.pledge_version = "old";
    bad.reason.clear();
    bad.training = ClaimedTraining{.hours = 0, .on = base::taipei_date(now_ + 48h), .evidence = ""};
    for (const std::string_view field : {"account_name", "display_name", "email", "roles", "until", "pledge_version",
                                         "reason", "training_hours", "training_on", "training_evidence"}) {
        EXPECT_TRUE(is_wrong(bad, field)) << field;
    }
    EXPECT_EQ(code([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, bad, random_, now_); }),
              "people.application_ill_formed");
    EXPECT_TRUE(problems(form()).empty());
    for (const law::Separation& separation : profile_.separations()) {
        auto both = form();
        both.roles = {separation.one, separation.other};
        EXPECT_TRUE(is_wrong(both, "roles"));
    }
    auto taken = form();
    taken.account_name = "lin";
    EXPECT_TRUE(std::ranges::any_of(problems(taken, wu_), [](const auto& one) { return one.field == "account_name"; }));
    // Nobody who is not signed in learns which names there are; the office is warned, and it ends there.
    EXPECT_TRUE(problems(taken).empty());
    const Submitted made =
        write([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, taken, random_, now_); });
    EXPECT_TRUE(warns(made.id, "name_taken"));
    EXPECT_EQ(act(Act::endorse, as("head"), made.id), "none");
    EXPECT_EQ(act(Act::carry_out, chief(), made.id), "people.account_exists");
    auto nothing = form(Kind::restore);
    EXPECT_TRUE(is_wrong(nothing, "account"));  // it is not suspended
}

TEST_P(Applications, OneAtATime) {
    submit();
    EXPECT_EQ(code([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, form(), random_, now_); }),
              "people.application_pending");
    submit_for(as("lin"), form(Kind::change));
    const Actor lin = as("lin");
    EXPECT_EQ(code([&](store::WriteTx& tx) { return apply(tx, *office_, lin, form(Kind::change), random_, now_); }),
              "people.application_pending");
    const Actor wu = as("wu");
    EXPECT_EQ(code([&](store::WriteTx& tx) { return apply(tx, *office_, wu, form(Kind::change), random_, now_); }),
              "people.application_not_yours");
}

TEST_P(Applications, TheClaimCodeIsARightToThisOneOnly) {
    const Submitted made = submit();
    const auto open = [&](std::string_view number, std::string_view typed) {
        return code_of(store_->read([&](store::ReadTx& tx) { return open_claim(tx, number, typed, now_); }));
    };
    EXPECT_EQ(open(made.number, made.claim_code), "none");
    EXPECT_EQ(open("115-99999", made.claim_code), "people.claim_unknown");
    EXPECT_EQ(open(made.number, "7KQ2-0000-0000-0000-0000-0000-00"), "people.claim_unknown");
    EXPECT_EQ(open(made.number, ""), "people.claim_unknown");
    // It begins nothing before the account is made.
    const auto early = good(redeem_token(*store_, *office_, random_, made.claim_code, "192.0.2.7", now_)).value();
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(early));
    EXPECT_EQ(act(Act::send_back, as("head"), made.id), "none");
    auto again = form();
    again.display_name = "更正後";
    write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto claim = TRY(open_claim(tx, made.number, made.claim_code, now_));
        return resubmit(tx, *office_, claim, again, now_);
    });
    EXPECT_EQ(find(made.id).state, State::submitted);
    EXPECT_EQ(find(made.id).version, 2);
    EXPECT_EQ(find(made.id).form.display_name, "更正後");
    write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto claim = TRY(open_claim(tx, made.number, made.claim_code, now_));
        return withdraw(tx, *office_, claim, "不需要了", now_);
    });
    EXPECT_EQ(find(made.id).state, State::withdrawn);
    // The code is nowhere in the store.
    const auto rows = good(store_->read([&](store::ReadTx& tx) {
        return tx.all(store::Statement{"test.claims", "SELECT claim_hash FROM people_applications ORDER BY id"},
                      [](const store::Row& row) { return *row.maybe_bytes(0); });
    }));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().size(), 32U);
}

TEST_P(Applications, ItLapsesToTheMillisecondAndTheJobRecordsIt) {
    const Submitted made = submit();
    const base::Instant lapse = find(made.id).lapses_at;
    now_ = lapse - 1ms;
    EXPECT_EQ(find(made.id).state, State::submitted);
    const auto job = [&] {
        return write([&](store::WriteTx& tx) { return lapse_applications(tx, *office_, 100, now_); });
    };
    EXPECT_EQ(job(), 0);
    now_ = lapse;
    EXPECT_EQ(find(made.id).state, State::lapsed);
    EXPECT_EQ(act(Act::endorse, as("head"), made.id), "people.application_moved");
    EXPECT_EQ(job(), 1);
    EXPECT_EQ(job(), 0);
    EXPECT_EQ(trail_of("people.application_lapsed").size(), 1U);
}

TEST_P(Applications, AContractorsAccountNeverOutlivesItsContract) {
    const Actor by = chief();
    const base::Instant end = now_ + std::chrono::days{20};
    const UnitId unit = write([&](store::WriteTx& tx) {
        return create_contractor(tx, *office_, by,
                                 {.code = "contractor-x",
                                  .name_zh = "某公司",
                                  .name_en = "Some Ltd",
                                  .parent = *section_,
                                  .contract = {.number = "C-1",
                                               .title = "維運",
                                               .scope = "維運",
                                               .from = now_ - std::chrono::days{1},
                                               .until = end,
                                               .subcontracting = "",
                                               .contact_name = "聯絡人",
                                               .contact_phone = "",
                                               .contact_email = ""}},
                                 random_, now_);
    });
    auto wanted = form();
    wanted.unit = unit;
    wanted.until = end + std::chrono::days{100};
    const Submitted made =
        write([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, wanted, random_, now_); });
    EXPECT_TRUE(warns(made.id, "contract_ends_before"));
    EXPECT_EQ(act(Act::endorse, as("head"), made.id), "none");  // the commissioning unit's
    EXPECT_EQ(act(Act::carry_out, chief(), made.id), "none");
    EXPECT_EQ(account("new.one")->until, end);
    now_ = end - 1ms;
    EXPECT_NE(account("new.one")->standing, Standing::expired);
    now_ = end;
    EXPECT_EQ(account("new.one")->standing, Standing::expired);
}

TEST_P(Applications, SuspendRestoreAndCloseDoWhatTheySay) {
    const auto carry = [&](Kind kind, const Actor& applicant) {
        const ApplicationId id = submit_for(applicant, form(kind));
        EXPECT_EQ(act(Act::endorse, as("top"), id), "none");
        EXPECT_EQ(act(Act::carry_out, chief(), id), "none");
    };
    const std::string token = token_of("lin");
    carry(Kind::suspend, as("head"));  // the head applies, so the head above endorses
    EXPECT_EQ(account("lin")->standing, Standing::suspended);
    EXPECT_FALSE(good(who(token)).may_act());
    now_ += 1ms;
    carry(Kind::restore, as("head"));
    EXPECT_EQ(account("lin")->standing, Standing::active);
    EXPECT_EQ(code_of(who(token)), "people.no_session");
    now_ += 1ms;
    carry(Kind::close, as("head"));
    EXPECT_EQ(account("lin")->standing, Standing::closed);
    const auto terms = good(store_->read([&](store::ReadTx& tx) { return account_terms(tx, *lin_); }));
    ASSERT_EQ(terms.size(), 4U);
    for (std::size_t i = 1; i < terms.size(); ++i) EXPECT_TRUE(terms[i].application);
}

TEST_P(Applications, AChangeAheadTakesEffectOnItsDay) {
    auto later = form(Kind::change);
    later.from = now_ + 48h;
    later.roles = {Role::designated_person};
    later.training = ClaimedTraining{.hours = 3, .on = base::taipei_date(now_), .evidence = "證書 1 號"};
    const ApplicationId id = submit_for(as("lin"), later);
    EXPECT_EQ(act(Act::endorse, as("head"), id), "none");
    EXPECT_EQ(act(Act::carry_out, chief(), id), "none");
    EXPECT_EQ(account("lin")->roles, Roles{Role::case_worker});
    now_ += 48h;
    EXPECT_EQ(account("lin")->roles, Roles{Role::designated_person});
    const auto training = good(store_->read([&](store::ReadTx& tx) { return training_of_year(tx, 2026, *lin_); }));
    ASSERT_EQ(training.size(), 1U);
    EXPECT_EQ(training.front().state, TrainingState::counted);
}

TEST_P(Applications, WarningsSayWhatIsWorthASecondLook) {
    auto wanted = form();
    wanted.roles = {Role::designated_person};
    wanted.display_name = "測試人員";  // as everybody in the unit is called
    wanted.lasting = Lasting::temporary;
    wanted.until = now_ + std::chrono::days{500};
    const Submitted made =
        write([&](store::WriteTx& tx) { return apply_unsigned(tx, *office_, wanted, random_, now_); });
    for (const std::string_view code : {"no_training", "same_person", "long_term"}) {
        EXPECT_TRUE(warns(made.id, code)) << code;
    }
    EXPECT_FALSE(warns(made.id, "head_absent"));
}

TEST_P(Applications, TwoWhoApproveAtOnceAreOneApproval) {
    const Submitted made = submit();
    const Actor head = as("head");
    std::atomic<int> done = 0;
    std::atomic<int> moved = 0;
    const auto race = [&](auto work) {
        std::vector<std::jthread> hands;
        for (int i = 0; i < 8; ++i) {
            hands.emplace_back([&] {
                const auto got = code_of(store_->write(work));
                if (got == "none") ++done;
                if (got == "people.application_moved") ++moved;
            });
        }
    };
    race([&](store::WriteTx& tx) { return endorse(tx, *office_, head, made.id, "", now_); });
    EXPECT_EQ(done, 1);
    EXPECT_EQ(moved, 7);
    done = moved = 0;
    const Actor by = chief();
    race([&](store::WriteTx& tx) -> base::Result<void> {
        base::SeededRandom random{99};
        return carry_out(tx, *office_, by, made.id, "", random, now_);
    });
    EXPECT_EQ(done, 1);
    EXPECT_EQ(moved, 7);
    EXPECT_EQ(trail_of("people.application_carried_out").size(), 1U);
    EXPECT_EQ(trail_of("people.account_created").size(), 8U);  // the fixture's seven, and this one
}

TEST_P(Applications, ApprovalAndWithdrawalAtOnceAreOneOfThem) {
    for (int round = 0; round < 6; ++round) {
        const ApplicationId id = submit_for(as("lin"), form(Kind::change));
        good_act(Act::endorse, "head", id);
        const Actor by = chief();
        const Actor lin = as("lin");
        std::string carried;
        std::string withdrawn;
        {
            std::jthread one{[&] {
                base::SeededRandom random{static_cast<std::uint64_t>(round)};
                carried = code_of(store_->write(
                    [&](store::WriteTx& tx) { return carry_out(tx, *office_, by, id, "", random, now_); }));
            }};
            std::jthread two{[&] {
                withdrawn = code_of(
                    store_->write([&](store::WriteTx& tx) { return withdraw(tx, *office_, lin, id, "x", now_); }));
            }};
        }
        EXPECT_NE(carried == "none", withdrawn == "none") << carried << " " << withdrawn;
        EXPECT_EQ(find(id).state, carried == "none" ? State::carried_out : State::withdrawn);
        now_ += 1ms;
    }
}

TEST_P(Applications, BoxesHoldWhatIsOnesOwnToSee) {
    const Submitted made = submit();
    const ApplicationId change = submit_for(as("lin"), form(Kind::change));
    const auto box = [&](const Actor& by, Box box) {
        ApplicationQuestion question;
        question.box = box;
        const auto page = good(store_->read([&](store::ReadTx& tx) { return applications(tx, by, question, now_); }));
        return page.total;
    };
    EXPECT_EQ(box(as("lin"), Box::mine), 1);
    EXPECT_EQ(box(as("wu"), Box::mine), 0);
    EXPECT_EQ(box(as("head"), Box::inbox), 2);
    EXPECT_EQ(box(as("deputy"), Box::inbox), 0);
    EXPECT_EQ(box(chief(), Box::inbox), 0);
    good_act(Act::endorse, "head", change);
    EXPECT_EQ(box(as("head"), Box::inbox), 1);
    EXPECT_EQ(box(chief(), Box::inbox), 1);
    EXPECT_EQ(box(as("other"), Box::unit), 2);
    EXPECT_EQ(box(as("wu"), Box::unit), 0);
    EXPECT_EQ(box(chief(), Box::all), 2);
    const auto reads = [&](const Actor& by, ApplicationId id) {
        const Application application = find(id);
        return code_of(store_->read([&](store::ReadTx& tx) { return require_reader(tx, by, application, now_); }));
    };
    EXPECT_EQ(reads(as("wu"), made.id), "people.application_not_yours");
    EXPECT_EQ(reads(as("lin"), change), "none");
    EXPECT_EQ(reads(as("head"), made.id), "none");
}

// Fails at every call to the store, one after the other: never an account without its entry, nor the other way round.
TEST_P(Applications, CarryingOutIsWholeOrNothing) {
    kit::Faults faults;
    store::Settings settings = store_.settings();
    faults.into(settings);
    store_.reopen(settings);
    const Submitted made = submit();
    good_act(Act::endorse, "head", made.id);
    const Actor by = chief();
    const int calls = kit::fail_at_every_call(
        faults,
        [&] {
            return store_->write(
                [&](store::WriteTx& tx) { return carry_out(tx, *office_, by, made.id, "", random_, now_); });
        },
        [&](const kit::Outcome& outcome) {
            EXPECT_EQ(find(made.id).state, outcome.succeeded ? State::carried_out : State::endorsed) << outcome.what;
            EXPECT_EQ(account("new.one").has_value(), outcome.succeeded) << outcome.what;
            EXPECT_EQ(trail_of("people.application_carried_out").size(), outcome.succeeded ? 1U : 0U) << outcome.what;
        });
    EXPECT_GT(calls, 15);
}

}  // namespace
}  // namespace menhu::people
