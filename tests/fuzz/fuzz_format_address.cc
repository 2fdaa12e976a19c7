// Addresses: all parts are UTF-8; the form for comparing is its own.
#include <cstdlib>

#include "format/address.h"
#include "format/code_points.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const Address address = split_address(text);
    for (const std::string* part : {&address.county, &address.district, &address.village, &address.neighbourhood,
                                    &address.road, &address.section, &address.lane, &address.alley, &address.sub_alley,
                                    &address.number, &address.floor, &address.room, &address.rest}) {
        if (!is_utf8(*part)) std::abort();
    }
    const std::string once = normalise_address(text);
    if (!is_utf8(once) || normalise_address(once) != once) std::abort();
    return 0;
}
