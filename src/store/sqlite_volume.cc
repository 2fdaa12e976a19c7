#include "store/sqlite_volume.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

constexpr std::string_view finished_suffix = ".db";
constexpr std::string_view building_suffix = ".building";

std::filesystem::path volume_path(const std::filesystem::path& directory, std::string_view name,
                                  std::string_view suffix) {
    return directory / "volumes" / (std::string{name}.append(suffix));
}

Error io_error(std::string_view what) {
    const int number = errno;
    const bool full = number == ENOSPC || number == EDQUOT;
    return Error{Fault::unavailable, full ? "store.disk_full" : "store.io",
                 std::string{what} + ": " + std::strerror(number)};
}

class File {
public:
    File(const std::filesystem::path& path, int flags) : number_{::open(path.c_str(), flags | O_CLOEXEC, 0600)} {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (number_ >= 0) ::close(number_);
    }
    explicit operator bool() const { return number_ >= 0; }
    bool lock() const { return ::flock(number_, LOCK_EX | LOCK_NB) == 0; }
    bool sync() const { return ::fsync(number_) == 0; }

private:
    int number_;
};

Result<void> sync_directory(const std::filesystem::path& directory) {
    const File file{directory, O_RDONLY | O_DIRECTORY};
    if (!file || !file.sync()) return io_error("sync of volumes/");
    return {};
}

class SqliteBuild final : public VolumeBuild {
public:
    SqliteBuild(const Settings& settings, std::string_view name)
        : building_{volume_path(settings.directory, name, building_suffix)},
          finished_{volume_path(settings.directory, name, finished_suffix)} {}

    ~SqliteBuild() override {
        insert_.reset();
        handle_.reset();
        if (file_) std::filesystem::remove(building_, ignored_);
    }

    Result<void> start() {
        // The lock tells a living builder from the remains of a dead one.
        auto file = std::make_unique<File>(building_, O_RDWR | O_CREAT);
        if (!*file) return io_error("create of a volume");
        if (!file->lock()) return Error{Fault::conflict, "store.volume_exists", "being built by another process"};
        if (::truncate(building_.c_str(), 0) != 0) return io_error("create of a volume");
        file_ = std::move(file);
        handle_ = TRY(open_sqlite(building_.string(), SQLITE_OPEN_READWRITE));
        TRY(run_sqlite(handle_.get(),
                       "PRAGMA page_size=8192;"
                       "PRAGMA journal_mode=OFF;"
                       "PRAGMA synchronous=OFF;"
                       "PRAGMA locking_mode=EXCLUSIVE;"
                       "PRAGMA cache_size=-16384;"
                       "CREATE TABLE bucket (key INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;"
                       "BEGIN",
                       "create of a volume"));
        insert_ = TRY(prepare_sqlite(handle_.get(), "INSERT INTO bucket (key, body) VALUES (?1, ?2)", "volume put"));
        return {};
    }

    Result<void> put(std::int64_t key, base::ByteView body) override {
        sqlite3_bind_int64(insert_.get(), 1, key);
        if (body.empty()) {
            sqlite3_bind_zeroblob(insert_.get(), 2, 0);
        } else {
            sqlite3_bind_blob64(insert_.get(), 2, body.data(), body.size(), SQLITE_STATIC);
        }
        const int code = sqlite3_step(insert_.get());
        if (code != SQLITE_DONE) {
            Error error = sqlite_error(handle_.get(), code, "volume put");
            sqlite3_reset(insert_.get());
            return error;
        }
        sqlite3_reset(insert_.get());
        return {};
    }

    Result<void> finish() override {
        insert_.reset();
        TRY(run_sqlite(handle_.get(), "COMMIT", "volume commit"));
        handle_.reset();
        if (!file_->sync()) return io_error("sync of a volume");
        // link() fails where rename() would replace.
        if (::link(building_.c_str(), finished_.c_str()) != 0) {
            if (errno == EEXIST) return Error{Fault::conflict, "store.volume_exists"};
            return io_error("naming of a volume");
        }
        std::filesystem::remove(building_, ignored_);
        file_.reset();
        return sync_directory(finished_.parent_path());
    }

private:
    std::filesystem::path building_;
    std::filesystem::path finished_;
    std::unique_ptr<File> file_;
    SqliteHandle handle_;
    SqliteStatement insert_;
    std::error_code ignored_;  // what could not be removed is swept by the next open
};

}  // namespace

SqliteVolumes::SqliteVolumes(const std::filesystem::path& directory) : directory_{directory} {}

Result<SqliteVolumes::Open*> SqliteVolumes::find(std::string_view name) {
    const auto found = std::ranges::find(open_, name, &Open::name);
    if (found != open_.end() && found->seen_in == transaction_) return &*found;
    const std::string path =
        found != open_.end() ? found->path : volume_path(directory_, name, finished_suffix).string();
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
        const bool missing = errno == ENOENT;
        if (found != open_.end()) open_.erase(found);
        if (missing) return Error{Fault::not_found, "store.volume_missing", std::string{name}};
        return io_error("look at a volume");
    }
    if (found != open_.end()) {
        if (found->inode == status.st_ino && found->device == status.st_dev) {
            found->seen_in = transaction_;
            return &*found;
        }
        open_.erase(found);
    }
    SqliteHandle handle = TRY(open_sqlite("file:" + path + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI));
    SqliteStatement select = TRY(prepare_sqlite(handle.get(), "SELECT body FROM bucket WHERE key = ?1", "bucket"));
    return &open_.emplace_back(std::string{name}, path, status.st_dev, status.st_ino, transaction_, std::move(handle),
                               std::move(select));
}

Result<std::optional<base::Bytes>> SqliteVolumes::bucket(std::string_view name, std::int64_t key) {
    const Open* open = TRY(find(name));
    sqlite3_stmt* select = open->select.get();
    sqlite3_bind_int64(select, 1, key);
    const int code = sqlite3_step(select);
    std::optional<base::Bytes> body;
    if (code == SQLITE_ROW) {
        const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(select, 0));
        body.emplace(bytes, bytes + sqlite3_column_bytes(select, 0));
    } else if (code != SQLITE_DONE) {
        Error error = sqlite_error(open->handle.get(), code, "bucket");
        sqlite3_reset(select);
        return error;
    }
    sqlite3_reset(select);
    return body;
}

Result<std::unique_ptr<VolumeBuild>> build_sqlite_volume(const Settings& settings, std::string_view name) {
    std::error_code ignored;
    if (std::filesystem::exists(volume_path(settings.directory, name, finished_suffix), ignored)) {
        return Error{Fault::conflict, "store.volume_exists", std::string{name}};
    }
    auto build = std::make_unique<SqliteBuild>(settings, name);
    TRY(build->start());
    return std::unique_ptr<VolumeBuild>{std::move(build)};
}

Result<void> drop_sqlite_volume(const Settings& settings, std::string_view name) {
    const auto path = volume_path(settings.directory, name, finished_suffix);
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return io_error("end of a volume");
    }
    return sync_directory(path.parent_path());
}

Result<std::vector<std::string>> list_sqlite_volumes(const Settings& settings) {
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator entry{settings.directory / "volumes", error}, end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.ends_with(finished_suffix)) names.push_back(name.substr(0, name.size() - finished_suffix.size()));
    }
    if (error) return Error{Fault::unavailable, "store.io", "list of volumes: " + error.message()};
    std::ranges::sort(names);
    return names;
}

void sweep_sqlite_volumes(const Settings& settings) {
    std::error_code ignored;
    std::vector<std::filesystem::path> remains;
    for (const auto& entry : std::filesystem::directory_iterator{settings.directory / "volumes", ignored}) {
        if (entry.path().extension() == building_suffix) remains.push_back(entry.path());
    }
    for (const auto& path : remains) {
        const File file{path, O_RDWR};
        if (file && file.lock()) std::filesystem::remove(path, ignored);
    }
}

}  // namespace menhu::store
