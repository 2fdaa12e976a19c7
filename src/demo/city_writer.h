#pragma once
// Writes the city, whole or with one thing wrong. Inside the room. Thread rule: one thread.
#include <optional>

#include "base/result.h"
#include "demo/city.h"
#include "demo/flaws.h"

namespace menhu::demo {

base::Result<City> write_city(const CityOptions& options, const law::Districts& districts,
                              const OnProgress& on_progress, std::optional<Flaw> flaw);

}  // namespace menhu::demo
