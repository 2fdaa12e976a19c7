#pragma once
// Who held which grant at any moment of a span of time, past or present, for lists of all people (F2.1, A5). What an
// actor may ask now is decide.h's to answer. Thread rule: as the transaction.
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "grants/ids.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

struct HeldGrant {
    people::AccountId account{0};
    GrantId grant{0};
    people::UnitId unit{0};
    std::string purpose_code;
    std::string purpose_zh;
    std::string purpose_en;
    base::Instant from{};
    base::Instant until{};  // of the grant, or when it was ended or given up before; not included
};

// Those in force at a moment of [from, until), suspended ones among them: by account and then by grant. One statement.
base::Result<std::vector<HeldGrant>> held_between(store::ReadTx& tx, base::Instant from, base::Instant until);
// Everything that a unit's people ever held until `until`.
base::Result<std::vector<HeldGrant>> held_by_unit(store::ReadTx& tx, people::UnitId unit, base::Instant until);

}  // namespace menhu::grants
