#pragma once
// How many people a grant could reach: those of the data in use, in all or by district (S1.1). Counted when a
// generation is built; what was not counted is not guessed. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace menhu::registry {

// Of the generation in use of the holding: everybody if no districts are given. Nothing if there is no such holding or
// generation, or if it was imported before districts were counted.
base::Result<std::optional<std::int64_t>> people_in(store::ReadTx& tx, std::string_view holding,
                                                    const std::vector<std::string>& districts);

}  // namespace menhu::registry
