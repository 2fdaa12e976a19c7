#pragma once
// Bytes that must not stay behind or leak: a key, a password, an opened record.
//
// Promises: cannot be copied by accident, has no way to be printed, is wiped when it dies or is moved from. Equality
// takes the same time wherever the difference is. Thread rule: a value; one thread changes it.
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"

namespace menhu::crypto {

class Secret {
public:
    Secret() = default;
    // `size` bytes of zero, to be filled through `writable`.
    explicit Secret(std::size_t size);
    static Secret copy_of(base::ByteView bytes);
    static Secret copy_of(std::string_view text) { return copy_of(base::as_bytes(text)); }
    static Secret random(std::size_t size, base::Random& random);

    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    Secret clone() const { return copy_of(view()); }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    // Borrowed; lives as long as this does.
    base::ByteView view() const { return {bytes_.get(), size_}; }
    std::string_view text() const { return base::as_text(view()); }
    std::span<std::uint8_t> writable() { return {bytes_.get(), size_}; }

    friend bool operator==(const Secret& left, const Secret& right);

private:
    std::unique_ptr<std::uint8_t[]> bytes_;
    std::size_t size_ = 0;
};

// Overwrites memory in a way that the compiler may not leave out.
void wipe(std::span<std::uint8_t> bytes);

// Compares in a time that depends on the lengths only. Different lengths are unequal.
bool constant_time_equal(base::ByteView left, base::ByteView right);

}  // namespace menhu::crypto
