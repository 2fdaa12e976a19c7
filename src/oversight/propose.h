#pragma once
// What a review proposes about an account, and why (U2: duplicate, idle, moved, left and retired holders' accounts; and
// what else should not go on). Pure: from facts that were read before, for all accounts in one pass. Any thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "people/roll.h"

namespace menhu::oversight {

enum class Proposal : std::uint8_t {
    duplicate_number,  // the employee number of another account
    duplicate_name,    // the display name of another
    idle,
    never_used,
    moved,            // in the period, or by the personnel list
    left,             // its end is recorded ahead, or by the personnel list
    retired,          // by the personnel list
    unlisted,         // the personnel list does not know the employee number
    role_unused,      // a case worker without a query, an administrator without an act
    contract_ended,   //
    contract_ending,  // before the next review
    untrained,        // fewer hours than the profile asks in the year
    pledge_outdated,  // another version of the pledge than the one in force
    past_end,         // a temporary account after its end
};

struct ProposalName {
    Proposal proposal;
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view clause;
};
std::span<const ProposalName> proposal_names();  // in the order of the enum
const ProposalName& name_of(Proposal proposal);
std::optional<Proposal> proposal_from_code(std::string_view code);

// "idle never_used" and back; unknown words are a Bug.
std::string words_of(const std::vector<Proposal>& proposals);
std::vector<Proposal> proposals_of(std::string_view words);

// One account as a review sees it.
struct ReviewedAccount {
    people::RollEntry entry;
    std::string employee_number;  // empty: unknown
    enum class Yes : std::uint8_t { no, yes };
    Yes idle = Yes::no;             // at the opening
    Yes moved = Yes::no;            // its unit changed in the period
    Yes leaving = Yes::no;          // its closing is recorded ahead
    Yes used = Yes::no;             // there is an act of its role in the period
    Yes trained = Yes::yes;         // the hours of this year
    Yes pledge_current = Yes::yes;  // the version in force was acknowledged
};

struct ReviewFrame {
    base::Instant looks_from{};
    base::Instant opened_at{};
    base::Instant next_review{};    // the end of the review's own period
    base::Instant never_used_by{};  // opened before this and never signed in: never used
};

// For each account, in the same order; each list sorted. Accounts that are closed get none and make none.
std::vector<std::vector<Proposal>> propose(std::span<const ReviewedAccount> accounts, const ReviewFrame& frame);

// A row of a personnel list: what the personnel office says of an employee.
struct PersonnelRow {
    enum class Status : std::uint8_t { in_office, left, retired, moved, on_leave };
    std::string employee_number;
    std::string name;
    std::string unit_code;
    Status status = Status::in_office;
};
// From CSV with a head line: employee_number,name,unit_code,status. Status: in_office, left, retired, moved, on_leave,
// or 在職, 離職, 退休, 調動, 留職停薪. Error: oversight.personnel_ill_formed, the detail naming the line.
base::Result<std::vector<PersonnelRow>> read_personnel(std::string_view csv);

// What a personnel list says about one account, by its employee number or, where it has none, by its name.
struct PersonnelMatch {
    enum class Found : std::uint8_t { no, yes } found = Found::no;
    std::vector<Proposal> proposals;
};
class PersonnelList {
public:
    explicit PersonnelList(std::vector<PersonnelRow> rows);
    std::size_t size() const { return rows_.size(); }
    PersonnelMatch match(std::string_view employee_number, std::string_view display_name,
                         std::string_view unit_code) const;

private:
    std::vector<PersonnelRow> rows_;
    std::vector<std::size_t> by_number_;
    std::vector<std::size_t> by_name_;
};

}  // namespace menhu::oversight
