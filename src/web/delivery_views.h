#pragma once
// Deliveries as the interface shows them. Pure, but for the progress of a running import; any thread.
#include "registry/delivery.h"
#include "web/views.h"

namespace menhu::web {

DeliveryReport view_of(const registry::Report& report);
DeliveryView view_of(const registry::Registry& registry, const registry::Delivery& delivery);

}  // namespace menhu::web
