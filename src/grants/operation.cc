#include "grants/operation.h"

#include <algorithm>
#include <array>

#include "base/result.h"

namespace menhu::grants {
namespace {

using Counting = OperationName::Counting;
using people::Role;

constexpr std::array names{
    OperationName{Operation::lookup, "lookup", "查詢", "Look-up", Role::case_worker, Counting::counted},
    OperationName{Operation::reveal, "reveal", "揭示", "Reveal", Role::case_worker, Counting::uncounted},
    OperationName{Operation::household, "household", "全戶查詢", "Household", Role::case_worker, Counting::counted},
    OperationName{Operation::kinship, "kinship", "親等查詢", "Kinship", Role::case_worker, Counting::counted},
    OperationName{Operation::match, "match", "勾稽", "Match", Role::case_worker, Counting::counted},
    OperationName{Operation::extract, "extract", "名冊抽取", "Extract", Role::case_worker, Counting::counted},
    OperationName{Operation::export_, "export", "匯出", "Export", Role::case_worker, Counting::uncounted},
    OperationName{Operation::name_search, "name_search", "姓名查詢", "Name search", Role::case_worker,
                  Counting::counted},
    OperationName{Operation::answer, "answer", "答案查詢", "Answer instead of data", Role::case_worker,
                  Counting::counted},
    OperationName{Operation::watch, "watch", "異動追蹤", "Watch", Role::case_worker, Counting::counted},
    OperationName{Operation::attach, "attach", "附卷", "Attach to the case", Role::case_worker, Counting::uncounted},
};

}  // namespace

std::span<const OperationName> operation_names() { return names; }

const OperationName& name_of(Operation operation) {
    const auto place = static_cast<std::size_t>(operation);
    CHECK(place < names.size());
    return names[place];
}

std::optional<Operation> operation_from_code(std::string_view code) {
    const auto* found = std::ranges::find(names, code, &OperationName::code);
    if (found == names.end()) return std::nullopt;
    return found->operation;
}

std::vector<Operation> Operations::list() const {
    std::vector<Operation> operations;
    for (const OperationName& name : names) {
        if ((bits_ & bit(name.operation)) != 0) operations.push_back(name.operation);
    }
    return operations;
}

std::string Operations::text() const {
    std::string text;
    for (const Operation operation : list()) {
        if (!text.empty()) text += ' ';
        text += name_of(operation).code;
    }
    return text;
}

}  // namespace menhu::grants
