#include "grants/kinship_code.h"

#include "format/typed_code.h"

namespace menhu::grants {
namespace {

constexpr int symbols = 10;

}  // namespace

std::string new_kinship_code(base::Random& random) {
    std::string code;
    for (int i = 0; i < symbols; ++i) {
        if (i == symbols / 2) code += '-';
        code += format::typed_code_letters[random.below(format::typed_code_letters.size())];
    }
    return code;
}

crypto::Digest kinship_code_hash(const ledger::Ledger& ledger, std::string_view typed) {
    // The prefix keeps it apart from every case number, which never has a line feed.
    return ledger.case_commitment("menhu kinship code v1\n" + format::read_typed_code(typed));
}

}  // namespace menhu::grants
