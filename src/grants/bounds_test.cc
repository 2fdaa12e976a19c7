// What bounds a grant besides its period and fields: its link and purpose, the month, hours, networks, lapse, and the
// list of cases of its purpose; each on the way through decide().
#include "grants/cases.h"
#include "grants/decide.h"
#include "grants/desk_test.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;

class Bounds : public DeskTest {
protected:
    std::string from(std::string_view source) {
        Ask ask = ask_;
        ask.source = source;
        return outcome(ask);
    }
    std::string of_case(std::string_view number) {
        Ask ask = ask_;
        ask.case_number = number;
        return outcome(ask);
    }
    std::string load(std::string_view csv) {
        const auto by = actor("designated");
        const auto done = try_write(
            [&](store::WriteTx& tx) { return load_cases(tx, desk_, by, "childcare-allowance", csv, random_, now_); });
        if (!done) return std::string{done.error().code()};
        const auto& report = done->value();
        std::string text = std::to_string(report.count) + "/" + std::to_string(report.closed);
        for (const auto& line : report.rejected) {
            text += " " + std::to_string(line.line) + ":" + std::string{line.code.substr(7)};
        }
        return text;
    }
    std::optional<LoadedCases> loaded() {
        return read([&](store::ReadTx& tx) { return loaded_cases(tx, *purpose_); });
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Bounds, kit::both_engines(), kit::engine_name);

TEST_P(Bounds, ALinkThatIsSuspendedEndedOrOverStopsItsGrants) {
    const auto lin = actor("lin");
    const auto designated = actor("designated");
    EXPECT_EQ(outcome(lin, ask_), "permit");
    write([&](store::WriteTx& tx) { return suspend_link(tx, desk_, designated, "household", "清查", now_); });
    EXPECT_EQ(outcome(lin, ask_), "grants.link_suspended");
    write([&](store::WriteTx& tx) { return resume_link(tx, desk_, designated, "household", "清查完畢", now_); });
    EXPECT_EQ(outcome(lin, ask_), "permit");
    const base::Instant over = now_ + 5min;
    EXPECT_EQ(run("UPDATE grants_links SET valid_until = " + std::to_string(base::to_millis(over))), "none");
    now_ = over - 1ms;
    EXPECT_EQ(outcome(lin, ask_), "permit");
    now_ = over;
    EXPECT_EQ(outcome(lin, ask_), "grants.link_expired");
    EXPECT_EQ(run("UPDATE grants_links SET ended_at = " + std::to_string(base::to_millis(over))), "none");
    EXPECT_EQ(outcome(lin, ask_), "grants.link_ended");
    EXPECT_EQ(run("UPDATE grants_links SET approval_letter = ''"), "none");
    EXPECT_EQ(outcome(lin, ask_), "grants.link_not_approved");
    EXPECT_EQ(run("UPDATE grants_links SET code = 'another'"), "none");
    EXPECT_EQ(outcome(lin, ask_), "grants.link_missing");
}

TEST_P(Bounds, OnlyFieldsAndOperationsThatLinkAndPurposeStillHaveAreShown) {
    const auto allowed = [&] {
        auto answer = decided(actor("lin"), ask_);
        return std::get<Permit>(std::move(answer)).fields();
    };
    EXPECT_EQ(allowed(), (std::vector<std::string>{"BirthDate", "PersonName"}));
    EXPECT_EQ(run("UPDATE grants_links SET fields = 'BirthDate MarriageCode'"), "none");
    EXPECT_EQ(allowed(), std::vector<std::string>{"BirthDate"});
    ask_.fields = {"PersonName"};
    EXPECT_EQ(outcome(ask_), "grants.field_outside");
    ask_.fields = {};
    EXPECT_EQ(run("UPDATE grants_purposes SET fields = 'MarriageCode PersonName'"), "none");
    EXPECT_EQ(outcome(ask_), "grants.field_outside");  // nothing in common any more
    EXPECT_EQ(run("UPDATE grants_purposes SET operations = 4"), "none");
    EXPECT_EQ(outcome(ask_), "grants.operation_not_granted");
    EXPECT_EQ(run("UPDATE grants_purposes SET state = 'draft'"), "none");
    EXPECT_EQ(outcome(ask_), "grants.purpose_not_approved");
}

TEST_P(Bounds, AMonthIsCountedByItself) {
    NewGrant grant = new_grant();
    grant.quota_day = 2;
    grant.quota_month = 3;
    grant.quota_total = 100;
    grant.until = now_ + std::chrono::days{30};
    ask_.grant = give(grant);
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(outcome(ask_), "grants.quota_day_used_up");
    now_ += 24h;
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(outcome(ask_), "grants.quota_month_used_up");
    now_ = instant("2026-11-30T15:59:59.999Z");
    EXPECT_EQ(outcome(ask_), "grants.quota_month_used_up");
    now_ = instant("2026-11-30T16:00:00.000Z");  // December in Taipei
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(number("SELECT SUM(used) FROM grants_used WHERE day = -202611"), 3);
    EXPECT_EQ(number("SELECT SUM(used) FROM grants_used WHERE day = -202612"), 1);
}

TEST_P(Bounds, HoursAndWeekdaysAreThoseOfTaipei) {
    NewGrant grant = new_grant();
    grant.quota_day = grant.quota_total = 100;
    grant.hours = law::Hours{.from = 9 * 60, .to = 17 * 60};
    grant.weekdays = 0b0011111;
    ask_.grant = give(grant);
    const auto at = [&](std::string_view when) {
        now_ = instant(when);
        return outcome(ask_);
    };
    EXPECT_EQ(at("2026-11-24T00:59:59.999Z"), "grants.outside_grant_hours");  // Tuesday 08:59
    EXPECT_EQ(at("2026-11-24T01:00:00.000Z"), "permit");
    EXPECT_EQ(at("2026-11-24T08:59:59.999Z"), "permit");
    EXPECT_EQ(at("2026-11-24T09:00:00.000Z"), "grants.outside_grant_hours");
    EXPECT_EQ(at("2026-11-27T08:59:00.000Z"), "permit");                      // Friday
    EXPECT_EQ(at("2026-11-28T02:00:00.000Z"), "grants.outside_grant_hours");  // Saturday
}

TEST_P(Bounds, NetworksBindAndTheConsoleIsInNone) {
    NewGrant grant = new_grant();
    grant.quota_day = grant.quota_total = 100;
    grant.networks = {*format::Network::parse("10.1.0.0/16"), *format::Network::parse("2001:db8::/32")};
    ask_.grant = give(grant);
    EXPECT_EQ(from("10.1.255.1"), "permit");
    EXPECT_EQ(from("2001:db8::7"), "permit");
    EXPECT_EQ(from("10.2.0.1"), "grants.outside_grant_network");
    EXPECT_EQ(from(""), "grants.outside_grant_network");
    EXPECT_EQ(from("10.1.0.1 "), "grants.outside_grant_network");
}

TEST_P(Bounds, AnApprovalThatNobodyUsesLapses) {
    NewGrant grant = new_grant();
    grant.until = now_ + std::chrono::days{200};
    const GrantId unused = give(grant);
    ask_.grant = give(grant);
    EXPECT_EQ(outcome(ask_), "permit");
    EXPECT_EQ(run("UPDATE people_accounts SET password_due_at = 9000000000000000"), "none");
    const base::Instant lapses = people::after(now_, profile_.numbers().approval_lapse.value);
    now_ = lapses - 1ms;
    const GrantId used = ask_.grant;
    ask_.grant = unused;
    ask_.operation = Operation::reveal;  // counts nothing
    EXPECT_EQ(outcome(ask_), "permit");
    now_ = lapses;
    EXPECT_EQ(outcome(ask_), "grants.approval_lapsed");
    EXPECT_EQ(read([&](store::ReadTx& tx) { return find_grant(tx, unused, now_); })->state, GrantState::lapsed);
    ask_.grant = used;
    EXPECT_EQ(outcome(ask_), "permit");
}

TEST_P(Bounds, AListOfCasesDecidesWhichCasesThereAre) {
    NewGrant grant = new_grant();
    grant.quota_day = grant.quota_total = 100;
    ask_.grant = give(grant);
    EXPECT_EQ(of_case("C-2026-000009"), "permit");
    EXPECT_EQ(load("案號,立案日,結案日\r\nC-2026-000001,115/11/02,\r\nC-2026-000002,2026-09-01,2026-10-20\r\n"
                   "C-2026-000003,1150901,1151024\r\n"),
              "3/2");
    EXPECT_EQ(loaded()->count, 3);
    EXPECT_EQ(of_case("C-2026-000009"), "grants.case_unknown");
    EXPECT_EQ(of_case("C-2026-000001"), "permit");
    // Thirty days after the end of the day of closing; today is the 23rd of November.
    EXPECT_EQ(of_case("C-2026-000002"), "grants.case_closed");
    EXPECT_EQ(of_case("C-2026-000003"), "permit");
    now_ = instant("2026-11-23T15:59:59.999Z");
    EXPECT_EQ(of_case("C-2026-000003"), "permit");
    now_ = instant("2026-11-23T16:00:00.000Z");
    EXPECT_EQ(of_case("C-2026-000003"), "grants.case_closed");
    // A new list takes the place of the old one whole.
    EXPECT_EQ(load("number,opened,closed\nC-2026-000002,,\n"), "1/0");
    EXPECT_EQ(of_case("C-2026-000002"), "permit");
    EXPECT_EQ(of_case("C-2026-000001"), "grants.case_unknown");
    EXPECT_EQ(number("SELECT COUNT(*) FROM grants_cases"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM grants_case_loads WHERE replaced_at IS NOT NULL"), 1);
    const auto designated = actor("designated");
    const auto clear = [&](const people::Actor& by) {
        return attempt([&](store::WriteTx& tx) { return clear_cases(tx, desk_, by, "childcare-allowance", now_); });
    };
    EXPECT_EQ(clear(actor("lin")), "people.role_missing");
    EXPECT_EQ(clear(designated), "none");
    EXPECT_EQ(clear(designated), "grants.no_cases");
    EXPECT_FALSE(loaded());
    EXPECT_EQ(entries("grants.cases_loaded"), 2);
    EXPECT_EQ(entries("grants.cases_cleared"), 1);
    EXPECT_EQ(fact(trail_of("grants.cases_loaded").back(), "closed"), "2");
}

TEST_P(Bounds, ABadListIsReadLineByLineAndNeverShutsAPurposeByMistake) {
    EXPECT_EQ(load("案號,立案日,結案日\n"), "grants.cases_empty");
    EXPECT_EQ(load(""), "grants.cases_empty");
    EXPECT_EQ(load("案號\nC-1\nC-2026-00001\n"), "grants.cases_empty");
    EXPECT_EQ(load("\xFF\xFE"), "grants.cases_encoding");
    EXPECT_EQ(load("\"C"), "format.csv_syntax");
    EXPECT_FALSE(loaded());
    EXPECT_EQ(of_case("C-2026-000009"), "permit");
    EXPECT_EQ(load("C-2026-000001\n\n C-2026-000002 ,2026-02-30\nC-2026-000003,2026-03-01,2026-02-01\n"
                   "C-2026-000004,,,x\nC-2026-000001\nC-2026-000005,,115/02/28\n"),
              "2/1 3:case_date 4:case_date 5:case_columns 6:case_twice");
    EXPECT_EQ(attempt([&, by = actor("wu")](store::WriteTx& tx) {
                  return load_cases(tx, desk_, by, "childcare-allowance", "C-2026-000001\n", random_, now_);
              }),
              "people.role_missing");
    EXPECT_EQ(attempt([&, by = actor("designated")](store::WriteTx& tx) {
                  return load_cases(tx, desk_, by, "nothing", "C-2026-000001\n", random_, now_);
              }),
              "grants.purpose_unknown");
    // Without a pattern anything is a number, so the first line is a heading.
    const auto open = read_cases("案號\n甲字第1號\n", "").value();
    ASSERT_EQ(open.cases.size(), 1U);
    EXPECT_EQ(open.cases.front().number, "甲字第1號");
}

}  // namespace
}  // namespace menhu::grants
