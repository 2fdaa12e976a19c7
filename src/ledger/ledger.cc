#include "ledger/ledger.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/inside.h"
#include "ledger/ledger_rows.h"
#include "ledger/trail.h"

namespace menhu::ledger {
namespace {

constexpr std::string_view signing = "signing key";
constexpr std::string_view index_key = "index key";

}  // namespace

Ledger::Ledger(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Ledger::~Ledger() = default;

base::Result<std::unique_ptr<Ledger>> Ledger::open(store::Database& database, const crypto::Keyring& keyring,
                                                   std::string origin, base::Random& random, base::Instant now) {
    // Room for "/9999" in a key name, and none for a name that a log of another year could have.
    if (!is_key_name(origin) || origin.size() > 200 || origin.ends_with('/')) {
        return base::Error{base::Fault::bad_input, "ledger.origin_invalid"};
    }
    // The keys are made together with the identity and never again: a ledger whose keys are lost must be noticed, not
    // continued under others.
    auto keys = TRY(database.write([&](store::WriteTx& tx) -> base::Result<Inside::Keys> {
        const auto known = TRY(rows::find_origin(tx));
        if (known && *known != origin) return base::Error{base::Fault::conflict, "ledger.origin_changed", *known};
        if (!known) {
            TRY(rows::insert_origin(tx, origin, now));
            for (const std::string_view name : {signing, index_key}) {
                const crypto::Secret key = crypto::Secret::random(crypto::SigningKey::seed_size, random);
                TRY(rows::insert_key(tx, name, keyring.wrap(key_name(name, origin), key, random), now));
            }
        }
        Inside::Keys found;
        for (const auto& [name, place] :
             {std::pair{signing, &found.signing_seed}, std::pair{index_key, &found.index}}) {
            const auto wrapped = TRY(rows::find_key(tx, name));
            if (!wrapped) return base::Error{base::Fault::corrupt, "ledger.key_missing", std::string{name}};
            *place = TRY(keyring.unwrap(key_name(name, origin), *wrapped));
        }
        return found;
    }));
    std::unique_ptr<Ledger> ledger{
        new Ledger{std::make_unique<Inside>(keyring, std::move(origin), random, std::move(keys).value())}};
    TRY(ledger->prepare(database, now));
    return ledger;
}

base::Result<void> Ledger::prepare(store::Database& database, base::Instant now) const {
    return inside_->prepare(database, now);
}

crypto::Tag Ledger::person_tag(std::string_view id) const { return inside_->person_key.tag(base::as_bytes(id)); }

crypto::Digest Ledger::case_commitment(std::string_view case_number) const {
    return inside_->case_key.mac(base::as_bytes(case_number));
}

std::string Ledger::origin(int log) const { return fmt::format("{}/{}", inside_->origin, log); }

NoteKey Ledger::verify_key(int log) const { return {origin(log), KeyType::log, inside_->signing_key.verify_key()}; }

base::Result<Receipt> append(store::WriteTx& tx, const Ledger& ledger, const Entry& entry, base::Instant now) {
    const int log = log_of(now);
    const std::int64_t index = TRY(rows::next_index(tx, log));
    const std::string& secret = entry.secret.reveal();
    base::Bytes sealed;
    int month = 0;
    if (!secret.empty()) {
        sealed = TRY(ledger.inside_->seal(tx, log, index, now, secret));
        month = month_of(now);
    }
    const base::Bytes leaf = TRY(encode_leaf(entry, now, month, sealed));
    const Projection projection{.at = base::to_millis(now),
                                .kind = entry.kind,
                                .account = entry.account,
                                .unit = entry.unit,
                                .grant = entry.grant,
                                .person = search_key(entry.person),
                                .case_key = search_key(entry.case_commitment)};
    TRY(rows::insert_entry(tx, rows::place_of(log, index), projection, leaf));
    return Receipt{.log = log, .index = index, .leaf_hash = leaf_hash(leaf), .at = now};
}

base::Result<crypto::Secret> open_secret(store::ReadTx& tx, const Ledger& ledger, int log, std::int64_t index) {
    const EntryView entry = TRY(entry_at(tx, log, index));
    return ledger.inside_->open(tx, entry);
}

base::Result<void> destroy_month_key(store::WriteTx& tx, const Ledger& ledger, int month, base::Instant now) {
    if (month >= month_of(now)) return base::Error{base::Fault::conflict, "ledger.month_key_in_use"};
    const std::int64_t changed = TRY(rows::erase_month_key(tx, month, now));
    if (changed == 0) return base::Error{base::Fault::conflict, "ledger.month_key_destroyed"};
    ledger.inside_->forget(month);
    return {};
}

std::span<const store::Statement> statements() {
    static const std::vector<store::Statement> all = [] {
        std::vector<store::Statement> list;
        std::ranges::copy(rows::log_statements(), std::back_inserter(list));
        std::ranges::copy(rows::trail_statements(), std::back_inserter(list));
        return list;
    }();
    return all;
}

}  // namespace menhu::ledger
