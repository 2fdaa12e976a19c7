#include "registry/spill.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>

#include "registry/scratch_file.h"

namespace menhu::registry {

namespace {

constexpr std::size_t buffer_size = 32 * 1024;  // 256 of them a thread: 8 MiB

static_assert(std::is_trivially_copyable_v<PersonEntry> && std::is_trivially_copyable_v<PairEntry> &&
              std::is_trivially_copyable_v<EventEntry>);

void put(base::Bytes& out, const void* from, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    out.insert(out.end(), bytes, bytes + size);
}

}  // namespace

base::Result<Spill> Spill::create(std::filesystem::path directory) {
    std::error_code error;
    std::filesystem::remove_all(directory, error);
    std::filesystem::create_directories(directory.parent_path(), error);
    if (::mkdir(directory.c_str(), 0700) != 0) return scratch_unusable("mkdir", errno);
    Spill spill;
    spill.directory_ = std::move(directory);
    spill.lock_ = ::open(spill.directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (spill.lock_ < 0 || ::flock(spill.lock_, LOCK_EX | LOCK_NB) != 0) return scratch_unusable("lock", errno);
    return spill;
}

void Spill::remove_stale(const std::filesystem::path& parent) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{parent, error}) {
        const int folder = ::open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder < 0) continue;
        if (::flock(folder, LOCK_EX | LOCK_NB) == 0) std::filesystem::remove_all(entry.path(), error);
        ::close(folder);
    }
}

Spill::Spill(Spill&& other) noexcept : directory_{std::move(other.directory_)}, lock_{std::exchange(other.lock_, -1)} {
    other.directory_.clear();
}

Spill::~Spill() {
    if (directory_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
    if (lock_ >= 0) ::close(lock_);
}

std::filesystem::path Spill::path(std::size_t partition) const { return directory_ / std::to_string(partition); }

base::Result<void> Spill::append(std::size_t partition, base::ByteView bytes) const {
    return append_scratch(path(partition), bytes);
}

base::Result<base::Bytes> Spill::take(std::size_t partition) const { return take_scratch(path(partition)); }

base::Result<void> SpillWriter::person(const PersonEntry& entry, base::ByteView sealed) {
    CHECK(entry.sealed_length == sealed.size());
    auto& out = room(entry.tag);
    out.push_back(static_cast<std::uint8_t>(Index::person));
    put(out, &entry, sizeof entry);
    put(out, sealed.data(), sealed.size());
    return flush_if_full(entry.tag);
}

base::Result<void> SpillWriter::pair(Index index, const PairEntry& entry) {
    auto& out = room(entry.tag);
    out.push_back(static_cast<std::uint8_t>(index));
    put(out, &entry, sizeof entry);
    return flush_if_full(entry.tag);
}

base::Result<void> SpillWriter::event(const EventEntry& entry, base::ByteView sealed) {
    CHECK(entry.sealed_length == sealed.size());
    auto& out = room(entry.tag);
    out.push_back(event_mark);
    put(out, &entry, sizeof entry);
    put(out, sealed.data(), sealed.size());
    return flush_if_full(entry.tag);
}

base::Result<void> SpillWriter::flush_if_full(const Tag& tag) {
    auto& out = room(tag);
    if (out.size() < buffer_size) return {};
    TRY(spill_.append(partition_of(tag), out));
    out.clear();
    return {};
}

base::Result<void> SpillWriter::flush() {
    for (std::size_t index = 0; index < buffers_.size(); ++index) {
        if (buffers_[index].empty()) continue;
        TRY(spill_.append(index, buffers_[index]));
        buffers_[index].clear();
        buffers_[index].shrink_to_fit();
    }
    return {};
}

}  // namespace menhu::registry
