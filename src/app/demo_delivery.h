#pragma once
// What the demonstration commands share about deliveries. Thread rule: one thread.
#include "app/terminal.h"
#include "base/time.h"
#include "law/profile.h"

namespace menhu::app {

// --base-date, else today in Asia/Taipei. Error: app.argument_instant.
base::Result<law::Date> base_date_of(const Arguments& arguments, base::Instant now);

}  // namespace menhu::app
