#pragma once
// A record as a layout cuts it, as the interface shows it. Pure; any thread.
#include "registry/trial.h"
#include "web/views_layout.h"

namespace menhu::web {

CutRecordView view_of(const registry::CutRecord& record);

}  // namespace menhu::web
