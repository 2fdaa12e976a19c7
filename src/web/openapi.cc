// The OpenAPI 3.1 document, made of the endpoint table.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "web/endpoint.h"

namespace menhu::web {

namespace {

void add_text(std::string& out, std::string_view name, std::string_view text) {
    write_text(out, name);
    out += ':';
    write_text(out, text);
}

// "{path*}" is our own notation; OpenAPI knows "{path}".
std::string openapi_path(std::string_view path) {
    std::string out{path};
    std::erase(out, '*');
    return out;
}

std::string guard_text(const Guard& guard) {
    switch (guard.who) {
        case Guard::Who::everybody:
            return "everybody";
        case Guard::Who::signed_in:
            return "signed in";
        case Guard::Who::members:
            return "signed in, password changed";
        case Guard::Who::loopback:
            return "the machine itself";
        case Guard::Who::roles: {
            std::string names;
            for (const auto role : guard.roles.list()) {
                if (!names.empty()) names += ' ';
                names += law::role_name(role);
            }
            return names;
        }
    }
    return "";
}

void add_parameters(std::string& out, const Endpoint& endpoint) {
    std::string list;
    const auto add = [&list](std::string_view name, std::string_view place) {
        if (!list.empty()) list += ',';
        list += '{';
        add_text(list, "name", name);
        list += ',';
        add_text(list, "in", place);
        list += place == "path" ? ",\"required\":true" : ",\"required\":false";
        list += ",\"schema\":{\"type\":\"string\"}}";
    };
    auto path = endpoint.path;
    for (auto brace = path.find('{'); brace != std::string_view::npos; brace = path.find('{')) {
        path.remove_prefix(brace + 1);
        auto name = path.substr(0, path.find('}'));
        if (name.ends_with('*')) name.remove_suffix(1);
        add(name, "path");
    }
    auto query = endpoint.query;
    while (!query.empty()) {
        const auto name = query.substr(0, query.find(' '));
        add(name, "query");
        query.remove_prefix(std::min(query.size(), name.size() + 1));
    }
    const bool takes_session =
        endpoint.guard.who != Guard::Who::everybody && endpoint.guard.who != Guard::Who::loopback;
    if (takes_session && endpoint.method != Method::get) {
        if (!list.empty()) list += ',';
        list += R"({"$ref":"#/components/parameters/csrf"})";
    }
    if (!list.empty()) out += ",\"parameters\":[" + list + "]";
}

std::string operation(const Endpoint& endpoint, SchemaBook& book) {
    std::string out = "{";
    add_text(out, "summary", endpoint.summary_en);
    out += ',';
    add_text(out, "description",
             fmt::format("{}。{}", endpoint.summary_zh,
                         endpoint.clause.empty() ? "" : fmt::format("條款 {}。", endpoint.clause)));
    out += ',';
    add_text(out, "x-guard", guard_text(endpoint.guard));
    if (!endpoint.clause.empty()) {
        out += ',';
        add_text(out, "x-clause", endpoint.clause);
    }
    if (endpoint.guard.who == Guard::Who::everybody || endpoint.guard.who == Guard::Who::loopback)
        out += ",\"security\":[]";
    add_parameters(out, endpoint);
    if (endpoint.request != nullptr) {
        book.write_side(SchemaBook::Side::request);
        out += fmt::format(R"(,"requestBody":{{"required":true,"content":{{"application/json":{{"schema":{}}}}}}})",
                           endpoint.request(book));
    } else if (endpoint.upload != nullptr) {
        out += R"(,"requestBody":{"required":true,"content":{"application/octet-stream":{}}})";
    }
    out += ",\"responses\":{";
    if (endpoint.answer != nullptr) {
        book.write_side(SchemaBook::Side::answer);
        out += fmt::format(R"("{}":{{"description":"OK","content":{{"application/json":{{"schema":{}}}}}}})",
                           endpoint.success, endpoint.answer(book));
    } else if (!endpoint.media.empty()) {
        out += fmt::format(R"("200":{{"description":"OK","content":{{"{}":{{}}}}}})", endpoint.media);
    } else {
        out += R"("204":{"description":"Done"})";
    }
    out += R"(,"default":{"$ref":"#/components/responses/problem"}}})";
    return out;
}

constexpr std::string_view problem_schema =
    R"({"type":"object","required":["type","title","status","code","detail","detail_en","next","next_en","trace"],"properties":{)"
    R"("type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},)"
    R"("detail":{"type":"string"},"detail_en":{"type":"string"},"next":{"type":"string"},"next_en":{"type":"string"},)"
    R"("trace":{"type":"string"},"clause":{"type":"string"},"fields":{"type":"array","items":{"$ref":"#/components/schemas/FieldProblem"}},)"
    R"("receipt":{"$ref":"#/components/schemas/ReceiptView"}}})";
constexpr std::string_view field_problem_schema =
    R"({"type":"object","required":["path","detail","detail_en"],"properties":{"path":{"type":"string"},"detail":{"type":"string"},"detail_en":{"type":"string"}}})";

}  // namespace

std::string openapi_document() {
    SchemaBook book;
    std::map<std::string, std::string> paths;
    for (const auto& endpoint : endpoints()) {
        auto& methods = paths[openapi_path(endpoint.path)];
        if (!methods.empty()) methods += ',';
        std::string method{method_name(endpoint.method)};
        for (char& letter : method) letter = static_cast<char>(letter | 0x20);
        methods += fmt::format("\"{}\":{}", method, operation(endpoint, book));
    }
    std::string out =
        R"({"openapi":"3.1.0","info":{"title":"門戶 Menhu","version":"1","license":{"name":"Apache-2.0","identifier":"Apache-2.0"}},)"
        R"("servers":[{"url":"/"}],"security":[{"session":[]}],"paths":{)";
    for (const auto& [path, methods] : paths) {
        if (out.back() != '{') out += ',';
        out += fmt::format("\"{}\":{{{}}}", path, methods);
    }
    out += R"(},"components":{"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"__Host-menhu"}},)";
    out +=
        R"("parameters":{"csrf":{"name":"X-Menhu-CSRF","in":"header","required":true,"description":"The value csrf of GET /api/v1/session","schema":{"type":"string"}}},)";
    out +=
        R"("responses":{"problem":{"description":"A problem document, RFC 9457","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}},)";
    out += "\"schemas\":{";
    auto schemas = book.named();
    schemas["Problem"] = problem_schema;
    schemas["FieldProblem"] = field_problem_schema;
    for (const auto& [name, schema] : schemas) {
        if (out.back() != '{') out += ',';
        out += fmt::format("\"{}\":{}", name, schema);
    }
    out += "}}}";
    return out;
}

}  // namespace menhu::web
