// Watches of cases, on both engines: who is told of what, once, with an entry; and who is not, with one too.
#include "registry/watch.h"

#include "grants/conflict.h"
#include "grants/holder.h"
#include "kit/fail_at_every_call.h"
#include "ledger/log_reader.h"
#include "registry/change_kit.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using grants::Operation;
using kit::ChangeRow;
using kit::Copy;
using kit::Person;
using kit::PersonField;
using std::chrono::days;

class WatchTest : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        Copy copy;
        for (const auto& person : kit::residents(120)) copy[person.at(PersonField::person_id)] = {person};
        deliver(kit::write_full(layout(), copy, {.sequence = 1}));
    }
    void deliver(const kit::Written& written) {
        now_ += std::chrono::milliseconds{1};  // ids of one millisecond have no order
        fetcher_token_ = token_of("fetcher");
        second_token_ = token_of("second");
        const auto id = take(written);
        upload(id, written.bytes);
        good(import(id));
        accept(id);
    }
    static ChangeRow change(int number, LegalEvent kind, PersonField field, std::string value) {
        const auto before = kit::resident(number);
        auto after = before;
        after[field] = std::move(value);
        return {{.kind = kind, .on = "2026-11-01", .registered = "2026-11-01", .act = "A" + std::to_string(number)},
                before,
                after};
    }
    // One moves, one changes the name, one dies.
    void month() {
        deliver(kit::write_changes(layout("demo_change_utf8"),
                                   {change(1, LegalEvent::move_within, PersonField::street_doorplate, "示範新路1號"),
                                    change(2, LegalEvent::name_change, PersonField::person_name, "王新名"),
                                    change(3, LegalEvent::death, PersonField::status, "dead")},
                                   {.sequence = 1, .base_date = "2026-11-02", .previous_base_date = "2026-11-01"}));
    }

    struct Wish {
        std::vector<std::string> fields{"PersonId", "MoveHistory", "StatusHistory"};
        std::int64_t quota = 1000;
        grants::Population population{};
        std::vector<std::string> holders{"worker", "other"};
    };
    grants::GrantId watch_grant(Wish wish) {
        const grants::Desk desk{*ledger_, profile_};
        const menhu::kit::Granted granted{*store_, *office_, desk, random_, now_};
        if (!read([](store::ReadTx& tx) { return grants::find_purpose(tx, "hardship"); })) {
            const auto chief = actor("chief");
            write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk, chief, now_); });
            grants::NewPurpose what{.code = "hardship",
                                    .name_zh = "特殊境遇",
                                    .name_en = "Hardship",
                                    .bases = {profile_.bases().front().id},
                                    .units = {profile_.units().front().code},
                                    .fields = {},
                                    .operations = {Operation::lookup, Operation::watch},
                                    .case_pattern = "C-####",
                                    .case_example = "C-0001",
                                    .acknowledgement_zh = "知悉",
                                    .acknowledgement_en = "Noted"};
            for (const auto& field : profile_.fields()) what.fields.emplace_back(field.name());
            granted.purpose(what);
        }
        grants::UseForm form;
        form.purpose = "hardship";
        form.holding = "household";
        for (const auto& name : wish.holders) form.holders.push_back(actor(name).account());
        form.fields = std::move(wish.fields);
        form.operations = {Operation::lookup, Operation::watch};
        form.population = std::move(wish.population);
        form.from = now_;
        form.until = now_ + days{60};
        form.expected = {.day = wish.quota, .month = wish.quota, .total = wish.quota};
        form.afterwards = "附卷";
        form.reason = "追蹤扶助個案之異動";
        return granted.give("worker", form);
    }
    grants::GrantId watch_grant() { return watch_grant(Wish{}); }
    static WatchGroups all_groups() {
        WatchGroups groups;
        for (const auto& info : watch_groups()) groups.add(info.group);
        return groups;
    }
    NewWatch wanted(grants::GrantId grant, int from, int to) {
        NewWatch watch{.grant = grant,
                       .reason = "扶助期間追蹤異動",
                       .groups = all_groups(),
                       .until = base::add_days(base::taipei_date(now_), 30),
                       .people = {},
                       .source = "192.0.2.7"};
        for (int number = from; number <= to; ++number) {
            watch.people.push_back({"C-" + std::to_string(1000 + number), base::Personal{kit::id_of(number)}});
        }
        return watch;
    }
    base::Result<WatchOrdered> order(const NewWatch& watch, std::string_view name = "worker") {
        const auto by = actor(name);
        auto done = TRY(
            store_->write([&](store::WriteTx& tx) { return order_watch(tx, *registry_, by, watch, random_, now_); }));
        return std::move(done).value();
    }
    WatchId ordered(const NewWatch& watch) {
        auto answer = good(order(watch));
        if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
            throw std::runtime_error{std::string{refusal->code()}};
        }
        return std::get<WatchId>(answer);
    }
    std::string refused(const NewWatch& watch) {
        auto answer = good(order(watch));
        const auto* refusal = std::get_if<grants::Refusal>(&answer);
        return refusal == nullptr ? "" : std::string{refusal->code()};
    }
    WatchScan scan() {
        WatchScan all;
        for (;;) {
            const auto step = good(watch_step(*registry_, *office_, random_, now_));
            all.deliveries += step.deliveries;
            all.hits += step.hits;
            all.stopped += step.stopped;
            if (step.more == WatchScan::More::no) return all;
        }
    }
    HitPage hits(std::string_view name = "worker", HitQuestion::Which which = HitQuestion::Which::waiting) {
        const auto by = actor(name);
        return write([&](store::WriteTx& tx) { return watch_hits(tx, *registry_, by, {.which = which}, now_); });
    }
    Watch found(WatchId id, std::string_view name = "worker") {
        const auto by = actor(name);
        return read([&](store::ReadTx& tx) { return find_watch(tx, *registry_, by, id, now_); });
    }
    std::string act(std::string_view name, auto work) {
        const auto by = actor(name);
        return attempt([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(work(tx, by));
            return 0;
        });
    }
    std::string mark(WatchHitId id, HitMark how, std::string note = "", std::string_view name = "worker") {
        return act(name, [&](store::WriteTx& tx, const people::Actor& by) {
            return mark_hit(tx, *registry_, by, id, how, note, now_);
        });
    }
    std::string take_up(WatchHitId id, std::string_view name) {
        const auto by = actor(name);
        auto refusal = good(store_->write([&](store::WriteTx& tx) {
                           return take_up_hit(tx, *registry_, by, id, "", now_);
                       })).value();
        return refusal ? std::string{refusal->code()} : "";
    }
    std::int64_t used(grants::GrantId grant) {
        return read([&](store::ReadTx& tx) { return grants::find_grant(tx, grant, now_); })->used_total;
    }
    std::string secret_of(const WatchHit& hit) {
        return std::string{read([&](store::ReadTx& tx) {
                               return ledger::open_secret(tx, *ledger_, static_cast<int>(hit.log), hit.index);
                           }).text()};
    }
};

INSTANTIATE_TEST_SUITE_P(Both, WatchTest, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(WatchTest, TellsOnceOfEachWhomAChangeFileTouchedWithAnEntryAndAUse) {
    const auto grant = watch_grant();
    auto watch = wanted(grant, 1, 50);
    watch.people.push_back(watch.people.front());  // twice the same counts once
    const auto id = ordered(watch);
    EXPECT_EQ(used(grant), 0) << "to order is no use";
    EXPECT_EQ(entries("watch.ordered"), 1);
    EXPECT_EQ(entries("watch.person"), 50);
    month();
    const auto scanned = scan();
    EXPECT_EQ(scanned.deliveries, 1);
    EXPECT_EQ(scanned.hits, 3);
    EXPECT_EQ(scanned.stopped, 0);
    EXPECT_EQ(entries("query.watch"), 3);
    EXPECT_EQ(entries("watch.scanned"), 1);
    EXPECT_EQ(used(grant), 3);
    EXPECT_EQ(scan().deliveries, 0) << "a change file is gone through once";

    const auto page = hits();
    ASSERT_EQ(page.total, 3);
    std::map<std::string, std::vector<LegalEvent>> kinds;
    for (const auto& hit : page.items) kinds[hit.case_number.reveal()] = hit.kinds;
    const std::map<std::string, std::vector<LegalEvent>> expected{
        {"C-1001", {LegalEvent::move_within}}, {"C-1002", {LegalEvent::name_change}}, {"C-1003", {LegalEvent::death}}};
    EXPECT_EQ(kinds, expected);
    const auto& hit = page.items.front();
    EXPECT_EQ(hit.base_date, "2026-11-02");
    EXPECT_EQ(hit.state, HitState::open);
    EXPECT_EQ(entries("watch.viewed"), 1) << "who read them is known";
    const auto entry = trail_of("query.watch").front();
    EXPECT_EQ(fact(entry, "watch"), id.text());
    EXPECT_EQ(entry.account, actor("worker").account().number());
    EXPECT_TRUE(entry.person);
    for (const auto& [name, value] : entry.facts) EXPECT_EQ(value.find("death"), std::string::npos) << name;
    EXPECT_NE(secret_of(hit).find("\"events\":"), std::string::npos);
    EXPECT_NE(secret_of(hit).find("192.0.2.7"), std::string::npos) << "from where it was ordered";
    EXPECT_EQ(found(id).waiting, 3);
    EXPECT_EQ(found(id).people, 50);
}

TEST_P(WatchTest, NothingOfWhomItWatchesStandsInClear) {
    ordered(wanted(watch_grant(), 1, 3));
    month();
    scan();
    const auto page = hits();
    EXPECT_EQ(mark(page.items.front().id, HitMark::handled, "已改通知書地址"), "none");
    base::Bytes all;
    const auto add = [&](std::string_view sql, int columns) {
        read([&](store::ReadTx& tx) {
            return tx.each({"test.add", sql}, {}, [&](const store::Row& row) {
                for (int at = 0; at < columns; ++at) {
                    const auto bytes = row.maybe_bytes(at).value_or(base::Bytes{});
                    all.insert(all.end(), bytes.begin(), bytes.end());
                }
            });
        });
    };
    add("SELECT sealed_head, wrapped_key FROM registry_watches", 2);
    add("SELECT sealed, person_tag FROM registry_watched", 2);
    add("SELECT sealed_note, sealed_note FROM registry_watch_hits", 2);
    const std::string_view text = base::as_text(all);
    EXPECT_GT(text.size(), 100u);
    for (const auto& plain : {kit::id_of(1), std::string{"C-1001"}, std::string{"扶助期間"}, std::string{"通知書"}}) {
        EXPECT_EQ(text.find(plain), std::string_view::npos) << plain;
    }
}

TEST_P(WatchTest, TellsOnlyOfTheGroupsThatWereChosenAndThatTheGrantHasFieldsFor) {
    const auto grant = watch_grant({.fields = {"PersonId", "Status"}});
    auto watch = wanted(grant, 1, 3);
    EXPECT_EQ(refused(watch), "grants.field_outside") << "moves need the history of moves";
    EXPECT_EQ(entries("watch.ordered"), 0);
    watch.groups = WatchGroups{};
    EXPECT_EQ(code_of(order(watch)), "registry.watch_groups");
    watch.groups.add(WatchGroup::death);
    ordered(watch);
    month();
    const auto scanned = scan();
    EXPECT_EQ(scanned.hits, 1) << "who moved and who was renamed are nobody's business under this grant";
    EXPECT_EQ(scanned.stopped, 0);
    EXPECT_EQ(used(grant), 1);
    EXPECT_EQ(hits().items.front().kinds, std::vector<LegalEvent>{LegalEvent::death});
}

TEST_P(WatchTest, RefusesWhatCannotBeWatched) {
    const auto grant = watch_grant();
    auto watch = wanted(grant, 1, 0);
    EXPECT_EQ(code_of(order(watch)), "registry.watch_people");
    watch = wanted(grant, 1, 3);
    watch.people[1].id = base::Personal<std::string>{"H123"};
    const auto wrong = order(watch);
    EXPECT_EQ(code_of(wrong), "registry.watch_id");
    EXPECT_EQ(wrong.error().detail(), "2");
    watch = wanted(grant, 1, 3);
    watch.until = base::add_days(base::taipei_date(now_), -1);
    EXPECT_EQ(code_of(order(watch)), "registry.watch_until");
    watch = wanted(grant, 1, 3);
    watch.people[2].case_number = "no case";
    EXPECT_EQ(refused(watch), "grants.case_number_ill_formed");
    watch.people[2].case_number = "C-1003";
    watch.reason = "";
    EXPECT_EQ(refused(watch), "grants.reason_missing");
    watch = wanted(make_grant(), 1, 3);
    EXPECT_EQ(refused(watch), "grants.operation_not_granted");
    EXPECT_EQ(code_of(order(wanted(grant, 1, 600))), "registry.watch_people_most");
    EXPECT_EQ(entries("watch.ordered"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM registry_watched"), 0);
    watch = wanted(grant, 1, 3);
    watch.until = base::add_days(base::taipei_date(now_), 300);
    EXPECT_EQ(found(ordered(watch)).until,
              read([&](store::ReadTx& tx) { return grants::find_grant(tx, grant, now_); })->until)
        << "never longer than its grant";
}

TEST_P(WatchTest, AQuotaStopsAndTheHitIsTakenUpLater) {
    const auto grant = watch_grant({.quota = 2});
    const auto id = ordered(wanted(grant, 1, 3));
    month();
    const auto scanned = scan();
    EXPECT_EQ(scanned.hits, 2);
    EXPECT_EQ(scanned.stopped, 1) << "told as stopped, not silently";
    EXPECT_EQ(entries("query.refused"), 1);
    const auto page = hits();
    const auto stopped = std::ranges::find(page.items, HitState::stopped, &WatchHit::state);
    ASSERT_NE(stopped, page.items.end());
    EXPECT_TRUE(stopped->why.starts_with("grants.quota_")) << stopped->why;
    EXPECT_EQ(stopped->case_number.reveal(), "") << "of whom and what is not said";
    EXPECT_TRUE(stopped->kinds.empty());
    EXPECT_TRUE(stopped->may_take_up);
    EXPECT_FALSE(stopped->may_look_up);
    EXPECT_EQ(take_up(stopped->id, "worker"), stopped->why);
    EXPECT_EQ(found(id).stopped, 1);
    EXPECT_EQ(
        act("worker", [&](store::WriteTx& tx,
                          const people::Actor& by) { return subject_of_hit(tx, *registry_, by, stopped->id, now_); }),
        "registry.watch_hit_state");
}

TEST_P(WatchTest, WhoDeclaredAConflictIsNotToldAndAnotherHolderTakesItUp) {
    const auto grant = watch_grant();
    ordered(wanted(grant, 1, 3));
    const grants::Desk desk{*ledger_, profile_};
    const auto by = actor("worker");
    grants::NewConflict conflict;
    conflict.grant = grant;
    conflict.person = ledger_->person_tag(kit::id_of(1));
    conflict.case_number = "C-1001";
    conflict.relation = grants::Relation::relative;
    write([&](store::WriteTx& tx) { return grants::declare_conflict(tx, desk, by, conflict, random_, now_); });
    EXPECT_EQ(refused(wanted(grant, 1, 1)), "grants.conflict_declared") << "nor ordered";
    month();
    const auto scanned = scan();
    EXPECT_EQ(scanned.hits, 2);
    EXPECT_EQ(scanned.stopped, 1);
    const auto page = hits();
    const auto stopped = std::ranges::find(page.items, HitState::stopped, &WatchHit::state);
    ASSERT_NE(stopped, page.items.end());
    EXPECT_EQ(stopped->why, "grants.conflict_declared");
    EXPECT_EQ(take_up(stopped->id, "worker"), "grants.conflict_declared");
    EXPECT_EQ(take_up(stopped->id, "other"), "");
    const auto others = hits("other");
    const auto told = std::ranges::find(others.items, stopped->id, &WatchHit::id);
    ASSERT_NE(told, others.items.end());
    EXPECT_EQ(told->case_number.reveal(), "C-1001");
    EXPECT_EQ(told->kinds, std::vector<LegalEvent>{LegalEvent::move_within});
    EXPECT_EQ(trail_of("query.watch").size(), 3u);
    EXPECT_EQ(act("other",
                  [&](store::WriteTx& tx, const people::Actor& other) {
                      return take_up_hit(tx, *registry_, other, stopped->id, "", now_);
                  }),
              "registry.watch_hit_state")
        << "once";
}

TEST_P(WatchTest, WhoeverIsGoneOrSuspendedIsToldNothing) {
    const auto grant = watch_grant();
    const auto id = ordered(wanted(grant, 1, 3));
    const grants::Desk desk{*ledger_, profile_};
    const auto worker = actor("worker").account();
    const auto chief = actor("chief");
    write([&](store::WriteTx& tx) { return grants::remove_holder(tx, desk, chief, worker, now_, now_); });
    now_ += std::chrono::seconds{1};
    month();
    EXPECT_EQ(scan().stopped, 3);
    EXPECT_EQ(entries("query.watch"), 0);
    for (const auto& hit : hits("other").items) EXPECT_EQ(hit.why, "grants.not_a_holder");
    EXPECT_FALSE(hits().items.front().may_take_up);
    EXPECT_EQ(take_up(hits("other").items.front().id, "other"), "");
    // From now on in the other's name.
    const auto take_over = [&](std::string_view name) {
        return act(name, [&](store::WriteTx& tx, const people::Actor& by) {
            return take_over_watch(tx, *registry_, by, id, now_);
        });
    };
    EXPECT_TRUE(found(id, "other").may_take_over);
    EXPECT_EQ(take_over("worker"), "registry.watch_state");
    EXPECT_EQ(take_over("other"), "none");
    EXPECT_EQ(found(id, "other").account, actor("other").account());
    EXPECT_EQ(entries("watch.taken_over"), 1);
    EXPECT_EQ(act("worker",
                  [&](store::WriteTx& tx, const people::Actor& by) { return end_watch(tx, *registry_, by, id, now_); }),
              "registry.watch_unknown")
        << "neither theirs nor under a grant of theirs";
}

TEST_P(WatchTest, SpeaksOnlyOfTheGrantsPopulation) {
    const auto grant =
        watch_grant({.population = {.kind = grants::Population::Kind::districts, .districts = {"68000020"}}});
    ordered(wanted(grant, 1, 3));
    month();
    const auto scanned = scan();
    EXPECT_EQ(scanned.hits, 0);
    EXPECT_EQ(scanned.stopped, 3);
    for (const auto& hit : hits().items) {
        EXPECT_EQ(hit.why, "grants.outside_population");
        EXPECT_EQ(hit.case_number.reveal(), "");
    }
}

TEST_P(WatchTest, EndsOnItsDayOrWhenAskedAndIsDestroyedLater) {
    const auto grant = watch_grant();
    const auto ended = ordered(wanted(grant, 1, 1));
    auto brief = wanted(grant, 2, 2);
    brief.until = base::taipei_date(now_);
    const auto over = ordered(brief);
    const auto running = ordered(wanted(grant, 3, 3));
    EXPECT_EQ(act("worker", [&](store::WriteTx& tx,
                                const people::Actor& by) { return end_watch(tx, *registry_, by, ended, now_); }),
              "none");
    EXPECT_EQ(act("worker", [&](store::WriteTx& tx,
                                const people::Actor& by) { return end_watch(tx, *registry_, by, ended, now_); }),
              "registry.watch_state");
    now_ += days{1};
    month();
    EXPECT_EQ(scan().hits, 1);
    EXPECT_EQ(hits().items.front().watch, running);
    EXPECT_EQ(found(ended).state, WatchState::ended);
    EXPECT_EQ(found(over).state, WatchState::over);
    EXPECT_EQ(found(running).state, WatchState::running);
    const auto destroy = [&] {
        return write([&](store::WriteTx& tx) { return destroy_watches(tx, *office_, 10, now_); });
    };
    EXPECT_EQ(destroy(), 0);
    now_ += days{32};
    EXPECT_EQ(destroy(), 2);
    EXPECT_EQ(destroy(), 0);
    EXPECT_EQ(found(ended).state, WatchState::destroyed);
    EXPECT_EQ(found(ended).reason.reveal(), "");
    EXPECT_EQ(number("SELECT COUNT(*) FROM registry_watched"), 1);
    now_ += days{60};
    EXPECT_EQ(destroy(), 1);
    const auto kept = hits("worker", HitQuestion::Which::all);
    ASSERT_EQ(kept.total, 1);
    EXPECT_EQ(kept.items.front().case_number.reveal(), "") << "what it was of is gone";
    EXPECT_EQ(entries("watch.destroyed"), 3);
}

TEST_P(WatchTest, AWatchHearsOnlyOfWhatComesIntoUseAfterIt) {
    const auto grant = watch_grant();
    month();
    now_ += std::chrono::seconds{1};
    ordered(wanted(grant, 1, 3));
    EXPECT_EQ(scan().hits, 0);
    EXPECT_EQ(hits().total, 0);
    EXPECT_EQ(entries("watch.viewed"), 0) << "nothing was read";
}

TEST_P(WatchTest, IsSeenByWhoHoldsTheGrantAndByNobodyElse) {
    const auto mine = ordered(wanted(watch_grant({.holders = {"worker"}}), 1, 3));
    month();
    scan();
    EXPECT_EQ(hits("worker").total, 3);
    EXPECT_EQ(hits("other").total, 0);
    const auto hit = hits("worker").items.front().id;
    EXPECT_EQ(mark(hit, HitMark::seen, "", "other"), "registry.watch_hit_unknown");
    const auto other = actor("other");
    EXPECT_EQ(code_of(store_->read([&](store::ReadTx& tx) { return find_watch(tx, *registry_, other, mine, now_); })),
              "registry.watch_unknown");
    EXPECT_EQ(read([&](store::ReadTx& tx) { return hits_waiting(tx, other, now_); }).open, 0);
    const auto worker = actor("worker");
    EXPECT_EQ(read([&](store::ReadTx& tx) { return hits_waiting(tx, worker, now_); }).open, 3);
}

TEST_P(WatchTest, HitsAreSeenLookedUpAndHandled) {
    ordered(wanted(watch_grant(), 1, 3));
    month();
    scan();
    const auto all = hits().items;
    EXPECT_EQ(mark(all[0].id, HitMark::seen), "none");
    EXPECT_EQ(mark(all[0].id, HitMark::seen), "registry.watch_hit_state");
    EXPECT_EQ(mark(all[0].id, HitMark::handled, std::string(3000, 'x')), "registry.note_too_long");
    EXPECT_EQ(mark(all[0].id, HitMark::handled, "已停發並通知"), "none");
    EXPECT_EQ(mark(all[0].id, HitMark::handled), "registry.watch_hit_state");
    EXPECT_EQ(hits().total, 2);
    const auto kept = hits("worker", HitQuestion::Which::all);
    const auto handled = std::ranges::find(kept.items, all[0].id, &WatchHit::id);
    ASSERT_NE(handled, kept.items.end());
    EXPECT_EQ(handled->note.reveal(), "已停發並通知");
    EXPECT_EQ(handled->acted_by, actor("worker").account());
    const auto by = actor("worker");
    const auto subject = write([&](store::WriteTx& tx) { return subject_of_hit(tx, *registry_, by, all[1].id, now_); });
    EXPECT_EQ(subject.case_number, all[1].case_number.reveal());
    EXPECT_EQ(subject.reason, "異動追蹤：扶助期間追蹤異動");
    EXPECT_EQ(entries("watch.hit_seen"), 2) << "to look up is to have seen";
    EXPECT_EQ(entries("watch.hit_handled"), 1);
}

TEST_P(WatchTest, WhoGetsANewIdIsFollowed) {
    const auto grant = watch_grant();
    const auto id = ordered(wanted(grant, 4, 4));
    const auto before = kit::resident(4);
    auto after = before;
    after[PersonField::person_id] = kit::id_of(904);
    after[PersonField::head_id] = kit::id_of(904);
    after[PersonField::earlier_ids] = kit::id_of(4);
    const auto event = [](LegalEvent kind, std::string act) {
        return PersonEvent{.kind = kind, .on = "2026-11-01", .registered = "2026-11-01", .act = std::move(act)};
    };
    // The id that was given up comes to somebody new in the same file.
    auto other = kit::resident(4);
    other[PersonField::person_name] = "陳新來";
    other[PersonField::household_number] = kit::household_of(804);
    deliver(kit::write_changes(
        layout("demo_change_utf8"),
        {{event(LegalEvent::id_change, "A1"), before, after}, {event(LegalEvent::move_in, "A2"), std::nullopt, other}},
        {.sequence = 1, .base_date = "2026-11-02", .previous_base_date = "2026-11-01"}));
    EXPECT_EQ(scan().hits, 1) << "both ids were touched; told once";
    EXPECT_EQ(entries("watch.person"), 2);
    auto moved = after;
    moved[PersonField::street_doorplate] = "示範新路4號";
    deliver(kit::write_changes(layout("demo_change_utf8"), {{event(LegalEvent::move_within, "A3"), after, moved}},
                               {.sequence = 2, .base_date = "2026-11-03", .previous_base_date = "2026-11-02"}));
    EXPECT_EQ(scan().hits, 1) << "by the new id";
    const auto page = hits();
    ASSERT_EQ(page.total, 2);
    for (const auto& hit : page.items) EXPECT_EQ(hit.case_number.reveal(), "C-1004");
    EXPECT_EQ(page.items.front().kinds, std::vector<LegalEvent>{LegalEvent::move_within});
    EXPECT_EQ(entries("watch.person"), 2);
    const auto by = actor("worker");
    const auto whom = read([&](store::ReadTx& tx) { return watched_in(tx, *registry_, by, id, 0, 10, now_); });
    EXPECT_EQ(whom.total, 2);
    const auto subject =
        write([&](store::WriteTx& tx) { return subject_of_hit(tx, *registry_, by, page.items.front().id, now_); });
    EXPECT_EQ(subject.person.id.reveal(), kit::id_of(904));
}

TEST_P(WatchTest, GoesOnWhereItWasKilled) {
    const auto grant = watch_grant();
    ordered(wanted(grant, 1, 100));
    std::vector<ChangeRow> rows;
    for (int number = 1; number <= 50; ++number) {
        rows.push_back(change(number, LegalEvent::move_within, PersonField::street_doorplate,
                              "示範新路" + std::to_string(number) + "號"));
    }
    deliver(kit::write_changes(layout("demo_change_utf8"), rows,
                               {.sequence = 1, .base_date = "2026-11-02", .previous_base_date = "2026-11-01"}));
    EXPECT_EQ(good(watch_step(*registry_, *office_, random_, now_)).hits, 20);
    reopen(store_.settings());
    const auto rest = scan();
    EXPECT_EQ(rest.hits, 30);
    EXPECT_EQ(rest.deliveries, 1);
    EXPECT_EQ(entries("query.watch"), 50);
    EXPECT_EQ(number("SELECT COUNT(*) FROM registry_watch_hits"), 50);
    EXPECT_EQ(used(grant), 50);
}

TEST_P(WatchTest, NeverAHitWithoutItsEntryNorAnEntryWithoutItsHit) {
    menhu::kit::Faults faults;
    auto settings = store_.settings();
    faults.into(settings);
    ordered(wanted(watch_grant(), 1, 3));
    month();
    reopen(settings);
    const auto calls = menhu::kit::fail_at_every_call(
        faults, [&] { return watch_step(*registry_, *office_, random_, now_); },
        [&](const menhu::kit::Outcome& outcome) {
            const auto told = number("SELECT COUNT(*) FROM registry_watch_hits");
            EXPECT_EQ(told, entries("query.watch")) << outcome.call << " " << outcome.what;
            EXPECT_TRUE(told == 0 || told == 3) << told;
        });
    EXPECT_GT(calls, 10);
}

TEST(WatchGroups, EveryEventIsToldUnderTheFieldThatShowsIt) {
    for (std::size_t at = 0; at < legal_event_count; ++at) {
        const auto kind = static_cast<LegalEvent>(at);
        const auto& info = watch_groups()[static_cast<std::size_t>(group_of(kind))];
        EXPECT_NE(std::ranges::find(info.fields, history_of_kind(kind)), info.fields.end()) << legal_event_code(kind);
    }
    WatchGroups both;
    both.add(WatchGroup::moves);
    both.add(WatchGroup::death);
    EXPECT_EQ(both.text(), "moves death");
    EXPECT_EQ(events_in(within(event_bit(LegalEvent::move_in) | event_bit(LegalEvent::divorce), both)),
              std::vector<LegalEvent>{LegalEvent::move_in});
    EXPECT_EQ(watch_group_named("marriage"), WatchGroup::marriage);
    EXPECT_FALSE(watch_group_named("everything"));
    const std::vector<std::string> state{"PersonId", "Status"};
    EXPECT_EQ(groups_under(state).text(), "death");
}

TEST(WatchFile, IsCaseNumberAndId) {
    const auto people =
        good(read_case_people("案號,統一編號\r\nC-1," + kit::id_of(1) + "\r\n\r\nC-2," + kit::id_of(2) + ",備註\r\n"));
    ASSERT_EQ(people.size(), 2u);
    EXPECT_EQ(people[1].case_number, "C-2");
    EXPECT_EQ(people[1].id.reveal(), kit::id_of(2));
    EXPECT_EQ(good(read_case_people("C-1," + kit::id_of(1))).size(), 1u) << "without a heading";
    const auto wrong = read_case_people("C-1," + kit::id_of(1) + "\nC-2,H1");
    EXPECT_EQ(code_of(wrong), "registry.watch_file");
    EXPECT_EQ(wrong.error().detail(), "2");
    EXPECT_EQ(code_of(read_case_people("C-1,\"x")), "format.csv_syntax");
}

}  // namespace
}  // namespace menhu::registry
