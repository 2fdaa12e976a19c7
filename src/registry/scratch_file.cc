#include "registry/scratch_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace menhu::registry {

base::Error scratch_unusable(const char* what, int error) {
    return {base::Fault::unavailable, "registry.scratch_unusable",
            std::string{what} + ": " + std::generic_category().message(error)};
}

base::Result<void> append_scratch(const std::filesystem::path& path, base::ByteView bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) return scratch_unusable("open", errno);
    // What a full disk cuts off ends the import, so that no reader sees the pieces.
    const auto written = ::write(file, bytes.data(), bytes.size());
    const int error = written < 0 ? errno : static_cast<std::size_t>(written) != bytes.size() ? ENOSPC : 0;
    ::close(file);
    if (error != 0) return scratch_unusable("write", error);
    return {};
}

base::Result<base::Bytes> take_scratch(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno == ENOENT ? base::Result<base::Bytes>{base::Bytes{}} : scratch_unusable("open", errno);
    struct stat status{};
    base::Bytes bytes;
    int error = ::fstat(file, &status) == 0 ? 0 : errno;
    if (error == 0) bytes.resize(static_cast<std::size_t>(status.st_size));
    for (std::size_t at = 0; error == 0 && at < bytes.size();) {
        const auto got = ::pread(file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (got <= 0) error = got < 0 ? errno : EIO;
        if (got > 0) at += static_cast<std::size_t>(got);
    }
    ::close(file);
    if (error != 0) return scratch_unusable("read", error);
    ::unlink(path.c_str());
    return bytes;
}

}  // namespace menhu::registry
