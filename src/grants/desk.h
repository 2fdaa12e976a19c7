#pragma once
// What every act of this room needs beside its transaction: where it is recorded and by which rules. Borrowed; made
// once by app. Any thread.
#include "law/profile.h"
#include "ledger/ledger.h"

namespace menhu::grants {

struct Desk {
    const ledger::Ledger& ledger;
    const law::Profile& profile;
};

}  // namespace menhu::grants
