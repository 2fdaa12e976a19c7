#include "registry/rejects.h"

#include "registry/inside.h"
#include "registry/rejects_file.h"

namespace menhu::registry {

namespace {

struct Rejects {
    std::string volume;
    crypto::Secret key;
};

base::Result<Rejects> enter_opening(store::WriteTx& tx, Registry::Inside& inside, const people::Actor& by,
                                    DeliveryId id, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    const auto row = TRY(rows::delivery(tx, id.number()));
    if (!row) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
    const bool built = row->delivery.state != DeliveryState::importing;
    if (!built || row->rejects_volume.empty() || !row->wrapped_rejects_key) {
        return base::Error{base::Fault::not_found, "registry.no_rejects"};
    }
    auto key = TRY(inside.keyring.unwrap(rejects_key_name(id.number()), *row->wrapped_rejects_key));
    auto entry = delivery_entry("rejects.opened", who(by), row->delivery);
    entry.counts.emplace_back("rejected",
                              static_cast<std::int64_t>(row->delivery.report ? row->delivery.report->rejected : 0));
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return Rejects{row->rejects_volume, std::move(key)};
}

}  // namespace

base::Result<void> open_rejects(const Registry& registry, const people::Actor& by, DeliveryId id, base::Instant now,
                                const std::function<base::Result<void>(std::string_view)>& sink) {
    auto& inside = registry.inside();
    const auto committed =
        TRY(inside.database.write([&](store::WriteTx& tx) { return enter_opening(tx, inside, by, id, now); }));
    const auto& rejects = committed.value();
    crypto::Aead aead{rejects.key};
    for (std::int64_t segment = 0;; ++segment) {
        const auto body =
            TRY(inside.database.read([&](store::ReadTx& tx) { return tx.bucket(rejects.volume, segment); }));
        if (!body) return {};
        const auto text = TRY(aead.open(crypto::nonce_of(static_cast<std::uint64_t>(segment)), rejects_aad(id), *body));
        TRY(sink(text.text()));
    }
}

}  // namespace menhu::registry
