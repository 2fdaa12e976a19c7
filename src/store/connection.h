#pragma once
// One connection to one engine, inside the room. This class keeps what is the same for both: the order of a
// transaction, a savepoint for each closure where one is asked for and needed, the failure that sticks, the injected
// faults. An engine supplies the do_ functions. Thread rule: one thread at a time.
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/database.h"

namespace menhu::store {

enum class Access : std::uint8_t { read, write };
// How a closure that failed is taken back: alone, to its savepoint, or with everything that the transaction did.
enum class Undo : std::uint8_t { alone, whole };

class Connection {
public:
    explicit Connection(const Settings& settings) : settings_{settings} {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    base::Result<void> begin(Access access);
    base::Result<void> commit();
    // Ends the transaction, if there is one, without a trace.
    void rollback();

    // A closure starts and ends. With Undo::alone the savepoint is taken before the first call that needs one; with
    // Undo::whole there is none, and after a unit that is not kept the transaction can only be rolled back if
    // `undo_unit` says so.
    void open_unit(Undo undo);
    base::Result<void> keep_unit();
    base::Result<void> undo_unit();
    // After undo_unit: must everything be taken back, because this unit left something behind?
    bool must_undo_whole() const { return must_undo_whole_; }
    // The first failure of this unit; it sticks until the unit ends.
    const std::optional<base::Error>& failure() const { return failure_; }

    base::Result<void> query(const Statement& statement, std::span<const Value> values,
                             const std::function<void(const Row&)>& sink);
    base::Result<std::int64_t> execute(const Statement& statement, std::span<const Value> values);
    base::Result<std::optional<base::Bytes>> bucket(std::string_view volume, std::int64_t key);

    // Several statements of a migration, as written for this engine (store/dialect.h).
    base::Result<void> script(std::string_view sql);

    virtual base::Result<void> prepare(const Statement& statement) = 0;
    // True when the engine has given the transaction up, or the line to it is cut.
    virtual bool lost() const = 0;
    // True when the line to the engine is cut and a new Connection is needed.
    virtual bool dead() const = 0;
    // Closes every volume that is held open for reading.
    virtual void forget_volumes() = 0;
    // Whether the table of migrations exists.
    virtual base::Result<bool> has_table(std::string_view table) = 0;

    Engine engine() const { return settings_.engine; }

protected:
    // A failed read ends a transaction on PostgreSQL, but not on SQLite.
    virtual bool savepoint_before_reads() const = 0;
    virtual base::Result<void> do_begin(Access access) = 0;
    virtual base::Result<void> do_commit() = 0;
    virtual void do_rollback() = 0;
    virtual base::Result<void> do_savepoint() = 0;
    virtual base::Result<void> do_release() = 0;
    virtual base::Result<void> do_rollback_to() = 0;
    virtual base::Result<void> do_query(const Statement& statement, std::span<const Value> values,
                                        const std::function<void(const Row&)>& sink) = 0;
    virtual base::Result<std::int64_t> do_execute(const Statement& statement, std::span<const Value> values) = 0;
    virtual base::Result<std::optional<base::Bytes>> do_bucket(std::string_view volume, std::int64_t key) = 0;
    virtual base::Result<void> do_script(std::string_view sql) = 0;

    const Settings& settings_;

private:
    base::Result<void> before(std::string_view what, std::string_view name, Access access);
    base::Result<void> need_savepoint();
    template <class T>
    base::Result<T> remember(base::Result<T> result);

    Access access_ = Access::read;
    bool in_transaction_ = false;
    bool in_unit_ = false;
    bool has_savepoint_ = false;
    bool unit_changed_ = false;
    bool must_undo_whole_ = false;
    Undo undo_ = Undo::alone;
    std::optional<base::Error> failure_;
};

// Opens a connection of the engine that the settings name. The settings must outlive it.
base::Result<std::unique_ptr<Connection>> connect(const Settings& settings);

// Answers the injected fault of this call, if there is one.
base::Result<void> inject(const Settings& settings, std::string_view what, std::string_view name = {});

// Both engines take the same texts: UTF-8 without U+0000. Errors: store.text.
base::Result<void> check_values(std::span<const Value> values);

// [a-z0-9_]{1,40}: a name becomes a file name and a table name.
bool is_volume_name(std::string_view name);

}  // namespace menhu::store
