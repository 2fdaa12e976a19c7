#pragma once
// When a term of the profile that begins at an instant is over, in days, months and years of Asia/Taipei (民法 120,
// 121: the time of day stays, a month without the day ends on its last). Pure; any thread.
#include "base/time.h"
#include "law/figures.h"

namespace menhu::people {

base::Instant after(base::Instant start, const law::Term& term);

}  // namespace menhu::people
