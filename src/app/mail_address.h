#pragma once
// Mail addresses. Inside the room. Pure; any thread.
#include <string_view>

namespace menhu::app {

// Can it be written to at all? Printable ASCII with one "@" inside and nothing that ends a header or an address: the
// plain part of RFC 5321 section 4.1.2.
bool is_mail_address(std::string_view address);

}  // namespace menhu::app
