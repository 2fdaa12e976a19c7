#pragma once
// Ends what was built of a delivery: the keys in the transaction, so that from its commit on nothing can be opened;
// files and volumes after it. Inside the room. Thread rule: as the transaction; remove_leftovers not on the writer's
// thread.
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "registry/inside.h"

namespace menhu::registry {

enum class Rejects : std::uint8_t { keep, destroy };
enum class InboxFile : std::uint8_t { keep, remove };

// What is useless from the commit on.
struct Leftovers {
    DeliveryId delivery{0};
    std::vector<std::string> volumes;
};

// Destroys the data keys of the generations of this delivery that nobody signed off.
base::Result<Leftovers> destroy_unsigned(store::WriteTx& tx, const rows::DeliveryRow& row, Rejects rejects);

base::Result<void> remove_leftovers(Registry::Inside& inside, const Leftovers& leftovers, InboxFile inbox);

// Volumes that a crash left after their keys were destroyed.
base::Result<void> sweep_volumes(Registry::Inside& inside);

// A generation's volume, and that of the rejects of its delivery.
std::string generation_volume(std::int64_t generation);
std::string rejects_volume(std::int64_t generation);

}  // namespace menhu::registry
