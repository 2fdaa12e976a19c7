#pragma once
// The rules that matching goes by: programmes, and residence. Made once by app. Thread rule: immutable; any thread.
#include "base/result.h"
#include "law/match_rules.h"
#include "law/residence_rules.h"

namespace menhu::registry {

struct MatchBook {
    law::MatchRules rules;
    law::ResidenceRules residence;

    // Those inside the binary. Error: law.data_invalid.
    static base::Result<MatchBook> load();
};

}  // namespace menhu::registry
