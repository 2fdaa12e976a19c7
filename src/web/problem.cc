#include "web/problem.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/embedded.h"

namespace menhu::web {

std::span<const base::EmbeddedFile> error_tables();  // docs/errors/*.tsv

namespace {

// A message's first sentence, and the rest.
std::pair<std::string_view, std::string_view> split(std::string_view text, std::string_view stop) {
    const auto at = text.find(stop);
    if (at == std::string_view::npos) return {text, {}};
    auto rest = text.substr(at + stop.size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    auto first = text.substr(0, at + stop.size());
    while (first.ends_with(' ')) first.remove_suffix(1);
    return {first, rest};
}

std::vector<Message> read_tables() {
    std::vector<Message> rows;
    for (const auto& file : error_tables()) {
        std::string_view text = file.bytes;
        while (!text.empty()) {
            auto line = text.substr(0, text.find('\n'));
            text.remove_prefix(std::min(text.size(), line.size() + 1));
            std::array<std::string_view, 4> cells;
            std::size_t count = 0;
            while (count < cells.size()) {
                const auto tab = line.find('\t');
                cells[count++] = line.substr(0, tab);
                if (tab == std::string_view::npos) break;
                line.remove_prefix(tab + 1);
            }
            if (count < cells.size() || cells[0].starts_with('#')) continue;
            const auto [zh, next_zh] = split(cells[2], "。");
            const auto [en, next_en] = split(cells[3], ". ");
            rows.push_back({cells[0], cells[1], zh, next_zh, en, next_en});
        }
    }
    std::ranges::sort(rows, {}, &Message::code);
    return rows;
}

struct OwnStatus {
    std::string_view code;
    unsigned status;
};
// Codes whose status says more than that of their fault (RFC 9110, RFC 6585).
constexpr std::array own_status{
    OwnStatus{"web.body_too_large", 413},
    OwnStatus{"web.header_too_large", 431},
    OwnStatus{"web.method_not_allowed", 405},
    OwnStatus{"web.not_json", 415},
};

std::string_view title_of(unsigned status) {
    switch (status) {
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        default:
            return "Internal Server Error";
    }
}

constexpr std::array fault_names{
    std::pair{std::string_view{"bad_input"}, base::Fault::bad_input},
    std::pair{std::string_view{"not_found"}, base::Fault::not_found},
    std::pair{std::string_view{"conflict"}, base::Fault::conflict},
    std::pair{std::string_view{"exhausted"}, base::Fault::exhausted},
    std::pair{std::string_view{"unavailable"}, base::Fault::unavailable},
    std::pair{std::string_view{"corrupt"}, base::Fault::corrupt},
    std::pair{std::string_view{"unsupported"}, base::Fault::unsupported},
    std::pair{std::string_view{"refused"}, base::Fault::refused},
    std::pair{std::string_view{"unauthorized"}, base::Fault::unauthorized},
};

base::Fault fault_of(std::string_view name) {
    for (const auto& [word, fault] : fault_names) {
        if (word == name) return fault;
    }
    return base::Fault::internal;
}

void add(std::string& out, std::string_view name, std::string_view text) {
    out += ',';
    write_text(out, name);
    out += ':';
    write_text(out, text);
}

}  // namespace

const Message* find_message(std::string_view code) {
    static const std::vector<Message> rows = read_tables();
    const auto found = std::ranges::lower_bound(rows, code, {}, &Message::code);
    return found != rows.end() && found->code == code ? &*found : nullptr;
}

unsigned status_of(std::string_view code, base::Fault fault) {
    const auto own = std::ranges::find(own_status, code, &OwnStatus::code);
    if (own != own_status.end()) return own->status;
    switch (fault) {
        case base::Fault::bad_input:
            return 400;
        case base::Fault::not_found:
            return 404;
        case base::Fault::conflict:
            return 409;
        case base::Fault::refused:
            return 403;
        case base::Fault::unauthorized:
            return 401;
        case base::Fault::exhausted:
            return 429;
        case base::Fault::unavailable:
            return 503;
        case base::Fault::unsupported:
            return 501;
        default:
            return 500;
    }
}

int exit_code_of(base::Fault fault) {
    return 2 + static_cast<int>(fault);  // in the order of the enumeration, docs/errors.md
}

Problem problem_of(std::string_view code) {
    const auto* message = find_message(code);
    if (message == nullptr) message = find_message("web.internal");
    CHECK(message != nullptr);
    Problem problem;
    problem.status = status_of(message->code, fault_of(message->fault));
    problem.code = message->code;
    problem.detail_zh = message->detail_zh;
    problem.detail_en = message->detail_en;
    problem.next_zh = message->next_zh;
    problem.next_en = message->next_en;
    return problem;
}

Problem problem_of(const base::Error& error) { return problem_of(error.code()); }

Problem problem_of(Invalid invalid) {
    auto problem = problem_of("web.request_invalid");
    problem.fields.push_back(std::move(invalid));
    return problem;
}

std::string to_document(const Problem& problem, std::string_view trace) {
    std::string out = "{\"type\":";
    write_text(out, "urn:menhu:error:" + problem.code);
    add(out, "title", title_of(problem.status));
    out += ",\"status\":";
    write_json(out, problem.status);
    add(out, "code", problem.code);
    add(out, "detail", problem.detail_zh);
    add(out, "detail_en", problem.detail_en);
    add(out, "next", problem.next_zh);
    add(out, "next_en", problem.next_en);
    add(out, "trace", trace);
    if (!problem.clause.empty()) add(out, "clause", problem.clause);
    if (!problem.fields.empty()) {
        out += ",\"fields\":[";
        for (const auto& field : problem.fields) {
            if (out.back() != '[') out += ',';
            out += "{\"path\":";
            write_text(out, field.path);
            add(out, "detail", field.zh);
            add(out, "detail_en", field.en);
            out += '}';
        }
        out += ']';
    }
    if (problem.receipt) {
        out += ",\"receipt\":";
        write_json(out, *problem.receipt);
    }
    out += '}';
    return out;
}

}  // namespace menhu::web
