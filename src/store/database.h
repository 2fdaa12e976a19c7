#pragma once
// The database: read and write transactions over SQLite or PostgreSQL, one writer with group commit.
//
// Promises: a value inside Committed is durable; a closure that returns an Error leaves no trace; statements are the
// same on both engines. Thread rule: Database may be used from any thread; a transaction belongs to the thread that
// runs its closure and dies with it.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/embedded.h"
#include "base/result.h"

namespace menhu::store {

enum class Engine : std::uint8_t { sqlite, postgres };

// One SQL statement, named by its room; parameters are $1, $2, … on both engines. Declared `constexpr` at the head of
// a room's *_rows.cc.
struct Statement {
    std::string_view name;  // "people.account_by_name", unique
    std::string_view sql;
};

// A parameter, borrowed for the call.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, base::ByteView>;

inline Value to_value(std::nullptr_t) { return nullptr; }
template <class T>
    requires std::is_integral_v<T>
Value to_value(T number) {
    static_assert(!std::is_same_v<T, bool>, "store a state, not a bool");
    return static_cast<std::int64_t>(number);
}
inline Value to_value(std::string_view text) { return text; }
inline Value to_value(const std::string& text) { return std::string_view{text}; }
inline Value to_value(const char* text) { return std::string_view{text}; }
inline Value to_value(base::ByteView bytes) { return bytes; }
inline Value to_value(const base::Bytes& bytes) { return base::ByteView{bytes}; }
template <std::size_t N>
Value to_value(const std::array<std::uint8_t, N>& bytes) { return base::ByteView{bytes}; }
template <class T>
Value to_value(const std::optional<T>& value) { return value ? to_value(*value) : Value{nullptr}; }

// One row of an answer; what it hands out lives until the decode function returns.
class Row {
public:
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual base::ByteView bytes(int column) const = 0;

    std::optional<std::int64_t> maybe_integer(int column) const;
    std::optional<std::string> maybe_text(int column) const;
    std::optional<base::Bytes> maybe_bytes(int column) const;

protected:
    ~Row() = default;
};

class Connection;  // inside the room: one connection to one engine
class Writer;      // inside the room: the thread that commits groups
class Readers;     // inside the room: the pool of snapshots

// May look. A function that takes ReadTx& cannot write.
class ReadTx {
public:
    ReadTx(const ReadTx&) = delete;
    ReadTx& operator=(const ReadTx&) = delete;

    // Every row through `sink`, in the statement's order.
    base::Result<void> each(const Statement& statement, std::span<const Value> values,
                            const std::function<void(const Row&)>& sink);

    // At most one row; more than one is a Bug. decode: const Row& -> T.
    template <class Decode, class... Values>
    auto one(const Statement& statement, Decode&& decode, const Values&... values)
        -> base::Result<std::optional<std::invoke_result_t<Decode, const Row&>>>;

    // All rows.
    template <class Decode, class... Values>
    auto all(const Statement& statement, Decode&& decode, const Values&... values)
        -> base::Result<std::vector<std::invoke_result_t<Decode, const Row&>>>;

    // The body of one bucket of a volume (store/volume.h), or nothing if the volume has no such bucket.
    base::Result<std::optional<base::Bytes>> bucket(std::string_view volume, std::int64_t key);

    Engine engine() const;

protected:
    explicit ReadTx(Connection& connection) : connection_{connection} {}
    ~ReadTx() = default;
    Connection& connection_;

private:
    friend class Readers;
};

// May look and change. Made only by Database; at one time there is one in the whole installation (on PostgreSQL a
// transaction-level advisory lock keeps other processes' writers out), so `SELECT MAX(…) + 1` is safe in it.
class WriteTx final : public ReadTx {
public:
    // INSERT, UPDATE or DELETE; answers the number of rows changed. A broken unique or foreign key is
    // Fault::conflict "store.constraint".
    template <class... Values>
    base::Result<std::int64_t> run(const Statement& statement, const Values&... values);
    base::Result<std::int64_t> run_values(const Statement& statement, std::span<const Value> values);

private:
    friend class Writer;
    explicit WriteTx(Connection& connection) : ReadTx{connection} {}
};

// A value whose transaction is durable. The web and the command line can show nothing else.
template <class T>
class Committed {
public:
    const T& value() const& { return value_; }
    T&& value() && { return std::move(value_); }

private:
    friend class Database;
    explicit Committed(T value) : value_{std::move(value)} {}
    T value_;
};

// Called before every engine call (statement, commit, bucket, bulk load) with its ordinal; a returned Error is what the
// call answers. For fault tests; empty in production.
using FailureInjection = std::function<std::optional<base::Error>(std::string_view what)>;

struct Settings {
    Engine engine = Engine::sqlite;
    std::filesystem::path directory;  // SQLite: menhu.db and volumes/; PostgreSQL: scratch only
    std::string postgres;             // libpq connection string, e.g. "host=/run/postgresql dbname=menhu"
    int readers = 4;                  // connections for Database::read
    FailureInjection failure;
};

class Database {
public:
    // Opens or creates, takes the lock of the installation, runs the migrations that are missing (store/migrations.h).
    // Errors: store.locked, store.migration_changed, store.newer_schema, store.unreachable, store.corrupt.
    static base::Result<std::unique_ptr<Database>> open(Settings settings);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // Runs `work(WriteTx&) -> Result<T>` on the writer, in a savepoint of its own, in one transaction with whatever
    // else waits; returns when it is durable. It may be run again after a serialization conflict, so it touches
    // nothing but its transaction and its captures by value. Cost: one savepoint; a share of one fsync.
    template <class Work>
    auto write(Work work) -> base::Result<Committed<typename std::invoke_result_t<Work&, WriteTx&>::value_type>>;

    // The same without waiting: `done(Result<Committed<T>>)` is called on the writer's thread after the commit, and
    // must only hand the value on.
    template <class Work, class Done>
    void submit(Work work, Done done);

    // Runs `work(ReadTx&) -> Result<T>` on a consistent snapshot; never waits for the writer.
    template <class Work>
    auto read(Work work) -> typename std::invoke_result_t<Work&, ReadTx&>;

    Engine engine() const;
    const std::filesystem::path& directory() const;

private:
    struct Job {  // type-erased work
        std::function<base::Result<void>(WriteTx&)> work;
        std::function<void(std::optional<base::Error>)> done;
    };
    Database(std::unique_ptr<Writer> writer, std::unique_ptr<Readers> readers, Settings settings);
    void enqueue(Job job);
    base::Result<void> run_read(const std::function<base::Result<void>(ReadTx&)>& work);

    friend class VolumeWriter;
    friend base::Result<void> drop_volume(Database& database, std::string_view name);

    Settings settings_;
    std::unique_ptr<Readers> readers_;
    std::unique_ptr<Writer> writer_;
};

// Every statement of every room, for the test that prepares all of them on both engines. A room adds its statements
// with `inline const RegisterStatements`… see store/statements.h.

}  // namespace menhu::store

#include "store/database_impl.h"
