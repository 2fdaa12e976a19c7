#pragma once
// A Connection to SQLite: menhu.db in write-ahead mode with synchronous=FULL, so that a commit that returned is on the
// disk. Inside the room; thread rule of Connection.
#include <unordered_map>

#include "store/connection.h"
#include "store/sqlite_checkpoint.h"
#include "store/sqlite_handle.h"
#include "store/sqlite_volume.h"

namespace menhu::store {

class SqliteConnection final : public Connection {
public:
    static base::Result<std::unique_ptr<Connection>> open(const Settings& settings);

    base::Result<void> prepare(const Statement& statement) override;
    bool lost() const override;
    bool dead() const override { return false; }
    void forget_volumes() override { volumes_.forget(); }
    base::Result<bool> has_table(std::string_view table) override;

private:
    // A prepared statement in the cache. The key is the address of the SQL text, which is a literal as a rule; `sql` is
    // compared, so that a text built at run time at the same address is not taken for another.
    struct Prepared {
        std::string sql;
        SqliteStatement statement;
        int parameters = 0;
        bool in_use = false;
    };
    class Use;  // one execution; resets the statement on every way out

    SqliteConnection(const Settings& settings, SqliteHandle handle);
    base::Result<void> configure();
    base::Result<Prepared> make(const Statement& statement);
    base::Result<Prepared*> find(const Statement& statement);
    base::Result<void> step_plain(SqliteStatement& statement, const char* sql);

    bool savepoint_before_reads() const override { return false; }
    base::Result<void> do_begin(Access access) override;
    base::Result<void> do_commit() override;
    void do_rollback() override;
    base::Result<void> do_savepoint() override;
    base::Result<void> do_release() override;
    base::Result<void> do_rollback_to() override;
    base::Result<void> do_query(const Statement& statement, std::span<const Value> values,
                                const std::function<void(const Row&)>& sink) override;
    base::Result<std::int64_t> do_execute(const Statement& statement, std::span<const Value> values) override;
    base::Result<std::optional<base::Bytes>> do_bucket(std::string_view volume, std::int64_t key) override;
    base::Result<void> do_script(std::string_view sql) override;

    static int on_busy(void* self, int times);
    static int on_commit(void* self, sqlite3* handle, const char* database, int pages);

    SqliteHandle handle_;
    int busy_bound_ = 0;  // naps of a millisecond
    std::unordered_map<const char*, Prepared> prepared_;
    SqliteCheckpoint checkpoint_;
    SqliteVolumes volumes_;
    SqliteStatement begin_read_, begin_write_, commit_, rollback_, savepoint_, release_, rollback_to_;
};

}  // namespace menhu::store
