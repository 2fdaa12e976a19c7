// The ledger on both engines: entries, receipts, trails, keys, and what happens when the store fails.
#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "kit/database.h"
#include "ledger/log_reader.h"
#include "ledger/policy.h"
#include "ledger/publisher.h"
#include "ledger/tile.h"
#include "ledger/trail.h"
#include "ledger/verify.h"

namespace menhu::ledger {
namespace {

const base::Instant start = *base::from_rfc3339("2026-11-23T04:00:00.000Z");
constexpr std::string_view origin = "menhu.example/ledger";

Entry lookup(std::int64_t account, std::string_view kind = "query.lookup") {
    Entry entry;
    entry.kind = kind;
    entry.account = account;
    entry.unit = 7;
    entry.purpose = "役男徵集";
    entry.counts = {{"records", 1}};
    return entry;
}

class LedgerTest : public testing::TestWithParam<store::Engine> {
protected:
    LedgerTest() { open(); }

    void open() {
        auto opened = Ledger::open(*store_, keyring_, std::string{origin}, random_, now_);
        if (!opened) throw std::runtime_error{opened.error().describe()};
        ledger_ = *std::move(opened);
        publisher_ = std::make_unique<Publisher>(*store_, *ledger_);
    }

    base::Result<Receipt> enter(const Entry& entry) { return enter(entry, now_); }
    base::Result<Receipt> enter(const Entry& entry, base::Instant now) {
        auto done = TRY(store_->write([&](store::WriteTx& tx) { return append(tx, *ledger_, entry, now); }));
        return std::move(done).value();
    }
    void enter_many(int count) {
        const auto done = store_->write([&](store::WriteTx& tx) -> base::Result<void> {
            for (int i = 0; i < count; ++i) TRY(append(tx, *ledger_, lookup(i % 5), now_));
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().describe();
    }
    TrailPage page(const TrailFilter& filter) {
        return store_->read([&](store::ReadTx& tx) { return trail(tx, filter); }).value();
    }
    std::int64_t count(const TrailFilter& filter) {
        return store_->read([&](store::ReadTx& tx) { return count_trail(tx, filter); }).value();
    }
    std::string receipt(int log, std::int64_t index) {
        auto text = store_->read([&](store::ReadTx& tx) { return receipt_text(tx, log, index); });
        return text ? *text : std::string{text.error().code()};
    }
    TrustPolicy policy(int log = 2026) { return TrustPolicy::of_log(ledger_->verify_key(log).text()).value(); }
    Verification verify(int log = 2026) { return verify_database(*store_, log, policy(log)).value(); }

    base::SeededRandom random_{1};
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
    base::Instant now_ = start;
    kit::TestDatabase store_{GetParam(), kit::all_of({migrations()})};
    std::unique_ptr<Ledger> ledger_;
    std::unique_ptr<Publisher> publisher_;
};

INSTANTIATE_TEST_SUITE_P(Both, LedgerTest, kit::both_engines(), kit::engine_name);

TEST_P(LedgerTest, EveryStatementIsGood) {
    const auto prepared = store_->prepare(statements());
    EXPECT_TRUE(prepared.has_value()) << prepared.error().describe();
}

TEST_P(LedgerTest, EntriesCountUpAndReceiptsVerify) {
    EXPECT_EQ(receipt(2026, 0), "ledger.entry_not_found");
    for (std::int64_t i = 0; i < 3; ++i) {
        const Receipt made = enter(lookup(i)).value();
        EXPECT_EQ(made.log, 2026);
        EXPECT_EQ(made.index, i);
    }
    EXPECT_EQ(receipt(2026, 2), "ledger.not_yet_published");
    const auto published = publisher_->publish(now_).value();
    ASSERT_EQ(published.size(), 1U);
    EXPECT_EQ(published[0].size, 3);
    EXPECT_EQ(published[0].new_entries, 3);
    EXPECT_TRUE(publisher_->publish(now_).value().empty());
    const Receipt fourth = enter(lookup(4)).value();
    EXPECT_EQ(receipt(2026, 3), "ledger.not_yet_published");
    ASSERT_TRUE(publisher_->publish(now_).has_value());
    for (std::int64_t i = 0; i < 4; ++i) {
        const auto checked = verify_proof(receipt(2026, i), policy());
        ASSERT_TRUE(checked.has_value()) << i << ' ' << checked.error().describe();
        EXPECT_EQ(checked->size, 4);
        EXPECT_EQ(checked->origin, "menhu.example/ledger/2026");
    }
    EXPECT_TRUE(verify_proof(receipt(2026, 3), fourth.leaf_hash, policy()).has_value());
    EXPECT_FALSE(verify_proof(receipt(2026, 2), fourth.leaf_hash, policy()).has_value());
}

TEST_P(LedgerTest, WhatIsUndoneLeavesNoGap) {
    ASSERT_TRUE(enter(lookup(1)).has_value());
    const auto undone = store_->write([&](store::WriteTx& tx) -> base::Result<void> {
        TRY(append(tx, *ledger_, lookup(2), now_));
        return base::Error{base::Fault::conflict, "test.undo"};
    });
    EXPECT_FALSE(undone.has_value());
    EXPECT_EQ(enter(lookup(3)).value().index, 1);
    ASSERT_TRUE(publisher_->publish(now_).has_value());
    EXPECT_TRUE(verify().sound());
    EXPECT_EQ(page({}).items.at(0).account, 3);
    EXPECT_EQ(page({}).items.size(), 2U);
}

TEST_P(LedgerTest, AnInvalidEntryUndoesTheCaller) {
    Entry wrong = lookup(1);
    wrong.kind = "Wrong Kind";
    EXPECT_EQ(enter(wrong).error().code(), "ledger.entry_invalid");
    EXPECT_TRUE(page({}).items.empty());
}

TEST_P(LedgerTest, TablesAreAppendOnly) {
    ASSERT_TRUE(enter(lookup(1)).has_value());
    enter_many(256);
    ASSERT_TRUE(publisher_->publish(now_).has_value());
    for (const std::string_view sql : {"UPDATE ledger_entry SET account_id = 9", "DELETE FROM ledger_entry",
                                       "UPDATE ledger_checkpoint SET note = ''", "DELETE FROM ledger_checkpoint",
                                       "DELETE FROM ledger_tile", "UPDATE ledger_identity SET origin = 'x'"}) {
        const store::Statement statement{"test.forbidden", sql};
        const auto done = store_->write([&](store::WriteTx& tx) { return tx.run(statement); });
        EXPECT_FALSE(done.has_value()) << sql;
    }
    EXPECT_TRUE(verify().sound());
}

TEST_P(LedgerTest, ProofsOfAGrownLog) {
    std::vector<std::int64_t> sizes;
    std::vector<std::string> notes;
    for (const int more : {1, 200, 55, 1, 300, 700}) {
        enter_many(more);
        ASSERT_TRUE(publisher_->publish(now_).has_value());
        const auto newest = store_->read([](store::ReadTx& tx) { return newest_checkpoint(tx, 2026); }).value();
        sizes.push_back(newest->size);
        notes.push_back(newest->note);
    }
    ASSERT_EQ(sizes.back(), 1257);
    for (const std::int64_t index : {0, 1, 255, 256, 257, 1023, 1024, 1256}) {
        EXPECT_TRUE(verify_proof(receipt(2026, index), policy()).has_value()) << index;
    }
    const Checkpoint last = policy().check(notes.back()).value();
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const Checkpoint old = policy().check(notes[i]).value();
        const auto proof =
            store_->read([&](store::ReadTx& tx) { return prove_consistency(tx, 2026, sizes[i], last.size); }).value();
        EXPECT_TRUE(verify_consistency(old.size, old.root, last.size, last.root, proof)) << sizes[i];
    }
    const Verification verified = verify();
    EXPECT_TRUE(verified.sound());
    EXPECT_EQ(verified.entries, 1257);
    // Files as a static server would give them, at any width that the log has passed.
    const auto file = [&](std::string_view path) {
        return store_->read([&](store::ReadTx& tx) { return log_file(tx, 2026, path); }).value();
    };
    EXPECT_EQ(file("tile/0/000")->size(), 8192U);
    EXPECT_EQ(file("tile/0/000.p/7")->size(), 7U * 32);
    EXPECT_EQ(file("tile/0/004.p/233")->size(), 233U * 32);
    EXPECT_EQ(file("tile/1/000.p/4")->size(), 4U * 32);
    EXPECT_EQ(split_bundle(*file("tile/entries/004.p/233"))->size(), 233U);
    EXPECT_FALSE(file("tile/0/004.p/234").has_value());
    EXPECT_FALSE(file("tile/0/004").has_value());
    EXPECT_FALSE(file("tile/1/000.p/5").has_value());
    EXPECT_FALSE(file("../secrets").has_value());
    EXPECT_EQ(base::as_text(*file("checkpoint")), notes.back());
}

TEST_P(LedgerTest, ANewPublisherGoesOnFromWhatIsStored) {
    enter_many(700);
    ASSERT_TRUE(publisher_->publish(now_).has_value());
    Publisher other{*store_, *ledger_};
    enter_many(600);
    ASSERT_EQ(other.publish(now_).value().at(0).new_entries, 600);
    // The first one notices that it was overtaken.
    enter_many(10);
    ASSERT_EQ(publisher_->publish(now_).value().at(0).size, 1310);
    EXPECT_TRUE(verify().sound());
}

// The service and a command line publish at the same moment; neither fails, and there is one line of checkpoints.
TEST_P(LedgerTest, TwoPublishersAtOnce) {
    Publisher other{*store_, *ledger_};
    std::atomic<bool> going{true};
    std::atomic<int> failures{0};
    std::thread theirs{[&] {
        while (going) failures += other.publish(now_) ? 0 : 1;
    }};
    for (int i = 0; i < 40; ++i) {
        enter_many(7);
        failures += publisher_->publish(now_) ? 0 : 1;
    }
    going = false;
    theirs.join();
    EXPECT_EQ(failures, 0);
    ASSERT_TRUE(publisher_->publish(now_).has_value());
    const Verification verified = verify();
    EXPECT_TRUE(verified.sound());
    EXPECT_EQ(verified.entries, 280);
}

TEST_P(LedgerTest, SurvivesReopening) {
    const crypto::Tag tag = ledger_->person_tag("A123456789");
    const crypto::Digest commitment = ledger_->case_commitment("桃民字第1號");
    const std::string vkey = ledger_->verify_key(2026).text();
    Entry entry = lookup(1);
    entry.secret = base::Personal<std::string>{R"({"who":"A123456789"})"};
    ASSERT_TRUE(enter(entry).has_value());
    ledger_.reset();
    store_.reopen(store_.settings());
    open();
    EXPECT_EQ(ledger_->person_tag("A123456789"), tag);
    EXPECT_EQ(ledger_->case_commitment("桃民字第1號"), commitment);
    EXPECT_EQ(ledger_->verify_key(2026).text(), vkey);
    EXPECT_NE(ledger_->person_tag("A123456788"), tag);
    const auto secret = store_->read([&](store::ReadTx& tx) { return open_secret(tx, *ledger_, 2026, 0); });
    EXPECT_EQ(secret.value().text(), R"({"who":"A123456789"})");
    const auto renamed = Ledger::open(*store_, keyring_, "menhu.example/other", random_, now_);
    EXPECT_EQ(renamed.error().code(), "ledger.origin_changed");
    const crypto::Keyring wrong = crypto::Keyring::in_memory(random_);
    EXPECT_EQ(Ledger::open(*store_, wrong, std::string{origin}, random_, now_).error().code(), "crypto.key_unknown");
}

TEST_P(LedgerTest, SecretsAreSealedUnderTheKeyOfTheirMonth) {
    Entry entry = lookup(1);
    entry.secret = base::Personal<std::string>{"王小明"};
    ASSERT_TRUE(enter(entry).has_value());
    ASSERT_TRUE(enter(lookup(2)).has_value());
    now_ += std::chrono::days{40};
    ASSERT_EQ(month_of(now_), 202701);
    // A month for which nothing was prepared.
    ASSERT_TRUE(enter(entry).has_value());
    const auto secret = [&](int log, std::int64_t index) {
        auto opened = store_->read([&](store::ReadTx& tx) { return open_secret(tx, *ledger_, log, index); });
        return opened ? std::string{opened->text()} : std::string{opened.error().code()};
    };
    const auto destroy = [&](int month) {
        const auto done =
            store_->write([&](store::WriteTx& tx) { return destroy_month_key(tx, *ledger_, month, now_); });
        return done ? std::string{"done"} : std::string{done.error().code()};
    };
    EXPECT_EQ(secret(2026, 0), "王小明");
    EXPECT_EQ(secret(2026, 1), "ledger.no_secret");
    EXPECT_EQ(secret(2027, 0), "王小明");
    EXPECT_EQ(secret(2027, 1), "ledger.entry_not_found");
    EXPECT_EQ(destroy(202701), "ledger.month_key_in_use");
    EXPECT_EQ(destroy(202611), "done");
    EXPECT_EQ(destroy(202611), "ledger.month_key_destroyed");
    EXPECT_EQ(secret(2026, 0), "ledger.month_key_destroyed");
    EXPECT_EQ(secret(2027, 0), "王小明");
    EXPECT_EQ(enter(entry, start).error().code(), "ledger.month_key_destroyed");
    // The tree does not mind.
    ASSERT_TRUE(publisher_->publish(now_).has_value());
    EXPECT_TRUE(verify(2026).sound());
    EXPECT_TRUE(verify(2027).sound());
    // Nothing of the secret is in the leaf.
    const auto leaf = store_->read([](store::ReadTx& tx) { return log_file(tx, 2026, "tile/entries/000.p/2"); });
    EXPECT_FALSE(base::as_text(**leaf).contains("王小明"));
}

TEST_P(LedgerTest, ANewYearIsANewLog) {
    now_ = *base::from_rfc3339("2026-12-31T15:59:59.999Z");
    EXPECT_EQ(enter(lookup(1)).value().log, 2026);
    now_ += base::Duration{1};
    const Receipt first = enter(lookup(2)).value();
    EXPECT_EQ(first.log, 2027);
    EXPECT_EQ(first.index, 0);
    // A request that began in the old year is entered in the old year's log.
    const Receipt late = enter(lookup(3), now_ - base::Duration{2}).value();
    EXPECT_EQ(late.log, 2026);
    EXPECT_EQ(late.index, 1);
    EXPECT_EQ(publisher_->publish(now_).value().size(), 2U);
    EXPECT_EQ(store_->read([](store::ReadTx& tx) { return logs(tx); }).value(), (std::vector{2026, 2027}));
    EXPECT_EQ(verify_proof(receipt(2027, 0), policy(2027)).value().origin, "menhu.example/ledger/2027");
    EXPECT_FALSE(verify_proof(receipt(2027, 0), policy(2026)).has_value());
    const TrailPage both = page({});
    ASSERT_EQ(both.items.size(), 3U);
    EXPECT_EQ(both.items[0].log, 2027);
    EXPECT_EQ(both.items[1].account, 3);
}

TEST_P(LedgerTest, TrailFiltersAndPages) {
    const crypto::Tag person = ledger_->person_tag("A123456789");
    const crypto::Digest commitment = ledger_->case_commitment("桃民字第1號");
    for (int i = 0; i < 60; ++i) {
        Entry entry = lookup(i % 3, i % 4 == 0 ? "query.refused" : "query.lookup");
        entry.unit = i % 2;
        entry.grant = i % 5;
        if (i % 6 == 0) entry.person = person;
        if (i % 10 == 0) entry.case_commitment = commitment;
        ASSERT_TRUE(enter(entry, start + std::chrono::seconds{i}).has_value());
    }
    ASSERT_TRUE(enter(lookup(1, "session.start"), start + std::chrono::seconds{60}).has_value());
    EXPECT_EQ(count({}), 61);
    EXPECT_EQ(count({.account = 0}), 20);
    EXPECT_EQ(count({.unit = 1}), 30);
    EXPECT_EQ(count({.grant = 4}), 12);
    EXPECT_EQ(count({.person = person}), 10);
    EXPECT_EQ(count({.person = ledger_->person_tag("B123456780")}), 0);
    EXPECT_EQ(count({.case_commitment = commitment}), 6);
    EXPECT_EQ(count({.person = person, .case_commitment = commitment}), 2);
    EXPECT_EQ(count({.account = 0, .person = person}), 10);
    EXPECT_EQ(count({.kind = "query.refused"}), 15);
    EXPECT_EQ(count({.kind = "query."}), 60);
    EXPECT_EQ(count({.kind = "query"}), 0);
    EXPECT_EQ(count({.from = start + std::chrono::seconds{10}, .to = start + std::chrono::seconds{20}}), 10);
    EXPECT_EQ(count({.from = start + std::chrono::days{366}}), 0);

    for (const TrailFilter& base_filter :
         {TrailFilter{}, TrailFilter{.account = 1}, TrailFilter{.person = person}, TrailFilter{.unit = 1}}) {
        TrailFilter filter = base_filter;
        filter.limit = 7;
        std::vector<std::int64_t> seen;
        for (int pages = 0; pages < 20; ++pages) {
            const TrailPage one = page(filter);
            for (const EntryView& item : one.items) seen.push_back(item.index);
            EXPECT_LE(one.items.size(), 7U);
            filter.cursor = one.next;
            if (!one.next) break;
        }
        EXPECT_EQ(static_cast<std::int64_t>(seen.size()), count(base_filter));
        EXPECT_TRUE(std::ranges::is_sorted(seen, std::greater{}));
    }
    const TrailPage exact = page({.person = person, .limit = 10});
    EXPECT_EQ(exact.items.size(), 10U);
    EXPECT_FALSE(exact.next.has_value());
    const auto wrong = store_->read([](store::ReadTx& tx) { return trail(tx, {.cursor = "x"}); });
    EXPECT_EQ(wrong.error().code(), "ledger.cursor_invalid");
    const auto one = store_->read([](store::ReadTx& tx) { return entry_at(tx, 2026, 60); });
    EXPECT_EQ(one.value().kind, "session.start");
    EXPECT_EQ(store_->read([](store::ReadTx& tx) { return entry_at(tx, 2026, -1); }).error().code(),
              "ledger.entry_not_found");
}

// Two persons whose tags share their first eight bytes are still two persons.
TEST_P(LedgerTest, ASharedSearchKeyIsNotAMatch) {
    Entry one = lookup(1);
    one.person = crypto::Tag{1, 2, 3, 4, 5, 6, 7, 8, 9};
    Entry two = lookup(2);
    two.person = crypto::Tag{1, 2, 3, 4, 5, 6, 7, 8, 10};
    ASSERT_TRUE(enter(one).has_value());
    ASSERT_TRUE(enter(two).has_value());
    const TrailPage found = page({.person = two.person});
    ASSERT_EQ(found.items.size(), 1U);
    EXPECT_EQ(found.items[0].account, 2);
}

// Fails the n-th call of the store, for every n until a run needs fewer: an entry is there if and only if its closure
// was answered well, and the log stays sound.
TEST_P(LedgerTest, EveryFailureOfTheStore) {
    enter_many(255);
    ASSERT_TRUE(publisher_->publish(now_).has_value());
    struct Fault {
        std::atomic<std::int64_t> left{-1};
    };
    const auto fault = std::make_shared<Fault>();
    store::Settings settings = store_.settings();
    settings.failure = [fault](std::string_view) -> std::optional<base::Error> {
        if (fault->left.load() < 0 || fault->left.fetch_sub(1) != 0) return std::nullopt;
        return base::Error{base::Fault::unavailable, "test.injected"};
    };
    store_.reopen(settings);
    open();
    std::int64_t known = 255;
    int failures = 0;
    for (std::int64_t n = 0;; ++n) {
        Entry entry = lookup(1);
        entry.secret = base::Personal<std::string>{"secret"};
        fault->left = n;
        const auto made = enter(entry);
        const auto published = publisher_->publish(now_);
        const bool struck = fault->left.load() < 0;
        fault->left = -1;
        if (made) {
            EXPECT_EQ(made->index, known);
            ++known;
        }
        ASSERT_EQ(store_->read([](store::ReadTx& tx) { return log_size(tx, 2026); }).value(), known) << n;
        ASSERT_TRUE(publisher_->publish(now_).has_value());
        ASSERT_TRUE(verify().sound()) << n;
        failures += made && published ? 0 : 1;
        if (!struck) break;
        ASSERT_LT(n, 200);
    }
    EXPECT_GT(failures, 5);
}

}  // namespace
}  // namespace menhu::ledger
