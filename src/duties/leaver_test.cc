#include "duties/leaver.h"

#include <algorithm>

#include "duties/duties_test.h"
#include "grants/grant.h"
#include "grants/purpose.h"
#include "kit/fail_at_every_call.h"
#include "kit/granted.h"
#include "oversight/review.h"
#include "people/absence.h"
#include "people/account_term.h"
#include "people/application.h"

namespace menhu::duties {
namespace {

using namespace std::chrono_literals;
using kit::code_of;
using kit::good;
using kit::instant;
using people::DutyKind;
using people::Standing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Leavers : public DutiesTest {
protected:
    void SetUp() override {
        DutiesTest::SetUp();
        head_ = add("head", *childcare_, {Role::unit_head});
        assign(*childcare_, DutyKind::head, *head_);
        assign(*childcare_, DutyKind::handler, *lin_);
        const auto by = actor("chief");
        const grants::Desk desk{*ledger_, profile_};
        write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk, by, now_); });
        const kit::Granted granted{*store_, *office_, desk, random_, now_};
        granted.purpose({.code = "child-raising",
                         .name_zh = "育兒津貼審查",
                         .name_en = "Child-raising allowance",
                         .bases = {"B07"},
                         .units = {"childcare"},
                         .fields = {"PersonName"},
                         .operations = {grants::Operation::lookup},
                         .case_pattern = "",
                         .case_example = "",
                         .acknowledgement_zh = "x",
                         .acknowledgement_en = "x"});
        grants::UseForm form;
        form.purpose = "child-raising";
        form.holding = "household";
        form.holders = {*lin_};
        form.fields = {"PersonName"};
        form.operations = {grants::Operation::lookup};
        form.from = now_;
        form.until = now_ + std::chrono::days{100};
        form.afterwards = "附卷";
        form.reason = "審核津貼資格";
        grant_ = granted.give("lin", form);
    }
    NewLeaver leaver(LeaverKind kind, std::string_view on) const {
        NewLeaver one;
        one.account = *lin_;
        one.kind = kind;
        one.on = base::from_iso(on).value();
        one.reason = "個人因素";
        return one;
    }
    base::Result<store::Committed<LeaverId>> record(const NewLeaver& what, std::string_view by = "chief") {
        const auto who = actor(by);
        return try_write([&](store::WriteTx& tx) { return record_leaver(tx, *office_, who, what, random_, now_); });
    }
    LeaverId recorded(const NewLeaver& what) { return good(record(what)).value(); }
    Leaver get(LeaverId id) {
        return read([&](store::ReadTx& tx) { return find_leaver(tx, id); }).value();
    }
    std::vector<people::AccountId> holders() {
        return read([&](store::ReadTx& tx) { return grants::find_grant(tx, *grant_, now_); })->holders;
    }
    bool has(people::AccountId account, DutyKind kind) {
        return read([&](store::ReadTx& tx) { return people::has_duty(tx, account, kind, *childcare_, now_); });
    }
    std::optional<people::AccountId> head_;
    std::optional<grants::GrantId> grant_;
};
INSTANTIATE_TEST_SUITE_P(Both, Leavers, kit::both_engines(), kit::engine_name);

TEST_P(Leavers, AResignationEndsEverythingAtItsInstantByItself) {
    const auto held = token_of("lin");
    const auto by = actor("chief");
    const auto what = leaver(LeaverKind::resignation, "2026-12-01");
    const auto preview = read([&](store::ReadTx& tx) { return preview_leaver(tx, *office_, by, what, now_); });
    std::vector<std::string> codes;
    for (const Effect& effect : preview.effects) codes.push_back(effect.code);
    EXPECT_THAT(codes, ElementsAre("account_closes", "sessions_end", "grants_removed", "duties_end", "letter_drafted",
                                   "accesses_listed"));
    EXPECT_GT(preview.sessions, 0);
    EXPECT_EQ(preview.sessions, number("SELECT COUNT(*) FROM people_sessions s JOIN people_accounts a "
                                       "ON a.id = s.account_id WHERE a.name = 'lin'"));
    EXPECT_EQ(preview.grants.size(), 1U);
    EXPECT_EQ(base::to_iso(preview.letter_due.value()), "2026-12-08");
    EXPECT_EQ(number("SELECT COUNT(*) FROM duties_leavers"), 0);

    const LeaverId id = recorded(what);
    EXPECT_EQ(get(id).state(now_), LeaverState::planned);
    EXPECT_EQ(get(id).effects.size(), 6U);
    EXPECT_EQ(entries("duties.leaver_recorded"), 1);
    const base::Instant day = instant("2026-11-30T16:00:00.000Z");  // midnight in Taipei
    const auto roles_of = [&] {
        return read([&](store::ReadTx& tx) { return people::identify(tx, *office_, held, now_); }).roles();
    };
    EXPECT_EQ(roles_of(), Roles{Role::case_worker});
    now_ = day - 1ms;
    const auto late = token_of("lin");
    EXPECT_EQ(holders(), (std::vector{*lin_}));
    EXPECT_TRUE(has(*lin_, DutyKind::handler));
    now_ = day;
    EXPECT_TRUE(read([&](store::ReadTx& tx) { return people::identify(tx, *office_, late, now_); }).roles().empty());
    EXPECT_EQ(find(*lin_).standing, Standing::closed);
    EXPECT_TRUE(holders().empty());
    EXPECT_FALSE(has(*lin_, DutyKind::handler));
    EXPECT_EQ(get(id).state(now_), LeaverState::in_force);
    EXPECT_EQ(code_of(record(leaver(LeaverKind::resignation, "2026-12-02"))), "people.account_closed");
}

TEST_P(Leavers, OnlyWhoAnswersForTheUnitRecordsAndNobodyForThemselves) {
    add("clerk", *women_, {Role::account_administrator});
    assign(*women_, DutyKind::account_administrator, find(actor("clerk").account()).id);
    const auto what = leaver(LeaverKind::resignation, "2026-12-01");
    EXPECT_EQ(code_of(record(what, "clerk")), "people.not_your_unit");
    EXPECT_EQ(code_of(record(what, "head")), "people.role_missing");
    auto own = what;
    own.account = actor("chief").account();
    EXPECT_EQ(code_of(record(own)), "people.own_account");
    auto nobody = what;
    nobody.account = people::AccountId{5};
    EXPECT_EQ(code_of(record(nobody)), "people.not_found");
    EXPECT_EQ(code_of(record(leaver(LeaverKind::resignation, "2026-11-22"))), "duties.leaver_day_past");
    auto odd = leaver(LeaverKind::resignation, "2026-12-01");
    odd.unit = *women_;
    EXPECT_EQ(code_of(record(odd)), "duties.leaver_ill_formed");
    EXPECT_EQ(code_of(record(leaver(LeaverKind::transfer, "2026-12-01"))), "duties.leaver_ill_formed");
    auto back = leaver(LeaverKind::leave, "2026-12-01");
    back.until = back.on;
    EXPECT_EQ(code_of(record(back)), "duties.leaver_ill_formed");
    auto away = what;
    away.hand_over_to = *he_;
    EXPECT_EQ(code_of(record(away)), "grants.holder_not_in_unit");
    EXPECT_EQ(number("SELECT COUNT(*) FROM duties_leavers"), 0);
    recorded(what);
    EXPECT_EQ(code_of(record(what)), "people.change_planned");
}

TEST_P(Leavers, ATransferHandsOverAndTakesTheNewRoles) {
    auto what = leaver(LeaverKind::transfer, "2026-11-23");  // today: at once
    what.unit = *women_;
    what.roles = Roles{Role::case_worker};
    what.hand_over_to = *wu_;
    recorded(what);
    EXPECT_EQ(find(*lin_).unit, *women_);
    EXPECT_EQ(find(*lin_).standing, Standing::active);
    EXPECT_EQ(holders(), (std::vector{*wu_}));
    EXPECT_FALSE(has(*lin_, DutyKind::handler));
    EXPECT_EQ(number("SELECT COUNT(*) FROM people_notices WHERE kind = 'duties_handed_over'"), 2);
    // Without roles it rests in the new unit until somebody applies.
    auto other = leaver(LeaverKind::transfer, "2026-11-23");
    other.account = *wu_;
    other.unit = *women_;
    recorded(other);
    EXPECT_EQ(find(*wu_).standing, Standing::suspended);
    EXPECT_EQ(find(*wu_).unit, *women_);
}

TEST_P(Leavers, ALeaveEndsByItself) {
    auto what = leaver(LeaverKind::leave, "2026-12-01");
    what.account = *head_;
    what.until = base::from_iso("2027-01-04").value();
    const LeaverId id = recorded(what);
    now_ = instant("2026-12-15T01:00:00.000Z");
    EXPECT_EQ(find(*head_).standing, Standing::suspended);
    EXPECT_EQ(get(id).state(now_), LeaverState::in_force);
    EXPECT_TRUE(read([&](store::ReadTx& tx) { return people::is_absent(tx, *head_, now_); }));
    EXPECT_TRUE(has(*head_, DutyKind::head)) << "a leave takes no duty away; the deputy acts";
    EXPECT_TRUE(all_letters().empty()) << "nobody changed";
    now_ = instant("2027-01-03T15:59:59.999Z");
    EXPECT_EQ(find(*head_).standing, Standing::suspended);
    now_ += 1ms;
    EXPECT_EQ(find(*head_).standing, Standing::active);
    EXPECT_FALSE(read([&](store::ReadTx& tx) { return people::is_absent(tx, *head_, now_); }));
    EXPECT_EQ(get(id).state(now_), LeaverState::over);
}

TEST_P(Leavers, WhatIsStillAheadIsTakenBack) {
    const LeaverId id = recorded(leaver(LeaverKind::retirement, "2026-12-01"));
    ASSERT_EQ(all_letters().size(), 1U);
    const auto withdraw = [&](std::string_view name) {
        const auto by = actor(name);
        return attempt(
            [&](store::WriteTx& tx) { return withdraw_leaver(tx, *office_, by, id, "延後退休", random_, now_); });
    };
    EXPECT_EQ(withdraw("head"), "people.role_missing");
    EXPECT_EQ(withdraw("chief"), "none");
    EXPECT_EQ(withdraw("chief"), "duties.leaver_over");
    EXPECT_EQ(get(id).state(now_), LeaverState::withdrawn);
    EXPECT_EQ(all_letters().front().state, LetterState::void_);
    now_ = instant("2026-12-02T01:00:00.000Z");
    EXPECT_EQ(find(*lin_).standing, Standing::active);
    EXPECT_EQ(holders(), (std::vector{*lin_}));
    EXPECT_TRUE(has(*lin_, DutyKind::handler));
    write([&](store::WriteTx& tx) { return draft_missing_letters(tx, *office_, std::nullopt, random_, now_); });
    EXPECT_EQ(all_letters().size(), 1U) << "who goes on is no change";
}

TEST_P(Leavers, WhatWasTakenBackAndComesAfterAllIsTold) {
    const LeaverId first = recorded(leaver(LeaverKind::retirement, "2026-12-01"));
    const auto by = actor("chief");
    write([&](store::WriteTx& tx) { return withdraw_leaver(tx, *office_, by, first, "延後退休", random_, now_); });
    for (const char* day : {"2026-12-01", "2026-11-28"}) {
        const LeaverId again = recorded(leaver(LeaverKind::retirement, day));
        const auto letters = all_letters();
        const auto of_it = std::ranges::find(letters, std::optional{again}, &Letter::leaver);
        ASSERT_NE(of_it, letters.end()) << "no letter for " << day;
        EXPECT_EQ(of_it->state, LetterState::draft);
        EXPECT_EQ(base::to_iso(of_it->event_on), day);
        write([&](store::WriteTx& tx) { return withdraw_leaver(tx, *office_, by, again, "再延後", random_, now_); });
    }
    for (const Letter& letter : all_letters()) EXPECT_EQ(letter.state, LetterState::void_);
}

TEST_P(Leavers, TheHeadReadsWhatWasLookedUpAndThatIsEntered) {
    const LeaverId id = recorded(leaver(LeaverKind::resignation, "2026-11-23"));
    EXPECT_THAT(todos("head"), Contains("leaver_accesses"));
    const Leaver one = get(id);
    const auto may = [&](std::string_view name) {
        const auto by = actor(name);
        return read([&](store::ReadTx& tx) { return may_read_accesses(tx, by, one, now_); });
    };
    EXPECT_TRUE(may("head"));
    EXPECT_FALSE(may("chief")) << "administrators see the change, not the look-ups";
    EXPECT_FALSE(may("deputy"));
    const auto span = accesses_of(profile_, one, now_);
    EXPECT_EQ(span.to, now_);
    EXPECT_EQ(span.to - span.from, std::chrono::days{90});
    const auto by = actor("head");
    write([&](store::WriteTx& tx) { return record_accesses_read(tx, *office_, by, one, now_); });
    EXPECT_EQ(entries("duties.accesses_read"), 1);
    EXPECT_THAT(todos("head"), Not(Contains("leaver_accesses")));
}

TEST_P(Leavers, OpenApplicationsAreWithdrawn) {
    const auto by = actor("lin");
    people::ApplicationForm form;
    form.kind = people::ApplicationKind::close;
    form.account = *lin_;
    form.unit = *childcare_;
    form.from = now_;
    form.reason = "不再承辦";
    const auto applied =
        write([&](store::WriteTx& tx) { return people::apply(tx, *office_, by, form, random_, now_); });
    EXPECT_THAT(todos("head"), Contains("application_waits"));
    const auto chief = actor("chief");
    const auto what = leaver(LeaverKind::resignation, "2026-12-01");
    EXPECT_THAT(
        read([&](store::ReadTx& tx) { return preview_leaver(tx, *office_, chief, what, now_); }).open_work[0].zh,
        HasSubstr(applied.number));
    recorded(what);
    const auto found = read([&](store::ReadTx& tx) { return people::find_application(tx, applied.id, now_); });
    EXPECT_EQ(found->state, people::ApplicationState::withdrawn);
}

TEST_P(Leavers, AMotionIsWholeOrNotThere) {
    const auto by = actor("chief");
    const auto what = leaver(LeaverKind::resignation, "2026-12-01");
    menhu::kit::Faults faults;
    auto settings = store_.settings();
    faults.into(settings);
    reopen(settings);
    const int calls = menhu::kit::fail_at_every_call(
        faults,
        [&] {
            return store_
                ->write([&](store::WriteTx& tx) { return record_leaver(tx, *office_, by, what, random_, now_); })
                .has_value();
        },
        [&](const menhu::kit::Outcome& outcome) {
            const std::int64_t whole = outcome.succeeded ? 1 : 0;
            EXPECT_EQ(number("SELECT COUNT(*) FROM duties_leavers"), whole) << outcome.what;
            EXPECT_EQ(number("SELECT COUNT(*) FROM duties_letters"), whole) << outcome.what;
            EXPECT_EQ(number("SELECT COUNT(*) FROM grants_holders WHERE until_at IS NOT NULL"), whole) << outcome.what;
            EXPECT_EQ(number("SELECT COUNT(*) FROM people_account_terms WHERE state = 'closed'"), whole);
            EXPECT_EQ(entries("duties.leaver_recorded"), whole) << outcome.what;
            EXPECT_EQ(entries("people.account_change_planned"), whole) << outcome.what;
            EXPECT_EQ(entries("grants.holder_removed"), whole) << outcome.what;
        });
    EXPECT_GT(calls, 20);
}

}  // namespace
}  // namespace menhu::duties
