#include "crypto/kdf.h"

#include <algorithm>

#include "base/result.h"
#include "crypto/tag.h"

namespace menhu::crypto {

Secret hkdf_sha256(base::ByteView key, base::ByteView salt, base::ByteView info, std::size_t size) {
    CHECK(size <= 255 * sizeof(Digest));
    Digest extracted = TagKey{salt}.mac(key);
    const TagKey expand{base::ByteView{extracted}};
    wipe(extracted);
    Secret out{size};
    Digest previous{};
    std::size_t done = 0;
    for (std::uint8_t counter = 1; done < size; ++counter) {
        const base::ByteView before = counter == 1 ? base::ByteView{} : base::ByteView{previous};
        previous = expand.mac({before, info, base::ByteView{&counter, 1}});
        const std::size_t take = std::min(previous.size(), size - done);
        std::copy_n(previous.begin(), take, out.writable().begin() + static_cast<std::ptrdiff_t>(done));
        done += take;
    }
    wipe(previous);
    return out;
}

Secret hkdf_sha256(const Secret& key, std::string_view info, std::size_t size) {
    return hkdf_sha256(key.view(), {}, base::as_bytes(info), size);
}

}  // namespace menhu::crypto
