#pragma once
// Reads the files of a profile into a Profile, part by part, and then checks what ties the parts together. Inside the
// room; Profile::load is its only caller. Thread rule: one thread.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "law/data_reader.h"
#include "law/profile.h"

namespace menhu::law {

class ProfileReader {
public:
    void read(std::span<const base::EmbeddedFile> files);
    std::vector<Problem>& problems() { return findings_.problems; }
    Profile take() { return std::move(profile_); }

private:
    // A clause, basis or category that a row names; they are looked up when every part has been read.
    struct Reference {
        std::string file;
        std::size_t line;
        std::string id;
    };

    void read_part(const base::EmbeddedFile& file);
    void read_agency(DataReader& in, const format::TomlNode& root);
    void read_clauses(DataReader& in, const format::TomlNode& root);
    void read_bases(DataReader& in, const format::TomlNode& root);
    void read_units(DataReader& in, const format::TomlNode& root);
    void read_roles(DataReader& in, const format::TomlNode& root);
    void read_separations(DataReader& in, const format::TomlNode& root);
    void read_numbers(DataReader& in, const format::TomlNode& root);
    void read_number(DataReader& in, const format::TomlNode& row, const NumberRule& rule);
    void read_codes(DataReader& in, const format::TomlNode& root);
    void read_fields(DataReader& in, const format::TomlNode& root);
    void read_register(DataReader& in, const format::TomlNode& root);
    void read_audit_form(DataReader& in, const format::TomlNode& root);
    void read_letters(DataReader& in, const format::TomlNode& root);
    void read_work_days(DataReader& in, const format::TomlNode& root);
    void read_pledge(DataReader& in, const format::TomlNode& root);
    void read_approval(DataReader& in, const format::TomlNode& root);

    std::string clause_of(DataReader& in, const format::TomlNode& row);
    Role role_of(DataReader& in, std::string_view name, std::size_t line);

    void check_references();
    void check_bases();
    void check_roles();
    void check_fields();
    void check_numbers(const std::string& file);
    void check_audit_form();
    void check_approval();
    void refuse(std::string zh, std::string en);  // of the profile as a whole

    Profile profile_;
    Findings findings_;
    std::string head_;  // name of profile.toml, for problems of the whole
    std::string numbers_file_;
    std::vector<Reference> clause_references_;
    std::vector<Reference> category_references_;
    std::vector<Reference> basis_references_;
    std::vector<std::string_view> numbers_read_;
};

}  // namespace menhu::law
