#include "grants/use_application.h"

#include "grants/attachment.h"
#include "grants/desk_test.h"
#include "grants/grant.h"
#include "grants/use_preview.h"
#include "kit/fail_at_every_call.h"
#include "people/absence.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

class UseApplications : public DeskTest {
protected:
    void SetUp() override {
        DeskTest::SetUp();
        desk_with_keys_.emplace(Desk{*ledger_, profile_, &keyring_});
    }
    UseForm form() const { return form_of(new_grant()); }

    base::Result<store::Committed<UseSubmitted>> try_apply(const UseForm& what, std::string_view name = "lin") {
        const auto by = actor(name);
        return try_write([&](store::WriteTx& tx) { return apply_for_use(tx, desk_, by, what, random_, now_); });
    }
    UseApplicationId applied(const UseForm& what, std::string_view name = "lin") {
        return good(try_apply(what, name)).value().id;
    }
    UseApplicationId applied() { return applied(form()); }
    UseApplication get(UseApplicationId id) {
        return read([&](store::ReadTx& tx) { return find_use_application(tx, id, now_); }).value();
    }
    std::string turn_of(UseApplicationId id) { return granted().next_of(get(id)); }

    std::string approve(UseApplicationId id, std::string_view name, const Narrowing& narrowing = {},
                        std::string_view note = "", std::optional<std::int64_t> expects = std::nullopt) {
        const auto by = actor(name);
        const auto version = expects.value_or(get(id).version);
        return attempt([&](store::WriteTx& tx) {
            return approve_use(tx, desk_, by, id, version, note, narrowing, random_, now_);
        });
    }
    using Turn = base::Result<void> (*)(store::WriteTx&, const Desk&, const people::Actor&, UseApplicationId,
                                        std::int64_t, std::string_view, base::Instant);
    std::string turn(Turn act, UseApplicationId id, std::string_view name, std::string_view reason = "請補充說明") {
        const auto by = actor(name);
        const auto version = get(id).version;
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(act(tx, desk_, by, id, version, reason, now_));
            return 0;
        });
    }
    std::string resubmit(UseApplicationId id, const UseForm& what, std::string_view name = "lin") {
        const auto by = actor(name);
        const auto version = get(id).version;
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(resubmit_use(tx, desk_, by, id, version, what, now_));
            return 0;
        });
    }
    template <class Change>
    std::string problem_with(Change change) {
        UseForm what = form();
        change(what);
        const auto by = actor("lin");
        const auto problems = read([&](store::ReadTx& tx) { return check_use_form(tx, desk_, what, by, now_); });
        std::string fields;
        for (const auto& problem : problems) fields += (fields.empty() ? "" : " ") + problem.field;
        // What is told is what is refused.
        EXPECT_EQ(code_of(try_apply(what)), problems.empty() ? "none" : "grants.application_ill_formed") << fields;
        return fields;
    }
    GrantView grant_of(UseApplicationId id) {
        const auto grant = get(id).grant;
        if (!grant) throw std::runtime_error{"nothing was granted"};
        return read([&](store::ReadTx& tx) { return find_grant(tx, *grant, now_); }).value();
    }
    void assign(std::optional<people::UnitId> unit, people::DutyKind kind, people::AccountId account) {
        const auto by = actor("chief");
        write([&](store::WriteTx& tx) {
            return people::assign_duty(
                tx, *office_, by,
                {.unit = unit, .kind = kind, .account = account, .from = now_, .until = std::nullopt, .note = ""},
                random_, now_);
        });
    }

    std::optional<Desk> desk_with_keys_;
};
INSTANTIATE_TEST_SUITE_P(Both, UseApplications, kit::both_engines(), kit::engine_name);

TEST_P(UseApplications, AGrantIsMadeByTheLastStageAndByNothingElse) {
    const auto before = entries("grants.created");
    const auto id = applied();
    const auto made = get(id);
    EXPECT_EQ(made.number, "115-D0002");  // the fixture's was the first
    EXPECT_EQ(made.stages, (std::vector<std::string>{"unit_head", "data_owner", "designated_person"}));
    EXPECT_EQ(made.next_stage(), "unit_head");
    for (int stage = 0; stage < 3; ++stage) {
        EXPECT_FALSE(get(id).grant) << stage;
        EXPECT_EQ(entries("grants.created"), before) << stage;
        EXPECT_EQ(approve(id, turn_of(id)), "none") << stage;
    }
    const auto done = get(id);
    EXPECT_EQ(done.state, UseState::approved);
    EXPECT_EQ(entries("grants.created"), before + 1);
    EXPECT_EQ(entries("grants.use_approved"), 6);  // three of them the fixture's
    const auto grant = grant_of(id);
    EXPECT_EQ(grant.application, done.number);
    EXPECT_EQ(grant.application_id, id);
    EXPECT_EQ(grant.holders, (std::vector{*lin_}));
    EXPECT_EQ(grant.quota_day, 3);
    EXPECT_EQ(grant.quota_month, 5);  // no more than the whole
    EXPECT_EQ(grant.state, GrantState::in_force);
    ask_.grant = grant.id;
    EXPECT_EQ(outcome(ask_), "permit");
    const auto steps = read([&](store::ReadTx& tx) { return use_steps(tx, id); });
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[3].stage, "designated_person");
    EXPECT_EQ(approve(id, "designated"), "grants.application_moved");
}

TEST_P(UseApplications, EverythingThatIsWrongIsTold) {
    EXPECT_EQ(problem_with([](UseForm&) {}), "");
    EXPECT_EQ(problem_with([](UseForm& f) { f.purpose = "none"; }), "purpose");
    EXPECT_EQ(problem_with([](UseForm& f) { f.holding = "none"; }), "holding");
    EXPECT_EQ(problem_with([](UseForm& f) { f.holders = {}; }), "holders");
    EXPECT_EQ(problem_with([&](UseForm& f) { f.holders = {*he_}; }), "holders");
    EXPECT_EQ(problem_with([](UseForm& f) { f.fields = {}; }), "fields");
    EXPECT_EQ(problem_with([](UseForm& f) { f.fields = {"ShoeSize"}; }), "fields fields");
    EXPECT_EQ(problem_with([](UseForm& f) { f.fields = {"Notes"}; }), "fields");  // known, and not the purpose's
    EXPECT_EQ(problem_with([](UseForm& f) { f.operations = {}; }), "operations");
    EXPECT_EQ(problem_with([](UseForm& f) { f.operations = {Operation::match}; }), "operations");
    EXPECT_EQ(problem_with([](UseForm& f) { f.operations = {Operation::lookup, Operation::kinship}; }),
              "operations operations");
    EXPECT_EQ(problem_with([](UseForm& f) { f.population.kind = Population::Kind::districts; }),
              "population.districts");
    EXPECT_EQ(problem_with([](UseForm& f) { f.population.districts = {"68000010"}; }), "population.districts");
    EXPECT_EQ(problem_with([](UseForm& f) { f.until = f.from; }), "until");
    EXPECT_EQ(problem_with([](UseForm& f) { f.until = f.from + days{366}; }), "until");
    EXPECT_EQ(problem_with([](UseForm& f) { f.expected.day = 0; }), "expected.day");
    EXPECT_EQ(problem_with([](UseForm& f) { f.expected.month = -1; }), "expected.month");
    EXPECT_EQ(problem_with([](UseForm& f) { f.hours = law::Hours{.from = 60, .to = 60}; }), "hours");
    EXPECT_EQ(problem_with([](UseForm& f) { f.weekdays = 0x80; }), "hours.weekdays");
    EXPECT_EQ(problem_with([](UseForm& f) { f.afterwards = ""; }), "afterwards");
    EXPECT_EQ(problem_with([](UseForm& f) { f.reason = "查"; }), "reason");
    EXPECT_EQ(problem_with([](UseForm& f) { f.kind = UseKind::renewal; }), "renews");
    EXPECT_EQ(problem_with([&](UseForm& f) { f.renews = grant_; }), "renews");
}

TEST_P(UseApplications, OnlyThoseOfTheUnitWhoWorkWithDataApply) {
    EXPECT_EQ(code_of(try_apply(form(), "chief")), "people.role_missing");
    UseForm of_women = form();
    of_women.holders = {*he_};
    EXPECT_EQ(code_of(try_apply(of_women, "he")), "grants.application_ill_formed");  // the purpose is not for that unit
}

TEST_P(UseApplications, NobodyDecidesOnTheOwnAndNobodyTakesTwoStages) {
    const auto head = turn_of(applied());
    // The head applies: the next head above decides, and not the own deputy.
    UseForm own = form();
    const auto head_id = read([&](store::ReadTx& tx) { return people::find_account(tx, head, now_); }).value().id;
    own.holders = {head_id};
    const auto id = applied(own, head);
    EXPECT_EQ(turn_of(id), "head.of.agency");
    EXPECT_EQ(approve(id, head), "grants.own_application");
    EXPECT_EQ(approve(id, "head.of.agency"), "none");
    // Who took a stage is out: the data owner is the agency's head here, so nobody is left to be it.
    EXPECT_EQ(get(id).next_stage(), "data_owner");
    EXPECT_EQ(approve(id, "head.of.agency"), "grants.stage_taken");
    const auto waits = read([&](store::ReadTx& tx) { return use_waits_for(tx, desk_, get(id), now_); });
    EXPECT_TRUE(waits.empty());
    const auto preview = read([&](store::ReadTx& tx) { return preview_use(tx, desk_, get(id), now_); });
    EXPECT_TRUE(
        std::ranges::any_of(preview.warnings, [](const UseWarning& one) { return one.code == "nobody_can_approve"; }));
    // A head for the managing unit, and it goes on.
    const auto owner = add("owner", unit("secretariat"), {Role::unit_head});
    assign(unit("secretariat"), people::DutyKind::head, owner);
    EXPECT_EQ(approve(id, "owner"), "none");
    EXPECT_EQ(approve(id, "owner"), "grants.stage_taken");
    EXPECT_EQ(approve(id, "designated"), "none");
    EXPECT_EQ(get(id).state, UseState::approved);
}

TEST_P(UseApplications, AHolderOrASecondAccountOfTheApplicantDoesNotDecide) {
    const auto by = actor("chief");
    auto worker = account("twice", *childcare_, {Role::case_worker});
    worker.employee_number = "E-1";
    const auto twice = add(by, worker);
    auto other = account("twice.too", *women_, {Role::designated_person});
    other.employee_number = "E-1";
    add(by, other);
    UseForm what = form();
    what.holders = {*lin_, twice};
    const auto id = applied(what);
    EXPECT_EQ(approve(id, turn_of(id)), "none");
    EXPECT_EQ(approve(id, turn_of(id)), "none");
    EXPECT_EQ(approve(id, "twice.too"), "grants.own_application");
    EXPECT_EQ(approve(id, "designated"), "none");
}

TEST_P(UseApplications, OnlyWhoseTurnItIs) {
    add("head-w", *women_, {Role::unit_head});
    add("checker", *women_, {Role::checker});
    const auto id = applied();
    for (const auto* name : {"he", "head-w", "chief"}) {
        EXPECT_EQ(approve(id, name), "grants.application_not_yours") << name;
        EXPECT_EQ(turn(refuse_use, id, name), "grants.application_not_yours") << name;
    }
    EXPECT_EQ(approve(id, "checker"), "grants.application_not_yours");  // reads it, and decides nothing
    EXPECT_EQ(approve(id, "designated"), "grants.application_not_yours");
    EXPECT_EQ(turn(withdraw_use, id, "wu"), "grants.application_not_yours");
    const auto chief = actor("chief");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) {
                  return approve_use(tx, desk_, chief, UseApplicationId{5}, 1, "", {}, random_, now_);
              }),
              "grants.application_unknown");
    EXPECT_EQ(get(id).version, 1);
}

TEST_P(UseApplications, AStageNarrowsAndTheGrantIsWhatIsLeft) {
    UseForm what = form();
    what.fields = {"PersonName", "BirthDate", "Notes"};  // Notes is not the purpose's: it is not granted
    what.holders = {*lin_, *wu_};
    what.operations = {Operation::lookup, Operation::household};
    const auto id = applied(what);
    const auto head = turn_of(id);
    const Narrowing fewer{.fields = std::vector<std::string>{"PersonName", "Notes"}, .quota_total = 4};
    EXPECT_EQ(approve(id, head, fewer), "grants.narrowing_needs_reason");
    EXPECT_EQ(approve(id, head, {.fields = std::vector<std::string>{"MarriageCode"}}, "x"), "grants.narrowing_widens");
    EXPECT_EQ(approve(id, head, {.fields = std::vector<std::string>{}}, "x"), "grants.narrowing_empty");
    EXPECT_EQ(approve(id, head, {.quota_day = 4}, "x"), "grants.narrowing_widens");
    EXPECT_EQ(approve(id, head, {.until = what.until + 1ms}, "x"), "grants.narrowing_widens");
    EXPECT_EQ(approve(id, head, fewer, "只需姓名"), "none");
    // The next one narrows what is left, and what was taken off stays off.
    const auto owner = turn_of(id);
    EXPECT_EQ(approve(id, owner, {.fields = std::vector<std::string>{"BirthDate"}}, "x"), "grants.narrowing_widens");
    EXPECT_EQ(approve(id, owner,
                      {.holders = std::vector{*wu_},
                       .operations = Operations{Operation::lookup},
                       .districts = std::vector<std::string>{"68000020"},
                       .until = now_ + days{10}},
                      "只限中壢"),
              "none");
    EXPECT_EQ(approve(id, "designated"), "none");
    const auto grant = grant_of(id);
    EXPECT_EQ(grant.fields, (std::vector<std::string>{"PersonName"}));
    EXPECT_EQ(grant.holders, (std::vector{*wu_}));
    EXPECT_EQ(grant.operations, Operations{Operation::lookup});
    EXPECT_EQ(grant.population, (Population{Population::Kind::districts, {"68000020"}}));
    EXPECT_EQ(grant.until, now_ + days{10});
    EXPECT_EQ(grant.quota_total, 4);
    EXPECT_EQ(grant.quota_day, 3);
}

TEST_P(UseApplications, SentBackItBeginsAnewWithTheStagesOfTheNewForm) {
    const auto id = applied();
    const auto head = turn_of(id);
    EXPECT_EQ(approve(id, head), "none");
    const auto owner = turn_of(id);
    EXPECT_EQ(resubmit(id, form()), "grants.application_moved");  // somebody has approved already
    EXPECT_EQ(turn(send_back_use, id, owner, ""), "grants.reason_ill_formed");
    EXPECT_EQ(turn(send_back_use, id, owner), "none");
    EXPECT_EQ(get(id).state, UseState::sent_back);
    EXPECT_EQ(approve(id, owner), "grants.application_moved");
    EXPECT_EQ(resubmit(id, form(), "wu"), "grants.application_not_yours");
    UseForm other = form();
    other.kind = UseKind::renewal;
    other.renews = grant_;
    EXPECT_EQ(resubmit(id, other), "grants.application_ill_formed");
    UseForm better = form();
    better.fields = {"PersonName"};
    EXPECT_EQ(resubmit(id, better), "none");
    const auto again = get(id);
    EXPECT_EQ(again.state, UseState::submitted);
    EXPECT_EQ(again.approved_stages, 0);
    EXPECT_EQ(again.next_stage(), "unit_head");
    EXPECT_EQ(again.form.fields, better.fields);
    EXPECT_EQ(approve(id, head), "none");  // of the new form it is the first stage
    EXPECT_EQ(turn(refuse_use, id, owner, "非業務所需"), "none");
    EXPECT_EQ(get(id).state, UseState::refused);
    EXPECT_EQ(turn(withdraw_use, id, "lin"), "grants.application_moved");
}

TEST_P(UseApplications, MoreEyesWhereManyAreReached) {
    NewPurpose wide = new_purpose("matching");
    wide.operations = {Operation::lookup, Operation::match};
    granted().purpose(wide);
    UseForm what = form();
    what.purpose = "matching";
    what.operations = {Operation::lookup, Operation::match};
    const auto id = applied(what);
    EXPECT_EQ(get(id).stages,
              (std::vector<std::string>{"unit_head", "data_owner", "designated_person", "agency_head"}));
    // The data owner is somebody else than the agency's head, who comes last.
    const auto owner = add("owner", unit("secretariat"), {Role::unit_head});
    assign(unit("secretariat"), people::DutyKind::head, owner);
    EXPECT_EQ(approve(id, turn_of(id)), "none");
    EXPECT_EQ(approve(id, "owner"), "none");
    // Narrowed to a look-up it keeps the stages that were fixed when it was submitted.
    EXPECT_EQ(approve(id, "designated", {.operations = Operations{Operation::lookup}}, "先不勾稽"), "none");
    EXPECT_EQ(turn_of(id), "head.of.agency");
    EXPECT_EQ(approve(id, "head.of.agency"), "none");
    EXPECT_EQ(grant_of(id).operations, Operations{Operation::lookup});
}

TEST_P(UseApplications, WhileTheHeadIsAwayTheDeputyActs) {
    const auto id = applied();
    const auto head = turn_of(id);
    const auto deputy = add("deputy", *childcare_, {Role::unit_head});
    assign(*childcare_, people::DutyKind::deputy, deputy);
    const auto away = actor(head);
    write([&](store::WriteTx& tx) {
        return people::add_absence(tx, *office_, away, away.account(), now_, now_ + days{1}, "公差", random_, now_);
    });
    EXPECT_EQ(turn_of(id), "deputy");
    EXPECT_EQ(approve(id, head), "grants.application_not_yours");
    EXPECT_EQ(approve(id, "deputy"), "none");
}

TEST_P(UseApplications, WhatSomebodyElseHasMovedIsNotMovedTwice) {
    const auto id = applied();
    const auto head = turn_of(id);
    EXPECT_EQ(approve(id, head, {}, "", 2), "grants.application_moved");
    EXPECT_EQ(approve(id, head, {}, "", 1), "none");
    EXPECT_EQ(approve(id, head, {}, "", 1), "grants.application_moved");
    EXPECT_EQ(turn(withdraw_use, id, "lin", ""), "none");
    EXPECT_EQ(approve(id, "head.of.agency"), "grants.application_moved");
    EXPECT_EQ(get(id).state, UseState::withdrawn);
    EXPECT_FALSE(get(id).grant);
}

TEST_P(UseApplications, ItLapsesOnTheMillisecond) {
    const auto id = applied();
    const auto lapses_at = get(id).lapses_at;
    EXPECT_EQ(lapses_at, now_ + days{30});
    const auto head = turn_of(id);
    const auto by = actor(head);
    now_ = lapses_at - 1ms;
    EXPECT_EQ(get(id).state, UseState::submitted);
    now_ = lapses_at;
    EXPECT_EQ(get(id).state, UseState::lapsed);
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return approve_use(tx, desk_, by, id, 1, "", {}, random_, now_); }),
              "grants.application_moved");
    EXPECT_EQ(write([&](store::WriteTx& tx) { return lapse_use_applications(tx, desk_, 100, now_); }), 1);
    EXPECT_EQ(write([&](store::WriteTx& tx) { return lapse_use_applications(tx, desk_, 100, now_); }), 0);
    EXPECT_EQ(entries("grants.use_lapsed"), 1);
}

TEST_P(UseApplications, AGrantEndsWithWhateverEndsFirst) {
    const auto lin = actor("lin");
    const auto chief = actor("chief");
    const base::Instant basis_ends = now_ + days{20};
    for (const auto* basis : {"B05", "B07"}) {
        write([&](store::WriteTx& tx) { return end_basis(tx, desk_, chief, basis, basis_ends, now_); });
    }
    const auto id = applied();
    const auto preview = read([&](store::ReadTx& tx) { return preview_use(tx, desk_, get(id), now_); });
    EXPECT_EQ(preview.would_grant.until, basis_ends);
    EXPECT_TRUE(
        std::ranges::any_of(preview.warnings, [](const UseWarning& one) { return one.code == "longer_than_basis"; }));
    granted().approve(id);
    EXPECT_EQ(grant_of(id).until, basis_ends);

    // Approved late, it begins when it is approved; approved after its end, nothing is granted.
    UseForm brief = form();
    brief.until = now_ + days{2};
    const auto late = applied(brief);
    const auto head = actor(turn_of(late));
    now_ += days{1};
    granted().approve(late);
    EXPECT_EQ(grant_of(late).from, now_);
    const auto never = applied(brief);
    EXPECT_EQ(approve(never, turn_of(never)), "none");
    EXPECT_EQ(approve(never, turn_of(never)), "none");
    now_ += days{1};
    EXPECT_EQ(approve(never, "designated"), "grants.period_over");
    EXPECT_EQ(get(never).state, UseState::submitted);
}

TEST_P(UseApplications, WhatTheLinkDoesNotHaveIsNotGrantedAndWithoutItNothingIs) {
    const auto id = applied();
    EXPECT_EQ(approve(id, turn_of(id)), "none");
    EXPECT_EQ(approve(id, turn_of(id)), "none");
    const auto keeper = actor("designated");
    write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(suspend_link(tx, desk_, keeper, "household", "查核", now_));
        return 0;
    });
    EXPECT_EQ(approve(id, "designated"), "grants.link_not_in_force");
    EXPECT_EQ(get(id).approved_stages, 2);
    write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(resume_link(tx, desk_, keeper, "household", "查核完成", now_));
        const auto link = TRY(find_link(tx, "household"));
        auto terms = link->terms;
        terms.tables.front().fields = {"PersonName"};
        TRY(change_link(tx, desk_, keeper, "household", terms, "縮減", now_));
        return 0;
    });
    EXPECT_EQ(approve(id, "designated"), "none");
    EXPECT_EQ(grant_of(id).fields, (std::vector<std::string>{"PersonName"}));
}

TEST_P(UseApplications, ARenewalOpensBeforeTheEndAndBeginsWhereTheGrantEnds) {
    NewGrant year = new_grant();
    year.until = now_ + days{60};
    const auto old = give(year);
    UseForm renewal = form();
    renewal.kind = UseKind::renewal;
    renewal.renews = old;
    renewal.until = now_ + days{120};
    EXPECT_EQ(code_of(try_apply(renewal)), "grants.application_ill_formed");  // not opened yet
    const auto renewable_now = [&] {
        const auto lin = actor("lin");
        return read([&](store::ReadTx& tx) -> base::Result<std::vector<GrantId>> {
            const auto mine = TRY(grants_of(tx, lin, now_));
            return renewable(tx, profile_, mine, now_);
        });
    };
    const auto holds = [&](const std::vector<GrantId>& list) { return std::ranges::find(list, old) != list.end(); };
    EXPECT_FALSE(holds(renewable_now()));
    now_ += days{30};
    EXPECT_TRUE(holds(renewable_now()));
    const auto id = applied(renewal);
    EXPECT_FALSE(holds(renewable_now()));
    EXPECT_EQ(code_of(try_apply(renewal)), "grants.renewal_pending");
    granted().approve(id);
    const auto fresh = grant_of(id);
    const auto before = read([&](store::ReadTx& tx) { return find_grant(tx, old, now_); }).value();
    EXPECT_EQ(fresh.from, before.until);  // never both at once
    EXPECT_EQ(fresh.renews, old);
    EXPECT_EQ(fresh.state, GrantState::not_yet_valid);
}

TEST_P(UseApplications, BoxesHoldWhatIsTheirs) {
    const auto id = applied();
    const auto head = turn_of(id);
    add("checker", *women_, {Role::checker});
    const auto box = [&](std::string_view name, UseBox which) {
        const auto by = actor(name);
        const auto page = read([&](store::ReadTx& tx) {
            return use_applications(tx, desk_, by, {.box = which, .state = UseState::submitted}, now_);
        });
        return page.total;
    };
    EXPECT_EQ(box("lin", UseBox::mine), 1);
    EXPECT_EQ(box("wu", UseBox::mine), 0);
    EXPECT_EQ(box(head, UseBox::inbox), 1);
    EXPECT_EQ(box(head, UseBox::unit), 1);
    EXPECT_EQ(box("designated", UseBox::inbox), 0);
    EXPECT_EQ(box("checker", UseBox::all), 1);
    EXPECT_EQ(approve(id, head), "none");
    EXPECT_EQ(box(head, UseBox::inbox), 0);
    EXPECT_EQ(box("head.of.agency", UseBox::inbox), 1);
    const auto wu = actor("wu");
    EXPECT_EQ(code_of(store_->read(
                  [&](store::ReadTx& tx) { return use_applications(tx, desk_, wu, {.box = UseBox::all}, now_); })),
              "people.role_missing");
    const auto he = actor("he");
    EXPECT_EQ(code_of(store_->read([&](store::ReadTx& tx) -> base::Result<int> {
                  const auto application = TRY(find_use_application(tx, id, now_));
                  TRY(require_use_reader(tx, desk_, he, *application, now_));
                  return 0;
              })),
              "grants.application_not_yours");
}

TEST_P(UseApplications, AnAttachmentIsWhatItsBytesSayAndLeavesWithAnEntry) {
    const auto id = applied();
    const Desk& desk = *desk_with_keys_;
    const std::string pdf = "%PDF-1.7\nplan";
    const auto seal = [&](std::string_view name, std::string_view bytes) {
        return seal_attachment(desk, id, name, base::as_bytes(bytes), random_, now_);
    };
    EXPECT_EQ(code_of(seal("plan.exe", "MZ....")), "grants.attachment_unknown_kind");
    EXPECT_EQ(code_of(seal("plan.pdf", "<html>")), "grants.attachment_unknown_kind");
    EXPECT_EQ(code_of(seal("../plan.pdf", pdf)), "grants.attachment_name");
    EXPECT_EQ(code_of(seal("", pdf)), "grants.attachment_name");
    EXPECT_EQ(code_of(seal("a\nb.pdf", pdf)), "grants.attachment_name");
    EXPECT_EQ(code_of(seal("plan.pdf", pdf + std::string(longest_attachment, 'x'))), "grants.attachment_too_large");
    EXPECT_EQ(code_of(seal_attachment(desk_, id, "plan.pdf", base::as_bytes(pdf), random_, now_)),
              "grants.attachments_off");
    const auto file = good(seal("計畫.pdf", pdf));
    EXPECT_FALSE(base::as_text(file.sealed).contains("plan"));
    const auto put = [&](std::string_view name) {
        const auto by = actor(name);
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(attach(tx, desk, by, file, now_));
            return 0;
        });
    };
    EXPECT_EQ(put("wu"), "grants.application_not_yours");
    EXPECT_EQ(put("lin"), "none");
    EXPECT_EQ(get(id).version, 2);  // who read it before has to read it again
    const auto head = turn_of(id);
    const auto open = [&](std::string_view name) {
        const auto by = actor(name);
        return try_write([&](store::WriteTx& tx) -> base::Result<std::string> {
            const auto opened = TRY(open_attachment(tx, desk, by, id, file.what.id, now_));
            return std::string{opened.bytes.text()};
        });
    };
    EXPECT_EQ(good(open(head)).value(), pdf);
    EXPECT_EQ(code_of(open("he")), "grants.application_not_yours");
    EXPECT_EQ(entries("grants.attachment_opened"), 1);
    const auto lin = actor("lin");
    const auto off = [&] {
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(take_off(tx, desk, lin, id, file.what.id, now_));
            return 0;
        });
    };
    EXPECT_EQ(off(), "none");
    EXPECT_EQ(off(), "grants.attachment_unknown");
    EXPECT_EQ(code_of(open(head)), "grants.attachment_unknown");
    EXPECT_EQ(number("SELECT COUNT(*) FROM grants_application_attachments WHERE sealed IS NOT NULL"), 0);
    EXPECT_EQ(approve(id, head), "none");
    EXPECT_EQ(put("lin"), "grants.application_moved");
}

TEST_P(UseApplications, ThePreviewSaysHowTheGrantBeforeWasUsed) {
    for (int i = 0; i < 2; ++i) EXPECT_EQ(outcome(ask_), "permit");
    UseForm what = form();
    what.fields = {"PersonName", "BirthDate", "MarriageCode", "Notes"};
    what.expected.total = 100;
    const auto id = applied(what);
    const auto preview = read([&](store::ReadTx& tx) { return preview_use(tx, desk_, get(id), now_); });
    ASSERT_EQ(preview.similar.size(), 1U);
    EXPECT_EQ(preview.similar[0].grant.id, *grant_);
    EXPECT_EQ(preview.similar[0].grant.used_total, 2);
    EXPECT_EQ(preview.would_grant.fields, (std::vector<std::string>{"BirthDate", "MarriageCode", "PersonName"}));
    std::vector<std::string_view> codes;
    for (const UseWarning& warning : preview.warnings) codes.push_back(warning.code);
    const auto warns = [&](std::string_view code) { return std::ranges::find(codes, code) != codes.end(); };
    EXPECT_TRUE(warns("fields_outside_purpose"));
    EXPECT_TRUE(warns("more_than_similar"));
    EXPECT_TRUE(warns("expected_far_above_last"));
    EXPECT_TRUE(warns("no_pledge"));
    EXPECT_FALSE(warns("never_used_last_time"));
}

// Never a grant without its entry and its approval, never an approval without its grant: at whatever call the store
// fails.
TEST_P(UseApplications, FailureAtAnyCallOfTheLastStageLeavesNoTrace) {
    kit::Faults faults;
    store::Settings settings = store_.settings();
    faults.into(settings);
    reopen(settings);
    const Desk desk{*ledger_, profile_};
    const kit::Granted flow{*store_, *office_, desk, random_, now_};
    const auto lin = actor("lin");
    const auto id = write([&](store::WriteTx& tx) { return apply_for_use(tx, desk, lin, form(), random_, now_); }).id;
    for (int stage = 0; stage < 2; ++stage) {
        const auto application = get(id);
        const auto by = actor(flow.next_of(application));
        write([&](store::WriteTx& tx) {
            return approve_use(tx, desk, by, id, application.version, "", {}, random_, now_);
        });
    }
    const auto designated = actor("designated");
    const auto created = entries("grants.created");
    const auto approved = entries("grants.use_approved");
    kit::fail_at_every_call(
        faults,
        [&] {
            return store_->write(
                [&](store::WriteTx& tx) { return approve_use(tx, desk, designated, id, 3, "", {}, random_, now_); });
        },
        [&](const kit::Outcome& seen) {
            const std::int64_t done = seen.succeeded ? 1 : 0;
            EXPECT_EQ(entries("grants.created"), created + done) << seen.what;
            EXPECT_EQ(entries("grants.use_approved"), approved + done) << seen.what;
            EXPECT_EQ(get(id).grant.has_value(), seen.succeeded) << seen.what;
            EXPECT_EQ(number("SELECT COUNT(*) FROM grants_grants"), created + done) << seen.what;
            EXPECT_EQ(number("SELECT COUNT(*) FROM grants_grant_states"), created + done) << seen.what;
        });
}

}  // namespace
}  // namespace menhu::grants
