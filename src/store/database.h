#pragma once
// The database: read and write transactions over SQLite or PostgreSQL, one writer with group commit.
//
// Promises: a value inside Committed is durable; a closure that returns an Error leaves no trace; statements are the
// same on both engines. Thread rule: Database may be used from any thread; a transaction belongs to the thread that
// runs its closure and dies with it.
#include <array>
#include <cstddef>
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
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

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
Value to_value(const std::array<std::uint8_t, N>& bytes) {
    return base::ByteView{bytes};
}
template <class Tag>
Value to_value(base::Id<Tag> id) {
    return id.number();
}
inline Value to_value(base::Instant instant) { return base::to_millis(instant); }
template <class T>
Value to_value(const std::optional<T>& value) {
    return value ? to_value(*value) : Value{nullptr};
}

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
    base::Instant instant(int column) const;
    std::optional<base::Instant> maybe_instant(int column) const;

protected:
    ~Row() = default;
};

class Connection;  // inside the room: one connection to one engine
class Job;         // inside the room: one closure that waits for the writer, and what to do with its answer
class Writer;      // inside the room: the thread that commits groups
class Readers;     // inside the room: the pool of snapshots

// May look. A function that takes ReadTx& cannot write. After a call has failed, every later call of the same closure
// answers the same Error and the closure leaves no trace, whatever it answers: a swallowed Error cannot half-commit.
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

template <>
class Committed<void> {
    friend class Database;
    Committed() = default;
};

// Called before every engine call (statement, commit, bucket, bulk load) with what it is ("statement people.account",
// "commit", …); a returned Error is what the call answers. Called from any thread. For fault tests; empty in
// production.
using FailureInjection = std::function<std::optional<base::Error>(std::string_view what)>;

struct Settings {
    Engine engine = Engine::sqlite;
    std::filesystem::path directory;  // SQLite: menhu.db and volumes/; PostgreSQL: scratch only
    std::string postgres;             // libpq connection string, e.g. "host=/run/postgresql dbname=menhu"
    int readers = 4;                  // connections for Database::read, opened when first needed
    int wait_seconds = 10;            // how long another process may hold the writer's place before store.locked
    FailureInjection failure;
    std::vector<base::EmbeddedFile> migrations;         // of every other room; store adds its own
    std::function<std::string(base::ByteView)> digest;  // SHA-256 as hexadecimal text; pins the migrations. Required.
};

class Database {
public:
    // Opens or creates, runs the migrations that are missing (store/migrate.h). Several processes may have the same
    // database open (the service and a command line): each group of writes takes the writer's place for its duration
    // and waits up to `wait_seconds` for it.
    // Errors: store.locked, store.migration_changed, store.newer_schema, store.unreachable, store.corrupt.
    static base::Result<std::unique_ptr<Database>> open(Settings settings);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // Runs `work(WriteTx&) -> Result<T>` on the writer, in a savepoint of its own, in one transaction with whatever
    // else waits; returns when it is durable. It may be run again after a serialization conflict, so it touches
    // nothing but its transaction and its captures by value. Cost: one savepoint; a share of one fsync. A closure that
    // throws is undone and answered with store.bug. Not to be called from a closure.
    // Errors beside the closure's own: store.locked, store.disk_full, store.io, store.unreachable, and
    // store.commit_unknown, when nobody can say whether the change is durable: treat it as a failure and look again.
    template <class Work>
    auto write(Work work) -> base::Result<Committed<typename std::invoke_result_t<Work&, WriteTx&>::value_type>>;

    // The same without waiting: `done(Result<Committed<T>>)` is called on the writer's thread after the commit, and
    // must only hand the value on and not throw.
    template <class Work, class Done>
    void submit(Work work, Done done);

    // Runs `work(ReadTx&) -> Result<T>` on a consistent snapshot; never waits for the writer.
    template <class Work>
    auto read(Work work) -> typename std::invoke_result_t<Work&, ReadTx&>;

    // Prepares each statement and forgets it: the test that every statement is good on both engines. The Error's detail
    // names the first that is not.
    base::Result<void> prepare(std::span<const Statement> statements);

    Engine engine() const { return settings_.engine; }
    const std::filesystem::path& directory() const { return settings_.directory; }

private:
    explicit Database(Settings settings);
    base::Result<void> start();
    void enqueue(std::unique_ptr<Job> job);
    bool on_writer() const;
    template <class T>
    static base::Result<Committed<T>> durable(T value) {
        return Committed<T>{std::move(value)};
    }
    static base::Result<Committed<void>> durable() { return Committed<void>{}; }
    base::Result<void> run_read(const std::function<base::Result<void>(ReadTx&)>& work);

    friend class VolumeWriter;
    friend base::Result<void> drop_volume(Database& database, std::string_view name);
    friend base::Result<std::vector<std::string>> list_volumes(Database& database);

    Settings settings_;
    std::unique_ptr<Readers> readers_;
    std::unique_ptr<Writer> writer_;
};

// The migrations of this room (sql/0001_store_…).
std::span<const base::EmbeddedFile> migrations();

}  // namespace menhu::store

#include "store/database_impl.h"
