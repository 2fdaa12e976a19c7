#include "store/database.h"

#include "store/migrate.h"
#include "store/readers.h"
#include "store/sqlite_volume.h"
#include "store/writer.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

std::optional<std::int64_t> Row::maybe_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

std::optional<std::string> Row::maybe_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return std::string{text(column)};
}

std::optional<base::Bytes> Row::maybe_bytes(int column) const {
    if (is_null(column)) return std::nullopt;
    const base::ByteView view = bytes(column);
    return base::Bytes(view.begin(), view.end());
}

base::Instant Row::instant(int column) const { return base::from_millis(integer(column)); }

std::optional<base::Instant> Row::maybe_instant(int column) const {
    if (is_null(column)) return std::nullopt;
    return instant(column);
}

Result<void> ReadTx::each(const Statement& statement, std::span<const Value> values,
                          const std::function<void(const Row&)>& sink) {
    return connection_.query(statement, values, sink);
}

Result<std::optional<base::Bytes>> ReadTx::bucket(std::string_view volume, std::int64_t key) {
    return connection_.bucket(volume, key);
}

Engine ReadTx::engine() const { return connection_.engine(); }

Result<std::int64_t> WriteTx::run_values(const Statement& statement, std::span<const Value> values) {
    return connection_.execute(statement, values);
}

Database::Database(Settings settings) : settings_{std::move(settings)} {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(Settings settings) {
    std::unique_ptr<Database> database{new Database{std::move(settings)}};
    TRY(database->start());
    return database;
}

Result<void> Database::start() {
    if (settings_.engine == Engine::sqlite) {
        std::error_code error;
        const auto volumes = settings_.directory / "volumes";
        const bool fresh = !std::filesystem::exists(settings_.directory, error);
        std::filesystem::create_directories(volumes, error);
        if (error) return Error{Fault::unavailable, "store.not_writable", error.message()};
        if (fresh) std::filesystem::permissions(settings_.directory, std::filesystem::perms::owner_all, error);
        sweep_sqlite_volumes(settings_);
    }
    std::unique_ptr<Connection> connection = TRY(connect(settings_));
    TRY(migrate(*connection, settings_));
    readers_ = std::make_unique<Readers>(settings_);
    writer_ = std::make_unique<Writer>(settings_, std::move(connection));
    return {};
}

void Database::enqueue(std::unique_ptr<Job> job) { writer_->enqueue(std::move(job)); }

bool Database::on_writer() const { return writer_->is_current(); }

Result<void> Database::run_read(const std::function<Result<void>(ReadTx&)>& work) { return readers_->run(work); }

Result<void> Database::prepare(std::span<const Statement> statements) { return readers_->prepare(statements); }

}  // namespace menhu::store
