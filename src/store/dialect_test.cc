#include "store/dialect.h"

#include <gtest/gtest.h>

namespace menhu::store {
namespace {

TEST(Dialect, NumbersParametersForSqlite) {
    EXPECT_EQ(statement_for(Engine::sqlite, "SELECT a FROM t WHERE b = $2 AND c = $10 ORDER BY a"),
              "SELECT a FROM t WHERE b = ?2 AND c = ?10 ORDER BY a");
}

TEST(Dialect, LeavesTextsAlone) {
    EXPECT_EQ(statement_for(Engine::sqlite, "SELECT 'it''s $1 BIGINT', \"BYTEA\" FROM t -- $1\nWHERE a = $1"),
              "SELECT 'it''s $1 BIGINT', \"BYTEA\" FROM t -- $1\nWHERE a = ?1");
}

TEST(Dialect, NamesTypesForSqlite) {
    EXPECT_EQ(statement_for(Engine::sqlite, "SELECT CAST($1 AS BIGINT), CAST($2 AS BYTEA), BIGINTS"),
              "SELECT CAST(?1 AS INTEGER), CAST(?2 AS BLOB), BIGINTS");
}

TEST(Dialect, StatementsForPostgresAreAsWritten) {
    constexpr std::string_view sql = "SELECT CAST($1 AS INTEGER), 'x' FROM t";
    EXPECT_EQ(statement_for(Engine::postgres, sql), sql);
}

TEST(Dialect, TablesAreStrictOnSqlite) {
    EXPECT_EQ(migration_for(Engine::sqlite,
                            "CREATE TABLE t (id BIGINT PRIMARY KEY, b BYTEA, CHECK (id > 0));\n"
                            "CREATE INDEX i ON t (b);"),
              "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB, CHECK (id > 0)) STRICT;\nCREATE INDEX i ON t (b);");
}

TEST(Dialect, OrdersTextsByBytesOnPostgres) {
    EXPECT_EQ(migration_for(Engine::postgres,
                            "CREATE TABLE t (a TEXT NOT NULL, n INTEGER, "
                            "CHECK (a <> CAST(n AS TEXT)));"),
              "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, n BIGINT, CHECK (a <> CAST(n AS TEXT)));");
}

TEST(Dialect, AppendOnlyMakesTriggers) {
    const std::string sqlite = migration_for(Engine::sqlite, "CREATE TABLE t (a TEXT);\n-- append_only: t\n");
    EXPECT_NE(sqlite.find("BEFORE UPDATE ON t"), std::string::npos);
    EXPECT_NE(sqlite.find("BEFORE DELETE ON t"), std::string::npos);
    const std::string postgres = migration_for(Engine::postgres, "-- append_only: t\nCREATE TABLE t (a TEXT);");
    EXPECT_NE(postgres.find("BEFORE UPDATE OR DELETE ON t"), std::string::npos);
    EXPECT_NE(postgres.find("BEFORE TRUNCATE ON t"), std::string::npos);
    EXPECT_LT(postgres.find("CREATE TABLE"), postgres.find("CREATE TRIGGER"));
}

}  // namespace
}  // namespace menhu::store
