#pragma once
// From what an import counted to the report's checks. Pure. Inside the room.
#include "format/manifest.h"
#include "law/figures.h"
#include "registry/build.h"
#include "registry/import_read.h"
#include "registry/report.h"

namespace menhu::registry {

// The checks of pass 1 into `report`; sets report.refusal when the delivery cannot be loaded.
void assess_reading(const ReadOutcome& read, const format::Layout& layout, const format::DeliveryManifest& manifest,
                    law::Share reject_share, Report& report);
// The cross-checks of pass 2; the share of rejected rows once more, now with duplicates.
void assess_building(const BuildOutcome& built, law::Share reject_share, Report& report);

}  // namespace menhu::registry
