#pragma once
// A request as handlers see it, and their answer. A handler is a plain function: it knows nothing of sockets.
//
// Thread rule: a Call is handed from the connection to its handler and is not shared.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "web/json.h"
#include "web/log.h"
#include "web/problem.h"

namespace menhu::web {

struct Endpoint;

struct Call {
    const Endpoint* endpoint = nullptr;
    std::vector<std::string> parts;                          // what stands for {…} in the path, in order
    std::vector<std::pair<std::string, std::string>> query;  // decoded
    std::string body;
    std::string token;          // of the session's cookie; empty if there is none
    std::string sign_in_state;  // of the cookie of a sign-in under way at an outside provider
    std::string content_range;  // of an upload
    std::string file_name;      // of an upload: the header X-File-Name, percent-encoded UTF-8, decoded
    std::string source;         // the peer's address
    base::Instant now{};        // read once, when the request had arrived
    std::string trace;

    std::string_view query_value(std::string_view name) const {
        for (const auto& [key, value] : query) {
            if (key == name) return value;
        }
        return {};
    }
};

// The next piece of a long answer; an empty one ends it. Runs where it may block.
using MorePieces = std::move_only_function<base::Result<std::string>()>;

struct Answer {
    unsigned status = 200;
    std::string_view media = "application/json";
    std::string body;
    std::vector<std::pair<std::string_view, std::string>> headers;
    std::optional<Problem> problem;  // then the body is made of it
    MorePieces more;                 // after the body, if set
    std::string inside;              // of an error that the operator should know of; for the log only
    Level level = Level::error;      // of that
};

inline Answer answer_problem(Problem problem) {
    Answer answer;
    answer.status = problem.status;
    answer.media = "application/problem+json";
    answer.problem = std::move(problem);
    return answer;
}
inline Answer answer_error(const base::Error& error) {
    auto answer = answer_problem(problem_of(error));
    if (answer.status >= 500) {
        answer.inside = error.describe();
        answer.level = level_of(error);
    }
    return answer;
}

template <DescribedStruct T>
Answer answer_json(const T& value) {
    Answer answer;
    write_json(answer.body, value);
    return answer;
}
inline Answer answer_text(std::string_view media, std::string body) {
    Answer answer;
    answer.media = media;
    answer.body = std::move(body);
    return answer;
}
inline Answer answer_nothing() {
    Answer answer;
    answer.status = 204;
    return answer;
}

// The request's body as a T, or what is wrong with it.
template <DescribedStruct T>
std::optional<Invalid> read_body(const Call& call, T& out) {
    boost::json::value document;
    if (auto wrong = parse_document(call.body, document)) return wrong;
    return read_json(document, "", out);
}

}  // namespace menhu::web
