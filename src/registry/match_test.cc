// A match of a list: each person once, whatever happens in between; what it says, to whom, and until when.
#include "registry/match.h"

#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using kit::PersonField;

class MatchTest : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        auto people = kit::residents(450);
        people[0][PersonField::status] = "dead";
        people[0][PersonField::status_date] = "2026-09-09";
        people[1][PersonField::area_code] = "68000020";
        people[2][PersonField::earlier_ids] = kit::id_of(700001);
        for (auto& person : people) {
            person[PersonField::moved_in_date] = "2020-01-01";
            person[PersonField::moved_in_from] = "新北市板橋區";
        }
        for (auto& person : kit::family()) people.push_back(person);
        load(people);
    }

    grants::GrantId match_grant(std::int64_t quota = 100'000, grants::Population population = {},
                                std::vector<std::string> fields = {"PersonId", "Status", "StatusDate", "BirthDate"}) {
        const grants::Desk desk{*ledger_, profile_};
        const menhu::kit::Granted granted{*store_, *office_, desk, random_, now_};
        if (!good(store_->read([](store::ReadTx& tx) { return grants::find_purpose(tx, "lists"); }))) {
            const auto chief = good(who(chief_token_));
            write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk, chief, now_); });
            grants::NewPurpose what{.code = "lists",
                                    .name_zh = "名冊勾稽",
                                    .name_en = "Lists",
                                    .bases = {profile_.bases().front().id},
                                    .units = {profile_.units().front().code},
                                    .fields = {},
                                    .operations = {grants::Operation::match, grants::Operation::extract},
                                    .case_pattern = "",
                                    .case_example = "",
                                    .acknowledgement_zh = "知悉",
                                    .acknowledgement_en = "Noted"};
            for (const auto& field : profile_.fields()) what.fields.emplace_back(field.name());
            granted.purpose(what);
        }
        grants::UseForm form;
        form.purpose = "lists";
        form.holding = "household";
        form.holders = {good(who(worker_token_)).account()};
        form.fields = std::move(fields);
        form.operations = {grants::Operation::match, grants::Operation::extract};
        form.population = std::move(population);
        form.from = now_;
        form.until = now_ + std::chrono::days{60};
        form.expected = {.day = quota, .month = quota, .total = quota};
        form.afterwards = "附卷";
        form.reason = "每月勾稽津貼異動";
        return granted.give("worker", form);
    }

    static std::string csv(int from, int to) {
        std::string text = "姓名,統一編號\n";
        for (int number = from; number <= to; ++number) text += "某,\"" + kit::id_of(number) + "\"\n";
        return text;
    }
    MatchListId take(std::string_view bytes) {
        return good(take_list(*registry_, good(who(worker_token_)), "名冊.csv", bytes, random_, now_)).id;
    }
    ActorOf actor_of(std::string token) {
        return [this, token = std::move(token)](store::WriteTx& tx, base::Instant now) {
            return people::identify(static_cast<store::ReadTx&>(tx), *office_, token, now);
        };
    }
    NewMatch wanted(MatchListId list, grants::GrantId grant, std::string rule = "overview") {
        return {.list = list,
                .rule = rule == "overview" ? "special_circumstances_yearly" : std::move(rule),
                .grant = grant,
                .case_number = "桃婦字第1150000001號",
                .reason = "每月勾稽津貼異動名冊",
                .on = *base::from_iso("2026-11-01"),
                .sheet = "",
                .header_row = 1,
                .columns = {{1, "person"}},
                .source = "192.0.2.7"};
    }
    base::Result<MatchBegun> begin(const NewMatch& match) {
        return begin_match(*registry_, book_, actor_of(worker_token_), match, random_, now_);
    }
    MatchId begun(const NewMatch& match) {
        auto answer = good(begin(match));
        if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
            throw std::runtime_error{std::string{refusal->code()}};
        }
        return std::get<MatchId>(answer);
    }
    base::Result<MatchStep> step(MatchId id, std::int64_t run = 1) {
        return match_step(*registry_, book_, actor_of(worker_token_), "192.0.2.7", id, run, now_);
    }
    MatchStep finish(MatchId id, std::int64_t run = 1) {
        auto last = good(step(id, run));
        while (last.state == MatchState::running) last = good(step(id, run));
        return last;
    }
    Match found(MatchId id) {
        return good(store_->read([&](store::ReadTx& tx) {
            const auto by = people::identify(tx, *office_, worker_token_, now_);
            return find_match(tx, *registry_, book_, *by, id, now_);
        }));
    }
    base::Result<MatchResult> result(MatchId id, std::string outcome = "", std::int64_t from = 0,
                                     std::int64_t limit = 1000, std::string token = "") {
        auto done = TRY(store_->write([&](store::WriteTx& tx) -> base::Result<MatchResult> {
            const auto by = TRY(people::identify(tx, *office_, token.empty() ? worker_token_ : token, now_));
            return read_match(tx, *registry_, book_, by, id, Taken::viewed, outcome, from, limit, now_);
        }));
        return std::move(done).value();
    }
    std::int64_t count(const Match& match, std::string_view outcome) {
        for (const auto& [code, number] : match.counts) {
            if (code == outcome) return number;
        }
        return 0;
    }
    std::int64_t used(grants::GrantId grant) {
        return good(store_->read([&](store::ReadTx& tx) { return grants::find_grant(tx, grant, now_); }))->used_total;
    }

    MatchBook book_ = *MatchBook::load();
};

INSTANTIATE_TEST_SUITE_P(Both, MatchTest, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(MatchTest, AsksAboutEachPersonOnceWithAnEntryAndAUse) {
    const auto grant = match_grant();
    const auto list = take(csv(1, 450) + "某," + kit::id_of(5) + "\n某,H123\n某," + kit::id_of(9000) + "\n");
    const auto id = begun(wanted(list, grant));
    EXPECT_EQ(used(grant), 0) << "to begin is no use";
    EXPECT_EQ(entries("query.match"), 0);
    const auto done = finish(id);
    EXPECT_EQ(done.state, MatchState::done);
    EXPECT_EQ(done.done, 453);
    EXPECT_EQ(entries("query.match"), 451) << "450 and one who is not held; the duplicate and the ill-formed not again";
    EXPECT_EQ(used(grant), 451);
    EXPECT_EQ(entries("match.begun"), 1);
    EXPECT_EQ(entries("match.ended"), 1);
    const auto match = found(id);
    EXPECT_EQ(count(match, "died"), 1);
    EXPECT_EQ(count(match, "ill_formed"), 1);
    EXPECT_EQ(count(match, "not_held"), 1);
    EXPECT_EQ(count(match, "unchanged"), 450);
    ASSERT_TRUE(match.first_index && match.last_index);
    const auto entry = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, static_cast<int>(*match.log), *match.first_index); }));
    EXPECT_EQ(entry.kind, "query.match");
    EXPECT_EQ(entry.person, ledger_->person_tag(kit::id_of(1)));
    EXPECT_EQ(fact(entry, "match"), id.text());
    EXPECT_EQ(fact(entry, "quota_total_used"), "0");
    const auto secret = good(store_->read([&](store::ReadTx& tx) {
        return ledger::open_secret(tx, *ledger_, static_cast<int>(*match.log), *match.first_index);
    }));
    EXPECT_NE(secret.text().find(kit::id_of(1)), std::string::npos);
    const auto last = good(store_->read(
        [&](store::ReadTx& tx) { return ledger::entry_at(tx, static_cast<int>(*match.log), *match.last_index); }));
    EXPECT_EQ(fact(last, "outcome"), "none");
    EXPECT_EQ(fact(last, "quota_total_used"), "450");
}

TEST_P(MatchTest, ARuleOfAnotherProgrammeIsRecordedAsSuch) {
    const auto grant = match_grant();
    begun(wanted(take(csv(1, 2)), grant));
    auto other = wanted(take(csv(1, 2)), grant, "early_intervention");
    other.columns = {{1, "child"}};
    const auto id = begun(other);
    const auto begun_entries = trail_of("match.begun");
    ASSERT_EQ(begun_entries.size(), 2u);
    for (const auto& entry : begun_entries) {
        EXPECT_EQ(fact(entry, "basis"), fact(entry, "match") == id.text() ? "other" : "(absent)");
    }
}

TEST_P(MatchTest, SaysOnlyWhatTheGrantHasFieldsFor) {
    const auto list = take(csv(1, 3));
    const auto open = begun(wanted(list, match_grant()));
    finish(open);
    const auto shown = good(result(open, "died"));
    ASSERT_EQ(shown.rows.size(), 1u);
    EXPECT_EQ(shown.rows.front().key, kit::id_of(1));
    EXPECT_EQ(shown.rows.front().cells.at(0), "某");
    EXPECT_EQ(shown.headers, (std::vector<std::string>{"姓名", "統一編號"}));
    const auto says = [](const MatchedRow& row, std::string_view value) {
        return std::ranges::any_of(row.notes, [&](const MatchNote& note) { return note.value == value; });
    };
    EXPECT_TRUE(says(shown.rows.front(), "2026-09-09"));
    const auto less = begun(wanted(list, match_grant(100, {}, {"PersonId", "Status"})));
    finish(less);
    const auto masked = good(result(less, "died"));
    ASSERT_EQ(masked.rows.size(), 1u) << "the outcome is the answer";
    EXPECT_FALSE(says(masked.rows.front(), "2026-09-09")) << "the day is a field";
    EXPECT_EQ(entries("match.viewed"), 2);
}

TEST_P(MatchTest, StopsWhereTheQuotaEndsAndGoesOn) {
    const auto grant = match_grant(250);
    const auto id = begun(wanted(take(csv(1, 450)), grant));
    const auto stopped = finish(id);
    EXPECT_EQ(stopped.state, MatchState::failed);
    EXPECT_EQ(stopped.problem, "grants.quota_total_used_up");
    EXPECT_EQ(stopped.done, 250);
    EXPECT_EQ(used(grant), 250);
    EXPECT_EQ(entries("query.match"), 250);
    EXPECT_EQ(entries("query.refused"), 1);
    EXPECT_TRUE(found(id).may_resume(Match::Here::no));
    const auto resume = [&] {
        return write([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
            const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
            return resume_match(tx, *registry_, by, id, now_);
        });
    };
    EXPECT_EQ(finish(id, resume()).done, 250) << "still used up";
    EXPECT_EQ(entries("query.match"), 250) << "nobody is asked about again";
    EXPECT_EQ(good(result(id)).rows.size(), 250u) << "what is done can be taken";
}

TEST_P(MatchTest, SpeaksOnlyOfTheGrantsPopulation) {
    const auto grant = match_grant(1000, {.kind = grants::Population::Kind::districts, .districts = {"68000020"}});
    const auto id = begun(wanted(take(csv(1, 3)), grant));
    finish(id);
    const auto match = found(id);
    EXPECT_EQ(count(match, "outside_population"), 2);
    EXPECT_EQ(count(match, "unchanged"), 1);
    EXPECT_EQ(entries("query.match"), 1);
    EXPECT_EQ(entries("query.refused"), 2) << "who is outside has an entry too";
    EXPECT_EQ(used(grant), 3);
    for (const auto& row : good(result(id, "outside_population")).rows) EXPECT_TRUE(row.notes.empty());
}

TEST_P(MatchTest, IsRefusedWithoutAGrant) {
    const auto list = take(csv(1, 3));
    const auto lookup_only = make_grant();
    auto answer = good(begin(wanted(list, lookup_only)));
    ASSERT_TRUE(std::holds_alternative<grants::Refusal>(answer));
    EXPECT_EQ(std::get<grants::Refusal>(answer).code(), "grants.operation_not_granted");
    answer = good(begin(wanted(list, grants::GrantId{1})));
    EXPECT_EQ(std::get<grants::Refusal>(answer).code(), "grants.no_grant");
    auto match = wanted(list, match_grant());
    match.reason = "";
    answer = good(begin(match));
    EXPECT_EQ(std::get<grants::Refusal>(answer).code(), "grants.reason_missing");
    EXPECT_EQ(entries("query.match"), 0);
    EXPECT_EQ(entries("match.begun"), 0);
}

TEST_P(MatchTest, RefusesWhatCannotBeMatched) {
    const auto grant = match_grant();
    auto match = wanted(take(csv(1, 3)), grant, "nothing");
    EXPECT_EQ(code_of(begin(match)), "registry.match_rule_unknown");
    match = wanted(MatchListId{77}, grant);
    EXPECT_EQ(code_of(begin(match)), "registry.match_list_unknown");
    match = wanted(take(csv(1, 3)), grant);
    match.columns = {};
    EXPECT_EQ(code_of(begin(match)), "registry.match_columns_missing");
    match = wanted(take("姓名,統一編號\n"), grant);
    EXPECT_EQ(code_of(begin(match)), "registry.match_empty");
    match = wanted(take(csv(1, 3)), grant);
    match.sheet = "另一張";
    EXPECT_EQ(code_of(begin(match)), "format.sheet_missing");
    EXPECT_EQ(code_of(take_list(*registry_, good(who(worker_token_)), "x", "\xD0\xCF\x11\xE0", random_, now_)),
              "format.sheet_legacy");
    EXPECT_EQ(code_of(take_list(*registry_, good(who(worker_token_)), "x", "a\n=1", random_, now_)),
              "format.sheet_formula")
        << "found before it is kept";
    EXPECT_EQ(entries("match.list_taken"), 4);
    EXPECT_EQ(code_of(take_list(*registry_, fetcher(), "x", "a,b", random_, now_)), "people.role_missing");
    const auto list = take(csv(1, 3));
    EXPECT_EQ(code_of(begin_match(*registry_, book_, actor_of(other_token_), wanted(list, grant), random_, now_)),
              "registry.match_list_unknown")
        << "another's list";
    now_ += std::chrono::hours{25};
    worker_token_ = token_of("worker");
    EXPECT_EQ(code_of(begin(wanted(list, grant))), "registry.match_list_unknown") << "a list waits for a day";
}

TEST_P(MatchTest, IsCancelledTakenUpAndOvertaken) {
    const auto grant = match_grant();
    const auto id = begun(wanted(take(csv(1, 450)), grant));
    EXPECT_EQ(good(step(id)).done, 200);
    const auto act = [&](auto&& what) {
        return store_->write([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
            const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
            return what(tx, by);
        });
    };
    const auto run = good(act([&](store::WriteTx& tx, const people::Actor& by) {
                         return resume_match(tx, *registry_, by, id, now_);
                     })).value();
    EXPECT_EQ(run, 2);
    EXPECT_EQ(code_of(step(id, 1)), "registry.match_overtaken") << "the first runner can't go on";
    EXPECT_EQ(good(step(id, 2)).done, 400);
    const auto cancel = [&] {
        return act([&](store::WriteTx& tx, const people::Actor& by) -> base::Result<std::int64_t> {
            TRY(cancel_match(tx, *registry_, by, id, now_));
            return 0;
        });
    };
    good(cancel());
    EXPECT_EQ(code_of(cancel()), "registry.match_state");
    EXPECT_EQ(code_of(step(id, 2)), "registry.match_overtaken");
    EXPECT_EQ(entries("query.match"), 400);
    const auto match = found(id);
    EXPECT_EQ(match.state, MatchState::cancelled);
    EXPECT_TRUE(match.may_download());
    EXPECT_FALSE(match.may_resume(Match::Here::no));
    EXPECT_EQ(code_of(act([&](store::WriteTx& tx, const people::Actor& by) {
                  return resume_match(tx, *registry_, by, id, now_);
              })),
              "registry.match_state");
}

TEST_P(MatchTest, EndsOnItsDayAndIsDestroyedWhenAsked) {
    const auto grant = match_grant();
    const auto one = begun(wanted(take(csv(1, 3)), grant));
    const auto other = begun(wanted(take(csv(1, 3)), grant));
    finish(one);
    finish(other);
    EXPECT_EQ(code_of(result(one, "", 0, 10, other_token_)), "registry.match_unknown") << "who asked, and nobody else";
    EXPECT_EQ(good(result(one)).rows.size(), 3u);
    write([&](store::WriteTx& tx) -> base::Result<int> {
        const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
        TRY(destroy_match(tx, *registry_, by, one, now_));
        return 0;
    });
    EXPECT_EQ(code_of(result(one)), "registry.match_result_gone");
    EXPECT_EQ(found(one).kept, Match::Kept::destroyed);
    EXPECT_EQ(found(one).file.reveal(), "");
    now_ += std::chrono::days{31};
    worker_token_ = token_of("worker");
    EXPECT_EQ(found(other).kept, Match::Kept::ended);
    EXPECT_EQ(code_of(result(other)), "registry.match_result_gone") << "computed when asked";
    const auto ended = write([&](store::WriteTx& tx) { return end_matches(tx, *ledger_, 100, now_); });
    EXPECT_EQ(ended, 3) << "two lists and a result";
    EXPECT_EQ(write([&](store::WriteTx& tx) { return end_matches(tx, *ledger_, 100, now_); }), 0);
    EXPECT_EQ(entries("match.destroyed"), 2);
}

TEST_P(MatchTest, StopsWhenOtherDataCameIntoUse) {
    const auto id = begun(wanted(take(csv(1, 450)), match_grant()));
    EXPECT_EQ(good(step(id)).done, 200);
    load(kit::residents(450), 2);
    const auto stopped = good(step(id));
    EXPECT_EQ(stopped.state, MatchState::failed);
    EXPECT_EQ(stopped.problem, "registry.match_generation_changed");
    EXPECT_FALSE(found(id).may_resume(Match::Here::no)) << "the rest would be of another day";
    EXPECT_EQ(good(result(id)).rows.size(), 200u);
}

TEST_P(MatchTest, PagesThroughAnOutcome) {
    const auto id = begun(wanted(take(csv(1, 450) + "某,H1\n"), match_grant()));
    finish(id);
    std::int64_t from = 0;
    std::vector<std::uint32_t> numbers;
    for (bool more = true; more;) {
        const auto page = good(result(id, "unchanged", from, 100));
        EXPECT_EQ(page.total, 449);
        for (const auto& row : page.rows) numbers.push_back(row.number);
        more = page.next.has_value();
        from = page.next.value_or(0);
    }
    EXPECT_EQ(numbers.size(), 449u);
    EXPECT_TRUE(std::ranges::is_sorted(numbers));
    EXPECT_EQ(good(result(id, "ill_formed")).rows.front().key, "");
    EXPECT_TRUE(good(result(id, "moved_away")).rows.empty());
}

TEST_P(MatchTest, KnowsADuplicateByAnEarlierNumber) {
    const auto id = begun(wanted(
        take("姓名,統一編號\n某," + kit::id_of(3) + "\n某," + kit::id_of(700001) + "\n某," + kit::id_of(4) + "\n"),
        match_grant(), "duplicate_claims"));
    finish(id);
    const auto rows = good(result(id, "duplicate")).rows;
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows.front().number, 3u);
    EXPECT_EQ(rows.front().notes.front().value, "2");
    EXPECT_EQ(count(found(id), "once"), 2);
}

TEST_P(MatchTest, EntersTheSiblingsThatItCountsBy) {
    auto match =
        wanted(take("母,子\n" + kit::id_of(900002) + "," + kit::id_of(900003) + "\n"), match_grant(), "sibling_order");
    match.columns = {{0, "mother"}, {1, "child"}};
    const auto id = begun(match);
    finish(id);
    EXPECT_EQ(count(found(id), "first"), 1);
    EXPECT_EQ(entries("query.match"), 2) << "mother and child; there is no sibling";
}

TEST_P(MatchTest, FindsARosterByPlaceAndAge) {
    const law::Districts districts = law::Districts::load(law::taoyuan_districts()).value();
    registry_.reset();
    registry_ = good(Registry::open(*store_, *ledger_, keyring_, profile_, random_,
                                    {.inbox = directory_ / "inbox",
                                     .scratch = directory_ / "scratch",
                                     .layouts = demonstration_layouts(),
                                     .characters = {},
                                     .districts = &districts,
                                     .workers = 2},
                                    now_));
    // The daughter of the family is eleven; everybody else is of age.
    const auto conditions = [&](std::string_view rows) {
        auto match = wanted(take("里別,年齡起,年齡迄\n" + std::string{rows}), match_grant(), "roster");
        match.columns = {{0, "place"}, {1, "age_from"}, {2, "age_to"}};
        return match;
    };
    const auto id = begun(conditions("文中里,0,17\n"));
    EXPECT_EQ(entries("query.extract"), 0) << "found, and not yet asked about";
    finish(id);
    const auto shown = good(result(id));
    ASSERT_EQ(shown.rows.size(), 1u);
    EXPECT_EQ(shown.rows.front().key, kit::id_of(900003));
    EXPECT_EQ(shown.rows.front().outcome->code, "listed");
    EXPECT_EQ(shown.headers.size(), 4u) << "the fields of the grant";
    const auto& cells = shown.rows.front().cells;
    const auto at_status = std::ranges::find(shown.headers, "設籍狀態") - shown.headers.begin();
    ASSERT_LT(static_cast<std::size_t>(at_status), cells.size());
    EXPECT_EQ(cells[static_cast<std::size_t>(at_status)], "現住") << "in words, not in codes";
    EXPECT_EQ(entries("query.extract"), 1);
    EXPECT_EQ(entries("query.match"), 0);
    const auto all = begun(conditions("68000010,18,\n中壢區,,\n文中里,,\n"));
    finish(all);
    EXPECT_EQ(found(all).rows, 453) << "each once; the dead are not";
    EXPECT_EQ(code_of(begin(conditions("無此里,,\n"))), "registry.match_place_unknown");
    EXPECT_EQ(code_of(begin(conditions("復興區,,\n"))), "registry.match_empty");
    auto match = conditions("文中里,0,17\n");
    match.grant = match_grant(100, {.kind = grants::Population::Kind::districts, .districts = {"68000020"}});
    EXPECT_EQ(code_of(begin(match)), "registry.match_empty") << "not of the grant's districts";
    registry_.reset();
    open_registry();
}

TEST_P(MatchTest, KeepsNothingInClear) {
    const auto list = take(csv(1, 3));
    finish(begun(wanted(list, match_grant())));
    const auto holds = [](base::ByteView bytes) {
        const auto text = base::as_text(bytes);
        return text.find(kit::id_of(2)) != std::string_view::npos || text.find("名冊.csv") != std::string_view::npos;
    };
    for (const store::Statement& statement :
         {store::Statement{"test.names", "SELECT sealed_name FROM registry_match_lists ORDER BY id"},
          store::Statement{"test.parts", "SELECT sealed FROM registry_match_list_parts ORDER BY part"},
          store::Statement{"test.heads", "SELECT sealed_head FROM registry_matches ORDER BY id"},
          store::Statement{"test.input", "SELECT sealed FROM registry_match_input ORDER BY part"},
          store::Statement{"test.results", "SELECT sealed FROM registry_match_results ORDER BY first_row"}}) {
        const auto found = good(store_->read([&](store::ReadTx& tx) {
            return tx.all(statement, [&](const store::Row& row) { return holds(row.bytes(0)) ? 1 : 0; });
        }));
        EXPECT_EQ(found, std::vector{0}) << statement.name;
    }
    if (store_->engine() != store::Engine::sqlite) return;  // its files are the server's
    const auto directory = store_->directory();
    registry_.reset();
    office_.reset();
    ledger_.reset();
    store_.close();
    for (const auto& file : std::filesystem::recursive_directory_iterator{directory}) {
        if (!file.is_regular_file()) continue;
        std::ifstream in{file.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(bytes.find(kit::id_of(2)), std::string::npos) << file.path();
        EXPECT_EQ(bytes.find("名冊.csv"), std::string::npos) << file.path();
    }
}

TEST_P(MatchTest, KilledAtAnyMomentAsksAboutNobodyTwice) {
    const auto grant = match_grant();
    const auto id = begun(wanted(take(csv(1, 450)), grant));
    const auto settings = store_.settings();
    base::SeededRandom chance{5};
    for (int round = 0; round < 5; ++round) {
        registry_.reset();
        office_.reset();
        ledger_.reset();
        store_.close();
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            reopen(settings);
            (void)step(id);
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(chance.below(120'000)));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        reopen(settings);
        const auto match = found(id);
        EXPECT_EQ(entries("query.match"), match.done) << "entries and progress move together";
        EXPECT_EQ(used(grant), match.done);
    }
    if (found(id).state != MatchState::done) EXPECT_EQ(finish(id).state, MatchState::done);
    EXPECT_EQ(entries("query.match"), 450);
    EXPECT_EQ(good(result(id)).rows.size(), 450u);
}

}  // namespace
}  // namespace menhu::registry
