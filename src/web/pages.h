#pragma once
// The pages: the built front end, which is inside the binary. Assets whose name holds a hash are cached for ever;
// index.html is made per request, because the policy for its content (CSP) names a nonce. Thread rule: pure.
#include <string>
#include <string_view>

#include "web/call.h"

namespace menhu::web {

// The answer to GET `path`, which is not under /api. Unknown paths without an extension are the front end's own routes
// and get index.html. `nonce`: base64 text, new for each request.
Answer page(std::string_view path, std::string_view nonce);

// Content-Security-Policy for pages; nothing comes from elsewhere, nothing runs that was not shipped.
std::string content_security_policy(std::string_view nonce);

}  // namespace menhu::web
