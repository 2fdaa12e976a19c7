#pragma once
// A person as kinship sees one: parents by nature and by adoption, marriages, children. Whoever walks the records makes
// these from them; what a record does not say is said to be unknown, never left out. Pure values; any thread.
#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/tag.h"
#include "registry/truth.h"

namespace menhu::registry {

using PersonKey = crypto::Tag;

enum class KinSex : std::uint8_t { unknown, male, female };
// Does the copy hold all there is?
enum class Holds : std::uint8_t { all, some };

struct KinParent {
    // none: the law knows no such parent, e.g. no father has recognised the child (民法 1065). unknown: there is one,
    // but not in the record.
    enum class State : std::uint8_t { known, unknown, none };
    State state = State::unknown;
    PersonKey key{};
};

struct Adoption {
    std::optional<PersonKey> parent;  // absent: adopted by somebody whom the record does not identify
    DayRange began;
    std::optional<DayRange> ended;  // absent: it lasts (民法 1080 to 1081)
};

enum class MarriageEnd : std::uint8_t { lasts, divorce, annulment, death, unknown };
// A marriage of the Civil Code, or a union under the Act for Implementation of Interpretation 748.
enum class MarriageLaw : std::uint8_t { civil_code, act_748 };

struct Marriage {
    std::optional<PersonKey> spouse;
    DayRange began;
    MarriageEnd end = MarriageEnd::lasts;
    DayRange ended;  // meaningless while it lasts
    MarriageLaw law = MarriageLaw::civil_code;
};

struct KinPerson {
    PersonKey key{};  // today's; may differ from the one by which the person was asked for (earlier ids)
    KinSex sex = KinSex::unknown;
    DayRange born;
    KinParent father;
    KinParent mother;
    std::vector<Adoption> adoptions;
    std::vector<Marriage> marriages;
    Holds marriages_held = Holds::some;
    // Whose records name this person as spouse: what marriage it is or was, their records tell.
    std::vector<PersonKey> named_as_spouse_by;
    std::vector<PersonKey> children;  // those whose records name this person as a parent of any kind
};

}  // namespace menhu::registry
