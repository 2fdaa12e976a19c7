// Public keys of age: what is taken is in its one right form, and reads the same again; no single character can be
// another.
#include <cstdlib>
#include <string>

#include "format/age_key.h"

using menhu::format::AgeKey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto key = AgeKey::read(text);
    if (!key) return 0;
    if (key->text().size() != 62 || !key->text().starts_with("age1")) std::abort();
    const auto again = AgeKey::read(key->text());
    if (!again || again->point() != key->point()) std::abort();
    for (std::size_t at = 0; at < key->text().size(); ++at) {
        auto wrong = key->text();
        wrong[at] = wrong[at] == 'q' ? 'p' : 'q';
        if (AgeKey::read(wrong)) std::abort();
    }
    return 0;
}
