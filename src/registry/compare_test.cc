// What a delivery would change, and the second person whom it takes when that is much, on both engines.
#include "registry/compare.h"

#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using kit::PersonField;

class Compare : public RegistryTest {
protected:
    // A delivery that waits for its sign-off.
    DeliveryId bring(const std::vector<kit::Person>& people, std::int64_t sequence,
                     std::string_view name = "demo_full_utf8") {
        const auto written = kit::write_delivery(layout(name), people, sequence);
        const auto id = take(written);
        upload(id, written.bytes);
        EXPECT_EQ(good(import(id)), DeliveryState::awaiting_sign_off) << report_json(*delivery(id).report);
        now_ += std::chrono::milliseconds{1};  // ids of one millisecond have no order
        return id;
    }
    std::optional<Comparison> comparison(DeliveryId id) { return delivery(id).report->comparison; }
    base::Result<DeliveryState> sign(DeliveryId id, Decision decision = Decision::accept) {
        return sign_off(*registry_, fetcher(), id, decision, "", now_);
    }
    bool in_use(int person) { return good(ask(grant_.value(), by_id(kit::id_of(person)))).value().index() == 0; }
    std::int64_t people_found(int person) {
        const auto answer = good(ask(*grant_, by_id(kit::id_of(person))));
        return static_cast<std::int64_t>(std::get<Disclosure>(answer.value()).cards().size());
    }
    void SetUp() override {
        RegistryTest::SetUp();
        grant_ = make_grant();
    }
    std::optional<grants::GrantId> grant_;
};

INSTANTIATE_TEST_SUITE_P(Both, Compare, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Compare, TheFirstDeliveryHasNothingToBeComparedWith) {
    const auto id = bring(kit::residents(40), 1);
    EXPECT_EQ(comparison(id), std::nullopt);
    EXPECT_EQ(good(sign(id)), DeliveryState::in_use) << "one person signs the first one off";
}

TEST_P(Compare, CountsNewGoneMovedChangedByDistrict) {
    auto people = kit::residents(60);
    for (std::size_t i = 30; i < 60; ++i) people[i][PersonField::area_code] = "68000020";
    load(people);
    // Gone: 1 and 31. Changed in its district: 2. From the one district to the other: 3, and back: 32, 33. New: two.
    auto next = people;
    next[1][PersonField::street_doorplate] = "示範路二段2號";
    next[1][PersonField::marriage_code] = "3";
    next[2][PersonField::area_code] = "68000020";
    next[31][PersonField::area_code] = "68000010";
    next[32][PersonField::area_code] = "68000010";
    next.erase(next.begin() + 30);
    next.erase(next.begin());
    next.push_back(kit::resident(701));
    next.push_back(kit::resident(702));
    const auto first = good(store_->read([](store::ReadTx& tx) { return deliveries(tx); })).front();
    const auto found = comparison(bring(next, 2));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->with, first.generation->number());
    EXPECT_EQ(found->with_base_date, "2026-11-01");
    EXPECT_EQ(found->problem, "");
    const DistrictComparison taoyuan{.fresh = 2, .gone = 1, .arrived = 2, .left = 1, .changed = 1, .unchanged = 27};
    const DistrictComparison zhongli{.fresh = 0, .gone = 1, .arrived = 1, .left = 2, .changed = 0, .unchanged = 27};
    EXPECT_EQ(found->districts.at(68000010), taoyuan);
    EXPECT_EQ(found->districts.at(68000020), zhongli);
    EXPECT_EQ(found->districts.size(), 2u);
    const DistrictComparison all{.fresh = 2, .gone = 2, .arrived = 0, .left = 0, .changed = 4, .unchanged = 54};
    EXPECT_EQ(found->all, all);
    EXPECT_EQ(all.before(), 60u);
    EXPECT_EQ(all.after(), 60u);
    EXPECT_EQ(found->fields.at(PersonField::area_code), 3u);
    EXPECT_EQ(found->fields.at(PersonField::marriage_code), 1u);
    EXPECT_EQ(found->fields.at(PersonField::street_doorplate), 1u);
    EXPECT_EQ(found->fields.size(), 3u);
    EXPECT_EQ(good(read_report(report_json(Report{}))).comparison, std::nullopt);
}

TEST_P(Compare, TheSamePeopleInAnotherLayoutAreUnchanged) {
    load(kit::residents(300));
    const auto id = bring(kit::residents(300), 2, "demo_full_big5");
    EXPECT_EQ(comparison(id)->all.unchanged, 300u);
    EXPECT_EQ(good(sign(id)), DeliveryState::in_use) << "nothing differs: one person is enough";
}

TEST_P(Compare, ALittleTakesOnePersonMuchTakesTwo) {
    load(kit::residents(100));
    auto five = kit::residents(100);
    for (std::size_t i = 0; i < 5; ++i) five[i][PersonField::street_doorplate] = "示範路三段1號";
    EXPECT_EQ(good(sign(bring(five, 2))), DeliveryState::in_use) << "exactly the share does not exceed it";
    auto six = five;
    for (std::size_t i = 10; i < 16; ++i) six[i][PersonField::street_doorplate] = "示範路三段2號";
    const auto id = bring(six, 3);
    EXPECT_EQ(good(sign(id)), DeliveryState::awaiting_release);
    EXPECT_EQ(delivery(id).state, DeliveryState::awaiting_release);
    EXPECT_EQ(good(release(*registry_, second(), id, Decision::accept, "查證過", now_)), DeliveryState::in_use);
    EXPECT_EQ(delivery(id).released_by_name, second().display_name());
    EXPECT_EQ(entries("delivery.released"), 1);
    EXPECT_EQ(entries("generation.switched"), 3);
}

TEST_P(Compare, WhoSignedCannotRelease) {
    load(kit::residents(50));
    const auto id = bring(kit::residents(20), 2);
    ASSERT_EQ(good(sign(id)), DeliveryState::awaiting_release);
    for (const auto decision : {Decision::accept, Decision::refuse}) {
        EXPECT_EQ(code_of(release(*registry_, fetcher(), id, decision, "", now_)), "registry.release_own");
    }
    EXPECT_EQ(code_of(sign(id)), "registry.delivery_state") << "nor sign it off once more";
    EXPECT_EQ(code_of(release(*registry_, good(who(worker_token_)), id, Decision::accept, "", now_)),
              "people.role_missing");
    EXPECT_EQ(delivery(id).state, DeliveryState::awaiting_release);
    EXPECT_EQ(people_found(45), 1) << "the old copy is in use";
    EXPECT_EQ(entries("delivery.released"), 0);
    EXPECT_EQ(good(release(*registry_, second(), id, Decision::accept, "", now_)), DeliveryState::in_use);
    EXPECT_EQ(people_found(45), 0);
}

TEST_P(Compare, NobodyReleasesWhatNobodySigned) {
    load(kit::residents(50));
    const auto id = bring(kit::residents(20), 2);
    EXPECT_EQ(code_of(release(*registry_, second(), id, Decision::accept, "", now_)), "registry.delivery_state");
    EXPECT_EQ(delivery(id).state, DeliveryState::awaiting_sign_off);
}

TEST_P(Compare, TheSecondPersonRefusesAndNothingIsLeft) {
    load(kit::residents(50));
    const auto id = bring(kit::residents(20), 2);
    ASSERT_EQ(good(sign(id)), DeliveryState::awaiting_release);
    EXPECT_EQ(good(release(*registry_, second(), id, Decision::refuse, "人數可疑", now_)), DeliveryState::refused);
    EXPECT_EQ(delivery(id).report->refusal, "release");
    EXPECT_EQ(delivery(id).generation, std::nullopt);
    EXPECT_EQ(people_found(45), 1);
    EXPECT_EQ(entries("delivery.refused"), 1);
}

TEST_P(Compare, AComparisonWithAnotherCopyIsNone) {
    load(kit::residents(100));
    auto changed = kit::residents(100);
    changed[0][PersonField::street_doorplate] = "示範路三段1號";
    const auto waits = bring(changed, 2);
    EXPECT_FALSE(good(store_->read([&](store::ReadTx& tx) { return takes_two(tx, *registry_, delivery(waits)); })));
    accept(bring(kit::residents(30), 3));
    EXPECT_TRUE(good(store_->read([&](store::ReadTx& tx) { return takes_two(tx, *registry_, delivery(waits)); })))
        << "it was compared with the copy that has since been replaced";
    EXPECT_EQ(good(sign(waits)), DeliveryState::awaiting_release);
}

TEST_P(Compare, ADamagedCopyInUseDoesNotKeepAWholeOneOut) {
    load(kit::residents(50));
    good(store_->write([](store::WriteTx& tx) -> base::Result<std::int64_t> {
        return tx.run(store::Statement{"test.damage", "UPDATE registry_generations SET wrapped_key = $1"},
                      base::Bytes(61, 7));
    }));
    const auto id = bring(kit::residents(50), 2);
    EXPECT_EQ(comparison(id)->problem, "crypto.seal_broken");
    EXPECT_EQ(good(sign(id)), DeliveryState::awaiting_release);
}

TEST(Share, IsCountedOverThosePresentBefore) {
    Comparison comparison;
    comparison.all = {.fresh = 0, .gone = 2, .arrived = 0, .left = 0, .changed = 3, .unchanged = 95};
    EXPECT_FALSE(comparison.exceeds({.basis_points = 500}));
    comparison.all.changed = 4;
    comparison.all.unchanged = 94;
    EXPECT_TRUE(comparison.exceeds({.basis_points = 500}));
    comparison.all = {.fresh = 6, .gone = 0, .arrived = 0, .left = 0, .changed = 0, .unchanged = 100};
    EXPECT_TRUE(comparison.exceeds({.basis_points = 500})) << "as many people more";
    comparison.all = {};
    EXPECT_FALSE(comparison.exceeds({.basis_points = 500})) << "nobody before, nobody after";
    comparison.problem = "registry.bucket_corrupt";
    EXPECT_TRUE(comparison.exceeds({.basis_points = 10'000}));
}

}  // namespace
}  // namespace menhu::registry
