#pragma once
// A Connection to PostgreSQL. It works in pipeline mode: commands that need no answer of their own (BEGIN, the lock,
// SAVEPOINT, RELEASE) are held back and sent together with the next statement, so that a closure costs no round trips
// beyond those of its statements. Inside the room; thread rule of Connection.
#include <unordered_map>

#include "store/connection.h"
#include "store/postgres_handle.h"

namespace menhu::store {

class PostgresConnection final : public Connection {
public:
    static base::Result<std::unique_ptr<Connection>> open(const Settings& settings);

    base::Result<void> prepare(const Statement& statement) override;
    bool lost() const override;
    bool dead() const override;
    void forget_volumes() override { volumes_.clear(); }
    base::Result<bool> has_table(std::string_view table) override;

private:
    // A statement that the server knows by `name`; `types` are what it inferred for the parameters.
    struct Prepared {
        std::string sql;
        std::string name;
        std::vector<Oid> types;
    };

    PostgresConnection(const Settings& settings, PostgresHandle handle);
    static void on_notice(void* self, const PGresult* notice);

    bool savepoint_before_reads() const override { return true; }
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

    base::Result<void> send_held_back();
    base::Result<PostgresResult> receive(int results, std::string_view what);
    base::Result<PostgresResult> take(std::string_view what);
    base::Result<PostgresResult> execute_prepared(const Prepared& prepared, std::span<const Value> values,
                                                  std::string_view what);
    base::Result<Prepared> make(std::string_view sql, std::string_view what);
    base::Result<const Prepared*> find(const Statement& statement);

    PostgresHandle handle_;
    std::vector<const char*> held_back_;
    std::size_t sent_ = 0;    // of the held-back commands, now under way
    bool started_ = false;    // the server has seen this transaction's BEGIN
    bool gone_ = false;       // a held-back command failed: there is no savepoint to go back to
    bool read_only_ = false;  // the server became a standby
    int warnings_ = 0;
    std::uint64_t names_ = 0;
    std::unordered_map<const char*, Prepared> prepared_;
    std::unordered_map<std::string, Prepared> volumes_;
};

}  // namespace menhu::store
