// Request bodies: what is read strictly prints to what reads the same again; and the routing of any path.
#include <cstdlib>

#include "web/endpoint.h"
#include "web/views.h"

using namespace menhu::web;

namespace {

template <class Request>
void read_twice(const boost::json::value& document) {
    Request first;
    if (read_json(document, "", first)) return;
    const auto text = to_json(first);
    boost::json::value again;
    Request second;
    if (parse_document(text, again) || read_json(again, "", second) || to_json(second) != text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto route = find_route("GET", text);
    if (route.endpoint != nullptr && !route.path_known) std::abort();
    boost::json::value document;
    if (parse_document(text, document)) return 0;
    read_twice<SignInRequest>(document);
    read_twice<PasswordRequest>(document);
    read_twice<QueryRequest>(document);
    read_twice<FollowRequest>(document);
    read_twice<DeliveryRequest>(document);
    read_twice<SignOffRequest>(document);
    return 0;
}
