// What contractors destroy (U1.3): from when, by when, who sees it and who records it.
#include "duties/destruction.h"

#include "duties/duties_test.h"
#include "grants/grant.h"
#include "grants/purpose.h"
#include "kit/granted.h"
#include "people/contract.h"

namespace menhu::duties {
namespace {

using kit::code_of;
using kit::instant;
using people::DutyKind;
using std::chrono::milliseconds;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

base::Date day(std::string_view iso) { return base::from_iso(iso).value(); }
base::Instant start_of(std::string_view iso) { return base::taipei_start(day(iso)); }

class Destructions : public DutiesTest {
protected:
    void SetUp() override {
        DutiesTest::SetUp();
        head_ = add("head", *childcare_, {Role::unit_head});
        assign(*childcare_, DutyKind::head, *head_);
        add("zhuan", *secretariat_, {Role::designated_person});
        const auto by = actor("chief");
        write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk_, by, now_); });
        contractor_ = write([&](store::WriteTx& tx) {
            return people::create_contractor(tx, *office_, by,
                                             {.code = "abc",
                                              .name_zh = "示範資訊股份有限公司",
                                              .name_en = "ABC Ltd",
                                              .parent = *childcare_,
                                              .contract = contract("115-C-001", "2026-11-01", "2026-12-01")},
                                             random_, now_);
        });
        add("worker", *contractor_, {Role::case_worker});
        granted().purpose({.code = "system-upkeep",
                           .name_zh = "津貼系統維護",
                           .name_en = "Upkeep of the system",
                           .bases = {"B07"},
                           .units = {"abc", "childcare"},
                           .fields = {"PersonName"},
                           .operations = {grants::Operation::lookup},
                           .case_pattern = "",
                           .case_example = "",
                           .acknowledgement_zh = "x",
                           .acknowledgement_en = "x"});
    }

    kit::Granted granted() { return {*store_, *office_, desk_, random_, now_}; }
    static people::Contract contract(std::string number, std::string_view from, std::string_view until) {
        return {.number = std::move(number),
                .title = "津貼系統維護",
                .scope = "系統維護",
                .from = start_of(from),
                .until = start_of(until),
                .subcontracting = "",
                .contact_name = "王小明",
                .contact_phone = "",
                .contact_email = ""};
    }
    void set_contract(const people::Contract& what) {
        const auto by = actor("chief");
        write([&](store::WriteTx& tx) { return people::set_contract(tx, *office_, by, *contractor_, what, now_); });
    }
    grants::GrantId give(base::Instant from, base::Instant until, std::string_view holder = "worker") {
        const auto account = read([&](store::ReadTx& tx) { return people::find_account(tx, holder, now_); });
        grants::UseForm form;
        form.purpose = "system-upkeep";
        form.holding = "household";
        form.holders = {account.value().id};
        form.fields = {"PersonName"};
        form.operations = {grants::Operation::lookup};
        form.from = from;
        form.until = until;
        form.afterwards = "契約結束後銷毀";
        form.reason = "維護津貼系統所需";
        return granted().give(holder, form);
    }
    std::vector<Destruction> seen_by(std::string_view name) {
        const auto by = actor(name);
        return read([&](store::ReadTx& tx) { return destructions(tx, *office_, by, now_); });
    }
    static DestructionDone done() {
        return {.destroyed_on = day("2026-12-10"),
                .method = "硬碟消磁後破壞",
                .scope = "測試資料庫全部資料表",
                .backups = "異地備份磁帶二卷一併銷毀",
                .witness = "承辦人會同廠商專案經理",
                .evidence = "銷毀照片十二張、消磁紀錄",
                .letter_number = "示資字第1150001號",
                .letter_on = day("2026-12-11")};
    }
    std::string record(std::string_view name, DestructionId id, const DestructionDone& what = done()) {
        const auto by = actor(name);
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(record_destruction(tx, *office_, by, id, what, now_));
            return 0;
        });
    }

    grants::Desk desk_{*ledger_, profile_};
    std::optional<people::AccountId> head_;
    std::optional<people::UnitId> contractor_;
};
INSTANTIATE_TEST_SUITE_P(Both, Destructions, kit::both_engines(), kit::engine_name);

TEST_P(Destructions, BeginsWithTheEndOfTheContractToTheMillisecond) {
    give(now_, start_of("2026-12-01"));
    now_ = start_of("2026-12-01") - milliseconds{1};
    EXPECT_THAT(seen_by("zhuan"), IsEmpty());
    now_ += milliseconds{1};
    const auto seen = seen_by("zhuan");
    ASSERT_EQ(seen.size(), 1U);
    const Destruction& duty = seen.front();
    EXPECT_EQ(duty.unit, *contractor_);
    EXPECT_EQ(duty.managing_unit, *childcare_);
    EXPECT_EQ(duty.cause, DestructionCause::contract_ended);
    EXPECT_EQ(duty.contract_number, "115-C-001");
    EXPECT_EQ(duty.event_at, start_of("2026-12-01"));
    EXPECT_EQ(base::to_iso(duty.due), "2026-12-31");  // whole months from the first (民法 121 II)
    EXPECT_EQ(duty.state, DestructionState::due);
    now_ = start_of("2027-01-01") - milliseconds{1};
    EXPECT_EQ(seen_by("zhuan").front().state, DestructionState::due);
    now_ += milliseconds{1};
    EXPECT_EQ(seen_by("zhuan").front().state, DestructionState::overdue);
    EXPECT_EQ(seen_by("zhuan").front().id, duty.id);
}

TEST_P(Destructions, BeginsWithTheEndOfTheLastGrant) {
    give(now_, start_of("2026-11-26"));
    give(now_, start_of("2026-11-28"));
    now_ = start_of("2026-11-27");
    EXPECT_THAT(seen_by("zhuan"), IsEmpty());
    now_ = start_of("2026-11-28");
    const auto seen = seen_by("zhuan");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().cause, DestructionCause::grants_ended);
    EXPECT_EQ(seen.front().grants, 2);
    // The month is over on 27 December, a Sunday: the next day worked counts (民法 122).
    EXPECT_EQ(base::to_iso(seen.front().due), "2026-12-28");
    // The end of the contract adds nothing: no data came after.
    now_ = start_of("2026-12-02");
    EXPECT_EQ(seen_by("zhuan").size(), 1U);
}

TEST_P(Destructions, AGrantEndedEarlyBeginsItAtOnce) {
    const auto grant = give(now_, start_of("2026-12-01"));
    EXPECT_THAT(seen_by("zhuan"), IsEmpty());
    now_ += std::chrono::hours{1};
    const auto by = actor("chief");
    write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(grants::end_grant(tx, desk_, by, grant, "提前終止", now_));
        return 0;
    });
    ASSERT_EQ(seen_by("zhuan").size(), 1U);
    EXPECT_EQ(seen_by("zhuan").front().event_at, now_);
    EXPECT_EQ(base::to_iso(seen_by("zhuan").front().due), "2026-12-23");
}

TEST_P(Destructions, WhatFollowsWithoutAGapGoesOn) {
    give(now_, start_of("2026-11-26"));
    give(start_of("2026-11-26"), start_of("2026-11-30"));
    now_ = start_of("2026-11-27");
    EXPECT_THAT(seen_by("zhuan"), IsEmpty());
    now_ = start_of("2026-11-30");
    EXPECT_EQ(seen_by("zhuan").size(), 1U);
}

TEST_P(Destructions, AContractCutShortEndsTheUseUnderIt) {
    give(now_, start_of("2026-12-01"));
    set_contract(contract("115-C-001", "2026-11-01", "2026-11-25"));
    now_ = start_of("2026-11-25");
    const auto seen = seen_by("zhuan");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().cause, DestructionCause::contract_ended);
    EXPECT_EQ(seen.front().event_at, start_of("2026-11-25"));
    // Another contract after it does not take back what the first one left behind.
    set_contract(contract("116-C-001", "2026-12-01", "2027-12-01"));
    now_ = start_of("2026-12-02");
    ASSERT_EQ(seen_by("zhuan").size(), 1U);
    EXPECT_EQ(seen_by("zhuan").front().contract_number, "115-C-001");
}

TEST_P(Destructions, NothingWithoutDataAndNothingOfTheAgencys) {
    give(now_, start_of("2026-11-25"), "lin");
    now_ = start_of("2026-12-02");
    EXPECT_THAT(seen_by("zhuan"), IsEmpty());
}

TEST_P(Destructions, WhoSeesItAndWhoIsTold) {
    give(now_, start_of("2026-11-26"));
    now_ = start_of("2026-11-26");
    for (const auto* name : {"zhuan", "head", "worker", "chief"}) EXPECT_EQ(seen_by(name).size(), 1U) << name;
    for (const auto* name : {"lin", "he"}) EXPECT_THAT(seen_by(name), IsEmpty()) << name;
    for (const auto* name : {"zhuan", "head", "worker"}) EXPECT_THAT(todos(name), Contains("destruction_due")) << name;
    for (const auto* name : {"chief", "lin"}) EXPECT_THAT(todos(name), Not(Contains("destruction_due"))) << name;
    EXPECT_EQ(seen_by("worker").front().record, Destruction::Record::may_not);
    EXPECT_EQ(seen_by("chief").front().record, Destruction::Record::may_not);
    EXPECT_EQ(seen_by("head").front().record, Destruction::Record::may);
    now_ = start_of("2026-12-29");
    EXPECT_THAT(todos("zhuan"), Contains("destruction_overdue"));
}

TEST_P(Destructions, TheAgencyRecordsItOnce) {
    give(now_, start_of("2026-11-26"));
    now_ = start_of("2026-11-30");
    const auto id = seen_by("zhuan").front().id;
    now_ = start_of("2026-12-12");
    EXPECT_EQ(record("chief", id), "duties.destruction_not_yours");
    EXPECT_EQ(record("lin", id), "duties.destruction_not_found");
    EXPECT_EQ(record("zhuan", DestructionId{7}), "duties.destruction_not_found");
    auto what = done();
    what.backups = " ";
    EXPECT_EQ(record("zhuan", id, what), "duties.destruction_ill_formed");
    what = done();
    what.destroyed_on = day("2026-12-13");
    EXPECT_EQ(record("zhuan", id, what), "duties.destruction_ill_formed");
    what = done();
    what.letter_on = day("2026-12-09");
    EXPECT_EQ(record("zhuan", id, what), "duties.destruction_ill_formed");
    EXPECT_EQ(entries("duties.destruction_done"), 0);

    EXPECT_EQ(record("head", id), "none");
    EXPECT_EQ(record("zhuan", id), "duties.destruction_done");
    EXPECT_THAT(todos("zhuan"), Not(Contains("destruction_due")));
    const auto seen = seen_by("zhuan");
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().state, DestructionState::done);
    ASSERT_TRUE(seen.front().done);
    EXPECT_EQ(seen.front().done->witness, done().witness);
    EXPECT_EQ(seen.front().recorded_by, *head_);
    const auto entry = trail_of("duties.destruction_done").front();
    EXPECT_EQ(fact(entry, "destroyed_on"), "2026-12-10");
    EXPECT_EQ(fact(entry, "document_number"), "示資字第1150001號");
    EXPECT_EQ(fact(entry, "about_unit"), contractor_->text());
    EXPECT_EQ(fact(entry, "witness"), "(absent)");
}

}  // namespace
}  // namespace menhu::duties
