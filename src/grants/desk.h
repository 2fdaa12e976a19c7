#pragma once
// What every act of this room needs beside its transaction: where it is recorded and by which rules. Borrowed; made
// once by app. Any thread.
#include "crypto/keyring.h"
#include "law/profile.h"
#include "ledger/ledger.h"

namespace menhu::grants {

struct Desk {
    const ledger::Ledger& ledger;
    const law::Profile& profile;
    const crypto::Keyring* keyring = nullptr;  // under which attachments are sealed; without it there are none
};

}  // namespace menhu::grants
