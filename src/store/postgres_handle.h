#pragma once
// Owners of libpq's handles, and SQLSTATEs as Errors. Inside the room.
#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace menhu::store {

struct ClosePostgres {
    void operator()(PGconn* handle) const { PQfinish(handle); }
};
using PostgresHandle = std::unique_ptr<PGconn, ClosePostgres>;

struct ClearPostgres {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearPostgres>;

// Connects and prepares the session: UTF-8, durable commits, a bound on waiting for locks.
// Errors: store.unreachable, store.encoding.
base::Result<PostgresHandle> connect_postgres(const Settings& settings);

// The Error for a failed result; `what` names the call. The detail holds the SQLSTATE and names of tables and
// constraints, never the server's text about values.
base::Error postgres_error(const PGresult* result, std::string_view what);
base::Error postgres_cut(std::string_view what);

// The SQLSTATE of a failed result; empty if it has none.
std::string_view sql_state(const PGresult* result);

// One or more commands without parameters, outside of a pipeline.
base::Result<PostgresResult> run_postgres(PGconn* handle, const std::string& sql, std::string_view what);

}  // namespace menhu::store
