#include "registry/clear.h"

#include <filesystem>
#include <system_error>

#include "store/volume.h"

namespace menhu::registry {

base::Result<Leftovers> destroy_unsigned(store::WriteTx& tx, const rows::DeliveryRow& row, Rejects rejects) {
    const auto id = row.delivery.id.number();
    Leftovers leftovers{.delivery = row.delivery.id, .volumes = {}};
    const auto generations = TRY(rows::unsigned_generations(tx, id));
    for (const auto& generation : generations) {
        TRY(rows::destroy_generation_key(tx, generation.id));
        leftovers.volumes.push_back(generation.volume);
    }
    TRY(rows::forget_generation(tx, id));
    if (rejects == Rejects::destroy && !row.rejects_volume.empty()) {
        TRY(rows::forget_rejects(tx, id));
        leftovers.volumes.push_back(row.rejects_volume);
    }
    return leftovers;
}

base::Result<void> remove_leftovers(Registry::Inside& inside, const Leftovers& leftovers, InboxFile inbox) {
    for (const auto& volume : leftovers.volumes) TRY(store::drop_volume(inside.database, volume));
    if (inbox == InboxFile::remove) {
        std::error_code error;
        std::filesystem::remove(inbox_path(inside, leftovers.delivery), error);
        if (error) return base::Error{base::Fault::unavailable, "registry.inbox_unusable", error.message()};
    }
    return {};
}

}  // namespace menhu::registry
