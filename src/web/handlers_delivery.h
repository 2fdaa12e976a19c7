#pragma once
// The handlers of what belongs to deliveries beside the files themselves: comparison and release. Only
// endpoints_delivery.cc and the handlers include it. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// delivery_difference.cc
Answer get_difference(const Rooms& rooms, const Call& call);
Answer post_release(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
