#include "base/result.h"

namespace menhu::base {
namespace {

std::string place(const std::source_location& at) {
    return std::string{" at "} + at.file_name() + ":" + std::to_string(at.line());
}

}  // namespace

Error::Error(Fault fault, std::string_view code, std::string detail, std::source_location at)
    : fault_{fault}, code_{code}, detail_{std::move(detail)}, at_{at} {}

std::string Error::describe() const {
    std::string text{code_};
    if (!detail_.empty()) text += " (" + detail_ + ")";
    return text + place(at_);
}

std::string Bug::describe() const { return std::string{what_} + place(at_); }

void throw_bug(std::string_view what, std::source_location at) { throw Bug{what, at}; }

}  // namespace menhu::base
