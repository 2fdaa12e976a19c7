#include "grants/link.h"

#include <gmock/gmock.h>

#include "grants/catalogue_test.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

class Links : public CatalogueTest {
protected:
    template <class Change>
    std::string make(Change change, std::string_view name = "keeper") {
        NewLink what = new_link();
        change(what);
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return register_link(tx, desk_, who, what, random_, now_);
        });
    }
    std::string renew(const Renewal& renewal, std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return renew_link(tx, desk_, who, "household", renewal, now_);
        });
    }
    std::string end(base::Instant at, std::string_view name = "keeper", std::string_view reason = "業務移出") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return plan_link_ending(tx, desk_, who, "household", at, reason, now_);
        });
    }
    using Act = base::Result<void> (*)(store::WriteTx&, const Desk&, const people::Actor&, std::string_view,
                                       std::string_view, base::Instant);
    std::string act(Act what, std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return what(tx, desk_, who, "household", "事由", now_);
        });
    }
    std::string name_person(LinkDuty duty, people::AccountId account, base::Instant from,
                            std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return name_link_person(tx, desk_, who, "household",
                                    {.duty = duty, .account = account, .from = from, .note = ""}, random_, now_);
        });
    }
    std::string review(Need need, std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return review_link(tx, desk_, who, "household", need, "", random_, now_);
        });
    }
    std::vector<std::string> acts() {
        const auto all = read([&](store::ReadTx& tx) { return link_versions(tx, link().id); });
        std::vector<std::string> list;
        for (const LinkVersion& version : all) list.push_back(version.act);
        return list;
    }
    static base::Date date(std::string_view iso) { return base::from_iso(iso).value(); }
};
INSTANTIATE_TEST_SUITE_P(Both, Links, kit::both_engines(), kit::engine_name);

TEST_P(Links, HoldsForItsTermAndNotAMillisecondMore) {
    register_one();
    EXPECT_EQ(link().fields, (std::vector<std::string>{"BirthDate", "HouseholdNumber", "PersonName"}));
    ASSERT_EQ(link().terms.tables.size(), 2U);
    EXPECT_EQ(link().terms.tables.back().fields, (std::vector<std::string>{"HouseholdNumber", "PersonName"}));
    EXPECT_EQ(link().state(day("2026-11-01") - 1ms), LinkState::not_yet_valid);
    EXPECT_EQ(link().state(day("2026-11-01")), LinkState::active);
    EXPECT_EQ(link().state(day("2031-11-01") - 1ms), LinkState::active);
    EXPECT_EQ(link().days_left(day("2031-11-01") - 1ms), 1);
    EXPECT_EQ(link().state(day("2031-11-01")), LinkState::expired);
    EXPECT_EQ(link().days_left(day("2031-11-01")), 0);
    EXPECT_EQ(entries("grants.link_registered"), 1);
}

TEST_P(Links, FiveYearsAtMostAndEveryRefusalOfRegistering) {
    EXPECT_EQ(make([&](NewLink& l) { l.terms.until = day("2031-11-01") + 1ms; }), "grants.link_too_long");
    EXPECT_EQ(make([&](NewLink& l) { l.code = "X"; }), "grants.link_ill_formed");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.name_zh = ""; }), "grants.link_ill_formed");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.until = l.terms.from; }), "grants.link_ill_formed");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.until = now_; }), "grants.link_ill_formed");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.letter = ""; }), "grants.link_ill_formed");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.letter_on = date("2026-11-24"); }), "grants.link_ill_formed") << "ahead";
    EXPECT_EQ(make([&](NewLink& l) { l.terms.tables.clear(); }), "grants.link_ill_formed");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.tables.back().number = "T1"; }), "grants.link_ill_formed");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.tables.back().fields = {"ShoeSize"}; }), "grants.field_unknown");
    EXPECT_EQ(make([&](NewLink& l) { l.terms.unit = people::UnitId{5}; }), "grants.unit_unknown");
    EXPECT_EQ(make([](NewLink&) {}, "lin"), "people.role_missing");
    EXPECT_EQ(make([](NewLink&) {}, "director"), "people.role_missing");
    EXPECT_EQ(make([](NewLink&) {}, "ethics"), "people.role_missing");
    EXPECT_EQ(make([](NewLink&) {}, "chief"), "none") << "who administers the whole agency may";
    EXPECT_EQ(make([](NewLink&) {}), "grants.link_exists");
    // Kinship may be prepared for before the ministry's letter has come.
    EXPECT_EQ(make([](NewLink& l) {
                  l.code = "kinship";
                  l.data_class = DataClass::kinship;
                  l.terms.letter = "";
                  l.terms.letter_on.reset();
              }),
              "none");
}

TEST_P(Links, RenewalOpensThreeMonthsBeforeAndNeedsANewLetter) {
    register_one();
    const Renewal renewal{
        .letter = "府民戶字第1200000001號", .letter_on = date("2031-08-01"), .until = day("2036-11-01"), .note = ""};
    EXPECT_EQ(renewal_opens(link(), profile_), day("2031-08-01"));
    now_ = day("2031-08-01") - 1ms;
    EXPECT_THAT(notices(), Not(Contains("link_renewal_open")));
    EXPECT_EQ(renew(renewal), "grants.link_renewal_early");
    now_ = day("2031-08-01");
    EXPECT_THAT(notices(), Contains("link_renewal_open"));
    Renewal wrong = renewal;
    wrong.letter = link().terms.letter;
    EXPECT_EQ(renew(wrong), "grants.link_letter_same");
    wrong = renewal;
    wrong.until += 1ms;
    EXPECT_EQ(renew(wrong), "grants.link_too_long");
    wrong = renewal;
    wrong.until = link().terms.until;
    EXPECT_EQ(renew(wrong), "grants.link_ill_formed");
    EXPECT_EQ(renew(renewal, "lin"), "people.role_missing");
    EXPECT_EQ(renew(renewal), "none");
    EXPECT_EQ(link().terms.until, day("2036-11-01"));
    EXPECT_EQ(link().terms.letter, renewal.letter);
    EXPECT_THAT(notices(), Not(Contains("link_renewal_open")));
    EXPECT_THAT(acts(), ElementsAre("renewed", "registered"));
    // The past stays answerable.
    const auto then = read([&](store::ReadTx& tx) { return find_link(tx, "household", now_ - 1ms); });
    EXPECT_EQ(then.value().terms.letter, new_link().terms.letter);
    EXPECT_EQ(then.value().terms.tables.size(), 2U);
}

TEST_P(Links, WhatHasRunOutIsRenewedFromNowOn) {
    register_one();
    now_ = day("2032-03-01");
    EXPECT_THAT(notices(), ElementsAre("link_expired"));
    EXPECT_EQ(renew({.letter = "新字第1號", .letter_on = date("2032-02-01"), .until = day("2037-03-02"), .note = ""}),
              "grants.link_too_long");
    EXPECT_EQ(renew({.letter = "新字第1號", .letter_on = date("2032-02-01"), .until = day("2037-03-01"), .note = ""}),
              "none");
    EXPECT_EQ(link().state(now_), LinkState::active);
}

TEST_P(Links, AChangeMakesNoTermLonger) {
    register_one();
    const auto change = [&](auto edit, std::string_view name = "keeper") {
        LinkTerms terms = link().terms;
        edit(terms);
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return change_link(tx, desk_, who, "household", terms, "更正", now_);
        });
    };
    EXPECT_EQ(change([&](LinkTerms& t) { t.tables.pop_back(); }), "none");
    EXPECT_EQ(link().fields, (std::vector<std::string>{"BirthDate", "PersonName"}));
    EXPECT_EQ(change([&](LinkTerms& t) { t.until += 1ms; }), "grants.link_too_long");
    EXPECT_EQ(change([&](LinkTerms& t) { t.until -= 24h; }), "none");
    EXPECT_EQ(change([&](LinkTerms& t) { t.letter = ""; }), "grants.link_ill_formed");
    EXPECT_EQ(change([](LinkTerms&) {}, "wu"), "people.role_missing");
    EXPECT_THAT(acts(), ElementsAre("changed", "changed", "registered"));
    EXPECT_EQ(run("UPDATE grants_link_versions SET note = 'x'"), "store.append_only");
    EXPECT_EQ(run("DELETE FROM grants_link_tables"), "store.append_only");
}

TEST_P(Links, SuspendedAtOnceByEthicsTooAndResumedByTheKeepers) {
    register_one();
    EXPECT_EQ(act(resume_link), "grants.link_not_suspended");
    EXPECT_EQ(act(suspend_link, "minister"), "people.role_missing");
    EXPECT_EQ(act(suspend_link, "ethics"), "none");
    EXPECT_EQ(link().state(now_), LinkState::suspended);
    EXPECT_THAT(notices(), Contains("link_suspended"));
    EXPECT_EQ(act(suspend_link), "grants.link_suspended_already");
    EXPECT_EQ(act(resume_link, "ethics"), "people.role_missing");
    EXPECT_EQ(act(resume_link), "none");
    EXPECT_EQ(link().state(now_), LinkState::active);
}

TEST_P(Links, AnEndingIsPlannedAMonthAheadAndMayBeTakenBack) {
    register_one();
    const base::Instant first = kit::instant("2026-12-23T01:00:00.000Z");
    EXPECT_EQ(earliest_ending(profile_, now_), first);
    EXPECT_EQ(end(first - 1ms), "grants.link_notice_short");
    EXPECT_EQ(end(first, "keeper", ""), "grants.link_ill_formed");
    EXPECT_EQ(end(day("2031-11-01") + 1ms), "grants.link_ill_formed") << "after its term";
    EXPECT_EQ(end(first, "ethics"), "people.role_missing");
    EXPECT_EQ(act(keep_link), "grants.link_not_ending");
    EXPECT_EQ(end(first), "none");
    EXPECT_EQ(link().over_at(), first);
    EXPECT_THAT(notices(), Contains("link_ending"));
    EXPECT_EQ(act(keep_link), "none");
    EXPECT_EQ(link().ended_at, std::nullopt);
    EXPECT_EQ(end(first), "none");
    now_ = first - 1ms;
    EXPECT_EQ(link().state(now_), LinkState::active);
    now_ = first;
    EXPECT_EQ(link().state(now_), LinkState::ended);
    EXPECT_EQ(act(keep_link), "grants.link_over");
    EXPECT_EQ(act(suspend_link), "grants.link_over");
    EXPECT_EQ(review(Need::needed), "grants.link_over");
    EXPECT_THAT(notices(), ElementsAre());
}

TEST_P(Links, PeopleInChargeNeverThemselves) {
    register_one();
    EXPECT_EQ(name_person(LinkDuty::designated_person, *keeper_, now_), "grants.own_link_duty");
    EXPECT_EQ(name_person(LinkDuty::designated_person, *lin_, now_), "grants.link_person_role_missing");
    EXPECT_EQ(name_person(LinkDuty::designated_person, *second_, now_), "none");
    EXPECT_EQ(name_person(LinkDuty::designated_person, *second_, now_ + 1h), "grants.link_person_taken");
    EXPECT_EQ(name_person(LinkDuty::designated_person, *keeper_, now_, "second"), "none");
    EXPECT_EQ(name_person(LinkDuty::handler, *lin_, now_, "lin"), "people.role_missing");
    EXPECT_EQ(name_person(LinkDuty::handler, *lin_, day("2032-01-01")), "grants.link_person_ill_formed");
    EXPECT_EQ(name_person(LinkDuty::handler, *lin_, now_), "none");
    const auto link_of_now = link();
    const auto head = [&] { return read([&](store::ReadTx& tx) { return link_head(tx, link_of_now, now_); }); };
    EXPECT_EQ(head(), *minister_) << "who acts as head of the managing unit";
    EXPECT_EQ(name_person(LinkDuty::head, *director_, now_), "none");
    EXPECT_EQ(name_person(LinkDuty::head, *deputy_, now_), "grants.link_person_taken");
    EXPECT_EQ(head(), *director_);
    EXPECT_EQ(read([&](store::ReadTx& tx) { return link_designated_persons(tx, link_of_now, now_); }).size(), 2U);
    const auto closer = actor("chief");
    EXPECT_THAT(notices(), Not(Contains("link_person_gone")));
    write([&](store::WriteTx& tx) { return people::close(tx, *office_, closer, *second_, "離職", now_); });
    EXPECT_EQ(read([&](store::ReadTx& tx) { return link_designated_persons(tx, link_of_now, now_); }).size(), 1U);
    EXPECT_THAT(notices(), Contains("link_person_gone"));
    const auto all = read([&](store::ReadTx& tx) { return people_of_link(tx, link_of_now.id); });
    const auto end = [&](LinkPersonId id, base::Instant at, std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return end_link_person(tx, desk_, who, id, at, "調動", now_);
        });
    };
    const auto of = [&](people::AccountId account) {
        return std::ranges::find(all, account, &LinkPerson::account)->id;
    };
    EXPECT_EQ(end(of(*keeper_), now_), "grants.own_link_duty");
    EXPECT_EQ(end(of(*lin_), now_ - 1ms), "grants.link_person_ill_formed");
    EXPECT_EQ(end(LinkPersonId{5}, now_), "grants.link_person_unknown");
    EXPECT_EQ(end(of(*lin_), now_ + 1h), "none");
    EXPECT_EQ(end(of(*lin_), now_ + 2h), "grants.link_person_ill_formed") << "no later than it was";
    EXPECT_EQ(entries("grants.link_person_named"), 4);
    EXPECT_EQ(entries("grants.link_person_ended"), 1);
}

TEST_P(Links, WhoLeavesGivesUpTheirDutiesAndGetsThemBack) {
    register_one();
    EXPECT_EQ(name_person(LinkDuty::handler, *lin_, now_), "none");
    EXPECT_EQ(name_person(LinkDuty::designated_person, *second_, now_), "none");
    const base::Instant at = now_ + 48h;
    const auto chief = actor("chief");
    EXPECT_EQ(write([&](store::WriteTx& tx) { return end_link_people_of(tx, desk_, chief, *lin_, at, now_); }), 1);
    const auto of_lin = [&] { return read([&](store::ReadTx& tx) { return link_people_of(tx, *lin_); }); };
    EXPECT_EQ(of_lin().front().until, at);
    EXPECT_EQ(write([&](store::WriteTx& tx) { return end_link_people_of(tx, desk_, chief, *lin_, at, now_); }), 0);
    EXPECT_EQ(
        write([&](store::WriteTx& tx) { return restore_link_people_of(tx, desk_, chief, *lin_, at, random_, now_); }),
        1);
    EXPECT_EQ(of_lin().size(), 2U);
    EXPECT_EQ(of_lin().back().from, at);
    EXPECT_EQ(of_lin().back().until, std::nullopt);
}

TEST_P(Links, AYearUnusedIsAskedAboutAndSixMonthsMoreStopIt) {
    register_one();
    const base::Instant year = day("2027-11-01");
    now_ = year - 1ms;
    EXPECT_THAT(notices(), Not(Contains("link_unused")));
    now_ = year;
    EXPECT_THAT(notices(), Contains("link_unused"));
    EXPECT_EQ(review(Need::needed), "none");
    EXPECT_THAT(notices(), Not(Contains("link_unused")));
    EXPECT_THAT(notices(), Contains("link_unused_confirmed"));
    now_ += std::chrono::days{100};
    EXPECT_EQ(review(Need::needed), "none") << "confirming it again begins nothing anew";
    now_ = day("2028-05-01") - 1ms;
    EXPECT_THAT(notices(), Not(Contains("link_to_stop")));
    now_ = day("2028-05-01");
    EXPECT_THAT(notices(), Contains("link_to_stop"));
}

TEST_P(Links, TheYearlyReviewSaysWhatWasSeenAndEndsWhatNobodyNeeds) {
    register_one();
    EXPECT_THAT(notices(), Contains("link_no_designated_person"));
    EXPECT_THAT(notices(), Contains("link_no_handler"));
    now_ = day("2027-10-02");
    EXPECT_THAT(notices(), Not(Contains("link_review_due")));
    now_ = day("2027-10-10");
    EXPECT_THAT(notices(), Contains("link_review_due"));
    now_ = day("2027-11-02");
    EXPECT_THAT(notices(), Contains("link_review_overdue"));
    EXPECT_EQ(review(Need::needed, "ethics"), "people.role_missing");
    EXPECT_EQ(review(Need::needed), "none");
    EXPECT_THAT(notices(), Not(Contains("link_review_overdue")));
    const auto link_of_now = link();
    const auto reviews = read([&](store::ReadTx& tx) { return link_reviews(tx, link_of_now.id); });
    ASSERT_EQ(reviews.size(), 1U);
    EXPECT_EQ(reviews.front().facts,
              R"({"from":"2026-11-02","grants":[],"queries":0,"refusals":0,"to":"2027-11-02","units":0})");
    EXPECT_EQ(fact(trail_of("grants.link_reviewed").front(), "needed"), "yes");
    EXPECT_EQ(run("DELETE FROM grants_link_reviews"), "store.append_only");
    EXPECT_EQ(review(Need::not_needed), "none");
    EXPECT_EQ(link().ended_at, day("2027-12-03")) << "a month on, at the end of the day";
}

}  // namespace
}  // namespace menhu::grants
