#include "oversight/review.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "grants/tables.h"
#include "kit/bureau.h"
#include "kit/fail_at_every_call.h"
#include "oversight/review_printed.h"
#include "oversight/tables.h"
#include "people/absence.h"

namespace menhu::oversight {
namespace {

using namespace std::chrono_literals;
using kit::code_of;
using kit::good;
using kit::instant;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

class Reviews : public kit::BureauTest {
protected:
    Reviews() : BureauTest{{grants::migrations(), oversight::migrations()}} {}

    ReviewId open() {
        const auto by = actor("chief");
        return write([&](store::WriteTx& tx) { return open_review(tx, *office_, by, random_, now_); });
    }
    std::vector<ReviewLine> lines(ReviewId review) {
        return read([&](store::ReadTx& tx) { return review_lines(tx, review); });
    }
    ReviewLine line(ReviewId review, people::AccountId account) {
        const auto all = lines(review);
        const auto found = std::ranges::find(all, account, &ReviewLine::account);
        CHECK(found != all.end());
        return *found;
    }
    std::string decide(ReviewId review, std::string_view by, const std::vector<people::AccountId>& accounts,
                       const Choice& choice) {
        const auto who = actor(by);
        return attempt(
            [&](store::WriteTx& tx) { return decide_lines(tx, *office_, who, review, accounts, choice, now_); });
    }
    Choice keep(std::string note = "") { return {.decision = Decision::keep, .note = std::move(note), .roles = {}}; }
    std::string submit(ReviewId review, std::string_view by = "chief") {
        const auto who = actor(by);
        return attempt([&](store::WriteTx& tx) { return submit_review(tx, *office_, who, review, random_, now_); });
    }
    std::string sign(ReviewId review, std::string_view by = "director") {
        const auto who = actor(by);
        return attempt([&](store::WriteTx& tx) { return sign_review(tx, *office_, who, review, now_); });
    }
    std::string send_back(ReviewId review, std::string_view by = "director") {
        const auto who = actor(by);
        return attempt(
            [&](store::WriteTx& tx) { return send_back_review(tx, *office_, who, review, "請補說明", random_, now_); });
    }
    ReviewVerification verify(ReviewId review) {
        return read([&](store::ReadTx& tx) { return verify_review(tx, *office_, review); });
    }
    ReviewState state(ReviewId review) {
        return state_of(read([&](store::ReadTx& tx) { return review_steps(tx, review); }));
    }
    people::AccountId chief() { return actor("chief").account(); }
    // Everything decided: lin gets another role, wu is suspended, he closed, the rest kept.
    ReviewId decided() {
        const ReviewId review = open();
        EXPECT_EQ(decide(review, "chief", {*lin_},
                         {.decision = Decision::change, .note = "改任", .roles = Roles{Role::designated_person}}),
                  "none");
        EXPECT_EQ(decide(review, "chief", {*wu_}, {.decision = Decision::suspend, .note = "久未使用", .roles = {}}),
                  "none");
        EXPECT_EQ(decide(review, "chief", {*he_}, {.decision = Decision::close, .note = "離職", .roles = {}}), "none");
        EXPECT_EQ(decide(review, "chief", {*director_, *deputy_}, keep("仍任職")), "none");
        EXPECT_EQ(decide(review, "director", {chief()}, keep("仍任職")), "none");
        return review;
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Reviews, kit::both_engines(), kit::engine_name);

TEST_P(Reviews, OpensByItselfOnceForEachPeriod) {
    const auto job = [&] {
        return write([&](store::WriteTx& tx) { return open_due_review(tx, *office_, random_, now_); });
    };
    EXPECT_FALSE(job()) << "the bureau was set up in this period";
    now_ = instant("2026-12-31T15:59:59.999Z");
    EXPECT_FALSE(job());
    now_ = instant("2027-01-12T02:00:00.000Z");  // the server was down at the new year
    const auto opened = job();
    ASSERT_TRUE(opened);
    EXPECT_FALSE(job());
    const auto review = read([&](store::ReadTx& tx) { return find_review(tx, *opened); });
    EXPECT_EQ(review->period, "2027-01-01");
    EXPECT_EQ(review->looks_from, instant("2026-07-12T02:00:00.000Z"));
    EXPECT_EQ(base::to_iso(review->due), "2027-02-12");
    EXPECT_EQ(review->opened_by, people::operator_account);
    EXPECT_EQ(lines(*opened).size(), 6U);
    EXPECT_EQ(entries("oversight.review_opened"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM people_notices WHERE kind = 'review_opened'"), 1);
    now_ = instant("2027-07-01T02:00:00.000Z");
    EXPECT_TRUE(job());
}

TEST_P(Reviews, SaysWhatSpeaksAgainstAnAccount) {
    now_ += std::chrono::days{60};
    token_of("lin");
    const ReviewId review = open();
    EXPECT_THAT(line(review, *wu_).proposals, Contains(Proposal::never_used));
    EXPECT_THAT(line(review, *lin_).proposals, Not(Contains(Proposal::never_used)));
    EXPECT_THAT(line(review, *lin_).proposals, Contains(Proposal::pledge_outdated)) << "nobody acknowledged it here";
    const auto by = actor("chief");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return open_review(tx, *office_, by, random_, now_); }),
              "oversight.review_exists");
    const std::string list =
        "employee_number,name,unit_code,status\nE1,測試 lin,childcare,離職\nE2,測試 wu,women,在職\n"
        "E3,測試 chief,secretariat,在職\nE4,測試 director,secretariat,在職\nE5,測試 deputy,secretariat,在職\n";
    const auto compared =
        write([&](store::WriteTx& tx) { return compare_personnel(tx, *office_, by, review, list, now_); });
    EXPECT_EQ(compared.rows, 5);
    EXPECT_EQ(compared.matched, 5);
    EXPECT_EQ(compared.proposed, 3);
    EXPECT_THAT(line(review, *lin_).proposals, Contains(Proposal::left));
    EXPECT_THAT(line(review, *wu_).proposals, Contains(Proposal::moved));
    EXPECT_THAT(line(review, *he_).proposals, Contains(Proposal::unlisted));
    // A later list takes the place of the earlier one.
    write([&](store::WriteTx& tx) {
        return compare_personnel(tx, *office_, by, review,
                                 "employee_number,name,unit_code,status\nE1,測試 lin,childcare,在職\n", now_);
    });
    EXPECT_THAT(line(review, *lin_).proposals, Not(Contains(Proposal::left)));
}

TEST_P(Reviews, NobodyDecidesTheOwnLineAndEveryDecisionSaysWhy) {
    const ReviewId review = open();
    const Choice close{.decision = Decision::close, .note = "離職", .roles = {}};
    EXPECT_EQ(decide(review, "chief", {chief()}, keep("x")), "oversight.own_line");
    EXPECT_EQ(decide(review, "lin", {*wu_}, close), "people.role_missing");
    EXPECT_EQ(decide(review, "director", {*lin_}, close), "oversight.not_your_line");
    EXPECT_EQ(decide(review, "deputy", {chief()}, keep("x")), "oversight.not_your_line") << "the head is there";
    EXPECT_EQ(decide(review, "director", {chief()}, keep("在職")), "none");
    EXPECT_EQ(decide(review, "chief", {*lin_}, {.decision = Decision::close, .note = "", .roles = {}}),
              "oversight.note_missing");
    EXPECT_EQ(decide(review, "chief", {*lin_}, keep()), "oversight.note_missing") << "something speaks against it";
    EXPECT_EQ(decide(review, "chief", {*lin_}, {.decision = Decision::change, .note = "x", .roles = {}}),
              "oversight.roles_ill_formed");
    EXPECT_EQ(
        decide(review, "chief", {*lin_}, {.decision = Decision::keep, .note = "x", .roles = Roles{Role::checker}}),
        "oversight.roles_ill_formed");
    EXPECT_EQ(decide(review, "chief", {*lin_},
                     {.decision = Decision::change, .note = "x", .roles = Roles{Role::checker, Role::case_worker}}),
              "people.roles_separated");
    EXPECT_EQ(decide(review, "chief", {people::AccountId{5}}, close), "oversight.line_not_found");
    EXPECT_EQ(decide(review, "chief", {}, close), "oversight.no_line_named");
    EXPECT_EQ(decide(ReviewId{5}, "chief", {*lin_}, close), "oversight.review_not_found");
    EXPECT_FALSE(line(review, *lin_).decided);
    EXPECT_EQ(decide(review, "chief", {*lin_}, close), "none");
    EXPECT_EQ(decide(review, "chief", {*lin_}, keep("仍任職")), "none") << "decided anew";
    EXPECT_EQ(line(review, *lin_).decided->decision, Decision::keep);
    EXPECT_EQ(entries("oversight.review_decided"), 3);
}

TEST_P(Reviews, AnAdministratorOfAUnitDecidesItsLines) {
    const auto clerk = add("clerk", *childcare_, {Role::account_administrator});
    assign(*childcare_, people::DutyKind::account_administrator, clerk);
    const ReviewId review = open();
    EXPECT_EQ(decide(review, "clerk", {*lin_}, keep("x")), "none");
    EXPECT_EQ(decide(review, "clerk", {*he_}, keep("x")), "oversight.not_your_line");
    EXPECT_EQ(decide(review, "clerk", {clerk}, keep("x")), "oversight.own_line");
    EXPECT_EQ(decide(review, "chief", {clerk}, keep("x")), "none");
}

TEST_P(Reviews, TheCountsAreThoseOfTheLines) {
    const auto clerk = add("clerk", *childcare_, {Role::account_administrator});
    assign(*childcare_, people::DutyKind::account_administrator, clerk);
    const ReviewId review = open();
    const auto check = [&](std::int64_t undecided) {
        const auto all = lines(review);
        const auto progress = read([&](store::ReadTx& tx) { return review_progress(tx, review); });
        EXPECT_EQ(progress.accounts, static_cast<std::int64_t>(all.size()));
        EXPECT_EQ(progress.undecided, undecided);
        EXPECT_EQ(std::ranges::count_if(all, [](const auto& line) { return !line.decided; }), undecided);
        for (const std::string_view name : {"chief", "clerk", "director", "deputy", "lin"}) {
            const auto who = actor(name);
            const auto rights = read([&](store::ReadTx& tx) { return LineRights::of(tx, who, now_); });
            const auto mine =
                std::ranges::count_if(all, [&](const auto& line) { return !line.decided && rights.may_decide(line); });
            EXPECT_EQ(read([&](store::ReadTx& tx) { return undecided_for(tx, review, rights); }), mine) << name;
        }
    };
    check(7);
    EXPECT_EQ(decide(review, "clerk", {*lin_}, keep("x")), "none");
    EXPECT_EQ(decide(review, "clerk", {*lin_}, keep("y")), "none");
    check(6);
    EXPECT_EQ(decide(review, "director", {chief()}, keep("x")), "none");
    check(5);
    EXPECT_EQ(decide(review, "chief", {clerk, *wu_, *he_, *director_, *deputy_}, keep("x")), "none");
    check(0);
}

TEST_P(Reviews, WhatIsSignedIsCarriedOutAndVerifies) {
    const auto wu_token = token_of("wu");
    const ReviewId review = open();
    EXPECT_EQ(submit(review), "oversight.lines_undecided");
    EXPECT_EQ(sign(review), "oversight.review_not_submitted");
    EXPECT_EQ(code_of(store_->read([&](store::ReadTx& tx) { return verify_review(tx, *office_, review); })),
              "oversight.review_not_signed");
    const std::vector rest{*director_, *deputy_};
    EXPECT_EQ(decide(review, "chief", {*lin_},
                     {.decision = Decision::change, .note = "改任", .roles = Roles{Role::designated_person}}),
              "none");
    EXPECT_EQ(decide(review, "chief", {*wu_}, {.decision = Decision::suspend, .note = "久未使用", .roles = {}}),
              "none");
    EXPECT_EQ(decide(review, "chief", {*he_}, {.decision = Decision::close, .note = "離職", .roles = {}}), "none");
    EXPECT_EQ(decide(review, "chief", rest, keep("仍任職")), "none");
    EXPECT_EQ(submit(review), "oversight.lines_undecided") << "the administrator's own line";
    EXPECT_EQ(decide(review, "director", {chief()}, keep("仍任職")), "none");
    EXPECT_EQ(submit(review, "director"), "people.role_missing");
    EXPECT_EQ(submit(review), "none");
    EXPECT_EQ(number("SELECT COUNT(*) FROM people_notices WHERE kind = 'review_waiting'"), 1);
    EXPECT_EQ(decide(review, "chief", {*lin_}, keep("x")), "oversight.review_not_open");
    EXPECT_EQ(sign(review, "chief"), "people.role_missing");
    EXPECT_EQ(sign(review, "deputy"), "oversight.not_the_head");
    EXPECT_EQ(send_back(review, "deputy"), "oversight.not_the_head");
    EXPECT_EQ(send_back(review), "none");
    EXPECT_EQ(state(review), ReviewState::open);
    EXPECT_EQ(submit(review), "none");
    EXPECT_EQ(find(*wu_).standing, people::Standing::active) << "nothing is carried out before the signature";
    EXPECT_EQ(sign(review), "none");

    EXPECT_EQ(find(*lin_).roles, Roles{Role::designated_person});
    EXPECT_EQ(find(*wu_).standing, people::Standing::suspended);
    EXPECT_EQ(find(*he_).standing, people::Standing::closed);
    EXPECT_TRUE(
        read([&](store::ReadTx& tx) { return people::identify(tx, *office_, wu_token, now_); }).roles().empty());
    EXPECT_EQ(line(review, *lin_).outcome, "done");
    EXPECT_EQ(line(review, *director_).outcome, "");
    EXPECT_EQ(entries("oversight.review_signed"), 1);
    EXPECT_EQ(entries("people.account_reviewed"), 3);
    EXPECT_EQ(sign(review), "oversight.review_not_submitted");
    EXPECT_EQ(submit(review), "oversight.review_not_open");

    const auto found = verify(review);
    EXPECT_TRUE(found.ok) << found.what;
    EXPECT_EQ(found.digest, found.recorded_digest);
    const auto record = read([&](store::ReadTx& tx) { return review_record(tx, review); });
    EXPECT_EQ(crypto::sha256(base::ByteView{record->bytes}), found.digest);
}

TEST_P(Reviews, ASignedRecordCannotBeAlteredUnnoticed) {
    const ReviewId review = decided();
    ASSERT_EQ(submit(review), "none");
    ASSERT_EQ(sign(review), "none");
    EXPECT_EQ(run("UPDATE oversight_review_lines SET display_name = 'x'"), "store.append_only");
    EXPECT_EQ(run("UPDATE oversight_review_decisions SET note = 'x'"), "store.append_only");
    EXPECT_EQ(run("DELETE FROM oversight_review_decisions"), "store.append_only");
    EXPECT_EQ(run("UPDATE oversight_review_records SET log = 1"), "store.append_only");
    EXPECT_EQ(run("DELETE FROM oversight_review_steps"), "store.append_only");
    ASSERT_TRUE(verify(review).ok);
    // Adding is possible for who holds the database; it is found.
    EXPECT_EQ(
        run("INSERT INTO oversight_review_decisions (review_id, account_id, number, decision, note, roles, "
            "decided_by, decided_by_name, capacity, decided_at) SELECT review_id, account_id, number + 1, 'keep', "
            "'x', NULL, decided_by, decided_by_name, capacity, decided_at FROM oversight_review_decisions "
            "WHERE decision = 'close'"),
        "none");
    EXPECT_FALSE(verify(review).ok);
    EXPECT_EQ(verify(review).what, "lines");
}

TEST_P(Reviews, TheDeputySignsWhileTheHeadIsAwayUnlessTheyDecided) {
    const ReviewId review = decided();
    ASSERT_EQ(submit(review), "none");
    const auto by = actor("director");
    write([&](store::WriteTx& tx) {
        return people::add_absence(tx, *office_, by, *director_, now_, now_ + 48h, "公差", random_, now_);
    });
    EXPECT_EQ(sign(review, "director"), "oversight.not_the_head");
    EXPECT_EQ(sign(review, "deputy"), "none");
    EXPECT_TRUE(verify(review).ok);
}

TEST_P(Reviews, WhoDecidedAsAdministratorNeverSigns) {
    const ReviewId review = decided();
    // The same person heads the agency and administers a unit.
    const auto by = actor("chief");
    write([&](store::WriteTx& tx) {
        return people::set_roles(tx, *office_, by, *director_, {Role::unit_head, Role::account_administrator}, now_);
    });
    assign(*women_, people::DutyKind::account_administrator, *director_);
    EXPECT_EQ(decide(review, "director", {*he_}, keep("仍任職")), "none");
    ASSERT_EQ(submit(review), "none");
    EXPECT_EQ(sign(review), "oversight.decided_and_signs");
}

TEST_P(Reviews, ASignatureIsWholeOrNotThere) {
    const ReviewId review = decided();
    ASSERT_EQ(submit(review), "none");
    const auto by = actor("director");
    menhu::kit::Faults faults;
    auto settings = store_.settings();
    faults.into(settings);
    reopen(settings);
    const int calls = menhu::kit::fail_at_every_call(
        faults,
        [&] {
            return store_->write([&](store::WriteTx& tx) { return sign_review(tx, *office_, by, review, now_); })
                .has_value();
        },
        [&](const menhu::kit::Outcome& outcome) {
            const std::int64_t whole = outcome.succeeded ? 1 : 0;
            EXPECT_EQ(entries("oversight.review_signed"), whole) << outcome.what;
            EXPECT_EQ(entries("people.account_reviewed"), 3 * whole) << outcome.what;
            EXPECT_EQ(number("SELECT COUNT(*) FROM oversight_review_records"), whole) << outcome.what;
            EXPECT_EQ(find(*he_).standing == people::Standing::closed, outcome.succeeded) << outcome.what;
            EXPECT_EQ(find(*lin_).roles == Roles{Role::designated_person}, outcome.succeeded) << outcome.what;
        });
    EXPECT_GT(calls, 20);
    EXPECT_TRUE(verify(review).ok);
}

TEST_P(Reviews, TheRecordOnPaperSaysWhatWasSigned) {
    const ReviewId id = decided();
    ASSERT_EQ(submit(id), "none");
    ASSERT_EQ(sign(id), "none");
    const auto review = read([&](store::ReadTx& tx) { return find_review(tx, id); });
    const auto steps = read([&](store::ReadTx& tx) { return review_steps(tx, id); });
    const auto record = read([&](store::ReadTx& tx) { return review_record(tx, id); });
    const auto document = review_document(profile_, *review, lines(id), steps, *record);
    EXPECT_EQ(document.title, "115年下半年帳號清查紀錄");
    EXPECT_THAT(document.foot, ::testing::HasSubstr(base::to_hex(record->digest)));
    const auto csv = good(paper::to_csv(document));
    EXPECT_THAT(csv, ::testing::HasSubstr("廢止"));
    EXPECT_THAT(csv, ::testing::HasSubstr("調整權限：專責人員"));
    EXPECT_THAT(csv, ::testing::HasSubstr("測試 he"));
}

}  // namespace
}  // namespace menhu::oversight
