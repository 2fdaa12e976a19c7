#include "store/postgres_connection.h"

#include "store/dialect.h"
#include "store/postgres_values.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t cache_bound = 1000;

constexpr const char* begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
// READ COMMITTED takes a new snapshot for each statement, thus one after the lock is held; a snapshot of the whole
// transaction would be as old as the waiting for the lock.
constexpr const char* begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
// "menhu" in ASCII: the writer's place in this database, whichever process wants it.
constexpr const char* take_writers_place = "SELECT pg_advisory_xact_lock(469853169781)";

}  // namespace

PostgresConnection::PostgresConnection(const Settings& settings, PostgresHandle handle)
    : Connection{settings}, handle_{std::move(handle)} {
    PQsetNoticeReceiver(handle_.get(), on_notice, this);
}

Result<std::unique_ptr<Connection>> PostgresConnection::open(const Settings& settings) {
    PostgresHandle handle = TRY(connect_postgres(settings));
    std::unique_ptr<PostgresConnection> connection{new PostgresConnection{settings, std::move(handle)}};
    CHECK(PQenterPipelineMode(connection->handle_.get()) == 1);
    return std::unique_ptr<Connection>{std::move(connection)};
}

void PostgresConnection::on_notice(void* self, const PGresult*) { ++static_cast<PostgresConnection*>(self)->warnings_; }

bool PostgresConnection::dead() const { return PQstatus(handle_.get()) != CONNECTION_OK || read_only_; }

bool PostgresConnection::lost() const {
    return dead() || gone_ || (started_ && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE);
}

// --- the pipeline -------------------------------------------------------------------------------------------------

Result<void> PostgresConnection::send_held_back() {
    if (dead()) return postgres_cut("send");
    sent_ = 0;
    for (const char* sql : held_back_) {
        if (PQsendQueryParams(handle_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 1) == 0) {
            return postgres_cut(sql);
        }
        ++sent_;
    }
    if (!held_back_.empty()) started_ = true;
    held_back_.clear();
    return {};
}

// The next result of the pipeline and the null that ends it.
Result<PostgresResult> PostgresConnection::take(std::string_view what) {
    PostgresResult result{PQgetResult(handle_.get())};
    if (!result) return postgres_cut(what);
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return result;
    while (PostgresResult more{PQgetResult(handle_.get())}) {
        if (dead()) break;
    }
    return result;
}

// Closes the pipeline that was sent, reads the answers of the held-back commands and of `results` more, and returns the
// last one, or the first failure.
Result<PostgresResult> PostgresConnection::receive(int results, std::string_view what) {
    if (PQpipelineSync(handle_.get()) == 0) return postgres_cut(what);
    std::optional<Error> failure;
    PostgresResult last;
    const std::size_t before = std::exchange(sent_, 0);
    for (std::size_t n = 0;; ++n) {
        Result<PostgresResult> result = take(what);
        if (!result || dead()) {
            if (result && !failure && !sql_state(result->get()).empty()) failure = postgres_error(result->get(), what);
            return failure ? *std::move(failure) : postgres_cut(what);
        }
        const ExecStatusType status = PQresultStatus(result->get());
        if (status == PGRES_PIPELINE_SYNC) break;
        if (status == PGRES_FATAL_ERROR && !failure) {
            failure = postgres_error(result->get(), what);
            gone_ = gone_ || n < before;
            read_only_ = failure->code() == "store.not_writable";
        }
        if (n + 1 == before + static_cast<std::size_t>(results)) last = *std::move(result);
    }
    if (failure) return *std::move(failure);
    CHECK(last || results == 0);
    return last;
}

Result<PostgresResult> PostgresConnection::execute_prepared(const Prepared& prepared, std::span<const Value> values,
                                                            std::string_view what) {
    const PostgresParameters parameters{values, prepared.types};
    TRY(send_held_back());
    if (PQsendQueryPrepared(handle_.get(), prepared.name.c_str(), parameters.size(), parameters.pointers(),
                            parameters.lengths(), parameters.formats(), 1) == 0) {
        return postgres_cut(what);
    }
    return receive(1, what);
}

Result<PostgresConnection::Prepared> PostgresConnection::make(std::string_view sql, std::string_view what) {
    Prepared prepared{std::string{sql}, "m" + std::to_string(++names_), {}};
    TRY(send_held_back());
    if (PQsendPrepare(handle_.get(), prepared.name.c_str(), prepared.sql.c_str(), 0, nullptr) == 0 ||
        PQsendDescribePrepared(handle_.get(), prepared.name.c_str()) == 0) {
        return postgres_cut(what);
    }
    const PostgresResult described = TRY(receive(2, what));
    for (int i = 0; i < PQnparams(described.get()); ++i) prepared.types.push_back(PQparamtype(described.get(), i));
    return prepared;
}

Result<const PostgresConnection::Prepared*> PostgresConnection::find(const Statement& statement) {
    const auto found = prepared_.find(statement.sql.data());
    if (found != prepared_.end() && found->second.sql == statement.sql) return &found->second;
    if (found != prepared_.end()) prepared_.erase(found);
    if (prepared_.size() >= cache_bound) {
        prepared_.clear();
        volumes_.clear();
        held_back_.push_back("DEALLOCATE ALL");
    }
    Prepared prepared = TRY(make(statement.sql, statement.name));
    return &prepared_.emplace(statement.sql.data(), std::move(prepared)).first->second;
}

// --- what Connection asks for -------------------------------------------------------------------------------------

Result<void> PostgresConnection::prepare(const Statement& statement) {
    TRY(make(statement.sql, statement.name));
    return {};
}

Result<bool> PostgresConnection::has_table(std::string_view table) {
    constexpr Statement by_name{"store.postgres_table", "SELECT 1 WHERE to_regclass($1) IS NOT NULL"};
    bool found = false;
    const std::array<Value, 1> values{table};
    TRY(do_query(by_name, values, [&](const Row&) { found = true; }));
    return found;
}

Result<void> PostgresConnection::do_query(const Statement& statement, std::span<const Value> values,
                                          const std::function<void(const Row&)>& sink) {
    const Prepared* prepared = TRY(find(statement));
    const PostgresResult result = TRY(execute_prepared(*prepared, values, statement.name));
    CHECK(PQresultStatus(result.get()) == PGRES_TUPLES_OK);
    const int rows = PQntuples(result.get());
    for (int i = 0; i < rows; ++i) sink(PostgresRow{result.get(), i});
    return {};
}

Result<std::int64_t> PostgresConnection::do_execute(const Statement& statement, std::span<const Value> values) {
    const Prepared* prepared = TRY(find(statement));
    const PostgresResult result = TRY(execute_prepared(*prepared, values, statement.name));
    CHECK(PQresultStatus(result.get()) == PGRES_COMMAND_OK);
    std::int64_t rows = 0;
    for (const char* c = PQcmdTuples(result.get()); *c != '\0'; ++c) rows = rows * 10 + (*c - '0');
    return rows;
}

Result<std::optional<base::Bytes>> PostgresConnection::do_bucket(std::string_view volume, std::int64_t key) {
    auto found = volumes_.find(std::string{volume});
    if (found == volumes_.end()) {
        const std::string sql = "SELECT body FROM store_volume_" + std::string{volume} + " WHERE key = $1";
        Result<Prepared> made = make(sql, "bucket");
        if (!made && made.error().code() == "store.bad_statement") {
            return Error{Fault::not_found, "store.volume_missing", std::string{volume}};
        }
        if (!made) return made.error();
        found = volumes_.emplace(volume, *std::move(made)).first;
    }
    const std::array<Value, 1> values{key};
    const Result<PostgresResult> result = execute_prepared(found->second, values, "bucket");
    if (!result) {
        volumes_.erase(found);
        if (result.error().code() != "store.bad_statement") return result.error();
        return Error{Fault::not_found, "store.volume_missing", std::string{volume}};
    }
    if (PQntuples(result->get()) == 0) return std::optional<base::Bytes>{};
    const base::ByteView body = PostgresRow{result->get(), 0}.bytes(0);
    return std::optional<base::Bytes>{std::in_place, body.begin(), body.end()};
}

Result<void> PostgresConnection::do_script(std::string_view sql) {
    TRY(send_held_back());
    TRY(receive(0, "migration"));
    CHECK(PQexitPipelineMode(handle_.get()) == 1);
    const Result<PostgresResult> done = run_postgres(handle_.get(), std::string{sql}, "migration");
    if (!dead()) CHECK(PQenterPipelineMode(handle_.get()) == 1);
    if (!done) return done.error();
    return {};
}

Result<void> PostgresConnection::do_begin(Access access) {
    started_ = gone_ = false;
    held_back_.clear();
    held_back_.push_back(access == Access::read ? begin_read : begin_write);
    if (access == Access::write) held_back_.push_back(take_writers_place);
    return {};
}

Result<void> PostgresConnection::do_commit() {
    if (!started_) {  // nothing was asked of the server
        held_back_.clear();
        return {};
    }
    warnings_ = 0;
    held_back_.push_back("COMMIT");
    const std::size_t commands = held_back_.size();
    const auto unknown = [] {
        return Error{Fault::unavailable, "store.commit_unknown", "the line was cut or a warning came with the commit"};
    };
    if (Result<void> sent = send_held_back(); !sent) return unknown();
    sent_ = commands - 1;
    const Result<PostgresResult> done = receive(1, "commit");
    if (dead()) return unknown();
    if (!done) return done.error();
    // The server answers COMMIT of a failed transaction with ROLLBACK. A warning says that it stopped waiting for its
    // standby: committed here, perhaps not there.
    CHECK(std::string_view{PQcmdStatus(done->get())} == "COMMIT");
    started_ = false;
    if (warnings_ > 0) return unknown();
    return {};
}

void PostgresConnection::do_rollback() {
    held_back_.clear();
    if (!std::exchange(started_, false) || dead()) return;
    held_back_.push_back("ROLLBACK");
    if (send_held_back()) {
        // If this fails the line is cut, which ends the transaction too; dead() tells whoever comes next.
        static_cast<void>(receive(0, "rollback"));
    }
    started_ = false;
}

Result<void> PostgresConnection::do_savepoint() {
    held_back_.push_back("SAVEPOINT menhu");
    return {};
}

Result<void> PostgresConnection::do_release() {
    held_back_.push_back("RELEASE SAVEPOINT menhu");
    return {};
}

Result<void> PostgresConnection::do_rollback_to() {
    held_back_.push_back("ROLLBACK TO SAVEPOINT menhu");
    return do_release();
}

}  // namespace menhu::store
