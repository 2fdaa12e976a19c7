#include "oversight/roster.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "base/bytes.h"
#include "grants/grant.h"
#include "grants/tables.h"
#include "kit/bureau.h"
#include "oversight/printed_file.h"
#include "oversight/tables.h"
#include "oversight/training_register.h"
#include "people/application.h"
#include "people/contract.h"
#include "people/training.h"

namespace menhu::oversight {
namespace {

using namespace std::chrono_literals;
using kit::good;
using kit::instant;
using people::Standing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Rosters : public kit::BureauTest {
protected:
    Rosters() : BureauTest{{grants::migrations(), oversight::migrations()}} {}

    static base::Date day(std::string_view iso) { return base::from_iso(iso).value(); }

    base::Result<Roster> ask(std::string_view by, RosterQuestion question) {
        const auto who = actor(by);
        return store_->read([&](store::ReadTx& tx) -> base::Result<Roster> {
            auto may = TRY(admit_to_roster(tx, who, question, now_));
            return roster(tx, profile_, may, now_);
        });
    }
    Roster on(std::string_view iso) { return good(ask("chief", {.on = day(iso)})); }
    static const RosterLine* find(const Roster& roster, std::string_view name) {
        const auto found =
            std::ranges::find(roster.lines, name, [](const RosterLine& one) { return one.account.name; });
        return found == roster.lines.end() ? nullptr : &*found;
    }
    RosterLine line(std::string_view iso, std::string_view name) {
        const auto all = on(iso);
        const auto* found = find(all, name);
        CHECK(found != nullptr);
        return *found;
    }
    static std::vector<std::string> names(const Roster& roster) {
        std::vector<std::string> list;
        for (const auto& one : roster.lines) list.push_back(one.account.name);
        return list;
    }

    grants::Desk desk_{*ledger_, profile_};
};

INSTANTIATE_TEST_SUITE_P(Both, Rosters, kit::both_engines(), kit::engine_name);

TEST_P(Rosters, EverybodyIsOnItByUnitAndName) {
    const auto all = on("2026-11-23");
    EXPECT_THAT(names(all), ElementsAre("lin", "wu", "chief", "deputy", "director", "he"));
    EXPECT_EQ(all.at, now_);  // the day is not over
    const auto lin = line("2026-11-23", "lin");
    EXPECT_EQ(lin.account.standing, Standing::active);
    EXPECT_EQ(lin.account.roles, Roles{Role::case_worker});
    EXPECT_EQ(lin.account.opened_at, now_);
    EXPECT_EQ(lin.account.opened_by, "測試 chief");
    EXPECT_EQ(lin.account.applied_at, std::nullopt);
    EXPECT_EQ(line("2026-11-23", "chief").account.opened_by, "");  // by the console
    // Who had no account yet could reach nothing.
    EXPECT_THAT(on("2026-11-22").lines, IsEmpty());
}

TEST_P(Rosters, APastDayIsToldAsItWas) {
    now_ = instant("2026-12-10T01:00:00.000Z");
    const auto chief = actor("chief");
    write([&](store::WriteTx& tx) {
        return people::transfer(tx, *office_, chief, *lin_, *women_, {Role::designated_person}, now_);
    });
    now_ = instant("2026-12-20T01:00:00.000Z");
    const auto again = actor("chief");
    write([&](store::WriteTx& tx) { return people::suspend(tx, *office_, again, *lin_, "調查", now_); });
    now_ = instant("2027-01-05T01:00:00.000Z");
    const auto last = actor("chief");
    write([&](store::WriteTx& tx) { return people::close(tx, *office_, last, *lin_, "離職", now_); });
    now_ = instant("2027-01-20T01:00:00.000Z");

    const auto before = line("2026-12-09", "lin").account;
    EXPECT_EQ(before.unit, *childcare_);
    EXPECT_EQ(before.roles, Roles{Role::case_worker});
    EXPECT_EQ(before.standing, Standing::active);
    EXPECT_EQ(before.closed_at, instant("2027-01-05T01:00:00.000Z"));  // as known now
    const auto after = line("2026-12-10", "lin").account;              // how that day ended
    EXPECT_EQ(after.unit, *women_);
    EXPECT_EQ(after.roles, Roles{Role::designated_person});
    EXPECT_EQ(line("2026-12-19", "lin").account.standing, Standing::active);
    EXPECT_EQ(line("2026-12-20", "lin").account.standing, Standing::suspended);
    // On the day on which it was closed it was still an account; on the next it was not.
    EXPECT_EQ(line("2027-01-05", "lin").account.standing, Standing::closed);
    const auto next = on("2027-01-06");
    EXPECT_EQ(find(next, "lin"), nullptr);
    // The same question later, the same answer but for what is known.
    EXPECT_EQ(line("2026-12-09", "lin").account.unit, *childcare_);
}

TEST_P(Rosters, AContractorStaysInsideItsContract) {
    const auto chief = actor("chief");
    const people::Contract contract{.number = "115-契-7",
                                    .title = "系統維護",
                                    .scope = "介接程式",
                                    .from = now_ - 24h,
                                    .until = now_ + 10 * 24h,
                                    .subcontracting = "",
                                    .contact_name = "王甲",
                                    .contact_phone = "03-1",
                                    .contact_email = "a@example.invalid"};
    const auto vendor = write([&](store::WriteTx& tx) {
        return people::create_contractor(
            tx, *office_, chief,
            {.code = "vendor", .name_zh = "甲公司", .name_en = "A", .parent = std::nullopt, .contract = contract},
            random_, now_);
    });
    add("maintainer", vendor, {Role::it_staff});
    const auto one = line("2026-11-23", "maintainer").account;
    EXPECT_EQ(one.contract_number, "115-契-7");
    EXPECT_EQ(one.until, contract.until);
    EXPECT_EQ(one.standing, Standing::active);
    EXPECT_THAT(names(good(ask("chief", {.on = day("2026-11-23"), .whom = Whom::contractors}))),
                ElementsAre("maintainer"));
    EXPECT_THAT(good(ask("chief", {.on = day("2026-11-23"), .whom = Whom::own_people})).lines, SizeIs(6));

    now_ += 5 * 24h;
    const auto again = actor("chief");
    auto renewed = contract;
    renewed.number = "115-契-8";
    renewed.until = now_ + 2 * 24h;
    write([&](store::WriteTx& tx) { return people::set_contract(tx, *office_, again, vendor, renewed, now_); });
    now_ += 7 * 24h;
    EXPECT_EQ(line("2026-11-23", "maintainer").account.contract_number, "115-契-7");  // as it was agreed then
    EXPECT_EQ(line("2026-11-29", "maintainer").account.contract_number, "115-契-8");
    EXPECT_EQ(line("2026-11-29", "maintainer").account.standing, Standing::active);
    EXPECT_EQ(line("2026-12-01", "maintainer").account.standing, Standing::expired);
}

TEST_P(Rosters, WhoAppliedWhoApprovedAndThePledge) {
    const auto head = add("head", *childcare_, {Role::unit_head});
    assign(*childcare_, people::DutyKind::head, head);
    people::ApplicationForm form;
    form.kind = people::ApplicationKind::open;
    form.account_name = "newcomer";
    form.display_name = "新進人員";
    form.email = "new@example.invalid";
    form.duties = "育兒津貼審查";
    form.unit = *childcare_;
    form.roles = {Role::case_worker};
    form.from = now_;
    form.pledge_version = profile_.pledge().version;
    form.training = people::ClaimedTraining{.hours = 2, .on = day("2026-11-02"), .evidence = "證書"};
    form.reason = "到職";
    const auto submitted =
        write([&](store::WriteTx& tx) { return people::apply_unsigned(tx, *office_, form, random_, now_); });
    const auto applied_at = now_;
    now_ += 24h;
    const auto by_head = actor("head");
    write([&](store::WriteTx& tx) { return people::endorse(tx, *office_, by_head, submitted.id, "", now_); });
    const auto approved_at = now_;
    now_ += 24h;
    const auto chief = actor("chief");
    write([&](store::WriteTx& tx) { return people::carry_out(tx, *office_, chief, submitted.id, "", random_, now_); });
    const auto one = line("2026-11-25", "newcomer");
    EXPECT_EQ(one.account.applied_at, applied_at);
    EXPECT_EQ(one.account.approved_at, approved_at);
    EXPECT_EQ(one.account.approved_by, "測試 head");
    EXPECT_EQ(one.account.opened_at, now_);
    EXPECT_EQ(one.account.opened_by, "測試 chief");
    EXPECT_EQ(one.account.pledge_version, profile_.pledge().version);
    EXPECT_EQ(one.account.pledged_at, applied_at);
    EXPECT_EQ(one.training_hours, 2);
    const auto day_before = on("2026-11-24");
    EXPECT_EQ(find(day_before, "newcomer"), nullptr);
    // A suspension without an application does not hide on what the account stands.
    now_ += 24h;
    const auto again = actor("chief");
    write([&](store::WriteTx& tx) { return people::suspend(tx, *office_, again, one.account.account, "調查", now_); });
    EXPECT_EQ(line("2026-11-26", "newcomer").account.approved_by, "測試 head");
    EXPECT_EQ(line("2026-11-26", "newcomer").account.standing, Standing::suspended);
}

TEST_P(Rosters, HoursAndGrantsAreThoseOfTheDay) {
    now_ = instant("2026-12-10T01:00:00.000Z");
    const auto chief = actor("chief");
    for (const auto& [on_day, hours] : {std::pair{"2026-11-25", 2}, {"2026-12-05", 3}}) {
        write([&](store::WriteTx& tx) {
            return people::add_training(tx, *office_, chief,
                                        {.account = *lin_,
                                         .on = day(on_day),
                                         .hours = hours,
                                         .title = "課程",
                                         .provider = "",
                                         .evidence = "證書"},
                                        random_, now_);
        });
    }
    EXPECT_EQ(line("2026-11-24", "lin").training_hours, 0);
    EXPECT_EQ(line("2026-11-30", "lin").training_hours, 2);
    EXPECT_EQ(line("2026-12-10", "lin").training_hours, 5);
    EXPECT_EQ(line("2026-12-10", "lin").training_required, 0);

    EXPECT_EQ(run("INSERT INTO grants_purposes (id, code, name_zh, name_en, units, fields, operations, case_pattern, "
                  "case_example, acknowledgement_zh, acknowledgement_en) "
                  "VALUES (1, 'p', '津貼審查', 'allowance', 'childcare', 'PersonId', 1, '', '', '', '')"),
              "none");
    const auto millis = [](std::string_view text) { return std::to_string(base::to_millis(instant(text))); };
    for (const auto& [id, from, until, ended] :
         {std::tuple{"2", "2026-11-24T00:00:00.000Z", "2026-12-01T00:00:00.000Z", ""},
          std::tuple{"3", "2026-11-24T00:00:00.000Z", "2027-06-01T00:00:00.000Z", "2026-12-05T03:00:00.000Z"}}) {
        const auto end = std::string_view{ended}.empty() ? std::string{"NULL"} : millis(ended);
        EXPECT_EQ(
            run("INSERT INTO grants_grants (id, purpose_id, unit_id, holding, fields, operations, population, "
                "districts, valid_from, valid_until, quota_day, quota_total, application, state, ended_at) VALUES (" +
                std::string{id} + ", 1, 1, 'household', 'PersonId', 1, 'everybody', '', " + millis(from) + ", " +
                millis(until) + ", 1, 1, '', 'open', " + end + ")"),
            "none");
        EXPECT_EQ(run("INSERT INTO grants_holders (grant_id, account_id) VALUES (" + std::string{id} + ", " +
                      std::to_string(lin_->number()) + ")"),
                  "none");
    }
    const auto held = [&](std::string_view iso) { return line(iso, "lin").grants.size(); };
    EXPECT_EQ(held("2026-11-23"), 0U);
    EXPECT_EQ(held("2026-11-24"), 2U);
    EXPECT_EQ(held("2026-12-01"), 2U);  // over at eight in the morning of that day in Taipei: held in the night
    EXPECT_EQ(held("2026-12-02"), 1U);
    EXPECT_EQ(held("2026-12-05"), 1U);  // ended at eleven
    EXPECT_EQ(held("2026-12-06"), 0U);
    EXPECT_EQ(line("2026-12-04", "lin").grants.front().until, instant("2026-12-05T03:00:00.000Z"));
}

TEST_P(Rosters, WhoMayOpenItAndOfWhom) {
    const auto head = add("head", *childcare_, {Role::unit_head});
    add("auditor", *secretariat_, {Role::auditor});
    add("civil", *women_, {Role::civil_affairs});
    add("clerk", *women_, {Role::account_administrator});
    assign(*women_, people::DutyKind::account_administrator, actor("clerk").account());
    const RosterQuestion today{.on = day("2026-11-23")};
    for (const char* by : {"chief", "auditor", "civil", "director"}) {
        EXPECT_THAT(good(ask(by, today)).lines, SizeIs(10)) << by;
    }
    EXPECT_THAT(names(good(ask("head", today))), ElementsAre("head", "lin", "wu"));
    EXPECT_THAT(names(good(ask("clerk", today))), ElementsAre("civil", "clerk", "he"));
    EXPECT_EQ(kit::code_of(ask("head", {.on = day("2026-11-23"), .unit = *women_})), "people.role_missing");
    EXPECT_EQ(kit::code_of(ask("clerk", {.on = day("2026-11-23"), .unit = *childcare_})), "people.role_missing");
    EXPECT_EQ(kit::code_of(ask("lin", today)), "people.role_missing");
    EXPECT_EQ(kit::code_of(ask("chief", {.on = day("2026-11-24")})), "oversight.roster_day_ahead");
    EXPECT_EQ(kit::code_of(ask("chief", {.on = base::Date{}})), "oversight.roster_day_ahead");
    EXPECT_NE(head, *lin_);
}

TEST_P(Rosters, SeparatedAndIdleAreTold) {
    EXPECT_EQ(
        run("INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, "
            "valid_until, recorded_at, recorded_by, application_id) SELECT account_id, 2, from_at, unit_id, 33, state, "
            "valid_from, valid_until, recorded_at, 0, NULL FROM people_account_terms WHERE account_id = " +
            std::to_string(wu_->number())),
        "none");
    EXPECT_EQ(line("2026-11-23", "wu").account.standing, Standing::separated);
    now_ = instant("2027-11-23T01:00:00.000Z");
    // Nobody has signed in for a year, the reader neither.
    const auto standing = [&](std::string_view iso) {
        const auto all = read([&](store::ReadTx& tx) { return roster(tx, profile_, {.on = day(iso)}, now_); });
        return find(all, "he")->account.standing;
    };
    EXPECT_EQ(standing("2026-11-30"), Standing::active);
    EXPECT_EQ(standing("2027-11-22"), Standing::idle);
}

TEST_P(Rosters, HoweverManyThereAreItTakesAsManyStatements) {
    const auto calls = std::make_shared<std::atomic<int>>(0);
    auto settings = store_.settings();
    settings.failure = [calls](std::string_view what) -> std::optional<base::Error> {
        if (what.starts_with("statement")) ++*calls;
        return std::nullopt;
    };
    reopen(settings);
    const auto chief = actor("chief");
    const auto count = [&] {
        *calls = 0;
        const auto found = good(
            store_->read([&](store::ReadTx& tx) { return roster(tx, profile_, {.on = day("2026-11-23")}, now_); }));
        return std::pair{found.lines.size(), calls->load()};
    };
    const auto few = count();
    EXPECT_EQ(few.first, 6U);
    write([&](store::WriteTx& tx) -> base::Result<void> {
        for (int at = 0; at < 200; ++at) {
            const auto id = std::to_string(9000 + at);
            TRY(tx.run(store::Statement{"test.account",
                                        "INSERT INTO people_accounts (id, name, display_name, "
                                        "password_due_at) VALUES ($1, $2, 'x', 0)"},
                       9000 + at, "many" + id));
            TRY(tx.run(
                store::Statement{"test.term",
                                 "INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, "
                                 "state, valid_from, valid_until, recorded_at, recorded_by, application_id) "
                                 "VALUES ($1, 1, $2, $3, 1, 'open', $2, NULL, $2, 0, NULL)"},
                9000 + at, now_, *childcare_));
        }
        return {};
    });
    const auto many = count();
    EXPECT_EQ(many.first, 206U);
    EXPECT_EQ(many.second, few.second);
    EXPECT_LE(many.second, 6);
}

TEST_P(Rosters, OpeningAndHandingOutAreEntries) {
    const auto chief = actor("chief");
    const auto all = on("2026-11-23");
    for (const auto form : paper::all_forms) {
        const auto file = good(print(roster_document(all, profile_, "測試", now_), form, now_));
        EXPECT_EQ(file.digest, crypto::sha256(base::as_bytes(file.bytes)));
        EXPECT_EQ(good(print(roster_document(all, profile_, "測試", now_), form, now_)).digest, file.digest);
        write([&](store::WriteTx& tx) {
            return record_roster_printed(tx, desk_, chief, all.question, form, 6, file.digest, now_);
        });
        const auto entry = read([&](store::ReadTx& tx) {
                               ledger::TrailFilter filter;
                               filter.kind = "roster.printed";
                               return ledger::trail(tx, filter);
                           }).items.front();
        EXPECT_THAT(entry.facts, testing::Contains(testing::Pair("digest", base::to_hex(file.digest))));
        EXPECT_THAT(entry.facts, testing::Contains(testing::Pair("on", "2026-11-23")));
        EXPECT_THAT(entry.facts, testing::Contains(testing::Pair("lines", "6")));
    }
    write([&](store::WriteTx& tx) { return record_roster_read(tx, desk_, chief, all.question, now_); });
    EXPECT_EQ(entries("roster.read"), 1);
    EXPECT_EQ(entries("roster.printed"), 4);
}

TEST_P(Rosters, TheDocumentSaysWhatItIs) {
    const auto document = roster_document(on("2026-11-23"), profile_, "王稽核", now_);
    EXPECT_EQ(document.mark, paper::Mark::confidential);
    EXPECT_EQ(document.lines.front().value, "中華民國115年11月23日");
    EXPECT_EQ(document.lines[2].value, "共 6 人，使用中 6 人");
    EXPECT_THAT(document.lines.back().value, HasSubstr("王稽核"));
    const auto csv = good(paper::to_csv(document));
    for (const char* words : {"lin", "測試 wu", "承辦人", "使用中", "2026-11-23"}) EXPECT_THAT(csv, HasSubstr(words));
}

TEST_P(Rosters, TrainingOfAYearAndWhoFallsShort) {
    add("officer", *secretariat_, {Role::designated_person});
    const auto officer = actor("officer").account();
    const auto chief = actor("chief");
    const auto ask_training = [&](std::string_view by, TrainingQuestion question) {
        const auto who = actor(by);
        return store_->read([&](store::ReadTx& tx) -> base::Result<TrainingRegister> {
            auto may = TRY(admit_to_training(tx, who, question, now_));
            return training_register(tx, profile_, may, now_);
        });
    };
    auto short_of = good(ask_training("chief", {.year = 2026, .shown = Shown::who_falls_short}));
    ASSERT_THAT(short_of.lines, SizeIs(1));
    EXPECT_EQ(short_of.lines.front().account.name, "officer");
    write([&](store::WriteTx& tx) {
        return people::add_training(tx, *office_, chief,
                                    {.account = officer,
                                     .on = day("2026-11-23"),
                                     .hours = 3,
                                     .title = "=課程",
                                     .provider = "",
                                     .evidence = "證書"},
                                    random_, now_);
    });
    EXPECT_THAT(good(ask_training("chief", {.year = 2026, .shown = Shown::who_falls_short})).lines, IsEmpty());
    EXPECT_THAT(good(ask_training("lin", {.year = 2026})).lines, SizeIs(1));  // oneself
    EXPECT_THAT(good(ask_training("director", {.year = 2026})).lines, SizeIs(7));
    EXPECT_EQ(kit::code_of(ask_training("chief", {.year = 2027})), "people.training_ill_formed");
    const auto csv =
        good(paper::to_csv(training_document(good(ask_training("chief", {.year = 2026})), profile_, "王稽核", now_)));
    EXPECT_THAT(csv, HasSubstr("'=課程"));
    // A year in which nobody had an account.
    EXPECT_THAT(good(ask_training("chief", {.year = 2025})).lines, IsEmpty());
}

}  // namespace
}  // namespace menhu::oversight
