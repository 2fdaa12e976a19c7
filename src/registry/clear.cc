#include "registry/clear.h"

#include <filesystem>
#include <system_error>

#include "registry/change_rows.h"
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
    TRY(rows::delete_touched(tx, id));
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

std::string generation_volume(std::int64_t generation) { return "generation_" + std::to_string(generation); }

std::string rejects_volume(std::int64_t generation) { return "rejects_" + std::to_string(generation); }

base::Result<void> sweep_volumes(Registry::Inside& inside) {
    const auto useless = TRY(inside.database.read([&](store::ReadTx& tx) -> base::Result<std::vector<std::string>> {
        std::vector<std::string> volumes;
        const auto generations = TRY(rows::destroyed_generations(tx, inside.holding));
        for (const auto generation : generations) {
            volumes.push_back(generation_volume(generation));
            auto rejects = rejects_volume(generation);
            const auto wanted = TRY(rows::count_rejects_volume(tx, rejects));
            if (wanted == 0) volumes.push_back(std::move(rejects));
        }
        return volumes;
    }));
    for (const auto& volume : useless) TRY(store::drop_volume(inside.database, volume));
    return {};
}

}  // namespace menhu::registry
