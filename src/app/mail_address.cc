#include "app/mail_address.h"

#include <algorithm>

namespace menhu::app {

bool is_mail_address(std::string_view address) {
    const auto at = address.find('@');
    return address.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
           address.find('@', at + 1) == std::string_view::npos && std::ranges::all_of(address, [](char c) {
               return c > ' ' && c < 0x7f && std::string_view{"<>()[],;:\\\""}.find(c) == std::string_view::npos;
           });
}

}  // namespace menhu::app
