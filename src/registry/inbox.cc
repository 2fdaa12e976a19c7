// The inbox: received files and their uploads.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "registry/delivery.h"
#include "registry/inside.h"

namespace menhu::registry {

namespace {

base::Error unusable(const char* what, int error) {
    return {base::Fault::unavailable, "registry.inbox_unusable",
            std::string{what} + ": " + std::generic_category().message(error)};
}

base::Result<void> begin_upload(const Registry& registry, const people::Actor& by, DeliveryId id,
                                std::uint64_t& limit) {
    auto& inside = registry.inside();
    const auto committed = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
        TRY(people::require(by, people::Role::designated_person));
        const auto row = TRY(rows::delivery(tx, id.number()));
        if (!row) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
        const auto state = row->delivery.state;
        if (state != DeliveryState::received && state != DeliveryState::uploading) {
            return base::Error{base::Fault::conflict, "registry.delivery_state",
                               std::string{delivery_state_code(state)}};
        }
        if (state == DeliveryState::received) TRY(rows::set_state(tx, id.number(), DeliveryState::uploading));
        return row->delivery.manifest.bytes;
    }));
    limit = static_cast<std::uint64_t>(committed.value());
    return {};
}

}  // namespace

std::uint64_t received_bytes(const Registry& registry, DeliveryId id) {
    std::error_code error;
    const auto size = std::filesystem::file_size(inbox_path(registry.inside(), id), error);
    return error ? 0 : size;
}

base::Result<Upload> Upload::open(const Registry& registry, const people::Actor& by, DeliveryId id,
                                  std::uint64_t offset) {
    std::uint64_t limit = 0;
    TRY(begin_upload(registry, by, id, limit));
    const auto path = inbox_path(registry.inside(), id);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) return unusable("open", errno);
    Upload upload{file, 0, limit};
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        return base::Error{base::Fault::conflict, "registry.upload_in_progress"};
    }
    struct stat status{};
    if (::fstat(file, &status) != 0) return unusable("fstat", errno);
    upload.held_ = static_cast<std::uint64_t>(status.st_size);
    if (upload.held_ != offset) {
        return base::Error{base::Fault::conflict, "registry.upload_offset", std::to_string(upload.held_)};
    }
    return upload;
}

Upload::Upload(Upload&& other) noexcept
    : file_{std::exchange(other.file_, -1)}, held_{other.held_}, limit_{other.limit_} {}

Upload& Upload::operator=(Upload&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(held_, other.held_);
    std::swap(limit_, other.limit_);
    return *this;
}

Upload::~Upload() {
    if (file_ >= 0) ::close(file_);
}

base::Result<void> Upload::write(base::ByteView piece) {
    if (piece.size() > limit_ - held_) {
        return base::Error{base::Fault::bad_input, "registry.upload_too_long", std::to_string(limit_)};
    }
    while (!piece.empty()) {
        const auto written = ::write(file_, piece.data(), piece.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return unusable("write", errno);
        held_ += static_cast<std::uint64_t>(written);
        piece = piece.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

base::Result<std::uint64_t> Upload::finish() {
    if (::fdatasync(file_) != 0) return unusable("fdatasync", errno);
    return held_;
}

}  // namespace menhu::registry
