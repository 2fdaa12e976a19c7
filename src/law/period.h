#pragma once
// A term of the profile as the period that base counts by the Civil Code. Pure; any thread.
#include "base/period.h"
#include "law/figures.h"

namespace menhu::law {

base::Period period_of(const Term& term);

}  // namespace menhu::law
