#pragma once
// Asking about a person at the command line: identify, decide, disclose and record in one transaction, as behind the
// page. Thread rule: one thread.
#include <string>

#include "app/house.h"
#include "app/sign_in.h"
#include "grants/decide.h"
#include "registry/lookup.h"

namespace menhu::app {

class Asking {
public:
    Asking(House& house, const SignedInAccount& account, base::Clock& clock, base::Random& random)
        : house_{house}, account_{account}, clock_{clock}, random_{random} {}

    // Operation, district, person and what is sealed are the subject's. Errors: those of people::identify,
    // grants::decide and registry::lookup; a refusal is an answer.
    base::Result<registry::Answer> look_up(grants::Ask ask, const registry::Subject& subject);
    // A second act upon a card of an answer, which has so many; a look-up opens one of a list.
    base::Result<registry::Answer> follow(const registry::Disclosure& first, std::size_t card,
                                          grants::Operation operation, const std::string& reason);

private:
    House& house_;
    const SignedInAccount& account_;
    base::Clock& clock_;
    base::Random& random_;
};

}  // namespace menhu::app
