#pragma once
// Sampling frames as the interface shows them. Thread rule: as the transaction.
#include <variant>

#include "registry/frame.h"
#include "web/handlers_frame.h"
#include "web/names.h"
#include "web/views_frame.h"

namespace menhu::web {

FrameForm frame_form(const law::Profile& profile, const law::Districts* districts, base::Instant now);
base::Result<FrameView> view_of(Names& names, const registry::Frame& frame, const law::Districts* districts);
// What was asked for, or what is wrong with its words.
std::variant<registry::NewFrame, Invalid> read_frame(const FrameRequest& request, std::string_view source);

}  // namespace menhu::web
