#include "grants/basis.h"

#include <gmock/gmock.h>

#include "grants/catalogue_test.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;

class Bases : public CatalogueTest {
protected:
    std::string dates(const BasisDates& what, std::string_view id = "B05", std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return set_basis_dates(tx, desk_, who, id, what, now_);
        });
    }
    std::string add_own(const NewBasis& what, std::string_view name = "keeper") {
        return by(name,
                  [&](store::WriteTx& tx, const people::Actor& who) { return add_basis(tx, desk_, who, what, now_); });
    }
    Basis get(std::string_view id) {
        return read([&](store::ReadTx& tx) { return find_basis(tx, id); }).value();
    }
    std::vector<BasisVersion> versions(std::string_view id) {
        return read([&](store::ReadTx& tx) { return basis_versions(tx, id); });
    }
    static Setting<base::Instant> at(base::Instant instant) { return Setting<base::Instant>::to(instant); }
};
INSTANTIATE_TEST_SUITE_P(Both, Bases, kit::both_engines(), kit::engine_name);

TEST_P(Bases, TheProfilesCarryTheirArticlesAndStayWhatTheAgencySet) {
    const auto first = get("B01");
    EXPECT_EQ(first.articles, (std::vector<std::string>{"第四條", "第六條"}));
    EXPECT_FALSE(first.text.empty());
    EXPECT_EQ(first.origin, BasisOrigin::profile);
    EXPECT_EQ(versions("B01").size(), 1U);
    EXPECT_EQ(dates({.from = at(day("2024-01-01")), .until = at(day("2027-01-01"))}, "B01"), "none");
    const auto operators = console();
    EXPECT_EQ(write([&](store::WriteTx& tx) { return adopt_bases(tx, desk_, operators, now_); }), 0);
    EXPECT_EQ(get("B01").from, day("2024-01-01"));
    EXPECT_EQ(get("B01").until, day("2027-01-01"));
    EXPECT_EQ(versions("B01").size(), 2U);
    EXPECT_EQ(versions("B01").front().by, *keeper_);
    // Cleared, they are the profile's again: open.
    EXPECT_EQ(dates({.from = Setting<base::Instant>::none(), .until = Setting<base::Instant>::none()}, "B01"), "none");
    EXPECT_EQ(get("B01").from, std::nullopt);
    EXPECT_EQ(get("B01").until, std::nullopt);
}

TEST_P(Bases, TheAgencyEntersItsOwn) {
    const NewBasis own{.title = "桃園市新住民照顧服務要點",
                       .title_en = "Care for new residents",
                       .articles = {"第三點"},
                       .from = day("2027-01-01"),
                       .until = std::nullopt};
    EXPECT_EQ(add_own(own), "none");
    EXPECT_EQ(add_own(own, "chief"), "none");
    const auto first = get("A01");
    EXPECT_EQ(first.title, own.title);
    EXPECT_EQ(first.articles, own.articles);
    EXPECT_EQ(first.origin, BasisOrigin::agency);
    EXPECT_FALSE(first.in_force(now_));
    EXPECT_TRUE(first.in_force(day("2027-01-01")));
    EXPECT_EQ(get("A02").title, own.title);
    EXPECT_EQ(entries("grants.basis_added"), 2);
    // What the profile does not name is not ended when the profile is taken over again.
    const auto operators = console();
    write([&](store::WriteTx& tx) { return adopt_bases(tx, desk_, operators, now_); });
    EXPECT_TRUE(get("A01").in_force(day("2027-01-01")));
}

TEST_P(Bases, EveryRefusal) {
    const NewBasis own{.title = "要點", .title_en = "Directions", .articles = {}, .from = {}, .until = {}};
    EXPECT_EQ(add_own(own, "lin"), "people.role_missing");
    EXPECT_EQ(add_own(own, "director"), "people.role_missing");
    NewBasis wrong = own;
    wrong.title = "";
    EXPECT_EQ(add_own(wrong), "grants.basis_ill_formed");
    wrong = own;
    wrong.from = now_;
    wrong.until = now_;
    EXPECT_EQ(add_own(wrong), "grants.basis_ill_formed");
    EXPECT_EQ(dates({.until = at(now_)}, "B99"), "grants.basis_unknown");
    EXPECT_EQ(dates({.from = at(now_), .until = at(now_ - 1h)}), "grants.basis_ill_formed");
    EXPECT_EQ(dates({.replaced_by = Setting<std::string>::to("B05")}), "grants.basis_ill_formed");
    EXPECT_EQ(dates({.replaced_by = Setting<std::string>::to("B99")}), "grants.basis_unknown");
    EXPECT_EQ(dates({.until = at(now_)}, "B05", "lin"), "people.role_missing");
    EXPECT_EQ(versions("B05").size(), 1U);
    EXPECT_EQ(run("UPDATE grants_basis_versions SET note = 'x'"), "store.append_only");
}

TEST_P(Bases, AnEndAheadIsWarnedOfAndNamesWhatReplacesIt) {
    EXPECT_EQ(dates({.until = at(now_ + std::chrono::days{20}),
                     .replaced_by = Setting<std::string>::to("B07"),
                     .note = "整併"}),
              "none");
    const auto ending = get("B05");
    EXPECT_TRUE(ending.ends_between(now_, now_ + std::chrono::days{30}));
    EXPECT_FALSE(ending.ends_between(now_, now_ + std::chrono::days{19}));
    EXPECT_EQ(ending.replaced_by, "B07");
    EXPECT_EQ(versions("B05").front().note, "整併");
    EXPECT_EQ(entries("grants.basis_dated"), 1);
}

// P2.1: without a basis in force a purpose stops, in that very millisecond.
TEST_P(Bases, APurposeStopsWithItsLastBasis) {
    make_approved();
    EXPECT_EQ(purpose_state(), PurposeState::approved);
    const base::Instant end = now_ + 2h;
    EXPECT_EQ(dates({.until = at(end)}, "B05"), "none");
    now_ = end;
    EXPECT_EQ(purpose_state(), PurposeState::approved) << "B07 is in force";
    const base::Instant last = now_ + 1h;
    EXPECT_EQ(dates({.until = at(last)}, "B07"), "none");
    now_ = last - 1ms;
    EXPECT_EQ(purpose_state(), PurposeState::approved);
    now_ = last;
    EXPECT_EQ(purpose_state(), PurposeState::stopped);
}

}  // namespace
}  // namespace menhu::grants
