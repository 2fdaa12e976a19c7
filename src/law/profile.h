#pragma once
// A profile: the regulation of one agency as data. Its clauses, legal bases, units, roles, forms, fields and numbers.
//
// Promises: a Profile that exists is whole. `Profile::load` either returns one in which every reference resolves, every
// number is there and in range, and nothing is said twice, or says everything that is wrong, each with file and line.
// What no source states (a date of effect, a code) stays absent; it is never guessed. Thread rule: immutable once
// loaded; any thread may read it.
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/period.h"
#include "base/result.h"
#include "format/person_fields.h"
#include "law/approval.h"
#include "law/numbers.h"
#include "law/roles.h"
#include "law/sign_in_rules.h"

namespace menhu::law {

using Date = std::chrono::year_month_day;

// Something that is wrong with a profile's file. Line counts from 1; 0 when the whole file is meant.
struct Problem {
    std::string file;
    std::size_t line = 0;
    std::string zh;
    std::string en;
};

// A duty of the regulation. `number` is its place as printed ("三(一)1"), `text` the text as issued.
struct Clause {
    std::string id;      // "U1.1"
    std::string number;  // "三(一)1"
    std::string text;
    std::string summary_en;
};

// Whether a date of effect is known. No source for the twenty bases states one yet, so most are `unknown`: such a
// basis counts as in force until somebody enters its end.
struct Basis {
    std::string id;  // "B05"
    int number = 0;  // its place in 二(一)
    std::string title;
    std::string title_en;
    std::vector<std::string> articles;  // "第四條"; empty when the regulation names the whole text
    std::string text;                   // the line as issued
    std::optional<Date> from;
    std::optional<Date> to;  // last day in force
    std::optional<std::string> superseded_by;

    bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

// How sure we are of a fact that no public source printed in full.
enum class Confidence : std::uint8_t { confirmed, high, medium, low, inferred };
std::string_view confidence_name(Confidence confidence);

enum class UnitKind : std::uint8_t { section, staff_office, district_office, provider };
std::string_view unit_kind_name(UnitKind kind);  // "section", …

// A unit of the agency or one that works under its rules. Contractors are not here: they come and go with contracts.
struct Unit {
    std::string code;  // "district-68000010"
    UnitKind kind = UnitKind::section;
    std::string name;
    std::string name_en;
    std::optional<std::string> district;            // area code, for district offices
    std::string clause;                             // what makes it a unit that may use, keep or check the data
    Confidence confidence = Confidence::confirmed;  // of the name
};

struct RoleTitle {
    Role role = Role::case_worker;
    std::string title;
    std::string title_en;
    std::string duty;  // what the holder comes for, in a sentence
    std::string duty_en;
    std::string clause;
    // Hours of security training a year, where the agency asks them of this role (F2.7). Absent: of designated persons
    // Numbers::training_hours, of others none.
    std::optional<std::int64_t> training_hours;
};

// Two roles that one account can never hold together.
struct Separation {
    Role one = Role::case_worker;
    Role other = Role::case_worker;
    std::string clause;
    std::string reason;
    std::string reason_en;
};

// A code of the personal-data law: a specific purpose ("015") or a category of data ("C021").
struct PersonalDataCode {
    std::string code;
    std::string title;
    Confidence confidence = Confidence::inferred;
};

// How a field looks before it is revealed (`四(一)1`: nobody reads more than the duty wants).
enum class Mask : std::uint8_t {
    none,     // shown as it is
    id,       // H12*****89
    name,     // 王○明
    date,     // the year only
    address,  // city and district only
    text,     // "（已遮蔽）"
};
std::string_view mask_name(Mask mask);

// A field of a person's record that a grant can name.
struct Field {
    format::PersonField field = format::PersonField::person_id;
    std::string category;  // personal-data category, e.g. "C011"
    Mask mask = Mask::text;

    // As in layouts, grants and the API ("BirthDate"), and what people read ("出生日期").
    std::string_view name() const { return format::person_field_name(field).name; }
    std::string_view label() const { return format::person_field_name(field).label_zh; }
    std::string_view label_en() const { return format::person_field_name(field).label_en; }
};

// A row of Annex 2, as issued: numbering gaps and repetitions are kept.
struct AuditItem {
    std::string id;  // "4(6)"
    int section = 0;
    int number = 0;
    std::string group;  // the column's inner heading, or empty
    std::string text;
    std::string clause;
    bool reserved = false;          // the form as issued skips this number; an agency may fill it
    bool checkboxes_added = false;  // the form as issued prints none here
};
struct AuditSection {
    int number = 0;
    std::string title;
    std::string title_en;
    std::string clause;
};

// A column of the register of Annex 1. The annex's picture is lost, so every column is inferred from the text.
struct RegisterColumn {
    std::string name;
    std::string group;
    std::string label;
    std::string label_en;
    Confidence confidence = Confidence::inferred;
};

// A letter that the rules want, as the agency words it; what stands in braces is filled in by whoever drafts it. The
// names that may stand there are those of letter_words().
struct LetterTemplate {
    std::string name;    // "staff_change"
    std::string clause;  // that wants it
    std::string subject;
    std::vector<std::string> paragraphs;  // 說明, one after the other
};
// "{provider}" without the braces, …
std::span<const std::string_view> letter_words();

// What everybody acknowledges who applies for an account (L1, F2.2). A changed text has a new version.
struct Pledge {
    std::string version;  // "2026-1"
    std::string clause;
    std::string text;
    std::string text_en;
};

struct Agency {
    std::string code;  // "taoyuan"
    std::string name;
    std::string name_en;
    std::string short_name;
    std::string provider;  // who supplies the data, and is told of changes
    std::string provider_en;
    std::string county_code;  // "68000"
    std::string regulation;   // title of the rules
    std::string regulation_en;
};

class Profile {
public:
    // Reads and checks a profile: one file named "profile.toml" (in any folder) and the parts that it lists, by names
    // relative to it. All problems at once.
    static std::expected<Profile, std::vector<Problem>> load(std::span<const base::EmbeddedFile> files);

    const Agency& agency() const { return agency_; }
    const Numbers& numbers() const { return numbers_; }
    // All in the order of the file.
    std::span<const Clause> clauses() const { return clauses_; }
    std::span<const Basis> bases() const { return bases_; }
    std::span<const Unit> units() const { return units_; }
    std::span<const RoleTitle> roles() const { return roles_; }
    std::span<const Separation> separations() const { return separations_; }
    std::span<const PersonalDataCode> purpose_codes() const { return purpose_codes_; }
    std::span<const PersonalDataCode> data_categories() const { return data_categories_; }
    std::span<const Field> fields() const { return fields_; }
    std::span<const AuditSection> audit_sections() const { return audit_sections_; }
    std::span<const AuditItem> audit_items() const { return audit_items_; }
    std::span<const RegisterColumn> register_columns() const { return register_columns_; }
    std::span<const LetterTemplate> letters() const { return letters_; }
    const Pledge& pledge() const { return pledge_; }
    std::span<const ApprovalStage> approval_stages() const { return approval_stages_; }  // in their order
    const SignInRules& sign_in_rules() const { return sign_in_rules_; }
    // An installation's own, in place of the profile's; before anybody else reads the profile.
    void replace_sign_in_rules(SignInRules rules) { sign_in_rules_ = std::move(rules); }
    // The government's calendar of the years that it was published for; a year beyond them is not covered.
    const base::WorkDays& work_days() const { return work_days_; }

    // nullptr when there is none.
    const Clause* find_clause(std::string_view id) const;
    const Basis* find_basis(std::string_view id) const;
    const Unit* find_unit(std::string_view code) const;
    const Field* find_field(std::string_view name) const;
    const Field& field(format::PersonField field) const;
    const RoleTitle& title_of(Role role) const;
    // The separation that forbids these two on one account, or nullptr.
    const Separation* separation_between(Role one, Role other) const;
    const LetterTemplate* find_letter(std::string_view name) const;

private:
    friend class ProfileReader;
    Profile() = default;

    Agency agency_;
    Numbers numbers_;
    std::vector<Clause> clauses_;
    std::vector<Basis> bases_;
    std::vector<Unit> units_;
    std::vector<RoleTitle> roles_;
    std::vector<Separation> separations_;
    std::vector<PersonalDataCode> purpose_codes_;
    std::vector<PersonalDataCode> data_categories_;
    std::vector<Field> fields_;
    std::vector<AuditSection> audit_sections_;
    std::vector<AuditItem> audit_items_;
    std::vector<RegisterColumn> register_columns_;
    std::vector<LetterTemplate> letters_;
    Pledge pledge_;
    std::vector<ApprovalStage> approval_stages_;
    SignInRules sign_in_rules_;
    base::WorkDays work_days_;
};

// The Taoyuan profile that ships inside the binary: data/profiles/taoyuan/*.toml, ready for Profile::load.
std::span<const base::EmbeddedFile> taoyuan_profile();

// Problems, one a line, "file:line: 中文 / English".
std::string describe(std::span<const Problem> problems);
// For who cannot go on without the data: law.data_invalid, with every problem in its detail.
base::Error data_error(std::span<const Problem> problems);

}  // namespace menhu::law
