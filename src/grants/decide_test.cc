#include "grants/decide.h"

#include "grants/desk_test.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;

class Decide : public DeskTest {
protected:
    template <class Change>
    std::string with(Change change) {
        Ask ask = ask_;
        change(ask);
        return outcome(ask);
    }
    Permit permit(const Ask& ask) { return std::get<Permit>(decided(actor("lin"), ask)); }
};
INSTANTIATE_TEST_SUITE_P(Both, Decide, kit::both_engines(), kit::engine_name);

TEST_P(Decide, EveryStatementIsGood) { EXPECT_EQ(code_of(store_->prepare(statements())), "none"); }

TEST_P(Decide, APermitSaysWhatMayBeShown) {
    const Permit given = permit(ask_);
    EXPECT_EQ(given.account(), *lin_);
    EXPECT_EQ(given.unit(), *childcare_);
    EXPECT_EQ(given.grant(), *grant_);
    EXPECT_EQ(given.operation(), Operation::lookup);
    EXPECT_EQ(given.purpose(), "childcare-allowance");
    EXPECT_EQ(given.holding(), "household");
    EXPECT_EQ(given.fields(), (std::vector<std::string>{"BirthDate", "PersonName"}));
    EXPECT_TRUE(given.allows("PersonName"));
    EXPECT_FALSE(given.allows("MarriageCode"));
    EXPECT_EQ(given.case_number(), "C-2026-000001");
    EXPECT_EQ(given.case_commitment(), ledger_->case_commitment("C-2026-000001"));
    EXPECT_EQ(given.decided_at(), now_);
    EXPECT_EQ(entries("query.refused"), 0);
    Ask fewer = ask_;
    fewer.fields = {"PersonName", "PersonName"};
    fewer.case_number = " C-2026-000001 ";
    EXPECT_EQ(permit(fewer).case_commitment(), given.case_commitment());
    EXPECT_EQ(permit(fewer).fields(), std::vector<std::string>{"PersonName"});
}

TEST_P(Decide, RefusesByWhoAsks) {
    EXPECT_EQ(outcome(actor("wu"), ask_), "grants.not_a_holder");
    EXPECT_EQ(outcome(actor("he"), ask_), "grants.wrong_unit");
    EXPECT_EQ(outcome(actor("chief"), ask_), "grants.role_missing");
}

TEST_P(Decide, RefusesTheSuspendedTheClosedAndTheExpired) {
    const auto answer = good(people::sign_in(*store_, *office_, random_, "lin", secret(), "192.0.2.7", now_)).value();
    const std::string token = std::get<people::SignedIn>(answer).token;
    const auto lin = [&] {
        return read([&](store::ReadTx& tx) { return people::identify(tx, *office_, token, now_); });
    };
    const auto chief = actor("chief");
    EXPECT_EQ(outcome(lin(), ask_), "permit");
    const base::Instant end = now_ + 1min;
    write([&](store::WriteTx& tx) {
        return people::set_validity(tx, *office_, chief, *lin_, now_ - 24h, std::optional{end}, now_);
    });
    now_ = end - 1ms;
    EXPECT_EQ(outcome(lin(), ask_), "permit");
    now_ = end;
    EXPECT_EQ(outcome(lin(), ask_), "grants.account_expired");
    write([&](store::WriteTx& tx) { return people::suspend(tx, *office_, chief, *lin_, "測試", now_); });
    EXPECT_EQ(outcome(lin(), ask_), "grants.account_suspended");
    write([&](store::WriteTx& tx) { return people::close(tx, *office_, chief, *lin_, "測試", now_); });
    EXPECT_EQ(outcome(lin(), ask_), "grants.account_closed");
}

TEST_P(Decide, RefusesWhoMustChangeThePassword) {
    write([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
        constexpr store::Statement due{"test.due", "UPDATE people_accounts SET password_due_at = 0 WHERE id = $1"};
        return tx.run(due, lin_->number());
    });
    EXPECT_EQ(outcome(actor("lin"), ask_), "grants.must_change_password");
}

TEST_P(Decide, RefusesByWhatIsAsked) {
    EXPECT_EQ(with([](Ask& ask) { ask.grant = GrantId{12345}; }), "grants.no_grant");
    EXPECT_EQ(with([](Ask& ask) { ask.operation = Operation::household; }), "grants.operation_not_granted");
    EXPECT_EQ(with([](Ask& ask) { ask.operation = Operation::export_; }), "grants.operation_not_granted");
    EXPECT_EQ(with([](Ask& ask) { ask.fields = {"PersonName", "MarriageCode"}; }), "grants.field_outside");
    EXPECT_EQ(with([](Ask& ask) { ask.holding = "kinship"; }), "grants.outside_holding");
    EXPECT_EQ(with([](Ask& ask) { ask.case_number = " "; }), "grants.case_number_missing");
    EXPECT_EQ(with([](Ask& ask) { ask.case_number = "C-26-1"; }), "grants.case_number_ill_formed");
    EXPECT_EQ(with([](Ask& ask) { ask.reason = ""; }), "grants.reason_missing");
    EXPECT_EQ(with([](Ask& ask) { ask.reason = "查"; }), "grants.reason_too_short");
    EXPECT_EQ(with([](Ask& ask) { ask.reason = "查詢資格"; }), "permit");
    EXPECT_EQ(entries("query.refused"), 9);
}

TEST_P(Decide, ThePeriodTurnsOnTheMillisecond) {
    NewGrant grant = new_grant();
    grant.from = now_ + 5min;
    grant.until = now_ + 10min;
    ask_.grant = give(grant);
    const auto lin = actor("lin");
    const base::Instant start = now_;
    now_ = start + 5min - 1ms;
    EXPECT_EQ(outcome(lin, ask_), "grants.not_yet_valid");
    now_ = start + 5min;
    EXPECT_EQ(outcome(lin, ask_), "permit");
    now_ = start + 10min - 1ms;
    EXPECT_EQ(outcome(lin, ask_), "permit");
    now_ = start + 10min;
    EXPECT_EQ(outcome(lin, ask_), "grants.expired");
}

TEST_P(Decide, SuspendedResumedEnded) {
    const auto chief = actor("chief");
    write([&](store::WriteTx& tx) { return suspend_grant(tx, desk_, chief, *grant_, "查明中", now_); });
    EXPECT_EQ(outcome(ask_), "grants.suspended");
    write([&](store::WriteTx& tx) { return resume_grant(tx, desk_, chief, *grant_, "查明", now_); });
    EXPECT_EQ(outcome(ask_), "permit");
    write([&](store::WriteTx& tx) { return end_grant(tx, desk_, chief, *grant_, "業務結束", now_); });
    EXPECT_EQ(outcome(ask_), "grants.ended");
    EXPECT_EQ(
        code_of(try_write([&](store::WriteTx& tx) { return resume_grant(tx, desk_, chief, *grant_, "x", now_); })),
        "grants.grant_ended");
    for (const auto* kind : {"grants.suspended", "grants.resumed", "grants.ended"}) EXPECT_EQ(entries(kind), 1);
}

TEST_P(Decide, APurposeStandsOnAnyBasisInForce) {
    const auto chief = actor("chief");
    const auto lin = actor("lin");
    const base::Instant end = now_ + 1min;
    write([&](store::WriteTx& tx) { return end_basis(tx, desk_, chief, "B05", end, now_); });
    now_ = end;
    EXPECT_EQ(outcome(lin, ask_), "permit");
    const base::Instant last = now_ + 1min;
    write([&](store::WriteTx& tx) { return end_basis(tx, desk_, chief, "B07", last, now_); });
    now_ = last - 1ms;
    EXPECT_EQ(outcome(lin, ask_), "permit");
    now_ = last;
    EXPECT_EQ(outcome(lin, ask_), "grants.basis_not_in_force");
    // And nothing new is made on it.
    NewGrant grant = new_grant();
    EXPECT_EQ(code_of(try_write(
                  [&](store::WriteTx& tx) { return apply_for_use(tx, desk_, lin, form_of(grant), random_, now_); })),
              "grants.application_ill_formed");
}

TEST_P(Decide, QuotasCountByTheDayOfTaipeiAndInAll) {
    now_ = instant("2026-11-23T15:59:59.998Z");  // a moment before midnight in Taipei
    for (int i = 0; i < 3; ++i) EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(outcome(ask_), "grants.quota_day_used_up");
    now_ += 1ms;
    EXPECT_EQ(outcome(ask_), "grants.quota_day_used_up");
    now_ += 1ms;  // the next day
    for (int i = 0; i < 2; ++i) EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(outcome(ask_), "grants.quota_total_used_up");
    // The second act of a counted one is not counted.
    ask_.operation = Operation::reveal;
    EXPECT_EQ(outcome(ask_), "permit");
    const auto view = read([&](store::ReadTx& tx) { return find_grant(tx, *grant_, now_); }).value();
    EXPECT_EQ(view.used_today, 2);
    EXPECT_EQ(view.used_total, 5);
}

TEST_P(Decide, AnUndoneTransactionUsesNothingUp) {
    const auto lin = actor("lin");
    for (int i = 0; i < 10; ++i) {
        const auto answer = try_write([&](store::WriteTx& tx) -> base::Result<int> {
            auto permit = TRY(decide(tx, desk_, lin, ask_, now_));
            return base::Error{base::Fault::internal, "test.undone"};
        });
        EXPECT_EQ(code_of(answer), "test.undone");
    }
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(read([&](store::ReadTx& tx) { return find_grant(tx, *grant_, now_); })->used_total, 1);
}

TEST_P(Decide, ChecksWhomTheGrantSpeaksOf) {
    const auto check = [&](const Permit& permit, std::string_view district, std::optional<crypto::Tag> person) {
        return read(
            [&](store::ReadTx& tx) { return check_person(tx, permit, {.district = district, .person = person}); });
    };
    const Permit city = permit(ask_);
    EXPECT_EQ(check(city, "68000020", std::nullopt), std::nullopt);

    NewGrant grant = new_grant();
    grant.population = {.kind = Population::Kind::districts, .districts = {"68000020", "68000010"}};
    ask_.grant = give(grant);
    const Permit districts = permit(ask_);
    EXPECT_EQ(check(districts, "68000010", std::nullopt), std::nullopt);
    EXPECT_EQ(check(districts, "68000020", std::nullopt), std::nullopt);
    EXPECT_EQ(check(districts, "68000030", std::nullopt), Why::outside_population);
    EXPECT_EQ(check(districts, "", std::nullopt), Why::outside_population);

    grant.population = {.kind = Population::Kind::case_list, .districts = {}};
    ask_.grant = give(grant);
    const Permit listed = permit(ask_);
    const crypto::Tag one = ledger_->person_tag("A100000001");
    const crypto::Tag other = ledger_->person_tag("A200000002");
    const auto chief = actor("chief");
    const auto extend = [&](GrantId id) {
        return try_write([&](store::WriteTx& tx) { return add_to_case_list(tx, desk_, chief, id, {one, one}, now_); });
    };
    EXPECT_EQ(check(listed, "68000010", one), Why::outside_population);
    EXPECT_EQ(good(extend(ask_.grant)).value(), 1);
    EXPECT_EQ(check(listed, "68000010", one), std::nullopt);
    EXPECT_EQ(check(listed, "68000010", other), Why::outside_population);
    EXPECT_EQ(check(listed, "68000010", std::nullopt), Why::outside_population);
    EXPECT_EQ(code_of(extend(*grant_)), "grants.no_case_list");

    const Refusal refusal = write([&](store::WriteTx& tx) {
        return record_refusal(tx, desk_, listed, Why::outside_population, other, ask_.sealed, now_);
    });
    EXPECT_EQ(refusal.code(), "grants.outside_population");
    check_entry(refusal, actor("lin"), ask_);
}

TEST_P(Decide, WhatIsTooLargeIsNoAsk) {
    ask_.reason = std::string(5000, 'x');
    const auto lin = actor("lin");
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) { return decide(tx, desk_, lin, ask_, now_); })),
              "grants.ask_too_large");
}

TEST_P(Decide, WithoutItsEntryARefusalIsAnErrorAndWithoutItsCountNoPermit) {
    const auto lin = actor("lin");
    Ask refused = ask_;
    refused.reason = "";
    auto settings = store_.settings();
    settings.failure = [](std::string_view what) -> std::optional<base::Error> {
        if (what.contains("ledger.") || what.contains("grants.count_use")) {
            return base::Error{base::Fault::unavailable, "test.disk_gone"};
        }
        return std::nullopt;
    };
    store_.reopen(settings);
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) { return decide(tx, desk_, lin, refused, now_); })),
              "test.disk_gone");
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) { return decide(tx, desk_, lin, ask_, now_); })),
              "test.disk_gone");
}

}  // namespace
}  // namespace menhu::grants
