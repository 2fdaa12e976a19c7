#pragma once
// Volumes as PostgreSQL tables store_volume_<name>, loaded by COPY in the transaction that creates them, so that nobody
// sees an unfinished one and a crash leaves nothing. Inside the room.
#include <string>
#include <vector>

#include "store/database.h"
#include "store/volume_engine.h"

namespace menhu::store {

base::Result<std::unique_ptr<VolumeBuild>> build_postgres_volume(const Settings& settings, std::string_view name);
base::Result<void> drop_postgres_volume(const Settings& settings, std::string_view name);
base::Result<std::vector<std::string>> list_postgres_volumes(const Settings& settings);

}  // namespace menhu::store
