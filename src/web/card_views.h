#pragma once
// A person's card as the interface shows it. Pure but for chance; any thread.
#include "registry/lookup.h"
#include "web/call.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

PersonCard view_of(const registry::PersonCard& card);
QueryView view_of(const registry::Disclosure& disclosure);
// What was disclosed, with what is needed to put it into the case file; or the problem that says why not.
Answer answer_of(const Rooms& rooms, base::Instant now, const registry::Answer& answer);
// The same as the shape of in_one_write.
inline auto answers_at(const Rooms& rooms, base::Instant now) {
    return [&rooms, now](const registry::Answer& answer) { return answer_of(rooms, now, answer); };
}

}  // namespace menhu::web
