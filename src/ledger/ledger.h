#pragma once
// The ledger of an installation: enters entries in the caller's transaction and holds the keys for it.
//
// Promises: an entry is in the log if and only if its transaction commits; a failed append fails the caller's closure,
// so nothing is released without its record. One log a year (Asia/Taipei), origin "<origin>/<year>". Thread rule: a
// Ledger is shared; const calls from any thread.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/keyring.h"
#include "crypto/secret.h"
#include "crypto/sign.h"
#include "crypto/tag.h"
#include "ledger/entry.h"
#include "ledger/note.h"
#include "ledger/tree.h"
#include "store/database.h"

namespace menhu::ledger {

// What the caller gets for an entry; good once its transaction has committed.
struct Receipt {
    int log = 0;
    std::int64_t index = 0;
    Hash leaf_hash{};
    base::Instant at{};
};

class Ledger {
public:
    // Reads the ledger's keys, or makes them where there are none; readies the keys of this month and the next.
    // `origin` is a key name such as "menhu.example.gov.tw/ledger" and never changes; keyring and random are borrowed
    // and outlive the Ledger. Errors: ledger.origin_invalid, ledger.origin_changed, those of Keyring::unwrap and store.
    static base::Result<std::unique_ptr<Ledger>> open(store::Database& database, const crypto::Keyring& keyring,
                                                      std::string origin, base::Random& random, base::Instant now);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // Makes the month keys that will be needed soon, so that append finds them ready. Publisher::publish calls it.
    base::Result<void> prepare(store::Database& database, base::Instant now) const;

    // A person as a keyed tag: the same in every holding and every year, so that a person's trail can be read without a
    // readable list of persons. `id` is in its normal form (upper case, no spaces). Cost: about 0.2 µs.
    crypto::Tag person_tag(std::string_view id) const;
    // A case number as a commitment: whoever holds the case file can have it confirmed, nobody can list it.
    crypto::Digest case_commitment(std::string_view case_number) const;

    // "<origin>/<year>", and the key that verifies that log's checkpoints, as text and as key.
    std::string origin(int log) const;
    NoteKey verify_key(int log) const;

private:
    friend base::Result<Receipt> append(store::WriteTx&, const Ledger&, const Entry&, base::Instant);
    friend base::Result<crypto::Secret> open_secret(store::ReadTx&, const Ledger&, int, std::int64_t);
    friend base::Result<void> destroy_month_key(store::WriteTx&, const Ledger&, int, base::Instant);
    friend class Publisher;
    class Inside;
    explicit Ledger(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// Enters one entry. In the log of `now`, at the next index. Cost: one indexed look-up and one INSERT, ≤ 12 µs.
// Errors: those of encode_leaf; those of the store, which the caller passes on so that its own work is undone.
base::Result<Receipt> append(store::WriteTx& tx, const Ledger& ledger, const Entry& entry, base::Instant now);

// The secret part of one entry, for a caller who has made sure that its reader may see it, and has entered that too.
// Errors: ledger.entry_not_found, ledger.no_secret, ledger.month_key_destroyed, crypto.seal_broken.
base::Result<crypto::Secret> open_secret(store::ReadTx& tx, const Ledger& ledger, int log, std::int64_t index);

// Destroys the key of a month (202611): from the commit on its entries verify, but their secret parts are gone. The
// caller enters the destruction. Errors: ledger.month_key_destroyed, ledger.month_key_in_use (this month or later).
base::Result<void> destroy_month_key(store::WriteTx& tx, const Ledger& ledger, int month, base::Instant now);

// The room's migrations and statements.
std::span<const base::EmbeddedFile> migrations();
std::span<const store::Statement> statements();

}  // namespace menhu::ledger
