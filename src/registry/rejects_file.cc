#include "registry/rejects_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "format/csv.h"
#include "registry/report.h"
#include "store/volume.h"

namespace menhu::registry {

namespace {

constexpr std::size_t segment_size = 48 * 1024;

base::Error unusable(const char* what, int error) {
    return {base::Fault::unavailable, "registry.scratch_unusable",
            std::string{what} + ": " + std::generic_category().message(error)};
}

}  // namespace

base::Bytes rejects_aad(DeliveryId delivery) {
    base::Bytes aad;
    base::put_u64(aad, static_cast<std::uint64_t>(delivery.number()));
    return aad;
}

RejectsFile::RejectsFile(int file, crypto::Aead aead, DeliveryId delivery)
    : file_{file}, aead_{std::move(aead)}, delivery_{delivery}, text_{format::utf8_mark} {
    text_ += rejects_header;
}

RejectsFile::~RejectsFile() { ::close(file_); }

base::Result<std::unique_ptr<RejectsFile>> RejectsFile::create(const std::filesystem::path& path, crypto::Aead aead,
                                                               DeliveryId delivery) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) return unusable("open", errno);
    return std::unique_ptr<RejectsFile>{new RejectsFile{file, std::move(aead), delivery}};
}

base::Result<void> RejectsFile::add(const RejectedRow& row) {
    const std::lock_guard lock{mutex_};
    if (++rows_ > rows_kept) return {};
    text_ += std::to_string(row.number) + ',' + std::to_string(row.offset) + ',';
    text_ += reason_codes(row.reasons) + ',' + row.fields + ',' + base::to_hex(row.raw) + "\r\n";
    if (text_.size() >= segment_size) return seal_segment();
    return {};
}

base::Result<void> RejectsFile::seal_segment() {
    const auto sealed = aead_.seal(crypto::nonce_of(segments_), rejects_aad(delivery_), base::as_bytes(text_));
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.size()});
    text_.clear();
    base::Bytes out;
    base::put_u32(out, static_cast<std::uint32_t>(sealed.size()));
    out.insert(out.end(), sealed.begin(), sealed.end());
    const auto written = ::write(file_, out.data(), out.size());
    if (written < 0) return unusable("write", errno);
    if (static_cast<std::size_t>(written) != out.size()) return unusable("write", ENOSPC);
    size_ += out.size();
    ++segments_;
    return {};
}

base::Result<void> RejectsFile::publish(store::Database& database, std::string_view name) {
    const std::lock_guard lock{mutex_};
    if (!text_.empty()) TRY(seal_segment());
    auto volume = TRY(store::VolumeWriter::create(database, name));
    base::Bytes head(4);
    base::Bytes body;
    std::uint64_t at = 0;
    const auto read = [&](base::Bytes& into) {
        const auto got = ::pread(file_, into.data(), into.size(), static_cast<off_t>(at));
        at += into.size();
        return got == static_cast<ssize_t>(into.size());
    };
    for (std::uint64_t segment = 0; segment < segments_; ++segment) {
        if (!read(head)) return unusable("read", EIO);
        body.resize(base::get_u32(head));
        if (!read(body)) return unusable("read", EIO);
        TRY(volume.put(static_cast<std::int64_t>(segment), body));
    }
    return volume.finish();
}

}  // namespace menhu::registry
