#include "store/sqlite_handle.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

Error sqlite_error(sqlite3* handle, int code, std::string_view what) {
    const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
    std::string detail{what};
    detail.append(": ").append(handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
    detail.append(" [").append(std::to_string(extended)).append("]");
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Error{Fault::unavailable, "store.locked", detail};
        case SQLITE_FULL:
            return Error{Fault::unavailable, "store.disk_full", detail};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Error{Fault::corrupt, "store.corrupt", detail};
        case SQLITE_CONSTRAINT:
            if (extended == SQLITE_CONSTRAINT_TRIGGER) return Error{Fault::conflict, "store.append_only", detail};
            return Error{Fault::conflict, "store.constraint", detail};
        case SQLITE_ERROR:
        case SQLITE_RANGE:
        case SQLITE_MISMATCH:
        case SQLITE_MISUSE:
            return Error{Fault::internal, "store.bad_statement", detail};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            return Error{Fault::unavailable, "store.not_writable", detail};
        default:
            return Error{Fault::unavailable, "store.io", detail};
    }
}

Result<SqliteHandle> open_sqlite(const std::string& path, int flags) {
    // Counting its memory would take one lock of the whole process at each allocation of each connection. Only before
    // SQLite is first used; where it already is, it answers MISUSE and counts on.
    static const int counting = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(counting);
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    SqliteHandle handle{raw};
    if (code != SQLITE_OK) return sqlite_error(raw, code, "open");
    return handle;
}

Result<SqliteStatement> prepare_sqlite(sqlite3* handle, std::string_view sql, std::string_view what) {
    sqlite3_stmt* raw = nullptr;
    const int code =
        sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (code != SQLITE_OK) return sqlite_error(handle, code, what);
    CHECK(raw != nullptr);
    return SqliteStatement{raw};
}

Result<void> run_sqlite(sqlite3* handle, const char* sql, std::string_view what) {
    const int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return sqlite_error(handle, code, what);
    return {};
}

}  // namespace menhu::store
