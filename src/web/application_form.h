#pragma once
// From the form as it was sent to the one that people checks. Pure; any thread.
#include <expected>

#include "people/application.h"
#include "web/views_office.h"

namespace menhu::web {

// What cannot be read at all, such as a day that is none, is told here; the rest by people::check_form.
std::expected<people::ApplicationForm, Problem> read_form(const ApplicationForm& form);
// The fields that are wrong, as a problem; `prefix` is where the form stands in the request ("form." or nothing).
Problem problem_of_form(const std::vector<people::FormProblem>& wrong, std::string_view prefix);

}  // namespace menhu::web
