#pragma once
// Network addresses and networks as people write them: IPv4 in four decimal parts (RFC 6943 section 3.1.1: nothing
// else), IPv6 (RFC 4291 section 2.2), and "10.20.0.0/16" (RFC 4632). Pure; any thread.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace menhu::format {

// 128 bits; IPv4 is kept as ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2), so an IPv4 peer is the same address whichever
// kind of socket it came in by.
struct NetworkAddress {
    std::array<std::uint8_t, 16> bytes{};

    bool is_v4() const;
    friend bool operator==(const NetworkAddress&, const NetworkAddress&) = default;
};

// No zone ("%eth0"), no port, no spaces.
std::optional<NetworkAddress> parse_network_address(std::string_view text);
// The usual form: RFC 5952 for IPv6.
std::string network_address_text(const NetworkAddress& address);

class Network {
public:
    // An address is a network of one. Nothing if bits are set beyond the prefix: "10.0.0.1/8" is a mistake.
    static std::optional<Network> parse(std::string_view text);
    bool contains(const NetworkAddress& address) const;
    std::string text() const;  // "10.0.0.0/8"
    friend bool operator==(const Network&, const Network&) = default;

private:
    Network(const NetworkAddress& base, int prefix) : base_{base}, prefix_{prefix} {}
    NetworkAddress base_;
    int prefix_ = 128;  // bits of the 128
};

}  // namespace menhu::format
