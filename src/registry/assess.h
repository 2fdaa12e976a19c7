#pragma once
// From what an import counted to the report's checks. Pure. Inside the room.
#include "format/manifest.h"
#include "law/figures.h"
#include "registry/build.h"
#include "registry/change_apply.h"
#include "registry/import_read.h"
#include "registry/report.h"

namespace menhu::registry {

// The checks of pass 1 into `report`; sets report.refusal when the delivery cannot be loaded.
void assess_reading(const ReadOutcome& read, const format::Layout& layout, const format::DeliveryManifest& manifest,
                    law::Share reject_share, Report& report);
// The cross-checks of pass 2; the share of rejected rows once more, now with duplicates.
void assess_building(const BuildOutcome& built, law::Share reject_share, Report& report);

// Of a change file: whether it is for the copy in use (none: nullptr), which contains the changes up to
// `change_sequence`. After assess_reading, with the share 0: a change that cannot be read cannot be left out either.
void assess_base(const Tally& read, const format::DeliveryManifest& manifest, const rows::Generation* base,
                 std::int64_t change_sequence, Report& report);
// What became of its changes.
void assess_changes(const ChangesApplied& applied, Report& report);
// After the building of a changed copy.
void assess_changed(const BuildOutcome& built, Report& report);

}  // namespace menhu::registry
