#include "store/postgres_volume.h"

#include <algorithm>

#include "store/postgres_handle.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 18;

std::string table_of(std::string_view name) { return "store_volume_" + std::string{name}; }

class PostgresBuild final : public VolumeBuild {
public:
    explicit PostgresBuild(PostgresHandle handle) : handle_{std::move(handle)} {}

    Result<void> start(std::string_view name) {
        const std::string table = table_of(name);
        TRY(run_postgres(handle_.get(), "BEGIN", "volume create"));
        // Bodies are sealed, so compressing them would be in vain: EXTERNAL.
        const PostgresResult made{
            PQexec(handle_.get(), ("CREATE TABLE " + table + " (key BIGINT PRIMARY KEY, body BYTEA NOT NULL);" +
                                   "ALTER TABLE " + table + " ALTER COLUMN body SET STORAGE EXTERNAL")
                                      .c_str())};
        if (sql_state(made.get()) == "42P07") return Error{Fault::conflict, "store.volume_exists", std::string{name}};
        if (PQresultStatus(made.get()) != PGRES_COMMAND_OK) return postgres_error(made.get(), "volume create");
        // FREEZE: no reader can have an older view of a table that this transaction made.
        TRY(run_postgres(handle_.get(), "COPY " + table + " (key, body) FROM STDIN (FORMAT binary, FREEZE true)",
                         "volume create"));
        constexpr std::string_view signature{"PGCOPY\n\377\r\n\0", 11};
        chunk_.insert(chunk_.end(), signature.begin(), signature.end());
        base::put_u32(chunk_, 0);  // flags
        base::put_u32(chunk_, 0);  // no extension of the header
        return {};
    }

    Result<void> put(std::int64_t key, base::ByteView body) override {
        constexpr std::uint16_t columns = 2;
        base::put_u16(chunk_, columns);
        base::put_u32(chunk_, sizeof key);
        base::put_u64(chunk_, static_cast<std::uint64_t>(key));
        base::put_u32(chunk_, static_cast<std::uint32_t>(body.size()));
        chunk_.insert(chunk_.end(), body.begin(), body.end());
        if (chunk_.size() < chunk_bytes) return {};
        return send_chunk();
    }

    Result<void> finish() override {
        constexpr std::uint16_t no_more = 0xffff;
        base::put_u16(chunk_, no_more);
        TRY(send_chunk());
        if (PQputCopyEnd(handle_.get(), nullptr) != 1) return cut();
        TRY(end_copy());
        const PostgresResult done{PQexec(handle_.get(), "COMMIT")};
        if (PQstatus(handle_.get()) != CONNECTION_OK) {
            return Error{Fault::unavailable, "store.commit_unknown", "volume finish"};
        }
        if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) return postgres_error(done.get(), "volume finish");
        CHECK(std::string_view{PQcmdStatus(done.get())} == "COMMIT");
        return {};
    }

private:
    Result<void> send_chunk() {
        if (PQputCopyData(handle_.get(), reinterpret_cast<const char*>(chunk_.data()),
                          static_cast<int>(chunk_.size())) != 1) {
            return cut();
        }
        chunk_.clear();
        return {};
    }

    // Reads the answers of COPY; libpq keeps giving results until there are no more.
    Result<void> end_copy() {
        std::optional<Error> failure;
        while (const PostgresResult result{PQgetResult(handle_.get())}) {
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && !failure) {
                failure = postgres_error(result.get(), "volume put");
            }
            if (PQstatus(handle_.get()) != CONNECTION_OK) break;
        }
        if (failure) return *std::move(failure);
        return {};
    }

    Error cut() const { return postgres_cut("volume put"); }

    PostgresHandle handle_;
    base::Bytes chunk_;
};

}  // namespace

Result<std::unique_ptr<VolumeBuild>> build_postgres_volume(const Settings& settings, std::string_view name) {
    PostgresHandle handle = TRY(connect_postgres(settings));
    auto build = std::make_unique<PostgresBuild>(std::move(handle));
    TRY(build->start(name));
    return std::unique_ptr<VolumeBuild>{std::move(build)};
}

Result<void> drop_postgres_volume(const Settings& settings, std::string_view name) {
    const PostgresHandle handle = TRY(connect_postgres(settings));
    TRY(run_postgres(handle.get(), "DROP TABLE IF EXISTS " + table_of(name), "volume drop"));
    return {};
}

Result<std::vector<std::string>> list_postgres_volumes(const Settings& settings) {
    const PostgresHandle handle = TRY(connect_postgres(settings));
    const PostgresResult rows =
        TRY(run_postgres(handle.get(),
                         "SELECT substr(relname, 14) FROM pg_class"
                         " WHERE relkind = 'r' AND relname LIKE 'store\\_volume\\_%' AND pg_table_is_visible(oid)"
                         " ORDER BY relname",
                         "volume list"));
    std::vector<std::string> names;
    for (int i = 0; i < PQntuples(rows.get()); ++i) names.emplace_back(PQgetvalue(rows.get(), i, 0));
    std::ranges::sort(names);
    return names;
}

}  // namespace menhu::store
