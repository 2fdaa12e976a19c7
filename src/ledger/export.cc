#include "ledger/export.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "ledger/log_reader.h"
#include "ledger/stored_nodes.h"
#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

base::Result<void> write_file(const std::filesystem::path& path, base::ByteView bytes) {
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    std::ofstream file{path, std::ios::binary | std::ios::trunc};
    file.write(base::as_text(bytes).data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (error || !file) {
        return base::Error{base::Fault::unavailable, "ledger.export_write", path.filename().string()};
    }
    return {};
}

}  // namespace

base::Result<Exported> export_log(store::Database& database, int log, const std::filesystem::path& directory) {
    std::error_code error;
    if (std::filesystem::exists(directory, error) && !std::filesystem::is_empty(directory, error)) {
        return base::Error{base::Fault::conflict, "ledger.export_not_empty"};
    }
    return database.read([&](store::ReadTx& tx) -> base::Result<Exported> {
        const auto newest = TRY(newest_checkpoint(tx, log));
        if (!newest) return base::Error{base::Fault::not_found, "ledger.log_not_found", std::to_string(log)};
        Exported exported{.entries = newest->size};
        for (const TileName& name : tiles_of(newest->size)) {
            const base::Bytes bytes = TRY(stored_tile(tx, log, name));
            TRY(write_file(directory / tile_path(name), bytes));
            ++exported.files;
        }
        // Last, so that a directory with a checkpoint is whole.
        TRY(write_file(directory / "checkpoint", base::as_bytes(newest->note)));
        ++exported.files;
        return exported;
    });
}

}  // namespace menhu::ledger
