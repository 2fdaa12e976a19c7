// Addresses and networks: what is taken is what the system's own reader takes, prints, and is read again the same.
#include <arpa/inet.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "format/network.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    if (const auto address = parse_network_address(text)) {
        NetworkAddress theirs;
        const bool is_v6 = text.find(':') != std::string::npos;
        if (is_v6 && ::inet_pton(AF_INET6, text.c_str(), theirs.bytes.data()) != 1) std::abort();
        if (!is_v6) {
            theirs.bytes[10] = theirs.bytes[11] = 0xFF;
            if (::inet_pton(AF_INET, text.c_str(), theirs.bytes.data() + 12) != 1) std::abort();
        }
        if (theirs != *address || parse_network_address(network_address_text(*address)) != address) std::abort();
    }
    if (const auto network = Network::parse(text)) {
        if (Network::parse(network->text()) != network) std::abort();
    }
    return 0;
}
