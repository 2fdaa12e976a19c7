#pragma once
// What can be done with the data under a grant. Pure; values; any thread.
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/role.h"

namespace menhu::grants {

enum class Operation : std::uint8_t {
    lookup,       // 查詢: about one person, answered masked
    reveal,       // 揭示: the full values of a masked answer; part of what lookup and household grant
    household,    // 全戶查詢
    kinship,      // 親等查詢
    match,        // 勾稽
    extract,      // 名冊抽取
    export_,      // 匯出
    name_search,  // 姓名查詢: people of one name in one district, as a list
    answer,       // 答案查詢: yes, no or cannot tell instead of data; part of what lookup grants
    watch,        // 異動追蹤: to be told when a change file touches somebody of a case
    attach,       // 附卷: what was answered goes into the case file; part of whatever answers
};

struct OperationName {
    Operation operation;
    std::string_view code;  // "lookup", …, "export": in the store and the API
    std::string_view zh;
    std::string_view en;
    people::Role role;  // the duty that it takes
    // Does a permit for it use up the grant's quota? A reveal does not: it is the second act of a counted one.
    enum class Counting : std::uint8_t { counted, uncounted } counting;
};

std::span<const OperationName> operation_names();  // in the order of the enumeration
const OperationName& name_of(Operation operation);
std::optional<Operation> operation_from_code(std::string_view code);

// A set of operations; its bits are the store's form.
class Operations {
public:
    constexpr Operations() = default;
    constexpr Operations(std::initializer_list<Operation> operations) {
        for (const Operation operation : operations) add(operation);
    }
    static constexpr Operations from_bits(std::int64_t bits) {
        Operations operations;
        operations.bits_ = bits;
        return operations;
    }
    constexpr std::int64_t bits() const { return bits_; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr void add(Operation operation) { bits_ |= bit(operation); }
    // A reveal is granted with lookup or household; an answer instead of data with lookup, being less than that; what
    // may be asked for a case may be put into its file.
    constexpr bool has(Operation operation) const {
        if (operation == Operation::reveal) return (bits_ & (bit(Operation::lookup) | bit(Operation::household))) != 0;
        if (operation == Operation::answer) return (closed() & bit(Operation::answer)) != 0;
        if (operation == Operation::attach) return (closed() & answering()) != 0;
        return (bits_ & bit(operation)) != 0;
    }
    // None beyond `bounds`?
    constexpr bool is_within(Operations bounds) const { return (bits_ & ~bounds.closed()) == 0; }
    // What both allow.
    constexpr Operations common(Operations other) const {
        std::int64_t both = closed() & other.closed();
        const bool is_said = (bits_ & other.bits_ & bit(Operation::answer)) != 0;
        if ((both & bit(Operation::lookup)) != 0 && !is_said) both &= ~bit(Operation::answer);
        return from_bits(both);
    }
    std::vector<Operation> list() const;  // as granted, in the order of the enumeration
    std::string text() const;             // "lookup household"
    friend constexpr bool operator==(Operations, Operations) = default;

private:
    static constexpr std::int64_t bit(Operation operation) { return std::int64_t{1} << static_cast<int>(operation); }
    static constexpr std::int64_t answering() {
        return bit(Operation::lookup) | bit(Operation::household) | bit(Operation::kinship) | bit(Operation::match) |
               bit(Operation::extract) | bit(Operation::answer);
    }
    // With what is allowed because something wider is.
    constexpr std::int64_t closed() const {
        return (bits_ & bit(Operation::lookup)) != 0 ? bits_ | bit(Operation::answer) : bits_;
    }
    std::int64_t bits_ = 0;
};

}  // namespace menhu::grants
