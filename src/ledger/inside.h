#pragma once
// What a Ledger holds: its keys. Inside the room. Thread rule: everything here may be called from any thread; the cache
// of month keys and the chance for nonces are under one mutex, held for one sealing.
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "crypto/aead.h"
#include "ledger/ledger.h"

namespace menhu::ledger {

class Ledger::Inside {
public:
    struct Keys {
        crypto::Secret signing_seed;
        crypto::Secret index;
    };
    Inside(const crypto::Keyring& keyring, std::string origin, base::Random& random, Keys keys);

    // The sealed bytes (nonce, then AES-256-GCM) of an entry's secret part.
    base::Result<base::Bytes> seal(store::WriteTx& tx, int log, std::int64_t index, base::Instant now,
                                   std::string_view plain);
    base::Result<crypto::Secret> open(store::ReadTx& tx, const EntryView& entry) const;
    base::Result<void> prepare(store::Database& database, base::Instant now);
    void forget(int month);

    const std::string origin;
    const crypto::SigningKey signing_key;
    const crypto::TagKey person_key;
    const crypto::TagKey case_key;

private:
    // The key of a month out of the table, which it makes if there is none.
    base::Result<crypto::Secret> month_key(store::WriteTx& tx, int month, base::Instant now);
    base::Bytes seal_under(crypto::Aead& key, int log, std::int64_t index, std::string_view plain);
    std::string place_text(int log, std::int64_t index) const;

    const crypto::Keyring& keyring_;
    base::Random& random_;
    std::mutex mutex_;
    // Committed keys only: a key that another closure of the running group has just made could still be undone, and
    // what was sealed under it in a later group would be lost.
    std::map<int, crypto::Aead> months_;
};

// "menhu ledger <what> of <origin>": what a wrapped key is for.
std::string key_name(std::string_view what, std::string_view origin);

}  // namespace menhu::ledger
