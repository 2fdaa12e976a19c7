#pragma once
// Volumes as SQLite files: volumes/<name>.db, built as <name>.building. Inside the room.
#include <filesystem>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/sqlite_handle.h"
#include "store/volume_engine.h"

namespace menhu::store {

// The volumes that one connection holds open. A finished file never changes, so it is opened as immutable: no locks, no
// change counter. The first look of each transaction makes sure with one stat() that the file is still the one that was
// opened; within a transaction what was opened stays, as a snapshot does.
class SqliteVolumes {
public:
    explicit SqliteVolumes(const std::filesystem::path& directory);

    base::Result<std::optional<base::Bytes>> bucket(std::string_view name, std::int64_t key);
    void forget() { open_.clear(); }
    // A transaction begins.
    void begin() { ++transaction_; }

private:
    struct Open {
        std::string name;
        std::string path;
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::uint64_t seen_in = 0;  // transaction
        SqliteHandle handle;
        SqliteStatement select;
    };
    base::Result<Open*> find(std::string_view name);

    std::filesystem::path directory_;
    std::vector<Open> open_;
    std::uint64_t transaction_ = 0;
};

base::Result<std::unique_ptr<VolumeBuild>> build_sqlite_volume(const Settings& settings, std::string_view name);
base::Result<void> drop_sqlite_volume(const Settings& settings, std::string_view name);
base::Result<std::vector<std::string>> list_sqlite_volumes(const Settings& settings);
// Removes what a crash left of unfinished volumes; one that a living process builds is locked and stays.
void sweep_sqlite_volumes(const Settings& settings);

}  // namespace menhu::store
