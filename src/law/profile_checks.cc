// What ties the parts of a profile together, checked when all of them have been read.
#include <algorithm>
#include <array>

#include "law/profile_reader.h"

namespace menhu::law {

void ProfileReader::refuse(std::string zh, std::string en) {
    findings_.problems.push_back({head_, 0, std::move(zh), std::move(en)});
}

void ProfileReader::check_references() {
    const auto check = [&](const std::vector<Reference>& references, std::string_view zh, std::string_view en,
                           const auto& exists) {
        for (const Reference& reference : references) {
            if (reference.id.empty() || exists(reference.id)) continue;
            findings_.problems.push_back({reference.file, reference.line,
                                          "沒有「" + reference.id + "」這個" + std::string{zh},
                                          "there is no " + std::string{en} + " \"" + reference.id + "\""});
        }
    };
    check(clause_references_, "條文", "clause",
          [&](const std::string& id) { return profile_.find_clause(id) != nullptr; });
    check(basis_references_, "法規依據", "basis",
          [&](const std::string& id) { return profile_.find_basis(id) != nullptr; });
    check(category_references_, "個資類別", "category of personal data", [&](const std::string& id) {
        return std::ranges::find(profile_.data_categories_, id, &PersonalDataCode::code) !=
               profile_.data_categories_.end();
    });
}

void ProfileReader::check_bases() {
    if (profile_.bases_.empty()) refuse("沒有任何法規依據", "there are no legal bases");
    int expected = 1;
    for (const Basis& basis : profile_.bases_) {
        if (basis.number != expected) {
            refuse("法規依據項次應依序，第 " + std::to_string(expected) + " 項缺漏或錯置",
                   "the bases must be numbered in order; number " + std::to_string(expected) +
                       " is missing or out of place");
            return;
        }
        ++expected;
    }
}

void ProfileReader::check_roles() {
    for (const Role role : all_roles) {
        if (std::ranges::find(profile_.roles_, role, &RoleTitle::role) != profile_.roles_.end()) continue;
        const std::string name{role_name(role)};
        refuse("缺少角色「" + name + "」", "the role \"" + name + "\" is missing");
    }
}

void ProfileReader::check_fields() {
    for (const format::PersonFieldName& known : format::person_field_names) {
        if (std::ranges::find(profile_.fields_, known.field, &Field::field) != profile_.fields_.end()) continue;
        const std::string name{known.name};
        refuse("缺少欄位「" + name + "」", "the field \"" + name + "\" is missing");
    }
}

void ProfileReader::check_audit_form() {
    // The form's own numbering, gaps filled by reserved rows: 1, 2, 3 … in each section, sections in order.
    int section = 0;
    for (const AuditSection& heading : profile_.audit_sections_) {
        if (heading.number != ++section) {
            refuse("附件二大項應依序編號", "the sections of annex 2 must be numbered in order");
            return;
        }
    }
    if (section == 0) refuse("附件二沒有任何大項", "annex 2 has no sections");
    int in_section = 1;
    int number = 0;
    for (const AuditItem& item : profile_.audit_items_) {
        if (item.section != in_section) number = 0;
        if (item.section < in_section || item.section > section || item.number != ++number) {
            refuse("附件二項次 " + item.id + " 前有缺號或錯置；缺號請以 reserved 列保留",
                   "annex 2: an item before " + item.id +
                       " is missing or out of place; keep a gap of the form as a reserved row");
            return;
        }
        in_section = item.section;
    }
    if (in_section != section) refuse("附件二末項缺漏", "annex 2: the last section has no items");
}

}  // namespace menhu::law
