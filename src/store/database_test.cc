// The face of the room, on both engines.
#include "store/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "kit/database.h"

namespace menhu::store {
namespace {

using base::Error;
using base::Fault;
using base::Result;

constexpr base::EmbeddedFile tables{"0900_test_tables.sql",
                                    "CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT, body BYTEA);\n"
                                    "CREATE UNIQUE INDEX item_name ON item (name);\n"
                                    "CREATE TABLE part (item BIGINT NOT NULL REFERENCES item (id));\n"
                                    "CREATE TABLE deed (id BIGINT PRIMARY KEY, word TEXT NOT NULL);\n"
                                    "-- append_only: deed\n"};
constexpr Statement add{"item.add", "INSERT INTO item (id, name, body) VALUES ($1, $2, $3)"};
constexpr Statement add_part{"part.add", "INSERT INTO part (item) VALUES ($1)"};
constexpr Statement by_id{"item.by_id", "SELECT name, body FROM item WHERE id = $1"};
constexpr Statement names{"item.names", "SELECT name FROM item ORDER BY name"};
constexpr Statement between{"item.between", "SELECT id FROM item WHERE id < $2 AND id > $1 ORDER BY id"};
constexpr Statement total{"item.total", "SELECT COUNT(*), COALESCE(SUM(id), 0), MAX(id) FROM item"};
constexpr Statement next{"item.next", "SELECT COALESCE(MAX(id), 0) + 1 FROM item"};
constexpr Statement put{
    "item.put", "INSERT INTO item (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name"};
constexpr Statement add_deed{"deed.add", "INSERT INTO deed (id, word) VALUES ($1, $2)"};
constexpr Statement change_deed{"deed.change", "UPDATE deed SET word = $1"};
constexpr Statement remove_deed{"deed.remove", "DELETE FROM deed"};
constexpr Statement wrong{"item.wrong", "SELECT nothing FROM nowhere"};

class Both : public testing::TestWithParam<Engine> {
protected:
    std::int64_t count() {
        const auto found =
            store_->read([](ReadTx& tx) { return tx.one(total, [](const Row& row) { return row.integer(0); }); });
        EXPECT_TRUE(found) << found.error().describe();
        return found ? found->value() : -1;
    }
    kit::TestDatabase store_{GetParam(), {tables}};
};

INSTANTIATE_TEST_SUITE_P(Engines, Both, kit::both_engines(), kit::engine_name);

auto integer = [](const Row& row) { return row.integer(0); };
auto text = [](const Row& row) { return std::string{row.text(0)}; };

TEST_P(Both, ReadsWhatWasCommitted) {
    const base::Bytes body{0, 255, 7};
    const auto wrote = store_->write([&](WriteTx& tx) { return tx.run(add, 5, "王小明", body); });
    ASSERT_TRUE(wrote) << wrote.error().describe();
    EXPECT_EQ(wrote->value(), 1);
    const auto read = store_->read([](ReadTx& tx) {
        return tx.one(by_id, [](const Row& row) { return std::pair{row.maybe_text(0), row.maybe_bytes(1)}; }, 5);
    });
    ASSERT_TRUE(read && *read);
    EXPECT_EQ((*read)->first, "王小明");
    EXPECT_EQ((*read)->second, body);
}

TEST_P(Both, KeepsNullsEmptiesAndExtremes) {
    const auto wrote = store_->write([](WriteTx& tx) -> Result<void> {
        TRY(tx.run(add, INT64_MAX, nullptr, nullptr));
        TRY(tx.run(add, INT64_MIN, "", base::Bytes{}));
        return {};
    });
    ASSERT_TRUE(wrote) << wrote.error().describe();
    const auto read = store_->read([](ReadTx& tx) -> Result<void> {
        const auto row_of = [](const Row& row) { return std::pair{row.maybe_text(0), row.maybe_bytes(1)}; };
        const auto high = TRY(tx.one(by_id, row_of, INT64_MAX));
        EXPECT_TRUE(high && !high->first && !high->second);
        const auto low = TRY(tx.one(by_id, row_of, INT64_MIN));
        EXPECT_TRUE(low && low->first == "" && low->second == base::Bytes{});
        return {};
    });
    ASSERT_TRUE(read) << read.error().describe();
}

TEST_P(Both, NumbersParametersByTheirNumber) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) -> Result<void> {
        for (int id = 1; id <= 5; ++id) {
            TRY(tx.run(add, id, nullptr, nullptr));
        }
        return {};
    }));
    const auto found = store_->read([](ReadTx& tx) { return tx.all(between, integer, 1, 4); });
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector<std::int64_t>{2, 3}));
}

TEST_P(Both, SumsAreIntegers) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) -> Result<void> {
        TRY(tx.run(add, -1'234'567'890'000, nullptr, nullptr));
        TRY(tx.run(add, 234'567'890'000, nullptr, nullptr));
        return {};
    }));
    const auto sum =
        store_->read([](ReadTx& tx) { return tx.one(total, [](const Row& row) { return row.integer(1); }); });
    ASSERT_TRUE(sum) << sum.error().describe();
    EXPECT_EQ(sum->value(), -1'000'000'000'000);
}

TEST_P(Both, OrdersTextsByBytes) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) -> Result<void> {
        int id = 0;
        for (const char* name : {"b", "a", "B", "_", "王", "é"}) {
            TRY(tx.run(add, ++id, name, nullptr));
        }
        return {};
    }));
    const auto found = store_->read([](ReadTx& tx) { return tx.all(names, text); });
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector<std::string>{"B", "_", "a", "b", "é", "王"}));
}

TEST_P(Both, AnErrorUndoesItsClosureAlone) {
    const auto failed = store_->write([](WriteTx& tx) -> Result<void> {
        TRY(tx.run(add, 1, "a", nullptr));
        return Error{Fault::conflict, "test.refused"};
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code(), "test.refused");
    EXPECT_EQ(count(), 0);
}

TEST_P(Both, ABrokenKeyIsAConflict) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) { return tx.run(add, 1, "a", nullptr); }));
    const auto twice = store_->write([](WriteTx& tx) { return tx.run(add, 2, "a", nullptr); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code(), "store.constraint");
    EXPECT_EQ(twice.error().fault(), Fault::conflict);
    EXPECT_EQ(twice.error().detail().find("(a)"), std::string::npos) << "no values in a detail";
    const auto orphan = store_->write([](WriteTx& tx) { return tx.run(add_part, 9); });
    ASSERT_FALSE(orphan);
    EXPECT_EQ(orphan.error().code(), "store.constraint");
}

TEST_P(Both, ASwallowedErrorStillUndoesTheClosure) {
    const auto answer = store_->write([](WriteTx& tx) -> Result<int> {
        TRY(tx.run(add, 1, "a", nullptr));
        const auto ignored = tx.run(add, 1, "b", nullptr);
        EXPECT_FALSE(ignored);
        const auto after = tx.run(add, 2, "c", nullptr);
        EXPECT_FALSE(after);
        return 7;
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), "store.constraint");
    EXPECT_EQ(count(), 0);
}

TEST_P(Both, ABugIsUndoneAndTheWriterLives) {
    const auto bug = store_->write([](WriteTx& tx) -> Result<void> {
        TRY(tx.run(add, 1, "a", nullptr));
        CHECK(1 == 2);
        return {};
    });
    ASSERT_FALSE(bug);
    EXPECT_EQ(bug.error().code(), "store.bug");
    const auto thrown = store_->write([](WriteTx&) -> Result<void> { throw std::runtime_error{"王小明"}; });
    ASSERT_FALSE(thrown);
    EXPECT_EQ(thrown.error().detail().find("王小明"), std::string::npos) << "no thrown text in a detail";
    EXPECT_EQ(count(), 0);
    EXPECT_TRUE(store_->write([](WriteTx& tx) { return tx.run(add, 1, "a", nullptr); }));
    EXPECT_EQ(count(), 1);
}

TEST_P(Both, MoreThanOneRowIsABug) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) -> Result<void> {
        TRY(tx.run(add, 1, "a", nullptr));
        TRY(tx.run(add, 2, "b", nullptr));
        return {};
    }));
    EXPECT_THROW(static_cast<void>(store_->read([](ReadTx& tx) { return tx.one(names, text); })), base::Bug);
    EXPECT_EQ(count(), 2) << "the reader is given back";
}

TEST_P(Both, AQueryInsideAQuery) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) -> Result<void> {
        for (int id = 1; id <= 3; ++id) {
            TRY(tx.run(add, id, std::to_string(id), nullptr));
        }
        return {};
    }));
    int seen = 0;
    ASSERT_TRUE(store_->read([&](ReadTx& tx) {
        return tx.each(names, {}, [&](const Row&) {
            const auto inner = tx.all(names, text);
            ASSERT_TRUE(inner);
            seen += static_cast<int>(inner->size());
        });
    }));
    EXPECT_EQ(seen, 9);
}

TEST_P(Both, RefusesTextThatOneEngineCannotHold) {
    for (const std::string_view bad :
         {std::string_view{"a\0b", 3}, std::string_view{"\xff"}, std::string_view{"\xed\xa0\x80"}}) {
        const auto answer = store_->write([&](WriteTx& tx) { return tx.run(add, 1, bad, nullptr); });
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), "store.text");
    }
}

TEST_P(Both, UpsertCounts) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) { return tx.run(put, 1, "a"); }));
    const auto again = store_->write([](WriteTx& tx) { return tx.run(put, 1, "b"); });
    ASSERT_TRUE(again);
    EXPECT_EQ(again->value(), 1);
    EXPECT_EQ(count(), 1);
}

TEST_P(Both, AppendOnlyTablesRefuseChange) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) { return tx.run(add_deed, 1, "done"); }));
    const auto change = store_->write([](WriteTx& tx) { return tx.run(change_deed, "undone"); });
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().code(), "store.append_only");
    const auto removal = store_->write([](WriteTx& tx) { return tx.run(remove_deed); });
    ASSERT_FALSE(removal);
    EXPECT_EQ(removal.error().code(), "store.append_only");
}

TEST_P(Both, ManyThreadsNeverTakeTheSameNumber) {
    constexpr int threads = 8;
    constexpr int each = 50;
    std::atomic<int> good = 0;
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
        workers.emplace_back([&] {
            for (int n = 0; n < each; ++n) {
                const auto wrote = store_->write([](WriteTx& tx) -> Result<std::int64_t> {
                    const auto id = TRY(tx.one(next, integer));
                    TRY(tx.run(add, *id, nullptr, nullptr));
                    return *id;
                });
                if (wrote) ++good;
            }
        });
    }
    workers.clear();
    EXPECT_EQ(good, threads * each);
    EXPECT_EQ(count(), threads * each);
}

TEST_P(Both, SubmitCallsBackAfterTheCommit) {
    constexpr int jobs = 200;
    std::atomic<int> seen = 0;
    std::atomic<int> failed = 0;
    std::binary_semaphore last{0};
    for (int n = 1; n <= jobs; ++n) {
        store_->submit(
            [n](WriteTx& tx) -> Result<int> {
                TRY(tx.run(add, n % 10 == 0 ? 1 : n, nullptr, nullptr));  // every tenth breaks a key
                return n;
            },
            [&](Result<Committed<int>> answer) {
                (answer ? seen : failed)++;
                if (seen + failed == jobs) last.release();
            });
    }
    last.acquire();
    EXPECT_EQ(failed, jobs / 10);
    EXPECT_EQ(count(), jobs - jobs / 10);
}

TEST_P(Both, WhatWaitsIsDoneBeforeTheEnd) {
    std::atomic<int> done = 0;
    for (int n = 1; n <= 100; ++n) {
        store_->submit([n](WriteTx& tx) { return tx.run(add, n, nullptr, nullptr); },
                       [&](const Result<Committed<std::int64_t>>& answer) { done += answer ? 1 : 0; });
    }
    store_.close();
    EXPECT_EQ(done, 100);
    store_.reopen(store_.settings());
    EXPECT_EQ(count(), 100);
}

TEST_P(Both, ASnapshotDoesNotSeeLaterCommits) {
    ASSERT_TRUE(store_->read([&](ReadTx& tx) -> Result<void> {
        const auto before = TRY(tx.one(total, integer));
        EXPECT_EQ(before, 0);
        EXPECT_TRUE(store_->write([](WriteTx& writer) { return writer.run(add, 1, "a", nullptr); }));
        const auto after = TRY(tx.one(total, integer));
        EXPECT_EQ(after, 0);
        return {};
    }));
    EXPECT_EQ(count(), 1);
}

TEST_P(Both, PrepareNamesTheBadStatement) {
    const std::array good{add, by_id, names, put};
    EXPECT_TRUE(store_->prepare(good));
    const std::array bad{add, wrong};
    const auto answer = store_->prepare(bad);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), "store.bad_statement");
    EXPECT_NE(answer.error().detail().find("item.wrong"), std::string::npos);
}

TEST_P(Both, ATextAtTheSameAddressIsAnotherStatement) {
    ASSERT_TRUE(store_->write([](WriteTx& tx) { return tx.run(add, 1, "a", nullptr); }));
    std::string sql = "SELECT id FROM item";
    sql.reserve(100);
    const auto ask = [&] { return store_->read([&](ReadTx& tx) { return tx.one(Statement{"built", sql}, integer); }); };
    ASSERT_EQ(ask()->value(), 1);
    sql.replace(0, sql.size(), "SELECT 2 + CAST(id AS BIGINT) FROM item");
    ASSERT_EQ(ask()->value(), 3);
}

}  // namespace
}  // namespace menhu::store
