#include "oversight/propose.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "format/csv.h"

namespace menhu::oversight {
namespace {

constexpr std::array names{
    ProposalName{Proposal::duplicate_number, "duplicate_number", "員工編號與其他帳號相同，疑為同一人重複申請",
                 "The employee number of another account", "U2"},
    ProposalName{Proposal::duplicate_name, "duplicate_name", "姓名與其他帳號相同，請確認是否為同一人",
                 "The name of another account: is it one person?", "U2"},
    ProposalName{Proposal::idle, "idle", "超過期限未使用，已閒置", "Not used for longer than the rules allow", "U2"},
    ProposalName{Proposal::never_used, "never_used", "開通後從未登入", "Never signed in since it was opened", "U2"},
    ProposalName{Proposal::moved, "moved", "持有人已調動單位，請確認權限", "The holder moved to another unit", "U2"},
    ProposalName{Proposal::left, "left", "持有人已離職或即將離職", "The holder has left or is leaving", "U2"},
    ProposalName{Proposal::retired, "retired", "持有人已退休", "The holder has retired", "U2"},
    ProposalName{Proposal::unlisted, "unlisted", "人事名冊查無此人", "Not on the personnel list", "U2"},
    ProposalName{Proposal::role_unused, "role_unused", "期間內未使用所授與的角色",
                 "The role was not used in the period", "F2.2"},
    ProposalName{Proposal::contract_ended, "contract_ended", "委辦契約已屆滿", "The contract has ended", "U1.3"},
    ProposalName{Proposal::contract_ending, "contract_ending", "委辦契約將於下次清查前屆滿",
                 "The contract ends before the next review", "U1.3"},
    ProposalName{Proposal::untrained, "untrained", "本年度資安教育訓練時數不足",
                 "Fewer hours of security training this year than asked", "F2.7"},
    ProposalName{Proposal::pledge_outdated, "pledge_outdated", "尚未簽署現行版本的保密切結",
                 "The pledge in force was not acknowledged", "L1"},
    ProposalName{Proposal::past_end, "past_end", "帳號已逾使用期限", "The account is past its end", "F2.2"},
};

using Yes = ReviewedAccount::Yes;

// Names are compared without spaces: 王 小明 and 王小明 are one.
std::string folded(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == ' ') continue;
        if (name.substr(i).starts_with("\u3000")) {  // ideographic space
            i += 2;
            continue;
        }
        out += name[i];
    }
    return out;
}

using Counts = std::unordered_map<std::string, int>;

bool is_contract(const people::RollEntry& entry) { return entry.unit_kind == people::UnitKind::contractor; }

void add_end(const people::RollEntry& entry, const ReviewFrame& frame, std::vector<Proposal>& out) {
    if (!entry.until) return;
    if (*entry.until <= frame.opened_at) {
        out.push_back(is_contract(entry) ? Proposal::contract_ended : Proposal::past_end);
    } else if (is_contract(entry) && *entry.until < frame.next_review) {
        out.push_back(Proposal::contract_ending);
    }
}

constexpr people::Roles roles_with_acts{people::Role::case_worker, people::Role::account_administrator};

}  // namespace

std::span<const ProposalName> proposal_names() { return names; }

const ProposalName& name_of(Proposal proposal) {
    const auto* const found = std::ranges::find(names, proposal, &ProposalName::proposal);
    CHECK(found != names.end());
    return *found;
}

std::optional<Proposal> proposal_from_code(std::string_view code) {
    const auto* const found = std::ranges::find(names, code, &ProposalName::code);
    if (found == names.end()) return std::nullopt;
    return found->proposal;
}

std::string words_of(const std::vector<Proposal>& proposals) {
    std::string words;
    for (const Proposal proposal : proposals) {
        if (!words.empty()) words += ' ';
        words += name_of(proposal).code;
    }
    return words;
}

std::vector<Proposal> proposals_of(std::string_view words) {
    std::vector<Proposal> list;
    while (!words.empty()) {
        const auto word = words.substr(0, words.find(' '));
        const auto proposal = proposal_from_code(word);
        CHECK(proposal);
        list.push_back(*proposal);
        words.remove_prefix(std::min(words.size(), word.size() + 1));
    }
    return list;
}

std::vector<std::vector<Proposal>> propose(std::span<const ReviewedAccount> accounts, const ReviewFrame& frame) {
    Counts numbers;
    Counts people;
    for (const ReviewedAccount& account : accounts) {
        if (account.entry.standing == people::Standing::closed) continue;
        if (!account.employee_number.empty()) ++numbers[account.employee_number];
        ++people[folded(account.entry.display_name)];
    }
    std::vector<std::vector<Proposal>> all;
    all.reserve(accounts.size());
    for (const ReviewedAccount& account : accounts) {
        auto& out = all.emplace_back();
        const people::RollEntry& entry = account.entry;
        if (entry.standing == people::Standing::closed) continue;
        const auto twice = [](const Counts& counts, const std::string& key) {
            const auto found = counts.find(key);
            return found != counts.end() && found->second > 1;
        };
        if (!account.employee_number.empty() && twice(numbers, account.employee_number)) {
            out.push_back(Proposal::duplicate_number);
        }
        if (twice(people, folded(entry.display_name))) out.push_back(Proposal::duplicate_name);
        if (!entry.last_signed_in && entry.opened_at < frame.never_used_by) {
            out.push_back(Proposal::never_used);
        } else if (account.idle == Yes::yes) {
            out.push_back(Proposal::idle);
        }
        if (account.moved == Yes::yes) out.push_back(Proposal::moved);
        if (account.leaving == Yes::yes) out.push_back(Proposal::left);
        if (account.used == Yes::no && entry.roles.has_any(roles_with_acts) && entry.opened_at <= frame.looks_from) {
            out.push_back(Proposal::role_unused);
        }
        add_end(entry, frame, out);
        if (account.trained == Yes::no) out.push_back(Proposal::untrained);
        if (account.pledge_current == Yes::no) out.push_back(Proposal::pledge_outdated);
        std::ranges::sort(out);
    }
    return all;
}

// ---- the personnel list ----

namespace {

struct StatusName {
    PersonnelRow::Status status;
    std::string_view en;
    std::string_view zh;
};
constexpr std::array status_names{
    StatusName{PersonnelRow::Status::in_office, "in_office", "在職"},
    StatusName{PersonnelRow::Status::left, "left", "離職"},
    StatusName{PersonnelRow::Status::retired, "retired", "退休"},
    StatusName{PersonnelRow::Status::moved, "moved", "調動"},
    StatusName{PersonnelRow::Status::on_leave, "on_leave", "留職停薪"},
};

base::Error ill_formed(std::uint64_t line) {
    return {base::Fault::bad_input, "oversight.personnel_ill_formed", "line " + std::to_string(line)};
}

}  // namespace

base::Result<std::vector<PersonnelRow>> read_personnel(std::string_view csv) {
    const auto parsed = format::parse_csv(csv);
    if (!parsed) return base::Error{base::Fault::bad_input, "oversight.personnel_ill_formed", parsed.error().detail()};
    if (parsed->empty() ||
        parsed->front().cells != std::vector<std::string>{"employee_number", "name", "unit_code", "status"}) {
        return ill_formed(1);
    }
    std::vector<PersonnelRow> rows;
    for (const format::CsvRow& row : std::span{*parsed}.subspan(1)) {
        if (row.cells.size() == 1 && row.cells.front().empty()) continue;
        if (row.cells.size() != 4 || row.cells[0].empty()) return ill_formed(row.line);
        const auto* const status = std::ranges::find_if(
            status_names, [&](const StatusName& name) { return row.cells[3] == name.en || row.cells[3] == name.zh; });
        if (status == status_names.end()) return ill_formed(row.line);
        rows.push_back({row.cells[0], row.cells[1], row.cells[2], status->status});
    }
    if (rows.empty()) return ill_formed(1);
    return rows;
}

PersonnelList::PersonnelList(std::vector<PersonnelRow> rows) : rows_{std::move(rows)} {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].name = folded(rows_[i].name);
        by_number_.push_back(i);
        by_name_.push_back(i);
    }
    std::ranges::sort(by_number_, {}, [&](std::size_t i) { return std::string_view{rows_[i].employee_number}; });
    std::ranges::sort(by_name_, {}, [&](std::size_t i) { return std::string_view{rows_[i].name}; });
}

PersonnelMatch PersonnelList::match(std::string_view employee_number, std::string_view display_name,
                                    std::string_view unit_code) const {
    // Without an employee number a name counts only if it stands for one person.
    const std::string name = folded(display_name);
    const auto range = employee_number.empty()
                           ? std::ranges::equal_range(by_name_, std::string_view{name}, {},
                                                      [&](std::size_t i) { return std::string_view{rows_[i].name}; })
                           : std::ranges::equal_range(by_number_, employee_number, {}, [&](std::size_t i) {
                                 return std::string_view{rows_[i].employee_number};
                             });
    PersonnelMatch match;
    if (range.empty()) {
        match.proposals.push_back(Proposal::unlisted);
        return match;
    }
    match.found = PersonnelMatch::Found::yes;
    if (employee_number.empty() && range.size() > 1) return match;
    const PersonnelRow& row = rows_[range.front()];
    if (row.status == PersonnelRow::Status::left) match.proposals.push_back(Proposal::left);
    if (row.status == PersonnelRow::Status::retired) match.proposals.push_back(Proposal::retired);
    const bool elsewhere = !row.unit_code.empty() && row.unit_code != unit_code;
    if (row.status == PersonnelRow::Status::moved || (row.status == PersonnelRow::Status::in_office && elsewhere)) {
        match.proposals.push_back(Proposal::moved);
    }
    return match;
}

}  // namespace menhu::oversight
