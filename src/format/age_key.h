#pragma once
// The public key of somebody who receives files encrypted with age: "age1…", an X25519 point in Bech32 (BIP 173; the
// age specification, C2SP age.md, "The X25519 recipient type"). The checksum finds any mistake of up to four
// characters, so a key that was read wrong is not taken. Pure; any thread.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace menhu::format {

class AgeKey {
public:
    // Forgives spaces around it and nothing else; nullopt if it is no such key, or one that is all zero.
    static std::optional<AgeKey> read(std::string_view text);
    const std::string& text() const { return text_; }  // "age1…", small letters
    const std::array<std::uint8_t, 32>& point() const { return point_; }

private:
    std::string text_;
    std::array<std::uint8_t, 32> point_{};
};

}  // namespace menhu::format
