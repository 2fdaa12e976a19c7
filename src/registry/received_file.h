#pragma once
// The file of a delivery in the inbox, open for reading. Inside the room. Thread rule: one thread each.
#include <cstdint>
#include <filesystem>

#include "base/bytes.h"
#include "base/result.h"

namespace menhu::registry {

class ReceivedFile {
public:
    // A file that is not there is an empty one: of such a delivery no byte came, and the checks will say so.
    // Error: registry.inbox_unusable.
    static base::Result<ReceivedFile> open(const std::filesystem::path& path);
    ReceivedFile(ReceivedFile&& other) noexcept;
    ReceivedFile& operator=(ReceivedFile&&) = delete;
    ~ReceivedFile();

    // The next bytes; 0 at the end. Error: registry.inbox_unusable.
    base::Result<std::size_t> read(base::Bytes& into);
    // The bytes of a row that was read before; whoever asks wipes them. Error: registry.inbox_unusable.
    base::Result<base::Bytes> at(std::uint64_t offset, std::uint32_t length) const;

private:
    explicit ReceivedFile(int file) : file_{file} {}
    int file_;
};

}  // namespace menhu::registry
