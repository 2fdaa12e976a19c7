#include "people/duty.h"

#include "people/absence.h"
#include "people/break_glass.h"
#include "people/contract.h"
#include "people/office_test.h"
#include "people/one_time_token.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

class Duties : public OfficeTest {
protected:
    void SetUp() override {
        OfficeTest::SetUp();
        head_ = make_account("head", {Role::unit_head});
        next_ = make_account("next", {Role::unit_head});
        lin_ = make_account("lin", {Role::case_worker});
    }
    std::string code(auto work) { return code_of(try_write(work)); }
    base::Result<DutyId> assign(const Actor& by, NewDuty duty) {
        auto done = try_write([&](store::WriteTx& tx) { return assign_duty(tx, *office_, by, duty, random_, now_); });
        if (!done) return done.error();
        return DutyId{done->value()};
    }
    NewDuty duty(DutyKind kind, AccountId account, base::Instant from,
                 std::optional<base::Instant> until = std::nullopt) {
        return {.unit = section_, .kind = kind, .account = account, .from = from, .until = until, .note = {}};
    }
    Answerable answers(base::Instant at) {
        return good(store_->read([&](store::ReadTx& tx) { return answerable(tx, *section_, at); }));
    }
    std::optional<AccountId> head_;
    std::optional<AccountId> next_;
    std::optional<AccountId> lin_;
};
INSTANTIATE_TEST_SUITE_P(Both, Duties, kit::both_engines(), kit::engine_name);

TEST_P(Duties, WhoAnsweredIsKnownToTheMillisecond) {
    const base::Instant from = now_ - days{100};
    const base::Instant change = now_ + days{10};
    const DutyId first = good(assign(chief(), duty(DutyKind::head, *head_, from)));
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::head, *next_, change))), "people.duty_taken");
    const Actor by = chief();
    write([&](store::WriteTx& tx) { return end_duty(tx, *office_, by, first, change, "交接", now_); });
    good(assign(chief(), duty(DutyKind::head, *next_, change)));
    EXPECT_FALSE(answers(from - 1ms).head);
    EXPECT_EQ(answers(from).head->account, *head_);
    EXPECT_EQ(answers(change - 1ms).head->account, *head_);
    EXPECT_EQ(answers(change).head->account, *next_);
    EXPECT_EQ(answers(now_).administrator->account, *chief_);  // of the whole agency
    // An end never lies in the past, and what has ended is not prolonged.
    EXPECT_EQ(code([&](store::WriteTx& tx) { return end_duty(tx, *office_, by, first, now_ - 1ms, "", now_); }),
              "people.duty_ill_formed");
    EXPECT_EQ(code([&](store::WriteTx& tx) { return end_duty(tx, *office_, by, first, change + 1ms, "", now_); }),
              "people.duty_ill_formed");
    EXPECT_EQ(trail_of("people.duty_ended").size(), 1U);
}

TEST_P(Duties, ADutyNeedsItsRoleAndAnAdministratorWhoAnswers) {
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::head, *lin_, now_))), "people.duty_role_missing");
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::designated_person, *lin_, now_))), "people.duty_role_missing");
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::account_administrator, *lin_, now_))), "people.duty_role_missing");
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::handler, *lin_, now_))), "none");
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::handler, *lin_, now_ + 1h))), "people.duty_taken");
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::handler, AccountId{5}, now_))), "people.not_found");
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::handler, *chief_, now_))), "people.own_account");
    EXPECT_EQ(code_of(assign(chief(), duty(DutyKind::deputy, *lin_, now_, now_))), "people.duty_ill_formed");
    EXPECT_EQ(code_of(assign(good(who(token_of("head"))), duty(DutyKind::handler, *lin_, now_))),
              "people.role_missing");
    // The role without the duty is not enough.
    const AccountId second = make_account("second", {Role::account_administrator});
    const Actor by = good(who(token_of("second")));
    EXPECT_EQ(code_of(assign(by, duty(DutyKind::deputy, *lin_, now_))), "people.not_your_unit");
    EXPECT_EQ(code([&](store::WriteTx& tx) { return suspend(tx, *office_, by, *lin_, "x", now_); }),
              "people.not_your_unit");
    good(assign(chief(), duty(DutyKind::account_administrator, second, now_, now_ + 1h)));
    EXPECT_EQ(code_of(assign(by, duty(DutyKind::deputy, *lin_, now_))), "none");
    NewDuty agency = duty(DutyKind::handler, *lin_, now_);
    agency.unit = std::nullopt;
    EXPECT_EQ(code_of(assign(by, agency)), "people.not_your_unit");
    // To the millisecond.
    const auto stops = [&] {
        return code([&](store::WriteTx& tx) -> base::Result<void> {
            TRY(require_administrator_of(tx, by, *section_, now_));
            return {};
        });
    };
    now_ += 1h - 1ms;
    EXPECT_EQ(stops(), "none");
    now_ += 1ms;
    EXPECT_EQ(stops(), "people.not_your_unit");
}

TEST_P(Duties, TheDeputyActsForWhoIsAwaySuspendedOrGone) {
    good(assign(chief(), duty(DutyKind::head, *head_, now_)));
    good(assign(chief(), duty(DutyKind::deputy, *lin_, now_)));
    EXPECT_EQ(answers(now_).acting->account, *head_);
    const Actor head = good(who(token_of("head")));
    const base::Instant until = now_ + 2h;
    write([&](store::WriteTx& tx) {
        return add_absence(tx, *office_, head, *head_, now_ + 1h, until, "公差", random_, now_);
    });
    EXPECT_EQ(answers(now_ + 1h - 1ms).acting->account, *head_);
    EXPECT_EQ(answers(now_ + 1h).acting->account, *lin_);
    EXPECT_EQ(answers(until).acting->account, *head_);
    const Actor by = chief();
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, by, *head_, "查明中", now_); });
    EXPECT_EQ(answers(now_).acting->account, *lin_);
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, by, *lin_, "查明中", now_); });
    EXPECT_FALSE(answers(now_).acting);
    EXPECT_EQ(answers(now_).head->account, *head_);  // whoever answers for the unit still does
}

TEST_P(Duties, ALeaversDutiesEndOnTheDay) {
    good(assign(chief(), duty(DutyKind::head, *head_, now_ - days{5})));
    good(assign(chief(), duty(DutyKind::handler, *head_, now_ + days{40})));
    const Actor by = chief();
    const base::Instant day = now_ + days{10};
    EXPECT_EQ(
        write([&](store::WriteTx& tx) { return end_duties_of(tx, *office_, by, *head_, std::nullopt, day, now_); }), 2);
    EXPECT_EQ(answers(day - 1ms).head->account, *head_);
    EXPECT_FALSE(answers(day).head);
    const auto all = good(store_->read([&](store::ReadTx& tx) { return duties_of_account(tx, *head_); }));
    for (const OfficeDuty& one : all) EXPECT_FALSE(one.in_force(now_ + days{60}));
}

TEST_P(Duties, ContractsAreVersionsAndBoundTheirUnit) {
    const Actor by = chief();
    const Contract contract{.number = "C-1",
                            .title = "維運",
                            .scope = "維運",
                            .from = now_ - days{1},
                            .until = now_ + days{30},
                            .subcontracting = "",
                            .contact_name = "聯絡人",
                            .contact_phone = "",
                            .contact_email = ""};
    const auto make = [&](const Contract& with) {
        return try_write([&](store::WriteTx& tx) {
            return create_contractor(
                tx, *office_, by,
                {.code = "c-one", .name_zh = "某公司", .name_en = "Some Ltd", .parent = section_, .contract = with},
                random_, now_);
        });
    };
    Contract bad = contract;
    bad.until = bad.from;
    EXPECT_EQ(code_of(make(bad)), "people.contract_ill_formed");
    bad = contract;
    bad.number.clear();
    EXPECT_EQ(code_of(make(bad)), "people.contract_ill_formed");
    const UnitId unit{good(make(contract)).value()};
    EXPECT_EQ(code_of(make(contract)), "people.unit_exists");
    Contract longer = contract;
    longer.until = now_ + days{60};
    write([&](store::WriteTx& tx) { return set_contract(tx, *office_, by, unit, longer, now_); });
    const auto found = good(store_->read([&](store::ReadTx& tx) { return contract_of(tx, unit); }));
    EXPECT_EQ(found->version, 2);
    EXPECT_EQ(good(store_->read([&](store::ReadTx& tx) { return find_unit(tx, unit); }))->until, longer.until);
    EXPECT_EQ(code([&](store::WriteTx& tx) { return set_contract(tx, *office_, by, *section_, longer, now_); }),
              "people.contract_ill_formed");
}

TEST_P(Duties, BreakGlassIsForSomeHoursAndForAdministeringAlone) {
    const auto smash = [&](std::string_view reason) {
        return try_write([&](store::WriteTx& tx) -> base::Result<BrokenGlass> {
            auto by = TRY(operator_actor(tx, *office_, "account break-glass", now_));
            return break_glass(tx, *office_, by, *section_, reason, random_, now_);
        });
    };
    EXPECT_EQ(code_of(smash("  ")), "people.reason_missing");
    const Actor by = chief();
    EXPECT_EQ(code([&](store::WriteTx& tx) { return break_glass(tx, *office_, by, *section_, "x", random_, now_); }),
              "people.role_missing");
    const BrokenGlass broken = good(smash("帳號管理者均無法登入")).value();
    EXPECT_EQ(broken.until, now_ + profile_.numbers().break_glass_hours.value);
    const auto find = [&] {
        return *good(store_->read([&](store::ReadTx& tx) { return find_account(tx, break_glass_account, now_); }));
    };
    EXPECT_EQ(find().roles, Roles{Role::account_administrator});
    EXPECT_TRUE(good(store_->read([&](store::ReadTx& tx) {
        return has_duty(tx, find().id, DutyKind::account_administrator, std::nullopt, now_);
    })));
    const auto begun = good(redeem_token(*store_, *office_, random_, broken.token, "192.0.2.7", now_)).value();
    EXPECT_TRUE(std::holds_alternative<SignedIn>(begun));
    // A second time it is the same account; the first token and its sessions are over.
    const BrokenGlass again = good(smash("再一次")).value();
    EXPECT_EQ(code_of(who(std::get<SignedIn>(begun).token)), "people.no_session");
    EXPECT_NE(again.token, broken.token);
    now_ = again.until - 1ms;
    EXPECT_EQ(find().standing, Standing::active);
    now_ = again.until;
    EXPECT_EQ(find().standing, Standing::expired);
    EXPECT_EQ(trail_of("people.break_glass").size(), 2U);
    const auto open = good(store_->read([&](store::ReadTx& tx) { return unacknowledged_break_glasses(tx); }));
    ASSERT_EQ(open.size(), 2U);
    const auto acknowledge = [&](const Actor& reader, std::string_view note) {
        return code([&](store::WriteTx& tx) {
            return acknowledge_break_glass(tx, *office_, reader, open.front().id, note, now_);
        });
    };
    EXPECT_EQ(acknowledge(good(who(token_of("lin"))), "x"), "people.role_missing");
    EXPECT_EQ(acknowledge(chief(), ""), "people.reason_missing");
    EXPECT_EQ(acknowledge(chief(), "已查明"), "none");
    EXPECT_EQ(acknowledge(chief(), "已查明"), "people.break_glass_acknowledged");
}

}  // namespace
}  // namespace menhu::people
