#pragma once
// One row of the endpoint table. From the rows come routing, the guard, OpenAPI, the TypeScript types and the report of
// endpoints that no test called. Thread rule: constants.
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "people/role.h"
#include "web/call.h"
#include "web/connection_reply.h"
#include "web/schema.h"

namespace menhu::web {

struct Rooms;

enum class Method : std::uint8_t { get, post, put, delete_ };
std::string_view method_name(Method method);  // "GET", …

// Who may call. `signed_in` includes who must change the password first; the others do not.
struct Guard {
    enum class Who : std::uint8_t { everybody, signed_in, members, roles, loopback };
    Who who = Who::everybody;
    people::Roles roles{};
    // fresh: who they are was proved a short time ago (step-up; number of the profile).
    enum class Proof : std::uint8_t { session, fresh };
    Proof proof = Proof::session;
};

// fast: starts one closure on the writer or on a snapshot and returns at once; never blocks.
using FastHandler = void (*)(const Rooms& rooms, Call call, Reply reply);
// blocking: on a worker thread.
using BlockingHandler = Answer (*)(const Rooms& rooms, const Call& call);
// A body that is too big for memory: opened, written piece by piece and finished on a worker thread.
class UploadSink {
public:
    virtual ~UploadSink() = default;
    virtual base::Result<void> write(base::ByteView piece) = 0;
    virtual Answer finish() = 0;
};
using UploadHandler = std::expected<std::unique_ptr<UploadSink>, Answer> (*)(const Rooms& rooms, const Call& call);

struct Endpoint {
    Method method;
    std::string_view path;  // "/api/v1/queries/{id}/reveal"
    Guard guard;
    SchemaOf request = nullptr;  // no body
    SchemaOf answer = nullptr;   // no JSON
    std::string_view media{};    // of the answer, if not JSON
    unsigned success = 200;      // 204 if there is nothing to answer
    std::string_view query{};    // names of query parameters, separated by spaces
    std::string_view clause{};   // of the regulation that it serves; empty if none
    std::string_view summary_zh;
    std::string_view summary_en;
    FastHandler fast = nullptr;  // exactly one of the three
    BlockingHandler blocking = nullptr;
    UploadHandler upload = nullptr;
};

// All, area by area; each area is a file endpoints_<area>.cc.
std::span<const Endpoint> endpoints();

// The endpoint of a request, or why there is none.
struct Route {
    const Endpoint* endpoint = nullptr;
    std::vector<std::string> parts;
    bool path_known = false;  // the path is there with other methods:
    std::string allow;        // "GET, POST"
};
Route find_route(std::string_view method, std::string_view path);

// The OpenAPI 3.1 document.
std::string openapi_document();

}  // namespace menhu::web
