#include "store/sqlite_connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "store/dialect.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t cache_bound = 1000;

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_{statement} {}
    bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override {
        CHECK(type(column) == SQLITE_INTEGER);
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view text(int column) const override {
        CHECK(type(column) == SQLITE_TEXT);
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    base::ByteView bytes(int column) const override {
        CHECK(type(column) == SQLITE_BLOB);
        const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    int type(int column) const {
        CHECK(column >= 0 && column < sqlite3_data_count(statement_));
        return sqlite3_column_type(statement_, column);
    }
    sqlite3_stmt* statement_;
};

int bind(sqlite3_stmt* statement, int index, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, index, *number);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        // A null pointer would bind NULL; an empty text is not NULL.
        return sqlite3_bind_text64(statement, index, text->data() != nullptr ? text->data() : "", text->size(),
                                   SQLITE_STATIC, SQLITE_UTF8);
    }
    if (const auto* bytes = std::get_if<base::ByteView>(&value)) {
        if (bytes->empty()) return sqlite3_bind_zeroblob(statement, index, 0);
        return sqlite3_bind_blob64(statement, index, bytes->data(), bytes->size(), SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, index);
}

// SQLite would make the file readable for all; what lies beside it (-wal, -shm) takes its mode.
Result<void> make_private_file(const std::string& path) {
    // Never a file that is there: closing any descriptor of it drops this process's locks on it (POSIX), and another
    // process that ends would take itself for the last one and remove the -wal under our feet.
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) return {};
    if (file < 0) return Error{Fault::unavailable, "store.not_writable", "the database file cannot be opened"};
    ::close(file);
    return {};
}

}  // namespace

class SqliteConnection::Use {
public:
    explicit Use(Prepared& prepared) : prepared_{prepared} { prepared_.in_use = true; }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use() {
        sqlite3_reset(get());
        prepared_.in_use = false;
    }
    sqlite3_stmt* get() const { return prepared_.statement.get(); }
    int bind_all(std::span<const Value> values) const {
        CHECK(static_cast<int>(values.size()) == prepared_.parameters);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int code = bind(get(), static_cast<int>(i) + 1, values[i]);
            if (code != SQLITE_OK) return code;
        }
        return SQLITE_OK;
    }

private:
    Prepared& prepared_;
};

SqliteConnection::SqliteConnection(const Settings& settings, SqliteHandle handle)
    : Connection{settings},
      handle_{std::move(handle)},
      busy_bound_{settings.wait_seconds * 1000},
      checkpoint_{(settings.directory / "menhu.db").string()},
      volumes_{settings.directory} {}

Result<std::unique_ptr<Connection>> SqliteConnection::open(const Settings& settings) {
    const std::string path = (settings.directory / "menhu.db").string();
    TRY(make_private_file(path));
    SqliteHandle handle = TRY(open_sqlite(path, SQLITE_OPEN_READWRITE));
    std::unique_ptr<SqliteConnection> connection{new SqliteConnection{settings, std::move(handle)}};
    TRY(connection->configure());
    return std::unique_ptr<Connection>{std::move(connection)};
}

// SQLite's own waiting naps up to 100 ms and would starve beside a busy writer in another process, whose gaps between
// two groups are short: look every millisecond.
int SqliteConnection::on_busy(void* self, int times) {
    if (times >= static_cast<SqliteConnection*>(self)->busy_bound_) return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
    return 1;
}

int SqliteConnection::on_commit(void* self, sqlite3* handle, const char*, int pages) {
    static_cast<SqliteConnection*>(self)->checkpoint_.committed(handle, pages);
    return SQLITE_OK;
}

Result<void> SqliteConnection::configure() {
    sqlite3_busy_handler(handle_.get(), on_busy, this);
    TRY(run_sqlite(handle_.get(),
                   "PRAGMA journal_mode=WAL;"
                   "PRAGMA synchronous=FULL;"
                   "PRAGMA foreign_keys=ON;"
                   "PRAGMA recursive_triggers=ON;"   // INSERT OR REPLACE must not slip past append-only triggers
                   "PRAGMA case_sensitive_like=ON;"  // as on PostgreSQL
                   "PRAGMA trusted_schema=OFF;"
                   "PRAGMA temp_store=MEMORY;"
                   "PRAGMA cache_size=-65536",
                   "configure"));
    sqlite3_wal_hook(handle_.get(), on_commit, this);  // in place of SQLite's own checkpoints
    const auto plain = [&](SqliteStatement& place, const char* sql) -> Result<void> {
        place = TRY(prepare_sqlite(handle_.get(), sql, sql));
        return {};
    };
    TRY(plain(begin_read_, "BEGIN"));
    TRY(plain(begin_write_, "BEGIN IMMEDIATE"));
    TRY(plain(commit_, "COMMIT"));
    TRY(plain(rollback_, "ROLLBACK"));
    TRY(plain(savepoint_, "SAVEPOINT menhu"));
    TRY(plain(release_, "RELEASE menhu"));
    TRY(plain(rollback_to_, "ROLLBACK TO menhu"));
    return {};
}

Result<SqliteConnection::Prepared> SqliteConnection::make(const Statement& statement) {
    Prepared prepared;
    prepared.sql = statement.sql;
    prepared.statement =
        TRY(prepare_sqlite(handle_.get(), statement_for(Engine::sqlite, statement.sql), statement.name));
    prepared.parameters = sqlite3_bind_parameter_count(prepared.statement.get());
    return prepared;
}

Result<void> SqliteConnection::prepare(const Statement& statement) {
    TRY(make(statement));
    return {};
}

// The cached statement; null if it is in use by a caller of this very call (a sink that asks again).
Result<SqliteConnection::Prepared*> SqliteConnection::find(const Statement& statement) {
    const auto found = prepared_.find(statement.sql.data());
    if (found != prepared_.end() && found->second.sql == statement.sql) {
        return found->second.in_use ? nullptr : &found->second;
    }
    if (found != prepared_.end()) {
        if (found->second.in_use) return nullptr;
        prepared_.erase(found);
    }
    if (prepared_.size() >= cache_bound) {
        std::erase_if(prepared_, [](const auto& entry) { return !entry.second.in_use; });
    }
    Prepared prepared = TRY(make(statement));
    return &prepared_.emplace(statement.sql.data(), std::move(prepared)).first->second;
}

Result<void> SqliteConnection::do_query(const Statement& statement, std::span<const Value> values,
                                        const std::function<void(const Row&)>& sink) {
    Prepared own;
    Prepared* prepared = TRY(find(statement));
    if (prepared == nullptr) {
        own = TRY(make(statement));
        prepared = &own;
    }
    const Use use{*prepared};
    int code = use.bind_all(values);
    if (code != SQLITE_OK) return sqlite_error(handle_.get(), code, statement.name);
    const SqliteRow row{use.get()};
    while ((code = sqlite3_step(use.get())) == SQLITE_ROW) sink(row);
    if (code != SQLITE_DONE) return sqlite_error(handle_.get(), code, statement.name);
    return {};
}

Result<std::int64_t> SqliteConnection::do_execute(const Statement& statement, std::span<const Value> values) {
    Prepared* prepared = TRY(find(statement));
    CHECK(prepared != nullptr);
    const Use use{*prepared};
    int code = use.bind_all(values);
    if (code == SQLITE_OK) code = sqlite3_step(use.get());
    if (code != SQLITE_DONE) {
        CHECK(code != SQLITE_ROW);
        return sqlite_error(handle_.get(), code, statement.name);
    }
    return sqlite3_changes64(handle_.get());
}

Result<std::optional<base::Bytes>> SqliteConnection::do_bucket(std::string_view volume, std::int64_t key) {
    return volumes_.bucket(volume, key);
}

Result<void> SqliteConnection::do_script(std::string_view sql) {
    return run_sqlite(handle_.get(), std::string{sql}.c_str(), "migration");
}

Result<bool> SqliteConnection::has_table(std::string_view table) {
    constexpr Statement by_name{"store.sqlite_table",
                                "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1"};
    bool found = false;
    const std::array<Value, 1> values{table};
    TRY(do_query(by_name, values, [&](const Row&) { found = true; }));
    return found;
}

Result<void> SqliteConnection::step_plain(SqliteStatement& statement, const char* sql) {
    const int code = sqlite3_step(statement.get());
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement.get());
        return {};
    }
    Error error = sqlite_error(handle_.get(), code, sql);
    sqlite3_reset(statement.get());
    return error;
}

bool SqliteConnection::lost() const { return sqlite3_get_autocommit(handle_.get()) != 0; }

Result<void> SqliteConnection::do_begin(Access access) {
    volumes_.begin();
    if (access == Access::read) return step_plain(begin_read_, "BEGIN");
    return step_plain(begin_write_, "BEGIN IMMEDIATE");
}

Result<void> SqliteConnection::do_commit() {
    const Result<void> done = step_plain(commit_, "COMMIT");
    if (done) return done;
    const int extended = sqlite3_extended_errcode(handle_.get());
    // After a failed fsync nobody knows what the disk holds, and a second fsync that succeeds proves nothing.
    if (extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC) {
        return Error{Fault::unavailable, "store.broken", done.error().detail()};
    }
    if ((extended & 0xff) == SQLITE_IOERR) {
        return Error{Fault::unavailable, "store.commit_unknown", done.error().detail()};
    }
    return done;
}

void SqliteConnection::do_rollback() {
    if (lost()) return;
    // Cannot fail with a transaction open and no statement running; if it does, the next BEGIN says so.
    static_cast<void>(step_plain(rollback_, "ROLLBACK"));
}

Result<void> SqliteConnection::do_savepoint() { return step_plain(savepoint_, "SAVEPOINT"); }
Result<void> SqliteConnection::do_release() { return step_plain(release_, "RELEASE"); }
Result<void> SqliteConnection::do_rollback_to() {
    TRY(step_plain(rollback_to_, "ROLLBACK TO"));
    return step_plain(release_, "RELEASE");
}

}  // namespace menhu::store
