#include "app/catalogue_file.h"

#include <fmt/format.h>

#include "format/toml.h"

namespace menhu::app {

namespace {

using format::toml_quote;
using format::TomlNode;
using format::TomlReader;

std::string list_text(const std::vector<std::string>& words) {
    std::string text = "[";
    for (const auto& word : words) {
        if (text.size() > 1) text += ", ";
        text += toml_quote(word);
    }
    return text + "]";
}

void put(std::string& out, std::string_view name, std::string_view text) {
    out += fmt::format("{} = {}\n", name, toml_quote(text));
}

void put(std::string& out, std::string_view name, const std::vector<std::string>& words) {
    out += fmt::format("{} = {}\n", name, list_text(words));
}

void put(std::string& out, std::string_view name, const std::optional<base::Instant>& instant) {
    if (instant) put(out, name, base::to_rfc3339(*instant));
}

void put_basis(std::string& out, const grants::Basis& basis) {
    out += "\n[[bases]]\n";
    put(out, "id", basis.id);
    put(out, "origin", grants::basis_origin_code(basis.origin));
    put(out, "title", basis.title);
    put(out, "title_en", basis.title_en);
    put(out, "articles", basis.articles);
    put(out, "from", basis.from);
    put(out, "until", basis.until);
    if (basis.replaced_by) put(out, "replaced_by", *basis.replaced_by);
}

void put_purpose(std::string& out, const grants::NewPurpose& purpose) {
    std::vector<std::string> operations;
    for (const auto operation : purpose.operations.list()) {
        operations.emplace_back(grants::name_of(operation).code);
    }
    out += "\n[[purposes]]\n";
    put(out, "code", purpose.code);
    put(out, "name_zh", purpose.name_zh);
    put(out, "name_en", purpose.name_en);
    put(out, "bases", purpose.bases);
    put(out, "units", purpose.units);
    put(out, "fields", purpose.fields);
    put(out, "operations", operations);
    put(out, "case_pattern", purpose.case_pattern);
    put(out, "case_example", purpose.case_example);
    put(out, "acknowledgement_zh", purpose.acknowledgement_zh);
    put(out, "acknowledgement_en", purpose.acknowledgement_en);
    put(out, "codes", purpose.codes);
}

void put_link(std::string& out, const LinkInFile& link) {
    out += "\n[[links]]\n";
    put(out, "code", link.code);
    put(out, "data_class", grants::data_class_code(link.data_class));
    put(out, "name_zh", link.terms.name_zh);
    put(out, "name_en", link.terms.name_en);
    put(out, "provider", link.terms.provider);
    put(out, "unit", link.unit);
    put(out, "purpose", link.terms.purpose);
    put(out, "letter", link.terms.letter);
    if (link.terms.letter_on) put(out, "letter_on", base::to_iso(*link.terms.letter_on));
    put(out, "from", std::optional{link.terms.from});
    put(out, "until", std::optional{link.terms.until});
    out += "tables = [\n";
    for (const grants::LinkTable& table : link.terms.tables) {
        out += fmt::format("    {{ number = {}, name = {}, fields = {} }},\n", toml_quote(table.number),
                           toml_quote(table.name), list_text(table.fields));
    }
    out += "]\n";
}

std::optional<base::Instant> instant_if(TomlReader& reader, const TomlNode& row, std::string_view name) {
    const auto text = reader.text_or(row, name, "");
    if (text.empty()) return std::nullopt;
    auto instant = base::from_rfc3339(text);
    if (!instant) reader.refuse(row.line, fmt::format("`{}` must be an instant, 2026-11-23T00:00:00.000Z", name));
    return instant;
}

grants::Basis read_basis(TomlReader& reader, const TomlNode& row) {
    reader.only(row, {"id", "origin", "title", "title_en", "articles", "from", "until", "replaced_by"});
    grants::Basis basis{.id = reader.text(row, "id"),
                        .title = reader.text(row, "title"),
                        .title_en = reader.text(row, "title_en"),
                        .articles = reader.texts(row, "articles")};
    const auto origin = reader.text(row, "origin");
    if (origin != "profile" && origin != "agency") reader.refuse(row.line, "`origin` must be profile or agency");
    basis.origin = origin == "agency" ? grants::BasisOrigin::agency : grants::BasisOrigin::profile;
    basis.from = instant_if(reader, row, "from");
    basis.until = instant_if(reader, row, "until");
    if (auto replaced_by = reader.text_or(row, "replaced_by", ""); !replaced_by.empty()) {
        basis.replaced_by = std::move(replaced_by);
    }
    return basis;
}

grants::NewPurpose read_purpose_row(TomlReader& reader, const TomlNode& row) {
    reader.only(row, {"code", "name_zh", "name_en", "bases", "units", "fields", "operations", "case_pattern",
                      "case_example", "acknowledgement_zh", "acknowledgement_en", "codes"});
    grants::NewPurpose purpose{.code = reader.text(row, "code"),
                               .name_zh = reader.text(row, "name_zh"),
                               .name_en = reader.text(row, "name_en"),
                               .bases = reader.texts(row, "bases"),
                               .units = reader.texts(row, "units"),
                               .fields = reader.texts(row, "fields"),
                               .operations = {},
                               .case_pattern = reader.text_or(row, "case_pattern", ""),
                               .case_example = reader.text_or(row, "case_example", ""),
                               .acknowledgement_zh = reader.text(row, "acknowledgement_zh"),
                               .acknowledgement_en = reader.text(row, "acknowledgement_en"),
                               .codes = reader.texts(row, "codes")};
    for (const auto& name : reader.texts(row, "operations")) {
        const auto operation = grants::operation_from_code(name);
        if (operation) {
            purpose.operations.add(*operation);
        } else {
            reader.refuse(row.line, "`operations` names one that does not exist");
        }
    }
    return purpose;
}

LinkInFile read_link(TomlReader& reader, const TomlNode& row) {
    reader.only(row, {"code", "data_class", "name_zh", "name_en", "provider", "unit", "purpose", "letter", "letter_on",
                      "from", "until", "tables"});
    LinkInFile link{.code = reader.text(row, "code"), .terms = {}, .unit = reader.text(row, "unit")};
    const auto data_class = grants::data_class_from_code(reader.text(row, "data_class"));
    if (!data_class) reader.refuse(row.line, "`data_class` must be household, kinship or change");
    link.data_class = data_class.value_or(grants::DataClass::household);
    grants::LinkTerms& terms = link.terms;
    terms.name_zh = reader.text(row, "name_zh");
    terms.name_en = reader.text(row, "name_en");
    terms.provider = reader.text(row, "provider");
    terms.purpose = reader.text(row, "purpose");
    terms.letter = reader.text_or(row, "letter", "");
    if (const auto letter_on = reader.date_if(row, "letter_on")) terms.letter_on = base::from_iso(*letter_on);
    terms.from = instant_if(reader, row, "from").value_or(base::Instant{});
    terms.until = instant_if(reader, row, "until").value_or(base::Instant{});
    for (const TomlNode* table : reader.tables(row, "tables")) {
        reader.only(*table, {"number", "name", "fields"});
        terms.tables.push_back({.number = reader.text(*table, "number"),
                                .name = reader.text(*table, "name"),
                                .fields = reader.texts(*table, "fields")});
    }
    return link;
}

}  // namespace

std::string catalogue_text(const CatalogueFile& file) {
    std::string out =
        "# 法規依據、用途與連結作業 · legal bases, purposes and links, as `menhu catalogue import` reads them.\n";
    for (const auto& basis : file.bases) put_basis(out, basis);
    for (const auto& purpose : file.purposes) put_purpose(out, purpose);
    for (const auto& link : file.links) put_link(out, link);
    return out;
}

base::Result<CatalogueFile> read_catalogue(std::string_view text, std::string_view source) {
    const auto root = TRY(format::parse_toml(text, source));
    TomlReader reader{std::string{source}};
    reader.only(root, {"bases", "purposes", "links"});
    CatalogueFile file;
    for (const TomlNode* row : reader.tables(root, "bases")) file.bases.push_back(read_basis(reader, *row));
    for (const TomlNode* row : reader.tables(root, "purposes")) {
        file.purposes.push_back(read_purpose_row(reader, *row));
    }
    for (const TomlNode* row : reader.tables(root, "links")) file.links.push_back(read_link(reader, *row));
    TRY(reader.finish("app.catalogue_invalid"));
    return file;
}

}  // namespace menhu::app
