#pragma once
// What an engine supplies for store/volume.h. Inside the room.
#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace menhu::store {

// A volume that is being built; destroyed unfinished, it leaves nothing.
class VolumeBuild {
public:
    VolumeBuild() = default;
    VolumeBuild(const VolumeBuild&) = delete;
    VolumeBuild& operator=(const VolumeBuild&) = delete;
    virtual ~VolumeBuild() = default;
    virtual base::Result<void> put(std::int64_t key, base::ByteView body) = 0;
    virtual base::Result<void> finish() = 0;
};

}  // namespace menhu::store
