#include "demo/plan.h"

#include <algorithm>
#include <set>

#include "format/toml.h"

namespace menhu::demo {

using format::TomlNode;
using format::TomlReader;

namespace {

// The operations that grants knows; a plan cannot ask it, since it stands above.
// The duties of office that people knows.
constexpr std::string_view duty_kinds[] = {"head", "deputy", "account_administrator", "designated_person", "handler"};

constexpr std::string_view operations[] = {"lookup", "household",   "kinship", "match", "extract",
                                           "export", "name_search", "answer",  "watch"};

class PlanReader {
public:
    PlanReader(std::string file, const law::Profile& profile, const law::Districts& districts)
        : in_{std::move(file)}, profile_{profile}, districts_{districts} {}

    Plan read(const TomlNode& root) {
        in_.only(root, {"accounts", "purposes", "grants", "duties", "leaver"});
        for (const TomlNode* row : in_.tables(root, "accounts")) read_account(*row);
        for (const TomlNode* row : in_.tables(root, "purposes")) read_purpose(*row);
        for (const TomlNode* row : in_.tables(root, "grants")) read_grant(*row);
        for (const TomlNode* row : in_.tables(root, "duties")) read_duty(*row);
        plan_.leaver = in_.text_or(root, "leaver", "");
        if (!plan_.leaver.empty() && !has_account(plan_.leaver))
            refuse(root, "leaver: there is no \"" + plan_.leaver + "\"");
        check_roles(root.line);
        return std::move(plan_);
    }
    const std::vector<format::TomlProblem>& problems() const { return in_.problems(); }

private:
    void refuse(const TomlNode& row, std::string message) { in_.refuse(row.line, std::move(message)); }

    // Each of the texts of `key` must satisfy `exists`.
    template <class Exists>
    std::vector<std::string> known(const TomlNode& row, std::string_view key, const Exists& exists) {
        std::vector<std::string> texts = in_.texts(row, key);
        for (const std::string& text : texts) {
            if (!exists(text)) refuse(row, std::string{key} + ": there is no \"" + text + "\"");
        }
        return texts;
    }
    std::vector<std::string> some(const TomlNode& row, std::string_view key, std::vector<std::string> texts) {
        if (texts.empty()) refuse(row, std::string{key} + " names none");
        return texts;
    }
    auto has_unit() const {
        return [this](const std::string& code) { return profile_.find_unit(code) != nullptr; };
    }
    static bool is_operation(const std::string& name) {
        return std::ranges::find(operations, std::string_view{name}) != std::end(operations);
    }

    void read_account(const TomlNode& row) {
        in_.only(row, {"name", "display_name", "unit", "roles", "what_zh", "what_en"});
        PlanAccount account{in_.text(row, "name"),    in_.text(row, "display_name"), in_.text(row, "unit"), {},
                            in_.text(row, "what_zh"), in_.text(row, "what_en")};
        if (!account_names_.insert(account.name).second) refuse(row, "two accounts of one name");
        if (!profile_.find_unit(account.unit)) refuse(row, "unit: there is no \"" + account.unit + "\"");
        for (const std::string& name : in_.texts(row, "roles")) {
            if (const auto role = law::parse_role(name)) {
                account.roles.push_back(*role);
            } else {
                refuse(row, "roles: there is no \"" + name + "\"");
            }
        }
        if (account.roles.empty()) refuse(row, "roles names none");
        for (const law::Role one : account.roles) {
            for (const law::Role other : account.roles) {
                if (profile_.separation_between(one, other)) refuse(row, "roles that one account cannot hold together");
            }
        }
        plan_.accounts.push_back(std::move(account));
    }

    void read_purpose(const TomlNode& row) {
        in_.only(row, {"code", "name_zh", "name_en", "bases", "units", "fields", "operations", "case_pattern",
                       "case_example", "acknowledgement_zh", "acknowledgement_en"});
        PlanPurpose purpose;
        purpose.code = in_.text(row, "code");
        purpose.name_zh = in_.text(row, "name_zh");
        purpose.name_en = in_.text(row, "name_en");
        purpose.bases =
            some(row, "bases",
                 known(row, "bases", [this](const std::string& id) { return profile_.find_basis(id) != nullptr; }));
        purpose.units = some(row, "units", known(row, "units", has_unit()));
        purpose.fields = some(row, "fields", known(row, "fields", [this](const std::string& name) {
                                  return profile_.find_field(name) != nullptr;
                              }));
        purpose.operations = some(row, "operations", known(row, "operations", is_operation));
        purpose.case_pattern = in_.text(row, "case_pattern");
        purpose.case_example = in_.text(row, "case_example");
        purpose.acknowledgement_zh = in_.text(row, "acknowledgement_zh");
        purpose.acknowledgement_en = in_.text(row, "acknowledgement_en");
        if (find_purpose(purpose.code)) refuse(row, "two purposes of one code");
        plan_.purposes.push_back(std::move(purpose));
    }

    void read_grant(const TomlNode& row) {
        in_.only(row, {"purpose", "unit", "holders", "fields", "operations", "districts", "from_days", "until_days",
                       "quota_day", "quota_total", "reason", "afterwards"});
        PlanGrant grant;
        grant.purpose = in_.text(row, "purpose");
        grant.unit = in_.text(row, "unit");
        grant.reason = in_.text(row, "reason");
        grant.afterwards = in_.text(row, "afterwards");
        grant.from_days = static_cast<int>(in_.integer(row, "from_days", -3650, 3650));
        grant.until_days = static_cast<int>(in_.integer(row, "until_days", -3650, 3650));
        if (grant.until_days <= grant.from_days) refuse(row, "until_days must come after from_days");
        if (row.find("quota_day")) grant.quota_day = in_.integer(row, "quota_day", 1, 1'000'000);
        if (row.find("quota_total")) grant.quota_total = in_.integer(row, "quota_total", 1, 1'000'000);
        grant.districts =
            known(row, "districts", [this](const std::string& code) { return districts_.find(code) != nullptr; });
        const PlanPurpose* const purpose = find_purpose(grant.purpose);
        if (purpose == nullptr) {
            refuse(row, "purpose: there is no \"" + grant.purpose + "\"");
            return;
        }
        const auto of_purpose = [&](const std::vector<std::string>& whole) {
            return [&whole](const std::string& text) { return std::ranges::find(whole, text) != whole.end(); };
        };
        if (!of_purpose(purpose->units)(grant.unit)) refuse(row, "the purpose is not for this unit");
        // Absent means all of the purpose's.
        grant.fields = known(row, "fields", of_purpose(purpose->fields));
        if (grant.fields.empty()) grant.fields = purpose->fields;
        grant.operations = known(row, "operations", of_purpose(purpose->operations));
        if (grant.operations.empty()) grant.operations = purpose->operations;
        grant.holders = some(row, "holders", known(row, "holders", [&](const std::string& name) {
                                 return std::ranges::any_of(plan_.accounts, [&](const PlanAccount& account) {
                                     return account.name == name && account.unit == grant.unit;
                                 });
                             }));
        plan_.grants.push_back(std::move(grant));
    }

    bool has_account(std::string_view name) const {
        return std::ranges::any_of(plan_.accounts, [&](const PlanAccount& account) { return account.name == name; });
    }

    void read_duty(const TomlNode& row) {
        in_.only(row, {"kind", "account", "unit"});
        PlanDuty duty{in_.text(row, "kind"), in_.text(row, "account"), in_.text_or(row, "unit", "")};
        if (std::ranges::find(duty_kinds, std::string_view{duty.kind}) == std::end(duty_kinds)) {
            refuse(row, "kind: there is no \"" + duty.kind + "\"");
        }
        if (!has_account(duty.account)) refuse(row, "account: there is no \"" + duty.account + "\"");
        if (!duty.unit.empty() && !profile_.find_unit(duty.unit)) {
            refuse(row, "unit: there is no \"" + duty.unit + "\"");
        }
        plan_.duties.push_back(std::move(duty));
    }

    void check_roles(std::uint32_t line) {
        for (const law::Role role : law::all_roles) {
            const bool held = std::ranges::any_of(plan_.accounts, [&](const PlanAccount& account) {
                return std::ranges::find(account.roles, role) != account.roles.end();
            });
            if (!held) in_.refuse(line, "nobody is " + std::string{law::role_name(role)});
        }
        const bool administered =
            !plan_.accounts.empty() && std::ranges::find(plan_.accounts[0].roles, law::Role::account_administrator) !=
                                           plan_.accounts[0].roles.end();
        if (!administered) in_.refuse(line, "the first account must be an account administrator's");
    }

    const PlanPurpose* find_purpose(std::string_view code) const {
        const auto found = std::ranges::find(plan_.purposes, code, &PlanPurpose::code);
        return found == plan_.purposes.end() ? nullptr : &*found;
    }

    TomlReader in_;
    const law::Profile& profile_;
    const law::Districts& districts_;
    Plan plan_;
    std::set<std::string> account_names_;
};

}  // namespace

std::expected<Plan, std::vector<law::Problem>> Plan::load(const base::EmbeddedFile& file, const law::Profile& profile,
                                                          const law::Districts& districts) {
    constexpr std::string_view wrong = "示範機關的計畫有誤";
    const std::string name{file.name};
    std::vector<law::Problem> problems;
    const auto root = format::parse_toml(file.bytes, file.name);
    if (!root) {
        problems.push_back({name, 0, std::string{wrong}, root.error().detail()});
        return std::unexpected{std::move(problems)};
    }
    PlanReader reader{name, profile, districts};
    Plan plan = reader.read(*root);
    if (reader.problems().empty()) return plan;
    for (const format::TomlProblem& problem : reader.problems()) {
        problems.push_back({name, problem.line, std::string{wrong}, problem.message});
    }
    return std::unexpected{std::move(problems)};
}

}  // namespace menhu::demo
