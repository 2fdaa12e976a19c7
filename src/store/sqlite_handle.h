#pragma once
// Owners of SQLite's handles, and its result codes as Errors. Inside the room.
#include <sqlite3.h>

#include <memory>
#include <string>

#include "base/result.h"

namespace menhu::store {

struct CloseSqlite {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;

struct FinalizeSqlite {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteStatement = std::unique_ptr<sqlite3_stmt, FinalizeSqlite>;

// The Error for what the last call on `handle` answered; `what` names the call. The detail holds SQLite's words for the
// code and never a parameter: SQLite names tables and columns, not values.
base::Error sqlite_error(sqlite3* handle, int code, std::string_view what);

base::Result<SqliteHandle> open_sqlite(const std::string& path, int flags);
base::Result<SqliteStatement> prepare_sqlite(sqlite3* handle, std::string_view sql, std::string_view what);
base::Result<void> run_sqlite(sqlite3* handle, const char* sql, std::string_view what);

}  // namespace menhu::store
