#include "crypto/keyring.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

#include "crypto/aead.h"
#include "crypto/kdf.h"

namespace menhu::crypto {
namespace {

constexpr std::string_view heading = "menhu-keys v1\n";
constexpr std::uint8_t version = 1;
constexpr std::size_t header_size = 1 + 4 + 12;
constexpr std::size_t line_size = 8 + 1 + 64 + 1;
constexpr std::size_t most_bytes = std::size_t{64} << 10;

class File {
public:
    explicit File(int handle) : handle_{handle} {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (handle_ >= 0) ::close(handle_);
    }
    int handle() const { return handle_; }

private:
    int handle_;
};

base::Error failure(std::string_view code, std::string_view what) {
    return {base::Fault::unavailable, code, fmt::format("{}: {}", what, std::strerror(errno))};
}

// The id is derived from the key, so that a mistyped line is noticed.
std::uint32_t id_of(const Secret& key) { return base::get_u32(hkdf_sha256(key, "menhu key id", 4).view()); }

base::Result<void> write_all(int handle, base::ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(handle, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return failure("crypto.key_file_write", "write");
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    }
    return {};
}

base::Result<Secret> read_all(int handle) {
    Secret buffer{most_bytes};
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t got = ::read(handle, buffer.writable().data() + size, buffer.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure("crypto.key_file_broken", "read");
        if (got == 0) return Secret::copy_of(buffer.view().first(size));
        size += static_cast<std::size_t>(got);
    }
    return base::Error{base::Fault::corrupt, "crypto.key_file_broken", "too long"};
}

int digit(std::uint8_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

// Without a copy of the digits that nobody would wipe.
std::optional<Secret> secret_from_hex(base::ByteView digits) {
    Secret secret{digits.size() / 2};
    for (std::size_t i = 0; i < secret.size(); ++i) {
        const int high = digit(digits[2 * i]);
        const int low = digit(digits[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        secret.writable()[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return secret;
}

Secret line_of(std::uint32_t id, const Secret& key) {
    constexpr std::string_view digits = "0123456789abcdef";
    Secret line{line_size};
    const std::span<std::uint8_t> out = line.writable();
    const std::string name = fmt::format("{:08x} ", id);
    std::ranges::copy(name, out.begin());
    for (std::size_t i = 0; i < key.size(); ++i) {
        out[9 + 2 * i] = static_cast<std::uint8_t>(digits[key.view()[i] >> 4]);
        out[10 + 2 * i] = static_cast<std::uint8_t>(digits[key.view()[i] & 15]);
    }
    out[line_size - 1] = '\n';
    return line;
}

}  // namespace

Keyring Keyring::in_memory(base::Random& random) {
    Keyring ring;
    Secret key = Secret::random(Aead::key_size, random);
    const std::uint32_t id = id_of(key);
    ring.keys_.push_back({id, std::move(key)});
    return ring;
}

base::Result<Keyring> Keyring::create(const std::filesystem::path& path, base::Random& random) {
    const File file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (file.handle() < 0 && errno == EEXIST) {
        return base::Error{base::Fault::conflict, "crypto.key_file_exists"};
    }
    if (file.handle() < 0) return failure("crypto.key_file_write", "open");
    Keyring ring = in_memory(random);
    TRY(write_all(file.handle(), base::as_bytes(heading)));
    TRY(write_all(file.handle(), line_of(ring.keys_.front().id, ring.keys_.front().secret).view()));
    if (::fchmod(file.handle(), 0600) != 0) return failure("crypto.key_file_write", "chmod");
    if (::fsync(file.handle()) != 0) return failure("crypto.key_file_write", "fsync");
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const File directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (directory.handle() < 0 || ::fsync(directory.handle()) != 0) {
        return failure("crypto.key_file_write", "fsync of the folder");
    }
    return ring;
}

base::Result<Keyring> Keyring::open(const std::filesystem::path& path) {
    const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.handle() < 0) return failure("crypto.key_file_missing", "open");
    struct ::stat about{};
    if (::fstat(file.handle(), &about) != 0) return failure("crypto.key_file_missing", "stat");
    if (!S_ISREG(about.st_mode) || (about.st_mode & 0077) != 0) {
        return base::Error{base::Fault::unavailable, "crypto.key_file_mode",
                           fmt::format("mode {:04o}", about.st_mode & 07777U)};
    }
    const Secret content = TRY(read_all(file.handle()));
    const base::Error broken{base::Fault::corrupt, "crypto.key_file_broken"};
    if (!content.text().starts_with(heading)) return broken;
    base::ByteView rest = content.view().subspan(heading.size());
    if (rest.empty() || rest.size() % line_size != 0) return broken;
    Keyring ring;
    for (; !rest.empty(); rest = rest.subspan(line_size)) {
        if (rest[8] != ' ' || rest[line_size - 1] != '\n') return broken;
        std::optional<Secret> key = secret_from_hex(rest.subspan(9, 64));
        if (!key) return broken;
        const std::uint32_t id = id_of(*key);
        if (base::as_text(rest.first(8)) != fmt::format("{:08x}", id)) return broken;
        ring.keys_.push_back({id, std::move(*key)});
    }
    return ring;
}

base::Bytes Keyring::wrap(std::string_view aad, const Secret& secret, base::Random& random) const {
    const Key& key = keys_.back();
    const Nonce nonce = random_nonce(random);
    base::Bytes out{version};
    base::put_u32(out, key.id);
    out.insert(out.end(), nonce.begin(), nonce.end());
    const base::Bytes sealed = Aead{key.secret}.seal(nonce, base::as_bytes(aad), secret.view());
    out.insert(out.end(), sealed.begin(), sealed.end());
    return out;
}

base::Result<Secret> Keyring::unwrap(std::string_view aad, base::ByteView wrapped) const {
    if (wrapped.size() < header_size + Aead::overhead || wrapped[0] != version) {
        return base::Error{base::Fault::corrupt, "crypto.seal_broken", "not a wrapped key"};
    }
    const std::uint32_t id = base::get_u32(wrapped.subspan(1));
    const auto key = std::ranges::find(keys_, id, &Key::id);
    if (key == keys_.end()) {
        return base::Error{base::Fault::unavailable, "crypto.key_unknown", fmt::format("{:08x}", id)};
    }
    Nonce nonce;
    std::ranges::copy(wrapped.subspan(5, nonce.size()), nonce.begin());
    return Aead{key->secret}.open(nonce, base::as_bytes(aad), wrapped.subspan(header_size));
}

std::string Keyring::current_key_id() const { return fmt::format("{:08x}", keys_.back().id); }

}  // namespace menhu::crypto
