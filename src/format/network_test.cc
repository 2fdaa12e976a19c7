#include "format/network.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include "base/random.h"

namespace menhu::format {
namespace {

std::string text_of(std::string_view text) {
    const auto address = parse_network_address(text);
    return address ? network_address_text(*address) : "(no address)";
}

TEST(NetworkAddress, ReadsAndWritesTheUsualForms) {
    EXPECT_EQ(text_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(text_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(text_of("2001:DB8:0:0:0:0:0:1"), "2001:db8::1");
    EXPECT_EQ(text_of("2001:db8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
    EXPECT_EQ(text_of("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");
    EXPECT_EQ(text_of("::"), "::");
    EXPECT_EQ(text_of("::1"), "::1");
    EXPECT_EQ(text_of("fe80::"), "fe80::");
    EXPECT_EQ(text_of("64:ff9b::192.0.2.33"), "64:ff9b::c000:221");
}

TEST(NetworkAddress, RefusesWhatIsNone) {
    for (const std::string_view text : {"",
                                        "1",
                                        "1.2.3",
                                        "1.2.3.4.5",
                                        "1.2.3.256",
                                        "01.2.3.4",
                                        "1.2.3.4 ",
                                        " 1.2.3.4",
                                        "1.2.3.-4",
                                        "0x1.2.3.4",
                                        ":",
                                        ":::",
                                        "1::2::3",
                                        "1:2:3:4:5:6:7",
                                        "1:2:3:4:5:6:7:8:9",
                                        "1:2:3:4:5:6:7:8::",
                                        "12345::",
                                        "g::",
                                        "fe80::1%eth0",
                                        "1.2.3.4::",
                                        "::1.2.3",
                                        "::1.2.3.4.5",
                                        "[::1]",
                                        "1:2:3:4:5:6:7:1.2.3.4",
                                        "localhost"}) {
        EXPECT_EQ(text_of(text), "(no address)") << text;
    }
}

TEST(Network, HoldsAddressesByPrefix) {
    const auto holds = [](std::string_view network, std::string_view address) {
        return Network::parse(network).value().contains(parse_network_address(address).value());
    };
    EXPECT_TRUE(holds("10.0.0.0/8", "10.255.255.255"));
    EXPECT_FALSE(holds("10.0.0.0/8", "11.0.0.0"));
    EXPECT_TRUE(holds("192.0.2.128/25", "192.0.2.128"));
    EXPECT_FALSE(holds("192.0.2.128/25", "192.0.2.127"));
    EXPECT_TRUE(holds("192.0.2.7", "192.0.2.7"));
    EXPECT_TRUE(holds("192.0.2.7", "::ffff:192.0.2.7"));
    EXPECT_FALSE(holds("192.0.2.7", "192.0.2.6"));
    EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.9"));
    EXPECT_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
    EXPECT_TRUE(holds("::/0", "2001:db8::1"));
    EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
    EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
}

TEST(Network, RefusesPrefixesThatSayTooMuch) {
    for (const std::string_view text : {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/-1",
                                        "2001:db8::/129", "2001:db8::1/64", "10/8", "/8", "10.0.0.0/8/8"}) {
        EXPECT_FALSE(Network::parse(text)) << text;
    }
    EXPECT_EQ(Network::parse("10.0.0.0/8")->text(), "10.0.0.0/8");
    EXPECT_EQ(Network::parse("2001:DB8::/32")->text(), "2001:db8::/32");
    EXPECT_EQ(Network::parse("192.0.2.7")->text(), "192.0.2.7/32");
}

// The system's own reader and writer, over many addresses.
TEST(NetworkAddress, AgreesWithTheSystem) {
    base::SeededRandom random{5};
    for (int i = 0; i < 20'000; ++i) {
        NetworkAddress address;
        random.fill(address.bytes);
        for (auto& byte : address.bytes) {
            if (random.below(2) == 0) byte = 0;
        }
        if (address.is_v4()) continue;
        // The system writes these two as IPv4 in IPv6, which RFC 5952 leaves open.
        bool is_low = true;
        for (std::size_t at = 0; at < 12; ++at) is_low = is_low && address.bytes[at] == 0;
        std::array<char, INET6_ADDRSTRLEN> theirs{};
        ASSERT_NE(::inet_ntop(AF_INET6, address.bytes.data(), theirs.data(), theirs.size()), nullptr);
        const std::string text = network_address_text(address);
        if (!is_low) {
            EXPECT_EQ(text, theirs.data());
        }
        EXPECT_EQ(parse_network_address(theirs.data()), address) << theirs.data();
        EXPECT_EQ(parse_network_address(text), address) << text;
    }
}

}  // namespace
}  // namespace menhu::format
