#include "grants/grant.h"

#include "grants/desk_test.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;

class Grants : public DeskTest {
protected:
    template <class Change>
    std::string purpose_with(Change change) {
        NewPurpose purpose = new_purpose("other");
        change(purpose);
        const auto maker = actor("chief");
        return code_of(
            try_write([&](store::WriteTx& tx) { return make_purpose(tx, desk_, maker, purpose, random_, now_); }));
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Grants, kit::both_engines(), kit::engine_name);

TEST_P(Grants, WhoMayStopAndResumeAGrant) {
    const auto wu = actor("wu");
    const auto chief = actor("chief");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return suspend_grant(tx, desk_, wu, *grant_, "x", now_); }),
              "people.role_missing");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return end_grant(tx, desk_, wu, *grant_, "x", now_); }),
              "people.role_missing");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return resume_grant(tx, desk_, wu, *grant_, "x", now_); }),
              "people.role_missing");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return add_to_case_list(tx, desk_, wu, *grant_, {}, now_); }),
              "people.role_missing");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return end_basis(tx, desk_, wu, "B05", now_, now_); }),
              "people.role_missing");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return suspend_grant(tx, desk_, chief, GrantId{5}, "x", now_); }),
              "grants.not_found");
}

TEST_P(Grants, AHolderGivesBackWhatIsNoLongerNeeded) {
    const auto lin = actor("lin");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return suspend_grant(tx, desk_, lin, *grant_, "x", now_); }),
              "people.role_missing");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return end_grant(tx, desk_, lin, *grant_, "業務結束", now_); }),
              "none");
    EXPECT_EQ(outcome(ask_), "grants.ended");
    const auto steps = read([&](store::ReadTx& tx) { return grant_steps(tx, *grant_); });
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].act, "issued");
    EXPECT_EQ(steps[1].act, "ended");
    EXPECT_EQ(steps[1].by, lin.account());
    EXPECT_EQ(steps[1].reason, "業務結束");
}

TEST_P(Grants, AUnitHeadStopsTheOwnUnitsGrantsOnly) {
    add("head-c", *childcare_, {Role::unit_head});
    add("head-w", *women_, {Role::unit_head});
    const auto attempt = [&](std::string_view name) {
        const auto by = actor(name);
        return code_of(try_write([&](store::WriteTx& tx) { return suspend_grant(tx, desk_, by, *grant_, "x", now_); }));
    };
    EXPECT_EQ(attempt("head-w"), "people.role_missing");
    EXPECT_EQ(attempt("head-c"), "none");
}

TEST_P(Grants, PurposesRestOnBasesInForceAndNameKnownThings) {
    EXPECT_EQ(purpose_with([](NewPurpose&) {}), "none");
    EXPECT_EQ(purpose_with([](NewPurpose&) {}), "grants.purpose_exists");
    EXPECT_EQ(purpose_with([](NewPurpose& p) {
                  p.code = "x1";
                  p.bases = {"B99"};
              }),
              "grants.basis_unknown");
    EXPECT_EQ(purpose_with([](NewPurpose& p) {
                  p.code = "x1";
                  p.bases = {};
              }),
              "grants.purpose_ill_formed");
    EXPECT_EQ(purpose_with([](NewPurpose& p) {
                  p.code = "x1";
                  p.units = {"nowhere"};
              }),
              "grants.unit_unknown");
    EXPECT_EQ(purpose_with([](NewPurpose& p) {
                  p.code = "x1";
                  p.fields = {"shoe_size"};
              }),
              "grants.field_unknown");
    EXPECT_EQ(purpose_with([](NewPurpose& p) {
                  p.code = "x1";
                  p.case_pattern = "[[";
              }),
              "grants.purpose_ill_formed");
    EXPECT_EQ(purpose_with([](NewPurpose& p) { p.code = "X 1"; }), "grants.purpose_ill_formed");
    EXPECT_EQ(purpose_with([](NewPurpose& p) {
                  p.code = "x1";
                  p.acknowledgement_zh = "";
              }),
              "grants.purpose_ill_formed");
    const auto listed = read([](store::ReadTx& tx) { return purposes(tx); });
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed.front().what.code, "childcare-allowance");
    EXPECT_EQ(listed.front().what.bases, (std::vector<std::string>{"B05", "B07"}));
}

TEST_P(Grants, TheProfilesBasesAreTakenOverOnce) {
    const auto chief = actor("chief");
    const auto adopt = [&] { return write([&](store::WriteTx& tx) { return adopt_bases(tx, desk_, chief, now_); }); };
    EXPECT_EQ(adopt(), 0);
    EXPECT_EQ(read([](store::ReadTx& tx) { return bases(tx); }).size(), 20U);
    write([&](store::WriteTx& tx) { return end_basis(tx, desk_, chief, "B05", now_, now_); });
    EXPECT_EQ(adopt(), 0);  // what the agency ended stays ended
    const auto held = read([](store::ReadTx& tx) { return bases(tx); });
    EXPECT_FALSE(held[4].in_force(now_));
    EXPECT_TRUE(held[4].in_force(now_ - 1ms));
}

TEST_P(Grants, AHolderSeesDaysLeftAndUses) {
    EXPECT_EQ(outcome(ask_), "permit");
    const auto lin = actor("lin");
    auto list = read([&](store::ReadTx& tx) { return grants_of(tx, lin, now_); });
    ASSERT_EQ(list.size(), 1U);
    const GrantView& view = list.front();
    EXPECT_EQ(view.id, *grant_);
    EXPECT_EQ(view.purpose_code, "childcare-allowance");
    EXPECT_EQ(view.unit_name, "幼兒托育科");
    EXPECT_EQ(view.holders, std::vector{*lin_});
    EXPECT_EQ(view.fields, (std::vector<std::string>{"BirthDate", "PersonName"}));
    EXPECT_EQ(view.operations, Operations{Operation::lookup});
    ASSERT_EQ(view.bases.size(), 2U);
    EXPECT_EQ(view.bases.front().id, "B05");
    EXPECT_FALSE(view.bases.front().title.empty());
    EXPECT_EQ(view.state, GrantState::in_force);
    EXPECT_EQ(view.days_left, 30);
    EXPECT_EQ(view.quota_day, 3);
    EXPECT_EQ(view.quota_total, 5);
    EXPECT_EQ(view.used_today, 1);
    EXPECT_EQ(view.used_total, 1);
    EXPECT_EQ(view.case_example, "C-2026-000001");
    EXPECT_EQ(view.acknowledgement_zh, "查詢將留下紀錄。");
    const auto he = actor("he");
    EXPECT_TRUE(read([&](store::ReadTx& tx) { return grants_of(tx, he, now_); }).empty());
    const base::Instant end = view.until;
    now_ = end - 1ms;
    list = read([&](store::ReadTx& tx) { return grants_of(tx, lin, now_); });
    EXPECT_EQ(list.front().days_left, 1);
    EXPECT_EQ(list.front().used_today, 0);
    now_ = end;
    list = read([&](store::ReadTx& tx) { return grants_of(tx, lin, now_); });
    EXPECT_EQ(list.front().state, GrantState::expired);
    EXPECT_EQ(list.front().days_left, 0);
    now_ = end + std::chrono::days{90};
    EXPECT_TRUE(read([&](store::ReadTx& tx) { return grants_of(tx, lin, now_); }).empty());
    EXPECT_TRUE(read([&](store::ReadTx& tx) { return find_grant(tx, *grant_, now_); }).has_value());
}

TEST_P(Grants, WhoSeesWhich) {
    add("checker", *women_, {Role::checker});
    add("head-c", *childcare_, {Role::unit_head});
    add("head-w", *women_, {Role::unit_head});
    const auto count = [&](std::string_view name) {
        const auto by = actor(name);
        return read([&](store::ReadTx& tx) { return visible_grants(tx, by, now_); }).size();
    };
    EXPECT_EQ(count("chief"), 1U);
    EXPECT_EQ(count("checker"), 1U);
    EXPECT_EQ(count("head-c"), 1U);
    EXPECT_EQ(count("head-w"), 0U);
    EXPECT_EQ(count("lin"), 1U);
    EXPECT_EQ(count("wu"), 0U);
}

TEST_P(Grants, DefaultsComeFromTheProfile) {
    NewGrant grant = new_grant();
    grant.quota_day = std::nullopt;
    grant.quota_total = std::nullopt;
    const GrantId id = give(grant);
    const auto view = read([&](store::ReadTx& tx) { return find_grant(tx, id, now_); }).value();
    EXPECT_EQ(view.quota_day, profile_.numbers().quota_day_default.value);
    EXPECT_EQ(view.quota_total, profile_.numbers().quota_total_default.value);
}

}  // namespace
}  // namespace menhu::grants
