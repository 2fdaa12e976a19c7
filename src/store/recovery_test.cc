// What the room does when something breaks: engines, lines, disks, schemas.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <latch>
#include <thread>

#include "kit/database.h"
#include "kit/fail_at_every_call.h"
#include "kit/postgres.h"
#include "store/volume.h"

namespace menhu::store {
namespace {

using base::Error;
using base::Fault;
using base::Result;

constexpr base::EmbeddedFile tables{"0900_test_tables.sql",
                                    "CREATE TABLE item (id BIGINT PRIMARY KEY, body BYTEA NOT NULL);"};
constexpr base::EmbeddedFile changed{"0900_test_tables.sql", "CREATE TABLE item (id BIGINT PRIMARY KEY, body BYTEA);"};
constexpr base::EmbeddedFile later{"0901_test_later.sql", "CREATE TABLE more (id BIGINT PRIMARY KEY);"};
constexpr base::EmbeddedFile earlier{"0899_test_earlier.sql", "CREATE TABLE less (id BIGINT PRIMARY KEY);"};
constexpr base::EmbeddedFile broken{"0902_test_broken.sql",
                                    "CREATE TABLE half (id BIGINT PRIMARY KEY); CREATE NOTHING;"};
constexpr Statement add{"item.add", "INSERT INTO item (id, body) VALUES ($1, $2)"};
constexpr Statement since{"item.since", "SELECT COUNT(*) FROM item WHERE id >= $1"};
constexpr Statement total{"item.total", "SELECT COUNT(*) FROM item"};

auto integer = [](const Row& row) { return row.integer(0); };

class Recovery : public testing::TestWithParam<Engine> {
protected:
    std::int64_t count() {
        const auto found = store_->read([](ReadTx& tx) { return tx.one(total, integer); });
        EXPECT_TRUE(found) << found.error().describe();
        return found ? found->value() : -1;
    }
    Result<Committed<std::int64_t>> add_one(std::int64_t id, const base::Bytes& body = {1}) {
        return store_->write([=](WriteTx& tx) { return tx.run(add, id, body); });
    }
    Settings with(std::vector<base::EmbeddedFile> migrations) const {
        Settings settings = store_.settings();
        settings.migrations = std::move(migrations);
        return settings;
    }
    kit::TestDatabase store_{GetParam(), {tables}};
};

INSTANTIATE_TEST_SUITE_P(Engines, Recovery, kit::both_engines(), kit::engine_name);

TEST_P(Recovery, AChangedMigrationIsRefused) {
    ASSERT_TRUE(add_one(1));
    store_.close();
    const auto opened = Database::open(with({changed}));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), "store.migration_changed");
    EXPECT_EQ(opened.error().detail(), "0900_test_tables.sql");
}

TEST_P(Recovery, ANewerSchemaIsRefused) {
    store_.reopen(with({tables, later}));
    store_.close();
    const auto opened = Database::open(with({tables}));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), "store.newer_schema");
}

TEST_P(Recovery, AMissingMigrationOfAnotherRoomIsApplied) {
    store_.reopen(with({tables, later, earlier}));
    constexpr Statement both{"both", "SELECT COUNT(*) FROM less, more"};
    const std::array statements{both};
    EXPECT_TRUE(store_->prepare(statements));
}

TEST_P(Recovery, ABrokenMigrationLeavesNothing) {
    store_.close();
    const auto opened = Database::open(with({tables, broken}));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), "store.bad_statement");
    EXPECT_NE(opened.error().detail().find("0902_test_broken.sql"), std::string::npos);
    store_.reopen(with({tables}));
    constexpr Statement half{"half", "SELECT id FROM half"};
    const std::array statements{half};
    EXPECT_FALSE(store_->prepare(statements));
}

// Fails at the n-th call of the engine, every n: either the whole closure is there and was answered, or nothing is.
TEST_P(Recovery, AFaultAtAnyCallLeavesAllOrNothing) {
    kit::Faults faults;
    Settings settings = store_.settings();
    faults.into(settings);
    store_.reopen(settings);
    std::int64_t id = 0;
    std::int64_t rows = 0;
    std::vector<std::string> seen;
    const auto act = [&] {
        return store_->write([first = id += 2](WriteTx& tx) -> Result<void> {
            TRY(tx.run(add, first, base::Bytes{1}));
            TRY(tx.one(total, integer));
            TRY(tx.run(add, first + 1, base::Bytes{2}));
            return {};
        });
    };
    kit::fail_at_every_call(faults, act, [&](const kit::Outcome& outcome) {
        rows += outcome.succeeded ? 2 : 0;
        EXPECT_EQ(count(), rows) << outcome.what;
        seen.push_back(outcome.what);
    });
    EXPECT_EQ(seen, (std::vector<std::string>{"begin", "statement item.add", "statement item.total",
                                              "statement item.add", "commit", ""}));
}

// A closure that fails after it changed something keeps its answer and leaves no trace; the others of its group are run
// again without it.
TEST_P(Recovery, OneThatFailsLateIsLeftOutAndTheOthersAreRunAgain) {
    std::latch started{1};
    std::latch go_on{1};
    std::latch answered{4};
    std::array<int, 3> runs{};
    std::array<std::string, 3> codes;
    store_->submit(
        [&](WriteTx& tx) -> Result<std::int64_t> {
            started.count_down();
            go_on.wait();  // until the three wait as one group
            return tx.run(add, 100, base::Bytes{1});
        },
        [&](const auto&) { answered.count_down(); });
    started.wait();
    for (const std::size_t which : {0U, 1U, 2U}) {
        store_->submit(
            [&, which](WriteTx& tx) -> Result<std::int64_t> {
                ++runs[which];
                const auto rows = TRY(tx.run(add, static_cast<std::int64_t>(which), base::Bytes{1}));
                if (which == 1) return Error{Fault::conflict, "test.late"};
                return rows;
            },
            [&, which](const auto& result) {
                codes[which] = result ? "good" : result.error().code();
                answered.count_down();
            });
    }
    go_on.count_down();
    answered.wait();
    EXPECT_EQ(codes, (std::array<std::string, 3>{"good", "test.late", "good"}));
    EXPECT_EQ(runs, (std::array{2, 1, 1}));
    EXPECT_EQ(count(), 3);
}

TEST_P(Recovery, AFailedCommitFailsEveryoneInTheGroup) {
    auto fail = std::make_shared<std::atomic<bool>>(false);
    Settings settings = store_.settings();
    settings.failure = [fail](std::string_view what) -> std::optional<Error> {
        if (!*fail || what != "commit") return std::nullopt;
        return Error{Fault::unavailable, "test.fault"};
    };
    store_.reopen(settings);
    *fail = true;
    std::atomic<int> failed = 0;
    std::vector<std::jthread> workers;
    for (int t = 0; t < 8; ++t) {
        workers.emplace_back([&, t] { failed += add_one(t) ? 0 : 1; });
    }
    workers.clear();
    *fail = false;
    EXPECT_EQ(failed, 8);
    EXPECT_EQ(count(), 0);
}

TEST_P(Recovery, TwoProcessesMayWrite) {
    Settings settings = store_.settings();
    auto other = Database::open(settings);
    ASSERT_TRUE(other) << other.error().describe();
    constexpr int each = 40;
    const auto work = [](Database& database, int from) {
        for (int n = 0; n < each; ++n) {
            const auto wrote = database.write([=](WriteTx& tx) { return tx.run(add, from + n, base::Bytes{1}); });
            ASSERT_TRUE(wrote) << wrote.error().describe();
        }
    };
    std::jthread first{[&] { work(*store_, 0); }};
    std::jthread second{[&] { work(**other, 1000); }};
    first.join();
    second.join();
    EXPECT_EQ(count(), 2 * each);
}

TEST_P(Recovery, ALongWriterElsewhereIsLocked) {
    Settings settings = store_.settings();
    settings.wait_seconds = 1;
    auto other = Database::open(settings);
    ASSERT_TRUE(other) << other.error().describe();
    const auto outer = store_->write([&](WriteTx& tx) -> Result<std::int64_t> {
        const std::int64_t rows = TRY(tx.run(add, 1, base::Bytes{1}));
        const auto inner = (*other)->write([](WriteTx& second) { return second.run(add, 2, base::Bytes{1}); });
        EXPECT_FALSE(inner);
        if (!inner) {
            EXPECT_EQ(inner.error().code(), "store.locked");
        }
        return rows;
    });
    ASSERT_TRUE(outer);
    EXPECT_EQ(count(), 1);
}

TEST_P(Recovery, WritingFromAClosureIsABug) {
    const auto outer = store_->write([&](WriteTx&) -> Result<void> {
        TRY(store_->write([](WriteTx& tx) { return tx.run(add, 1, base::Bytes{1}); }));
        return {};
    });
    ASSERT_FALSE(outer);
    EXPECT_EQ(outer.error().code(), "store.bug");
}

// A process that is killed at any moment has lost nothing that it was told is committed.
TEST_P(Recovery, KilledInTheMiddleOfItsWork) {
    store_.close();
    for (int round = 0; round < 5; ++round) {
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe(pipe.data()), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            auto database = Database::open(store_.settings());
            if (!database) ::_exit(1);
            for (std::int64_t id = 1'000 * round;; ++id) {
                const auto wrote = (*database)->write([=](WriteTx& tx) { return tx.run(add, id, base::Bytes(50, 7)); });
                if (!wrote || ::write(pipe[1], "x", 1) != 1) ::_exit(1);
            }
        }
        ::close(pipe[1]);
        char mark = 0;
        std::int64_t told = 0;
        while (told < 3 * (round + 1) && ::read(pipe[0], &mark, 1) == 1) ++told;
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &mark, 1) == 1) ++told;
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(pipe[0]);
        ASSERT_TRUE(WIFSIGNALED(status));
        store_.reopen(store_.settings());
        const auto kept = store_->read([=](ReadTx& tx) { return tx.one(since, integer, 1'000 * round); });
        ASSERT_TRUE(kept) << kept.error().describe();
        EXPECT_GE(**kept, told) << "every row that was acknowledged";
        EXPECT_LE(**kept, told + 1) << "and at most the one under way";
        store_.close();
    }
}

// The write-ahead file starts over under constant load, with readers beside.
TEST(SqliteOnly, TheWriteAheadFileStaysBounded) {
    kit::TestDatabase store{Engine::sqlite, {tables}};
    const base::Bytes body(60'000, 7);
    std::uintmax_t largest = 0;
    for (std::int64_t id = 0; id < 2000; ++id) {
        ASSERT_TRUE(store->write([&](WriteTx& tx) { return tx.run(add, id, body); }));
        if (id % 50 == 0) {
            ASSERT_TRUE(store->read([](ReadTx& tx) { return tx.one(total, integer); }));
            largest = std::max(largest, std::filesystem::file_size(store.settings().directory / "menhu.db-wal"));
        }
    }
    EXPECT_LT(largest, std::uintmax_t{100} << 20) << "of 120 MB written";
    const auto count = store->read([](ReadTx& tx) { return tx.one(total, integer); });
    ASSERT_TRUE(count);
    EXPECT_EQ(count->value(), 2000);
}

class PostgresOnly : public Recovery {};
INSTANTIATE_TEST_SUITE_P(Engines, PostgresOnly, testing::Values(Engine::postgres), kit::engine_name);

TEST_P(PostgresOnly, ACutLineIsMendedForTheNextGroup) {
    ASSERT_TRUE(add_one(1));
    EXPECT_EQ(count(), 1);
    kit::postgres_of_this_run().cut_sessions(store_.settings().postgres);
    const auto after = add_one(2);
    EXPECT_TRUE(after) << after.error().describe();
    EXPECT_EQ(count(), 2);
}

TEST_P(PostgresOnly, ALineCutInTheMiddleRunsTheGroupAgain) {
    ASSERT_TRUE(add_one(1));
    std::atomic<int> runs = 0;
    const auto wrote = store_->write([&](WriteTx& tx) -> Result<std::int64_t> {
        TRY(tx.run(add, 2, base::Bytes{1}));
        if (++runs == 1) kit::postgres_of_this_run().cut_sessions(store_.settings().postgres);
        return tx.run(add, 3, base::Bytes{1});
    });
    ASSERT_TRUE(wrote) << wrote.error().describe();
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count(), 3);
}

TEST_P(PostgresOnly, ALineCutBeforeTheCommitIsNotASuccess) {
    ASSERT_TRUE(add_one(1));
    const auto wrote = store_->write([&](WriteTx& tx) -> Result<std::int64_t> {
        const std::int64_t rows = TRY(tx.run(add, 2, base::Bytes{1}));
        kit::postgres_of_this_run().cut_sessions(store_.settings().postgres);
        return rows;
    });
    ASSERT_FALSE(wrote);
    EXPECT_EQ(wrote.error().code(), "store.commit_unknown");
    EXPECT_EQ(count(), 1);
}

TEST(Unreachable, PostgresThatIsNotThere) {
    Settings settings;
    settings.engine = Engine::postgres;
    settings.postgres = "host=/nonexistent user=nobody dbname=none";
    settings.digest = [](base::ByteView) { return std::string{"x"}; };
    const auto opened = Database::open(settings);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), "store.unreachable");
}

TEST(Corrupt, AFileThatIsNoDatabase) {
    kit::TestDatabase store{Engine::sqlite, {tables}};
    store.close();
    const std::string path = store.settings().directory / "menhu.db";
    std::FILE* file = std::fopen(path.c_str(), "wb");
    ASSERT_NE(file, nullptr);
    std::fputs("this is not a database, whatever its name says; it is a text, and longer than a header", file);
    std::fclose(file);
    const auto opened = Database::open(store.settings());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), "store.corrupt");
}

TEST(Private, TheDatabaseIsForItsOwnerOnly) {
    kit::TestDatabase store{Engine::sqlite, {tables}};
    for (const char* name : {"menhu.db", "menhu.db-wal"}) {
        const auto permissions = std::filesystem::status(store.settings().directory / name).permissions();
        EXPECT_EQ(permissions & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
                  std::filesystem::perms::none)
            << name;
    }
}

// A file system of four megabytes, where the machine lets us make one.
class FullDisk : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_NE(::mkdtemp(directory_.data()), nullptr);
        if (::mount("none", directory_.c_str(), "tmpfs", 0, "size=4m") != 0) {
            std::filesystem::remove(directory_);
            GTEST_SKIP() << "only root may mount a small disk";
        }
        settings_.directory = directory_ + "/data";
        settings_.digest = [](base::ByteView) { return std::string{"x"}; };
        settings_.migrations = {tables};
    }
    void TearDown() override {
        ::umount2(directory_.c_str(), MNT_DETACH);
        std::error_code ignored;
        std::filesystem::remove(directory_, ignored);
    }
    std::string directory_ = std::filesystem::temp_directory_path() / "menhu-full-XXXXXX";
    Settings settings_;
};

TEST_F(FullDisk, WritesFailWholeAndReadsGoOn) {
    auto opened = Database::open(settings_);
    ASSERT_TRUE(opened) << opened.error().describe();
    Database& database = **opened;
    const base::Bytes body(100'000, 7);
    std::int64_t good = 0;
    Result<Committed<std::int64_t>> wrote = Error{Fault::internal, "test.none"};
    do {
        wrote = database.write([&](WriteTx& tx) { return tx.run(add, good, body); });
        good += wrote ? 1 : 0;
    } while (wrote && good < 1000);
    ASSERT_FALSE(wrote);
    EXPECT_EQ(wrote.error().code(), "store.disk_full");
    EXPECT_GT(good, 3);
    const auto count = database.read([](ReadTx& tx) { return tx.one(total, integer); });
    ASSERT_TRUE(count);
    EXPECT_EQ(count->value(), good);
    auto volume = VolumeWriter::create(database, "big");
    Result<void> put = Error{Fault::internal, "test.none"};
    if (volume) {
        put = Result<void>{};
        for (std::int64_t key = 0; put && key < 1000; ++key) put = volume->put(key, body);
        if (put) put = volume->finish();
    } else {
        put = volume.error();
    }
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().code(), "store.disk_full");
}

}  // namespace
}  // namespace menhu::store
