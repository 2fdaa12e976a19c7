#include "store/volume.h"

#include <gtest/gtest.h>

#include <fstream>

#include "kit/database.h"

namespace menhu::store {
namespace {

using base::Result;

class Volumes : public testing::TestWithParam<Engine> {
protected:
    Result<std::optional<base::Bytes>> bucket(std::string_view volume, std::int64_t key) {
        return store_->read([&](ReadTx& tx) { return tx.bucket(volume, key); });
    }
    void build(std::string_view name, const base::Bytes& body) {
        auto volume = VolumeWriter::create(*store_, name);
        ASSERT_TRUE(volume) << volume.error().describe();
        ASSERT_TRUE(volume->put(1, body));
        ASSERT_TRUE(volume->finish());
    }
    kit::TestDatabase store_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Volumes, kit::both_engines(), kit::engine_name);

TEST_P(Volumes, FindsBodiesByKey) {
    auto volume = VolumeWriter::create(*store_, "first");
    ASSERT_TRUE(volume) << volume.error().describe();
    constexpr std::int64_t step = std::int64_t{1} << 40;
    for (std::int64_t n = 0; n < 2000; ++n) {
        const base::Bytes body(static_cast<std::size_t>(n * 10), static_cast<std::uint8_t>(n));
        const auto put = volume->put(n * step, body);
        ASSERT_TRUE(put) << put.error().describe();
    }
    const auto finished = volume->finish();
    ASSERT_TRUE(finished) << finished.error().describe();
    for (const std::int64_t n : {0, 1, 999, 1999}) {
        const auto found = bucket("first", n * step);
        ASSERT_TRUE(found) << found.error().describe();
        ASSERT_TRUE(*found);
        EXPECT_EQ(**found, base::Bytes(static_cast<std::size_t>(n * 10), static_cast<std::uint8_t>(n)));
    }
    const auto none = bucket("first", 5);
    ASSERT_TRUE(none);
    EXPECT_FALSE(*none);
    const auto by_writer = store_->write([](WriteTx& tx) { return tx.bucket("first", std::int64_t{1} << 40); });
    ASSERT_TRUE(by_writer);
    EXPECT_TRUE(by_writer->value());
}

TEST_P(Volumes, AnUnfinishedOneDoesNotExist) {
    {
        auto volume = VolumeWriter::create(*store_, "half");
        ASSERT_TRUE(volume);
        ASSERT_TRUE(volume->put(1, base::Bytes{1}));
        if (GetParam() == Engine::sqlite) {  // on PostgreSQL the name is not even visible
            EXPECT_EQ(VolumeWriter::create(*store_, "half").error().code(), "store.volume_exists");
        }
        const auto missing = bucket("half", 1);
        ASSERT_FALSE(missing);
        EXPECT_EQ(missing.error().code(), "store.volume_missing");
    }
    const auto names = list_volumes(*store_);
    ASSERT_TRUE(names);
    EXPECT_TRUE(names->empty());
    if (GetParam() == Engine::sqlite) {
        EXPECT_TRUE(std::filesystem::is_empty(store_.settings().directory / "volumes"));
    }
    build("half", {2});
    EXPECT_EQ(bucket("half", 1)->value(), base::Bytes{2});
}

TEST_P(Volumes, ADroppedOneIsNoticedByEveryConnection) {
    build("old", {1});
    ASSERT_TRUE(bucket("old", 1));
    ASSERT_TRUE(store_->write([](WriteTx& tx) { return tx.bucket("old", 1); }));
    EXPECT_EQ(VolumeWriter::create(*store_, "old").error().code(), "store.volume_exists");
    ASSERT_TRUE(drop_volume(*store_, "old"));
    ASSERT_TRUE(drop_volume(*store_, "old"));
    EXPECT_EQ(bucket("old", 1).error().code(), "store.volume_missing");
    const auto by_writer = store_->write([](WriteTx& tx) { return tx.bucket("old", 1); });
    EXPECT_EQ(by_writer.error().code(), "store.volume_missing");
    build("old", {9});
    EXPECT_EQ(bucket("old", 1)->value(), base::Bytes{9});
    EXPECT_EQ(store_->write([](WriteTx& tx) { return tx.bucket("old", 1); })->value(), base::Bytes{9});
}

TEST_P(Volumes, AreListed) {
    build("b_2", {1});
    build("a_1", {1});
    const auto names = list_volumes(*store_);
    ASSERT_TRUE(names) << names.error().describe();
    EXPECT_EQ(*names, (std::vector<std::string>{"a_1", "b_2"}));
    store_.reopen(store_.settings());
    EXPECT_EQ(bucket("a_1", 1)->value(), base::Bytes{1});
}

TEST_P(Volumes, RefuseNamesThatAreNoNames) {
    EXPECT_THROW(static_cast<void>(VolumeWriter::create(*store_, "../menhu")), base::Bug);
    EXPECT_THROW(static_cast<void>(bucket("x; DROP TABLE y", 1)), base::Bug);
}

TEST_P(Volumes, KeysAscend) {
    auto volume = VolumeWriter::create(*store_, "order");
    ASSERT_TRUE(volume);
    ASSERT_TRUE(volume->put(2, base::Bytes{1}));
    EXPECT_THROW(static_cast<void>(volume->put(2, base::Bytes{1})), base::Bug);
}

TEST(SqliteVolumes, TheRemainsOfACrashAreSweptAtTheNextOpen) {
    kit::TestDatabase store{Engine::sqlite};
    const auto remains = store.settings().directory / "volumes" / "dead.building";
    std::ofstream{remains} << "half a volume";
    store.reopen(store.settings());
    EXPECT_FALSE(std::filesystem::exists(remains));
}

TEST(SqliteVolumes, AVolumeInTheMakingOutlivesAnotherOpen) {
    kit::TestDatabase store{Engine::sqlite};
    auto volume = VolumeWriter::create(*store, "alive");
    ASSERT_TRUE(volume);
    ASSERT_TRUE(volume->put(1, base::Bytes{1}));
    ASSERT_TRUE(Database::open(store.settings()));  // a command line beside the service
    ASSERT_TRUE(volume->finish());
    EXPECT_EQ(store->read([](ReadTx& tx) { return tx.bucket("alive", 1); })->value(), base::Bytes{1});
}

}  // namespace
}  // namespace menhu::store
