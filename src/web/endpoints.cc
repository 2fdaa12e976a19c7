// The endpoint table, and finding a row by a request.
#include "web/endpoint.h"
#include "web/endpoint_tables.h"

namespace menhu::web {

namespace {

// Does the path fit the pattern? "{x}" stands for one part, "{x*}" for all that follow.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& parts) {
    parts.clear();
    while (!pattern.empty()) {
        const auto brace = pattern.find('{');
        const auto fixed = pattern.substr(0, brace);
        if (!path.starts_with(fixed)) return false;
        path.remove_prefix(fixed.size());
        if (brace == std::string_view::npos) return path.empty();
        const auto close = pattern.find('}');
        const bool takes_rest = pattern[close - 1] == '*';
        pattern.remove_prefix(close + 1);
        auto part = takes_rest ? path : path.substr(0, path.find('/'));
        // What follows in the same part, as in "{id}.pdf", is not of it.
        const auto ending = pattern.substr(0, pattern.find_first_of("/{"));
        if (!takes_rest && part.ends_with(ending)) part.remove_suffix(ending.size());
        if (part.empty()) return false;
        parts.emplace_back(part);
        path.remove_prefix(part.size());
    }
    return path.empty();
}

}  // namespace

std::span<const Endpoint> endpoints() {
    static const std::vector<Endpoint> all = [] {
        std::vector<Endpoint> rows;
        for (const auto area :
             {core_endpoints(),        duties_endpoints(),   credential_endpoints(), identity_endpoints(),
              review_endpoints(),      roster_endpoints(),   office_endpoints(),     catalogue_endpoints(),
              use_endpoints(),         kinship_endpoints(),  question_endpoints(),   conflict_endpoints(),
              destruction_endpoints(), decision_endpoints(), match_endpoints(),      frame_endpoints(),
              attachment_endpoints(),  watch_endpoints(),    copy_endpoints(),       delivery_endpoints()})
            rows.insert(rows.end(), area.begin(), area.end());
        return rows;
    }();
    return all;
}

std::string_view method_name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::delete_:
            return "DELETE";
    }
    return "";
}

Route find_route(std::string_view method, std::string_view path) {
    Route route;
    std::vector<std::string> parts;
    for (const auto& endpoint : endpoints()) {
        if (!fits(endpoint.path, path, parts)) continue;
        route.path_known = true;
        if (method_name(endpoint.method) == method) {
            route.endpoint = &endpoint;
            route.parts = std::move(parts);
            return route;
        }
        if (!route.allow.empty()) route.allow += ", ";
        route.allow += method_name(endpoint.method);
        if (endpoint.method == Method::get) route.allow += ", HEAD";
    }
    return route;
}

}  // namespace menhu::web
