#include "format/typed_code.h"

namespace menhu::format {

std::string read_typed_code(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        code += c;
    }
    return code;
}

}  // namespace menhu::format
