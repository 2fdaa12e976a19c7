#include "paper/document.h"

#include <algorithm>
#include <array>

namespace menhu::paper {
namespace {

struct FormName {
    Form form;
    std::string_view name;
    std::string_view media;
};
constexpr std::array form_names{
    FormName{Form::ods, "ods", "application/vnd.oasis.opendocument.spreadsheet"},
    FormName{Form::odt, "odt", "application/vnd.oasis.opendocument.text"},
    FormName{Form::pdf, "pdf", "application/pdf"},
    FormName{Form::csv, "csv", "text/csv; charset=utf-8"},
};

const FormName& names_of(Form form) { return *std::ranges::find(form_names, form, &FormName::form); }

}  // namespace

std::string_view form_name(Form form) { return names_of(form).name; }

std::string_view media_type(Form form) { return names_of(form).media; }

std::optional<Form> parse_form(std::string_view name) {
    const auto found = std::ranges::find(form_names, name, &FormName::name);
    if (found == form_names.end()) return std::nullopt;
    return found->form;
}

base::Result<std::string> write(const Document& document, Form form, base::Instant at) {
    switch (form) {
        case Form::ods:
            return to_ods(document, at);
        case Form::odt:
            return to_odt(document, at);
        case Form::pdf:
            return to_pdf(document, at);
        case Form::csv:
            return to_csv(document);
    }
    CHECK(false);
    return std::string{};
}

}  // namespace menhu::paper
