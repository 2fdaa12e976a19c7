#pragma once
// What goes wrong, in words for its reader: the rows of docs/errors/*.tsv, which are inside the binary, and the problem
// document (RFC 9457) that the interface answers with. Nothing of the inside is shown: a code, what it means, what to
// do next, and a trace under which the operator finds the log line. Thread rule: immutable; any thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "web/json.h"

namespace menhu::web {

// One row: the first sentence says what happened, the rest what to do next.
struct Message {
    std::string_view code;
    std::string_view fault;  // "bad_input", …
    std::string_view detail_zh;
    std::string_view next_zh;
    std::string_view detail_en;
    std::string_view next_en;
};

// The row of a code, or nullptr.
const Message* find_message(std::string_view code);

// The HTTP status of a code: of its own, or of its fault (docs/errors.md).
unsigned status_of(std::string_view code, base::Fault fault);
// The exit code of the command line for a fault.
int exit_code_of(base::Fault fault);

// The entry that recorded a refusal.
struct ReceiptView {
    std::string log;
    std::int64_t index = 0;
    std::string leaf_hash;
    std::string at;
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (), (log, index, leaf_hash, at))

struct Problem {
    unsigned status = 500;
    std::string code;
    std::string detail_zh;
    std::string detail_en;
    std::string next_zh;
    std::string next_en;
    std::string clause;           // of the regulation, if the problem is a refusal
    std::vector<Invalid> fields;  // what is wrong with the request
    std::optional<ReceiptView> receipt;
};

// By a row of the table; unknown codes become "web.internal".
Problem problem_of(std::string_view code);
Problem problem_of(const base::Error& error);
Problem problem_of(Invalid invalid);  // web.request_invalid

// application/problem+json
std::string to_document(const Problem& problem, std::string_view trace);

}  // namespace menhu::web
