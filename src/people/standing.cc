#include "people/standing.h"

namespace menhu::people {

std::string_view state_code(State state) {
    switch (state) {
        case State::open:
            return "open";
        case State::suspended:
            return "suspended";
        case State::closed:
            return "closed";
    }
    base::throw_bug("state_code: no such state");
}

State state_from_code(std::string_view code) {
    for (const State state : {State::open, State::suspended, State::closed}) {
        if (state_code(state) == code) return state;
    }
    base::throw_bug("state_from_code: no such state");
}

Standing standing_of(const Validity& validity, base::Instant now) {
    if (validity.state == State::closed) return Standing::closed;
    if (validity.state == State::suspended) return Standing::suspended;
    if ((validity.until && now >= *validity.until) || (validity.unit_until && now >= *validity.unit_until)) {
        return Standing::expired;
    }
    if (now < validity.from || now < validity.unit_from) return Standing::not_yet_valid;
    return Standing::active;
}

}  // namespace menhu::people
