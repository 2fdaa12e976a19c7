#include "law/profile_reader.h"

#include <algorithm>
#include <array>

#include "law/sign_in_rules_reader.h"

namespace menhu::law {

using format::TomlNode;

namespace {

Confidence confidence_in(DataReader& in, const TomlNode& row) {
    return in.word<Confidence>(row, "confidence",
                               {{"confirmed", Confidence::confirmed},
                                {"high", Confidence::high},
                                {"medium", Confidence::medium},
                                {"low", Confidence::low},
                                {"inferred", Confidence::inferred}});
}

}  // namespace

void ProfileReader::read(std::span<const base::EmbeddedFile> files) {
    const auto head = std::ranges::find_if(files, [](const base::EmbeddedFile& file) {
        return file.name == "profile.toml" || file.name.ends_with("/profile.toml");
    });
    if (head == files.end()) {
        head_ = "profile.toml";
        refuse("找不到 profile.toml", "there is no profile.toml");
        return;
    }
    head_ = head->name;
    const std::string folder = head_.substr(0, head_.size() - std::string_view{"profile.toml"}.size());
    DataReader in{head_, findings_};
    const auto root = in.parse(head->bytes);
    if (!root) return;
    in.only(*root, {"code", "name", "name_en", "short_name", "provider", "provider_en", "county_code", "regulation",
                    "regulation_en", "parts"});
    read_agency(in, *root);
    for (const std::string& part : in.texts(*root, "parts")) {
        const auto file = std::ranges::find(files, folder + part, &base::EmbeddedFile::name);
        in.once(*root, "檔案", "file", part);
        if (file != files.end()) {
            read_part(*file);
        } else {
            in.refuse(DataReader::line_of(*root, "parts"), "找不到檔案「" + part + "」",
                      "there is no file \"" + part + "\"");
        }
    }
    check_references();
    check_bases();
    check_roles();
    check_fields();
    check_numbers(numbers_file_.empty() ? head_ : numbers_file_);
    check_audit_form();
    check_approval();
    if (profile_.clauses_.empty()) refuse("沒有任何條文", "there are no clauses");
    if (profile_.pledge_.version.empty()) refuse("沒有保密切結", "there is no pledge");
    if (profile_.units_.empty()) refuse("沒有任何單位", "there are no units");
    if (profile_.register_columns_.empty()) refuse("附件一沒有任何欄位", "annex 1 has no columns");
}

void ProfileReader::read_part(const base::EmbeddedFile& file) {
    DataReader in{std::string{file.name}, findings_};
    const auto root = in.parse(file.bytes);
    if (!root) return;
    in.only(*root, {"clauses", "bases", "units", "roles", "separations", "numbers", "purpose_codes", "data_categories",
                    "fields", "register_columns", "audit_sections", "audit_items", "letters", "work_days", "pledge",
                    "sign_in", "stages"});
    read_clauses(in, *root);
    read_bases(in, *root);
    read_units(in, *root);
    read_roles(in, *root);
    read_separations(in, *root);
    read_numbers(in, *root);
    read_codes(in, *root);
    read_fields(in, *root);
    read_register(in, *root);
    read_audit_form(in, *root);
    read_letters(in, *root);
    read_work_days(in, *root);
    read_pledge(in, *root);
    read_approval(in, *root);
    SignInRulesReader::read(
        in, *root, [this](DataReader& reader, const TomlNode& row) { return clause_of(reader, row); },
        profile_.sign_in_rules_);
}

void ProfileReader::read_agency(DataReader& in, const TomlNode& root) {
    Agency& agency = profile_.agency_;
    agency.code = in.text(root, "code");
    agency.name = in.text(root, "name");
    agency.name_en = in.text(root, "name_en");
    agency.short_name = in.text(root, "short_name");
    agency.provider = in.text(root, "provider");
    agency.provider_en = in.text(root, "provider_en");
    agency.county_code = in.text(root, "county_code");
    agency.regulation = in.text(root, "regulation");
    agency.regulation_en = in.text(root, "regulation_en");
}

std::string ProfileReader::clause_of(DataReader& in, const TomlNode& row) {
    std::string id = in.text(row, "clause");
    if (!id.empty()) clause_references_.push_back({in.file(), DataReader::line_of(row, "clause"), id});
    return id;
}

void ProfileReader::read_clauses(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "clauses")) {
        in.only(*row, {"id", "number", "text", "summary_en"});
        Clause clause{in.text(*row, "id"), in.text(*row, "number"), in.text(*row, "text"), in.text(*row, "summary_en")};
        in.once(*row, "條文代號", "clause", clause.id);
        in.once(*row, "條次", "clause number", clause.number);
        profile_.clauses_.push_back(std::move(clause));
    }
}

void ProfileReader::read_bases(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "bases")) {
        in.only(*row, {"id", "number", "title", "title_en", "articles", "text", "from", "to", "superseded_by"});
        Basis basis;
        basis.id = in.text(*row, "id");
        basis.number = static_cast<int>(in.integer(*row, "number", 1, 9999));
        basis.title = in.text(*row, "title");
        basis.title_en = in.text(*row, "title_en");
        basis.articles = in.texts(*row, "articles");
        basis.text = in.text(*row, "text");
        basis.from = in.date_if(*row, "from");
        basis.to = in.date_if(*row, "to");
        basis.superseded_by = in.text_if(*row, "superseded_by");
        in.once(*row, "法規依據代號", "basis", basis.id);
        in.once(*row, "法規依據項次", "basis number", std::to_string(basis.number));
        if (basis.from && basis.to && *basis.to < *basis.from) {
            in.refuse(DataReader::line_of(*row, "to"), "失效日早於生效日", "`to` is before `from`");
        }
        if (basis.superseded_by) {
            basis_references_.push_back({in.file(), DataReader::line_of(*row, "superseded_by"), *basis.superseded_by});
            if (*basis.superseded_by == basis.id) {
                in.refuse(row->line, "法規依據不能由自己取代", "a basis cannot supersede itself");
            }
        }
        profile_.bases_.push_back(std::move(basis));
    }
}

void ProfileReader::read_units(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "units")) {
        in.only(*row, {"code", "kind", "name", "name_en", "district", "clause", "confidence"});
        Unit unit;
        unit.code = in.text(*row, "code");
        unit.kind = in.word<UnitKind>(*row, "kind",
                                      {{"section", UnitKind::section},
                                       {"staff_office", UnitKind::staff_office},
                                       {"district_office", UnitKind::district_office},
                                       {"provider", UnitKind::provider}});
        unit.name = in.text(*row, "name");
        unit.name_en = in.text(*row, "name_en");
        unit.district = in.text_if(*row, "district");
        unit.clause = clause_of(in, *row);
        unit.confidence = confidence_in(in, *row);
        in.once(*row, "單位代號", "unit", unit.code);
        in.once(*row, "單位名稱", "unit name", unit.name);
        if ((unit.kind == UnitKind::district_office) != unit.district.has_value()) {
            in.refuse(row->line, "區公所須有 `district`，其他單位不得有",
                      "a district office needs `district`, and no other unit has one");
        }
        profile_.units_.push_back(std::move(unit));
    }
}

Role ProfileReader::role_of(DataReader& in, std::string_view name, std::size_t line) {
    if (const auto role = parse_role(name)) return *role;
    if (!name.empty()) {
        in.refuse(line, "沒有「" + std::string{name} + "」這個角色", "there is no role \"" + std::string{name} + "\"");
    }
    return Role::case_worker;
}

void ProfileReader::read_roles(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "roles")) {
        in.only(*row, {"name", "title", "title_en", "duty", "duty_en", "clause", "training_hours"});
        const std::string name = in.text(*row, "name");
        in.once(*row, "角色", "role", name);
        RoleTitle role{role_of(in, name, row->line),
                       in.text(*row, "title"),
                       in.text(*row, "title_en"),
                       in.text(*row, "duty"),
                       in.text(*row, "duty_en"),
                       clause_of(in, *row),
                       std::nullopt};
        if (row->find("training_hours") != nullptr) role.training_hours = in.integer(*row, "training_hours", 0, 1000);
        profile_.roles_.push_back(std::move(role));
    }
}

void ProfileReader::read_separations(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "separations")) {
        in.only(*row, {"roles", "clause", "reason", "reason_en"});
        std::vector<std::string> names = in.texts(*row, "roles");
        if (names.size() != 2 || names[0] == names[1]) {
            in.refuse(row->line, "`roles` 應為兩個不同的角色", "`roles` must be two different roles");
            names.resize(2);
        }
        const Role one = role_of(in, names[0], row->line);
        const Role other = role_of(in, names[1], row->line);
        std::ranges::sort(names);
        in.once(*row, "角色分離", "separation", names[0] + "/" + names[1]);
        profile_.separations_.push_back(
            {one, other, clause_of(in, *row), in.text(*row, "reason"), in.text(*row, "reason_en")});
    }
}

void ProfileReader::read_codes(DataReader& in, const TomlNode& root) {
    const auto read = [&](std::string_view key, std::string_view zh, std::vector<PersonalDataCode>& out) {
        for (const TomlNode* row : in.tables(root, key)) {
            in.only(*row, {"code", "title", "confidence"});
            out.push_back({in.text(*row, "code"), in.text(*row, "title"), confidence_in(in, *row)});
            in.once(*row, zh, key, out.back().code);
        }
    };
    read("purpose_codes", "特定目的代號", profile_.purpose_codes_);
    read("data_categories", "個資類別代號", profile_.data_categories_);
}

void ProfileReader::read_fields(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "fields")) {
        in.only(*row, {"name", "category", "mask"});
        const std::string name = in.text(*row, "name");
        Field field;
        field.category = in.text(*row, "category");
        field.mask = in.word<Mask>(*row, "mask",
                                   {{"none", Mask::none},
                                    {"id", Mask::id},
                                    {"name", Mask::name},
                                    {"date", Mask::date},
                                    {"address", Mask::address},
                                    {"text", Mask::text}});
        category_references_.push_back({in.file(), row->line, field.category});
        in.once(*row, "欄位", "field", name);
        const auto known = format::person_field_named(name);
        if (known) {
            field.field = *known;
            profile_.fields_.push_back(std::move(field));
        } else if (!name.empty()) {
            in.refuse(DataReader::line_of(*row, "name"), "沒有「" + name + "」這個欄位",
                      "there is no field \"" + name + "\"");
        }
    }
}

void ProfileReader::read_register(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "register_columns")) {
        in.only(*row, {"name", "group", "label", "label_en", "confidence"});
        profile_.register_columns_.push_back({in.text(*row, "name"), in.text(*row, "group"), in.text(*row, "label"),
                                              in.text(*row, "label_en"), confidence_in(in, *row)});
        in.once(*row, "附件一欄位", "column of annex 1", profile_.register_columns_.back().name);
    }
}

void ProfileReader::read_audit_form(DataReader& in, const TomlNode& root) {
    for (const TomlNode* row : in.tables(root, "audit_sections")) {
        in.only(*row, {"number", "title", "title_en", "clause"});
        profile_.audit_sections_.push_back({static_cast<int>(in.integer(*row, "number", 1, 99)), in.text(*row, "title"),
                                            in.text(*row, "title_en"), clause_of(in, *row)});
    }
    for (const TomlNode* row : in.tables(root, "audit_items")) {
        in.only(*row, {"section", "number", "group", "text", "clause", "reserved", "checkboxes_added"});
        AuditItem item;
        item.section = static_cast<int>(in.integer(*row, "section", 1, 99));
        item.number = static_cast<int>(in.integer(*row, "number", 1, 99));
        item.id = std::to_string(item.section) + "(" + std::to_string(item.number) + ")";
        item.group = in.text_if(*row, "group").value_or("");
        item.reserved = in.flag(*row, "reserved");
        // A reserved row stands for a number that the form skips; it has no text until an agency gives it one.
        item.text = item.reserved ? in.text_if(*row, "text").value_or("") : in.text(*row, "text");
        item.clause = clause_of(in, *row);
        item.checkboxes_added = in.flag(*row, "checkboxes_added");
        in.once(*row, "附件二項次", "item of annex 2", item.id);
        profile_.audit_items_.push_back(std::move(item));
    }
}

}  // namespace menhu::law
