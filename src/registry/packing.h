#pragma once
// Texts and numbers one after another, for what is sealed in one piece. Inside the room. Thread rule: values.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace menhu::registry {

inline void pack_text(base::Bytes& out, std::string_view text) {
    base::put_u32(out, static_cast<std::uint32_t>(text.size()));
    out.insert(out.end(), text.begin(), text.end());
}

template <class T, class Pack>
void pack_all(base::Bytes& out, const std::vector<T>& items, Pack pack_one) {
    base::put_u32(out, static_cast<std::uint32_t>(items.size()));
    for (const auto& item : items) pack_one(item);
}

// Takes from the front; after the first piece that is not there it stays broken and gives nothing.
class Unpacker {
public:
    explicit Unpacker(base::ByteView in) : in_{in} {}
    bool has_more() const { return !broken_ && !in_.empty(); }
    std::uint32_t number() {
        if (broken_ || in_.size() < 4) return fail();
        const auto value = base::get_u32(in_);
        in_ = in_.subspan(4);
        return value;
    }
    std::int64_t long_number() {
        if (broken_ || in_.size() < 8) return fail();
        const auto value = base::get_u64(in_);
        in_ = in_.subspan(8);
        return static_cast<std::int64_t>(value);
    }
    std::uint8_t byte() {
        if (broken_ || in_.empty()) return static_cast<std::uint8_t>(fail());
        const auto value = in_.front();
        in_ = in_.subspan(1);
        return value;
    }
    std::string text() {
        const auto size = number();
        if (broken_ || in_.size() < size) {
            fail();
            return {};
        }
        std::string out{base::as_text(in_.first(size))};
        in_ = in_.subspan(size);
        return out;
    }
    template <class Take>
    void all(Take take) {
        const auto count = number();
        for (std::uint32_t at = 0; at < count && !broken_; ++at) take();
    }
    // An error of this code unless all was there and nothing is left.
    base::Result<void> finish(std::string_view code) const {
        if (!broken_ && in_.empty()) return {};
        return base::Error{base::Fault::corrupt, code};
    }

private:
    std::uint32_t fail() {
        broken_ = true;
        return 0;
    }
    base::ByteView in_;
    bool broken_ = false;
};

}  // namespace menhu::registry
