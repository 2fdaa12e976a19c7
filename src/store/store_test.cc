#include <gtest/gtest.h>

#include "store/database.h"
#include "store/volume.h"

namespace menhu::store {
namespace {

TEST(Smoke, WritesAndReads) {
    char path[] = "/tmp/menhu-store-XXXXXX";
    ASSERT_NE(mkdtemp(path), nullptr);
    Settings settings;
    settings.directory = path;
    settings.digest = [](base::ByteView bytes) { return std::to_string(bytes.size()); };
    settings.migrations = {{"0900_smoke.sql", "CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT, body BYTEA);"}};
    auto database = Database::open(settings);
    ASSERT_TRUE(database) << database.error().describe();
    Database& db = **database;
    static constexpr Statement add{"t.add", "INSERT INTO t (id, name, body) VALUES ($1, $2, $3)"};
    static constexpr Statement all{"t.all", "SELECT id, name FROM t WHERE id > $2 AND id < $1 ORDER BY id"};
    auto wrote = db.write([](WriteTx& tx) { return tx.run(add, 1, "x", base::Bytes{1, 2}); });
    ASSERT_TRUE(wrote) << wrote.error().describe();
    EXPECT_EQ(wrote->value(), 1);
    auto read = db.read([](ReadTx& tx) { return tx.all(all, [](const Row& row) { return row.integer(0); }, 100, 0); });
    ASSERT_TRUE(read) << read.error().describe();
    EXPECT_EQ(read->size(), 1U);
}

}  // namespace
}  // namespace menhu::store
