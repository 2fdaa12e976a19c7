#include "grants/kinship_code.h"

namespace menhu::grants {
namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford: no I, L, O, U
constexpr int symbols = 10;

}  // namespace

std::string new_kinship_code(base::Random& random) {
    std::string code;
    for (int i = 0; i < symbols; ++i) {
        if (i == symbols / 2) code += '-';
        code += letters[random.below(letters.size())];
    }
    return code;
}

crypto::Digest kinship_code_hash(const ledger::Ledger& ledger, std::string_view typed) {
    // The prefix keeps it apart from every case number, which never has a line feed.
    std::string text = "menhu kinship code v1\n";
    for (char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        text += c;
    }
    return ledger.case_commitment(text);
}

}  // namespace menhu::grants
