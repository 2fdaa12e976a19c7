#include "registry/received_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace menhu::registry {

namespace {

base::Error unusable(const char* what, int error) {
    return {base::Fault::unavailable, "registry.inbox_unusable",
            std::string{what} + ": " + std::generic_category().message(error)};
}

}  // namespace

base::Result<ReceivedFile> ReceivedFile::open(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno != ENOENT) return unusable("open", errno);
    if (file >= 0) ::posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
    return ReceivedFile{file};
}

ReceivedFile::ReceivedFile(ReceivedFile&& other) noexcept : file_{std::exchange(other.file_, -1)} {}

ReceivedFile::~ReceivedFile() {
    if (file_ >= 0) ::close(file_);
}

base::Result<std::size_t> ReceivedFile::read(base::Bytes& into) {
    if (file_ < 0) return std::size_t{0};
    for (;;) {
        const auto got = ::read(file_, into.data(), into.size());
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) return unusable("read", errno);
    }
}

base::Result<base::Bytes> ReceivedFile::at(std::uint64_t offset, std::uint32_t length) const {
    base::Bytes raw(length);
    const auto got = ::pread(file_, raw.data(), raw.size(), static_cast<off_t>(offset));
    if (got < 0) return unusable("read", errno);
    if (static_cast<std::size_t>(got) != raw.size()) {
        return base::Error{base::Fault::unavailable, "registry.inbox_unusable", "the file has changed"};
    }
    return raw;
}

}  // namespace menhu::registry
