#pragma once
// A file of the room paper as an answer: to be kept, not shown. Pure; any thread.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "paper/document.h"
#include "web/call.h"

namespace menhu::web {

// `name` without its ending; ASCII, nothing personal in it.
inline Answer answer_document(paper::Form form, std::string_view name, std::string bytes) {
    auto answer = answer_text(paper::media_type(form), std::move(bytes));
    answer.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"{}.{}\"", name, paper::form_name(form)));
    return answer;
}

}  // namespace menhu::web
