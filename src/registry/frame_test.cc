// A frame from the order to the last person: bound before its seed, drawn once, each person entered; what is small is
// not told; who was left out is not drawn; anybody who oversees may draw again; at its end nothing is left to draw
// with.
#include "registry/frame.h"

#include <set>

#include "ledger/publisher.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using kit::PersonField;

class FrameTest : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        add("checker", *unit_, {Role::checker});
        checker_token_ = token_of("checker");
        load(city());
    }

    // 300 people in households of three; the first is dead, every fourth lives in another district, every third is a
    // woman; the last four are highland indigenous.
    static std::vector<kit::Person> city() {
        auto people = kit::residents(300);
        for (std::size_t at = 0; at < people.size(); ++at) {
            auto& person = people[at];
            person[PersonField::area_code] = at % 4 == 3 ? "68000020" : "68000010";
            person[PersonField::sex] = at % 3 == 2 ? "female" : "male";
            if (at >= 296) person[PersonField::indigenous_status] = "highland";
        }
        people[0][PersonField::status] = "dead";
        people[0][PersonField::status_date] = "2026-09-09";
        people[5][PersonField::earlier_ids] = kit::id_of(700001);
        for (auto& person : kit::family()) people.push_back(person);
        return people;
    }

    grants::GrantId study_grant(grants::Population population = {}, std::int64_t quota = 100'000,
                                std::vector<std::string> fields = {"PersonId", "PersonName", "BirthDate", "Sex",
                                                                   "AreaCode", "IndigenousStatus"}) {
        const grants::Desk desk{*ledger_, profile_};
        const menhu::kit::Granted granted{*store_, *office_, desk, random_, now_};
        if (!good(store_->read([](store::ReadTx& tx) { return grants::find_purpose(tx, "studies"); }))) {
            const auto chief = good(who(chief_token_));
            write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk, chief, now_); });
            grants::NewPurpose what{.code = "studies",
                                    .name_zh = "委託研究",
                                    .name_en = "Studies",
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
        form.purpose = "studies";
        form.holding = "household";
        form.holders = {good(who(worker_token_)).account()};
        form.fields = std::move(fields);
        form.operations = {grants::Operation::match, grants::Operation::extract};
        form.population = std::move(population);
        form.from = now_;
        form.until = now_ + std::chrono::days{60};
        form.expected = {.day = quota, .month = quota, .total = quota};
        form.afterwards = "附卷";
        form.reason = "委託研究抽樣";
        return granted.give("worker", form);
    }

    NewFrame wanted(grants::GrantId grant, std::int64_t count = 40) {
        NewFrame frame;
        frame.title = "婦女生活狀況調查";
        frame.grant = grant;
        frame.case_number = "桃婦字第1150000001號";
        frame.reason = "委託研究之抽樣";
        frame.source = "192.0.2.7";
        frame.plan.by = {FrameBy::district, FrameBy::sex};
        frame.plan.size = {.how = FrameSize::How::total, .count = count};
        frame.plan.fields = {"PersonName"};
        frame.plan.source = "ceremony";
        frame.plan.draw_on = base::to_iso(base::taipei_date(now_));
        return frame;
    }
    ActorOf actor_of(std::string token) {
        return [this, token = std::move(token)](store::WriteTx& tx, base::Instant now) {
            return people::identify(static_cast<store::ReadTx&>(tx), *office_, token, now);
        };
    }
    base::Result<FrameOrdered> order(const NewFrame& frame) {
        return order_frame(*registry_, book_, actor_of(worker_token_), frame, random_, now_);
    }
    FrameId ordered(const NewFrame& frame) {
        auto answer = good(order(frame));
        if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
            throw std::runtime_error{std::string{refusal->code()}};
        }
        return std::get<FrameId>(answer);
    }
    void publish() {
        ledger::Publisher publisher{*store_, *ledger_};
        good(publisher.publish(now_));
    }
    base::Result<MatchBegun> draw(FrameId id, std::string_view number = "314159", std::string token = {}) {
        return draw_frame(*registry_, book_, actor_of(token.empty() ? worker_token_ : token), id, number, "192.0.2.7",
                          random_, now_);
    }
    MatchId drawn(FrameId id, std::string_view number = "314159") {
        publish();
        auto answer = good(draw(id, number));
        if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
            throw std::runtime_error{std::string{refusal->code()}};
        }
        const auto match = std::get<MatchId>(answer);
        while (step(match).state == MatchState::running) {
        }
        return match;
    }
    MatchStep step(MatchId match) {
        return good(match_step(*registry_, book_, actor_of(worker_token_), "192.0.2.7", match, 1, now_));
    }
    base::Result<Frame> find(FrameId id, std::string_view token) {
        return store_->read([&](store::ReadTx& tx) -> base::Result<Frame> {
            const auto by = TRY(people::identify(tx, *office_, std::string{token}, now_));
            return find_frame(tx, *registry_, by, id, now_);
        });
    }
    Frame found(FrameId id) { return good(find(id, worker_token_)); }
    MatchResult rows(MatchId match) {
        auto read = store_->write([&](store::WriteTx& tx) -> base::Result<MatchResult> {
            const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
            return read_match(tx, *registry_, book_, by, match, Taken::viewed, "", 0, 100'000, now_);
        });
        return good(std::move(read)).value();
    }
    base::Result<Redrawn> redraw(FrameId id, std::string_view token) {
        return redraw_frame(*registry_, actor_of(std::string{token}), id, now_);
    }
    base::Result<store::Committed<int>> act(
        const std::function<base::Result<void>(store::WriteTx&, const people::Actor&)>& what) {
        return store_->write([&](store::WriteTx& tx) -> base::Result<int> {
            const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
            TRY(what(tx, by));
            return 0;
        });
    }
    std::int64_t used(grants::GrantId grant) {
        return good(store_->read([&](store::ReadTx& tx) { return grants::find_grant(tx, grant, now_); }))->used_total;
    }

    MatchBook book_ = *MatchBook::load();
    std::string checker_token_;
};

INSTANTIATE_TEST_SUITE_P(Both, FrameTest, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(FrameTest, DrawsByAPublicNumberAndEntersEachPerson) {
    const auto grant = study_grant();
    const auto id = ordered(wanted(grant));
    const auto before = found(id);
    EXPECT_EQ(before.state, FrameState::ordered);
    EXPECT_EQ(before.people, 303) << "the dead are not of the population";
    ASSERT_EQ(before.strata.size(), 4u);
    std::int64_t sizes = 0;
    for (const auto& stratum : before.strata) sizes += stratum.size;
    EXPECT_EQ(sizes, 40);
    EXPECT_TRUE(before.seed.empty());
    EXPECT_EQ(entries("query.extract"), 0);
    EXPECT_EQ(used(grant), 0) << "to order is no use";
    const auto bound =
        good(store_->read([&](store::ReadTx& tx) { return ledger::entry_at(tx, before.log, before.entry); }));
    EXPECT_EQ(bound.kind, "frame.ordered");
    EXPECT_EQ(fact(bound, "population"), before.population_root);
    EXPECT_EQ(fact(bound, "key"), before.key_commitment);

    EXPECT_EQ(code_of(draw(id)), "registry.frame_checkpoint_missing") << "no seed before a checkpoint";
    EXPECT_EQ(code_of(draw(id, "12")), "registry.frame_number");
    const auto match = drawn(id);
    const auto after = found(id);
    EXPECT_EQ(after.state, FrameState::drawn);
    EXPECT_EQ(after.drawn, 40);
    EXPECT_EQ(after.match, match);
    EXPECT_EQ(after.number, "314159");
    for (const auto& stratum : after.strata) EXPECT_EQ(stratum.drawn, stratum.size);
    EXPECT_EQ(entries("query.extract"), 40);
    EXPECT_EQ(used(grant), 40);
    EXPECT_EQ(entries("frame.numbered"), 1);
    EXPECT_EQ(entries("frame.drawn"), 1);
    EXPECT_EQ(code_of(draw(id)), "registry.frame_state") << "once";

    const auto result = rows(match);
    EXPECT_EQ(result.headers, (std::vector<std::string>{"序號", "層別", "姓名"})) << "what was asked for, and no id";
    ASSERT_EQ(result.rows.size(), 40u);
    EXPECT_EQ(result.rows.front().cells.at(0), "0001");
    std::set<std::string> names;
    for (const auto& row : result.rows) {
        EXPECT_EQ(row.key, "") << "under a serial number";
        EXPECT_EQ(row.outcome->code, "drawn");
        names.insert(row.cells.at(1));
    }
    EXPECT_EQ(names.size(), 4u);
}

TEST_P(FrameTest, CanBeDrawnAgainByWhoOversees) {
    const auto id = ordered(wanted(study_grant()));
    EXPECT_EQ(code_of(redraw(id, checker_token_)), "registry.frame_state");
    drawn(id);
    for (const auto& token : {worker_token_, checker_token_}) EXPECT_TRUE(good(redraw(id, token)).is_same());
    EXPECT_EQ(code_of(redraw(id, other_token_)), "registry.frame_unknown");
    EXPECT_EQ(code_of(redraw(id, fetcher_token_)), "people.role_missing");
    EXPECT_EQ(entries("frame.redrawn"), 2);
    EXPECT_EQ(good(find(id, checker_token_)).title.reveal(), "婦女生活狀況調查");

    const auto spoil = [&](std::string_view what) {
        const store::Statement statement{"test.spoil", what};
        write([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(tx.run(statement, id.number()));
            return 0;
        });
    };
    spoil("UPDATE registry_frames SET number = '271828' WHERE id = $1");
    const auto other_number = good(redraw(id, checker_token_));
    EXPECT_EQ(other_number.seed, Same::no);
    EXPECT_EQ(other_number.sample, Same::yes) << "the log's number still gives the log's sample";
    spoil("UPDATE registry_frames SET number = '314159', sealed_drawn = NULL WHERE id = $1");
    EXPECT_TRUE(good(redraw(id, checker_token_)).is_same());
    spoil("DELETE FROM registry_frame_excluded WHERE frame_id = $1");
    EXPECT_TRUE(good(redraw(id, checker_token_)).is_same()) << "nobody was left out";
}

TEST_P(FrameTest, TakesItsNumberOnce) {
    const auto id = ordered(wanted(study_grant({}, 10)));
    publish();
    // As if the process had died between number and draw.
    write([&](store::WriteTx& tx) -> base::Result<int> {
        const store::Statement statement{
            "test.number",
            "UPDATE registry_frames SET state = 'numbered', number = '271828', seed = population_root, "
            "checkpoint_root = population_root, checkpoint_size = 1 WHERE id = $1"};
        TRY(tx.run(statement, id.number()));
        return 0;
    });
    EXPECT_EQ(code_of(draw(id, "314159")), "registry.frame_number_other");
    EXPECT_EQ(found(id).state, FrameState::numbered);
    EXPECT_TRUE(std::holds_alternative<MatchId>(good(draw(id, "271828")))) << "and goes on with the same";
    EXPECT_EQ(found(id).seed, found(id).population_root);
    EXPECT_EQ(good(redraw(id, checker_token_)).seed, Same::no) << "a seed that nobody's number gave is found out";
}

TEST_P(FrameTest, StopsWhereTheQuotaEnds) {
    const auto grant = study_grant({}, 25);
    const auto id = ordered(wanted(grant));
    const auto match = drawn(id);
    EXPECT_EQ(entries("query.extract"), 25);
    EXPECT_EQ(used(grant), 25);
    EXPECT_EQ(rows(match).rows.size(), 25u) << "nobody who has no entry is shown";
}

TEST_P(FrameTest, LeavesOutAListAndEarlierSamples) {
    const auto grant = study_grant();
    auto frame = wanted(grant, 150);
    frame.plan.fields = {"PersonId"};
    const auto first = drawn(ordered(frame));
    std::set<std::string> before;
    for (const auto& row : rows(first).rows) before.insert(row.cells.at(2));
    ASSERT_EQ(before.size(), 150u);

    const auto first_frame = good(store_->read([&](store::ReadTx& tx) -> base::Result<FramePage> {
                                 const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
                                 return frames_of(tx, *registry_, by, std::nullopt, 10, now_);
                             }))
                                 .items.front()
                                 .id;
    std::string text = "統一編號\n" + kit::id_of(700001) + "\n";
    for (int number = 10; number < 30; ++number) text += kit::id_of(number) + "\n";
    const auto list = good(take_list(*registry_, good(who(worker_token_)), "前次.csv", text, random_, now_)).id;
    frame.without = FrameExclusion{.list = list, .sheet = {}, .header_row = 1, .column = 0};
    frame.without_frames = {first_frame};
    frame.plan.size = {.how = FrameSize::How::all, .count = 0};
    frame.plan.by = {};
    const auto id = ordered(frame);
    const auto told = found(id);
    EXPECT_EQ(told.people, 303) << "what is told does not show who of a list is there";
    const auto result = rows(drawn(id));
    std::set<std::string> after;
    for (const auto& row : result.rows) after.insert(row.cells.at(2));
    for (const auto& one : before) EXPECT_FALSE(after.contains(one));
    for (int number = 10; number < 30; ++number) EXPECT_FALSE(after.contains(kit::id_of(number)));
    EXPECT_FALSE(after.contains(kit::id_of(6))) << "by the number of before";
    EXPECT_FALSE(after.contains(kit::id_of(1))) << "dead";
    std::set<std::string> nobody{before};
    nobody.insert(kit::id_of(6));
    for (int number = 10; number < 30; ++number) nobody.insert(kit::id_of(number));
    EXPECT_EQ(after.size(), 303 - nobody.size()) << "and everybody else is";
    EXPECT_TRUE(good(redraw(id, checker_token_)).is_same());

    frame.without = FrameExclusion{.list = good(take_list(*registry_, good(who(worker_token_)), "x.csv",
                                                          "統一編號\n" + kit::id_of(3) + "\nH12\n", random_, now_))
                                               .id,
                                   .sheet = {},
                                   .header_row = 1,
                                   .column = 0};
    EXPECT_EQ(code_of(order(frame)), "registry.frame_list_unreadable");
    frame.without.reset();
    frame.without_frames = {FrameId{5}};
    EXPECT_EQ(code_of(order(frame)), "registry.frame_unknown");
}

TEST_P(FrameTest, TellsNothingOfSmallStrata) {
    auto frame = wanted(study_grant(), 100);
    frame.plan.by = {FrameBy::indigenous};
    const auto merged = found(ordered(frame));
    ASSERT_EQ(merged.strata.size(), 1u) << "four people are too few, and so is what they would be merged into";
    EXPECT_EQ(merged.strata.front().people, 299);
    EXPECT_EQ(merged.people, 299);
    EXPECT_EQ(merged.left_out, 1);
    frame.plan.districts = {"68000030"};
    EXPECT_EQ(code_of(order(frame)), "registry.frame_too_few");
}

TEST_P(FrameTest, TakesOneOfAHousehold) {
    auto frame = wanted(study_grant());
    frame.plan.fields = {"PersonId"};
    frame.plan.by = {};
    frame.plan.size = {.how = FrameSize::How::all, .count = 0};
    frame.plan.per_household = FramePlan::PerHousehold::one;
    const auto id = ordered(frame);
    const auto result = rows(drawn(id));
    std::set<std::string> family{kit::id_of(900001), kit::id_of(900002), kit::id_of(900003), kit::id_of(900004)};
    const auto of_family =
        std::ranges::count_if(result.rows, [&](const MatchedRow& row) { return family.contains(row.cells.at(2)); });
    EXPECT_EQ(of_family, 1);
    EXPECT_LT(found(id).drawn, 303);
}

TEST_P(FrameTest, KeepsToItsGrant) {
    const auto districts = study_grant({.kind = grants::Population::Kind::districts, .districts = {"68000020"}});
    auto frame = wanted(districts, 5);
    const auto id = ordered(frame);
    EXPECT_EQ(found(id).plan->districts, (std::vector<std::string>{"68000020"}));
    EXPECT_EQ(found(id).people, 75);
    frame.plan.districts = {"68000010"};
    EXPECT_EQ(code_of(order(frame)), "registry.frame_district_outside");

    const NewFrame nothing;
    EXPECT_EQ(code_of(order_frame(*registry_, book_, actor_of(fetcher_token_), nothing, random_, now_)),
              "people.role_missing")
        << "before a word of the plan";

    auto few = wanted(study_grant({}, 1000, {"PersonName", "Status"}));
    auto answer = good(order(few));
    ASSERT_TRUE(std::holds_alternative<grants::Refusal>(answer));
    EXPECT_EQ(std::get<grants::Refusal>(answer).code(), "grants.field_outside") << "to divide by sex is to use it";
    few.plan.by = {};
    EXPECT_TRUE(std::holds_alternative<FrameId>(good(order(few))));
    answer = good(order(wanted(make_grant())));
    EXPECT_EQ(std::get<grants::Refusal>(answer).code(), "grants.operation_not_granted");
    auto nobody = wanted(study_grant({.kind = grants::Population::Kind::case_list, .districts = {}}));
    nobody.plan.by = {};
    EXPECT_EQ(code_of(order(nobody)), "registry.frame_population");
}

TEST_P(FrameTest, IsOrderedAnewWhenOtherDataCameIntoUse) {
    const auto id = ordered(wanted(study_grant()));
    publish();
    load(city(), 2);
    EXPECT_EQ(code_of(draw(id)), "registry.frame_generation_changed");
    good(act([&](store::WriteTx& tx, const people::Actor& by) { return cancel_frame(tx, *registry_, by, id, now_); }));
    const auto cancelled = found(id);
    EXPECT_EQ(cancelled.state, FrameState::cancelled);
    EXPECT_EQ(cancelled.kept, Frame::Kept::no);
    EXPECT_EQ(cancelled.title.reveal(), "");
    EXPECT_EQ(code_of(act([&](store::WriteTx& tx, const people::Actor& by) {
                  return cancel_frame(tx, *registry_, by, id, now_);
              })),
              "registry.frame_state");
}

TEST_P(FrameTest, WaitsForItsDayAndLapses) {
    auto frame = wanted(study_grant());
    frame.plan.draw_on = base::to_iso(base::add_days(base::taipei_date(now_), 3));
    const auto id = ordered(frame);
    publish();
    EXPECT_EQ(code_of(draw(id)), "registry.frame_too_early");
    now_ += std::chrono::days{31};
    worker_token_ = token_of("worker");
    EXPECT_EQ(found(id).state, FrameState::lapsed) << "computed when asked";
    EXPECT_EQ(code_of(draw(id)), "registry.frame_state");
    EXPECT_EQ(write([&](store::WriteTx& tx) { return lapse_frames(tx, *ledger_, 100, now_); }), 1);
    EXPECT_EQ(write([&](store::WriteTx& tx) { return lapse_frames(tx, *ledger_, 100, now_); }), 0);
    EXPECT_EQ(entries("frame.lapsed"), 1);
}

TEST_P(FrameTest, LeavesNothingToDrawWithAtItsEnd) {
    const auto id = ordered(wanted(study_grant()));
    const auto match = drawn(id);
    good(act(
        [&](store::WriteTx& tx, const people::Actor& by) { return destroy_match(tx, *registry_, by, match, now_); }));
    const auto ended = found(id);
    EXPECT_EQ(ended.kept, Frame::Kept::no);
    EXPECT_EQ(ended.title.reveal(), "");
    EXPECT_FALSE(ended.sample_root.empty()) << "the log's hashes stay";
    EXPECT_EQ(code_of(redraw(id, checker_token_)), "registry.frame_gone");
    const auto kept = good(store_->read([&](store::ReadTx& tx) {
        const store::Statement statement{"test.kept",
                                         "SELECT COUNT(*) FROM registry_frames WHERE wrapped_key IS NOT NULL"};
        return tx.one(statement, [](const store::Row& row) { return row.integer(0); });
    }));
    EXPECT_EQ(kept, 0);
}

TEST_P(FrameTest, FindsAChangedPopulation) {
    const auto id = ordered(wanted(study_grant()));
    write([&](store::WriteTx& tx) -> base::Result<int> {
        const store::Statement statement{"test.spoil",
                                         "UPDATE registry_frames SET population_root = plan_hash WHERE id = $1"};
        TRY(tx.run(statement, id.number()));
        return 0;
    });
    publish();
    EXPECT_EQ(code_of(draw(id)), "registry.frame_population_differs");
    EXPECT_EQ(entries("query.extract"), 0);
}

}  // namespace
}  // namespace menhu::registry
