#include "store/postgres_handle.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

std::string_view field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text != nullptr ? text : "";
}

Error named(std::string_view state, std::string detail) {
    const std::string_view kind = state.substr(0, 2);
    if (state == "MH001") return Error{Fault::conflict, "store.append_only", std::move(detail)};
    if (kind == "23") return Error{Fault::conflict, "store.constraint", std::move(detail)};
    if (kind == "40") return Error{Fault::unavailable, "store.serialization", std::move(detail)};
    if (state == "55P03") return Error{Fault::unavailable, "store.locked", std::move(detail)};
    if (state == "53100") return Error{Fault::unavailable, "store.disk_full", std::move(detail)};
    if (state == "25006") return Error{Fault::unavailable, "store.not_writable", std::move(detail)};
    if (kind == "08" || kind == "53" || kind == "57") {
        return Error{Fault::unavailable, "store.unreachable", std::move(detail)};
    }
    if (kind == "XX") return Error{Fault::corrupt, "store.corrupt", std::move(detail)};
    if (kind == "58") return Error{Fault::unavailable, "store.io", std::move(detail)};
    return Error{Fault::internal, "store.bad_statement", std::move(detail)};
}

}  // namespace

std::string_view sql_state(const PGresult* result) { return field(result, PG_DIAG_SQLSTATE); }

Error postgres_error(const PGresult* result, std::string_view what) {
    const std::string_view state = sql_state(result);
    if (state.empty()) return postgres_cut(what);
    std::string detail{what};
    detail.append(": SQLSTATE ").append(state);
    for (const int code : {PG_DIAG_TABLE_NAME, PG_DIAG_CONSTRAINT_NAME}) {
        const std::string_view text = field(result, code);
        if (!text.empty()) detail.append(" ").append(text);
    }
    // Class 42 is about the statement itself, which holds no values.
    if (state.starts_with("42")) detail.append(" ").append(field(result, PG_DIAG_MESSAGE_PRIMARY));
    return named(state, std::move(detail));
}

Error postgres_cut(std::string_view what) {
    return Error{Fault::unavailable, "store.unreachable", std::string{what} + ": the line to the server is cut"};
}

Result<PostgresResult> run_postgres(PGconn* handle, const std::string& sql, std::string_view what) {
    PostgresResult result{PQexec(handle, sql.c_str())};
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) return result;
    return postgres_error(result.get(), what);
}

Result<PostgresHandle> connect_postgres(const Settings& settings) {
    PostgresHandle handle{PQconnectdb(settings.postgres.c_str())};
    if (PQstatus(handle.get()) != CONNECTION_OK) {
        // libpq's words here name hosts, users and databases, and are what the operator needs.
        return Error{Fault::unavailable, "store.unreachable", PQerrorMessage(handle.get())};
    }
    const char* encoding = PQparameterStatus(handle.get(), "server_encoding");
    if (encoding == nullptr || std::string_view{encoding} != "UTF8") {
        return Error{Fault::conflict, "store.encoding", encoding != nullptr ? encoding : "unknown"};
    }
    TRY(run_postgres(handle.get(),
                     "SET client_encoding TO 'UTF8'; SET client_min_messages TO warning; SET TIME ZONE 'UTC';"
                     "SET standard_conforming_strings TO on; SET lock_timeout TO '" +
                         std::to_string(settings.wait_seconds) + "s'",
                     "session"));
    TRY(run_postgres(handle.get(),
                     "SELECT set_config('synchronous_commit', 'on', false)"
                     " WHERE current_setting('synchronous_commit') = 'off'",
                     "session"));
    return handle;
}

}  // namespace menhu::store
