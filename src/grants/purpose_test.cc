#include "grants/purpose.h"

#include <gmock/gmock.h>

#include "grants/catalogue_test.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class Purposes : public CatalogueTest {
protected:
    template <class Change>
    std::string make(Change change, std::string_view name = "keeper") {
        NewPurpose what = new_purpose();
        change(what);
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return make_purpose(tx, desk_, who, what, random_, now_);
        });
    }
    std::string make() {
        return make([](NewPurpose&) {});
    }
    std::string refuse(std::string_view name = "director", std::string_view reason = "欄位過多") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return refuse_purpose(tx, desk_, who, "childcare-allowance", std::nullopt, reason, now_);
        });
    }
    std::string end(base::Instant at, std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return end_purpose(tx, desk_, who, "childcare-allowance", at, "業務移出", now_);
        });
    }
    std::vector<std::string> acts() {
        const auto all = read([&](store::ReadTx& tx) { return purpose_versions(tx, purpose().id); });
        std::vector<std::string> list;
        for (const PurposeVersion& version : all) list.push_back(version.act);
        return list;
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Purposes, kit::both_engines(), kit::engine_name);

TEST_P(Purposes, OneMakesAndWhoHeadsTheAgencyApproves) {
    EXPECT_EQ(make(), "none");
    EXPECT_EQ(purpose_state(), PurposeState::draft);
    EXPECT_EQ(purpose().pending, 1);
    EXPECT_EQ(purpose().what.bases, (std::vector<std::string>{"B05", "B07"}));
    EXPECT_EQ(approve("keeper"), "people.role_missing");
    EXPECT_EQ(approve("minister"), "grants.not_agency_head");
    EXPECT_EQ(approve("deputy"), "grants.not_agency_head") << "the head is there";
    EXPECT_EQ(approve("director", 7), "grants.purpose_moved");
    EXPECT_EQ(approve("director", 1), "none");
    EXPECT_EQ(purpose_state(), PurposeState::approved);
    EXPECT_EQ(approve(), "grants.nothing_to_approve");
    EXPECT_THAT(acts(), ElementsAre("approved", "made"));
    EXPECT_EQ(fact(trail_of("grants.purpose_approved").front(), "codes"), profile_.purpose_codes().front().code);
}

TEST_P(Purposes, TheDeputyApprovesWhileTheHeadIsAwayButNobodyTheirOwn) {
    const auto chief = actor("chief");
    write([&](store::WriteTx& tx) {
        return people::set_roles(tx, *office_, chief, *deputy_, {Role::unit_head, Role::designated_person}, now_);
    });
    EXPECT_EQ(make([](NewPurpose&) {}, "deputy"), "none");
    write([&](store::WriteTx& tx) { return people::suspend(tx, *office_, chief, *director_, "x", now_); });
    EXPECT_EQ(approve("deputy"), "grants.own_purpose");
    EXPECT_EQ(refuse("deputy"), "grants.own_purpose");
    EXPECT_EQ(change(new_purpose()), "none");
    EXPECT_EQ(approve("deputy"), "none") << "somebody else made this version";
}

TEST_P(Purposes, AChangeWaitsAndTheApprovedVersionCounts) {
    make_approved();
    NewPurpose wider = new_purpose();
    wider.fields.emplace_back("Notes");
    EXPECT_EQ(change(wider), "none");
    EXPECT_EQ(purpose_state(), PurposeState::changed);
    EXPECT_EQ(purpose().what.fields, (std::vector<std::string>{"BirthDate", "PersonName"}));
    EXPECT_EQ(refuse("director", ""), "grants.purpose_ill_formed");
    EXPECT_EQ(refuse(), "none");
    EXPECT_EQ(purpose_state(), PurposeState::approved);
    EXPECT_EQ(change(wider), "none");
    const auto read_version = purpose().pending;
    wider.fields.emplace_back("Sex");
    EXPECT_EQ(change(wider), "none");
    EXPECT_EQ(approve("director", read_version), "grants.purpose_moved");
    EXPECT_EQ(approve("director", purpose().pending), "none");
    EXPECT_EQ(purpose().what.fields, (std::vector<std::string>{"BirthDate", "Notes", "PersonName", "Sex"}));
    EXPECT_THAT(acts(), ElementsAre("approved", "changed", "changed", "refused", "changed", "approved", "made"));
    EXPECT_EQ(run("DELETE FROM grants_purpose_versions"), "store.append_only");
}

TEST_P(Purposes, NothingIsApprovedWithoutABasisInForce) {
    EXPECT_EQ(make([](NewPurpose& p) { p.bases = {"B05"}; }), "none");
    EXPECT_EQ(by("keeper", [&](store::WriteTx& tx,
                               const people::Actor& who) { return end_basis(tx, desk_, who, "B05", now_, now_); }),
              "none");
    EXPECT_EQ(approve(), "grants.purpose_basis_not_in_force");
    EXPECT_EQ(purpose_state(), PurposeState::draft);
    EXPECT_EQ(change(new_purpose()), "none");
    EXPECT_EQ(approve(), "none") << "B07 is in force";
}

TEST_P(Purposes, AnEndedOneIsOver) {
    make_approved();
    EXPECT_EQ(end(now_ - 1ms), "grants.purpose_ill_formed");
    EXPECT_EQ(end(now_, "lin"), "people.role_missing");
    EXPECT_EQ(end(now_ + 1h, "director"), "none");
    EXPECT_EQ(purpose_state(), PurposeState::approved);
    EXPECT_EQ(end(now_ + 2h), "none") << "an end ahead may be set anew";
    now_ += 2h;
    EXPECT_EQ(purpose_state(), PurposeState::ended);
    EXPECT_EQ(end(now_ + 1h), "grants.purpose_over");
    EXPECT_EQ(change(new_purpose()), "grants.purpose_over");
    EXPECT_EQ(fact(trail_of("grants.purpose_ended").front(), "at"), base::to_rfc3339(now_));
}

TEST_P(Purposes, EveryRefusal) {
    EXPECT_EQ(make([](NewPurpose&) {}, "lin"), "people.role_missing");
    EXPECT_EQ(make([](NewPurpose&) {}, "director"), "people.role_missing");
    EXPECT_EQ(make([](NewPurpose& p) { p.code = "X 1"; }), "grants.purpose_ill_formed");
    EXPECT_EQ(make([](NewPurpose& p) { p.bases = {}; }), "grants.purpose_ill_formed");
    EXPECT_EQ(make([](NewPurpose& p) { p.units = {}; }), "grants.purpose_ill_formed");
    EXPECT_EQ(make([](NewPurpose& p) { p.fields = {}; }), "grants.purpose_ill_formed");
    EXPECT_EQ(make([](NewPurpose& p) { p.operations = {}; }), "grants.purpose_ill_formed");
    EXPECT_EQ(make([](NewPurpose& p) { p.case_pattern = "[["; }), "grants.purpose_ill_formed");
    EXPECT_EQ(make([](NewPurpose& p) { p.acknowledgement_en = ""; }), "grants.purpose_ill_formed");
    EXPECT_EQ(make([](NewPurpose& p) { p.bases = {"B99"}; }), "grants.basis_unknown");
    EXPECT_EQ(make([](NewPurpose& p) { p.units = {"nowhere"}; }), "grants.unit_unknown");
    EXPECT_EQ(make([](NewPurpose& p) { p.fields = {"ShoeSize"}; }), "grants.field_unknown");
    EXPECT_EQ(make([](NewPurpose& p) { p.codes = {"999"}; }), "grants.code_unknown");
    EXPECT_EQ(approve(), "grants.purpose_unknown");
    EXPECT_EQ(change(new_purpose()), "grants.purpose_unknown");
    EXPECT_EQ(make(), "none");
    EXPECT_EQ(make(), "grants.purpose_exists");
    EXPECT_EQ(entries("grants.purpose_made"), 1);
}

}  // namespace
}  // namespace menhu::grants
