#include "ledger/inside.h"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/kdf.h"
#include "ledger/ledger_rows.h"

namespace menhu::ledger {
namespace {

int next_month(int month) { return month % 100 == 12 ? month + 89 : month + 1; }

std::string month_text(int month) { return fmt::format("month {:04}-{:02}", month / 100, month % 100); }

base::Error destroyed(int month) { return {base::Fault::conflict, "ledger.month_key_destroyed", month_text(month)}; }

}  // namespace

std::string key_name(std::string_view what, std::string_view origin) {
    return fmt::format("menhu ledger {} of {}", what, origin);
}

Ledger::Inside::Inside(const crypto::Keyring& keyring, std::string origin_text, base::Random& random, Keys keys)
    : origin{std::move(origin_text)},
      signing_key{crypto::SigningKey::from_seed(keys.signing_seed)},
      person_key{crypto::hkdf_sha256(keys.index, "menhu ledger person")},
      case_key{crypto::hkdf_sha256(keys.index, "menhu ledger case")},
      keyring_{keyring},
      random_{random} {}

// Bound to its place, so that a sealed part cannot be moved to another entry.
std::string Ledger::Inside::place_text(int log, std::int64_t index) const {
    return fmt::format("{}/{}\n{}", origin, log, index);
}

base::Bytes Ledger::Inside::seal_under(crypto::Aead& key, int log, std::int64_t index, std::string_view plain) {
    // Chance, not the index: an index comes again after a closure was undone. A month has far fewer than 2^32 entries.
    const crypto::Nonce nonce = crypto::random_nonce(random_);
    base::Bytes sealed(nonce.size() + plain.size() + crypto::Aead::overhead);
    std::ranges::copy(nonce, sealed.begin());
    key.seal_into(nonce, base::as_bytes(place_text(log, index)), base::as_bytes(plain),
                  std::span{sealed}.subspan(nonce.size()));
    return sealed;
}

base::Result<base::Bytes> Ledger::Inside::seal(store::WriteTx& tx, int log, std::int64_t index, base::Instant now,
                                               std::string_view plain) {
    const int month = month_of(now);
    {
        const std::lock_guard lock{mutex_};
        const auto ready = months_.find(month);
        if (ready != months_.end()) return seal_under(ready->second, log, index, plain);
    }
    const crypto::Secret secret = TRY(month_key(tx, month, now));
    crypto::Aead key{secret};
    const std::lock_guard lock{mutex_};
    return seal_under(key, log, index, plain);
}

base::Result<crypto::Secret> Ledger::Inside::month_key(store::WriteTx& tx, int month, base::Instant now) {
    const std::string name = key_name(month_text(month), origin);
    const auto row = TRY(rows::find_month_key(tx, month));
    if (row && !*row) return destroyed(month);
    if (row) return TRY(keyring_.unwrap(name, **row));
    crypto::Secret made;
    base::Bytes wrapped;
    {
        const std::lock_guard lock{mutex_};
        made = crypto::Secret::random(crypto::Aead::key_size, random_);
        wrapped = keyring_.wrap(name, made, random_);
    }
    TRY(rows::insert_month_key(tx, month, wrapped, now));
    return made;
}

base::Result<void> Ledger::Inside::prepare(store::Database& database, base::Instant now) {
    const int current = month_of(now);
    for (const int month : {current, next_month(current)}) {
        {
            const std::lock_guard lock{mutex_};
            if (months_.contains(month)) continue;
        }
        auto key = TRY(database.write([this, month, now](store::WriteTx& tx) { return month_key(tx, month, now); }));
        const std::lock_guard lock{mutex_};
        months_.try_emplace(month, std::move(key).value());
    }
    const std::lock_guard lock{mutex_};
    std::erase_if(months_, [&](const auto& held) { return held.first < current - 100; });
    return {};
}

void Ledger::Inside::forget(int month) {
    const std::lock_guard lock{mutex_};
    months_.erase(month);
}

base::Result<crypto::Secret> Ledger::Inside::open(store::ReadTx& tx, const EntryView& entry) const {
    if (entry.month == 0) return base::Error{base::Fault::not_found, "ledger.no_secret"};
    const auto row = TRY(rows::find_month_key(tx, entry.month));
    if (!row) return base::Error{base::Fault::corrupt, "ledger.key_missing", month_text(entry.month)};
    if (!*row) return destroyed(entry.month);
    const crypto::Secret secret = TRY(keyring_.unwrap(key_name(month_text(entry.month), origin), **row));
    crypto::Aead key{secret};
    crypto::Nonce nonce;
    CHECK(entry.sealed.size() >= nonce.size());
    std::copy_n(entry.sealed.begin(), nonce.size(), nonce.begin());
    return key.open(nonce, base::as_bytes(place_text(entry.log, entry.index)),
                    base::ByteView{entry.sealed}.subspan(nonce.size()));
}

}  // namespace menhu::ledger
